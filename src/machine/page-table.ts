// Page tables: the tree in memory that a processor reads to find where a virtual address really is.
//
// A table is a page of entries; an entry points to a table of the next level down or, at the last level, to the page
// itself. The root's frame number stands in CR3. The forms differ in how many levels there are and how many bits of
// the address choose the entry at each.
//
//   4-level:   | 47..39 | 38..30 | 29..21 | 20..12 | 11..0  |
//     CR3 ──> level 4 ─> level 3 ─> level 2 ─> level 1 ─> byte in the page
//
// Simplified: addresses are written by their low 48 (57) bits, without the sign extension of canonical addresses, so that
// they stay exact numbers; protection keys, SMEP, SMAP and memory types are left out.

/** The number of a 4096-byte page of memory: its address / 4096. */
export type Frame = number;

/** The form of the tables, named as in SDM Vol. 3, 4.1.1. */
export type PagingMode = "32-bit" | "pae" | "4-level" | "5-level";

/** An entry of a table, SDM Vol. 3, tables 4-5, 4-6, 4-11, 4-19: one name for each bit. */
export interface Entry {
  /** The next table, or the page. A large page begins at a frame that its size divides. */
  readonly frame: Frame;
  /** P */
  readonly present: boolean;
  /** R/W: 1 allows writes. */
  readonly writable: boolean;
  /** U/S: 1 allows user mode. */
  readonly user: boolean;
  /** A: the processor has used the entry. */
  readonly accessed: boolean;
  /** D: the processor has written through the entry. */
  readonly dirty: boolean;
  /** PS: the walk ends here, at a page larger than 4 KiB. */
  readonly large: boolean;
  /** G: the translation outlives a MOV to CR3. */
  readonly global: boolean;
  /** XD: instructions may not be fetched. There is no such bit in 32-bit paging. */
  readonly noExecute: boolean;
}

/** The entries of a table that are not zero, by index. */
export type Table = Readonly<Record<number, Entry>>;

/** The frames that hold page tables. A frame that is not named here reads as zeros: nothing is present. */
export type Memory = Readonly<Record<Frame, Table>>;

interface Form {
  /** Bits of the address that choose the entry, from level 1 up. */
  readonly bits: readonly number[];
  /** Levels at which PS = 1 makes a page. */
  readonly largeAt: readonly number[];
  readonly entryBytes: 4 | 8;
}

export const PAGING: Readonly<Record<PagingMode, Form>> = {
  "32-bit": { bits: [10, 10], largeAt: [2], entryBytes: 4 },
  pae: { bits: [9, 9, 2], largeAt: [2], entryBytes: 8 },
  "4-level": { bits: [9, 9, 9, 9], largeAt: [2, 3], entryBytes: 8 },
  "5-level": { bits: [9, 9, 9, 9, 9], largeAt: [2, 3], entryBytes: 8 },
};

const NOTHING: Entry = {
  frame: 0,
  present: false,
  writable: false,
  user: false,
  accessed: false,
  dirty: false,
  large: false,
  global: false,
  noExecute: false,
};

/** A present entry that points to `frame`, with the named bits set. */
export function entry(frame: Frame, bits: Partial<Omit<Entry, "frame">> = {}): Entry {
  return { ...NOTHING, frame, present: true, ...bits };
}

export function levelsOf(mode: PagingMode): number {
  return PAGING[mode].bits.length;
}

/** Bytes that one entry of `level` spans: 4096 at level 1. */
export function spanOf(mode: PagingMode, level: number): number {
  return 2 ** PAGING[mode].bits.slice(0, level - 1).reduce((sum, bits) => sum + bits, 12);
}

/** Which entry of a table of `level` the address chooses. */
export function indexOf(mode: PagingMode, level: number, address: number): number {
  return Math.floor(address / spanOf(mode, level)) % 2 ** (PAGING[mode].bits[level - 1] as number);
}

export function entryAt(memory: Memory, table: Frame, index: number): Entry | undefined {
  return memory[table]?.[index];
}

/** Memory after one entry has been written; `null` writes zero. */
export function withEntry(memory: Memory, table: Frame, index: number, value: Entry | null): Memory {
  if (value) return { ...memory, [table]: { ...memory[table], [index]: value } };
  const { [index]: _, ...others } = memory[table] ?? {};
  return { ...memory, [table]: others };
}

export interface Mapped {
  readonly memory: Memory;
  /** The tables that had to be made, from the highest level down: frames `free`, `free` + 1 … */
  readonly made: readonly Frame[];
}

/**
 * Maps the page of `address` by `leaf`, at `level` 1 or, for a large page, at a higher one. Tables that are missing are
 * made of the frames from `free` on; their entries allow everything, as Linux's do, so that the leaf decides.
 */
export function mapPage(
  memory: Memory,
  { mode, cr3 }: { readonly mode: PagingMode; readonly cr3: Frame },
  address: number,
  leaf: Entry,
  { free, level: last = 1 }: { readonly free: Frame; readonly level?: number },
): Mapped {
  const made: Frame[] = [];
  let table = cr3;
  for (let level = levelsOf(mode); level > last; level--) {
    const index = indexOf(mode, level, address);
    let next = entryAt(memory, table, index)?.frame;
    if (next === undefined) {
      next = free + made.length;
      made.push(next);
      memory = withEntry(memory, table, index, entry(next, { writable: true, user: true }));
    }
    table = next;
  }
  return { memory: withEntry(memory, table, indexOf(mode, last, address), leaf), made };
}
