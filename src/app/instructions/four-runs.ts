// One case of an experiment, with the guest's state as the reader has set it, run all four ways.

import type { Kind } from "../../machine/cpu/kind.ts";
import { type Case, experimentOn } from "../../virt/explorer/experiments.ts";
import { type Run, runCase, type Way } from "../../virt/explorer/explore.ts";

/** What the reader changed of the guest's state; null: as the experiment has it. */
export interface GuestState {
  readonly if: boolean | null;
  readonly iopl: number | null;
  readonly ts: boolean | null;
  /** Address of the global descriptor table. */
  readonly gdt: number | null;
}

export type FourRuns = Readonly<Record<Way, Run>>;

/** The case of that name, or the telling one where the name is unknown. */
export function caseOf(kind: Kind, id: string): Case {
  const { cases } = experimentOn(kind);
  return cases.find((one) => one.id === id) ?? cases[0];
}

export function fourRuns(kind: Kind, id: string, state: GuestState, umip: boolean): FourRuns {
  const chosen = withState(caseOf(kind, id), state);
  const run = (way: Way) => runCase(kind, way, chosen, { umip });
  return {
    native: run("native"),
    deprivileged: run("deprivileged"),
    translated: run("translated"),
    "vt-x": run("vt-x"),
  };
}

function withState(chosen: Case, { if: interrupts, iopl, ts, gdt }: GuestState): Case {
  const { masked, taskSwitched, ...others } = chosen;
  const off = interrupts === null ? masked : !interrupts;
  const switched = ts ?? taskSwitched;
  return {
    ...others,
    ...(off && { masked: true }),
    ...(switched && { taskSwitched: true }),
    ...(iopl !== null && { iopl }),
    ...(gdt !== null && { gdt }),
  };
}
