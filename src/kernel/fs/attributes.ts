// Changing what an inode says of itself: chmod(2), chown(2), utimensat(2), truncate(2).
// setattr_prepare() and notify_change(), fs/attr.c

import { EFBIG, EINVAL, EISDIR, EPERM, EROFS, type Errno, ETXTBSY, failed } from "../abi/errno.ts";
import { S_IFDIR, S_IFMT, S_IFREG, S_ISGID, W_OK } from "../abi/flags.ts";
import { SIGXFSZ } from "../abi/signal.ts";
import { toKernelId } from "../security/id-map.ts";
import { softLimit } from "../task/limits.ts";
import { sendSignal } from "../task/signal.ts";
import type { Pid, Task } from "../task/task.ts";
import type { Tx } from "../tx.ts";
import { dropFileCaps, dropSetuid, withoutSetuid } from "./data.ts";
import { capableOver, inGroup, maySetgid, ownsOrCapable, refusesAccess } from "./permission.ts";
import { isReadonly, type Place, pathOf } from "./place.ts";
import { isRunning } from "./text-busy.ts";
import { viewOf } from "./view.ts";

export function changeMode(tx: Tx, task: Task, place: Place, mode: number): 0 | Errno {
  if (isReadonly(place)) return EROFS;
  const v = viewOf(tx, task);
  const perm = place.ops.perm(v, place.sb, place.node);
  if (perm.immutable) return EPERM;
  // "EPERM: The effective UID does not match the owner of the file, and the process is not privileged" - chmod(2)
  if (!ownsOrCapable(v, perm)) return EPERM;
  // "If the calling process is not privileged …, and the group of the file does not match …, the S_ISGID bit will be
  // turned off, but this will not cause an error" - chmod(2)
  const bits = mode & (maySetgid(v, perm, perm.gid) ? 0o7777 : 0o7777 & ~S_ISGID);
  if (!place.ops.changes) return EPERM;
  return place.ops.changes.chmod(tx, place.sb, place.node, (perm.mode & S_IFMT) | bits);
}

/** `owner` and `group` are numbers of the caller's user namespace; -1 leaves one as it is. */
export function changeOwner(tx: Tx, task: Task, place: Place, owner: number, group: number): 0 | Errno {
  if (isReadonly(place)) return EROFS;
  const v = viewOf(tx, task);
  const uid = owner === -1 ? null : toKernelId(v.k, task.ns.user, "uid", owner);
  const gid = group === -1 ? null : toKernelId(v.k, task.ns.user, "gid", group);
  if ((owner !== -1 && uid === null) || (group !== -1 && gid === null)) return EINVAL;
  const perm = place.ops.perm(v, place.sb, place.node);
  if (perm.immutable) return EPERM;
  const owns = task.cred.euid === perm.uid;
  const mayAny = capableOver(v.k, task, "CAP_CHOWN", perm);
  if (uid !== null && !(owns && uid === perm.uid) && !mayAny) return EPERM;
  if (gid !== null && !(owns && (gid === perm.gid || inGroup(task, gid))) && !mayAny) return EPERM;
  // "When the owner or group of an executable file is changed …, the S_ISUID and S_ISGID mode bits are cleared" - chown(2)
  let mode = (perm.mode & S_IFMT) === S_IFDIR ? perm.mode : withoutSetuid(v, perm);
  if (mode !== perm.mode) {
    // It is a change of the mode too, with the new group. setattr_prepare(), fs/attr.c
    if (!ownsOrCapable(v, perm)) return EPERM;
    if (!maySetgid(v, perm, gid ?? perm.gid)) mode &= ~S_ISGID;
  }
  if (!place.ops.changes) return EPERM;
  if ((perm.mode & S_IFMT) !== S_IFDIR) dropFileCaps(tx, v, place);
  return place.ops.changes.chown(tx, place.sb, place.node, uid ?? perm.uid, gid ?? perm.gid, mode);
}

/** null: now; undefined: as it is. */
export type NewTime = number | null | undefined;

export function changeTimes(tx: Tx, task: Task, place: Place, atime: NewTime, mtime: NewTime): 0 | Errno {
  if (isReadonly(place)) return EROFS;
  const v = viewOf(tx, task);
  const attr = place.ops.attr(v, place.sb, place.node);
  if (place.ops.perm(v, place.sb, place.node).immutable) return EPERM;
  if (!ownsOrCapable(v, attr)) {
    // "the caller must have write access to the file" to set both to now - utimensat(2), "Permissions requirements"
    if (atime !== null || mtime !== null) return EPERM;
    const refused = refusesAccess(v, place.sb, attr, W_OK);
    if (refused) return refused;
  }
  if (!place.ops.changes) return EPERM;
  const at = (time: NewTime, old: number): number => (time === undefined ? old : (time ?? tx.now));
  return place.ops.changes.touch(tx, place.sb, place.node, at(atime, attr.atime), at(mtime, attr.mtime));
}

export function truncatePlace(tx: Tx, task: Task, place: Place, length: number): 0 | Errno {
  const v = viewOf(tx, task);
  const perm = place.ops.perm(v, place.sb, place.node);
  const type = perm.mode & S_IFMT;
  if (type === S_IFDIR) return EISDIR;
  if (type !== S_IFREG) return EINVAL;
  if (isReadonly(place)) return EROFS;
  const refused = refusesAccess(v, place.sb, perm, W_OK);
  if (refused) return refused;
  if (isRunning(v.k, pathOf(place))) return ETXTBSY;
  return cutTo(tx, task, place, length);
}

/** The size changes; the caller may. A longer file has a hole at its end. */
export function cutTo(tx: Tx, task: Task, place: Place, length: number): 0 | Errno {
  if (length > Number.MAX_SAFE_INTEGER) return EFBIG;
  if (!place.ops.changes) return EINVAL;
  if (length > softLimit(task, "fsize") && length > place.ops.attr(viewOf(tx, task), place.sb, place.node).size) {
    sendSignal(tx, 0 as Pid, task.pid, SIGXFSZ);
    return EFBIG;
  }
  dropSetuid(tx, task, place);
  const done = place.ops.changes.truncate(tx, place.sb, place.node, length);
  return failed(done) ? done : 0;
}
