// Segments: every address a program uses is an offset into one, checked against its limit, its type and its privilege.
//
// The checks at loading (SDM Vol. 3, 5.5-5.6) ask for the current privilege level. A guest kernel that was moved out of
// ring 0 therefore gets other answers than it would on a machine of its own, and not always a fault.

import { cpl, type Draft, type SegmentName, type SegmentRegister } from "./cpu.ts";
import { type Descriptor, decodeDescriptor, isCode, isConforming, isReadable, isWritable } from "./descriptor.ts";
import { raise } from "./fault.ts";
import type { Size } from "./memory.ts";
import { readLinear, writeLinear } from "./paging.ts";

/** A descriptor found in its table, with where it lies and its raw words. */
export interface Found {
  readonly at: number; // linear
  readonly low: number;
  readonly high: number;
  readonly descriptor: Descriptor;
}

export const isNull = (selector: number): boolean => (selector & 0xfffc) === 0;
export const rpl = (selector: number): number => selector & 3;

/** Looks `selector` up in the GDT or LDT; undefined beyond the table's limit. */
export function lookUp(d: Draft, selector: number): Found | undefined {
  const local = (selector & 4) !== 0;
  const table = local ? d.ldtr.descriptor : d.gdtr;
  const offset = selector & 0xfff8;
  if (!table || offset + 7 > table.limit) return undefined;
  const at = (table.base + offset) >>> 0;
  const low = readLinear(d, at, 4, false);
  const high = readLinear(d, (at + 4) >>> 0, 4, false);
  return { at, low, high, descriptor: decodeDescriptor(low, high) };
}

/** As `lookUp`, with the fault that loading a selector from beyond the table gives. */
export function mustFind(d: Draft, selector: number, extra = 0): Found {
  return lookUp(d, selector) ?? raise("GP", (selector & 0xfffc) | extra);
}

/** MOV, POP to DS, ES, FS, GS or SS: the privilege checks of SDM Vol. 2, "MOV - Move", protected mode. */
export function loadSegment(d: Draft, name: SegmentName, selector: number): void {
  if (name === "cs") raise("UD");
  if (name === "ss") loadStackSegment(d, selector, cpl(d), "GP");
  else if (isNull(selector)) setSegment(d, name, { selector, descriptor: null });
  else loadDataSegment(d, name, selector);
}

function loadDataSegment(d: Draft, name: SegmentName, selector: number): void {
  const found = mustFind(d, selector);
  const { descriptor } = found;
  const guarded = !isConforming(descriptor);
  if (!isReadable(descriptor)) raise("GP", selector & 0xfffc);
  if (guarded && (rpl(selector) > descriptor.dpl || cpl(d) > descriptor.dpl)) raise("GP", selector & 0xfffc);
  if (!descriptor.present) raise("NP", selector & 0xfffc);
  setSegment(d, name, { selector, descriptor: accessed(d, found) });
}

/** The stack must belong to exactly the ring `level`; `fault` is #TS when the selector came from a TSS. */
export function loadStackSegment(d: Draft, selector: number, level: number, fault: "GP" | "TS"): void {
  if (isNull(selector)) raise(fault, 0);
  const found = lookUp(d, selector) ?? raise(fault, selector & 0xfffc);
  const { descriptor } = found;
  if (rpl(selector) !== level || descriptor.dpl !== level || !isWritable(descriptor)) raise(fault, selector & 0xfffc);
  if (!descriptor.present) raise("SS", selector & 0xfffc);
  setSegment(d, "ss", { selector, descriptor: accessed(d, found) });
}

/** Enters a code segment whose privilege was already checked; the selector's RPL becomes `level`. */
export function loadCode(d: Draft, selector: number, found: Found, level: number, eip: number): void {
  if (eip > found.descriptor.limit) raise("GP", 0);
  setSegment(d, "cs", { selector: (selector & 0xfffc) | level, descriptor: accessed(d, found) });
  d.eip = eip;
}

/** After a return to an outer ring, data segments that the outer ring may not use are emptied. */
export function dropInnerSegments(d: Draft): void {
  for (const name of ["es", "fs", "ds", "gs"] as const) {
    const { descriptor } = d.segments[name];
    if (descriptor && descriptor.dpl < cpl(d) && !isConforming(descriptor))
      setSegment(d, name, { selector: 0, descriptor: null });
  }
}

function setSegment(d: Draft, name: SegmentName, register: SegmentRegister): void {
  d.segments = { ...d.segments, [name]: register };
}

// "The accessed bit … is set … when the segment selector for the descriptor is loaded" - SDM Vol. 3, 3.4.5.1
function accessed(d: Draft, { at, high, descriptor }: Found): Descriptor {
  if (!(descriptor.type & 1)) writeLinear(d, (at + 4) >>> 0, 4, high | 0x100, false);
  return { ...descriptor, type: descriptor.type | 1 };
}

/** Reads through a segment: limit and type first, then paging. */
export function load(d: Draft, segment: SegmentName, offset: number, size: Size): number {
  return readLinear(d, linear(d, segment, offset, size, false), size, cpl(d) === 3);
}

export function store(d: Draft, segment: SegmentName, offset: number, size: Size, value: number): void {
  writeLinear(d, linear(d, segment, offset, size, true), size, value, cpl(d) === 3);
}

function linear(d: Draft, segment: SegmentName, offset: number, size: Size, write: boolean): number {
  const { descriptor } = d.segments[segment];
  if (!descriptor) raise("GP", 0);
  if (write ? !isWritable(descriptor) : !isReadable(descriptor)) raise("GP", 0);
  if (!inLimit(descriptor, offset, size)) raise(segment === "ss" ? "SS" : "GP", 0);
  return (descriptor.base + offset) >>> 0;
}

function inLimit(descriptor: Descriptor, offset: number, size: Size): boolean {
  const last = offset + size - 1;
  const expandsDown = !isCode(descriptor) && (descriptor.type & 4) !== 0;
  return expandsDown ? offset > descriptor.limit && last <= 0xffffffff : last <= descriptor.limit;
}
