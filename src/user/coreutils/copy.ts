// What cp, mv across file systems and install have in common: copying one file, or a tree of them (copy.c of coreutils).

import {
  EEXIST,
  EINVAL,
  EISDIR,
  ELOOP,
  ENOENT,
  ENOTDIR,
  EPERM,
  type Errno,
  EXDEV,
  failed,
} from "../../kernel/abi/errno.ts";
import { O_CREAT, O_EXCL, O_TRUNC, O_WRONLY, S_IFIFO, S_IFMT, S_IFREG } from "../../kernel/abi/flags.ts";
import { type Run, sys } from "../program.ts";
import { quoteaf, quotef } from "../quote.ts";
import type { Cmd } from "../tool.ts";
import { copyData, openSource } from "./copy-data.ts";
import type { Stat } from "./ls-format.ts";
import { isDir, isLink } from "./mode.ts";
import { join } from "./paths.ts";
import { readSorted } from "./read-sorted.ts";

/** What a copy keeps of its source. */
export interface Keep {
  readonly mode: boolean;
  readonly owner: boolean;
  readonly times: boolean;
  readonly links: boolean;
  readonly xattrs: boolean;
}

export interface CopyOptions {
  readonly recursive: boolean;
  /** Which symbolic links are followed: none, those named on the command line, all. */
  readonly follow: "never" | "operands" | "always";
  readonly keep: Keep;
  /** What to do where the destination exists already. */
  readonly existing: "replace" | "ask" | "skip" | "fail";
  readonly update: boolean;
  /** -f: a destination that cannot be opened is removed first. */
  readonly force: boolean;
  readonly removeFirst: boolean;
  readonly make: "copy" | "link" | "symlink";
  readonly verbose: boolean;
  readonly oneFileSystem: boolean;
  readonly attributesOnly: boolean;
  /** For mv: rename where possible; else the copy's source is removed afterwards by the caller. */
  readonly move: boolean;
  readonly confirm: (question: string) => Run<boolean>;
}

/** What one run of the command remembers between files. */
export interface CopyState {
  /** Source inode -> the copy made of it: hard links stay hard links. */
  readonly copies: Map<string, string>;
  /** Inodes of files made by this run. */
  readonly made: Map<string, boolean>;
  /** The operands being copied, for messages. */
  src: string;
  dst: string;
  /** A directory met the copy that is being made of it: the rest is not copied. */
  intoItself: boolean;
}

export const newState = (): CopyState => ({ copies: new Map(), made: new Map(), src: "", dst: "", intoItself: false });

export const idOf = (st: Stat): string => `${st.dev.major}:${st.dev.minor}:${st.ino}`;

/** "renamed" says that the source is gone already. */
export type Copied = "copied" | "renamed" | "skipped" | "failed";

