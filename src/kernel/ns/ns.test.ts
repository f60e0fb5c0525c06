import { expect, test } from "vitest";
import * as E from "../abi/errno.ts";
import * as F from "../abi/flags.ts";
import { Bench } from "../fs/testbench.ts";
import { PID_NS_DEPTH } from "../param.ts";
import { applyIdMap, applySetgroups } from "./idmap.ts";

const hostname = (b: Bench, pid: number) => b.as(pid).ok("uname", {}).nodename;

test("sethostname renames only the caller's UTS namespace", () => {
  const b = new Bench();
  const other = b.spawn();
  b.as(1).ok("unshare", { flags: F.CLONE_NEWUTS });
  b.tx.trace.length = 0;
  b.ok("sethostname", { name: "web" });
  expect(b.tx.trace).toEqual([{ type: "uts.renamed", ns: b.tx.task(b.pid).ns.uts, from: "host", to: "web", by: 1 }]);
  expect(hostname(b, 1)).toBe("web");
  expect(hostname(b, other)).toBe("host");
});

test.each([
  ["without CAP_SYS_ADMIN", { uid: 1000 }, "x", E.EPERM],
  ["with a name over 64 bytes", {}, "x".repeat(65), E.EINVAL],
])("sethostname fails %s and changes nothing", (_, part, name, errno) => {
  const b = new Bench();
  b.spawn(part);
  const before = b.tx.world;
  expect(b.call("sethostname", { name })).toBe(errno);
  expect(b.tx.world).toBe(before);
});

test("root of a new user namespace may not rename the UTS namespace that it came from, but a new one", () => {
  const b = new Bench();
  b.spawn({ uid: 1000 });
  b.ok("unshare", { flags: F.CLONE_NEWUSER });
  expect(b.call("sethostname", { name: "x" })).toBe(E.EPERM);
  b.ok("unshare", { flags: F.CLONE_NEWUTS });
  expect(b.call("sethostname", { name: "x" })).toBe(0);
});

test("unshare of the pid namespace changes the children's, and works once", () => {
  const b = new Bench();
  b.ok("unshare", { flags: F.CLONE_NEWPID });
  const { ns } = b.tx.task(b.pid);
  expect(ns.pidForChildren).not.toBe(ns.pid);
  expect(b.call("unshare", { flags: F.CLONE_NEWPID })).toBe(E.EINVAL);
});

test("pid namespaces nest 32 deep, no deeper", () => {
  const b = new Bench();
  for (let level = 0; level < PID_NS_DEPTH; level++) {
    b.ok("clone", { flags: F.CLONE_NEWPID });
    b.as(b.tx.task(b.pid).children.at(-1) as number);
  }
  expect(b.call("clone", { flags: F.CLONE_NEWPID })).toBe(E.ENOSPC);
});

test("a user namespace can not be made in a chroot", () => {
  const b = new Bench();
  b.ok("mkdir", { path: "/jail", mode: 0o755 });
  b.ok("chroot", { path: "/jail" });
  expect(b.call("unshare", { flags: F.CLONE_NEWUSER })).toBe(E.EPERM);
});

test("before its map is written, everybody in a user namespace is the overflow user", () => {
  const b = new Bench();
  b.ok("unshare", { flags: F.CLONE_NEWUSER });
  expect([b.call("getuid", {}), b.call("getgid", {})]).toEqual([65534, 65534]);
});

test("an ordinary user may map only the own id, and the group only after setgroups was denied", () => {
  const b = new Bench();
  const pid = b.spawn({ uid: 1000 });
  b.ok("unshare", { flags: F.CLONE_NEWUSER });
  const { user } = b.tx.task(pid).ns;
  const map = (which: "uid" | "gid", text: string) => applyIdMap(b.tx, pid, user, which, text);
  expect(map("uid", "0 0 1\n")).toBe(E.EPERM);
  expect(map("uid", "0 1000 2\n")).toBe(E.EPERM);
  expect(map("uid", "0 1000 1\n")).toBe(9);
  expect(map("uid", "0 1000 1\n")).toBe(E.EPERM);
  expect(map("gid", "0 1000 1\n")).toBe(E.EPERM);
  expect(applySetgroups(b.tx, pid, user, "deny")).toBe(4);
  expect(map("gid", "0 1000 1\n")).toBe(9);
  expect([b.call("getuid", {}), b.call("getgid", {})]).toEqual([0, 0]);
});

test.each([["0 0 0"], ["0 0 1\n0 5 1"], ["0 0"], ["a b c"], [""]])("the map %j is EINVAL", (text) => {
  const b = new Bench();
  b.ok("unshare", { flags: F.CLONE_NEWUSER });
  expect(applyIdMap(b.tx, b.pid, b.tx.task(b.pid).ns.user, "uid", text)).toBe(E.EINVAL);
});
