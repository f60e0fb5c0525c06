// Guest memory, as far as drivers and devices talk through it: descriptors, rings, doorbell shadows.
//
// Sparse and little-endian, kept in 32-bit words by page and cache line, so that a store copies one line and a short
// index, and every older value of the memory stays as it was. Payload is not kept, only counted.

type Line = Readonly<Record<number, number>>;
type Page = Readonly<Record<number, Line>>;
export type Memory = Readonly<Record<number, Page>>;

/** A value stored at an address; `width` in bytes. */
export interface Store {
  readonly address: number;
  readonly width: 1 | 2 | 4 | 8;
  readonly value: number;
}

const PAGE = 4096;
const LINE = 64;

export const EMPTY_MEMORY: Memory = {};

/** The value of `width` bytes at `address`; memory that nobody wrote reads as zero. */
export function load(memory: Memory, address: number, width: Store["width"]): number {
  if (width === 8) return load(memory, address, 4) + load(memory, address + 4, 4) * 2 ** 32;
  const word = memory[pageOf(address)]?.[lineOf(address)]?.[wordOf(address)] ?? 0;
  const shift = (address % 4) * 8;
  return width === 4 ? word : (word >>> shift) & (width === 2 ? 0xffff : 0xff);
}

export function store(memory: Memory, { address, width, value }: Store): Memory {
  if (address % width !== 0) throw new Error(`store of ${width} bytes at ${address}: not aligned`);
  if (width === 8) {
    const low = store(memory, { address, width: 4, value: value % 2 ** 32 });
    return store(low, { address: address + 4, width: 4, value: Math.floor(value / 2 ** 32) });
  }
  const page = memory[pageOf(address)] ?? {};
  const line = page[lineOf(address)] ?? {};
  const word = merged(line[wordOf(address)] ?? 0, (address % 4) * 8, width, value);
  return {
    ...memory,
    [pageOf(address)]: { ...page, [lineOf(address)]: { ...line, [wordOf(address)]: word } },
  };
}

function merged(word: number, shift: number, width: 1 | 2 | 4, value: number): number {
  if (width === 4) return value >>> 0;
  const mask = ((width === 2 ? 0xffff : 0xff) << shift) >>> 0;
  return ((word & ~mask) | ((value << shift) & mask)) >>> 0;
}

function pageOf(address: number): number {
  return Math.floor(address / PAGE);
}

function lineOf(address: number): number {
  return Math.floor((address % PAGE) / LINE);
}

function wordOf(address: number): number {
  return Math.floor((address % LINE) / 4);
}
