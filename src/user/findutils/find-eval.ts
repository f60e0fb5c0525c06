import { EEXIST, ENOENT, ENOTEMPTY, type Errno, failed, strerror } from "../../kernel/abi/errno.ts";
import { R_OK, S_IFDIR, S_IFLNK, S_IFMT, S_IFREG, W_OK, X_OK } from "../../kernel/abi/flags.ts";
import { type Group, readGroups, readUsers, type User } from "../accounts.ts";
import { now, wallClock } from "../coreutils/clock.ts";
import type { Stat } from "../coreutils/ls-format.ts";
import { adjustMode, isDir, parseMode } from "../coreutils/mode.ts";
import { execvp, waitFor } from "../exec.ts";
import { globMatch } from "../glob.ts";
import { err, listDir } from "../libc.ts";
import { fork, type Run, sys } from "../program.ts";
import { quoteaf } from "../quote.ts";
import { compileRegex, search as searchRegex } from "../regex.ts";
import { flush } from "../stdio.ts";
import type { Cmd } from "../tool.ts";
import { FindError } from "./find-error.ts";
import type { Comparison, Expr, Search } from "./find-parse.ts";
import { findLs, findPrintf } from "./find-print.ts";
import { typeLetter } from "./find-types.ts";

export interface Found {
  readonly path: string;
  /** The path on the command line that led here. */
  readonly start: string;
  readonly depth: number;
  readonly st: Stat;
  pruned: boolean;
}

export interface Walk {
  readonly cmd: Cmd;
  readonly search: Search;
  /** Files waiting for an "-exec … +", by the expression's place. */
  readonly batches: Map<number, { argv: readonly string[]; files: string[] }>;
  status: number;
  quit: boolean;
  users: readonly User[] | null;
  groups: readonly Group[] | null;
  /** What -newer, -samefile and -user compare with, found once. */
  readonly marks: Map<Expr, Stat | number>;
}

/** find quotes a name always, in the C locale with straight marks. */
export const quoteName = (path: string): string => (/[^ -~]|['\\]/.test(path) ? quoteaf(path) : `'${path}'`);

export function* trouble(walk: Walk, path: string, e: Errno): Run<void> {
  walk.status = 1;
  yield* err(`${walk.cmd.who}: ${walk.cmd.busybox ? path : quoteName(path)}: ${strerror(e)}\n`);
}

const compare = ({ sign, n }: Comparison, value: number): boolean =>
  sign === 0 ? value === n : sign > 0 ? value > n : value < n;

const baseOf = (path: string): string => {
  const bare = path.replace(/\/+$/, "");
  return bare === "" ? path.slice(0, 1) : bare.slice(bare.lastIndexOf("/") + 1);
};

/** The value of the expression for a file; actions happen on the way. */
export function* evaluate(walk: Walk, e: Expr, f: Found): Run<boolean> {
  const { st } = f;
  switch (e.op) {
    case "and":
      return (yield* evaluate(walk, e.left, f)) && !walk.quit && (yield* evaluate(walk, e.right, f));
    case "or":
      return (yield* evaluate(walk, e.left, f)) || (!walk.quit && (yield* evaluate(walk, e.right, f)));
    case "comma":
      yield* evaluate(walk, e.left, f);
      return yield* evaluate(walk, e.right, f);
    case "not":
      return !(yield* evaluate(walk, e.inner, f));
    case "true":
      return true;
    case "false":
      return false;
    case "print":
      yield* walk.cmd.print(`${f.path}\n`);
      return true;
    case "print0":
      yield* walk.cmd.print(`${f.path}\0`);
      return true;
    case "printf":
      yield* walk.cmd.print(yield* findPrintf(walk, e.format, f));
      return true;
    case "ls":
      yield* walk.cmd.print(yield* findLs(walk, f));
      return true;
    case "prune":
      f.pruned = true;
      return true;
    case "quit":
      walk.quit = true;
      return true;
    case "delete":
      return yield* remove(walk, f);
    case "exec":
      return yield* run(walk, e, f);
    case "name":
      return globMatch(e.pattern, baseOf(f.path), { ignoreCase: e.fold });
    case "path":
      return globMatch(e.pattern, f.path, { ignoreCase: e.fold });
    case "lname": {
      if ((st.mode & S_IFMT) !== S_IFLNK) return false;
      const target = yield* sys("readlink", { path: f.path });
      return !failed(target) && globMatch(e.pattern, target, { ignoreCase: e.fold });
    }
    case "regex": {
      const regex = compileRegex(`^\\(${fromEmacs(e.pattern)}\\)$`, { ignoreCase: e.fold });
      if (typeof regex === "string") return yield* walk.cmd.die(1, regex);
      return searchRegex(regex, f.path) !== null;
    }
    case "type":
      return e.letters.includes(typeLetter(st.mode));
    case "xtype": {
      const there = yield* sys((st.mode & S_IFMT) === S_IFLNK ? "stat" : "lstat", { path: f.path });
      return e.letters.includes(typeLetter(failed(there) ? st.mode : there.mode));
    }
    case "perm":
      return permitted(e.spec, st.mode);
    case "size":
      return compare(e.cmp, Math.ceil(st.size / e.unit));
    case "links":
      return compare(e.cmp, st.nlink);
    case "inum":
      return compare(e.cmp, st.ino);
    case "uid":
      return compare(e.cmp, st.uid);
    case "gid":
      return compare(e.cmp, st.gid);
    case "user":
    case "group":
      return yield* owned(walk, e, f);
    case "nouser":
      walk.users ??= yield* readUsers();
      return !walk.users.some((u) => u.uid === st.uid);
    case "nogroup":
      walk.groups ??= yield* readGroups();
      return !walk.groups.some((g) => g.gid === st.gid);
    case "readable":
    case "writable":
    case "executable": {
      const mode = e.op === "readable" ? R_OK : e.op === "writable" ? W_OK : X_OK;
      return !failed(yield* sys("access", { path: f.path, mode }));
    }
    case "empty": {
      if ((st.mode & S_IFMT) === S_IFREG) return st.size === 0;
      if (!isDir(st.mode)) return false;
      const names = yield* listDir(f.path);
      return !failed(names) && names.length === 0;
    }
    case "newer":
    case "samefile": {
      const mark = yield* reference(walk, e);
      if (e.op === "samefile")
        return mark.ino === st.ino && mark.dev.minor === st.dev.minor && mark.dev.major === st.dev.major;
      return st[(e.which ?? "mtime") as "mtime"] > mark.mtime;
    }
    case "fstype": {
      const fs = yield* sys("statfs", { path: f.path });
      return !failed(fs) && fs.type === e.word;
    }
    case "time": {
      const t = wallClock(st[e.which]);
      const age = (yield* now()).sec - t.sec;
      // "any fractional part is ignored" for days; minutes are rounded up - find(1)
      return compare(e.cmp, e.unit === 60 ? Math.ceil(age / 60) : Math.floor(age / e.unit));
    }
  }
}

/** -regex is in the syntax of Emacs: as a BRE, but + and ? are operators without a backslash. */
const fromEmacs = (pattern: string): string =>
  pattern.replace(/\[\^?\]?[^\]]*\]|\\.|[+?]/gs, (m) =>
    m === "+" || m === "?" ? `\\${m}` : m === "\\+" || m === "\\?" ? `[${m[1]}]` : m,
  );

