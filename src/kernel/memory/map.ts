// Files mapped into a process, page by page: mmap(2) of a file, and what an access to such a page does.
//
// Only what decides about faults is kept: which pages of a mapping are there, and whether it may be written. What the
// bytes are a program reads by read(2). Memory that no mapping of a file covers is the program's own and always there.

import type { Path } from "../fs/path.ts";
import type { Task } from "../task/task.ts";

/** Number of a page of a process's address space: address / 4096. */
export type Page = number;

export interface FileMap {
  readonly page: Page;
  readonly pages: number;
  readonly writable: boolean;
  readonly path: Path | null;
  /** Which pages are in the page tables: a bit each, 32 in a word. */
  readonly present: readonly number[];
}

const FIRST_PAGE = 0x40000; // where mmap begins on i386: TASK_UNMAPPED_BASE, a third of the address space
const WORD = 32; // bits

export const emptyBits = (pages: number): readonly number[] => new Array<number>(Math.ceil(pages / WORD)).fill(0);

/** The mapping that a page of the task belongs to. */
export const mapOf = (task: Task, page: Page): FileMap | undefined =>
  task.memory.maps?.find((m) => page >= m.page && page < m.page + m.pages);

/** Where the next mapping goes: behind the last one. */
export function nextPage(task: Task): Page {
  const last = task.memory.maps?.at(-1);
  return last ? last.page + last.pages : FIRST_PAGE;
}

export function isPresent({ page, present }: FileMap, at: Page): boolean {
  const bit = at - page;
  return (((present[Math.floor(bit / WORD)] ?? 0) >>> (bit % WORD)) & 1) === 1;
}

/** The mapping with the pages `from` up to `to` present. */
export function withPresent(map: FileMap, from: Page, to: Page): FileMap {
  const present = [...map.present];
  for (let bit = from - map.page; bit < to - map.page; bit++) {
    const word = Math.floor(bit / WORD);
    present[word] = (present[word] ?? 0) | (1 << (bit % WORD));
  }
  return { ...map, present };
}
