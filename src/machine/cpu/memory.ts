// Physical memory: 4 GiB of zeros, of which only the 256-byte lines that were written to are kept.
//
// A write copies one line and the table of lines; older values of memory stay as they were.

/** Line number (address / 256) to its 64 little-endian 32-bit words. */
export type Memory = Readonly<Record<number, readonly number[]>>;

const EMPTY_LINE: readonly number[] = Array.from({ length: 64 }, () => 0);

/** The 32-bit word at a physical `address`, which must be a multiple of four. */
export function readWord(memory: Memory, address: number): number {
  return memory[address >>> 8]?.[(address & 0xff) >>> 2] ?? 0;
}

export function writeWord(memory: Memory, address: number, value: number): Memory {
  const line = [...(memory[address >>> 8] ?? EMPTY_LINE)];
  line[(address & 0xff) >>> 2] = value >>> 0;
  return { ...memory, [address >>> 8]: line };
}

export type Size = 1 | 2 | 4; // bytes

/** Reads `size` bytes, least significant first, at any physical address. */
export function readPhysical(memory: Memory, address: number, size: Size): number {
  if (size === 4 && (address & 3) === 0) return readWord(memory, address);
  let value = 0;
  for (let i = 0; i < size; i++) value += byteAt(memory, (address + i) >>> 0) * 2 ** (8 * i);
  return value;
}

export function writePhysical(memory: Memory, address: number, size: Size, value: number): Memory {
  if (size === 4 && (address & 3) === 0) return writeWord(memory, address, value);
  let next = memory;
  for (let i = 0; i < size; i++) next = withByte(next, (address + i) >>> 0, (value >>> (8 * i)) & 0xff);
  return next;
}

function byteAt(memory: Memory, address: number): number {
  return (readWord(memory, (address & ~3) >>> 0) >>> (8 * (address & 3))) & 0xff;
}

function withByte(memory: Memory, address: number, byte: number): Memory {
  const shift = 8 * (address & 3);
  const word = readWord(memory, (address & ~3) >>> 0);
  return writeWord(memory, (address & ~3) >>> 0, (word & ~(0xff << shift)) | (byte << shift));
}

/** The addresses of the words in which two memories differ, lowest first. */
export function changedWords(a: Memory, b: Memory): readonly number[] {
  const lines = new Set([...Object.keys(a), ...Object.keys(b)].map(Number));
  return [...lines]
    .filter((line) => a[line] !== b[line])
    .sort((p, q) => p - q)
    .flatMap((line) =>
      EMPTY_LINE.map((_, i) => line * 256 + i * 4).filter((address) => readWord(a, address) !== readWord(b, address)),
    );
}
