import { expect, test } from "vitest";
import { type CardEvent, type CardState, nextCardState } from "./card-life.ts";

test("a card is asked when it was examined, answered once, and graded once", () => {
  const path: CardEvent["type"][] = ["examined", "answered.wrong", "graded"];
  let state: CardState = "examining";
  const seen = path.map((event) => {
    state = nextCardState(state, event);
    return state;
  });
  expect(seen).toEqual(["asking", "wrong", "graded"]);
});

test.each([
  ["examining", "answered.right"],
  ["asking", "graded"],
  ["right", "answered.wrong"],
  ["graded", "graded"],
] as const)("in state %s, %s is an error that names both", (state, event) => {
  expect(() => nextCardState(state, event)).toThrow(`card: ${event} in state ${state}`);
});

test("a card that could not be examined can be tried again", () => {
  expect(nextCardState(nextCardState("examining", "failed"), "retried")).toBe("examining");
});
