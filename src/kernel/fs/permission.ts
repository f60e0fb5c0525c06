// May this task do that with this file? The rwx bits and the capabilities that override them.

import type { Capability } from "../abi/capability.ts";
import { EACCES, EPERM, EROFS, type Errno } from "../abi/errno.ts";
import { R_OK, S_IFDIR, S_IFLNK, S_IFMT, S_IFREG, S_ISGID, S_ISVTX, S_IXUGO, W_OK, X_OK } from "../abi/flags.ts";
import { capableHere, INIT_USER_NS } from "../security/capable.ts";
import { fromKernelId } from "../security/id-map.ts";
import type { Task } from "../task/task.ts";
import type { Kernel } from "../world.ts";
import type { SuperBlock } from "./mount.ts";
import type { Perm, View } from "./ops.ts";

/** `want` is R_OK, W_OK, X_OK or their sum. generic_permission(), fs/namei.c */
export function mayAccess(v: View, perm: Perm, want: number): boolean {
  if (perm.granted) return true;
  const { cred } = v.task;
  const shift = cred.euid === perm.uid ? 6 : inGroup(v.task, perm.gid) ? 3 : 0;
  if (((perm.mode >> shift) & want) === want) return true;
  if (perm.strict) return false;
  // "CAP_DAC_READ_SEARCH: Bypass file read permission checks and directory read and execute permission checks"
  // - capabilities(7)
  const dir = (perm.mode & S_IFMT) === S_IFDIR;
  const searchOnly = dir ? (want & W_OK) === 0 : want === R_OK;
  if (searchOnly && capableOver(v.k, v.task, "CAP_DAC_READ_SEARCH", perm)) return true;
  // "CAP_DAC_OVERRIDE: Bypass file read, write, and execute permission checks", but a file that nobody may
  // execute is not executable for root either.
  if (!dir && (want & X_OK) !== 0 && (perm.mode & S_IXUGO) === 0) return false;
  return capableOver(v.k, v.task, "CAP_DAC_OVERRIDE", perm);
}

/** Why the task may not, or null. inode_permission(), fs/namei.c */
export function refusesAccess(v: View, sb: SuperBlock, perm: Perm, want: number): Errno | null {
  if (want & W_OK) {
    // A file system says that it is read-only before it looks at the permissions, a mount after it: sb_permission()
    if (sb.readonly && STORED_TYPES.has(perm.mode & S_IFMT)) return EROFS;
    if (perm.immutable) return EPERM;
  }
  return mayAccess(v, perm, want) ? null : EACCES;
}

const STORED_TYPES: ReadonlySet<number> = new Set([S_IFREG, S_IFDIR, S_IFLNK]);

export function inGroup(task: Task, gid: number): boolean {
  return task.cred.egid === gid || task.cred.groups.includes(gid);
}

/** May the task leave S_ISGID on a file of this group? in_group_or_capable(), fs/inode.c */
export function maySetgid(v: View, perm: Perm, gid: number): boolean {
  return inGroup(v.task, gid) || capableOver(v.k, v.task, "CAP_FSETID", perm);
}

/**
 * "a capability inside a user namespace [over a file] … only if the file's user and group IDs have valid mappings in
 * that namespace" - user_namespaces(7); capable_wrt_inode_uidgid(), kernel/capability.c
 */
export function capableOver(k: Kernel, task: Task, cap: Capability, perm: Perm): boolean {
  if (!capableHere(k, task, cap)) return false;
  const user = task.ns.user;
  if (user === INIT_USER_NS) return true;
  return fromKernelId(k, user, "uid", perm.uid) !== null && fromKernelId(k, user, "gid", perm.gid) !== null;
}

/** The owner, or one who may act as any owner. inode_owner_or_capable(), fs/inode.c */
export function ownsOrCapable(v: View, perm: Perm): boolean {
  return v.task.cred.euid === perm.uid || capableOver(v.k, v.task, "CAP_FOWNER", perm);
}

/**
 * "S_ISVTX on a directory: files in that directory can be renamed or deleted only by the owner of the file, the owner
 * of the directory, or a privileged process" - inode(7). True where that forbids it.
 */
export function stickyForbids(v: View, dir: Perm, file: Perm): boolean {
  if ((dir.mode & S_ISVTX) === 0) return false;
  const { euid } = v.task.cred;
  return euid !== file.uid && euid !== dir.uid && !capableOver(v.k, v.task, "CAP_FOWNER", file);
}

// The four sysctls of proc_sys_fs(5) as Debian sets them: fs.protected_symlinks = 1, protected_hardlinks = 1,
// protected_fifos = 1, protected_regular = 2.

/** "symbolic links are followed only when outside a sticky world-writable directory, or when the UIDs … match" */
export function mayFollowLink(v: View, dir: Perm, link: Perm): boolean {
  if (v.task.cred.euid === link.uid || dir.uid === link.uid) return true;
  return (dir.mode & (S_ISVTX | W_OK)) !== (S_ISVTX | W_OK);
}

/** "hard links can be created only to files that the user owns or has read and write access to" */
export function mayHardlink(v: View, file: Perm, regular: boolean): boolean {
  const setgidExec = S_ISGID | 0o010;
  const safe = regular && (file.mode & 0o4000) === 0 && (file.mode & setgidExec) !== setgidExec;
  return (safe && mayAccess(v, file, R_OK | W_OK)) || ownsOrCapable(v, file);
}

/**
 * O_CREAT of a file that is there already, in a directory that others can write to. Not even root may. The sysctls
 * speak of FIFOs and regular files, but devices and sockets count too: may_create_in_sticky(), fs/namei.c
 */
export function mayReuseInSticky(v: View, dir: Perm, file: Perm): boolean {
  if ((dir.mode & S_ISVTX) === 0 || file.uid === dir.uid || file.uid === v.task.cred.euid) return true;
  if (dir.mode & 0o002) return false;
  return !((file.mode & S_IFMT) === S_IFREG && dir.mode & 0o020);
}
