// The working copy of one step, private to this folder: made from a state, changed in place, and made a state again.

import type { Cpu } from "../../machine/cpu/cpu.ts";
import { hex } from "../../machine/cpu/print.ts";
import { guestMemory, guestView } from "../trap/deprivilege.ts";
import type { Placed } from "./cache.ts";
import { type DispatchEvent, nextDispatchState } from "./life.ts";
import type { BtEvent, BtState, Counts } from "./state.ts";
import { virtualFlags } from "./vcpu.ts";

export type Draft = { -readonly [K in keyof BtState]: BtState[K] } & { readonly events: BtEvent[] };

export interface Stepped {
  readonly state: BtState;
  readonly events: readonly BtEvent[];
}

export function inDraft(state: BtState, change: (d: Draft) => void): Stepped {
  const d: Draft = { ...state, events: [] };
  change(d);
  const { events, ...next } = d;
  return { state: next, events };
}

export function count(d: Draft, what: keyof Counts, by = 1): void {
  d.counts = { ...d.counts, [what]: d.counts[what] + by };
}

/** The guest's processor as the guest sees it. Within an instruction that became several, EIP is still that one's. */
export function guestOf(state: BtState): Cpu {
  const { real, given, guest, host } = state;
  if (state.where === "vmm") return guest;
  if (state.where === "direct-execution") return guestView(given, real, guest, host);
  return {
    ...guest,
    regs: real.regs,
    eip: placedAt(state).emitted.of,
    eflags: virtualFlags(real, host),
    memory: real.memory === given.memory ? guest.memory : guestMemory(real.memory, host),
    tsc: guest.tsc + real.tsc - given.tsc,
  };
}

/** What the real EIP points at in the cache. */
export function placedAt({ cache, real }: BtState): Placed {
  const placed = cache.code[real.eip];
  if (!placed) throw new Error(`no translated code at ${hex(real.eip)}`);
  return placed;
}

/** Into the hypervisor: from here on `d.guest` is the guest as it is. */
export function leave(d: Draft, event: DispatchEvent["type"]): void {
  d.guest = guestOf(d);
  d.given = d.real;
  d.where = nextDispatchState(d.where, event);
}
