import { describe, expect, test } from "vitest";
import * as E from "../abi/errno.ts";
import { CLONE_NEWCGROUP, O_WRONLY } from "../abi/flags.ts";
import { SIGKILL, SIGTERM } from "../abi/signal.ts";
import { apply } from "../apply.ts";
import { get } from "../table.ts";
import { exitTask } from "../task/exit.ts";
import type { Pid } from "../task/task.ts";
import { procCgroup } from "./namespace.ts";
import { nextTask } from "./schedule.ts";
import { CgroupBench } from "./testbench.ts";

describe("the tree", () => {
  test("a directory is a cgroup, with the files of the controllers that the one above handed down", () => {
    const b = new CgroupBench("pids").mkdir("t", "t/k");
    expect(b.ls("/cg/t").filter((n) => n.startsWith("pids."))).toHaveLength(5);
    expect(b.ls("/cg/t/k").filter((n) => n.startsWith("pids."))).toEqual([]);
    expect(b.get("t/cgroup.controllers")).toBe("pids\n");
    expect(b.get("t/k/cgroup.controllers")).toBe("");
  });

  test.each([
    ["with processes in it", "t"],
    ["with another below it", "p"],
  ])("one %s cannot be removed: EBUSY", (_, name) => {
    const b = new CgroupBench().mkdir("t", "p", "p/k");
    b.set("t/cgroup.procs", "0");
    expect(b.call("rmdir", { path: `/cg/${name}` })).toBe(E.EBUSY);
    expect(b.tx.trace.at(-1)?.type).not.toBe("cgroup.removed");
  });

  test("its files cannot be removed: EPERM, nor made: EACCES", () => {
    const b = new CgroupBench().mkdir("t");
    expect(b.call("unlink", { path: "/cg/t/cgroup.procs" })).toBe(E.EPERM);
    expect(b.call("openat", { path: "/cg/t/x", flags: 0o101, mode: 0o644 })).toBe(E.EACCES);
    expect(b.call("rename", { oldpath: "/cg/t", newpath: "/cg/u" })).toBe(E.EPERM);
  });

  test("another directory of the same name is another cgroup: an open file of the old one is ENODEV", () => {
    const b = new CgroupBench().mkdir("t");
    const fd = b.ok("openat", { path: "/cg/t/cgroup.procs", flags: O_WRONLY });
    b.ok("rmdir", { path: "/cg/t" });
    b.mkdir("t");
    expect(b.call("write", { fd, data: "0" })).toBe(E.ENODEV);
    expect(b.get("t/cgroup.procs")).toBe("");
  });

  test("a process that stays in a removed one is shown so", () => {
    const b = new CgroupBench().mkdir("t");
    b.ok("clone", { flags: 0 });
    const child = 2 as Pid;
    b.set("t/cgroup.procs", "2");
    b.tx.emit({ type: "task.chosen", pid: child });
    exitTask(b.tx, child, 0, 0);
    b.ok("rmdir", { path: "/cg/t" });
    const { cgroup } = b.tx.task(child);
    expect(procCgroup(b.tx.k, cgroup, b.tx.task(1 as Pid).ns.cgroup)).toBe("0::/t (deleted)\n");
  });
});

describe("moving", () => {
  test("a child is born where its parent is", () => {
    const b = new CgroupBench().mkdir("t");
    b.set("t/cgroup.procs", "0");
    b.ok("clone", { flags: 0 });
    expect(b.get("t/cgroup.procs")).toBe("1\n2\n");
    expect(b.get("t/cgroup.events")).toBe("populated 1\nfrozen 0\n");
  });

  test("needs the permission to write cgroup.procs of the common ancestor, by who opened the file", () => {
    const b = new CgroupBench().mkdir("t", "t/k");
    for (const path of ["/cg/t/cgroup.procs", "/cg/t/k/cgroup.procs"]) b.ok("chown", { path, owner: 1000, group: 0 });
    b.set("t/cgroup.procs", "0");
    const user = b.spawn({ uid: 1000 });
    expect(b.set("t/k/cgroup.procs", "0")).toBe(1);
    b.as(1).set("cgroup.procs", String(user));
    expect(b.as(user).set("t/k/cgroup.procs", "0")).toBe(E.EACCES);
  });

  test("from a cgroup namespace the path starts at its root, with .. above it", () => {
    const b = new CgroupBench().mkdir("t", "t/k");
    b.set("t/cgroup.procs", "0");
    b.ok("unshare", { flags: CLONE_NEWCGROUP });
    const seen = () => procCgroup(b.tx.k, b.tx.task(1 as Pid).cgroup, b.tx.task(1 as Pid).ns.cgroup);
    expect(seen()).toBe("0::/\n");
    b.set("t/k/cgroup.procs", "0");
    expect(seen()).toBe("0::/k\n");
    b.set("cgroup.procs", "0");
    expect(seen()).toBe("0::/..\n");
  });
});

