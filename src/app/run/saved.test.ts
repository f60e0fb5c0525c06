import { expect, test } from "vitest";
import { Session } from "../../timeline/session.ts";
import { readSavedRun } from "./saved.ts";

const saved = () => {
  const s = Session.boot("host");
  s.open();
  s.run(1e6);
  return JSON.parse(JSON.stringify(s.save()));
};

test("what a session saved is a saved run", () => {
  expect(readSavedRun(saved())).toEqual(saved());
});

test.each([
  ["of a later version", { ...saved(), version: 2 }, "later-version"],
  ["without branches", { ...saved(), branches: [] }, "damaged"],
  ["whose current branch is not there", { ...saved(), current: 3 }, "damaged"],
  ["that is a text", "run", "damaged"],
  ["that is nothing", null, "damaged"],
])("a run %s is refused with its reason", (_, value, reason) => {
  expect(() => readSavedRun(value)).toThrow(expect.objectContaining({ reason }));
});
