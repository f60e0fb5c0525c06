// One address, found three ways: by the processor alone, by a processor with nested tables, and by way of a shadow.
//
// All three are run, not counted: the guest touches the byte until it has it, and the last walk is the one that is
// shown. What the hypervisor had to fill in before that is counted beside it.

import { type Access, type Reference, walk } from "../../machine/mmu.ts";
import { levelsOf, PAGING, type PagingMode } from "../../machine/page-table.ts";
import { type NestedReference, nestedWalk } from "../kvm/ept.ts";
import { emptyTdp, handleViolation } from "../kvm/tdp.ts";
import { shadow, shadowed, walkShadow } from "../shadow/shadow.ts";
import { addressSpaces } from "./address-space.ts";

export interface WalkChoice {
  readonly mode: PagingMode;
  /** Level of the guest's mapping: 1 for a page of 4 KiB. */
  readonly guestLevel: number;
  readonly eptLevels: 4 | 5;
  /** The host backs the guest with pages of 2 MiB where it can. */
  readonly hostLarge: boolean;
}

export interface ThreeWalks {
  readonly address: number;
  readonly native: readonly Reference[];
  readonly nested: readonly NestedReference[];
  readonly shadow: readonly Reference[];
  /** Exits before the walk succeeded: EPT violations, hidden page faults. */
  readonly exits: { readonly nested: number; readonly shadow: number };
  /** Machine frame of the byte's page. */
  readonly found: { readonly native: number; readonly nested: number; readonly shadow: number };
}

const READ: Access = { user: true };
const MACHINE = 100_000; // first machine frame that the hypervisor uses
const GUEST_FRAMES = 2 ** 19; // 2 GiB

/** The levels at which a guest may map a page, the smallest page first. */
export const guestLevels = (mode: PagingMode): readonly number[] => [1, ...PAGING[mode].largeAt];

export function threeWalks({ mode, guestLevel, eptLevels, hostLarge }: WalkChoice): ThreeWalks {
  if (!guestLevels(mode).includes(guestLevel)) throw new Error(`no ${mode} page is mapped at level ${guestLevel}`);
  const { memory, paging, address } = addressSpaces(mode, guestLevel);
  const own = walk(memory, paging, address, READ);
  if (!own.outcome.ok) throw new Error("the guest does not map the address");

  let tdp = emptyTdp([{ base: 0, frames: GUEST_FRAMES }], MACHINE, hostLarge, eptLevels);
  let nested = nestedWalk(memory, paging, tdp.ept, address, READ);
  let violations = 0;
  for (; "exit" in nested.outcome; violations++) {
    if (nested.outcome.exit === "EPT_MISCONFIG") throw new Error("the address is a device's");
    tdp = handleViolation(tdp, nested.outcome.guestPhysical).tdp;
    nested = nestedWalk(memory, paging, tdp.ept, address, READ);
  }
  if (!nested.outcome.ok) throw new Error("the guest does not map the address");

  const frames = [...own.references.map(({ table }) => table), own.outcome.frame];
  const where = Object.fromEntries(frames.map((frame) => [frame, MACHINE + frame]));
  const step = shadow(shadowed(memory, paging, where, { free: 2 * MACHINE, unshadowAfter: null, room: 256 }), {
    ...{ op: "access", address, access: READ },
  });
  const byShadow = walkShadow(step.state, address, READ);
  if (!byShadow.outcome.ok) throw new Error("the shadow was not filled");
  return {
    address,
    native: fromMemory(own.references),
    nested: nested.references,
    shadow: fromMemory(byShadow.references),
    exits: { nested: violations, shadow: step.events.filter(({ type }) => type === "hidden-fault").length },
    found: { native: own.outcome.frame, nested: nested.outcome.frame, shadow: byShadow.outcome.frame },
  };
}

const fromMemory = (references: readonly Reference[]) => references.filter(({ from }) => from === "memory");

/** How many references a walk of the guest's levels would make at most, for a sentence: (n + 1) * (m + 1) - 1. */
export const mostReferences = (mode: PagingMode, eptLevels: number): number => {
  const read = levelsOf(mode) - (mode === "pae" ? 1 : 0); // PAE's top entries are in registers
  return (read + 1) * (eptLevels + 1) - 1;
};
