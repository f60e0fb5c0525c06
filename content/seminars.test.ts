import { join } from "node:path";
import { expect, test } from "vitest";
import { readSeminars } from "../bin/seminars.ts";
import { plannedMinutes } from "../src/present/seminar.ts";

const seminars = readSeminars(join(import.meta.dirname, ".."));

test("there are seminars over all lessons, each with both languages and a time", () => {
  const lessons = new Set(seminars.flatMap(({ cues }) => cues.map(({ lesson }) => lesson)));
  expect(lessons.size).toBeGreaterThanOrEqual(3);
  for (const seminar of seminars) {
    expect(seminar.title.ko).not.toBe(seminar.title.en);
    expect(plannedMinutes(seminar)).toBeGreaterThanOrEqual(10);
  }
});
