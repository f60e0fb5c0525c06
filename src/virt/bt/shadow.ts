// Shadow page tables: the real CR3 points at tables of the hypervisor's, filled from the guest's own one fault at a time.
//
//   guest linear ── guest's tables (in guest memory, never used by the CPU) ──> frame
//        └───────── shadow tables (in the hypervisor's memory) ──────────────────^
//
// A page that holds one of the guest's tables is entered read-only, so that a change cannot be missed: the store faults,
// the hypervisor plays it and drops what it had copied. Three kinds of #PF are told apart:
//   hidden   the guest's tables allow the access; only the shadow did not know yet
//   trace    the guest writes to one of its tables
//   guest    the guest's own tables forbid it: the guest must have this fault
// Adams & Agesen 2006, section 2.4.

import { type Cpu, CR0, CR4, cpl, type Draft } from "../../machine/cpu/cpu.ts";
import { type Fault, FaultSignal } from "../../machine/cpu/fault.ts";
import { type Memory, readWord, writeWord } from "../../machine/cpu/memory.ts";
import { PTE, translate } from "../../machine/cpu/paging.ts";
import { hostMemory } from "../trap/deprivilege.ts";
import { HOST_LAYOUT, type Host } from "../trap/host.ts";

/** One page entered in the shadow, and the guest's words that it was copied from. */
export interface ShadowEntry {
  readonly frame: number;
  readonly writable: boolean;
  readonly pdeAt: number;
  readonly pteAt: number;
}

export interface Shadow {
  /** By linear page number. */
  readonly entries: Readonly<Record<number, ShadowEntry>>;
  /** Numbers of the frames that hold the guest's page tables, as far as they were walked. */
  readonly traced: Readonly<Record<number, true>>;
  /** Second-level shadow tables by directory index. */
  readonly tables: Readonly<Record<number, number>>;
}

export const EMPTY_SHADOW: Shadow = { entries: {}, traced: {}, tables: {} };

export function shadowRoot(host: Host): number {
  return host.base + HOST_LAYOUT.shadow;
}

export type Resolved =
  | { readonly kind: "hidden"; readonly shadow: Shadow; readonly memory: Memory }
  | { readonly kind: "trace"; readonly shadow: Shadow; readonly memory: Memory }
  | { readonly kind: "guest"; readonly fault: Fault };

/** What a real #PF means. `view` is the guest, `memory` the real memory; both come back with the guest's A and D bits set. */
export function resolve(shadow: Shadow, view: Cpu, memory: Memory, fault: Fault, host: Host): Resolved {
  const linear = fault.address ?? 0;
  const write = ((fault.errorCode ?? 0) & 2) !== 0;
  const walked: Draft = { ...view, tlb: {} };
  try {
    translate(walked, linear, { write, user: cpl(view) === 3 });
  } catch (error) {
    if (error instanceof FaultSignal) return { kind: "guest", fault: error.fault };
    throw error;
  }
  const found = walked.tlb[linear >>> 12];
  if (!found) throw new Error("the walk left no translation");
  const { pdeAt, pteAt } = wordsBehind(view, linear);
  let now = { shadow, memory: { ...walked.memory, ...hostMemory(memory, host) } };
  for (const table of new Set([pdeAt >>> 12, pteAt >>> 12])) now = trace(now.shadow, now.memory, table, host);
  const isTable = now.shadow.traced[found.frame >>> 12] === true;
  // Ring 0 without CR0.WP writes where the tables say read-only; such a store is played, not entered.
  if (write && (isTable || !found.writable)) return { kind: "trace", ...now };
  const entry = { frame: found.frame, writable: found.writable && found.dirty && !isTable, pdeAt, pteAt };
  return { kind: "hidden", ...enter(now.shadow, now.memory, linear, entry, found.user, host) };
}

