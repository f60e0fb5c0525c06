import { expect, test } from "vitest";
import type { Review } from "./review-log.ts";
import { memoriesOf } from "./schedule.ts";
import { conceptStatistics, forecast } from "./statistics.ts";

const DAY = 86_400_000;
const START = Date.UTC(2026, 10, 27);
const deck = [
  { id: "a", lesson: "l", step: "s", concept: "proc" },
  { id: "b", lesson: "l", step: "s", concept: "signals" },
  { id: "c", lesson: "l", step: "s", concept: "proc" },
];
const log: Review[] = [
  { card: "a", at: START, grade: "again" },
  { card: "a", at: START + 1, grade: "good" },
  { card: "b", at: START + 2, grade: "hard" },
  { card: "gone", at: START + 3, grade: "good" },
];

test("a concept counts the answers of its cards, and what was never asked is not known", () => {
  const [proc, signals] = conceptStatistics(deck, log, memoriesOf(log), START + DAY);
  expect(proc).toMatchObject({ concept: "proc", answers: 2, right: 1 });
  expect(proc?.recalls[0]).toBeGreaterThan(0);
  expect(proc?.recalls[1]).toBe(0);
  expect(signals).toMatchObject({ concept: "signals", answers: 1, right: 1 });
});

test("what is overdue is due today, and what is due after the last day is not counted", () => {
  const due = [START - 5 * DAY, START + DAY / 2, START + DAY, START + 3 * DAY + 1, START + 30 * DAY];
  expect(forecast(due, START, 4, DAY)).toEqual([2, 1, 0, 1]);
});
