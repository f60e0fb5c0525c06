// The operations on files and directories.

import { errnoName, failed } from "../../kernel/abi/errno.ts";
import {
  O_APPEND,
  O_CREAT,
  O_DIRECTORY,
  O_EXCL,
  O_NOFOLLOW,
  O_RDONLY,
  O_RDWR,
  O_TRUNC,
  O_WRONLY,
  S_IFBLK,
  S_IFCHR,
  S_IFDIR,
  S_IFIFO,
  S_IFLNK,
  S_IFMT,
  S_IFREG,
  S_IFSOCK,
  SEEK_SET,
} from "../../kernel/abi/flags.ts";
import { byBytes, listDir, out, readFile } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { atoi, type Chain, cString, flagSet, type Op, octal, report, type Step, say } from "./chain.ts";

const OPEN: Readonly<Record<string, number>> = {
  rdonly: O_RDONLY,
  wronly: O_WRONLY,
  rdwr: O_RDWR,
  creat: O_CREAT,
  excl: O_EXCL,
  trunc: O_TRUNC,
  append: O_APPEND,
  directory: O_DIRECTORY,
  nofollow: O_NOFOLLOW,
};

const TYPES: Readonly<Record<number, string>> = {
  [S_IFREG]: "file",
  [S_IFDIR]: "dir",
  [S_IFLNK]: "symlink",
  [S_IFCHR]: "char",
  [S_IFIFO]: "fifo",
  [S_IFBLK]: "block",
  [S_IFSOCK]: "socket",
};

const BUFFER = 65535; // bytes a read takes
const HEAD = 60; // bytes of a file that `tree` shows

const mode4 = (mode: number): string => (mode & 0o7777).toString(8).padStart(4, "0");

function* stat(_c: Chain, s: Step): Run<void> {
  const st = yield* sys("lstat", { path: s.word(1) });
  if (failed(st)) return yield* report(s, st);
  const fields: Readonly<Record<string, string | number>> = {
    nlink: st.nlink,
    size: st.size,
    mode: mode4(st.mode),
    uid: st.uid,
    gid: st.gid,
    rdev: `${st.rdev.major}:${st.rdev.minor}`,
  };
  yield* say(s, String(fields[s.word(2)] ?? TYPES[st.mode & S_IFMT] ?? "?"));
}

function* same(_c: Chain, s: Step): Run<void> {
  const a = yield* sys("lstat", { path: s.word(1) });
  if (failed(a)) return yield* report(s, a);
  const b = yield* sys("lstat", { path: s.word(2) });
  if (failed(b)) return yield* report(s, b);
  const word = (equal: boolean) => (equal ? "same" : "differ");
  const dev = a.dev.major === b.dev.major && a.dev.minor === b.dev.minor;
  yield* say(s, `ino=${word(a.ino === b.ino)} dev=${word(dev)}`);
}

/** Opens, writes the third word, closes. */
const writer = (flags: number): Op =>
  function* (_c, s) {
    const fd = yield* sys("openat", { path: s.word(1), flags, mode: 0o644 });
    if (failed(fd)) return yield* report(s, fd);
    yield* report(s, yield* sys("write", { fd, data: s.word(2) }));
    yield* sys("close", { fd });
  };

function* cat(_c: Chain, s: Step): Run<void> {
  const fd = yield* sys("openat", { path: s.word(1), flags: O_RDONLY });
  if (failed(fd)) return yield* report(s, fd);
  const text = yield* sys("read", { fd, count: BUFFER });
  yield* sys("close", { fd });
  if (failed(text)) return yield* report(s, text);
  yield* say(s, text);
}

function* ls(_c: Chain, s: Step): Run<void> {
  const names = yield* listDir(s.word(1));
  if (failed(names)) return yield* report(s, names);
  yield* out(`${["ls:", ...names.sort(byBytes)].join(" ")}\n`);
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
      return ` char ${st.rdev.major}:${st.rdev.minor}\n`;
    case S_IFREG: {
      const text = yield* readFile(full);
      const head = failed(text) ? "" : cString(text.slice(0, HEAD)).replaceAll("\n", "|");
      return ` ${mode4(st.mode)} n=${st.nlink} ${st.size} "${head}"\n`;
    }
    default:
      return ` ${TYPES[st.mode & S_IFMT] ?? "?"}\n`;
  }
}