// Where the guest's tables hold the directory and the table entry for `linear` (the same word for a 4 MiB page).
function wordsBehind(view: Cpu, linear: number): { pdeAt: number; pteAt: number } {
  const pdeAt = ((view.cr3 & 0xfffff000) + (linear >>> 22) * 4) >>> 0;
  const pde = readWord(view.memory, pdeAt);
  if (pde & PTE.PS && view.cr4 & CR4.PSE) return { pdeAt, pteAt: pdeAt };
  return { pdeAt, pteAt: ((pde & 0xfffff000) + ((linear >>> 12) & 0x3ff) * 4) >>> 0 };
}

interface Both {
  readonly shadow: Shadow;
  readonly memory: Memory;
}

// From now on a write to frame number `table` faults: pages that were entered writable are dropped.
function trace(shadow: Shadow, memory: Memory, table: number, host: Host): Both {
  if (shadow.traced[table]) return { shadow, memory };
  const open = pagesWhere(shadow, (entry) => entry.frame >>> 12 === table && entry.writable);
  const dropped = drop(shadow, memory, open, host);
  return { ...dropped, shadow: { ...dropped.shadow, traced: { ...dropped.shadow.traced, [table]: true } } };
}

function enter(shadow: Shadow, memory: Memory, linear: number, entry: ShadowEntry, user: boolean, host: Host): Both {
  const index = linear >>> 22;
  const next = shadowRoot(host) + 0x1000 * (1 + Object.keys(shadow.tables).length);
  const table = shadow.tables[index] ?? next;
  const bits = PTE.P | (entry.writable ? PTE.RW : 0) | (user ? PTE.US : 0);
  const directory = writeWord(memory, shadowRoot(host) + index * 4, table | PTE.P | PTE.RW | PTE.US);
  return {
    memory: writeWord(directory, table + ((linear >>> 12) & 0x3ff) * 4, entry.frame | bits),
    shadow: {
      ...shadow,
      tables: { ...shadow.tables, [index]: table },
      entries: { ...shadow.entries, [linear >>> 12]: entry },
    },
  };
}

function drop(shadow: Shadow, memory: Memory, pages: readonly number[], host: Host): Both {
  if (pages.length === 0) return { shadow, memory };
  let next = memory;
  for (const page of pages)
    next = writeWord(next, (shadow.tables[page >>> 10] ?? shadowRoot(host)) + (page & 0x3ff) * 4, 0);
  const entries = Object.fromEntries(Object.entries(shadow.entries).filter(([page]) => !pages.includes(Number(page))));
  return { memory: next, shadow: { ...shadow, entries } };
}

function pagesWhere(shadow: Shadow, of: (entry: ShadowEntry) => boolean): number[] {
  return Object.entries(shadow.entries)
    .filter(([, entry]) => of(entry))
    .map(([page]) => Number(page));
}

/** After the hypervisor played something: drops what no longer agrees with the guest's tables or its control registers. */
export function reconcile(shadow: Shadow, memory: Memory, before: Cpu, after: Cpu, host: Host): Both {
  const relevant = (cpu: Cpu) => [cpu.cr3, cpu.cr0 & (CR0.PG | CR0.WP), cpu.cr4 & CR4.PSE].join();
  if (relevant(before) !== relevant(after)) return { shadow: EMPTY_SHADOW, memory: withRoot(memory, host) };
  const changed = (at: number) => {
    const [was, is] = [readWord(before.memory, at), readWord(after.memory, at)];
    // A and D may be set by a walk, which changes nothing; cleared by the guest, they must be noted afresh.
    return ((was ^ is) & ~(PTE.A | PTE.D)) !== 0 || (was & ~is & (PTE.A | PTE.D)) !== 0;
  };
  const stale = pagesWhere(shadow, ({ pdeAt, pteAt }) => changed(pdeAt) || changed(pteAt));
  return drop(shadow, memory, stale, host);
}

/** Empty shadow tables: only the hypervisor itself is mapped, by one 4 MiB page that ring 3 cannot use. */
export function withRoot(memory: Memory, host: Host): Memory {
  const first = shadowRoot(host) >>> 8;
  const kept = Object.fromEntries(Object.entries(memory).filter(([line]) => Number(line) < first));
  return writeWord(kept, shadowRoot(host) + (host.base >>> 22) * 4, host.base | PTE.P | PTE.RW | PTE.PS);
}
