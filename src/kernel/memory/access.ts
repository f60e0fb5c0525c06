// A program reads or writes its memory. No system call: the processor does it, and asks the kernel where a page is
// missing or may not be written.

import { SIGSEGV } from "../abi/signal.ts";
import { sendSignal } from "../task/signal.ts";
import type { Pid } from "../task/task.ts";
import type { Tx } from "../tx.ts";
import { isPresent, mapOf, type Page } from "./map.ts";

export interface Access {
  /** Instructions of the program besides, in cycles. */
  readonly cycles?: number;
  readonly page?: Page;
  /** How many pages, one behind the other. */
  readonly pages?: number;
  /** How much of each page: bytes. */
  readonly bytes?: number;
  readonly write?: boolean;
}

const WORD = 4; // bytes that an access touches where nothing is said

/** The access, or SIGSEGV where a mapping that may not be written is written. */
export function access(
  tx: Tx,
  pid: Pid,
  { cycles = 0, page = 0, pages = 0, bytes = WORD, write = false }: Access,
): void {
  const all = { type: "memory.accessed", pid, bytes, write } as const;
  let from = page;
  let left = cycles;
  for (let at = page; at < page + pages; at++) {
    const map = mapOf(tx.task(pid), at);
    const forbidden = map && write && !map.writable;
    if (!forbidden && (!map || isPresent(map, at))) continue;
    if (at > from) tx.emit({ ...all, page: from, pages: at - from, cycles: left, fault: "none" });
    from = at + 1;
    left = 0;
    tx.emit({ ...all, page: at, pages: 1, cycles: 0, fault: forbidden ? "protection" : "file" });
    if (!forbidden) continue;
    // "SIGSEGV: Invalid memory reference" - signal(7)
    sendSignal(tx, 0 as Pid, pid, SIGSEGV);
    return;
  }
  if (from < page + pages || left > 0) {
    tx.emit({ ...all, page: from, pages: page + pages - from, cycles: left, fault: "none" });
  }
}
