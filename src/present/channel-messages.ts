// What the window of the talk and the window of the speaker say to each other. Both compute the pictures themselves, so
// little is said: where the talk stands, and what the speaker wants.

import * as v from "valibot";

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const state = v.object({
  type: v.literal("state"),
  seminar: v.string(),
  beat: count,
  path: v.picklist(["preparing", "failed", "on-path", "off-path"]),
  screen: v.picklist(["stage", "black", "overview"]),
  clock: v.object({ since: v.nullable(v.number()), kept: v.number() }),
  /** What was typed off the path: bytes, each on a terminal. */
  aside: v.array(v.object({ text: v.string(), tty: count })),
});

export const WISHES = ["on", "back", "black", "return", "overview", "start", "pause", "reset"] as const;

const message = v.object({
  /** Each talk has a name, so that two talks in one browser do not mix. */
  talk: v.string(),
  say: v.variant("type", [
    state,
    v.object({ type: v.literal("gone") }),
    v.object({ type: v.literal("hello") }),
    v.object({ type: v.literal("wish"), wish: v.picklist(WISHES) }),
    v.object({ type: v.literal("go"), beat: count }),
  ]),
});

export type Message = v.InferOutput<typeof message>;
export type Say = Message["say"];
export type TalkReport = v.InferOutput<typeof state>;
export type Wish = (typeof WISHES)[number];

/** A message as it came; null for anything else that is said on the channel. */
export function readMessage(data: unknown): Message | null {
  const read = v.safeParse(message, data);
  return read.success ? read.output : null;
}
