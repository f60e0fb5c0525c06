// What a stretch of work cost, by who did it and why: cycles and counts.
//
// Every charge names its layer (whose instructions ran), its cause (why they ran) and how well its price is known. The
// ledger is the sum of charges and nothing else.

import type { Mark } from "../machine/price.ts";

/** Whose instructions ran. */
export type Layer = "user" | "guest-kernel" | "hypervisor" | "host-kernel" | "device";

/**
 * Why they ran. `work`: they would have run on a bare machine too. All else is the price of pretending a machine, or the
 * hardware's own price of a crossing.
 */
export type Cause =
  | "work"
  | "crossing"
  | "trap"
  | "vm-exit"
  | "hypercall"
  | "bounce"
  | "world-switch"
  | "translation"
  | "shadow"
  | "walk"
  | "copy"
  | "interrupt"
  | "emulation";

export interface Charge {
  readonly layer: Layer;
  readonly cause: Cause;
  /** What exactly: an exit reason of the SDM, a hypercall's name, a routine. */
  readonly name: string;
  readonly count: number;
  readonly cycles: number;
  readonly mark: Mark;
  /** Where nobody measured it: cycles at the lowest and at the highest. */
  readonly range?: readonly [low: number, high: number];
}

export interface Ledger {
  /** Sums by layer, cause and name, in the order of their first appearance. */
  readonly rows: readonly Charge[];
  readonly cycles: number;
}
