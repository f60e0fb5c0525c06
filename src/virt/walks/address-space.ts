// Two small processes of a guest, and the tables that its kernel has made for them: what the walks are walked in.
//
// Guest frames: the tables of process A from 16 on, those of B from 40 on, a page of A, a page that its kernel will map
// beside it, a page of B.

import type { Paging } from "../../machine/mmu.ts";
import {
  type Entry,
  entry,
  type Frame,
  type Memory,
  mapPage,
  type PagingMode,
  spanOf,
} from "../../machine/page-table.ts";

/** An address of process A whose index differs at every level; the low 12 bits choose the byte. */
export const ADDRESS: Readonly<Record<PagingMode, number>> = {
  "32-bit": 0x0804_8abc,
  pae: 0x4804_8abc,
  "4-level": 0x7f12_3456_7abc,
  "5-level": 0x3_7f12_3456_7abc,
};

export const ROOT_A: Frame = 16;
export const ROOT_B: Frame = 40;
export const PAGE_A: Frame = 1024;
export const PAGE_NEW: Frame = 1025;
export const PAGE_B: Frame = 1030;
const GIB: Frame = 2 ** 18; // the first frame that a page of 1 GiB may begin at, above those of the tables

export interface AddressSpaces {
  readonly memory: Memory;
  readonly paging: Paging;
  readonly address: number;
  /** The level-1 table of process A, where its page is mapped by one. */
  readonly leafTable: Frame;
}

/** A leaf as Linux writes it for a page of a program. */
export const leaf = (frame: Frame, bits: Partial<Omit<Entry, "frame">> = {}): Entry =>
  entry(frame, { user: true, writable: true, ...bits });

/** Both processes; A's page is mapped at `level`: 1 for 4 KiB, more for a large page. */
export function addressSpaces(mode: PagingMode, level = 1): AddressSpaces {
  const address = ADDRESS[mode];
  const start = level === 3 ? GIB : PAGE_A;
  const page = address - (address % spanOf(mode, level));
  const a = mapPage({}, { mode, cr3: ROOT_A }, page, leaf(start, { large: level > 1 }), { free: ROOT_A + 1, level });
  const b = mapPage(a.memory, { mode, cr3: ROOT_B }, address - (address % 4096), leaf(PAGE_B), { free: ROOT_B + 1 });
  const paging = { mode, cr3: ROOT_A, writeProtect: true };
  return { memory: b.memory, paging, address, leafTable: a.made.at(-1) ?? ROOT_A };
}
