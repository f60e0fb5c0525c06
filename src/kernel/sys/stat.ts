// Asking about files: stat(2), access(2), readlink(2), getdents64(2), statfs(2).

import { EMPTY_SET } from "../abi/capability.ts";
import { EACCES, EBADF, EINVAL, ENOENT, ENOTDIR, EROFS, type Errno, failed } from "../abi/errno.ts";
import { F_OK, O_PATH, R_OK, S_IFDIR, S_IFMT, S_IFREG, W_OK, X_OK } from "../abi/flags.ts";
import { isGone } from "../fs/dpath.ts";
import { fileOf } from "../fs/fd.ts";
import type { OpenFile } from "../fs/file.ts";
import { pipePath, socketPath } from "../fs/internal.ts";
import type { Dirent, View } from "../fs/ops.ts";
import type { Path } from "../fs/path.ts";
import { refusesAccess } from "../fs/permission.ts";
import { isReadonly, isSymlink, type Place, placeOf } from "../fs/place.ts";
import { type Statfs, statfsOf } from "../fs/statfs.ts";
import { viewOf } from "../fs/view.ts";
import { FOLLOW, up, walk } from "../fs/walk.ts";
import { fromKernelId, shownId } from "../security/id-map.ts";
import type { Pid, Task } from "../task/task.ts";
import type { Tx } from "../tx.ts";

export interface DeviceNumber {
  readonly major: number;
  readonly minor: number;
}

const NONE: DeviceNumber = { major: 0, minor: 0 };

/** Ids are those of the caller's user namespace; times are virtual nanoseconds since boot; blocks are of 512 bytes. */
export interface Stat {
  readonly dev: DeviceNumber;
  readonly ino: number;
  readonly mode: number;
  readonly nlink: number;
  readonly uid: number;
  readonly gid: number;
  readonly rdev: DeviceNumber;
  readonly size: number;
  readonly blocks: number;
  readonly atime: number;
  readonly mtime: number;
  readonly ctime: number;
}

function statOf(v: View, { sb, ops, node }: Place): Stat {
  const { ino, mode, nlink, uid, gid, rdev, size, blocks, atime, mtime, ctime, dev = sb } = ops.attr(v, sb, node);
  const user = v.task.ns.user;
  return {
    dev: { major: dev.major, minor: dev.minor },
    ino,
    mode,
    nlink,
    uid: shownId(v.k, user, "uid", uid),
    gid: shownId(v.k, user, "gid", gid),
    rdev,
    size,
    blocks,
    atime,
    mtime,
    ctime,
  };
}

interface ByPath {
  readonly path: string;
}

export function sysStat(tx: Tx, pid: Pid, { path }: ByPath): Stat | Errno {
  const v = viewOf(tx, tx.task(pid));
  const place = walk(v, path, FOLLOW);
  return failed(place) ? place : statOf(v, place);
}

export function sysLstat(tx: Tx, pid: Pid, { path }: ByPath): Stat | Errno {
  const v = viewOf(tx, tx.task(pid));
  const place = walk(v, path, 0);
  return failed(place) ? place : statOf(v, place);
}

/** Where an open file is: a pipe has its place in pipefs, a socket in sockfs. */
export function pathOfFile({ path, target }: OpenFile): Path | null {
  if (target.kind === "socket") return socketPath(target.socket);
  return path ?? (target.kind === "pipe" ? pipePath(target.pipe) : null);
}

export function sysFstat(tx: Tx, pid: Pid, { fd }: { fd: number }): Stat | Errno {
  const task = tx.task(pid);
  const file = fileOf(tx.k, task, fd);
  if (failed(file)) return file;
  const path = pathOfFile(file);
  if (path !== null) return statOf(viewOf(tx, task), placeOf(tx.k, path));
  return file.target.kind === "text" ? statOfText(file.target.text) : EBADF;
}

/** Standard input from outside the world: a regular file that has no name here. */
function statOfText({ length: size }: string): Stat {
  const nowhere = { dev: NONE, rdev: NONE, ino: 1, nlink: 0, uid: 0, gid: 0, atime: 0, mtime: 0, ctime: 0 };
  return { ...nowhere, mode: S_IFREG | 0o600, size, blocks: Math.ceil(size / 4096) * 8 };
}

/** access(2) asks for the real ids: "so that set-user-ID programs can easily determine the invoking user's authority" */
function asRealUser(tx: Tx, task: Task): Task {
  const { cred } = task;
  const root = fromKernelId(tx.k, task.ns.user, "uid", cred.uid) === 0;
  if (cred.uid === cred.euid && cred.gid === cred.egid && root) return task;
  const effective = root ? cred.caps.permitted : cred.uid === cred.euid ? cred.caps.effective : EMPTY_SET;
  return { ...task, cred: { ...cred, euid: cred.uid, egid: cred.gid, caps: { ...cred.caps, effective } } };
}

export function sysAccess(tx: Tx, pid: Pid, { path, mode }: ByPath & { readonly mode: number }): 0 | Errno {
  if (mode & ~(R_OK | W_OK | X_OK)) return EINVAL;
  const v = viewOf(tx, asRealUser(tx, tx.task(pid)));
  const place = walk(v, path, FOLLOW);
  if (failed(place)) return place;
  if (mode === F_OK) return 0;
  const perm = place.ops.perm(v, place.sb, place.node);
  const type = perm.mode & S_IFMT;
  if (mode & X_OK && type === S_IFREG && place.mount.flags.noexec) return EACCES;
  const refused = refusesAccess(v, place.sb, perm, mode);
  if (refused) return refused;
  return mode & W_OK && (type === S_IFREG || type === S_IFDIR) && isReadonly(place) ? EROFS : 0;
}

export function sysReadlink(tx: Tx, pid: Pid, { path }: ByPath): string | Errno {
  const v = viewOf(tx, tx.task(pid));
  const place = walk(v, path, 0);
  if (failed(place)) return place;
  const { ops, sb, node } = place;
  return isSymlink(ops.perm(v, sb, node)) ? ops.readlink(v, sb, node) : EINVAL;
}

/** All entries the first time, none after that: lseek(fd, 0) starts again. */
export function sysGetdents64(tx: Tx, pid: Pid, { fd }: { fd: number }): readonly Dirent[] | Errno {
  const task = tx.task(pid);
  const file = fileOf(tx.k, task, fd);
  if (failed(file)) return file;
  if (file.flags & O_PATH) return EBADF;
  if (file.path === null) return ENOTDIR;
  const v = viewOf(tx, task);
  const place = placeOf(tx.k, file.path);
  const { ops, sb, node } = place;
  if ((ops.perm(v, sb, node).mode & S_IFMT) !== S_IFDIR) return ENOTDIR;
  if (isGone(v, file.path)) return ENOENT;
  if (file.pos > 0) return [];
  const list = ops.readdir(v, sb, node);
  if (failed(list)) return list;
  const above = up(v, place);
  const dot = (name: string, { ops: o, sb: s, node: n }: Place): Dirent => {
    return { ino: o.attr(v, s, n).ino, type: S_IFDIR, name };
  };
  const all = [dot(".", place), dot("..", above), ...list];
  tx.emit({ type: "file.moved", file: file.id, pos: all.length });
  return all;
}

export function sysStatfs(tx: Tx, pid: Pid, { path }: ByPath): Statfs | Errno {
  const v = viewOf(tx, tx.task(pid));
  const place = walk(v, path, FOLLOW);
  return failed(place) ? place : statfsOf(v, place);
}
