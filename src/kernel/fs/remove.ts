// Taking names away: unlink(2), rmdir(2).

import { EBUSY, EINVAL, EISDIR, ENOENT, ENOTDIR, ENOTEMPTY, EPERM, EROFS, type Errno, failed } from "../abi/errno.ts";
import { W_OK, X_OK } from "../abi/flags.ts";
import type { Task } from "../task/task.ts";
import type { Tx } from "../tx.ts";
import { mountsOn } from "./mount-tree.ts";
import { isEmptyNames } from "./names.ts";
import type { View } from "./ops.ts";
import type { Node } from "./path.ts";
import { refusesAccess, stickyForbids } from "./permission.ts";
import { isDir, isReadonly, type Place } from "./place.ts";
import { inodeAt } from "./tree.ts";
import { detachAll } from "./umount.ts";
import { viewOf } from "./view.ts";
import { entryOf, walkParent } from "./walk.ts";

/** May the task take this entry out of the directory? may_delete(), fs/namei.c */
export function refusesDelete(v: View, dir: Place, node: Node, asDir: boolean): Errno | null {
  const above = dir.ops.perm(v, dir.sb, dir.node);
  const perm = dir.ops.perm(v, dir.sb, node);
  const refused = refusesAccess(v, dir.sb, above, W_OK | X_OK);
  if (refused) return refused;
  if (stickyForbids(v, above, perm) || perm.immutable) return EPERM;
  if (asDir) return isDir(perm) ? null : ENOTDIR;
  return isDir(perm) ? EISDIR : null;
}

/** Is something mounted there, as the caller's mount namespace sees it? is_local_mountpoint(), fs/namespace.c */
export function isLocalMountpoint(v: View, node: Node): boolean {
  return mountsOn(v.k, node).some((m) => m.ns === v.task.ns.mnt);
}

export function unlinkPath(tx: Tx, task: Task, path: string): 0 | Errno {
  const v = viewOf(tx, task);
  const spot = walkParent(v, path);
  if (failed(spot)) return spot;
  const { dir, name, trailing } = spot;
  if (name === "" || name === "." || name === "..") return EISDIR;
  if (isReadonly(dir)) return EROFS;
  const node = entryOf(v, dir, name);
  if (failed(node)) return node;
  if (trailing) return isDir(dir.ops.perm(v, dir.sb, node)) ? EISDIR : ENOTDIR;
  const refused = refusesDelete(v, dir, node, false);
  if (refused) return refused;
  if (!dir.ops.changes) return EPERM;
  if (isLocalMountpoint(v, node)) return EBUSY;
  const veto = dir.ops.refusesRemoval?.(v, dir.sb, node, false) ?? null;
  if (veto) return veto;
  detachAll(tx, node);
  return dir.ops.changes.unlink(tx, dir.sb, node);
}

export function removeDirectory(tx: Tx, task: Task, path: string): 0 | Errno {
  const v = viewOf(tx, task);
  const spot = walkParent(v, path);
  if (failed(spot)) return spot;
  const { dir, name } = spot;
  // "EINVAL: pathname has . as last component" - rmdir(2)
  if (name === "") return EBUSY;
  if (name === ".") return EINVAL;
  if (name === "..") return ENOTEMPTY;
  if (isReadonly(dir)) return EROFS;
  const node = entryOf(v, dir, name);
  if (failed(node)) return node;
  const refused = refusesDelete(v, dir, node, true);
  if (refused) return refused;
  if (!dir.ops.changes) return EPERM;
  if (isLocalMountpoint(v, node)) return EBUSY;
  const { refusesRemoval } = dir.ops;
  const veto = refusesRemoval ? refusesRemoval(v, dir.sb, node, true) : isEmptyDir(v, dir, node) ? null : ENOTEMPTY;
  if (veto) return veto;
  detachAll(tx, node);
  return dir.ops.changes.unlink(tx, dir.sb, node);
}

export function isEmptyDir(v: View, dir: Place, node: Node): boolean {
  if (typeof node === "number") {
    const { body } = inodeAt(v.k, node);
    return body.kind === "dir" && isEmptyNames(body.entries);
  }
  if (dir.ops.isEmpty) return dir.ops.isEmpty(v, dir.sb, node);
  const list = dir.ops.readdir(v, dir.sb, node);
  return failed(list) ? list === ENOENT : list.length === 0;
}
