// The life of a quiz card on the page, from the question to the grade.

import { getMicrosteps, setup } from "xstate";

export type CardState = "examining" | "broken" | "asking" | "right" | "wrong" | "graded";

export type CardEvent =
  | { type: "examined" }
  | { type: "failed" }
  | { type: "answered.right" }
  | { type: "answered.wrong" }
  | { type: "graded" }
  | { type: "retried" };

//   examining ── examined ──> asking ─┬─ answered.right ──> right ─┬─ graded ──> graded
//       │ ▲                           └─ answered.wrong ──> wrong ─┘
//       │ └── retried ──┐
//       └── failed ──> broken
//
// The simulator is asked before the reader is: a card whose answer cannot be computed is never shown as a question.
const cardMachine = setup({
  types: { events: {} as CardEvent },
}).createMachine({
  id: "card",
  initial: "examining",
  states: {
    examining: {
      description: "The simulator runs the setup and the proof.",
      on: { examined: "asking", failed: "broken" },
    },
    broken: { description: "The proof gave no answer.", on: { retried: "examining" } },
    asking: {
      description: "The question stands, the world waits before the proof.",
      on: { "answered.right": "right", "answered.wrong": "wrong" },
    },
    right: { description: "How hard was it?", on: { graded: "graded" } },
    wrong: { description: "The proof is shown; the card comes back soon.", on: { graded: "graded" } },
    graded: { type: "final", description: "The schedule has it." },
  },
});

/** The state after `event`; an event that the state does not take throws with both names. */
export function nextCardState(state: CardState, event: CardEvent["type"]): CardState {
  const from = cardMachine.resolveState({ value: state, context: {} });
  if (!from.can({ type: event })) throw new Error(`card: ${event} in state ${state}`);
  const [last] = getMicrosteps(cardMachine, from, { type: event }).slice(-1);
  return (last?.[0].value ?? state) as CardState;
}
