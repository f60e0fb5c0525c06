import { expect, test } from "vitest";
import { Session } from "../../timeline/session.ts";
import { parseRunFile, runFileText } from "./run-file.ts";

const saved = () => Session.boot("host").save();

test("what was saved is read again", () => {
  const file = { run: saved(), at: 17 };
  expect(parseRunFile(runFileText(file))).toEqual(file);
});

test.each([
  ["a text", "hello", "not-json"],
  ["a file that was cut off", runFileText({ run: saved(), at: 0 }).slice(0, 90), "not-json"],
  ["other JSON", '{"a": 1}', "other-format"],
  ["nothing", "null", "other-format"],
  ["a file of a later version", JSON.stringify({ format: "cutaway-run", version: 2 }), "later-version"],
  [
    "a run of a later version",
    JSON.stringify({ format: "cutaway-run", version: 1, at: 0, run: { version: 7 } }),
    "later-version",
  ],
  ["a file without its run", JSON.stringify({ format: "cutaway-run", version: 1, at: 0 }), "damaged"],
])("%s is refused with what is wrong", (_, text, problem) => {
  expect(parseRunFile(text)).toBe(problem);
});
