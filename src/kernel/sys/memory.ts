// mmap(2), munmap(2) and madvise(2), as far as they decide how much memory a process has and what faults it takes.

import { EACCES, EINVAL, ENODEV, ENOMEM, type Errno, failed } from "../abi/errno.ts";
import { O_ACCMODE, O_RDWR, O_WRONLY } from "../abi/flags.ts";
import { PAGE, touch } from "../cgroup/fault.ts";
import { fileOf } from "../fs/fd.ts";
import { emptyBits, mapOf, nextPage } from "../memory/map.ts";
import type { Pid } from "../task/task.ts";
import type { Block, Tx } from "../tx.ts";

export const MADV_POPULATE_WRITE = 23;

const pagesOf = (bytes: number): number => Math.ceil(bytes / PAGE);

interface Mmap {
  readonly length: number;
  /** A file to be mapped from its beginning; none for private anonymous memory. */
  readonly fd?: number;
  readonly write?: boolean;
}

/**
 * Private anonymous memory, zeroed and not there until it is written to: returns where, in bytes from the first mapping.
 * Or a file, shared: returns its address in bytes.
 */
export function sysMmap(tx: Tx, pid: Pid, { length, fd, write = false }: Mmap): number | Errno {
  // "EINVAL: length was 0" - mmap(2)
  if (length <= 0) return EINVAL;
  if (fd !== undefined) return mapFile(tx, pid, fd, pagesOf(length), write);
  // "ENOMEM: No memory is available": "Obvious overcommits of address space are refused" - proc_sys_vm(5)
  if (length > tx.machine.hardware.memory) return ENOMEM;
  const { reserved } = tx.task(pid).memory;
  tx.emit({ type: "memory.reserved", pid, pages: pagesOf(length) });
  return reserved * PAGE;
}

function mapFile(tx: Tx, pid: Pid, fd: number, pages: number, writable: boolean): number | Errno {
  const task = tx.task(pid);
  const file = fileOf(tx.k, task, fd);
  if (failed(file)) return file;
  // "ENODEV: The underlying filesystem of the specified file does not support memory mapping" - mmap(2)
  if (file.target.kind !== "node") return ENODEV;
  const mode = file.flags & O_ACCMODE;
  // "EACCES: … a file mapping was requested, but fd is not open for reading. Or MAP_SHARED was requested and PROT_WRITE
  // is set, but fd is not open in read/write (O_RDWR) mode" - mmap(2)
  if (mode === O_WRONLY || (writable && mode !== O_RDWR)) return EACCES;
  const page = nextPage(task);
  const { path } = file;
  tx.emit({ type: "memory.file-mapped", pid, map: { page, pages, writable, path, present: emptyBits(pages) } });
  return page * PAGE;
}

/** munmap(2) of a whole mapping of a file. */
export function sysMunmap(tx: Tx, pid: Pid, { addr, length }: { addr: number; length: number }): 0 | Errno {
  const pages = pagesOf(length);
  // "EINVAL: … length was 0", and an address that is not the beginning of a page - mmap(2)
  if (addr % PAGE !== 0 || length <= 0) return EINVAL;
  const map = mapOf(tx.task(pid), addr / PAGE);
  // "It is not an error if the indicated range does not contain any mapped pages" - mmap(2)
  if (!map) return 0;
  if (map.page !== addr / PAGE || map.pages !== pages) return EINVAL; // a part of a mapping: not modelled
  tx.emit({ type: "memory.unmapped", pid, page: map.page, pages });
  return 0;
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
