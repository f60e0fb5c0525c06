// The life of a talk: on its prepared line or off it, and what covers the stage.

import { getMicrosteps, setup } from "xstate";

export interface TalkState {
  readonly path: "preparing" | "failed" | "on-path" | "off-path";
  readonly screen: "stage" | "black" | "overview";
}

export type TalkEvent =
  | { type: "prepared" }
  | { type: "failed" }
  | { type: "retried" }
  | { type: "moved" }
  | { type: "typed" }
  | { type: "returned" }
  | { type: "blackened" }
  | { type: "overviewed" }
  | { type: "uncovered" };

//   path      preparing ── prepared ──> on-path ── typed ──> off-path
//              │    ▲                   │  ▲ ▲              │    │
//            failed │                 moved │ └── returned ─┘  typed
//              └─ retried               └──┘                    └─> off-path
//
//   screen    stage ── blackened ──> black        stage ── overviewed ──> overview
//               ▲ └──── uncovered ───┘               ▲ └──── uncovered ───┘
//
// Off the path nothing moves: the way on leads back first, to the very beat that was left.
export const talkMachine = setup({
  types: { events: {} as TalkEvent },
}).createMachine({
  id: "talk",
  type: "parallel",
  states: {
    path: {
      initial: "preparing",
      states: {
        preparing: {
          description: "The lessons run from their beginnings to the last step that is shown.",
          on: { prepared: "on-path", failed: "failed" },
        },
        failed: { description: "The simulator did not come up.", on: { retried: "preparing" } },
        "on-path": {
          description: "The stage shows a beat of the prepared line.",
          on: { moved: "on-path", typed: "off-path" },
        },
        "off-path": {
          description: "The presenter has typed: the stage shows a branch of its own.",
          on: { typed: "off-path", returned: "on-path" },
        },
      },
    },
    screen: {
      initial: "stage",
      states: {
        stage: { on: { blackened: "black", overviewed: "overview" } },
        black: { description: "Nothing is shown: look at the speaker.", on: { uncovered: "stage" } },
        overview: { description: "All cues, to choose one.", on: { uncovered: "stage" } },
      },
    },
  },
});

export const TALK_START: TalkState = { path: "preparing", screen: "stage" };

/** The state after `event`; an event that the state does not take throws with both names. */
export function nextTalkState(state: TalkState, event: TalkEvent["type"]): TalkState {
  const from = talkMachine.resolveState({ value: { ...state }, context: {} });
  if (!from.can({ type: event })) throw new Error(`talk: ${event} in state ${state.path}, ${state.screen}`);
  const [last] = getMicrosteps(talkMachine, from, { type: event }).slice(-1);
  return (last?.[0].value ?? state) as TalkState;
}
