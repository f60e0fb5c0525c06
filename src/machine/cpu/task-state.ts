// The TSS: where the CPU finds the stack of an inner ring, and which ports ring 3 may use.
//
// SDM Vol. 3, 7.2.1 (layout) and Vol. 1, 18.5.2 (I/O permission bit map).

import { cpl, type Draft } from "./cpu.ts";
import { raise } from "./fault.ts";
import { iopl } from "./flags.ts";
import { readLinear } from "./paging.ts";

/** Offsets into a 32-bit TSS. */
export const TSS = { esp0: 4, ss0: 8, ioMapBase: 102, size: 104 } as const; // bytes

/** SS and ESP for ring `level` (0, 1 or 2) from the current TSS. */
export function innerStack(d: Draft, level: number): { readonly ss: number; readonly esp: number } {
  const { descriptor, selector } = d.tr;
  const at = TSS.esp0 + level * 8;
  if (!descriptor || at + 5 > descriptor.limit) raise("TS", selector & 0xfffc);
  return {
    esp: readLinear(d, (descriptor.base + at) >>> 0, 4, false),
    ss: readLinear(d, (descriptor.base + at + 4) >>> 0, 2, false),
  };
}

/** IN and OUT: allowed up to IOPL, beyond it only where every bit of the map is clear. #GP(0) otherwise. */
export function checkPort(d: Draft, port: number, bytes: number): void {
  if (cpl(d) <= iopl(d.eflags)) return;
  const { descriptor } = d.tr;
  if (!descriptor || descriptor.limit < TSS.size - 1) raise("GP", 0);
  const map = readLinear(d, (descriptor.base + TSS.ioMapBase) >>> 0, 2, false);
  const at = map + (port >>> 3);
  // "the processor reads two bytes of the I/O permission bit map": a map must end in a byte of ones.
  if (at + 1 > descriptor.limit) raise("GP", 0);
  const bits = readLinear(d, (descriptor.base + at) >>> 0, 2, false) >>> (port & 7);
  if (bits & ((1 << bytes) - 1)) raise("GP", 0);
}
