// Guest memory, as far as drivers and devices talk through it: descriptors, rings, doorbell shadows.
//
// Sparse and little-endian, kept in 32-bit words by page, so that a store copies one small page and every older value
// of the memory stays as it was. Payload is not kept, only counted.

export type Page = Readonly<Record<number, number>>;
export type Memory = Readonly<Record<number, Page>>;

/** A value stored at an address; `width` in bytes. */
export interface Store {
  readonly address: number;
  readonly width: 1 | 2 | 4 | 8;
  readonly value: number;
}

const PAGE = 4096;

export const EMPTY_MEMORY: Memory = {};

/** The value of `width` bytes at `address`; memory that nobody wrote reads as zero. */
export function load(memory: Memory, address: number, width: 1 | 2 | 4 | 8): number {
  if (width === 8) return load(memory, address, 4) + load(memory, address + 4, 4) * 2 ** 32;
  const word = memory[Math.floor(address / PAGE)]?.[aligned(address)] ?? 0;
  const shift = (address % 4) * 8;
  return width === 4 ? word : (word >>> shift) & (width === 2 ? 0xffff : 0xff);
}

export function store(memory: Memory, { address, width, value }: Store): Memory {
  if (address % width !== 0) throw new Error(`store of ${width} bytes at ${address}: not aligned`);
  if (width === 8) {
    const low = store(memory, { address, width: 4, value: value % 2 ** 32 });
    return store(low, { address: address + 4, width: 4, value: Math.floor(value / 2 ** 32) });
  }
  const number = Math.floor(address / PAGE);
  const page = memory[number] ?? {};
  const at = aligned(address);
  return { ...memory, [number]: { ...page, [at]: merged(page[at] ?? 0, (address % 4) * 8, width, value) } };
}

function merged(word: number, shift: number, width: 1 | 2 | 4, value: number): number {
  if (width === 4) return value >>> 0;
  const mask = ((width === 2 ? 0xffff : 0xff) << shift) >>> 0;
  return ((word & ~mask) | ((value << shift) & mask)) >>> 0;
}

function aligned(address: number): number {
  return (address % PAGE) & ~3;
}
