import fc from "fast-check";
import { expect, test } from "vitest";
import type { CardHead } from "./card.ts";
import { type Entry, GRADES, mergeLogs, type Review, reviewsOf, steadyNow, undoLast } from "./review-log.ts";
import { intervals, memoriesOf, queueOf, recall } from "./schedule.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const START = Date.UTC(2026, 10, 27);
const head = (id: string, step = "s"): CardHead => ({ id, lesson: "l", step, concept: "c" });
const review = (card: string, at: number, grade: Review["grade"] = "good"): Review => ({ card, at, grade });

const entries = fc.array(
  fc.record({
    card: fc.constantFrom("a", "b", "c"),
    at: fc.integer({ min: 0, max: 1e6 }),
    grade: fc.constantFrom(...GRADES),
  }),
  { maxLength: 20 },
) as fc.Arbitrary<Entry[]>;

test("merging logs loses nothing, whatever the order and however often", () => {
  fc.assert(
    fc.property(entries, entries, (a, b) => {
      const both = mergeLogs(a, b);
      expect(mergeLogs(b, a).map(({ at }) => at)).toEqual(both.map(({ at }) => at));
      expect(mergeLogs(both, b)).toEqual(both);
      for (const { at } of [...a, ...b]) expect(both.some((entry) => entry.at === at)).toBe(true);
    }),
  );
});

test("undo takes back the latest review that counts, again and again, and a merge does not bring it back", () => {
  const log: Entry[] = [review("a", START), review("b", START + 1)];
  const first = undoLast(log, START + 2);
  expect(first).toEqual({ at: START + 2, undoes: `${START + 1} b` });
  const undone = [...log, first as Entry];
  expect(reviewsOf(undone).map(({ card }) => card)).toEqual(["a"]);
  expect(reviewsOf(mergeLogs(undone, log)).map(({ card }) => card)).toEqual(["a"]);
  const twice = [...undone, undoLast(undone, START + 3) as Entry];
  expect(reviewsOf(twice)).toEqual([]);
  expect(undoLast(twice, START + 4)).toBeNull();
});

test("after undo a card is scheduled as if it had not been answered", () => {
  const before = [review("a", START)];
  const log: Entry[] = [...before, review("a", START + DAY, "again")];
  const undone = [...log, undoLast(log, START + DAY + 1) as Entry];
  expect(memoriesOf(reviewsOf(undone))).toEqual(memoriesOf(before));
});

test("a clock that was set back stands still until it has caught up", () => {
  const log = [review("a", START)];
  expect(steadyNow(log, START + 5)).toEqual({ now: START + 5, setBack: 0 });
  expect(steadyNow(log, START)).toEqual({ now: START + 1, setBack: 0 });
  expect(steadyNow(log, START - DAY)).toEqual({ now: START + 1, setBack: DAY });
});

test("what was easy comes back later than what was hard, and what was wrong within minutes", () => {
  const { again, hard, good, easy } = intervals(undefined, START);
  expect([again, hard, good, easy]).toEqual([again, hard, good, easy].sort((a, b) => a - b));
  expect(again).toBeLessThanOrEqual(10 * MINUTE);
  expect(easy).toBeGreaterThanOrEqual(DAY);
});

test("a card answered rightly is due again after days, and is remembered less and less until then", () => {
  const memories = memoriesOf([review("a", START), review("a", START + 15 * MINUTE)]);
  const deck = [head("a")];
  const queue = (now: number) => queueOf(deck, memories, () => true, now);
  expect(queue(START + DAY).due).toEqual([]);
  expect(queue(START + 7 * DAY).due).toEqual(deck);
  expect(recall(memories.get("a"), START + DAY)).toBeGreaterThan(recall(memories.get("a"), START + 7 * DAY));
});

test("a new card is offered when its step of the lesson was seen", () => {
  const deck = [head("a", "one"), head("b", "two")];
  const { fresh, locked } = queueOf(deck, new Map(), (_, step) => step === "one", START);
  expect([fresh, locked]).toEqual([[deck[0]], [deck[1]]]);
});

test("the longest overdue comes first", () => {
  const memories = memoriesOf([review("b", START, "again"), review("a", START + MINUTE, "again")]);
  const { due } = queueOf([head("a"), head("b")], memories, () => true, START + DAY);
  expect(due.map(({ id }) => id)).toEqual(["b", "a"]);
});
