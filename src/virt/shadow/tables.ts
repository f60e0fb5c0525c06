// The shadow itself: tables of machine frames, made from the guest's tables, that the processor really uses.
//
//   the guest's table 17 ──(level 1, rights wu)──> shadow table 900, machine frames inside
//                        ──(level 1, rights u) ──> shadow table 901: the same table, reached with fewer rights
//
// One shadow table stands for one table of the guest at one level and with the rights that the levels above leave. It
// is kept when the guest turns to another address space, so that a switch back finds it full. And each frame of the
// guest that has one is traced: mapped read-only wherever the guest has it, so that no write to it goes unseen.

import type { Rights } from "../../machine/mmu.ts";
import { type Entry, entry, entryAt, type Frame, type Memory, withEntry } from "../../machine/page-table.ts";

/** What a shadow table stands for. */
export interface ShadowTable {
  /** The guest's frame: a table of the guest, or the first of the frames of a large page that is split here. */
  readonly guest: Frame;
  readonly level: number;
  readonly rights: Rights;
  /** It splits a large page: there is no table of the guest behind it, and nothing to trace. */
  readonly split: boolean;
}

export interface ShadowTables {
  /** The shadow's entries, in machine frames: what the processor walks. */
  readonly memory: Memory;
  readonly tables: Readonly<Record<Frame, ShadowTable>>;
  /** Next free machine frame for a table. */
  readonly free: Frame;
}

export function findTable(shadow: ShadowTables, wanted: ShadowTable): Frame | undefined {
  const found = Object.entries(shadow.tables).find(([, table]) => same(table, wanted));
  return found && Number(found[0]);
}

function same(a: ShadowTable, b: ShadowTable): boolean {
  return (
    a.guest === b.guest &&
    a.level === b.level &&
    a.split === b.split &&
    a.rights.writable === b.rights.writable &&
    a.rights.user === b.rights.user &&
    a.rights.executable === b.rights.executable
  );
}

/** A new, empty table. */
export function makeTable(shadow: ShadowTables, table: ShadowTable): { shadow: ShadowTables; frame: Frame } {
  const { free, tables, memory } = shadow;
  return { shadow: { memory, free: free + 1, tables: { ...tables, [free]: table } }, frame: free };
}

/** The shadow tables, at any level and with any rights, of a table of the guest. */
export function tablesOf(shadow: ShadowTables, guest: Frame): readonly Frame[] {
  return Object.entries(shadow.tables)
    .filter(([, table]) => table.guest === guest && !table.split)
    .map(([frame]) => Number(frame));
}

export function isTraced(shadow: ShadowTables, guest: Frame): boolean {
  return tablesOf(shadow, guest).length > 0;
}

/** An entry above level 1 allows everything: the rights are part of what table it points to. */
export function linkTo(frame: Frame): Entry {
  return entry(frame, { writable: true, user: true });
}

export function writeShadow(shadow: ShadowTables, table: Frame, index: number, value: Entry | null): ShadowTables {
  return { ...shadow, memory: withEntry(shadow.memory, table, index, value) };
}

/** Clears one entry wherever the guest's table has a shadow; says in how many shadow tables it was present. */
export function zapEntry(shadow: ShadowTables, guest: Frame, index: number): { shadow: ShadowTables; count: number } {
  const filled = tablesOf(shadow, guest).filter((table) => entryAt(shadow.memory, table, index));
  const cleared = filled.reduce((now, table) => writeShadow(now, table, index, null), shadow);
  return { shadow: cleared, count: filled.length };
}

/**
 * Gives up shadow tables, and the entries that lead to them. The root in use keeps its place and is emptied. Says how many
 * entries were lost.
 */
export function dropTables(
  shadow: ShadowTables,
  dropped: readonly Frame[],
  root: Frame,
): { shadow: ShadowTables; count: number } {
  const gone = new Set(dropped.filter((frame) => frame !== root));
  const emptied = new Set(dropped);
  let count = 0;
  const memory: Record<Frame, Memory[Frame]> = {};
  for (const [at, table] of Object.entries(shadow.memory)) {
    const frame = Number(at);
    const upper = (shadow.tables[frame]?.level ?? 1) > 1;
    const kept = Object.entries(table).filter(([, { frame: to }]) => !emptied.has(frame) && !(upper && gone.has(to)));
    count += Object.keys(table).length - kept.length;
    if (!gone.has(frame)) memory[frame] = Object.fromEntries(kept);
  }
  const tables = Object.fromEntries(Object.entries(shadow.tables).filter(([frame]) => !gone.has(Number(frame))));
  return { shadow: { ...shadow, memory, tables }, count };
}

/** The shadow tables in the order in which they were made, the oldest first. */
export function oldestFirst({ tables }: ShadowTables): readonly Frame[] {
  return Object.keys(tables).map(Number); // integer keys of an object come in ascending order, and frames only grow
}

/** Takes the right to write to a machine frame out of every entry that maps it; says how many there were. */
export function writeProtect(shadow: ShadowTables, machine: Frame): { shadow: ShadowTables; count: number } {
  let count = 0;
  let now = shadow;
  for (const [frame, { level }] of Object.entries(shadow.tables)) {
    if (level > 1) continue;
    for (const [index, leaf] of Object.entries(shadow.memory[Number(frame)] ?? {})) {
      if (leaf.frame !== machine || !leaf.writable) continue;
      now = writeShadow(now, Number(frame), Number(index), { ...leaf, writable: false });
      count++;
    }
  }
  return { shadow: now, count };
}
