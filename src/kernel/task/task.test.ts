import { describe, expect, test } from "vitest";
import * as E from "../abi/errno.ts";
import * as F from "../abi/flags.ts";
import { SIGCHLD, SIGKILL, SIGTERM, SIGUSR1, statusOfExit, statusOfSignal } from "../abi/signal.ts";
import { apply } from "../apply.ts";
import { Bench } from "../fs/testbench.ts";
import { TASKS_MAX } from "../param.ts";
import { get } from "../table.ts";
import { exitTask } from "./exit.ts";
import { numberIn, ownNumber, pidNs } from "./pid.ts";
import { nextSignal } from "./signal.ts";
import type { Pid } from "./task.ts";

/** The child of a successful clone, by its number in the kernel. */
function fork(b: Bench, flags = 0): Pid {
  b.ok("clone", { flags });
  return b.tx.task(b.pid).children.at(-1) as Pid;
}

/** Ends a task as the runner does: it must be running. Null when it is gone or a zombie, else what it waits for. */
function end(b: Bench, pid: Pid, status = statusOfExit(0)): string | null {
  b.tx.emit({ type: "task.chosen", pid });
  const r = exitTask(b.tx, pid, status, 0);
  return r === 0 ? null : r.block;
}

describe("clone", () => {
  test("the child is a copy with a number and a parent of its own", () => {
    const b = new Bench();
    const child = fork(b);
    const { pid, ppid, comm, cwd } = b.tx.task(child);
    expect({ pid, ppid, comm, cwd }).toEqual({ pid: 2, ppid: 1, comm: "test", cwd: b.tx.task(b.pid).cwd });
  });

  test("in a new pid namespace the child is 1 there, and has a number in the one above", () => {
    const b = new Bench();
    const child = fork(b, F.CLONE_NEWPID);
    expect(b.tx.task(child).nspids.map((n) => n.pid)).toEqual([2, 1]);
    expect(b.as(child).call("getpid", {})).toBe(1);
    expect(b.call("getppid", {})).toBe(0);
  });

  test("a parent outside sees the child by the outer number", () => {
    const b = new Bench();
    expect(b.ok("clone", { flags: F.CLONE_NEWPID })).toBe(2);
  });

  test("without CAP_SYS_ADMIN no namespace but a user namespace can be made", () => {
    const b = new Bench();
    b.spawn({ uid: 1000 });
    expect(b.call("clone", { flags: F.CLONE_NEWUTS })).toBe(E.EPERM);
    expect(b.call("clone", { flags: F.CLONE_NEWUTS | F.CLONE_NEWUSER })).toBeGreaterThan(0);
  });
});

test("a kernel full of tasks makes no more: EAGAIN", () => {
  const b = new Bench();
  for (let i = b.tx.k.tasks.size; i < TASKS_MAX; i++) b.ok("clone", { flags: 0 });
  expect(b.call("clone", { flags: 0 })).toBe(E.EAGAIN);
});

describe("exit and wait", () => {
  test("an exited child is a zombie until the parent waits", () => {
    const b = new Bench();
    const child = fork(b);
    end(b, child, statusOfExit(3));
    expect(b.tx.task(child).state).toBe("zombie");
    expect(b.ok("wait4", { pid: -1, options: 0 })).toEqual({ pid: 2, status: statusOfExit(3) });
    expect(get(b.tx.k.tasks, child)).toBeUndefined();
    expect(b.call("wait4", { pid: -1, options: 0 })).toBe(E.ECHILD);
  });

  test("a parent that ignores SIGCHLD has no zombies", () => {
    const b = new Bench();
    b.ok("rt_sigaction", { sig: SIGCHLD, action: "ignore" });
    const child = fork(b);
    end(b, child);
    expect(get(b.tx.k.tasks, child)).toBeUndefined();
  });

  test("an orphan goes to init, or to a subreaper above it", () => {
    const b = new Bench();
    const middle = fork(b);
    const inner = fork(b.as(middle));
    const orphan = fork(b.as(inner));
    b.as(middle).ok("prctl", { option: 36, arg: 1 });
    end(b, inner);
    expect(b.tx.task(orphan).ppid).toBe(middle);
    end(b, middle);
    expect(b.tx.task(orphan).ppid).toBe(1);
  });

  test("an orphan of a pid namespace goes to its own process 1", () => {
    const b = new Bench();
    const init = fork(b, F.CLONE_NEWPID);
    const parent = fork(b.as(init));
    const orphan = fork(b.as(parent));
    end(b, parent);
    expect(b.tx.task(orphan).ppid).toBe(init);
  });

  test("when process 1 of a namespace ends, the others get SIGKILL, and it waits until they are gone", () => {
    const b = new Bench();
    const init = fork(b, F.CLONE_NEWPID);
    const other = fork(b.as(init));
    expect(end(b, init)).toBe(`pidns:${b.tx.task(init).ns.pid}`);
    expect(nextSignal(b.tx.task(other))?.sig).toBe(SIGKILL);
    end(b, other, statusOfSignal(SIGKILL));
    expect(exitTask(b.tx, init, 0, 0)).toBe(0);
    expect(b.tx.task(init).state).toBe("zombie");
  });

  test("after process 1 has gone, fork fails with ENOMEM", () => {
    const b = new Bench();
    b.ok("unshare", { flags: F.CLONE_NEWPID });
    end(b, fork(b));
    expect(b.call("clone", { flags: 0 })).toBe(E.ENOMEM);
  });
});

