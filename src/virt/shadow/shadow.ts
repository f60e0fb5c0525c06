// Shadow paging: page tables for a guest on a processor that knows only one set of them.
//
//   the guest's tables:   virtual ──> guest-physical      (the guest writes them, the processor never sees them)
//   the frame map:                    guest-physical ──> machine            (the hypervisor's)
//   the shadow:           virtual ─────────────────────> machine            (the processor uses this)
//
// The shadow is a cache of the composition of the first two, filled by page faults:
//
//   page fault ─┬─ the guest's tables refuse it too ────> true-fault: the guest's kernel gets it
//               ├─ a write to a table that is traced ───> trace-fault: the write is carried out, the shadow is put right
//               └─ only the shadow lacks it ────────────> hidden-fault: filled, and the guest never knows
//
// VMware's binary translator (1999) and KVM on the first processors with VT-x (2007) both did this.
//
// After KVM of Linux 2.6.20, drivers/kvm/mmu.c, paging_tmpl.h. Simplified: the shadow has the form of the guest's tables
// (KVM used PAE under 32-bit guests), and CR0.WP is set.

import { type Access, markUsed, narrow, type PageFault, type Paging, type Rights, walk } from "../../machine/mmu.ts";
import {
  type Entry,
  entry,
  entryAt,
  type Frame,
  indexOf,
  levelsOf,
  type Memory,
  spanOf,
  withEntry,
} from "../../machine/page-table.ts";
import {
  dropTables,
  findTable,
  isTraced,
  linkTo,
  makeTable,
  oldestFirst,
  type ShadowTable,
  type ShadowTables,
  tablesOf,
  writeProtect,
  writeShadow,
  zapEntry,
} from "./tables.ts";

export interface Shadowed {
  /** The guest's tables, in guest-physical frames. */
  readonly guest: Memory;
  /** The guest's own control registers; its CR3 names a guest-physical frame. */
  readonly paging: Paging;
  /** Where guest-physical frames really are; one that is missing is a device. */
  readonly frames: Readonly<Record<Frame, Frame>>;
  readonly shadow: ShadowTables;
  /** The machine frame in the processor's real CR3. */
  readonly root: Frame;
  /**
   * After how many writes to one table, with no other fault between, it is taken for something else than a table in use
   * and no longer traced; null: never. KVM: 3 ("or we may be forking").
   */
  readonly unshadowAfter: number | null;
  /** How many shadow tables there may be; a new one beyond takes the place of the oldest. KVM: 256. */
  readonly room: number;
  readonly lastWritten: { readonly table: Frame; readonly count: number } | null;
}

export type ShadowOp =
  /** Memory is used at a virtual address. */
  | { readonly op: "access"; readonly address: number; readonly access: Access }
  /** The guest writes an entry of one of its tables (null: zero). */
  | { readonly op: "write-entry"; readonly table: Frame; readonly index: number; readonly value: Entry | null }
  | { readonly op: "mov-cr3"; readonly table: Frame }
  | { readonly op: "invlpg"; readonly address: number };

export type ShadowEvent =
  | { readonly type: "hidden-fault"; readonly address: number }
  | { readonly type: "true-fault"; readonly address: number; readonly fault: PageFault }
  /** A write to a traced frame of the guest. */
  | { readonly type: "trace-fault"; readonly table: Frame; readonly index: number | null }
  /** The page is a device's: no fault of the guest's, and nothing to map. */
  | { readonly type: "device"; readonly frame: Frame }
  /** A shadow table is made, and its guest's frame made read-only in `protectedEntries` places. */
  | { readonly type: "trace"; readonly table: Frame; readonly level: number; readonly protectedEntries: number }
  /** An entry of the shadow is written. */
  | { readonly type: "fill"; readonly level: number; readonly table: Frame; readonly index: number }
  /** Entries of the shadow are cleared; `whole`: all of a table that is no longer traced. */
  | { readonly type: "zap"; readonly table: Frame; readonly count: number; readonly whole: boolean }
  /** The oldest shadow table makes room; the table of the guest that it stood for. */
  | { readonly type: "recycle"; readonly table: Frame };

export interface ShadowStep {
  readonly state: Shadowed;
  readonly events: readonly ShadowEvent[];
}

const ALL: Rights = { writable: true, user: true, executable: true };

