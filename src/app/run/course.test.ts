import { expect, test } from "vitest";
import type { Input } from "../../timeline/session.ts";
import { courseOf, missingBefore } from "./course.ts";

const line = (text: string) => ({ line: text, tty: 1 });
const plan = [[line("ls")], [], [line("cd /"), line("ls")]];
const typed = (...inputs: [at: number, text: string][]): Input[] =>
  inputs.map(([at, text]) => ({ at, step: at, tty: 1, text: `${text}\n` }));

test("at boot only the first step has begun", () => {
  expect(courseOf(plan, [], 10, 10).starts).toEqual([10, null, null]);
});

test("a step begins where the first command from it on was typed", () => {
  const course = courseOf(plan, typed([10, "ls"], [30, "cd /"], [40, "ls"]), 10, 60);
  expect(course.starts).toEqual([10, 30, 30]);
  expect(course.ran[2]).toEqual([
    { from: 30, to: 40 },
    { from: 40, to: 60 },
  ]);
});

test("a step whose commands are still to come begins at the end, after what else was tried", () => {
  expect(courseOf(plan, typed([10, "ls"], [30, "echo mine"]), 10, 50).starts).toEqual([10, 50, 50]);
});

test("the same command in a later step needs to be typed again", () => {
  const course = courseOf(plan, typed([10, "ls"], [30, "cd /"]), 10, 40);
  expect(course.ran[2]?.[1]).toBeNull();
  expect(missingBefore(plan, course, 3)).toEqual([line("ls")]);
});

test("a command on another terminal is another command", () => {
  expect(courseOf(plan, [{ at: 10, step: 10, tty: 2, text: "ls\n" }], 10, 20).ran[0]).toEqual([null]);
});

test("what was typed while booting does not count", () => {
  expect(courseOf(plan, typed([3, "ls"]), 10, 20).ran[0]).toEqual([null]);
});
