import { expect, test } from "vitest";
import { mergeRecords } from "./record.ts";

const answer = (choice: number) => ({ choice, right: 1, output: "" });

test("two tabs' progress is put together: steps of both, answers of both, mine where both have one", () => {
  const mine = { seen: [0, 1], answers: { 0: answer(0) }, step: 1 };
  const theirs = { seen: [0, 3], answers: { 0: answer(1), 3: answer(1) } };
  const merged = mergeRecords(mine, theirs);
  expect(merged.seen).toEqual([0, 1, 3]);
  expect(merged.answers).toEqual({ 0: answer(0), 3: answer(1) });
  expect(merged.step).toBe(1);
});

test("merging what is known already changes nothing", () => {
  const mine = { seen: [0, 1], answers: { 0: answer(0) } };
  expect(mergeRecords(mine, mine)).toEqual(mine);
});