export function* copy(
  cmd: Cmd,
  src: string,
  dst: string,
  o: CopyOptions,
  state: CopyState,
  parent: Stat | null = null,
): Run<Copied> {
  if (parent === null) Object.assign(state, { src, dst, intoItself: false });
  const follow = o.follow === "always" || (o.follow === "operands" && parent === null);
  const st = follow ? yield* sys("stat", { path: src }) : yield* sys("lstat", { path: src });
  if (failed(st)) return yield* trouble(cmd, cmd.busybox ? `can't stat '${src}'` : `cannot stat ${quoteaf(src)}`, st);
  if (isDir(st.mode) && !o.recursive) {
    return yield* trouble(
      cmd,
      cmd.busybox ? `omitting directory '${src}'` : `-r not specified; omitting directory ${quoteaf(src)}`,
    );
  }
  if (isDir(st.mode) && state.made.has(idOf(st))) {
    state.intoItself = true;
    return yield* trouble(cmd, `cannot copy a directory, ${quoteaf(state.src)}, into itself, ${quoteaf(state.dst)}`);
  }
  const regular = (st.mode & S_IFMT) === S_IFREG || (!o.recursive && !isLink(st.mode));
  const asLink = !regular || o.move || o.make !== "copy" || o.removeFirst;
  const there = asLink ? yield* sys("lstat", { path: dst }) : yield* sys("stat", { path: dst });
  if (failed(there) && there !== ENOENT && !(there === ELOOP && o.force)) {
    return yield* trouble(cmd, cmd.busybox ? `can't stat '${dst}'` : `cannot stat ${quoteaf(dst)}`, there);
  }
  let fresh = failed(there);
  if (!failed(there)) {
    const verdict = yield* overExisting(cmd, src, dst, st, there, o, state);
    if (verdict === "fresh") fresh = true;
    else if (verdict !== "go") return verdict;
  }
  if (o.verbose && !o.move && !isDir(st.mode)) yield* cmd.print(`${pair(cmd, src, dst)}\n`);
  if (o.move && parent === null) {
    const moved = yield* rename(cmd, src, dst, st, o);
    if (moved) return moved;
    if (!fresh && !isDir(st.mode)) yield* sys("unlink", { path: dst });
    fresh = fresh || !isDir(st.mode);
  }
  if (o.verbose && o.move && !isDir(st.mode)) yield* cmd.print(`copied ${pair(cmd, src, dst)}\n`);
  // A hard link to a file copied earlier is linked, not copied again.
  // A move takes the names away one by one, so that the last of them is no hard link any more.
  const linked = st.nlink > 1 || o.follow === "always" || (o.follow === "operands" && parent === null);
  const earlier = o.keep.links && (linked || o.move) && !isDir(st.mode) ? state.copies.get(idOf(st)) : undefined;
  if (earlier !== undefined) {
    const e = yield* sys("link", { oldpath: earlier, newpath: dst });
    if (!failed(e)) return "copied";
    return yield* trouble(cmd, `cannot create hard link ${quoteaf(dst)} to ${quoteaf(earlier)}`, e);
  }
  if (isDir(st.mode)) return yield* copyDir(cmd, src, dst, st, fresh, o, state, parent);
  const made = yield* copyFile(cmd, src, dst, st, fresh, regular, o);
  if (!made) return "failed";
  if (linked) state.copies.set(idOf(st), dst);
  const now = yield* sys("lstat", { path: dst });
  if (!failed(now)) state.made.set(idOf(now), true);
  if (o.make === "copy" && !(yield* keepAttributes(cmd, src, dst, st, o))) return "failed";
  return "copied";
}

const pair = (cmd: Cmd, src: string, dst: string): string =>
  cmd.busybox ? `'${src}' -> '${dst}'` : `${quoteaf(src)} -> ${quoteaf(dst)}`;

function* trouble(cmd: Cmd, text: string, e?: Errno): Run<"failed"> {
  yield* cmd.warn(text, e);
  return "failed";
}

/** Whether an existing destination may be written over: "fresh" after it was removed. */
function* overExisting(
  cmd: Cmd,
  src: string,
  dst: string,
  st: Stat,
  there: Stat,
  o: CopyOptions,
  state: CopyState,
): Run<"go" | "fresh" | Copied> {
  if (idOf(st) === idOf(there) && !isDir(st.mode)) {
    if (o.make === "link") return "copied";
    return yield* same(cmd, src, dst);
  }
  if (idOf(st) === idOf(there) && o.move) return yield* same(cmd, src, dst);
  if (!isDir(st.mode)) {
    if (o.update && there.mtime >= st.mtime) return "skipped";
    if (o.existing === "skip") return "skipped";
    if (o.existing === "fail") return yield* trouble(cmd, `not replacing ${quoteaf(dst)}`);
    if (o.existing === "ask" && !(yield* o.confirm(`overwrite ${quoteaf(dst)}?`))) return "failed";
  }
  if (isDir(st.mode) !== isDir(there.mode)) {
    if (isDir(st.mode)) {
      return yield* trouble(cmd, `cannot overwrite non-directory ${quoteaf(dst)} with directory ${quoteaf(src)}`);
    }
    return yield* trouble(cmd, `cannot overwrite directory ${quoteaf(dst)} with non-directory`);
  }
  if (isDir(st.mode)) return "go";
  if (state.made.has(idOf(there))) {
    return yield* trouble(cmd, `will not overwrite just-created ${quoteaf(dst)} with ${quoteaf(src)}`);
  }
  const clear =
    o.removeFirst ||
    (o.keep.links && there.nlink > 1) ||
    (o.follow === "never" && (st.mode & S_IFMT) !== S_IFREG) ||
    (o.make !== "copy" && o.force);
  if (o.move || !clear) return "go";
  const e = yield* sys("unlink", { path: dst });
  if (failed(e) && e !== ENOENT) return yield* trouble(cmd, `cannot remove ${quoteaf(dst)}`, e);
  if (o.verbose) yield* cmd.print(`removed ${quoteaf(dst)}\n`);
  return "fresh";
}

function* same(cmd: Cmd, src: string, dst: string): Run<"failed"> {
  return yield* trouble(
    cmd,
    cmd.busybox ? `'${src}' and '${dst}' are the same file` : `${quoteaf(src)} and ${quoteaf(dst)} are the same file`,
  );
}

