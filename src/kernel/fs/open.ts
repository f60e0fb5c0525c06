// open(2): from a name and O_* flags to an open file. The order of the checks is that of path_openat(), fs/namei.c.

import {
  EACCES,
  EEXIST,
  EINVAL,
  EISDIR,
  ELOOP,
  EMFILE,
  ENOENT,
  ENOTDIR,
  EROFS,
  type Errno,
  ETXTBSY,
  failed,
} from "../abi/errno.ts";
import * as F from "../abi/flags.ts";
import { refusesDevice } from "../cgroup/devices.ts";
import { SYMLINK_MAX } from "../param.ts";
import type { Pid, Task } from "../task/task.ts";
import { type Block, isBlock, type Tx } from "../tx.ts";
import { cutTo } from "./attributes.ts";
import { createFile } from "./create.ts";
import { fileOf, freeFd, installFile } from "./fd.ts";
import { openFifo } from "./fifo.ts";
import type { Target } from "./file.ts";
import type { View } from "./ops.ts";
import type { Path } from "./path.ts";
import { mayFollowLink, mayReuseInSticky, refusesAccess } from "./permission.ts";
import { isDir, isReadonly, isSymlink, type Place, pathOf, placeOf } from "./place.ts";
import { isRunning } from "./text-busy.ts";
import { viewOf } from "./view.ts";
import { cross, DIRECTORY, FOLLOW, step, up, walk, walkParent } from "./walk.ts";

const NOT_KEPT = F.O_CREAT | F.O_EXCL | F.O_TRUNC | F.O_CLOEXEC; // flags that only matter while opening

/** Opens `path`, relative to `from`, and gives it the lowest free descriptor. */
export function openPath(
  tx: Tx,
  pid: Pid,
  path: string,
  flags: number,
  mode: number,
  from?: Path,
): number | Errno | Block {
  const task = tx.task(pid);
  if (failed(freeFd(task))) return EMFILE;
  // "When O_PATH is specified in flags, flag bits other than O_CLOEXEC, O_DIRECTORY, and O_NOFOLLOW are ignored"
  const asked = flags & F.O_PATH ? flags & (F.O_PATH | F.O_CLOEXEC | F.O_DIRECTORY | F.O_NOFOLLOW) : flags;
  if (asked & F.O_CREAT && asked & F.O_DIRECTORY) return EINVAL;
  const v = viewOf(tx, task);
  const found = asked & F.O_CREAT ? findOrMiss(v, path, asked, from) : find(v, path, asked, from);
  if (failed(found)) return found;
  if ("missing" in found) {
    const node = createFile(tx, v, found.dir, found.missing, mode);
    if (failed(node)) return node;
    return install(tx, pid, pathOf({ ...found.dir, node }), asked, { kind: "node" });
  }
  return openFound(tx, task, v, found, asked);
}

function find(v: View, path: string, flags: number, from?: Path): Place | Errno {
  const follow = flags & F.O_NOFOLLOW ? 0 : FOLLOW;
  return walk(v, path, follow | (flags & F.O_DIRECTORY ? DIRECTORY : 0), from);
}

interface Missing {
  readonly dir: Place;
  readonly missing: string;
}

/** O_CREAT: what the path leads to, or the directory and name where it should be. */
function findOrMiss(v: View, path: string, flags: number, from?: Path): Place | Missing | Errno {
  let text = path;
  let start = from;
  for (let links = 0; links <= SYMLINK_MAX; links++) {
    const spot = walkParent(v, text, start);
    if (failed(spot)) return spot;
    const { dir, name, trailing } = spot;
    if (name === "" || name === "." || name === "..") {
      if (flags & F.O_EXCL) return EEXIST;
      return name === ".." ? up(v, dir) : cross(v, dir);
    }
    if (trailing) return EISDIR;
    const there = step(v, dir, name);
    if (there === ENOENT) return { dir, missing: name };
    if (failed(there)) return there;
    // "If O_EXCL and O_CREAT are specified … and pathname is a symbolic link, then open() fails" - open(2)
    if (flags & F.O_EXCL) return EEXIST;
    const perm = there.ops.perm(v, there.sb, there.node);
    const above = dir.ops.perm(v, dir.sb, dir.node);
    const link = isSymlink(perm);
    if (!link || flags & F.O_NOFOLLOW) {
      if (!isDir(perm) && !mayReuseInSticky(v, above, perm)) return EACCES;
      return link ? ELOOP : there;
    }
    if (!mayFollowLink(v, above, perm)) return EACCES;
    const jump = there.ops.follow?.(v, there.sb, there.node) ?? null;
    if (jump !== null) return failed(jump) ? jump : placeOf(v.k, jump);
    const target = there.ops.readlink(v, there.sb, there.node);
    if (failed(target)) return target;
    text = target;
    start = pathOf(dir);
  }
  return ELOOP;
}

