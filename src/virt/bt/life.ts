// Two lives in the binary translator: that of one block of guest code, and that of the processor between its ways of
// running guest code. Both are the machines that the page draws.

import { getMicrosteps, setup } from "xstate";

export type BlockState = "untranslated" | "translated" | "chained" | "retranslated";

export type BlockEvent = { type: "block.translated" } | { type: "exit.chained" } | { type: "store.simulated" };

//   untranslated ── block.translated ──> translated ── exit.chained ──> chained ⟲ exit.chained
//                                             │                            │
//                                       store.simulated              store.simulated
//                                             └────────> retranslated <────┘ ⟲ both
//
// A block is translated when it is first reached, not before; it is chained when one of its exits is patched to jump
// straight to another block; it is translated once more when a store in it keeps faulting on a page table.
export const blockMachine = setup({ types: { events: {} as BlockEvent } }).createMachine({
  id: "block",
  initial: "untranslated",
  states: {
    untranslated: {
      description: "Guest code that has not run yet.",
      on: { "block.translated": "translated" },
    },
    translated: {
      description: "In the translation cache; its exits still lead into the hypervisor.",
      on: { "exit.chained": "chained", "store.simulated": "retranslated" },
    },
    chained: {
      description: "At least one exit jumps straight to the next block.",
      on: { "exit.chained": "chained", "store.simulated": "retranslated" },
    },
    retranslated: {
      description: "Translated again, with a store that kept faulting made into a call.",
      on: { "exit.chained": "retranslated", "store.simulated": "retranslated" },
    },
  },
});

export type DispatchState = "vmm" | "translated-code" | "direct-execution";

export type DispatchEvent =
  | { type: "kernel.resumed" }
  | { type: "user.resumed" }
  | { type: "vmm.called" }
  | { type: "fault.taken" }
  | { type: "interrupt.taken" };

//                     ┌── user.resumed ──> direct-execution ── fault.taken, interrupt.taken ──┐
//   vmm ──────────────┤                                                                       ├──> vmm
//                     └── kernel.resumed ──> translated-code ── vmm.called, fault.taken, ─────┘
//                                                               interrupt.taken
//
// User code is never translated: it runs as it is, in ring 3, where x86 has nothing to hide from a program that was
// there before. It is left by faults only. Translated kernel code also calls, on purpose.
export const dispatchMachine = setup({ types: { events: {} as DispatchEvent } }).createMachine({
  id: "dispatch",
  initial: "vmm",
  states: {
    vmm: {
      description: "The hypervisor: translates, looks up, plays privileged instructions.",
      on: { "kernel.resumed": "translated-code", "user.resumed": "direct-execution" },
    },
    "translated-code": {
      description: "The guest's kernel, from the translation cache, in ring 1.",
      on: { "vmm.called": "vmm", "fault.taken": "vmm", "interrupt.taken": "vmm" },
    },
    "direct-execution": {
      description: "The guest's programs, as they are, in ring 3.",
      on: { "fault.taken": "vmm", "interrupt.taken": "vmm" },
    },
  },
});

/** The state after `event`; an event that the state does not take throws with both names. */
export function nextBlockState(state: BlockState, event: BlockEvent["type"]): BlockState {
  return remember(`block: ${event} in state ${state}`, (name) => {
    const from = blockMachine.resolveState({ value: state, context: {} });
    if (!from.can({ type: event })) throw new Error(name);
    return getMicrosteps(blockMachine, from, { type: event }).at(-1)?.[0].value ?? state;
  }) as BlockState;
}

export function nextDispatchState(state: DispatchState, event: DispatchEvent["type"]): DispatchState {
  return remember(`dispatch: ${event} in state ${state}`, (name) => {
    const from = dispatchMachine.resolveState({ value: state, context: {} });
    if (!from.can({ type: event })) throw new Error(name);
    return getMicrosteps(dispatchMachine, from, { type: event }).at(-1)?.[0].value ?? state;
  }) as DispatchState;
}

// Neither machine has a context, so the same question has the same answer: asked once of xstate, then remembered.
const remembered = new Map<string, unknown>();

function remember(name: string, ask: (name: string) => unknown): unknown {
  if (!remembered.has(name)) remembered.set(name, ask(name));
  return remembered.get(name);
}