describe("signals", () => {
  test("process 1 of a namespace ignores KILL and TERM from inside", () => {
    const b = new Bench();
    const init = fork(b, F.CLONE_NEWPID);
    const other = fork(b.as(init));
    for (const sig of [SIGKILL, SIGTERM]) expect(b.as(other).call("kill", { pid: 1, sig })).toBe(0);
    expect(nextSignal(b.tx.task(init))).toBeNull();
  });

  test("from above, KILL reaches it and TERM does not", () => {
    const b = new Bench();
    const init = fork(b, F.CLONE_NEWPID);
    b.as(1).ok("kill", { pid: numberIn(b.tx.k, b.tx.task(b.pid).ns.pid, init), sig: SIGTERM });
    expect(nextSignal(b.tx.task(init))).toBeNull();
    b.ok("kill", { pid: 2, sig: SIGKILL });
    expect(nextSignal(b.tx.task(init))?.sig).toBe(SIGKILL);
  });

  test("a handler lets the signal in", () => {
    const b = new Bench();
    const init = fork(b, F.CLONE_NEWPID);
    b.as(init).ok("rt_sigaction", { sig: SIGTERM, action: "catch" });
    b.ok("kill", { pid: 1, sig: SIGTERM });
    expect(nextSignal(b.tx.task(init))?.sig).toBe(SIGTERM);
  });

  test("an ordinary user may signal only processes with the same user", () => {
    const b = new Bench();
    const mine = b.spawn({ uid: 1000 });
    const other = b.spawn({ uid: 1001 });
    expect(b.as(mine).call("kill", { pid: ownNumber(b.tx.task(other)), sig: SIGTERM })).toBe(E.EPERM);
    expect(b.call("kill", { pid: ownNumber(b.tx.task(mine)), sig: 0 })).toBe(0);
  });

  test("a number that nobody has is ESRCH", () => {
    expect(new Bench().call("kill", { pid: 4711, sig: SIGTERM })).toBe(E.ESRCH);
  });

  test("a blocked signal waits", () => {
    const b = new Bench();
    b.ok("rt_sigprocmask", { how: "block", set: [SIGUSR1] });
    b.ok("rt_sigaction", { sig: SIGUSR1, action: "catch" });
    b.ok("kill", { pid: 1, sig: SIGUSR1 });
    expect(nextSignal(b.tx.task(b.pid))).toBeNull();
    b.ok("rt_sigprocmask", { how: "unblock", set: [SIGUSR1] });
    expect(nextSignal(b.tx.task(b.pid))?.sig).toBe(SIGUSR1);
  });
});

test("the world is the fold of its events, and survives JSON", () => {
  const b = new Bench();
  const before = b.tx.world;
  b.tx.trace.length = 0;
  const init = fork(b, F.CLONE_NEWPID | F.CLONE_NEWUTS);
  b.as(init).ok("sethostname", { name: "web" });
  end(b, fork(b));
  expect(b.tx.trace.reduce(apply, before)).toEqual(b.tx.world);
  expect(JSON.parse(JSON.stringify(b.tx.world))).toEqual(b.tx.world);
  expect(pidNs(b.tx.k, b.tx.task(init).ns.pid).init).toBe(init);
});
