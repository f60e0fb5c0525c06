// Where a process stands: chdir(2), getcwd(2), chroot(2), umask(2).

import { EACCES, EBADF, ENOENT, ENOTDIR, EPERM, type Errno, failed } from "../abi/errno.ts";
import { X_OK } from "../abi/flags.ts";
import { isGone, nameFrom } from "../fs/dpath.ts";
import { fileOf } from "../fs/fd.ts";
import type { View } from "../fs/ops.ts";
import { mayAccess } from "../fs/permission.ts";
import { isDir, type Place, pathOf, placeOf } from "../fs/place.ts";
import { viewOf } from "../fs/view.ts";
import { DIRECTORY, FOLLOW, walk } from "../fs/walk.ts";
import { capableHere } from "../security/capable.ts";
import type { Pid } from "../task/task.ts";
import type { Tx } from "../tx.ts";

const maySearch = (v: View, { ops, sb, node }: Place): boolean => mayAccess(v, ops.perm(v, sb, node), X_OK);

export function sysChdir(tx: Tx, pid: Pid, { path }: { path: string }): 0 | Errno {
  const v = viewOf(tx, tx.task(pid));
  const place = walk(v, path, FOLLOW | DIRECTORY);
  if (failed(place)) return place;
  if (!maySearch(v, place)) return EACCES;
  tx.emit({ type: "task.chdired", pid, cwd: pathOf(place) });
  return 0;
}

export function sysFchdir(tx: Tx, pid: Pid, { fd }: { fd: number }): 0 | Errno {
  const task = tx.task(pid);
  const file = fileOf(tx.k, task, fd);
  if (failed(file)) return file;
  if (file.path === null) return file.target.kind === "pipe" ? ENOTDIR : EBADF;
  const v = viewOf(tx, task);
  const place = placeOf(tx.k, file.path);
  if (!isDir(place.ops.perm(v, place.sb, place.node))) return ENOTDIR;
  if (!maySearch(v, place)) return EACCES;
  tx.emit({ type: "task.chdired", pid, cwd: file.path });
  return 0;
}

/** getcwd(2), the system call: glibc turns an answer that does not start with "/" into ENOENT. */
export function sysGetcwd(tx: Tx, pid: Pid, _args: object): string | Errno {
  const task = tx.task(pid);
  const v = viewOf(tx, task);
  // "ENOENT: The current working directory has been unlinked" - getcwd(2)
  if (isGone(v, task.cwd)) return ENOENT;
  const { text, within } = nameFrom(v, task.cwd, task.root);
  // "If the current directory is not below the root directory of the current process …, then … the returned path will
  // be prefixed with the string "(unreachable)"" - getcwd(2)
  return within === "root" ? text : `(unreachable)${text}`;
}

/**
 * chroot(2): another root, and nothing more. "This call does not change the current working directory, so that after
 * the call '.' can be outside the tree rooted at '/'" - chroot(2)
 */
export function sysChroot(tx: Tx, pid: Pid, { path }: { path: string }): 0 | Errno {
  const task = tx.task(pid);
  const v = viewOf(tx, task);
  const place = walk(v, path, FOLLOW | DIRECTORY);
  if (failed(place)) return place;
  if (!maySearch(v, place)) return EACCES;
  // "Only a privileged process (… CAP_SYS_CHROOT capability in its user namespace)" - chroot(2)
  if (!capableHere(tx.k, task, "CAP_SYS_CHROOT")) return EPERM;
  tx.emit({ type: "task.chrooted", pid, root: pathOf(place) });
  return 0;
}

export function sysUmask(tx: Tx, pid: Pid, { mask }: { mask: number }): number {
  const { umask } = tx.task(pid);
  tx.emit({ type: "task.umasked", pid, umask: mask & 0o777 });
  return umask;
}
