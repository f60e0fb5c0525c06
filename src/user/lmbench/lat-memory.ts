// lat_pagefault and lat_mmap: a file mapped into memory, and the faults of touching it.

import { failed, strerror } from "../../kernel/abi/errno.ts";
import { O_RDONLY, O_RDWR } from "../../kernel/abi/flags.ts";
import { access, type Main, must, type Run, sys } from "../program.ts";
import { micro, micromb, timed } from "./timing.ts";
import { fatal, lmbench } from "./tool.ts";

const PAGE = 4096; // bytes
const STRIDE = 4; // pages: "#define PSIZE (16<<10)", lat_mmap.c
const TOUCHED = 10; // one part in so many of the file is touched: "N (size / 10)", lat_mmap.c
const FAULTS = 256; // pages of the file that are touched at most
const FEW = 5;

function* open(path: string, flags: number): Run<number> {
  const fd = yield* sys("openat", { path, flags });
  return failed(fd) ? yield* fatal(path, strerror(fd)) : fd;
}

function* sizeOf(fd: number): Run<number> {
  const stat = yield* sys("fstat", { fd });
  return failed(stat) ? 0 : stat.size;
}

export const latPagefaultMain: Main = lmbench("file [file...]", "", function* (words) {
  if (words.operands.length === 0) return yield* words.usage();
  for (const file of words.operands) {
    const fd = yield* open(file, O_RDONLY);
    const pages = Math.min(FAULTS, Math.floor((yield* sizeOf(fd)) / PAGE));
    if (pages === 0) yield* fatal(file, "the file is smaller than a page");
    const length = pages * PAGE;
    // What mapping and unmapping take is not part of a fault, and is taken off.
    const mapping = yield* timed(FEW, function* () {
      const addr = must(yield* sys("mmap", { length, fd }));
      yield* sys("munmap", { addr, length });
    });
    const all = yield* timed(FEW, function* () {
      const addr = must(yield* sys("mmap", { length, fd }));
      for (let i = pages - 1; i >= 0; i--) yield* access({ page: addr / PAGE + i, pages: 1 });
      yield* sys("munmap", { addr, length });
    });
    yield* micro(`Pagefaults on ${file}`, (all - mapping) / pages);
  }
  return 0;
});

/** "1024", "64k" or "8m": bytes(), lib_timing.c */
function bytes(text: string): number {
  const [, digits, unit = ""] = /^(\d+)([kKmMgG]?)$/.exec(text) ?? [];
  const factor = { "": 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 }[unit.toLowerCase()] ?? 1;
  return digits === undefined ? Number.NaN : Number(digits) * factor;
}

export const latMmapMain: Main = lmbench("[-r] [-C] size file", "", function* (words) {
  const [size = "", file = ""] = words.operands;
  const length = bytes(size);
  if (words.operands.length !== 2 || Number.isNaN(length)) return yield* words.usage();
  const fd = yield* open(file, O_RDWR);
  if ((yield* sizeOf(fd)) < length) yield* fatal(file, "the file is smaller than that");
  const ns = yield* timed(FEW, function* () {
    const addr = must(yield* sys("mmap", { length, fd, write: true }));
    const end = Math.floor(length / TOUCHED / PAGE);
    for (let i = 0; i < end; i += STRIDE) yield* access({ page: addr / PAGE + i, pages: 1, write: true });
    yield* sys("munmap", { addr, length });
  });
  yield* micromb(length, ns);
  return 0;
});
