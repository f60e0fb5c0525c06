// Reading up to a delimiter without taking more from the descriptor than is used: what follows is for the next command.

import { EINTR, type Errno, failed } from "../../../kernel/abi/errno.ts";
import { SEEK_CUR } from "../../../kernel/abi/flags.ts";
import { type Run, sys } from "../../program.ts";

export interface Line {
  readonly text: string;
  /** No delimiter came: end of file, an error, or the time was up. */
  readonly ended: boolean;
  readonly error: Errno | null;
}

const CHUNK = 4096;

/**
 * Reads a line. What can be read back (a file) is read in pieces and the rest given back by lseek(2), as bash does;
 * anything else one byte at a time. `limit`: at most so many bytes.
 */
export function* readLine(fd: number, delimiter: string, limit: number | null): Run<Line> {
  const seekable = !failed(yield* sys("lseek", { fd, offset: 0, whence: SEEK_CUR }));
  let text = "";
  for (;;) {
    const left = limit === null ? CHUNK : limit - text.length;
    if (left <= 0) return { text, ended: false, error: null };
    const part = yield* sys("read", { fd, count: seekable ? Math.min(CHUNK, left) : 1 });
    if (part === EINTR) continue;
    if (failed(part)) return { text, ended: true, error: part };
    if (part === "") return { text, ended: true, error: null };
    const end = delimiter === "" ? part.indexOf("\0") : part.indexOf(delimiter);
    if (end < 0) {
      text += part;
      continue;
    }
    if (part.length > end + 1) yield* sys("lseek", { fd, offset: end + 1 - part.length, whence: SEEK_CUR });
    return { text: text + part.slice(0, end), ended: false, error: null };
  }
}
