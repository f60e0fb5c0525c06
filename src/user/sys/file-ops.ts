// The operations on files and directories.

import { failed } from "../../kernel/abi/errno.ts";
import {
  F_DUPFD,
  O_APPEND,
  O_CREAT,
  O_DIRECTORY,
  O_EXCL,
  O_NOFOLLOW,
  O_NONBLOCK,
  O_PATH,
  O_RDONLY,
  O_RDWR,
  O_TRUNC,
  O_WRONLY,
  R_OK,
  RENAME_EXCHANGE,
  RENAME_NOREPLACE,
  RENAME_WHITEOUT,
  S_IFBLK,
  S_IFCHR,
  S_IFDIR,
  S_IFIFO,
  S_IFREG,
  S_IFSOCK,
  SEEK_SET,
  W_OK,
  X_OK,
} from "../../kernel/abi/flags.ts";
import { byBytes, listDir, out } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { atoi, type Chain, flagSet, type Op, octal, report, type Step, say } from "./chain.ts";

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
  nonblock: O_NONBLOCK,
  path: O_PATH,
};

const RENAME: Readonly<Record<string, number>> = {
  noreplace: RENAME_NOREPLACE,
  exchange: RENAME_EXCHANGE,
  whiteout: RENAME_WHITEOUT,
};

const NODE_TYPE: Readonly<Record<string, number>> = {
  c: S_IFCHR,
  b: S_IFBLK,
  f: S_IFREG,
  s: S_IFSOCK,
  d: S_IFDIR,
};

const ACCESS: Readonly<Record<string, number>> = { r: R_OK, w: W_OK, x: X_OK };

const BUFFER = 65535; // bytes a read takes

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

/** An operation that is one call with a number as its result. */
const plain = (call: (s: Step, c: Chain) => Run<number>): Op =>
  function* (c, s) {
    yield* report(s, yield* call(s, c));
  };

export const FILE_OPS: Readonly<Record<string, Op>> = {
  mkdir: plain((s) => sys("mkdir", { path: s.word(1), mode: octal(s.words[2] ?? "755") })),
  rmdir: plain((s) => sys("rmdir", { path: s.word(1) })),
  unlink: plain((s) => sys("unlink", { path: s.word(1) })),
  rename: plain((s) => sys("rename", { oldpath: s.word(1), newpath: s.word(2) })),
  renameat2: plain((s) => {
    const flags = flagSet(s.word(3), RENAME);
    return sys("renameat2", { oldpath: s.word(1), newpath: s.word(2), flags });
  }),
  link: plain((s) => sys("link", { oldpath: s.word(1), newpath: s.word(2) })),
  symlink: plain((s) => sys("symlink", { target: s.word(1), linkpath: s.word(2) })),
  mknod: plain((s) => {
    const mode = octal(s.words[5] ?? "600") | (NODE_TYPE[s.word(2)[0] ?? ""] ?? S_IFIFO);
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
  dup: plain((s) => sys("dup", { fd: atoi(s.word(1)) })),
  dup2: plain((s) => sys("dup2", { fd: atoi(s.word(1)), newfd: atoi(s.word(2)) })),
  dupfd: plain((s) => sys("fcntl", { fd: atoi(s.word(1)), cmd: F_DUPFD, arg: atoi(s.word(2)) })),
  *pipe(_c, s) {
    const ends = yield* sys("pipe2", { flags: 0 });
    yield* report(s, failed(ends) ? ends : 0);
  },
  write: plain((s, c) => sys("write", { fd: c.fd, data: s.word(1) })),
  *read(c, s) {
    const text = yield* sys("read", { fd: c.fd, count: BUFFER });
    if (failed(text)) return yield* report(s, text);
    yield* say(s, text.replace(/\n+$/, ""));
  },
  lseek: plain((s, c) => sys("lseek", { fd: c.fd, offset: atoi(s.word(1)), whence: SEEK_SET })),
  truncate: plain((s) => sys("truncate", { path: s.word(1), length: atoi(s.word(2)) })),
  ftruncate: plain((s, c) => sys("ftruncate", { fd: c.fd, length: atoi(s.word(1)) })),
  chmod: plain((s) => sys("chmod", { path: s.word(1), mode: octal(s.word(2)) })),
  chown: plain((s) => sys("lchown", { path: s.word(1), owner: atoi(s.word(2)), group: atoi(s.word(3)) })),
  chown_follow: plain((s) => sys("chown", { path: s.word(1), owner: atoi(s.word(2)), group: atoi(s.word(3)) })),
  fchmod: plain((s, c) => sys("fchmod", { fd: c.fd, mode: octal(s.word(1)) })),
  fchown: plain((s, c) => sys("fchown", { fd: c.fd, owner: atoi(s.word(1)), group: atoi(s.word(2)) })),
  access: plain((s) => {
    const mode = [...s.word(2)].reduce((sum, letter) => sum | (ACCESS[letter] ?? 0), 0);
    return sys("access", { path: s.word(1), mode });
  }),
  umask: plain((s) => sys("umask", { mask: octal(s.word(1)) })),
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
  *readlink(_c, s) {
    const text = yield* sys("readlink", { path: s.word(1) });
    if (failed(text)) return yield* report(s, text);
    yield* say(s, text);
  },
  append: writer(O_WRONLY | O_APPEND),
  creat: writer(O_WRONLY | O_CREAT | O_TRUNC),
  cat,
};
