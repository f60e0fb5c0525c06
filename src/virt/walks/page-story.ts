// What a guest does with its page tables in a short life, and which of it leaves the guest: with extended page tables,
// and with shadow tables on the first processors that had VT-x.
//
// Each moment is carried out in both worlds. Exits come from KVM's controls (an instruction that exits) and from the
// tables (a violation, a page fault that the guest must not see); nothing is written down here.

import type { Access } from "../../machine/mmu.ts";
import type { Op } from "../../machine/op.ts";
import { type Entry, type Frame, indexOf, type Memory, type PagingMode, withEntry } from "../../machine/page-table.ts";
import { type Controls, exitOf, FIRST_VMX, kvmControls, MODERN_VMX } from "../kvm/controls.ts";
import { nestedWalk } from "../kvm/ept.ts";
import type { ExitReason } from "../kvm/exit-reason.ts";
import { emptyTdp, handleViolation, type Tdp } from "../kvm/tdp.ts";
import { type ShadowEvent, type Shadowed, shadow, shadowed } from "../shadow/shadow.ts";
import { addressSpaces, leaf, PAGE_A, PAGE_B, PAGE_NEW, ROOT_A, ROOT_B } from "./address-space.ts";

export const MOMENTS = [
  "first-touch",
  "touch-again",
  "first-write",
  "map-page",
  "touch-mapped",
  "write-protect",
  "write-protected",
  "switch-away",
  "other-touches",
  "switch-back",
  "touch-after",
  "undo",
] as const;
export type Moment = (typeof MOMENTS)[number];

/** Why the guest was left. */
export interface StoryExit {
  readonly reason: ExitReason;
  /** What the tables had to do with it; null where the instruction itself exits. */
  readonly because: "ept-violation" | "hidden-fault" | "true-fault" | "trace-fault" | null;
}

export interface StoryStep {
  readonly moment: Moment;
  readonly nested: readonly StoryExit[];
  readonly shadow: readonly StoryExit[];
  /** What became of the shadow: entries filled, cleared, tables write-protected. */
  readonly events: readonly ShadowEvent[];
}

type Act =
  | { readonly do: "touch"; readonly address: number; readonly access: Access }
  | { readonly do: "write-entry"; readonly index: number; readonly value: Entry | null }
  | { readonly do: "invlpg"; readonly address: number }
  | { readonly do: "mov-cr3"; readonly root: Frame };

const READ: Access = { user: true };
const WRITE: Access = { user: true, write: true };
const MACHINE = 100_000;

/** The story of a guest whose tables have this form: told once, and then once more on the memory that it has left. */
export function pageStory(mode: PagingMode): Readonly<Record<"first" | "second", readonly StoryStep[]>> {
  const { memory, paging, address, leafTable } = addressSpaces(mode);
  const index = indexOf(mode, 1, address);
  const next = address + 4096;
  const acts: Readonly<Record<Moment, readonly Act[]>> = {
    "first-touch": [{ do: "touch", address, access: READ }],
    "touch-again": [{ do: "touch", address, access: READ }],
    "first-write": [{ do: "touch", address, access: WRITE }],
    "map-page": [{ do: "write-entry", index: index + 1, value: leaf(PAGE_NEW) }],
    "touch-mapped": [{ do: "touch", address: next, access: READ }],
    // What fork does to a page that parent and child will share: read-only from now on, and the TLB is told.
    "write-protect": [
      { do: "write-entry", index, value: leaf(PAGE_A, { writable: false }) },
      { do: "invlpg", address },
    ],
    "write-protected": [{ do: "touch", address, access: WRITE }],
    "switch-away": [{ do: "mov-cr3", root: ROOT_B }],
    "other-touches": [{ do: "touch", address, access: READ }],
    "switch-back": [{ do: "mov-cr3", root: ROOT_A }],
    "touch-after": [{ do: "touch", address: next, access: READ }],
    undo: [
      { do: "write-entry", index, value: leaf(PAGE_A) },
      { do: "invlpg", address },
      { do: "write-entry", index: index + 1, value: null },
      { do: "invlpg", address: next },
    ],
  };
  const modern = kvmControls(MODERN_VMX);
  const early = kvmControls(FIRST_VMX);
  const where = Object.fromEntries(Array.from({ length: PAGE_B + 1 }, (_, frame) => [frame, MACHINE + frame]));
  let nested: NestedState = { guest: memory, cr3: ROOT_A, tdp: emptyTdp([{ base: 0, frames: 4096 }], MACHINE, false) };
  let state = shadowed(memory, paging, where, { free: 2 * MACHINE, unshadowAfter: 3, room: 256 });
  const tell = () =>
    MOMENTS.map((moment) => {
      const step = { moment, nested: [] as StoryExit[], shadow: [] as StoryExit[], events: [] as ShadowEvent[] };
      for (const act of acts[moment]) {
        const a = actNested(nested, act, { mode, leafTable, controls: modern });
        nested = a.state;
        step.nested.push(...a.exits);
        const b = actShadow(state, act, { leafTable, controls: early });
        state = b.state;
        step.shadow.push(...b.exits);
        step.events.push(...b.events);
      }
      return step;
    });
  const first = tell();
  return { first, second: tell() };
}

