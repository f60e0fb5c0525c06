// The small guest under the translator, recorded step by step: what a reader walks through, forwards and back.
//
// It runs until it is idle; then a timer interrupts, and it runs until it is idle again.

import { printInstruction } from "../../machine/cpu/print.ts";
import { guestOf } from "./draft.ts";
import { raiseInterrupt, start, stepTranslated } from "./execute.ts";
import { guestSystem, TIMER_VECTOR } from "./guest-code.ts";
import { type CacheLine, sideBySide } from "./look.ts";
import type { BtEvent, BtState } from "./state.ts";

export interface RecordedStep {
  /** After the step. */
  readonly state: BtState;
  readonly events: readonly BtEvent[];
  /** Guest address of the block that the processor is in; null in the program, and while the guest sleeps. */
  readonly block: number | null;
}

export interface Recording {
  readonly labels: Readonly<Record<string, number>>;
  /** The first is the state before anything has run. */
  readonly steps: readonly RecordedStep[];
}

export function recordGuest(): Recording {
  const { guest, program, labels } = guestSystem();
  let state = start(guest, program);
  const steps: RecordedStep[] = [recorded(state, [])];
  const run = () => {
    while (!state.stop) {
      const next = stepTranslated(state);
      state = next.state;
      steps.push(recorded(state, next.events));
    }
  };
  run();
  const woken = raiseInterrupt(state, TIMER_VECTOR);
  state = woken.state;
  steps.push(recorded(state, woken.events));
  run();
  return { labels, steps };
}

function recorded(state: BtState, events: readonly BtEvent[]): RecordedStep {
  const inside = state.where === "translated-code" ? state.cache.code[state.real.eip]?.block : undefined;
  return { state, events, block: inside ?? null };
}

/** Steps at which something other than the next instruction happens: another block, the hypervisor, the program. */
export function blockSteps({ steps }: Recording): readonly number[] {
  return steps.flatMap(({ block, state, events }, i) => {
    const before = steps[i - 1];
    const same = before && before.block === block && before.state.where === state.where && events.length === 0;
    return same && !state.stop ? [] : [i];
  });
}

/** "set_pte+0x6": an address by the label before it. */
export function nameAddress(labels: Recording["labels"], address: number): string {
  let found: readonly [string, number] = ["", 0];
  for (const [label, at] of Object.entries(labels)) if (at <= address && at >= found[1]) found = [label, at];
  const beyond = address - found[1];
  return beyond === 0 ? found[0] : `${found[0]}+0x${beyond.toString(16)}`;
}

export interface CodeRow {
  readonly address: number;
  readonly guest: string;
  /** The guest has not executed past this instruction yet. */
  readonly current: boolean;
  /** What stands for it in the cache; empty where the guest's own instruction runs. */
  readonly cache: readonly CacheLine[];
}

/** What is on the table at a step: the block that runs, or the program. A guest that sleeps is in its hypervisor. */
export function codeAt({ labels, steps }: Recording, n: number): readonly CodeRow[] {
  const step = steps[n];
  if (!step) return [];
  const { state, block } = step;
  if (block !== null) {
    const rows = sideBySide(state, block);
    return rows.map(({ guest, cache }) => {
      return { address: guest.address, guest: guest.text, cache, current: cache.some(({ current }) => current) };
    });
  }
  if (state.where !== "direct-execution" && state.stop) return [];
  const first = labels._start ?? 0;
  const eip = guestOf(state).eip;
  return Object.entries(state.program)
    .map(([at, instruction]) => [Number(at), instruction] as const)
    .filter(([at]) => at >= first && at < first + 0x1000)
    .map(([address, instruction]) => {
      return { address, guest: printInstruction(instruction), cache: [], current: address === eip };
    });
}

export interface Chain {
  /** Guest addresses of blocks. */
  readonly from: number;
  readonly to: number;
}

/** Exits that jump straight from block to block, each pair once. */
export function chainsOf({ cache }: BtState): readonly Chain[] {
  const at = new Map(Object.values(cache.blocks).map(({ address, guest }) => [address, guest]));
  const found = Object.values(cache.code).flatMap(({ block, chained }): Chain[] => {
    const to = chained === undefined ? undefined : at.get(chained);
    return to === undefined ? [] : [{ from: block, to }];
  });
  return found.filter(({ from, to }, i) => found.findIndex((one) => one.from === from && one.to === to) === i);
}
