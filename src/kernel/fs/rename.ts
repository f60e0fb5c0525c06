// rename(2), renameat2(2): the checks in the order of do_renameat2() and vfs_rename(), fs/namei.c.

import {
  EBUSY,
  EEXIST,
  EINVAL,
  ENOENT,
  ENOTDIR,
  ENOTEMPTY,
  EPERM,
  EROFS,
  type Errno,
  EXDEV,
  failed,
} from "../abi/errno.ts";
import { RENAME_EXCHANGE, RENAME_NOREPLACE, RENAME_WHITEOUT, S_IFCHR, W_OK } from "../abi/flags.ts";
import type { Task } from "../task/task.ts";
import type { Tx } from "../tx.ts";
import { ownedBy, refusesNew } from "./create.ts";
import { isSubdir } from "./dpath.ts";
import type { Body } from "./inode.ts";
import type { View } from "./ops.ts";
import { sameUpper } from "./overlay/stack.ts";
import type { Node } from "./path.ts";
import { refusesAccess } from "./permission.ts";
import { isDir, isReadonly, isRemoved, type Place, pathOf } from "./place.ts";
import { isEmptyDir, isLocalMountpoint, refusesDelete } from "./remove.ts";
import { detachAll } from "./umount.ts";
import { viewOf } from "./view.ts";
import { entryOf, type Parent, walkParent } from "./walk.ts";

/** "a whiteout is a character device with 0/0 device number" - Documentation/filesystems/overlayfs.rst */
const WHITEOUT: Body = { kind: "device", major: 0, minor: 0 };
const ALL_FLAGS = RENAME_NOREPLACE | RENAME_EXCHANGE | RENAME_WHITEOUT;

const isName = ({ name }: Parent): boolean => name !== "" && name !== "." && name !== "..";

export function renamePath(tx: Tx, task: Task, oldpath: string, newpath: string, flags: number): 0 | Errno {
  const exchange = (flags & RENAME_EXCHANGE) !== 0;
  // "EINVAL: Both RENAME_NOREPLACE and RENAME_EXCHANGE …, both RENAME_WHITEOUT and RENAME_EXCHANGE were specified"
  if (flags & ~ALL_FLAGS || (exchange && flags !== RENAME_EXCHANGE)) return EINVAL;
  const v = viewOf(tx, task);
  const from = walkParent(v, oldpath);
  if (failed(from)) return from;
  const to = walkParent(v, newpath);
  if (failed(to)) return to;
  // "EXDEV: oldpath and newpath are not on the same mounted filesystem" - rename(2)
  if (from.dir.mount !== to.dir.mount) return EXDEV;
  if (!isName(from)) return EBUSY;
  if (!isName(to)) return flags & RENAME_NOREPLACE ? EEXIST : EBUSY;
  if (isReadonly(from.dir)) return EROFS;
  // Nothing is looked up in a directory that was removed: lookup_one_qstr_excl()
  if (isRemoved(v, from.dir) || isRemoved(v, to.dir)) return ENOENT;
  const node = entryOf(v, from.dir, from.name);
  if (failed(node)) return node;
  const found = entryOf(v, to.dir, to.name);
  // procfs says so itself that it has no such name, and none can be made
  if (failed(found) && (found !== ENOENT || to.dir.sb.type === "proc")) return found;
  const target = failed(found) ? null : found;
  const refused = refusesRename(v, from, node, to, target, flags);
  if (refused !== null) return refused;
  const { dir } = from;
  if (!dir.ops.changes) return EPERM;
  if (exchange && target !== null) return dir.ops.changes.exchange(tx, dir.sb, node, target);
  if (flags & RENAME_WHITEOUT && dir.sb.type === "overlay") return EINVAL;
  const left = flags & RENAME_WHITEOUT ? ownedBy(v, dir, S_IFCHR, WHITEOUT) : null;
  const full = target !== null && isDir(dir.ops.perm(v, dir.sb, target)) && !isEmptyDir(v, to.dir, target);
  const instead = { replaced: target, full, left };
  const moved = dir.ops.changes.rename(tx, dir.sb, node, to.dir.node, to.name, instead);
  if (!failed(moved) && target !== null) detachAll(tx, target);
  return moved;
}

/** 0: nothing to do, and no error. */
function refusesRename(v: View, from: Parent, node: Node, to: Parent, target: Node | null, flags: number) {
  const { dir } = from;
  const exchange = (flags & RENAME_EXCHANGE) !== 0;
  const permOf = (n: Node) => dir.ops.perm(v, dir.sb, n);
  const movesDir = isDir(permOf(node));
  if (target !== null && flags & RENAME_NOREPLACE) return EEXIST;
  if (exchange) {
    if (target === null) return ENOENT;
    if (!isDir(permOf(target)) && to.trailing) return ENOTDIR;
  }
  if (!movesDir && (from.trailing || (!exchange && to.trailing))) return ENOTDIR;
  // "EINVAL: an attempt was made to make a directory a subdirectory of itself" - rename(2)
  if (movesDir && isSubdir(v, pathOf(to.dir), node)) return EINVAL;
  if (target !== null && isDir(permOf(target)) && isSubdir(v, pathOf(dir), target))
    return exchange ? EINVAL : ENOTEMPTY;
  if (target !== null && isSameFile(v, dir, node, target)) return 0;
  const gone = refusesDelete(v, dir, node, movesDir);
  if (gone) return gone;
  const there =
    target === null
      ? refusesNew(v, to.dir)
      : refusesDelete(v, to.dir, target, exchange ? isDir(permOf(target)) : movesDir);
  if (there) return there;
  // ".." of a directory that moves elsewhere is written: that needs write permission on the directory itself.
  if (dir.node !== to.dir.node) {
    for (const moved of exchange && target !== null ? [node, target] : [node]) {
      const kept = isDir(permOf(moved)) ? refusesAccess(v, dir.sb, permOf(moved), W_OK) : null;
      if (kept) return kept;
    }
  }
  if (isLocalMountpoint(v, node) || (target !== null && isLocalMountpoint(v, target))) return EBUSY;
  return null;
}

/** "If oldpath and newpath are existing hard links referring to the same file, then rename() does nothing" - rename(2) */
function isSameFile(v: View, dir: Place, a: Node, b: Node): boolean {
  if (a === b) return true;
  // In an overlay two names of one lower file are two files until they are links of one upper file: ovl_inode_test()
  if (dir.sb.overlay) return sameUpper(v.k, dir.sb, a, b);
  return dir.ops.attr(v, dir.sb, a).ino === dir.ops.attr(v, dir.sb, b).ino;
}