interface NestedState {
  readonly guest: Memory;
  readonly cr3: Frame;
  readonly tdp: Tdp;
}

interface Setting {
  readonly leafTable: Frame;
  readonly controls: Controls;
}

function actNested(
  state: NestedState,
  act: Act,
  { mode, leafTable, controls }: Setting & { readonly mode: PagingMode },
): { readonly state: NestedState; readonly exits: readonly StoryExit[] } {
  const exits = instructionExits(controls, act);
  if (act.do === "mov-cr3") return { state: { ...state, cr3: act.root }, exits };
  if (act.do === "write-entry") {
    return { state: { ...state, guest: withEntry(state.guest, leafTable, act.index, act.value) }, exits };
  }
  if (act.do === "invlpg") return { state, exits };
  const paging = { mode, cr3: state.cr3, writeProtect: true };
  let { tdp } = state;
  for (;;) {
    const { outcome } = nestedWalk(state.guest, paging, tdp.ept, act.address, act.access);
    if (!("exit" in outcome)) return { state: { ...state, tdp }, exits };
    exits.push({ reason: outcome.exit, because: "ept-violation" });
    tdp = handleViolation(tdp, outcome.guestPhysical).tdp;
  }
}

function actShadow(
  state: Shadowed,
  act: Act,
  { leafTable, controls }: Setting,
): { readonly state: Shadowed; readonly exits: readonly StoryExit[]; readonly events: readonly ShadowEvent[] } {
  const { state: after, events } = shadow(
    state,
    act.do === "touch"
      ? { op: "access", address: act.address, access: act.access }
      : act.do === "write-entry"
        ? { op: "write-entry", table: leafTable, index: act.index, value: act.value }
        : act.do === "invlpg"
          ? { op: "invlpg", address: act.address }
          : { op: "mov-cr3", table: act.root },
  );
  const faults = events.flatMap(({ type }): StoryExit[] =>
    type === "hidden-fault" || type === "true-fault" || type === "trace-fault"
      ? [{ reason: "EXCEPTION_NMI", because: type }]
      : [],
  );
  return { state: after, exits: [...instructionExits(controls, act), ...faults], events };
}

/** The exits that an act's own instruction makes. Touching memory has none: what its tables do is told apart. */
function instructionExits(controls: Controls, act: Act): StoryExit[] {
  const op: Op | null =
    act.do === "mov-cr3"
      ? { op: "mov-cr3", space: act.root }
      : act.do === "invlpg"
        ? { op: "invlpg", space: ROOT_A, page: 0 }
        : null;
  const reason = op && exitOf(controls, op);
  return reason ? [{ reason, because: null }] : [];
}
