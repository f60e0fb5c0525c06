// "ETXTBSY: pathname refers to an executable image which is currently being executed and write access was requested"
// - open(2); and the other way round, execve(2) of a file that somebody has open for writing.

import { O_ACCMODE, O_PATH, O_RDONLY } from "../abi/flags.ts";
import { values } from "../table.ts";
import type { Kernel } from "../world.ts";
import type { Path } from "./path.ts";
import { inodeBehind } from "./real.ts";

const isFile = (k: Kernel, path: Path | null | undefined, inode: number): boolean =>
  path !== null && path !== undefined && inodeBehind(k, path)?.id === inode;

/** Is this the program of a process? */
export function isRunning(k: Kernel, path: Path): boolean {
  const inode = inodeBehind(k, path)?.id;
  if (inode === undefined) return false;
  return values(k.tasks).some((t) => t.state !== "zombie" && isFile(k, t.exe, inode));
}

export function isOpenForWriting(k: Kernel, path: Path): boolean {
  const inode = inodeBehind(k, path)?.id;
  if (inode === undefined) return false;
  const writes = (flags: number) => (flags & O_ACCMODE) !== O_RDONLY && (flags & O_PATH) === 0;
  return values(k.files).some((f) => writes(f.flags) && isFile(k, f.path, inode));
}
