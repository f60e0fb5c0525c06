// Making and removing names: mkdir(2), rmdir(2), unlink(2), link(2), symlink(2), rename(2), mknod(2).

import { EINVAL, ENAMETOOLONG, ENOENT, EPERM, type Errno } from "../abi/errno.ts";
import { S_IFBLK, S_IFCHR, S_IFDIR, S_IFIFO, S_IFLNK, S_IFMT, S_IFREG, S_IFSOCK } from "../abi/flags.ts";
import { hardLink, makeNode } from "../fs/create.ts";
import type { Body } from "../fs/inode.ts";
import { NO_NAMES } from "../fs/names.ts";
import { removeDirectory, unlinkPath } from "../fs/remove.ts";
import { renamePath } from "../fs/rename.ts";
import { PATH_MAX } from "../param.ts";
import type { Pid } from "../task/task.ts";
import type { Tx } from "../tx.ts";

interface Mkdir {
  readonly path: string;
  readonly mode: number;
}

export function sysMkdir(tx: Tx, pid: Pid, { path, mode }: Mkdir): 0 | Errno {
  const task = tx.task(pid);
  // "the mode of the created directory is (mode & ~umask & 01777)" - mkdir(2)
  const bits = S_IFDIR | (mode & 0o1777);
  return makeNode(tx, task, path, bits, { kind: "dir", entries: NO_NAMES });
}

export function sysRmdir(tx: Tx, pid: Pid, { path }: { path: string }): 0 | Errno {
  return removeDirectory(tx, tx.task(pid), path);
}

export function sysUnlink(tx: Tx, pid: Pid, { path }: { path: string }): 0 | Errno {
  return unlinkPath(tx, tx.task(pid), path);
}

interface TwoPaths {
  readonly oldpath: string;
  readonly newpath: string;
}

export function sysLink(tx: Tx, pid: Pid, { oldpath, newpath }: TwoPaths): 0 | Errno {
  return hardLink(tx, tx.task(pid), oldpath, newpath);
}

interface Symlink {
  readonly target: string;
  readonly linkpath: string;
}

export function sysSymlink(tx: Tx, pid: Pid, { target, linkpath }: Symlink): 0 | Errno {
  // "ENOENT: … target is the empty string" - symlink(2)
  if (target === "") return ENOENT;
  if (target.length >= PATH_MAX) return ENAMETOOLONG;
  return makeNode(tx, tx.task(pid), linkpath, S_IFLNK | 0o777, { kind: "symlink", target });
}

export function sysRename(tx: Tx, pid: Pid, { oldpath, newpath }: TwoPaths): 0 | Errno {
  return renamePath(tx, tx.task(pid), oldpath, newpath, 0);
}

export function sysRenameat2(tx: Tx, pid: Pid, { oldpath, newpath, flags }: TwoPaths & { flags: number }): 0 | Errno {
  return renamePath(tx, tx.task(pid), oldpath, newpath, flags);
}

interface Mknod {
  readonly path: string;
  readonly mode: number;
  readonly major: number;
  readonly minor: number;
}

export function sysMknod(tx: Tx, pid: Pid, { path, mode, major, minor }: Mknod): 0 | Errno {
  const task = tx.task(pid);
  const type = mode & S_IFMT || S_IFREG;
  const body = bodyOf(type, major, minor);
  if (body === null) return type === S_IFDIR ? EPERM : EINVAL;
  return makeNode(tx, task, path, type | (mode & 0o7777), body);
}

function bodyOf(type: number, major: number, minor: number): Body | null {
  switch (type) {
    case S_IFREG:
      return { kind: "file", data: "", size: 0 };
    case S_IFCHR:
    case S_IFBLK:
      return { kind: "device", major, minor };
    case S_IFIFO:
      return { kind: "fifo", pipe: null };
    case S_IFSOCK:
      return { kind: "socket" };
    default:
      return null;
  }
}
