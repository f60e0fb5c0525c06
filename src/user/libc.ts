// The C library's share: buffered reading and writing, messages, environment.
// A program's text is a byte string: one character a byte.

import { ENOENT, ENOMEM, type Errno, failed } from "../kernel/abi/errno.ts";
import { O_CLOEXEC, O_RDONLY } from "../kernel/abi/flags.ts";
import type { Dirent } from "../kernel/fs/ops.ts";
import { MADV_POPULATE_WRITE } from "../kernel/sys/memory.ts";
import { type Run, type Self, sys } from "./program.ts";

const CHUNK = 65536; // bytes a read asks for
const HELD_MAX = 2 ** 28; // bytes that a program of the model can hold at once; beyond that it is out of memory

/** Writes all of `data`, in as many calls as the kernel needs. Returns 0 or the error. */
export function* write(fd: number, data: string): Run<0 | Errno> {
  let rest = data;
  while (rest.length > 0) {
    const n = yield* sys("write", { fd, data: rest });
    if (failed(n)) return n;
    rest = rest.slice(n);
  }
  return 0;
}

/** Standard output and standard error. */
export const out = (text: string): Run<0 | Errno> => write(1, text);
export const err = (text: string): Run<0 | Errno> => write(2, text);

/** Reads to the end of file. */
export function* readAll(fd: number): Run<string | Errno> {
  let all = "";
  for (;;) {
    const part = yield* sys("read", { fd, count: CHUNK });
    if (failed(part)) return part;
    if (part === "") return all;
    if (all.length + part.length > HELD_MAX) return ENOMEM;
    all += part;
  }
}

const GROW = 2 ** 18; // bytes that the heap grows by

/**
 * Reads to the end of file and keeps all of it, as tail(1) and sort(1) do with a pipe: the memory that it takes is the
 * process's, and its cgroup pays. What fits on the heap that every program has costs nothing more.
 */
export function* readIntoMemory(fd: number): Run<string | Errno> {
  let all = "";
  let held = GROW;
  for (;;) {
    const part = yield* sys("read", { fd, count: CHUNK });
    if (failed(part)) return part;
    if (part === "") return all;
    if (all.length + part.length > HELD_MAX) return ENOMEM;
    all += part;
    for (; held < all.length; held += GROW) {
      const grown = yield* grow(GROW);
      if (failed(grown)) return grown;
    }
  }
}

/** malloc(3) of `length` bytes that are then written to. */
export function* grow(length: number): Run<0 | Errno> {
  const addr = yield* sys("mmap", { length });
  return failed(addr) ? addr : yield* sys("madvise", { addr, length, advice: MADV_POPULATE_WRITE });
}

/** A whole file by name. */
export function* readFile(path: string): Run<string | Errno> {
  const fd = yield* sys("openat", { path, flags: O_RDONLY | O_CLOEXEC });
  if (failed(fd)) return fd;
  const text = yield* readAll(fd);
  yield* sys("close", { fd });
  return text;
}

/** readdir(3): a directory that was removed while it is open has no entries; glibc hides the kernel's ENOENT. */
export function* readdir(fd: number): Run<readonly Dirent[] | Errno> {
  const entries = yield* sys("getdents64", { fd });
  return entries === ENOENT ? [] : entries;
}

/** Entries of a directory without "." and "..", in the order the file system gives them. */
export function* listDir(path: string): Run<string[] | Errno> {
  const fd = yield* sys("openat", { path, flags: O_RDONLY | O_CLOEXEC | 0o200000 });
  if (failed(fd)) return fd;
  const entries = yield* readdir(fd);
  yield* sys("close", { fd });
  if (failed(entries)) return entries;
  return entries.map((e) => e.name).filter((n) => n !== "." && n !== "..");
}

/** Byte order: what LC_ALL=C sorts by. */
export const byBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function getenv(self: Self, name: string): string | undefined {
  const prefix = `${name}=`;
  return self.env.find((e) => e.startsWith(prefix))?.slice(prefix.length);
}

/** Text to bytes and back: UTF-8, one character a byte. */
export function toBytes(text: string): string {
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  return Array.from(new TextEncoder().encode(text), (b) => String.fromCharCode(b)).join("");
}

export function fromBytes(bytes: string): string {
  if (/^[\x00-\x7f]*$/.test(bytes)) return bytes;
  return new TextDecoder().decode(Uint8Array.from(bytes, (c) => c.charCodeAt(0)));
}