/** A guest with these tables; the shadow begins empty, its tables are machine frames from `free` on. */
export function shadowed(
  guest: Memory,
  paging: Paging,
  frames: Readonly<Record<Frame, Frame>>,
  { free, unshadowAfter, room }: Pick<Shadowed, "unshadowAfter" | "room"> & { readonly free: Frame },
): Shadowed {
  if (room <= levelsOf(paging.mode)) throw new Error("shadow: no room for the tables of one address");
  if (!paging.writeProtect) throw new Error("a shadow without CR0.WP is not modelled");
  const shadow: ShadowTables = { memory: {}, tables: {}, free };
  const start: Shadowed = { guest, paging, frames, shadow, root: free, unshadowAfter, room, lastWritten: null };
  return moveCr3(start, paging.cr3).state;
}

/** What one operation of the guest does to the shadow, and what the hypervisor had to do for it. */
export function shadow(state: Shadowed, op: ShadowOp): ShadowStep {
  switch (op.op) {
    case "access":
      return accessMemory(state, op.address, op.access);
    case "write-entry":
      return writeEntry(state, op.table, op.index, op.value);
    case "mov-cr3":
      return moveCr3(state, op.table);
    case "invlpg":
      // A traced table cannot change unseen: the shadow is right as it is, and only the TLB is told.
      return { state, events: [] };
    default:
      return op satisfies never;
  }
}

/** The walk that the processor makes: of the shadow, not of the guest's tables. */
export function walkShadow({ shadow: { memory }, paging, root }: Shadowed, address: number, access: Access) {
  return walk(memory, { ...paging, cr3: root }, address, access);
}

function moveCr3(state: Shadowed, table: Frame): ShadowStep {
  const wanted = { guest: table, level: levelsOf(state.paging.mode), rights: ALL, split: false };
  const isKnown = findTable(state.shadow, wanted) !== undefined;
  const { state: roomy, events: recycled } = makeRoom(state, isKnown ? 0 : 1);
  const { state: traced, frame, events } = shadowTable(roomy, wanted);
  return {
    state: { ...traced, paging: { ...state.paging, cr3: table }, root: frame },
    events: [...recycled, ...events],
  };
}

function accessMemory(state: Shadowed, address: number, access: Access): ShadowStep {
  if (walkShadow(state, address, access).outcome.ok) return { state, events: [] };

  // The processor faults: an exit (KVM) or a trap (BT). The hypervisor walks the guest's tables by itself.
  const own = walk(state.guest, state.paging, address, access);
  if (!own.outcome.ok) {
    const fault: ShadowEvent = { type: "true-fault", address, fault: own.outcome };
    return { state: { ...state, lastWritten: null }, events: [fault] };
  }
  const guest = markUsed(state.guest, own, access.write ?? false);
  const { frame } = own.outcome;
  if (state.frames[frame] === undefined) return { state: { ...state, guest }, events: [{ type: "device", frame }] };

  const roomy = makeRoom({ ...state, guest }, levelsOf(state.paging.mode) - 1);
  const mapped = fill(roomy.state, address, access);
  const filled = { state: mapped.state, events: [...roomy.events, ...mapped.events] };
  if (access.write && isTraced(filled.state.shadow, frame)) {
    const fault: ShadowEvent = { type: "trace-fault", table: frame, index: null };
    const flooded = flood(filled.state, frame);
    return { state: flooded.state, events: [fault, ...filled.events, ...flooded.events] };
  }
  const events: ShadowEvent[] = [{ type: "hidden-fault", address }, ...filled.events];
  return { state: { ...filled.state, lastWritten: null }, events };
}

/** Builds the shadow's way to a page that the guest's tables allow, from the root down. */
function fill(state: Shadowed, address: number, access: Access): ShadowStep {
  const { mode } = state.paging;
  const { references, outcome } = walk(state.guest, state.paging, address, access);
  if (!outcome.ok) throw new Error("shadow: filled what the guest does not map");
  const events: ShadowEvent[] = [];
  let rights = ALL;
  let table = state.root;
  for (let level = levelsOf(mode); level > 1; level--) {
    const own = references.find((reference) => reference.level === level);
    if (own?.entry && own.from === "memory") rights = narrow(rights, own.entry);
    // A large page of the guest need not be large in the machine: it is split, down to pages of 4 KiB.
    const split = level <= outcome.level;
    if (split) rights = { ...rights, writable: rights.writable && outcome.dirty };
    const first = outcome.frame - Math.floor((address % spanOf(mode, level)) / 4096);
    const guest = split ? first : (own?.entry?.frame as Frame);
    const linked = link(state, table, indexOf(mode, level, address), { guest, level: level - 1, rights, split });
    events.push(...linked.events);
    state = linked.state;
    table = linked.frame;
  }
  const index = indexOf(mode, 1, address);
  const machine = state.frames[outcome.frame] as Frame;
  const value = entry(machine, {
    user: outcome.user,
    noExecute: !outcome.executable,
    // Not before the guest's own D bit is set, so that it is set in time; and never for a table that is traced.
    writable: outcome.writable && outcome.dirty && !isTraced(state.shadow, outcome.frame),
  });
  events.push({ type: "fill", level: 1, table, index });
  return { state: { ...state, shadow: writeShadow(state.shadow, table, index, value) }, events };
}

