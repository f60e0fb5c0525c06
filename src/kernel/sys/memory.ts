// mmap(2) and madvise(2), as far as they decide how much memory a process has.

import { EINVAL, ENOMEM, type Errno } from "../abi/errno.ts";
import { PAGE, touch } from "../cgroup/fault.ts";
import type { Pid } from "../task/task.ts";
import type { Block, Tx } from "../tx.ts";

export const MADV_POPULATE_WRITE = 23;

const pagesOf = (bytes: number): number => Math.ceil(bytes / PAGE);

/** Private anonymous memory, zeroed and not there until it is written to. Returns where: bytes from the first mapping. */
export function sysMmap(tx: Tx, pid: Pid, { length }: { length: number }): number | Errno {
  // "EINVAL: length was 0" - mmap(2)
  if (length <= 0) return EINVAL;
  // "ENOMEM: No memory is available": "Obvious overcommits of address space are refused" - proc_sys_vm(5)
  if (length > tx.machine.hardware.memory) return ENOMEM;
  const { reserved } = tx.task(pid).memory;
  tx.emit({ type: "memory.reserved", pid, pages: pagesOf(length) });
  return reserved * PAGE;
}

interface Madvise {
  readonly addr: number;
  readonly length: number;
  readonly advice: number;
}

// "MADV_POPULATE_WRITE: Populate (prefault) page tables writable, faulting-in all pages in the range just as if manually
// writing to each page" - madvise(2). A program that writes to its memory does this here, a part at a time.
export function sysMadvise(tx: Tx, pid: Pid, { addr, length, advice }: Madvise): 0 | Errno | Block {
  if (addr % PAGE !== 0 || length < 0 || advice !== MADV_POPULATE_WRITE) return EINVAL;
  return touch(tx, pid, pagesOf(addr + length));
}
