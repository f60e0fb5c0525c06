// ls(1): reads directories, sorts, and leaves the shape of the output to ls-format.ts and ls-columns.ts.

import { type Errno, failed } from "../../kernel/abi/errno.ts";
import { O_DIRECTORY, O_RDONLY, TIOCGWINSZ } from "../../kernel/abi/flags.ts";
import { names } from "../accounts.ts";
import { getenv, readdir } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { quoteaf, quoteIfNeeded } from "../quote.ts";
import { isatty } from "../stdio.ts";
import { type Cmd, tool } from "../tool.ts";
import { now } from "./clock.ts";
import { columns, commas } from "./ls-columns.ts";
import { type Entry, longLines, type Shape, shortCells, totalBlocks } from "./ls-format.ts";
import { LS_OPTIONS, readShape } from "./ls-options.ts";
import { arrange } from "./ls-sort.ts";
import { isDir, isLink } from "./mode.ts";
import { join } from "./paths.ts";

export const lsMain = tool(
  { name: "ls", usage: "[OPTION]... [FILE]...", options: LS_OPTIONS, failure: 2 },
  function* (cmd): Run<number> {
    const terminal = yield* isatty(1);
    const size = terminal ? yield* sys("ioctl", { fd: 1, request: TIOCGWINSZ }) : null;
    const width = windowColumns(size) ?? (Number(getenv(cmd.self, "COLUMNS") ?? 0) || 80);
    const shape = yield* readShape(cmd, terminal, width, yield* now());
    return yield* list(cmd, shape);
  },
);

function windowColumns(size: unknown): number | undefined {
  const cols = typeof size === "object" && size !== null && "cols" in size ? size.cols : undefined;
  return typeof cols === "number" && cols > 0 ? cols : undefined;
}

/** A directory still to be listed; `named` on the command line, else found by -R. */
interface Pending {
  readonly path: string;
  readonly named: boolean;
}

function* list(cmd: Cmd, shape: Shape): Run<number> {
  let status = 0;
  const files: Entry[] = [];
  const dirs: Entry[] = [];
  for (const path of cmd.operands.length > 0 ? cmd.operands : ["."]) {
    const entry = yield* operand(path, shape);
    if (failed(entry)) {
      yield* cmd.warn(cmd.busybox ? path : `cannot access ${quoteaf(path)}`, entry);
      status = cmd.busybox ? 1 : 2;
    } else if (!shape.directory && entry.st && isDir(entry.st.mode)) dirs.push(entry);
    else files.push(entry);
  }
  const who = names();
  const detailed = yield* withDetails(cmd, arrange(files, shape), shape, who);
  if (detailed.unread) status = 2;
  yield* print(cmd, detailed.entries, shape);
  const queue: Pending[] = arrange(dirs, shape).map((d) => ({ path: d.path, named: true }));
  const headed = shape.recursive || cmd.operands.length > 1;
  const visited: string[] = [];
  let first = files.length === 0;
  while (queue.length > 0) {
    const dir = queue.shift();
    if (!dir) break;
    const found = yield* readEntries(cmd, dir, shape, visited);
    if (typeof found === "number") {
      status = Math.max(status, found);
      continue;
    }
    if (headed) yield* cmd.print(`${first ? "" : "\n"}${heading(dir.path, shape)}:\n`);
    first = false;
    const { entries, trouble } = found;
    if (trouble) status = Math.max(status, cmd.busybox ? 1 : trouble);
    const sorted = arrange(entries, shape);
    const { entries: ready, unread } = yield* withDetails(cmd, sorted, shape, who);
    if (unread) status = Math.max(status, 1);
    yield* sys("close", { fd: found.fd });
    if (shape.format === "long" || shape.blocks) yield* cmd.print(totalBlocks(ready, shape));
    yield* print(cmd, ready, shape);
    if (shape.recursive) {
      const below = sorted.filter((e) => isDir(e.st?.mode ?? e.fileType ?? 0) && e.name !== "." && e.name !== "..");
      queue.unshift(...below.map((e) => ({ path: join(dir.path, e.name), named: false })));
    }
  }
  return status;
}

const heading = (path: string, shape: Shape): string => (shape.quoting === "shell" ? quoteIfNeeded(path) : path);

/** A name given on the command line: links to directories are followed unless -l, -d or -F asks for the link. */
function* operand(path: string, shape: Shape): Run<Entry | Errno> {
  if (shape.follow === "always" || shape.follow === "operands") {
    const st = yield* sys("stat", { path });
    if (!failed(st)) return { name: path, path, st, type: isDir(st.mode) ? "dir" : "other", link: null };
    if (shape.follow === "always") return st;
  } else if (shape.follow === "dirs") {
    const st = yield* sys("stat", { path });
    if (!failed(st) && isDir(st.mode)) return { name: path, path, st, type: "dir", link: null };
  }
  const st = yield* sys("lstat", { path });
  if (failed(st)) return st;
  return { name: path, path, st, type: isDir(st.mode) ? "dir" : "other", link: null };
}

