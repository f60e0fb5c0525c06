// stdio(3) as glibc buffers it: standard output is written when 4096 bytes are full or at exit, on a terminal at
// every line; standard error at once. That is why messages overtake output in `ls good missing 2>&1 | cat`.

import { type Errno, failed } from "../kernel/abi/errno.ts";
import { S_IFCHR, S_IFMT, TCGETS } from "../kernel/abi/flags.ts";
import { write } from "./libc.ts";
import { type Run, sys } from "./program.ts";

const BUFSIZ = 4096; // st_blksize of files and pipes
const READ = 65536; // bytes a read asks for

/** An output stream. The first write asks what kind of file it is. */
export interface Stream {
  readonly fd: number;
  pending: string;
  buffering: "unknown" | "line" | "full";
  /** The first error met; later output is dropped, as with ferror(3). */
  error: Errno | 0;
}

export const stream = (fd: number): Stream => ({ fd, pending: "", buffering: "unknown", error: 0 });

/** isatty(3) */
export function* isatty(fd: number): Run<boolean> {
  return !failed(yield* sys("ioctl", { fd, request: TCGETS }));
}

/** fwrite(3) */
export function* put(s: Stream, text: string): Run<void> {
  if (text === "") return;
  if (s.buffering === "unknown") s.buffering = (yield* isTerminal(s.fd)) ? "line" : "full";
  s.pending += text;
  if (s.buffering === "line") {
    const end = s.pending.lastIndexOf("\n") + 1;
    if (end > 0) yield* send(s, end);
  } else if (s.pending.length > BUFSIZ) yield* send(s, s.pending.length - (s.pending.length % BUFSIZ));
}

/** fflush(3) */
export function* flush(s: Stream): Run<Errno | 0> {
  if (s.pending !== "") yield* send(s, s.pending.length);
  return s.error;
}

function* send(s: Stream, length: number): Run<void> {
  const text = s.pending.slice(0, length);
  s.pending = s.pending.slice(length);
  if (s.error !== 0) return;
  const r = yield* write(s.fd, text);
  if (failed(r)) s.error = r;
}

function* isTerminal(fd: number): Run<boolean> {
  const st = yield* sys("fstat", { fd });
  return !failed(st) && (st.mode & S_IFMT) === S_IFCHR && (yield* isatty(fd));
}

/** Reads a descriptor line by line (or by another one-byte delimiter). */
export interface LineReader {
  /** The next line with its delimiter (the last may lack it); null at the end. */
  next(): Run<string | null | Errno>;
}

export function lineReader(fd: number, delimiter = "\n"): LineReader {
  let buffer = "";
  let done = false;
  function* next(): Run<string | null | Errno> {
    for (let from = 0; ; ) {
      const end = buffer.indexOf(delimiter, from);
      if (end >= 0) {
        const line = buffer.slice(0, end + 1);
        buffer = buffer.slice(end + 1);
        return line;
      }
      if (done) {
        const rest = buffer;
        buffer = "";
        return rest === "" ? null : rest;
      }
      from = buffer.length;
      const part = yield* sys("read", { fd, count: READ });
      if (failed(part)) return part;
      if (part === "") done = true;
      buffer += part;
    }
  }
  return { next };
}