/** An operation that is one call with a number as its result. */
const plain = (call: (s: Step, c: Chain) => Run<number>): Op =>
  function* (c, s) {
    yield* report(s, yield* call(s, c));
  };

const RENAME_FLAG: Readonly<Record<string, number>> = { noreplace: 1, exchange: 2 };
const RENAME_WHITEOUT = 4;
const NODE_TYPE: Readonly<Record<string, number>> = { c: S_IFCHR, b: S_IFBLK };

export const FILE_OPS: Readonly<Record<string, Op>> = {
  mkdir: plain((s) => sys("mkdir", { path: s.word(1), mode: octal(s.words[2] ?? "755") })),
  rmdir: plain((s) => sys("rmdir", { path: s.word(1) })),
  unlink: plain((s) => sys("unlink", { path: s.word(1) })),
  rename: plain((s) => sys("rename", { oldpath: s.word(1), newpath: s.word(2) })),
  renameat2: plain((s) => {
    const flags = RENAME_FLAG[s.word(3)] ?? RENAME_WHITEOUT;
    return sys("renameat2", { oldpath: s.word(1), newpath: s.word(2), flags });
  }),
  link: plain((s) => sys("link", { oldpath: s.word(1), newpath: s.word(2) })),
  symlink: plain((s) => sys("symlink", { target: s.word(1), linkpath: s.word(2) })),
  mknod: plain((s) => {
    const mode = 0o600 | (NODE_TYPE[s.word(2)[0] ?? ""] ?? S_IFIFO);
    return sys("mknod", { path: s.word(1), mode, major: atoi(s.word(3)), minor: atoi(s.word(4)) });
  }),
  *open(c, s) {
    const mode = octal(s.words[3] ?? "644");
    const fd = yield* sys("openat", { path: s.word(1), flags: flagSet(s.word(2), OPEN), mode });
    if (!failed(fd)) c.fd = fd;
    yield* report(s, failed(fd) ? fd : 0);
  },
  *close(c, s) {
    yield* report(s, yield* sys("close", { fd: c.fd }));
    c.fd = -1;
  },
  write: plain((s, c) => sys("write", { fd: c.fd, data: s.word(1) })),
  *read(c, s) {
    const text = yield* sys("read", { fd: c.fd, count: BUFFER });
    if (failed(text)) return yield* report(s, text);
    yield* say(s, text.replace(/\n+$/, ""));
  },
  lseek: plain((s, c) => sys("lseek", { fd: c.fd, offset: atoi(s.word(1)), whence: SEEK_SET })),
  truncate: plain((s) => sys("truncate", { path: s.word(1), length: atoi(s.word(2)) })),
  chmod: plain((s) => sys("chmod", { path: s.word(1), mode: octal(s.word(2)) })),
  chown: plain((s) => sys("lchown", { path: s.word(1), owner: atoi(s.word(2)), group: atoi(s.word(3)) })),
  stat,
  same,
  chdir: plain((s) => sys("chdir", { path: s.word(1) })),
  fchdir: plain((_s, c) => sys("fchdir", { fd: c.fd })),
  chroot: plain((s) => sys("chroot", { path: s.word(1) })),
  *getcwd(_c, s) {
    const path = yield* sys("getcwd", {});
    if (failed(path)) return yield* report(s, path);
    yield* say(s, path);
  },
  ls,
  *tree(_c, s) {
    yield* out(`tree ${s.word(1)}:\n${yield* tree(s.word(1), "")}`);
  },
  *readlink(_c, s) {
    const text = yield* sys("readlink", { path: s.word(1) });
    if (failed(text)) return yield* report(s, text);
    yield* say(s, text);
  },
  append: writer(O_WRONLY | O_APPEND),
  creat: writer(O_WRONLY | O_CREAT | O_TRUNC),
  cat,
};
