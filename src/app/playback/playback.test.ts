import fc from "fast-check";
import { expect, test } from "vitest";
import type { WorldEvent } from "../../kernel/apply.ts";
import { clockOf, frameAt, timeOf } from "./clock.ts";
import { grown, type Line, neighbour, stepAt } from "./steps.ts";

const call = { type: "sys.called", pid: 1, call: "getpid", args: {}, ret: 1 } as unknown as WorldEvent;
const fork = { type: "task.cloned" } as unknown as WorldEvent;
const switched = { type: "task.chosen", pid: 1 } as unknown as WorldEvent;
const typed = { type: "tty.typed", tty: 1, data: "ls\n" } as unknown as WorldEvent;

const line = (events: readonly WorldEvent[]): Line => ({
  length: events.length,
  event: (n) => events[n - 1] ?? null,
});

test("a system call and all it caused is one step, a typed line another", () => {
  const steps = grown(line([typed, call, fork, switched, call, call]));
  expect(steps.bounds).toEqual([0, 1, 4, 5, 6]);
  expect(steps.typed).toEqual([0]);
});

test("events before the first system call belong to the first step", () => {
  expect(grown(line([switched, fork, call])).bounds).toEqual([0, 2, 3]);
});

test("an empty line has no step", () => {
  expect(grown(line([])).bounds).toEqual([0]);
});

const events = fc.array(fc.constantFrom(call, fork, switched, typed), { maxLength: 60 });

test("steps found in pieces are the steps found at once", () => {
  fc.assert(
    fc.property(events, fc.nat(60), (all, cut) => {
      const whole = grown(line(all));
      expect(grown(line(all), grown(line(all.slice(0, cut))))).toEqual(whole);
    }),
  );
});

test("stepping forward and back again leads to where it began", () => {
  fc.assert(
    fc.property(events, fc.nat(60), (all, at) => {
      const steps = grown(line(all));
      const here = steps.bounds[at % steps.bounds.length] ?? 0;
      const next = neighbour(steps, here, 1);
      if (next !== here) expect(neighbour(steps, next, -1)).toBe(here);
      expect(stepAt(steps, here)).toBe(steps.bounds.indexOf(here));
    }),
  );
});

test("from inside a step, back leads to its beginning and forward to its end", () => {
  const steps = grown(line([call, fork, switched, call]));
  expect(neighbour(steps, 2, -1)).toBe(0);
  expect(neighbour(steps, 2, 1)).toBe(3);
});

test("the frame at the time of a position shows that position", () => {
  fc.assert(
    fc.property(events, fc.nat(60), (all, at) => {
      const steps = grown(line(all));
      const clock = clockOf(steps);
      const here = steps.bounds[at % steps.bounds.length] ?? 0;
      expect(frameAt(steps, clock, timeOf(steps, clock, here)).from).toBe(here);
    }),
  );
});

test("a step that changes the picture is shown longer than housekeeping", () => {
  const clock = clockOf(grown(line([call, call, fork])));
  const [a = 0, b = 0, c = 0] = clock;
  expect(c - b).toBeGreaterThan(5 * (b - a));
});

test("a hundred times the work of one line plays in less than ten times the time", () => {
  const total = (n: number) => clockOf(grown(line([typed, ...Array(n).fill([call, fork]).flat()]))).at(-1) ?? 0;
  expect(total(5000)).toBeLessThan(10 * total(50));
  expect(total(5000)).toBeGreaterThan(total(50));
});

test("time is never turned back", () => {
  fc.assert(
    fc.property(events, (all) => {
      const clock = clockOf(grown(line(all)));
      for (let k = 1; k < clock.length; k++) expect(clock[k]).toBeGreaterThanOrEqual(clock[k - 1] ?? 0);
    }),
  );
});
