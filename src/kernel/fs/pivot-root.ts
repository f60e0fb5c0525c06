// pivot_root(2): another mount becomes the root of the tree, and the old root is put below it.
//
// chroot(2) only changes where a process's "/" is; the tree above stays and can be reached. After pivot_root and an
// unmount of the old root nothing is left to escape to: why container runtimes use this call.

import { EBUSY, EINVAL, ENOENT, EPERM, type Errno, failed } from "../abi/errno.ts";
import { lookup, values } from "../table.ts";
import type { Pid } from "../task/task.ts";
import type { Tx } from "../tx.ts";
import { isBelow } from "./dpath.ts";
import type { Mount } from "./mount.ts";
import { mayMount } from "./mount-permission.ts";
import { samePath } from "./path.ts";
import { isMountRoot, isRemoved, pathOf, placeOf } from "./place.ts";
import { viewOf } from "./view.ts";
import { cross, DIRECTORY, FOLLOW, walk } from "./walk.ts";

export function pivotRoot(tx: Tx, pid: Pid, newRoot: string, putOld: string): 0 | Errno {
  const task = tx.task(pid);
  const v = viewOf(tx, task);
  if (!mayMount(v.k, task)) return EPERM;
  const fresh = walk(v, newRoot, FOLLOW | DIRECTORY);
  if (failed(fresh)) return fresh;
  const found = walk(v, putOld, FOLLOW | DIRECTORY);
  if (failed(found)) return found;
  const old = cross(v, found);
  if (isRemoved(v, old)) return ENOENT;
  const root = placeOf(v.k, task.root);
  const parentOf = (m: Mount): Mount | null => (m.parent === null ? null : lookup(v.k.mounts, m.parent));
  const isShared = (m: Mount | null): boolean => m !== null && m.peer !== null;
  // "The propagation type of the parent mount of new_root and the parent mount of the current root directory must not
  // be MS_SHARED; … if put_old is an existing mount point, its propagation type must not be MS_SHARED" - pivot_root(2)
  if (isShared(old.mount) || isShared(parentOf(fresh.mount)) || isShared(parentOf(root.mount))) return EINVAL;
  if (root.mount.ns !== task.ns.mnt || fresh.mount.ns !== task.ns.mnt || fresh.mount.locked) return EINVAL;
  if (isRemoved(v, fresh)) return ENOENT;
  // "EBUSY: new_root or put_old is on the current root mount" - pivot_root(2)
  if (fresh.mount === root.mount || old.mount === root.mount) return EBUSY;
  // "EINVAL: The current root directory is not a mount point", "new_root is not a mount point" - pivot_root(2)
  if (!isMountRoot(root) || !isMountRoot(fresh)) return EINVAL;
  const { parent, mountpoint } = root.mount;
  if (parent === null || mountpoint === null || fresh.mount.parent === null) return EINVAL;
  // "put_old must be at or underneath new_root", and new_root below the current root
  if (!isBelow(v, pathOf(old), pathOf(fresh)) || !isBelow(v, pathOf(fresh), task.root)) return EINVAL;

  const [from, to] = [pathOf(root), pathOf(fresh)];
  if (root.mount.locked) {
    tx.emit({ type: "mount.changed", mount: fresh.mount.id, to: { locked: true } });
    tx.emit({ type: "mount.changed", mount: root.mount.id, to: { locked: false } });
  }
  tx.emit({ type: "mount.moved", mount: root.mount.id, parent: old.mount.id, mountpoint: old.node });
  tx.emit({ type: "mount.moved", mount: fresh.mount.id, parent, mountpoint });
  // "changes the root directory and the current working directory of each process … in the same mount namespace to
  // new_root if they point to the old root directory" - pivot_root(2)
  for (const other of values(tx.k.tasks)) {
    if (samePath(other.root, from)) tx.emit({ type: "task.chrooted", pid: other.pid, root: to });
    if (samePath(other.cwd, from)) tx.emit({ type: "task.chdired", pid: other.pid, cwd: to });
  }
  return 0;
}
