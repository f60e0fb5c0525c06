// Two-level paging: a linear address becomes a physical one by two look-ups, and is remembered in the TLB.
//
//   linear  31        22 21        12 11       0
//           directory    table        offset
//   CR3 ──> directory[i] ──> table[j] ──> frame + offset
//
// The TLB is not coherent: after a page-table entry was changed the old translation may be used until INVLPG or a load
// of CR3. Rings 0, 1 and 2 are one "supervisor" here, which is why paging alone cannot keep a guest kernel in ring 1
// from a hypervisor in ring 0. SDM Vol. 3, 4.3, 4.6, 4.10.

import { CR0, CR4, type Draft, pagingOn } from "./cpu.ts";
import { raise } from "./fault.ts";
import { readPhysical, readWord, type Size, writePhysical, writeWord } from "./memory.ts";

/** Bits of a page-directory or page-table entry. */
export const PTE = { P: 1, RW: 2, US: 4, A: 0x20, D: 0x40, PS: 0x80 } as const;

export interface Access {
  readonly write: boolean;
  /** Made by ring 3 code on its own behalf; look-ups in the GDT, IDT and TSS never are. */
  readonly user: boolean;
}

/** The physical address behind `linear`, or #PF. */
export function translate(d: Draft, linear: number, access: Access): number {
  if (!pagingOn(d)) return linear;
  const page = linear >>> 12;
  const known = d.tlb[page];
  const usable = known && allows(d, known, access) && (!access.write || known.dirty);
  const entry = usable ? known : walk(d, linear, access);
  return (entry.frame + (linear & 0xfff)) >>> 0;
}

function walk(d: Draft, linear: number, access: Access): Draft["tlb"][number] {
  const pdeAt = (d.cr3 & 0xfffff000) + (linear >>> 22) * 4;
  const pde = readWord(d.memory, pdeAt >>> 0);
  if (!(pde & PTE.P)) refuse(access, linear, false);
  const large = (pde & PTE.PS) !== 0 && (d.cr4 & CR4.PSE) !== 0;
  const pteAt = ((pde & 0xfffff000) + ((linear >>> 12) & 0x3ff) * 4) >>> 0;
  const pte = large ? pde : readWord(d.memory, pteAt);
  if (!(pte & PTE.P)) refuse(access, linear, false);
  const entry = {
    frame: (large ? (pde & 0xffc00000) | (linear & 0x3ff000) : pte & 0xfffff000) >>> 0,
    writable: (pde & pte & PTE.RW) !== 0,
    user: (pde & pte & PTE.US) !== 0,
    dirty: access.write || (pte & PTE.D) !== 0,
  };
  if (!allows(d, entry, access)) refuse(access, linear, true);
  // The processor itself notes that a page was used, and that it was written to.
  const mark = access.write ? PTE.A | PTE.D : PTE.A;
  setBits(d, pdeAt >>> 0, large ? mark : PTE.A);
  if (!large) setBits(d, pteAt, mark);
  d.tlb = { ...d.tlb, [linear >>> 12]: entry };
  return entry;
}

function allows(d: Draft, entry: { writable: boolean; user: boolean }, { write, user }: Access): boolean {
  if (user) return entry.user && (entry.writable || !write);
  return !write || entry.writable || (d.cr0 & CR0.WP) === 0;
}

// Error code: 1 the page is present, 2 a write, 4 from user mode.
function refuse({ write, user }: Access, linear: number, present: boolean): never {
  raise("PF", (present ? 1 : 0) | (write ? 2 : 0) | (user ? 4 : 0), linear);
}

function setBits(d: Draft, address: number, bits: number): void {
  const entry = readWord(d.memory, address);
  if ((entry & bits) !== bits) d.memory = writeWord(d.memory, address, entry | bits);
}

/** Reads at a linear address, across a page boundary too. */
export function readLinear(d: Draft, linear: number, size: Size, user: boolean): number {
  const access = { write: false, user };
  if (inOnePage(linear, size)) return readPhysical(d.memory, translate(d, linear, access), size);
  let value = 0;
  for (let i = 0; i < size; i++) value += readLinear(d, (linear + i) >>> 0, 1, user) * 2 ** (8 * i);
  return value;
}

export function writeLinear(d: Draft, linear: number, size: Size, value: number, user: boolean): void {
  const access = { write: true, user };
  if (inOnePage(linear, size)) {
    const physical = translate(d, linear, access);
    d.memory = writePhysical(d.memory, physical, size, value);
    return;
  }
  for (let i = 0; i < size; i++) writeLinear(d, (linear + i) >>> 0, 1, (value >>> (8 * i)) & 0xff, user);
}

const inOnePage = (linear: number, size: number): boolean => (linear & 0xfff) + size <= 0x1000;