describe("freezing", () => {
  test("a frozen task is not chosen, but one that a signal ends is", () => {
    const b = new CgroupBench().mkdir("t");
    const child = b.spawn();
    b.set("t/cgroup.procs", "0");
    b.as(1).set("t/cgroup.freeze", "1");
    b.tx.emit({ type: "task.chosen", pid: 1 as Pid });
    expect(nextTask(b.tx.k)).toBeUndefined();
    b.ok("kill", { pid: 2, sig: SIGTERM });
    expect(nextTask(b.tx.k)).toBe(child);
  });

  test("cgroup.kill takes only 1", () => {
    const b = new CgroupBench().mkdir("t");
    expect([b.set("t/cgroup.kill", "0"), b.set("t/cgroup.kill", "x"), b.set("t/cgroup.kill", "1")]).toEqual([
      E.ERANGE,
      E.EINVAL,
      1,
    ]);
    const child = b.spawn();
    b.set("t/cgroup.procs", "0");
    b.as(1).set("t/cgroup.kill", "1");
    expect(b.tx.task(child).sig.pending.map((p) => p.sig)).toEqual([SIGKILL]);
  });
});

describe("pids", () => {
  test("the limit of an ancestor counts, and the failure is counted where the limit is", () => {
    const b = new CgroupBench("pids").mkdir("t", "t/k");
    b.set("t/cgroup.subtree_control", "+pids");
    b.set("t/pids.max", "2");
    b.set("t/k/cgroup.procs", "0");
    b.ok("clone", { flags: 0 });
    expect(b.call("clone", { flags: 0 })).toBe(E.EAGAIN);
    expect([b.get("t/pids.events"), b.get("t/k/pids.events"), b.get("t/pids.current")]).toEqual([
      "max 1\n",
      "max 0\n",
      "2\n",
    ]);
  });

  test("moving into a full one works", () => {
    const b = new CgroupBench("pids").mkdir("t");
    b.set("t/pids.max", "0");
    expect(b.set("t/cgroup.procs", "0")).toBe(1);
    expect(b.call("clone", { flags: 0 })).toBe(E.EAGAIN);
  });

  test("a zombie counts until it is waited for", () => {
    const b = new CgroupBench("pids").mkdir("t");
    b.set("t/cgroup.procs", "0");
    b.ok("clone", { flags: 0 });
    b.tx.emit({ type: "task.chosen", pid: 2 as Pid });
    exitTask(b.tx, 2 as Pid, 0, 0);
    expect([b.get("t/pids.current"), b.get("t/cgroup.procs")]).toEqual(["2\n", "1\n"]);
    b.ok("wait4", { pid: -1, options: 0 });
    expect(b.get("t/pids.current")).toBe("1\n");
  });
});

test("the world is the fold of its events, and survives JSON", () => {
  const b = new CgroupBench("pids", "memory", "cpu");
  const before = b.tx.world;
  b.mkdir("t", "t/k");
  b.set("t/memory.max", "1M");
  b.set("t/cpu.max", "1000 10000");
  b.set("t/cgroup.procs", "0");
  b.ok("clone", { flags: 0 });
  b.ok("mmap", { length: 2 ** 21 });
  for (let i = 0; i < 2; i++) b.call("madvise", { addr: 0, length: 2 ** 21, advice: 23 });
  b.set("t/cgroup.freeze", "1");
  expect(b.tx.trace.reduce(apply, before)).toEqual(b.tx.world);
  expect(JSON.parse(JSON.stringify(b.tx.world))).toEqual(b.tx.world);
  expect(get(b.tx.k.cgroups, b.id("t"))?.css.memory?.events.oom_kill).toBe(1);
});