/** rename(2); null where the two are on different file systems and the file must be copied. */
function* rename(cmd: Cmd, src: string, dst: string, st: Stat, o: CopyOptions): Run<Copied | null> {
  const e = yield* sys("rename", { oldpath: src, newpath: dst });
  if (!failed(e)) {
    if (o.verbose) yield* cmd.print(`${cmd.busybox ? "" : "renamed "}${pair(cmd, src, dst)}\n`);
    return "renamed";
  }
  if (e === EXDEV) return null;
  if (e === EINVAL && isDir(st.mode) && !cmd.busybox) {
    return yield* trouble(cmd, `cannot move ${quoteaf(src)} to a subdirectory of itself, ${quoteaf(dst)}`);
  }
  return yield* trouble(
    cmd,
    cmd.busybox ? `can't rename '${src}'` : `cannot move ${quoteaf(src)} to ${quoteaf(dst)}`,
    e,
  );
}

function* copyDir(
  cmd: Cmd,
  src: string,
  dst: string,
  st: Stat,
  fresh: boolean,
  o: CopyOptions,
  state: CopyState,
  parent: Stat | null,
): Run<Copied> {
  if (fresh) {
    const e = yield* sys("mkdir", { path: dst, mode: st.mode & (o.keep.owner ? 0o700 : 0o777) });
    if (failed(e)) {
      return yield* trouble(
        cmd,
        cmd.busybox ? `can't create directory '${dst}'` : `cannot create directory ${quoteaf(dst)}`,
        e,
      );
    }
    if (o.verbose) yield* cmd.print(o.move ? `created directory ${quoteaf(dst)}\n` : `${pair(cmd, src, dst)}\n`);
  }
  const made = yield* sys("lstat", { path: dst });
  if (failed(made)) return yield* trouble(cmd, `cannot stat ${quoteaf(dst)}`, made);
  if (fresh) state.made.set(idOf(made), true);
  let status: Copied = "copied";
  if (!o.oneFileSystem || parent === null || (parent.dev.major === st.dev.major && parent.dev.minor === st.dev.minor)) {
    // Write permission is needed while the entries are made; the real bits follow.
    if (fresh && (made.mode & 0o700) !== 0o700) yield* sys("chmod", { path: dst, mode: (made.mode & 0o7777) | 0o700 });
    const names = yield* readSorted(src);
    if (failed(names)) return yield* trouble(cmd, `cannot access ${quoteaf(src)}`, names);
    for (const name of names) {
      if ((yield* copy(cmd, join(src, name), join(dst, name), o, state, st)) === "failed") status = "failed";
      if (state.intoItself) break;
    }
  }
  if (o.keep.mode || o.keep.owner || o.keep.times) {
    if (!(yield* keepAttributes(cmd, src, dst, st, o))) status = "failed";
  } else if (fresh && (made.mode & 0o700) !== 0o700) yield* sys("chmod", { path: dst, mode: made.mode & 0o7777 });
  return status;
}

/** Makes the file itself; its directory entry is free if `fresh`. */
function* copyFile(
  cmd: Cmd,
  src: string,
  dst: string,
  st: Stat,
  fresh: boolean,
  regular: boolean,
  o: CopyOptions,
): Run<boolean> {
  const failure = function* (what: string, e: Errno): Run<boolean> {
    yield* cmd.warn(cmd.busybox ? `can't create '${dst}'` : what, e);
    return false;
  };
  if (o.make === "link") {
    const e = yield* sys("link", { oldpath: src, newpath: dst });
    return failed(e) ? yield* failure(`cannot create hard link ${quoteaf(dst)} to ${quoteaf(src)}`, e) : true;
  }
  if (o.make === "symlink") {
    if (!src.startsWith("/") && dst.includes("/")) {
      yield* cmd.warn(`${quotef(dst)}: can make relative symbolic links only in current directory`);
      return false;
    }
    const e = yield* sys("symlink", { target: src, linkpath: dst });
    return failed(e) ? yield* failure(`cannot create symbolic link ${quoteaf(dst)} to ${quoteaf(src)}`, e) : true;
  }
  if (isLink(st.mode)) {
    const target = yield* sys("readlink", { path: src });
    if (failed(target)) return yield* failure(`cannot read symbolic link ${quoteaf(src)}`, target);
    const e = yield* sys("symlink", { target, linkpath: dst });
    return failed(e) ? yield* failure(`cannot create symbolic link ${quoteaf(dst)}`, e) : true;
  }
  if (!regular) {
    const e = yield* sys("mknod", {
      path: dst,
      mode: st.mode & ~(o.keep.owner ? 0o077 : 0),
      major: st.rdev.major,
      minor: st.rdev.minor,
    });
    const what = (st.mode & S_IFMT) === S_IFIFO ? "fifo" : "special file";
    return failed(e) ? yield* failure(`cannot create ${what} ${quoteaf(dst)}`, e) : true;
  }
  const from = yield* openSource(cmd, src);
  if (failed(from)) return false;
  const to = yield* openDestination(cmd, dst, st, fresh, o, failure);
  if (failed(to)) {
    yield* sys("close", { fd: from });
    return false;
  }
  const ok = o.attributesOnly || (yield* copyData(cmd, src, dst, from, to));
  yield* sys("close", { fd: to });
  yield* sys("close", { fd: from });
  return ok;
}

