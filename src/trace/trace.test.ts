import { expect, test } from "vitest";
import { EPERM } from "../kernel/abi/errno.ts";
import * as F from "../kernel/abi/flags.ts";
import type { WorldEvent } from "../kernel/apply.ts";
import { Bench } from "../kernel/fs/testbench.ts";
import type { Pid } from "../kernel/task/task.ts";
import { caption } from "./caption.ts";
import { straceLine } from "./strace.ts";
import { whyTask } from "./why.ts";
import { traceWords } from "./words.ts";

test.each([
  [
    "openat",
    { path: "x", flags: F.O_WRONLY | F.O_CREAT | F.O_TRUNC, mode: 0o644 },
    3,
    'openat(AT_FDCWD, "x", O_WRONLY|O_CREAT|O_TRUNC, 0644) = 3',
  ],
  ["getpid", {}, 1, "getpid() = 1"],
  ["unshare", { flags: F.CLONE_NEWPID | F.CLONE_NEWNS }, 0, "unshare(CLONE_NEWNS|CLONE_NEWPID) = 0"],
  ["sethostname", { name: "web" }, EPERM, 'sethostname("web") = -1 EPERM (Operation not permitted)'],
  ["kill", { pid: 1, sig: 9 }, 0, "kill(1, SIGKILL) = 0"],
  ["write", { fd: 1, data: "a\n\x01\xff" }, 4, 'write(1, "a\\n\\1\\377") = 4'],
  ["read", { fd: 0, count: 10 }, "abc", "read(0, 10) = 3"],
])("%s is written as strace writes it", (call, args, ret, line) => {
  expect(straceLine({ call, args, ret })).toBe(line);
});

test("a long string is cut", () => {
  expect(straceLine({ call: "write", args: { fd: 1, data: "x".repeat(100) }, ret: 100 })).toBe(
    `write(1, "${"x".repeat(32)}"...) = 100`,
  );
});

test("both languages say something of every event of a small story, and never the same", () => {
  const b = new Bench();
  const start = b.tx.world;
  b.ok("mkdir", { path: "/d", mode: 0o755 });
  b.ok("clone", { flags: F.CLONE_NEWPID | F.CLONE_NEWUTS });
  b.as(2).ok("sethostname", { name: "web" });
  b.ok("kill", { pid: 1, sig: 9 });
  const said = b.tx.trace.map((e) => [caption(start, e, "ko"), caption(b.tx.world, e, "en")]);
  const spoken = said.filter(([ko]) => ko !== null);
  expect(spoken.length).toBeGreaterThanOrEqual(5);
  for (const [ko, en] of spoken) {
    expect(ko).toMatch(/[가-힣]/);
    expect(en).not.toMatch(/[가-힣]/);
  }
  expect(said.map(([, en]) => en)).toContain("The host name in this UTS namespace changes from “host” to “web”.");
});

test("a directory is not called a file", () => {
  const b = new Bench();
  b.ok("mkdir", { path: "/d", mode: 0o755 });
  const made = b.tx.trace.find((e) => e.type === "inode.created") as WorldEvent;
  expect(caption(b.tx.world, made, "en")).toBe("The directory “d” is made.");
});

test("what a program writes is said, cut to a line", () => {
  const args = { fd: 1, data: `a\n${"b".repeat(100)}` };
  const event: WorldEvent = { type: "sys.called", pid: 1 as Pid, call: "write", args, ret: 102 };
  expect(caption(new Bench().tx.world, event, "en")).toBe(`test (1) writes to descriptor 1: “a ${"b".repeat(58)}…”.`);
});

test("both languages have the same sentences", () => {
  expect(Object.keys(traceWords.ko)).toEqual(Object.keys(traceWords.en));
});

test("a process is explained by its programs, its ancestors and the line that was typed", () => {
  const b = new Bench();
  b.ok("clone", { flags: 0 });
  const cloned = b.tx.trace.find((e) => e.type === "task.cloned") as WorldEvent;
  const typed: WorldEvent = { type: "tty.typed", tty: 1 as never, data: "ls\n" };
  const line = [typed, cloned];
  expect(whyTask((n) => line[n - 1] ?? null, 2, 2 as Pid).map((c) => c.n)).toEqual([2, 1]);
});

test("a new cgroup and who moves into it are told by name", () => {
  const b = new Bench();
  b.ok("mkdir", { path: "/cg", mode: 0o755 });
  b.ok("mount", { source: "none", target: "/cg", fstype: "cgroup2", flags: 0, data: "" });
  const before = b.tx.trace.length;
  b.ok("mkdir", { path: "/cg/t", mode: 0o755 });
  b.write("/cg/t/cgroup.procs", "1\n");
  const told = b.tx.trace.slice(before).flatMap((e) => caption(b.tx.world, e, "en") ?? []);
  expect(told).toContain("The cgroup “t” is made.");
  expect(told).toContain("test (1) is moved to the cgroup “t”.");
});
