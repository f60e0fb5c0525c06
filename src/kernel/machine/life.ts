// The life of a machine, from the power switch's point of view: the machine that the page draws.

import { getMicrosteps, setup } from "xstate";

export type MachineState = "off" | "running" | "halted" | "panicked" | "gone";

export type MachineLifeEvent =
  | { type: "machine.started" }
  | { type: "machine.halted" }
  | { type: "machine.reset" }
  | { type: "machine.panicked" }
  | { type: "machine.removed" };

//   created ──> off ── started ──> running ─┬─ halted ────> halted
//                ▲                          └─ panicked ──> panicked
//                └───────────── reset ────────────┘
//
//   every state ── removed ──> gone
//
// A kernel that panics stops its own machine only: whoever pretends it goes on, and so do all others.
export const machineMachine = setup({
  types: { events: {} as MachineLifeEvent },
}).createMachine({
  id: "machine",
  initial: "off",
  on: { "machine.removed": ".gone" },
  states: {
    off: { description: "Made, not switched on.", on: { "machine.started": "running" } },
    running: {
      description: "Its firmware or its kernel has the processor, or sleeps until an interrupt.",
      on: { "machine.halted": "halted", "machine.panicked": "panicked", "machine.reset": "off" },
    },
    halted: {
      description: "Its kernel has stopped the machine, or asked for the power to be cut or for a reset.",
      on: { "machine.reset": "off" },
    },
    panicked: { description: "Its kernel could not go on.", on: { "machine.reset": "off" } },
    gone: { type: "final", description: "Nobody pretends it any more." },
  },
});

/** The state after `event`; an event that the state does not take throws with both names. */
export function nextMachineState(state: MachineState, event: MachineLifeEvent["type"]): MachineState {
  const from = machineMachine.resolveState({ value: state, context: {} });
  if (!from.can({ type: event })) throw new Error(`machine: ${event} in state ${state}`);
  const [last] = getMicrosteps(machineMachine, from, { type: event }).slice(-1);
  return (last?.[0].value ?? state) as MachineState;
}
