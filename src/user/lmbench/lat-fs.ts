// lat_fs: how many files can be made and removed in a second, empty and with 1, 4 and 10 kB in them.

import { failed, strerror } from "../../kernel/abi/errno.ts";
import { O_CREAT, O_RDWR } from "../../kernel/abi/flags.ts";
import { err } from "../libc.ts";
import { type Main, must, type Run, sys } from "../program.ts";
import { fatal, lmbench } from "./tool.ts";

const FILES = 1000; // files of each size
const SIZES = [0, 1024, 4096, 10 * 1024]; // bytes
const SECOND = 1e9;

function* make(path: string, size: number): Run<void> {
  const fd = yield* sys("openat", { path, flags: O_RDWR | O_CREAT, mode: 0o666 });
  if (failed(fd)) return yield* fatal(path, strerror(fd));
  if (size > 0) yield* sys("write", { fd, data: "\0".repeat(size) });
  yield* sys("close", { fd });
}

const now = function* (): Run<number> {
  return must(yield* sys("clock_gettime", {}));
};

export const latFsMain: Main = lmbench("[-s <file size>] [-n <max files per dir>] [<dir>]", "sn", function* (words) {
  const [dir = "/tmp"] = words.operands;
  const base = `${dir}/lat_fs`;
  const made = yield* sys("mkdir", { path: base, mode: 0o777 });
  if (failed(made)) yield* fatal(base, strerror(made));
  const count = Number(words.options.n ?? FILES);
  for (const size of words.options.s === undefined ? SIZES : [Number(words.options.s)]) {
    const names = Array.from({ length: count }, (_, i) => `${base}/${i.toString(36)}`);
    const start = yield* now();
    for (const name of names) yield* make(name, size);
    const middle = yield* now();
    for (const path of names) yield* sys("unlink", { path });
    const end = yield* now();
    const rate = (ns: number): string => ((count * SECOND) / ns).toFixed(0);
    yield* err(`${size / 1024}k\t${count}\t${rate(middle - start)}\t${rate(end - middle)}\n`);
  }
  yield* sys("rmdir", { path: base });
  return 0;
});
