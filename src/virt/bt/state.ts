// The whole state of a guest under binary translation, as one plain value, and what a step of it reports.

import type { Cpu } from "../../machine/cpu/cpu.ts";
import type { Fault } from "../../machine/cpu/fault.ts";
import type { Program } from "../../machine/cpu/instruction.ts";
import type { Stop } from "../../machine/cpu/run.ts";
import type { Host } from "../trap/host.ts";
import type { TranslationCache } from "./cache.ts";
import type { DispatchState } from "./life.ts";
import type { Shadow } from "./shadow.ts";

export interface BtState {
  /** The guest's code, kernel and user, by linear address. */
  readonly program: Program;
  readonly host: Host;
  /** The virtual CPU as the hypervisor last saw it. What the guest sees now is `guestOf(state)`. */
  readonly guest: Cpu;
  /** The real CPU as it was handed to the guest, and as it is. */
  readonly given: Cpu;
  readonly real: Cpu;
  readonly where: DispatchState;
  readonly cache: TranslationCache;
  readonly shadow: Shadow;
  /** Vectors of interrupts that the guest has not taken yet. */
  readonly pending: readonly number[];
  readonly counts: Counts;
  readonly stop?: Exclude<Stop, "limit">;
}

/** How often what happened. */
export interface Counts {
  readonly ident: number; // copied instructions executed
  readonly inTc: number; // the translator's own instructions executed
  readonly direct: number; // user instructions executed as they are
  readonly chained: number; // jumps from block to block inside the cache
  readonly hits: number; // dispatches that found a block
  readonly misses: number; // dispatches that had to translate
  readonly translated: number; // guest instructions translated
  readonly lookUps: number; // indirect branches
  readonly chains: number; // exits patched
  readonly callOuts: number;
  readonly simulated: number; // stores played by a call, for want of a fault
  readonly hiddenFaults: number;
  readonly traceFaults: number;
  readonly guestFaults: number; // faults handed on to the guest
  readonly traps: number; // other faults that the hypervisor played: privileged instructions of user code
  readonly interrupts: number;
}

export const NO_COUNTS: Counts = {
  ident: 0,
  inTc: 0,
  direct: 0,
  chained: 0,
  hits: 0,
  misses: 0,
  translated: 0,
  lookUps: 0,
  chains: 0,
  callOuts: 0,
  simulated: 0,
  hiddenFaults: 0,
  traceFaults: 0,
  guestFaults: 0,
  traps: 0,
  interrupts: 0,
};

/** What a step did, in the order in which it did it; addresses are the guest's unless they say `cache`. */
export type BtEvent =
  | { readonly type: "block.translated"; readonly guest: number; readonly cache: number; readonly instructions: number }
  | { readonly type: "block.found"; readonly guest: number }
  | { readonly type: "exit.chained"; readonly cache: number; readonly to: number }
  | {
      readonly type: "vmm.called";
      readonly of: number;
      readonly service: "emulate" | "simulate" | "look-up" | "translate";
    }
  | {
      readonly type: "fault.taken";
      readonly of: number;
      readonly fault: Fault;
      readonly what: "hidden" | "trace" | "guest" | "emulate";
    }
  /** The guest itself has this fault, and enters its own handler. */
  | { readonly type: "guest.faulted"; readonly of: number; readonly fault: Fault }
  | { readonly type: "store.simulated"; readonly of: number }
  | { readonly type: "interrupt.taken"; readonly vector: number };
