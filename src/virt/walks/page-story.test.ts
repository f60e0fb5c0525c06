import { expect, test } from "vitest";
import { MOMENTS, type Moment, pageStory } from "./page-story.ts";

const { first: story, second } = pageStory("4-level");
const at = (moment: Moment) => story.find((step) => step.moment === moment);
const because = (moment: Moment) => at(moment)?.shadow.map((exit) => exit.because ?? exit.reason);

test("the story has every moment, for every form of tables", () => {
  for (const mode of ["32-bit", "pae", "4-level", "5-level"] as const) {
    expect(pageStory(mode).first.map(({ moment }) => moment)).toEqual(MOMENTS);
  }
});

test("with extended page tables only first touches exit", () => {
  const counts = Object.fromEntries(story.map(({ moment, nested }) => [moment, nested.length]));
  expect(counts).toEqual({
    ...Object.fromEntries(MOMENTS.map((moment) => [moment, 0])),
    ...{ "first-touch": 5, "touch-mapped": 1, "other-touches": 5 },
  });
});

test("with a shadow each change of the guest's tables exits, and so does each switch", () => {
  expect(because("first-touch")).toEqual(["hidden-fault"]);
  expect(because("touch-again")).toEqual([]);
  expect(because("first-write")).toEqual(["hidden-fault"]);
  expect(because("map-page")).toEqual(["trace-fault"]);
  expect(because("touch-mapped")).toEqual(["hidden-fault"]);
  expect(because("write-protect")).toEqual(["trace-fault", "INVLPG"]);
  expect(because("switch-away")).toEqual(["CR_ACCESS"]);
  expect(because("switch-back")).toEqual(["CR_ACCESS"]);
});

test("the guest's own page fault exits with a shadow, and not with extended page tables", () => {
  expect(because("write-protected")).toEqual(["true-fault"]);
  expect(at("write-protected")?.nested).toEqual([]);
});

test("told again, the story exits for the shadow as before, and for the EPT never", () => {
  const total = (of: "nested" | "shadow") => second.reduce((sum, step) => sum + step[of].length, 0);
  expect(total("nested")).toBe(0);
  expect(total("shadow")).toBeGreaterThan(10);
});

test("what the shadow knew before a switch it still knows after the switch back", () => {
  expect(because("touch-after")).toEqual([]);
});
