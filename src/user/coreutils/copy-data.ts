import { EBADF, EINVAL, ENOSYS, EOPNOTSUPP, type Errno, EXDEV, failed } from "../../kernel/abi/errno.ts";
import { O_RDONLY } from "../../kernel/abi/flags.ts";
import { write } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { quoteaf } from "../quote.ts";
import type { Cmd } from "../tool.ts";

const MOST = 0x7ffff000; // bytes a copy_file_range may move: MAX_RW_COUNT, include/linux/fs.h
const COUNT = 262144; // bytes a read asks for; IO_BUFSIZE of coreutils

export function* openSource(cmd: Cmd, src: string): Run<number | Errno> {
  const fd = yield* sys("openat", { path: src, flags: O_RDONLY });
  if (failed(fd)) yield* cmd.warn(cmd.busybox ? `can't open '${src}'` : `cannot open ${quoteaf(src)} for reading`, fd);
  return fd;
}

/** Copies to the end inside the kernel, which keeps holes; by read and write where the kernel cannot. */
export function* copyData(cmd: Cmd, src: string, dst: string, from: number, to: number): Run<boolean> {
  for (let moved = 0; ; ) {
    const n = yield* sys("copy_file_range", { fdIn: from, fdOut: to, length: MOST });
    // Generated files (procfs) report size 0 and copy nothing that way: read them.
    if (n === 0 && moved === 0) break;
    if (n === 0) return true;
    if (failed(n)) {
      if (moved === 0 && [EXDEV, EINVAL, EOPNOTSUPP, ENOSYS, EBADF].includes(n)) break;
      yield* cmd.warn(`error copying ${quoteaf(src)} to ${quoteaf(dst)}`, n);
      return false;
    }
    moved += n;
  }
  for (;;) {
    const part = yield* sys("read", { fd: from, count: COUNT });
    if (failed(part)) {
      yield* cmd.warn(`error reading ${quoteaf(src)}`, part);
      return false;
    }
    if (part === "") return true;
    const e = yield* write(to, part);
    if (failed(e)) {
      yield* cmd.warn(`error writing ${quoteaf(dst)}`, e);
      return false;
    }
  }
}
