// The address space of a process, as far as its page tables decide what things cost: which pages are there, how many
// tables hold them, what a fork made read-only.
//
// A program stand-in has no code, so how much of its file a program touches is a rule: all of a small program, a part
// of a large one that grows with the root of its size, as start-up code is spread over a file. The rule's figures were
// chosen by hand so that fork and exec take about as long as they did on a bare machine of 2003; no technique enters.

import type { PageNo, SpaceId } from "../../machine/op.ts";

export interface Space {
  readonly id: SpaceId;
  /** Pages of files that are in the page tables, read-only. */
  readonly file: number;
  /** Pages of its own: data, heap, stack. */
  readonly anon: number;
  /** How many of those are shared with a relative until one of them writes. */
  readonly cow: number;
  /** Page tables of the lowest level. */
  readonly tables: number;
  readonly vmas: number;
  /** What it has read or written since it got the processor is no news: faults after a fork are taken once. */
  readonly settled: boolean;
}

/** What starting a program makes of its address space. */
export interface Start {
  readonly file: number;
  readonly anon: number;
  readonly vmas: number;
  readonly libraries: number;
  /** Cycles that the program and its loader run until main(). */
  readonly user: number;
}

export const TEXT_PAGE: PageNo = 0;
export const STACK_PAGE: PageNo = -1; // the kernel's stack of the process

const PAGE = 4096; // bytes
const LOADER = { file: 19, anon: 3, vmas: 3 };
const LIBRARY = { file: 16, anon: 4, vmas: 4 };
const LIBC = { file: 40, anon: 7, vmas: 5 };
const PROGRAM_ANON = 7; // data, heap and stack of a small program: pages
const VMAS = 4; // text, data, heap, stack
const LOADER_CYCLES = 150_000; // finding, mapping and relocating: the loader itself
const LIBRARY_CYCLES = 90_000; // … and each library
const PAGE_CYCLES = 16_000; // … and what a program runs in each page of its own code until it does what it is for

/** Which pages a program touches: `size` bytes of its file, and the libraries that it needs. */
export function startOf(size: number, needed: readonly string[], dynamic: boolean): Start {
  const pages = Math.ceil(size / PAGE);
  const text = Math.min(pages, Math.round(4 + 9 * Math.sqrt(pages)));
  const data = PROGRAM_ANON + Math.round(pages / 3);
  const own = text * PAGE_CYCLES;
  if (!dynamic) return { file: text, anon: data, vmas: VMAS, libraries: 0, user: own };
  const libraries = Math.max(1, needed.length);
  const others = libraries - 1;
  return {
    file: text + LOADER.file + LIBC.file + others * LIBRARY.file,
    anon: data + LOADER.anon + LIBC.anon + others * LIBRARY.anon,
    vmas: VMAS + LOADER.vmas + LIBC.vmas + others * LIBRARY.vmas,
    libraries,
    user: own + LOADER_CYCLES + libraries * LIBRARY_CYCLES,
  };
}

/** Lowest-level tables that an address space of so many mappings needs: text and heap, libraries, stack. */
export const tablesOf = (vmas: number): number => (vmas > VMAS ? 3 : 2);

/** Pages that a process writes before its next system call once a fork has made them read-only. */
export const writtenAfterFork = ({ anon, cow }: Space): number => Math.min(cow, 10 + Math.round(anon / 4));