/** -perm 644 exactly, -644 all of these bits, /222 any of them. */
function permitted(spec: string, mode: number): boolean {
  const how = /^[-/]/.test(spec) && /^.[0-7ugoa=]/.test(spec) ? spec[0] : "";
  const changes = parseMode(how ? spec.slice(1) : spec);
  if (!changes) throw new FindError(`invalid mode '${spec}'`);
  const bits = adjustMode(0, isDir(mode), 0, changes);
  const have = mode & 0o7777;
  if (how === "-") return (have & bits) === bits;
  if (how === "/") return bits === 0 || (have & bits) !== 0;
  return have === bits;
}

function* owned(walk: Walk, e: Expr & { op: "user" | "group" | string; word: string }, f: Found): Run<boolean> {
  let id = walk.marks.get(e as Expr);
  if (typeof id !== "number") {
    const list =
      e.op === "user"
        ? (yield* readUsers()).map((u) => ({ name: u.name, id: u.uid }))
        : (yield* readGroups()).map((g) => ({ name: g.name, id: g.gid }));
    id = list.find((x) => x.name === e.word)?.id ?? (/^\d+$/.test(e.word) ? Number(e.word) : -1);
    if (id < 0) {
      const what = e.op === "user" ? "is not the name of a known user" : "is not the name of an existing group";
      return yield* walk.cmd.die(1, `${quoteName(e.word)} ${what}`);
    }
    walk.marks.set(e as Expr, id);
  }
  return id === (e.op === "user" ? f.st.uid : f.st.gid);
}

function* reference(walk: Walk, e: Expr & { word: string }): Run<Stat> {
  const known = walk.marks.get(e);
  if (known !== undefined && typeof known !== "number") return known;
  const st = yield* sys("stat", { path: e.word });
  if (failed(st)) return yield* walk.cmd.die(1, quoteName(e.word), st);
  walk.marks.set(e, st);
  return st;
}

function* remove(walk: Walk, f: Found): Run<boolean> {
  if (f.path === ".") return true;
  const dir = (f.st.mode & S_IFMT) === S_IFDIR;
  const r = dir ? yield* sys("rmdir", { path: f.path }) : yield* sys("unlink", { path: f.path });
  if (!failed(r) || (r === ENOENT && walk.search.ignoreVanished)) return true;
  walk.status = 1;
  yield* err(`${walk.cmd.who}: cannot delete ${quoteName(f.path)}: ${strerror(r === EEXIST ? ENOTEMPTY : r)}\n`);
  return false;
}

function* run(walk: Walk, e: Expr & { op: "exec" }, f: Found): Run<boolean> {
  if (e.plus) {
    const batch = walk.batches.get(e.at) ?? { argv: e.argv, files: [] };
    batch.files.push(f.path);
    walk.batches.set(e.at, batch);
    return true;
  }
  return yield* launch(
    walk,
    e.argv.map((w) => w.replaceAll("{}", f.path)),
  );
}

/** The command is run with all files that were collected for it. */
export function* finishExecs(walk: Walk): Run<void> {
  for (const { argv, files } of walk.batches.values()) {
    if (!(yield* launch(walk, [...argv, ...files]))) walk.status = 1;
  }
}

function* launch(walk: Walk, argv: readonly string[]): Run<boolean> {
  yield* flush(walk.cmd.out);
  const pid = yield* fork(function* () {
    const e = yield* execvp(argv, walk.cmd.self.env, walk.cmd.self, true);
    const name = argv[0] ?? "";
    yield* err(`${walk.cmd.who}: ${walk.cmd.busybox ? name : quoteName(name)}: ${strerror(e)}\n`);
    return 1;
  });
  if (failed(pid)) return yield* walk.cmd.die(1, "cannot fork", pid);
  const status = yield* waitFor(pid);
  return status === 0;
}
