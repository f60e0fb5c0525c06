import { describe, expect, test } from "vitest";
import { EINVAL, ENOMEM } from "../abi/errno.ts";
import { SIGKILL } from "../abi/signal.ts";
import { MADV_POPULATE_WRITE } from "../sys/memory.ts";
import { exitTask } from "../task/exit.ts";
import type { Pid } from "../task/task.ts";
import { isBlock } from "../tx.ts";
import { CgroupBench } from "./testbench.ts";

const MIB = 2 ** 20;

/** Writes to so much new memory; a call that waits is made again, as when its time has come. */
function alloc(b: CgroupBench, mib: number): unknown {
  const addr = b.ok("mmap", { length: mib * MIB });
  const again = () => b.call("madvise", { addr, length: mib * MIB, advice: MADV_POPULATE_WRITE });
  const first = again();
  return isBlock(first) ? again() : first;
}

const current = (b: CgroupBench, name: string): number => Number(b.get(`${name}/memory.current`)) / MIB;
const isKilled = (b: CgroupBench, pid: Pid): boolean => b.tx.task(pid).sig.pending.some((p) => p.sig === SIGKILL);

describe("charges", () => {
  test("memory counts once it is written to, here and above, and stays where it was charged", () => {
    const b = new CgroupBench("memory").mkdir("t", "t/k", "u");
    b.set("t/cgroup.subtree_control", "+memory");
    b.set("t/k/cgroup.procs", "0");
    const addr = b.ok("mmap", { length: 8 * MIB });
    expect(current(b, "t")).toBe(0);
    b.ok("madvise", { addr, length: 4 * MIB, advice: MADV_POPULATE_WRITE });
    b.set("u/cgroup.procs", "0");
    expect([current(b, "t/k"), current(b, "t"), current(b, "u")]).toEqual([4, 4, 0]);
  });

  test("what a process had is free when it has exited", () => {
    const b = new CgroupBench("memory").mkdir("t");
    const child = b.spawn();
    b.set("t/cgroup.procs", "0");
    alloc(b, 4);
    b.tx.emit({ type: "task.chosen", pid: child });
    exitTask(b.tx, child, 0, 0);
    expect(current(b.as(1) as CgroupBench, "t")).toBe(0);
    expect(Number(b.get("t/memory.peak"))).toBe(4 * MIB);
  });

  test("a tmpfs file is charged to its writer until it is gone", () => {
    const b = new CgroupBench("memory").mkdir("t");
    b.set("t/cgroup.procs", "0");
    b.write("/f", "x".repeat(MIB));
    expect(current(b, "t")).toBe(1);
    b.ok("truncate", { path: "/f", length: MIB / 2 });
    expect(current(b, "t")).toBe(0.5);
    b.ok("unlink", { path: "/f" });
    expect(current(b, "t")).toBe(0);
  });
});

test("a copy in a tmpfs is charged like what is written to it", () => {
  const b = new CgroupBench("memory").mkdir("t");
  b.write("/f", "x".repeat(MIB));
  b.set("t/cgroup.procs", "0");
  const fdIn = b.ok("openat", { path: "/f", flags: 0 });
  const fdOut = b.ok("openat", { path: "/g", flags: 0o101, mode: 0o644 });
  expect(b.ok("copy_file_range", { fdIn, fdOut, length: MIB })).toBe(MIB);
  expect(current(b, "t")).toBe(1);
});

describe("limits", () => {
  test("who needs more than memory.max is killed", () => {
    const b = new CgroupBench("memory").mkdir("t");
    b.set("t/memory.max", "8M");
    const child = b.spawn();
    b.set("t/cgroup.procs", "0");
    expect(isBlock(alloc(b, 16))).toBe(true);
    expect(isKilled(b, child)).toBe(true);
    expect(current(b, "t")).toBe(8);
    expect(b.get("t/memory.events")).toContain("oom 1\noom_kill 1\n");
  });

  test("the one with the most memory dies, not the one who asks", () => {
    const b = new CgroupBench("memory").mkdir("t");
    b.set("t/memory.max", "8M");
    const big = b.spawn();
    b.set("t/cgroup.procs", "0");
    alloc(b, 6);
    const small = b.as(1).spawn();
    b.set("t/cgroup.procs", "0");
    alloc(b, 3);
    expect([isKilled(b, big), isKilled(b, small)]).toEqual([true, false]);
  });

  test("with memory.oom.group all of the cgroup die, and the victim is counted twice", () => {
    const b = new CgroupBench("memory").mkdir("t");
    b.set("t/memory.max", "8M");
    b.set("t/memory.oom.group", "1");
    const [one, two] = [b.spawn(), b.spawn()];
    b.set("t/cgroup.procs", String(one));
    b.set("t/cgroup.procs", String(two));
    alloc(b, 16);
    expect([isKilled(b, one), isKilled(b, two)]).toEqual([true, true]);
    expect(b.get("t/memory.events")).toContain("oom_kill 3\noom_group_kill 1\n");
  });

  test("above memory.high the process waits, and nobody dies", () => {
    const b = new CgroupBench("memory").mkdir("t");
    b.set("t/memory.high", "8M");
    b.set("t/cgroup.procs", "0");
    expect(alloc(b, 8)).toBe(0);
    const addr = b.ok("mmap", { length: MIB });
    const waits = b.call("madvise", { addr, length: MIB, advice: MADV_POPULATE_WRITE });
    expect(waits).toMatchObject({ until: expect.any(Number) });
    expect(b.get("t/memory.events")).toContain("high 1\n");
  });

  test("lowering memory.max below the usage kills", () => {
    const b = new CgroupBench("memory").mkdir("t");
    const child = b.spawn();
    b.set("t/cgroup.procs", "0");
    alloc(b, 8);
    expect(b.as(1).call("stat", { path: "/cg" })).toBeTypeOf("object");
    expect((b as CgroupBench).set("t/memory.max", "4M")).toBe(2);
    expect(isKilled(b, child)).toBe(true);
  });
});

test("mmap refuses nothing at all, and more than there is", () => {
  const b = new CgroupBench();
  expect(b.call("mmap", { length: 0 })).toBe(EINVAL);
  expect(b.call("mmap", { length: 2 ** 40 })).toBe(ENOMEM);
  expect(b.call("madvise", { addr: 0, length: MIB, advice: MADV_POPULATE_WRITE })).toBe(ENOMEM);
});
