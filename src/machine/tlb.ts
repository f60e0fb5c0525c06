// The translation lookaside buffer: translations that the processor remembers, so that it need not walk the tables.
//
//   address ──> TLB ── known ──────────────────────────────> frame
//                └──── not known ──> walk ──> remembered ──> frame
//
// It does not watch memory: whoever changes an entry must say so (INVLPG), and a MOV to CR3 forgets all but global
// pages. Two tags let translations of several address spaces live side by side: the PCID of a process (CR4.PCIDE), and the
// VPID of a virtual machine, without which every VM entry and every VM exit empties the TLB (SDM Vol. 3, 28.3).
//
// Simplified: one buffer for all page sizes, any entry anywhere, and the oldest makes room; caches of upper levels are
// left out.

import type { Translation } from "./mmu.ts";
import { type Frame, type PagingMode, spanOf } from "./page-table.ts";

/** Whose translations: VPID 0 is the host's; PCID 0 is all there is without CR4.PCIDE. */
export interface Tag {
  readonly vpid: number;
  readonly pcid: number;
}

export interface TlbEntry extends Tag {
  /** First address of the page, and its size in bytes. */
  readonly page: number;
  readonly size: number;
  /** First frame of the page. */
  readonly frame: Frame;
  readonly writable: boolean;
  readonly user: boolean;
  readonly executable: boolean;
  readonly global: boolean;
  /** The page's D bit is known to be set: else the first write walks again, to set it. */
  readonly dirty: boolean;
}

export interface Tlb {
  /** Oldest first. */
  readonly entries: readonly TlbEntry[];
  readonly capacity: number;
}

export function emptyTlb(capacity: number): Tlb {
  return { entries: [], capacity };
}

/** The remembered translation of `address`, if there is one. */
export function tlbLookup(tlb: Tlb, tag: Tag, address: number): TlbEntry | undefined {
  return tlb.entries.find((e) => covers(e, address) && applies(e, tag));
}

/** Remembers what a walk found. */
export function tlbFill(tlb: Tlb, tag: Tag, mode: PagingMode, address: number, found: Translation): Tlb {
  const size = spanOf(mode, found.level);
  const page = address - (address % size);
  const { writable, user, executable, global, dirty } = found;
  const frame = found.frame - Math.floor((address - page) / 4096);
  const others = tlb.entries.filter((e) => !(covers(e, address) && applies(e, tag)));
  const entry: TlbEntry = { ...tag, page, size, frame, writable, user, executable, global, dirty };
  return { ...tlb, entries: [...others, entry].slice(-tlb.capacity) };
}

/**
 * MOV to CR3: forgets the translations of this tag, global ones aside. With PCIDs and bit 63 of the value set (`keep`),
 * it forgets nothing (SDM Vol. 3, 4.10.4.1).
 */
export function tlbMovCr3(tlb: Tlb, tag: Tag, keep = false): Tlb {
  if (keep) return tlb;
  return without(tlb, (e) => e.vpid === tag.vpid && e.pcid === tag.pcid && !e.global);
}

/** INVLPG: forgets one page of this tag, "including global" ones. */
export function tlbInvlpg(tlb: Tlb, tag: Tag, address: number): Tlb {
  return without(tlb, (e) => covers(e, address) && applies(e, tag));
}

/** A change of CR4.PGE, or INVVPID of one context: forgets all of a machine, global pages too. */
export function tlbFlush(tlb: Tlb, vpid: number): Tlb {
  return without(tlb, (e) => e.vpid === vpid);
}

/** A VM entry or exit: with VPIDs nothing is lost; without, everything is. */
export function tlbCrossing(tlb: Tlb, vpids: boolean): Tlb {
  return vpids ? tlb : without(tlb, () => true);
}

function covers(entry: TlbEntry, address: number): boolean {
  return address >= entry.page && address < entry.page + entry.size;
}

function applies(entry: TlbEntry, { vpid, pcid }: Tag): boolean {
  return entry.vpid === vpid && (entry.global || entry.pcid === pcid);
}

function without(tlb: Tlb, forgotten: (entry: TlbEntry) => boolean): Tlb {
  const entries = tlb.entries.filter((e) => !forgotten(e));
  return entries.length === tlb.entries.length ? tlb : { ...tlb, entries };
}
