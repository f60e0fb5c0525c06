// Two-dimensional paging as KVM fills it: nothing is in the EPT until the guest touches it.
//
//   EPT violation ─> which memory slot? ─┬─ one of QEMU's memory ─> a page of the host, new at the first touch ─> filled
//                                        └─ none: a device ───────> an entry that is misconfigured on purpose
//
// So a guest with gigabytes of memory costs the host only what it has touched, and each first touch is one exit. QEMU's
// memory is ordinary memory of a process: the host finds pages for it as it does for any other.
//
// Source: Linux 6.1, arch/x86/kvm/mmu (kvm_tdp_page_fault, mmio_info_in_cache). Simplified: the host never takes a
// page back, and no page is tracked for migration.

import { type Frame, indexOf, spanOf } from "../../machine/page-table.ts";
import type { Ept, EptEntry } from "./ept.ts";

/** Guest-physical memory that QEMU has given the guest: KVM_SET_USER_MEMORY_REGION. */
export interface MemorySlot {
  /** First guest frame, and how many. */
  readonly base: Frame;
  readonly frames: number;
}

export interface Tdp {
  readonly ept: Ept;
  readonly slots: readonly MemorySlot[];
  /** Machine frames of guest frames: what QEMU's memory is made of by now. */
  readonly backing: Readonly<Record<Frame, Frame>>;
  /** Whether the host gives memory in large pages (2 MiB) where it can: transparent huge pages. */
  readonly largePages: boolean;
  /** Next free machine frame. */
  readonly free: Frame;
}

export interface Filled {
  readonly tdp: Tdp;
  readonly kind: "page" | "large-page" | "device";
  /** The host had to find memory for it. */
  readonly newPage: boolean;
  /** Tables of the EPT that had to be made. */
  readonly tables: number;
}

const LARGE = 512; // frames of a page of 2 MiB

/** A machine whose guest has touched nothing yet: the EPT is one empty table, at machine frame `free`. */
export function emptyTdp(slots: readonly MemorySlot[], free: Frame, largePages: boolean, levels: 4 | 5 = 4): Tdp {
  return { ept: { levels, root: free, tables: {} }, slots, backing: {}, largePages, free: free + 1 };
}

/** What KVM does at an EPT violation: finds the page and writes its entry. */
export function handleViolation(tdp: Tdp, guestPhysical: number): Filled {
  const frame = Math.floor(guestPhysical / 4096);
  const slot = tdp.slots.find(({ base, frames }) => frame >= base && frame < base + frames);
  if (!slot) {
    const device = { frame: 0, read: false, write: true, execute: true, large: false };
    return { ...filled(tdp, frame, device, 1), kind: "device", newPage: false };
  }
  const first = frame - (frame % LARGE);
  const fits = first >= slot.base && first + LARGE <= slot.base + slot.frames;
  if (tdp.largePages && fits) {
    const { tdp: backed, machine, newPage } = back(tdp, first, LARGE);
    return { ...filled(backed, first, ram(machine, true), 2), kind: "large-page", newPage };
  }
  const { tdp: backed, machine, newPage } = back(tdp, frame, 1);
  return { ...filled(backed, frame, ram(machine, false), 1), kind: "page", newPage };
}

function ram(frame: Frame, large: boolean): EptEntry {
  return { frame, read: true, write: true, execute: true, large };
}

/** The host's memory behind `count` guest frames from `first` on, found if need be. */
function back(tdp: Tdp, first: Frame, count: number): { tdp: Tdp; machine: Frame; newPage: boolean } {
  const known = tdp.backing[first];
  if (known !== undefined) return { tdp, machine: known, newPage: false };
  const machine = Math.ceil(tdp.free / count) * count; // a large page begins where its size divides
  const backing = { ...tdp.backing };
  for (let n = 0; n < count; n++) backing[first + n] = machine + n;
  return { tdp: { ...tdp, backing, free: machine + count }, machine, newPage: true };
}

function filled(tdp: Tdp, frame: Frame, leaf: EptEntry, last: number): { tdp: Tdp; tables: number } {
  const mode = tdp.ept.levels === 4 ? "4-level" : "5-level";
  const address = frame * 4096;
  let { free } = tdp;
  let tables = tdp.ept.tables;
  let table = tdp.ept.root;
  for (let level: number = tdp.ept.levels; level >= last; level--) {
    const index = indexOf(mode, level, address);
    const known = tables[table]?.[index];
    const entry = level === last ? leaf : (known ?? ram(free++, false));
    if (entry !== known) tables = { ...tables, [table]: { ...tables[table], [index]: entry } };
    table = entry.frame;
  }
  const made = free - tdp.free;
  return { tdp: { ...tdp, ept: { ...tdp.ept, tables }, free }, tables: made };
}

/** Bytes of the host's memory that the guest has used so far. */
export function backedBytes({ backing }: Tdp): number {
  return Object.keys(backing).length * spanOf("4-level", 1);
}