interface Found {
  readonly entries: Entry[];
  readonly trouble: number;
  /** The directory, open until its entries are known: in /proc/self/fd it is one of them. */
  readonly fd: number;
}

/** The entries of a directory, or the exit status of not being able to read it. */
function* readEntries(cmd: Cmd, dir: Pending, shape: Shape, visited: string[]): Run<Found | number> {
  const serious = dir.named ? 2 : 1;
  const fd = yield* sys("openat", { path: dir.path, flags: O_RDONLY | O_DIRECTORY });
  if (failed(fd)) {
    yield* cmd.warn(cmd.busybox ? `can't open '${dir.path}'` : `cannot open directory ${quoteaf(dir.path)}`, fd);
    return cmd.busybox ? 1 : serious;
  }
  if (shape.recursive && shape.follow === "always") {
    const st = yield* sys("fstat", { fd });
    const id = failed(st) ? "" : `${st.dev.major}:${st.dev.minor}:${st.ino}`;
    if (visited.includes(id)) {
      yield* cmd.warn(`${dir.path}: not listing already-listed directory`);
      yield* sys("close", { fd });
      return 2;
    }
    visited.push(id);
  }
  const all = yield* readdir(fd);
  const end = failed(all) ? all : yield* readdir(fd);
  if (failed(all) || failed(end)) {
    yield* sys("close", { fd });
    yield* cmd.warn(`reading directory ${quoteaf(dir.path)}`, failed(all) ? all : (end as Errno));
    return serious;
  }
  const entries: Entry[] = [];
  let trouble = 0;
  for (const { name, ino, type } of all) {
    if (!shape.shows(name)) continue;
    const path = dir.path === "." ? name : join(dir.path, name);
    const known = isDir(type) ? "dir" : "other";
    const link = isLink(type);
    const follow = shape.follow === "always";
    if (!shape.needsStat && !(link && follow && shape.needsType)) {
      const leadsToDir = link && shape.dirsFirst ? yield* isDirectory(path) : false;
      entries.push({ name, path, ino, fileType: type, type: leadsToDir ? "dir" : known, link: null, st: null });
      continue;
    }
    const st = follow ? yield* sys("stat", { path }) : yield* sys("lstat", { path });
    if (failed(st)) {
      yield* cmd.warn(`cannot access ${quoteaf(path)}`, st);
      trouble = 1;
      entries.push({ name, path, ino, fileType: type, type: known, link: null, st: null });
      continue;
    }
    const dirLike = isDir(st.mode) || (isLink(st.mode) && shape.dirsFirst && (yield* isDirectory(path)));
    entries.push({ name, path, ino, fileType: type, type: dirLike ? "dir" : "other", link: null, st });
  }
  return { entries, trouble, fd };
}

function* isDirectory(path: string): Run<boolean> {
  const st = yield* sys("stat", { path });
  return !failed(st) && isDir(st.mode);
}

/** Adds what only further calls tell: where links lead, and the names of owners. */
function* withDetails(
  cmd: Cmd,
  entries: readonly Entry[],
  shape: Shape,
  who: ReturnType<typeof names>,
): Run<{ readonly entries: Entry[]; readonly unread: boolean }> {
  let unread = false;
  const ready: Entry[] = [];
  for (const e of entries) {
    if (!e.st) {
      ready.push(e);
      continue;
    }
    let link: Entry["link"] = null;
    if (isLink(e.st.mode) && (shape.format === "long" || shape.checksLinks)) {
      const target = yield* sys("readlink", { path: e.path });
      const st = yield* sys("stat", { path: e.path });
      if (failed(target)) {
        unread ||= !cmd.busybox;
        yield* cmd.warn(
          cmd.busybox ? `${e.path}: cannot read link` : `cannot read symbolic link ${quoteaf(e.path)}`,
          target,
        );
      }
      link = failed(target) ? null : { target, mode: failed(st) ? null : st.mode };
    }
    const owner = shape.format === "long" && !shape.numeric && shape.owner ? yield* who.user(e.st.uid) : undefined;
    const group = shape.format === "long" && !shape.numeric && shape.group ? yield* who.group(e.st.gid) : undefined;
    ready.push({ ...e, link, owner, group });
  }
  return { entries: ready, unread };
}

function* print(cmd: Cmd, entries: readonly Entry[], shape: Shape): Run<void> {
  if (entries.length === 0) return;
  if (shape.format === "long") {
    for (const line of longLines(entries, shape)) yield* cmd.print(`${line}${shape.end}`);
    return;
  }
  const cells = shortCells(entries, shape);
  if (shape.format === "one") for (const c of cells) yield* cmd.print(`${c.text}${shape.end}`);
  else if (shape.format === "commas") yield* cmd.print(commas(cells, shape.width));
  else yield* cmd.print(columns(cells, shape.width, shape.tab, shape.format === "across"));
}
