import { expect, test } from "vitest";
import type { Pid } from "../task/task.ts";
import { accountTurn, nextTask, nextUnthrottle, unthrottleDue } from "./schedule.ts";
import { CgroupBench } from "./testbench.ts";

const MS = 1_000_000; // virtual nanoseconds

/** Two runnable tasks, one in each of two cgroups. */
function pair(): { b: CgroupBench; a: Pid; c: Pid } {
  const b = new CgroupBench("cpu").mkdir("a", "c");
  const a = b.spawn();
  b.set("a/cgroup.procs", "0");
  const c = b.as(1).spawn();
  b.set("c/cgroup.procs", "0");
  b.as(1).tx.emit({ type: "task.chosen", pid: 1 as Pid });
  return { b, a, c };
}

/** Who had how many of `n` turns of a millisecond. */
function turns({ b }: { b: CgroupBench }, n: number): Record<number, number> {
  const had: Record<number, number> = {};
  for (let i = 0; i < n; i++) {
    const pid = nextTask(b.tx.k);
    if (pid === undefined) break;
    had[pid] = (had[pid] ?? 0) + 1;
    b.tx.emit({ type: "task.chosen", pid });
    b.tx.emit({ type: "clock.advanced", to: b.tx.now + MS });
    b.tx.emit({ type: "task.preempted", pid, ran: MS });
    accountTurn(b.tx, b.tx.task(pid).cgroup, MS);
  }
  return had;
}

test("a weight of 300 gets three times the time of 100", () => {
  const p = pair();
  p.b.set("c/cpu.weight", "300");
  const had = turns(p, 100);
  expect(had[p.a]).toBe(25);
  expect(had[p.c]).toBe(75);
});

test("an idle cgroup gets next to nothing", () => {
  const p = pair();
  p.b.set("c/cpu.idle", "1");
  expect(turns(p, 100)[p.c]).toBeLessThan(3);
});

test("a cgroup that has used up its quota waits for the next period", () => {
  const { b, a, c } = pair();
  b.set("a/cpu.max", "2000 10000");
  b.set("c/cpu.max", "1000 10000");
  expect(turns({ b }, 20)).toEqual({ [a]: 2, [c]: 1 });
  expect(nextTask(b.tx.k)).toBeUndefined();
  b.tx.emit({ type: "clock.advanced", to: nextUnthrottle(b.tx.k) });
  unthrottleDue(b.tx);
  expect([a, c]).toContain(nextTask(b.tx.k));
  expect(b.get("a/cpu.stat")).toContain("nr_throttled 1\n");
});

test("a new cpu.max lets a throttled cgroup go on", () => {
  const { b, a } = pair();
  b.set("a/cpu.max", "1000 100000");
  b.set("c/cgroup.freeze", "1");
  turns({ b }, 5);
  expect(nextTask(b.tx.k)).toBeUndefined();
  b.set("a/cpu.max", "max");
  expect(nextTask(b.tx.k)).toBe(a);
});
