// Advisory locks of flock(2): "associated with an open file description", so a child or a dup(2) holds the same one,
// and it is released when the last descriptor is closed.

import { lookup, values } from "../table.ts";
import { type Tx, wake } from "../tx.ts";
import type { Kernel } from "../world.ts";
import type { FileLock, OpenFile } from "./file.ts";
import { inodeBehind } from "./real.ts";

/** What is locked: the inode, whichever name it was opened by. null for what has no name. */
function lockedThing(k: Kernel, file: OpenFile): string | null {
  if (!file.path) return null;
  const { mnt, node } = file.path;
  const inode = inodeBehind(k, file.path);
  return inode ? `inode ${inode.id}` : `${lookup(k.mounts, mnt).sb} ${node}`;
}

export function lockChannel(k: Kernel, file: OpenFile): string {
  return `flock:${lockedThing(k, file) ?? file.id}`;
}

/** Does another open file description hold a lock that does not go together with `lock`? */
export function conflicts(k: Kernel, file: OpenFile, lock: FileLock): boolean {
  const thing = lockedThing(k, file);
  if (thing === null) return false;
  const inTheWay = (other: OpenFile) =>
    other.id !== file.id && other.lock && (lock === "exclusive" || other.lock === "exclusive");
  return values(k.files).some((other) => inTheWay(other) && lockedThing(k, other) === thing);
}

/** Wakes who waits for a lock that is being let go. */
export const wakeWaiters = (tx: Tx, file: OpenFile): void => wake(tx, lockChannel(tx.k, file));
