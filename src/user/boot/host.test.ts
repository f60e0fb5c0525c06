import { expect, test } from "vitest";
import { SIGTERM } from "../../kernel/abi/signal.ts";
import type { Inode } from "../../kernel/fs/inode.ts";
import { get, lookup, values } from "../../kernel/table.ts";
import { fork, type Main, sys } from "../program.ts";
import { PROGRAMS } from "../programs.ts";
import { parseElf } from "./elf.ts";
import { bootHost } from "./host.ts";
import { loaderCache } from "./packages/package-files.ts";
import { boot, kernelOf, runScript } from "./testbench.ts";

const sleeper: Main = function* () {
  for (;;) yield* sys("pause", {});
};

const elfFiles = (): { readonly inode: Inode; readonly text: string }[] =>
  values(kernelOf(bootHost()).inodes).flatMap((inode) => {
    const { body } = inode;
    return body.kind === "file" && parseElf(body.data) ? [{ inode, text: body.data }] : [];
  });

test("the host is plain data, and the same each time", () => {
  const world = bootHost();
  expect(JSON.parse(JSON.stringify(world))).toEqual(world);
  expect(bootHost()).toEqual(world);
});

test("every library that a program or a library needs is installed", () => {
  const files = elfFiles();
  const there = new Set(files.map(({ text }) => parseElf(text)?.soname));
  const needed = new Set(files.flatMap(({ text }) => parseElf(text)?.needed ?? []));
  const missing = [...needed].filter((name) => !there.has(name.slice(name.lastIndexOf("/") + 1)));
  expect(needed.size).toBeGreaterThan(50);
  expect(missing).toEqual([]);
});

test("the loader's cache names libraries that are there", () => {
  const there = new Set(elfFiles().map(({ text }) => parseElf(text)?.soname));
  const names = [...loaderCache().matchAll(/^(\S+) \(/gm)].map((m) => m[1]);
  expect(names.length).toBeGreaterThan(40);
  expect(names.filter((name) => !there.has(name))).toEqual([]);
});

test("a program takes as much room on the disk as the real file", () => {
  const ls = elfFiles().find(({ text }) => parseElf(text)?.program === "ls");
  expect(ls?.inode.body).toMatchObject({ kind: "file", size: 158632 });
});

test("every program that the model has can be found on the disk, but for applets that only busybox has, VMware's, and the kernel's own", () => {
  const installed = new Set(elfFiles().map(({ text }) => parseElf(text)?.program));
  expect(Object.keys(PROGRAMS).filter((name) => !installed.has(name))).toEqual([
    "awk",
    "egrep",
    "fgrep",
    "vmrun",
    "vmware-vmx",
    "ash",
    "kernel-init",
  ]);
});

test("services run without a terminal, and a login shell leads the session of the console", () => {
  const { tasks, k } = boot(sleeper);
  expect(tasks.map((t) => t.comm)).toEqual(["systemd", "systemd-journal", "cron", "sshd", "bash"]);
  expect(tasks.map((t) => Number(t.ppid))).toEqual([0, 1, 1, 1, 1]);
  expect(tasks.map((t) => t.sid === t.pid)).toEqual([true, true, true, true, true]);
  const shell = tasks.at(-1);
  expect(tasks.filter((t) => t.tty !== null)).toEqual([shell]);
  expect(values(k.ttys)[0]).toMatchObject({ name: "tty1", session: shell?.pid, foreground: shell?.pid });
  expect(shell?.argv).toEqual(["-bash"]);
  expect(Object.keys(shell?.fds ?? {})).toEqual(["0", "1", "2"]);
});

test("the first process of a namespace that is not the host's gets number 1; the host's have higher ones", () => {
  const { tasks } = boot(sleeper);
  expect(tasks.slice(1).every((t) => t.pid > 300)).toBe(true);
});

test("an orphan becomes a child of process 1 and is buried by it", () => {
  const { tasks } = runScript(function* () {
    yield* fork(function* () {
      yield* fork(function* () {
        yield* sys("nanosleep", { ns: 1000 });
        return 0;
      });
      return 0;
    });
    yield* sys("wait4", { pid: -1, options: 0 });
    yield* sys("nanosleep", { ns: 1_000_000 });
  });
  expect(tasks).toHaveLength(5);
});

test("a shell that ends is replaced by a new one", () => {
  let started = 0;
  const { tasks } = boot(function* (self) {
    started++;
    if (started === 1) return 3;
    return yield* sleeper(self);
  });
  expect(started).toBe(2);
  expect(tasks.filter((t) => t.comm === "bash")).toHaveLength(1);
});

test("process 1 cannot be killed from within", () => {
  const { tasks } = runScript(function* () {
    yield* sys("kill", { pid: 1, sig: SIGTERM });
    yield* sys("kill", { pid: 1, sig: 9 });
  });
  expect(tasks[0]).toMatchObject({ comm: "systemd", state: "sleeping" });
});

test("mounts are those of a Debian host, all shared", () => {
  const k = kernelOf(bootHost());
  const shown = values(k.mounts).filter((m) => m.ns !== null && m.peer !== null);
  expect(shown.map((m) => lookup(k.superBlocks, m.sb).type)).toEqual([
    "ext4",
    "proc",
    "sysfs",
    "devtmpfs",
    "devpts",
    "tmpfs",
    "mqueue",
    "tmpfs",
    "tmpfs",
    "tmpfs",
    "cgroup2",
  ]);
  expect(new Set(shown.map((m) => m.peer)).size).toBe(shown.length);
});

test("files of the installed system are older than the boot", () => {
  const k = kernelOf(bootHost());
  const root = values(k.mounts).find((m) => m.source === "/dev/vda");
  const etc = values(k.dentries).find((d) => d.name === "etc" && d.parent === root?.root);
  expect(etc && get(k.inodes, etc.inode)?.mtime).toBeLessThan(0);
});
