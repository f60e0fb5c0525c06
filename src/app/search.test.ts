import { expect, test } from "vitest";
import { readMoment } from "./search.ts";

test("a whole address is read", () => {
  expect(readMoment({ step: "enter", branch: 0, at: 512 })).toEqual({
    moment: { step: "enter", branch: 0, at: 512 },
    damaged: [],
  });
});

test.each([
  ["a step that is no name", { step: "<b>" }, "step"],
  ["a step by number", { step: 0 }, "step"],
  ["half an event", { at: 1.5 }, "at"],
  ["a moment before the beginning", { at: -1 }, "at"],
  ["a branch of another type", { branch: { a: 1 } }, "branch"],
  ["a field from elsewhere", { utm: "mail" }, "utm"],
  ["a run with characters that packing never makes", { run: "<script>" }, "run"],
  ["a name that every object has", { constructor: 1 }, "constructor"],
])("%s is named as damaged, and the lesson opens at its start", (_, raw, field) => {
  expect(readMoment({ at: 3, ...raw })).toEqual({ moment: {}, damaged: expect.arrayContaining([field]) });
});