/** The shadow table that an entry must point to: the one it has, one that is known from before, or a new one. */
function link(state: Shadowed, table: Frame, index: number, wanted: ShadowTable): ShadowStep & { frame: Frame } {
  const { state: traced, frame, events } = shadowTable(state, wanted);
  if (entryAt(traced.shadow.memory, table, index)?.frame === frame) return { state: traced, frame, events };
  const linked = writeShadow(traced.shadow, table, index, linkTo(frame));
  const filled: ShadowEvent = { type: "fill", level: wanted.level + 1, table, index };
  return { state: { ...traced, shadow: linked }, frame, events: [...events, filled] };
}

/** Finds or makes a shadow table; a guest's frame that gets its first is traced from now on. */
function shadowTable(state: Shadowed, wanted: ShadowTable): ShadowStep & { frame: Frame } {
  const known = findTable(state.shadow, wanted);
  if (known !== undefined) return { state, frame: known, events: [] };
  const fresh = !wanted.split && !isTraced(state.shadow, wanted.guest);
  const made = makeTable(state.shadow, wanted);
  if (!fresh) return { state: { ...state, shadow: made.shadow }, frame: made.frame, events: [] };
  const machine = state.frames[wanted.guest];
  const { shadow, count } = machine === undefined ? { ...made, count: 0 } : writeProtect(made.shadow, machine);
  const { guest: table, level } = wanted;
  const traced: ShadowEvent = { type: "trace", table, level, protectedEntries: count };
  return { state: { ...state, shadow }, frame: made.frame, events: [traced] };
}

function writeEntry(state: Shadowed, table: Frame, index: number, value: Entry | null): ShadowStep {
  const guest = withEntry(state.guest, table, index, value);
  // A table that no shadow stands for yet is memory like any other: a kernel builds new tables at full speed.
  if (tablesOf(state.shadow, table).length === 0) return { state: { ...state, guest }, events: [] };
  const fault: ShadowEvent = { type: "trace-fault", table, index };
  const flooded = flood({ ...state, guest }, table);
  if (flooded.events.length > 0) return { state: flooded.state, events: [fault, ...flooded.events] };
  const { shadow, count } = zapEntry(flooded.state.shadow, table, index);
  const zapped: ShadowEvent[] = count > 0 ? [{ type: "zap", table, count, whole: false }] : [];
  return { state: { ...flooded.state, shadow }, events: [fault, ...zapped] };
}

/** Counts the writes to one table in a row; too many, and it is no longer traced. */
function flood(state: Shadowed, table: Frame): ShadowStep {
  const count = state.lastWritten?.table === table ? state.lastWritten.count + 1 : 1;
  const counted = { ...state, lastWritten: { table, count } };
  if (state.unshadowAfter === null || count < state.unshadowAfter) return { state: counted, events: [] };
  const zapped = dropTables(state.shadow, tablesOf(state.shadow, table), state.root);
  const event: ShadowEvent = { type: "zap", table, count: zapped.count, whole: true };
  return { state: { ...counted, shadow: zapped.shadow }, events: [event] };
}

/** Before a fault is handled: enough room for the tables that it may need ("kvm_mmu_free_some_pages"). */
function makeRoom(state: Shadowed, needed: number): ShadowStep {
  const all = oldestFirst(state.shadow);
  const excess = all.length + needed - state.room;
  if (excess <= 0) return { state, events: [] };
  const recycled = all.filter((frame) => frame !== state.root).slice(0, excess);
  const events: ShadowEvent[] = recycled.map((frame) => {
    const { guest } = state.shadow.tables[frame] as ShadowTable;
    return { type: "recycle", table: guest };
  });
  return { state: { ...state, shadow: dropTables(state.shadow, recycled, state.root).shadow }, events };
}