/** What access the flags ask for. */
function wanted(flags: number): number {
  const mode = flags & F.O_ACCMODE;
  const access = mode === F.O_RDONLY ? F.R_OK : mode === F.O_WRONLY ? F.W_OK : F.R_OK | F.W_OK;
  return flags & F.O_TRUNC ? access | F.W_OK : access;
}

function openFound(tx: Tx, task: Task, v: View, place: Place, flags: number): number | Errno | Block {
  const { ops, sb, node } = place;
  const perm = ops.perm(v, sb, node);
  const path = pathOf(place);
  if (flags & F.O_PATH) return install(tx, task.pid, path, flags, { kind: "node" });
  const want = wanted(flags);
  const refused = mayOpen(v, place, flags, want);
  if (refused) return refused;
  if ((perm.mode & F.S_IFMT) === F.S_IFIFO && ops.changes) {
    const pipe = openFifo(tx, path, flags);
    if (failed(pipe) || isBlock(pipe)) return pipe;
    return install(tx, task.pid, path, flags, { kind: "pipe", pipe });
  }
  const target = ops.open ? ops.open(v, sb, node, flags) : ({ kind: "node" } as const);
  if (failed(target)) return target;
  if (want & F.W_OK && (perm.mode & F.S_IFMT) === F.S_IFREG) {
    const prepared = ops.changes?.prepareWrite?.(tx, sb, node, flags) ?? 0;
    if (failed(prepared)) return prepared;
  }
  if (flags & F.O_TRUNC && (perm.mode & F.S_IFMT) === F.S_IFREG && ops.changes) {
    const cut = cutTo(tx, task, place, 0);
    if (failed(cut)) return cut;
  }
  return install(tx, task.pid, path, flags, target);
}

/** do_open() and may_open(), fs/namei.c */
function mayOpen(v: View, place: Place, flags: number, want: number): Errno | null {
  const perm = place.ops.perm(v, place.sb, place.node);
  const type = perm.mode & F.S_IFMT;
  // What is to be cut must be writable before anybody asks who wants to.
  if (flags & F.O_TRUNC && type === F.S_IFREG && isReadonly(place)) return EROFS;
  if (type === F.S_IFLNK) return ELOOP;
  if (type === F.S_IFDIR && (want & F.W_OK || flags & F.O_CREAT)) return EISDIR;
  const device = type === F.S_IFCHR || type === F.S_IFBLK;
  // "EACCES: … nodev" - mount(2), MS_NODEV
  if (device && place.mount.flags.nodev) return EACCES;
  const refused = refusesAccess(v, place.sb, perm, want);
  if (refused) return refused;
  const forbidden = device ? refusesOpen(v, place, type === F.S_IFBLK ? "b" : "c", want) : null;
  if (forbidden) return forbidden;
  if (want & F.W_OK && type === F.S_IFREG && isRunning(v.k, pathOf(place))) return ETXTBSY;
  if (want & F.W_OK && type === F.S_IFREG && isReadonly(place)) return EROFS;
  return null;
}

/** devcgroup_inode_permission() */
function refusesOpen(v: View, { ops, sb, node }: Place, type: "b" | "c", want: number): Errno | null {
  const { major, minor } = ops.attr(v, sb, node).rdev;
  const access = `${want & F.R_OK ? "r" : ""}${want & F.W_OK ? "w" : ""}`;
  return refusesDevice(v.k, v.task, { type, major, minor, access });
}

function install(tx: Tx, pid: Pid, path: Path, flags: number, target: Target): number {
  return installFile(tx, pid, { target, path, flags: flags & ~NOT_KEPT, cloexec: (flags & F.O_CLOEXEC) !== 0 });
}

/** The directory that a dirfd or AT_FDCWD stands for. */
export function startAt(tx: Tx, task: Task, dirfd: number | undefined, path: string): Path | undefined | Errno {
  if (dirfd === undefined || dirfd === F.AT_FDCWD || path.startsWith("/")) return undefined;
  const file = fileOf(tx.k, task, dirfd);
  if (failed(file)) return file;
  if (file.path === null) return ENOTDIR;
  const { ops, sb, node } = placeOf(tx.k, file.path);
  return isDir(ops.perm(viewOf(tx, task), sb, node)) ? file.path : ENOTDIR;
}
