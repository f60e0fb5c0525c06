// The operations that ask what files are, and those that set their times.

import { type Errno, errnoName, failed } from "../../kernel/abi/errno.ts";
import {
  O_RDONLY,
  S_IFBLK,
  S_IFCHR,
  S_IFDIR,
  S_IFIFO,
  S_IFLNK,
  S_IFMT,
  S_IFREG,
  S_IFSOCK,
} from "../../kernel/abi/flags.ts";
import type { Stat } from "../../kernel/sys/stat.ts";
import { sinceBoot, wallClock } from "../coreutils/clock.ts";
import { byBytes, listDir, out, readFile } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { atoi, type Chain, cString, type Op, report, type Step, say } from "./chain.ts";

const TYPES: Readonly<Record<number, string>> = {
  [S_IFREG]: "file",
  [S_IFDIR]: "dir",
  [S_IFLNK]: "symlink",
  [S_IFCHR]: "char",
  [S_IFIFO]: "fifo",
  [S_IFBLK]: "block",
  [S_IFSOCK]: "socket",
};

const HEAD = 60; // bytes of a file or a link that `tree` and `dump` show
const FIRST_DAYS = 1_000_000; // seconds: an earlier time was set by hand

const typeOf = (mode: number): string => TYPES[mode & S_IFMT] ?? "?";
const mode4 = (mode: number): string => (mode & 0o7777).toString(8).padStart(4, "0");
const numbers = ({ major, minor }: Stat["rdev"]): string => `${major}:${minor}`;

/** Seconds in the first days of 1970; any other time is after "mark", or not. */
function age(c: Chain, time: number): string {
  const { sec } = wallClock(time);
  if (sec < FIRST_DAYS) return String(sec);
  return time >= c.mark ? "new" : "old";
}

function* tell(c: Chain, s: Step, st: Stat | Errno, field: string): Run<void> {
  if (failed(st)) return yield* report(s, st);
  const fields: Readonly<Record<string, string | number>> = {
    nlink: st.nlink,
    size: st.size,
    mode: mode4(st.mode),
    uid: st.uid,
    gid: st.gid,
    rdev: numbers(st.rdev),
    atime: age(c, st.atime),
    mtime: age(c, st.mtime),
    ctime: age(c, st.ctime),
  };
  yield* say(s, String(fields[field] ?? typeOf(st.mode)));
}

/** One line an entry, in name order: path, type, detail. */
function* tree(path: string, rel: string): Run<string> {
  const names = yield* listDir(path);
  if (failed(names)) return "";
  let text = "";
  for (const name of names.sort(byBytes)) {
    const full = `${path}/${name}`;
    const shown = rel === "" ? name : `${rel}/${name}`;
    text += `  ${shown}${yield* entry(full, shown)}`;
  }
  return text;
}

function* entry(full: string, shown: string): Run<string> {
  const st = yield* sys("lstat", { path: full });
  if (failed(st)) return ` ${errnoName(st)}\n`;
  switch (st.mode & S_IFMT) {
    case S_IFDIR:
      return `/ ${mode4(st.mode)}\n${yield* tree(full, shown)}`;
    case S_IFLNK: {
      const target = yield* sys("readlink", { path: full });
      return ` -> ${failed(target) ? "" : target}\n`;
    }
    case S_IFCHR:
      return ` char ${numbers(st.rdev)}\n`;
    case S_IFREG: {
      const text = yield* readFile(full);
      const head = failed(text) ? "" : cString(text.slice(0, HEAD)).replaceAll("\n", "|");
      return ` ${mode4(st.mode)} n=${st.nlink} ${st.size} "${head}"\n`;
    }
    default:
      return ` ${typeOf(st.mode)}\n`;
  }
}

/** One line an entry, in name order: path, type, mode, links, owner, size, detail. */
function* dump(path: string): Run<string> {
  const names = yield* listDir(path);
  if (failed(names)) return `  ${path}/ ${errnoName(names)}\n`;
  let text = "";
  for (const name of names.sort(byBytes)) {
    const full = `${path}/${name}`;
    const st = yield* sys("lstat", { path: full });
    if (failed(st)) {
      text += `  ${full} ${errnoName(st)}\n`;
      continue;
    }
    const { mode, nlink, uid, gid, size } = st;
    text += `  ${full} ${typeOf(mode)} ${mode4(mode)} ${nlink} ${uid}:${gid} ${size}${yield* detail(full, st)}\n`;
    if ((mode & S_IFMT) === S_IFDIR) text += yield* dump(full);
  }
  return text;
}

function* detail(full: string, st: Stat): Run<string> {
  switch (st.mode & S_IFMT) {
    case S_IFLNK: {
      const target = yield* sys("readlink", { path: full });
      return ` -> ${failed(target) ? "" : target.slice(0, HEAD)}`;
    }
    case S_IFCHR:
    case S_IFBLK:
      return ` ${numbers(st.rdev)}`;
    case S_IFREG: {
      const text = yield* head(full);
      return text.length >= HEAD ? "" : ` "${cString(text)}"`;
    }
    default:
      return "";
  }
}

/** The first bytes of a file: one with a hole may be longer than memory. */
function* head(path: string): Run<string> {
  const fd = yield* sys("openat", { path, flags: O_RDONLY });
  if (failed(fd)) return "";
  const text = yield* sys("read", { fd, count: HEAD });
  yield* sys("close", { fd });
  return failed(text) ? "" : text;
}

/** "now", "omit" or seconds since 1970, as utimensat wants it. */
function when(word: string): number | null | undefined {
  if (word.startsWith("n")) return null;
  return word.startsWith("o") ? undefined : sinceBoot({ sec: atoi(word), nsec: 0 });
}

const utimes = (nofollow: boolean): Op =>
  function* (_c, s) {
    const times = { atime: when(s.word(2)), mtime: when(s.word(3)) };
    yield* report(s, yield* sys("utimensat", { path: s.word(1), ...times, nofollow }));
  };

export const STAT_OPS: Readonly<Record<string, Op>> = {
  *stat(c, s) {
    yield* tell(c, s, yield* sys("lstat", { path: s.word(1) }), s.word(2));
  },
  *stat_follow(c, s) {
    yield* tell(c, s, yield* sys("stat", { path: s.word(1) }), s.word(2));
  },
  *fstat(c, s) {
    yield* tell(c, s, yield* sys("fstat", { fd: c.fd }), s.word(1));
  },
  *tree(_c, s) {
    yield* out(`tree ${s.word(1)}:\n${yield* tree(s.word(1), "")}`);
  },
  *dump(_c, s) {
    yield* out(`dump:\n${yield* dump(s.word(1))}`);
  },
  utimes: utimes(false),
  lutimes: utimes(true),
  /** What stat calls new is later than this. */
  *mark(c) {
    c.mark = (yield* sys("clock_gettime", {})) as number;
  },
};
