// The way through a state chart: which states an event passes, although the machine does not rest in them.

import {
  type AnyEventObject,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type EventFrom,
  getMicrosteps,
  type StateValue,
} from "xstate";

/** A state passed, with the states around it in its name ("kvm.cpuid"), and the context in it. */
export interface Passed<Context> {
  readonly state: string;
  readonly context: Context;
}

/**
 * All states that `events`, one after another, lead through, the one at the beginning included. An event that a state
 * does not take throws with both names.
 */
export function way<M extends AnyStateMachine, Context>(
  machine: M,
  start: { readonly value: StateValue; readonly context: Context },
  events: readonly EventFrom<M>[],
): readonly Passed<Context>[] {
  let now: AnyMachineSnapshot = machine.resolveState({ value: start.value, context: start.context });
  const passed: Passed<Context>[] = [{ state: stateName(now.value), context: now.context }];
  for (const event of events as readonly AnyEventObject[]) {
    if (!now.can(event)) throw new Error(`${machine.id}: ${event.type} in state ${stateName(now.value)}`);
    for (const [snapshot] of getMicrosteps<AnyStateMachine>(machine, now, event)) {
      now = snapshot;
      passed.push({ state: stateName(now.value), context: now.context });
    }
  }
  return passed;
}

function stateName(value: StateValue): string {
  if (typeof value === "string") return value;
  const [outer, inner] = Object.entries(value)[0] as [string, StateValue];
  return `${outer}.${stateName(inner)}`;
}
