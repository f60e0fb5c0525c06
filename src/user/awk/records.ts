import { type Errno, failed } from "../../kernel/abi/errno.ts";
import { type Run, sys } from "../program.ts";
import { search } from "../regex.ts";
import { regexOf } from "./machine.ts";

/** Cuts a stream into records at RS, which may change between two of them. */
export interface RecordReader {
  next(rs: string): Run<string | null | Errno>;
}

export function recordReader(fd: number): RecordReader {
  let buffer = "";
  let ended = false;
  function* more(): Run<Errno | 0> {
    const part = yield* sys("read", { fd, count: 65536 });
    if (failed(part)) return part;
    if (part === "") ended = true;
    buffer += part;
    return 0;
  }
  return {
    *next(rs) {
      for (;;) {
        if (rs === "") buffer = buffer.replace(/^\n+/, "");
        const cut = separatorIn(buffer, rs, ended);
        if (cut) {
          const record = buffer.slice(0, cut.start);
          buffer = buffer.slice(cut.end);
          return record;
        }
        if (ended) {
          if (buffer === "") return null;
          const rest = rs === "" ? buffer.replace(/\n$/, "") : buffer;
          buffer = "";
          return rest;
        }
        const e = yield* more();
        if (failed(e)) return e;
      }
    },
  };
}

/** Where the record ends; null where that cannot be said before more is read. */
function separatorIn(buffer: string, rs: string, ended: boolean): { start: number; end: number } | null {
  if (rs.length === 1) {
    const at = buffer.indexOf(rs);
    return at < 0 ? null : { start: at, end: at + 1 };
  }
  const hit = rs === "" ? /\n\n+/.exec(buffer) : null;
  const found = rs === "" ? hit && { start: hit.index, end: hit.index + hit[0].length } : search(regexOf(rs), buffer);
  if (!found || found.end === found.start) return null;
  // A separator at the very end may go on in what comes next.
  return found.end === buffer.length && !ended ? null : found;
}
