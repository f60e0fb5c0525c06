// Changing what a file says of itself: chmod(2), chown(2), utimensat(2), truncate(2).

import { EBADF, EINVAL, type Errno, failed } from "../abi/errno.ts";
import { O_PATH, S_IFMT, S_IFREG } from "../abi/flags.ts";
import { changeMode, changeOwner, changeTimes, cutTo, truncatePlace } from "../fs/attributes.ts";
import { fileOf, writable } from "../fs/fd.ts";
import { type Place, placeOf } from "../fs/place.ts";
import { viewOf } from "../fs/view.ts";
import { FOLLOW, walk } from "../fs/walk.ts";
import type { Pid } from "../task/task.ts";
import type { Tx } from "../tx.ts";
import { pathOfFile } from "./stat.ts";

/** The place behind a path, then `change`. */
function at(tx: Tx, pid: Pid, path: string, how: number, change: (place: Place) => 0 | Errno): 0 | Errno {
  const place = walk(viewOf(tx, tx.task(pid)), path, how);
  return failed(place) ? place : change(place);
}

/** The place behind a descriptor; "EBADF" for one that only names a file (O_PATH). */
function atFd(tx: Tx, pid: Pid, fd: number, change: (place: Place) => 0 | Errno): 0 | Errno {
  const file = fileOf(tx.k, tx.task(pid), fd);
  if (failed(file)) return file;
  const path = pathOfFile(file);
  return path === null || file.flags & O_PATH ? EBADF : change(placeOf(tx.k, path));
}

interface Mode {
  readonly mode: number;
}
interface Owner {
  /** Numbers of the caller's user namespace; -1 leaves it as it is. */
  readonly owner: number;
  readonly group: number;
}

export function sysChmod(tx: Tx, pid: Pid, { path, mode }: { path: string } & Mode): 0 | Errno {
  return at(tx, pid, path, FOLLOW, (place) => changeMode(tx, tx.task(pid), place, mode));
}

export function sysFchmod(tx: Tx, pid: Pid, { fd, mode }: { fd: number } & Mode): 0 | Errno {
  return atFd(tx, pid, fd, (place) => changeMode(tx, tx.task(pid), place, mode));
}

export function sysChown(tx: Tx, pid: Pid, { path, owner, group }: { path: string } & Owner): 0 | Errno {
  return at(tx, pid, path, FOLLOW, (place) => changeOwner(tx, tx.task(pid), place, owner, group));
}

export function sysLchown(tx: Tx, pid: Pid, { path, owner, group }: { path: string } & Owner): 0 | Errno {
  return at(tx, pid, path, 0, (place) => changeOwner(tx, tx.task(pid), place, owner, group));
}

export function sysFchown(tx: Tx, pid: Pid, { fd, owner, group }: { fd: number } & Owner): 0 | Errno {
  return atFd(tx, pid, fd, (place) => changeOwner(tx, tx.task(pid), place, owner, group));
}

interface Utimensat {
  readonly path: string;
  /** Virtual nanoseconds since boot; null is now, undefined leaves it as it is. */
  readonly atime?: number | null | undefined;
  readonly mtime?: number | null | undefined;
  readonly nofollow?: boolean;
}

export function sysUtimensat(tx: Tx, pid: Pid, { path, atime, mtime, nofollow }: Utimensat): 0 | Errno {
  // "If both tv_nsec fields are specified as UTIME_OMIT …, then … the file's existence and permissions are not checked"
  // - utimensat(2), do_utimes(), fs/utimes.c
  if (atime === undefined && mtime === undefined) return 0;
  const how = nofollow ? 0 : FOLLOW;
  return at(tx, pid, path, how, (place) => changeTimes(tx, tx.task(pid), place, atime, mtime));
}

export function sysTruncate(tx: Tx, pid: Pid, { path, length }: { path: string; length: number }): 0 | Errno {
  if (length < 0) return EINVAL;
  return at(tx, pid, path, FOLLOW, (place) => truncatePlace(tx, tx.task(pid), place, length));
}

export function sysFtruncate(tx: Tx, pid: Pid, { fd, length }: { fd: number; length: number }): 0 | Errno {
  if (length < 0) return EINVAL;
  const file = fileOf(tx.k, tx.task(pid), fd);
  if (failed(file)) return file;
  if (file.flags & O_PATH) return EBADF;
  if (!writable(file)) return EINVAL;
  return atFd(tx, pid, fd, (place) => {
    const { mode } = place.ops.perm(viewOf(tx, tx.task(pid)), place.sb, place.node);
    return (mode & S_IFMT) === S_IFREG ? cutTo(tx, tx.task(pid), place, length) : EINVAL;
  });
}
