import { describe, expect, test } from "vitest";
import { type Beat, beatOfCue, beatsOf, type PreparedStep } from "./beats.ts";
import { readMessage } from "./channel-messages.ts";
import { elapsed, offPlan, paused, STOPPED, started } from "./pace.ts";
import { plannedMinutes, readSeminar } from "./seminar.ts";
import { nextTalkState, TALK_START, type TalkEvent } from "./talk.ts";

const none = { ko: "", en: "" };
const lesson = { id: "12-jail", order: 12, part: 2, minutes: 5, title: none, summary: none };
const lessons = [{ ...lesson, steps: 2, stepIds: ["empty", "program"], stepTitles: { ko: [], en: [] } }];
const cue = (step: string, minutes = 2) => ({ step, minutes });
const file = (...cues: object[]) => ({ version: 1, title: "T", cues });

describe("a seminar file", () => {
  test("orders steps of lessons", () => {
    const { seminar, problems } = readSeminar("s", file(cue("12-jail/program"), cue("12-jail/empty", 1)), lessons);
    expect(problems).toEqual([]);
    expect(seminar?.cues.map(({ step }) => step)).toEqual(["program", "empty"]);
    expect(seminar && plannedMinutes(seminar)).toBe(3);
  });

  test("with an unknown step is told which, and the other cues still work", () => {
    const { seminar, problems } = readSeminar("s", file(cue("12-jail/empty"), cue("12-jail/nowhere")), lessons);
    expect(problems).toEqual([{ kind: "unknown-step", cue: 1, step: "12-jail/nowhere" }]);
    expect(seminar?.cues).toHaveLength(1);
  });

  test.each([
    ["without cues", { version: 1, title: "T" }, { kind: "damaged", path: ["cues"] }],
    ["with a cue without minutes", file({ step: "12-jail/empty" }), { kind: "damaged", path: ["cues", 0, "minutes"] }],
    ["of a later version", { ...file(cue("12-jail/empty")), version: 3 }, { kind: "later-version", version: 3 }],
    ["that is a text", "hello", { kind: "damaged", path: [] }],
  ])("%s is refused with the place", (_, data, problem) => {
    expect(readSeminar("s", data, lessons)).toMatchObject({ seminar: null, problems: [problem] });
  });
});

describe("beats", () => {
  const prepared: Record<string, PreparedStep> = {
    empty: {
      start: 10,
      commands: [{ line: "ls", from: 10, to: 20 }],
      ask: { from: 20, to: 25, branch: 1, right: 0 },
    },
    program: { start: 30, commands: [], ask: null },
  };
  const cues = ["empty", "program"].map((step) => ({ lesson: "12-jail", step, minutes: 1, note: null }));
  const beats = beatsOf(cues, (_, step) => prepared[step] as PreparedStep);

  test("a cue stands, runs its commands, asks, and proves", () => {
    const short = ({ kind, branch, from, to }: Beat) => [kind, branch, from, to];
    expect(beats.map(short)).toEqual([
      ["start", 0, 10, 10],
      ["command", 0, 10, 20],
      ["ask", 0, 20, 20],
      ["proof", 1, 20, 25],
      ["start", 0, 30, 30],
    ]);
    expect(beatOfCue(beats, 1)).toBe(4);
  });
});

describe("time against plan", () => {
  test.each([
    ["within its cue", 1, 150_000, 0],
    ["a minute after the end of its cue", 1, 300_000, 60_000],
    ["half a minute before its cue should begin", 1, 90_000, -30_000],
  ])("%s", (_, at, passed, off) => {
    expect(offPlan([2, 2, 2], at, passed)).toBe(off);
  });

  test("a clock counts while it runs, and keeps what it has counted", () => {
    const running = started(STOPPED, 1000);
    expect(elapsed(running, 4000)).toBe(3000);
    const still = paused(running, 4000);
    expect(elapsed(still, 9000)).toBe(3000);
    expect(elapsed(started(still, 10_000), 11_000)).toBe(4000);
  });
});

describe("a talk", () => {
  const stateAfter = (...events: TalkEvent["type"][]) => events.reduce(nextTalkState, TALK_START);

  test("leaves its path by typing, and comes back by one key", () => {
    expect(stateAfter("prepared", "moved", "typed", "typed").path).toBe("off-path");
    expect(stateAfter("prepared", "typed", "returned").path).toBe("on-path");
  });

  test("can be covered and uncovered wherever it is", () => {
    expect(stateAfter("prepared", "typed", "blackened")).toEqual({ path: "off-path", screen: "black" });
    expect(stateAfter("prepared", "overviewed", "uncovered").screen).toBe("stage");
  });

  test.each([
    [["moved"], "talk: moved in state preparing, stage"],
    [["prepared", "typed", "moved"], "talk: moved in state off-path, stage"],
    [["prepared", "blackened", "overviewed"], "talk: overviewed in state on-path, black"],
  ] as const)("%s is an error that names both", (events, message) => {
    expect(() => stateAfter(...events)).toThrow(message);
  });
});

test("what is not a message of a talk is no message", () => {
  expect(readMessage({ talk: "a", say: { type: "wish", wish: "on" } })).not.toBeNull();
  for (const other of [null, "hello", { talk: "a", say: { type: "wish", wish: "explode" } }, { talk: 1 }]) {
    expect(readMessage(other)).toBeNull();
  }
});