function* openDestination(
  cmd: Cmd,
  dst: string,
  st: Stat,
  fresh: boolean,
  o: CopyOptions,
  failure: (what: string, e: Errno) => Run<boolean>,
): Run<number | Errno> {
  let isNew = fresh;
  if (!fresh) {
    const fd = yield* sys("openat", { path: dst, flags: O_WRONLY | (o.attributesOnly ? 0 : O_TRUNC) });
    if (!failed(fd)) return fd;
    if (!o.force) {
      yield* failure(`cannot create regular file ${quoteaf(dst)}`, fd);
      return fd;
    }
    const e = yield* sys("unlink", { path: dst });
    if (failed(e) && e !== ENOENT) {
      yield* failure(`cannot remove ${quoteaf(dst)}`, e);
      return e;
    }
    if (o.verbose) yield* cmd.print(`removed ${quoteaf(dst)}\n`);
    isNew = true;
  }
  const mode = st.mode & (o.keep.owner ? 0o700 : 0o777);
  const fd = yield* sys("openat", { path: dst, flags: O_WRONLY | O_CREAT | (isNew ? O_EXCL : 0), mode });
  if (!failed(fd)) return fd;
  if (fd === EEXIST && isLinkNow(yield* sys("lstat", { path: dst }))) {
    yield* cmd.warn(`not writing through dangling symlink ${quoteaf(dst)}`);
    return fd;
  }
  // open(2) says EISDIR of a new name with a slash behind it; what is meant is that no directory is there.
  const e = fd === EISDIR && isNew && dst.endsWith("/") ? ENOTDIR : fd;
  yield* failure(`cannot create regular file ${quoteaf(dst)}`, e);
  return e;
}

const isLinkNow = (st: Stat | Errno): boolean => !failed(st) && isLink(st.mode);

/** -p: times, then owner, then mode, for chown(2) clears the set-user-ID bit. */
export function* keepAttributes(cmd: Cmd, src: string, dst: string, st: Stat, o: CopyOptions): Run<boolean> {
  const link = isLink(st.mode);
  if (o.keep.times) {
    const e = yield* sys("utimensat", { path: dst, atime: st.atime, mtime: st.mtime, nofollow: link });
    if (failed(e)) {
      yield* cmd.warn(`preserving times for ${quoteaf(dst)}`, e);
      return false;
    }
  }
  if (o.keep.owner) {
    const e = yield* sys("lchown", { path: dst, owner: st.uid, group: st.gid });
    // An ordinary user cannot give files away: that is expected, and said only to root.
    if (failed(e) && e === EPERM && (yield* sys("geteuid", {})) !== 0) {
      yield* sys("lchown", { path: dst, owner: -1, group: st.gid });
    } else if (failed(e)) {
      yield* cmd.warn(`failed to preserve ownership for ${quoteaf(dst)}`, e);
      return false;
    }
  }
  if (o.keep.xattrs) yield* keepXattrs(src, dst, link);
  if (o.keep.mode && !link) {
    const e = yield* sys("chmod", { path: dst, mode: st.mode & 0o7777 });
    if (failed(e)) {
      yield* cmd.warn(`preserving permissions for ${quoteaf(dst)}`, e);
      return false;
    }
  }
  return true;
}

/** attr_copy_file(3): every attribute that can be read; one that cannot be set is left out without a word, as by -a. */
function* keepXattrs(src: string, dst: string, nofollow: boolean): Run<void> {
  const names = yield* sys("listxattr", { path: src, nofollow });
  if (failed(names)) return;
  for (const name of names) {
    const value = yield* sys("getxattr", { path: src, name, nofollow });
    if (!failed(value)) yield* sys("setxattr", { path: dst, name, value, nofollow });
  }
}
