// Making things with a name: mkdir(2), mknod(2), symlink(2), link(2), and open(2) with O_CREAT.

import { EACCES, EEXIST, ENOENT, EOVERFLOW, EPERM, EROFS, type Errno, EXDEV, failed } from "../abi/errno.ts";
import { S_IFBLK, S_IFDIR, S_IFMT, S_IFREG, S_ISGID, W_OK, X_OK } from "../abi/flags.ts";
import { refusesDevice } from "../cgroup/devices.ts";
import { capable, INIT_USER_NS } from "../security/capable.ts";
import { fromKernelId } from "../security/id-map.ts";
import type { Task } from "../task/task.ts";
import type { Tx } from "../tx.ts";
import type { Body } from "./inode.ts";
import type { Made, View } from "./ops.ts";
import type { Node } from "./path.ts";
import { mayHardlink, maySetgid, refusesAccess } from "./permission.ts";
import { isDir, isReadonly, isRemoved, type Place } from "./place.ts";
import { viewOf } from "./view.ts";
import { type Parent, step, walk, walkParent } from "./walk.ts";

/** Where a new name may be put, or why not, in the order of filename_create(), fs/namei.c. */
function spotForNew(v: View, path: string, forDir: boolean): Parent | Errno {
  const spot = walkParent(v, path);
  if (failed(spot)) return spot;
  const { dir, name, trailing } = spot;
  if (name === "" || name === "." || name === "..") return EEXIST;
  // A directory that was removed takes no new names: lookup_one_qstr_excl()
  if (isRemoved(v, dir)) return ENOENT;
  const there = step(v, dir, name);
  if (!failed(there)) return EEXIST;
  if (there !== ENOENT || dir.sb.type === "proc") return there; // procfs says so itself: nothing can be made in it
  if (trailing && !forDir) return ENOENT;
  return isReadonly(dir) ? EROFS : spot;
}

/** May the task add a name to this directory? may_create(), fs/namei.c */
export function refusesNew(v: View, dir: Place): Errno | null {
  if (isRemoved(v, dir)) return ENOENT;
  // "EOVERFLOW": the caller's ids have no number in the user namespace that the file system belongs to.
  if (dir.sb.userNs !== INIT_USER_NS) {
    const { euid, egid } = v.task.cred;
    if (fromKernelId(v.k, dir.sb.userNs, "uid", euid) === null) return EOVERFLOW;
    if (fromKernelId(v.k, dir.sb.userNs, "gid", egid) === null) return EOVERFLOW;
  }
  return refusesAccess(v, dir.sb, dir.ops.perm(v, dir.sb, dir.node), W_OK | X_OK);
}

/** Owner, group and mode of what `task` makes in `dir`. vfs_prepare_mode(), fs/namei.c; inode_init_owner(), fs/inode.c */
export function ownedBy(v: View, dir: Place, mode: number, body: Body): Made {
  const { euid: uid, egid } = v.task.cred;
  const above = dir.ops.perm(v, dir.sb, dir.node);
  const made = { uid, gid: egid, body };
  const subdir = (mode & S_IFMT) === S_IFDIR;
  const inherits = (above.mode & S_ISGID) !== 0;
  const setgidExec = S_ISGID | 0o010;
  // Asked before the umask takes bits away: mode_strip_sgid(), fs/inode.c
  const strip = inherits && !subdir && (mode & setgidExec) === setgidExec && !maySetgid(v, above, above.gid);
  const masked = body.kind === "symlink" ? mode : mode & ~v.task.umask;
  const bits = strip ? masked & ~S_ISGID : masked;
  // "S_ISGID on a directory: files created there inherit their group ID from the directory …,
  // and directories created there will also get the S_ISGID bit set" - inode(7)
  return inherits ? { ...made, gid: above.gid, mode: subdir ? bits | S_ISGID : bits } : { ...made, mode: bits };
}

/** Makes a directory, link, device … at `path`; the umask takes bits of its mode away. */
export function makeNode(tx: Tx, task: Task, path: string, mode: number, body: Body): 0 | Errno {
  const v = viewOf(tx, task);
  const spot = spotForNew(v, path, body.kind === "dir");
  if (failed(spot)) return spot;
  const { dir, name } = spot;
  const refused = refusesNew(v, dir);
  if (refused) return refused;
  // "EPERM: mode requested creation of something other than a regular file, FIFO …, and the caller is not privileged"
  // - mknod(2). A whiteout of overlayfs, device 0:0, is free to make.
  const device = body.kind === "device" && (body.major !== 0 || body.minor !== 0);
  if (device && !capable(tx.k, task, "CAP_MKNOD")) return EPERM;
  // vfs_create() says for regular files what vfs_mknod() says for the others
  if (!dir.ops.changes) return body.kind === "file" ? EACCES : EPERM;
  // devcgroup_inode_mknod()
  if (device && body.kind === "device") {
    const type = (mode & S_IFMT) === S_IFBLK ? "b" : "c";
    const forbidden = refusesDevice(tx.k, task, { type, major: body.major, minor: body.minor, access: "m" });
    if (forbidden) return forbidden;
  }
  const made = dir.ops.changes.create(tx, dir.sb, dir.node, name, ownedBy(v, dir, mode, body));
  return failed(made) ? made : 0;
}

/** A regular file for open(2): the directory was found and has no such name. */
export function createFile(tx: Tx, v: View, dir: Place, name: string, mode: number): Node | Errno {
  if (dir.sb.type === "proc") return ENOENT;
  if (isReadonly(dir)) return EROFS;
  const refused = refusesNew(v, dir);
  if (refused) return refused;
  // Generated file systems make their files themselves: EACCES, as for any name that nobody may add.
  if (!dir.ops.changes) return EACCES;
  const body: Body = { kind: "file", data: "", size: 0 };
  const bits = S_IFREG | (mode & 0o7777);
  return dir.ops.changes.create(tx, dir.sb, dir.node, name, ownedBy(v, dir, bits, body));
}

/** link(2): another name for the same file. */
export function hardLink(tx: Tx, task: Task, oldpath: string, newpath: string): 0 | Errno {
  const v = viewOf(tx, task);
  const file = walk(v, oldpath, 0);
  if (failed(file)) return file;
  const spot = spotForNew(v, newpath, false);
  if (failed(spot)) return spot;
  const { dir, name } = spot;
  // "EXDEV: oldpath and newpath are not on the same mounted filesystem … even if the same filesystem is mounted on
  // both" - link(2)
  if (file.mount !== dir.mount) return EXDEV;
  const perm = file.ops.perm(v, file.sb, file.node);
  if (!mayHardlink(v, perm, (perm.mode & S_IFMT) === S_IFREG)) return EPERM;
  const refused = refusesNew(v, dir);
  if (refused) return refused;
  if (!dir.ops.changes || isDir(perm)) return EPERM;
  if (file.ops.attr(v, file.sb, file.node).nlink === 0) return ENOENT;
  return dir.ops.changes.link(tx, dir.sb, file.node, dir.node, name);
}
