// How true the model is: behaviours recorded on a real Linux, and how many of them the model answers byte for byte.

import type { Both } from "./lesson.ts";

export interface FidelityCase {
  readonly name: string;
  /** The behaviour, in English. */
  readonly title: string;
}

export interface FidelityGroup {
  readonly name: string;
  readonly cases: readonly FidelityCase[];
}

export interface Fidelity {
  readonly groups: readonly FidelityGroup[];
  /** The kernels that the recordings come from: "6.12". */
  readonly kernels: readonly string[];
  /** Cases that the model answers differently, each with what is different. */
  readonly differences: readonly { readonly name: string; readonly why: Both<string> }[];
}

export interface Tally {
  readonly cases: number;
  readonly same: number;
}

/** How many cases there are in all, and how many have the same answer. */
export function tally({ groups, differences }: Fidelity): Tally {
  const cases = groups.reduce((sum, group) => sum + group.cases.length, 0);
  return { cases, same: cases - differences.length };
}
