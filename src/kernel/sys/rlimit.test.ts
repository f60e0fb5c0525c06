import { expect, test } from "vitest";
import { EFBIG, EINVAL, EMFILE, EPERM } from "../abi/errno.ts";
import { O_CREAT, O_RDONLY, O_WRONLY } from "../abi/flags.ts";
import { RLIM_INFINITY, resourceNumber } from "../abi/resource.ts";
import { Bench } from "../fs/testbench.ts";

const nofile = { pid: 0, resource: resourceNumber("nofile") };

test("a process may lower its hard limit and never raise it again, root may", () => {
  const b = new Bench();
  b.spawn({ uid: 1000 });
  expect(b.call("prlimit64", { ...nofile, next: { soft: 10, hard: 20 } })).toEqual({ soft: 1024, hard: 4096 });
  expect(b.call("prlimit64", { ...nofile, next: { soft: 20, hard: 21 } })).toBe(EPERM);
  expect(b.call("prlimit64", { ...nofile, next: { soft: 21, hard: 20 } })).toBe(EINVAL);
  expect(b.as(1).call("prlimit64", { ...nofile, pid: 2, next: { soft: 30, hard: 40 } })).toEqual({
    soft: 10,
    hard: 20,
  });
  expect(b.as(2).call("getrlimit", { resource: nofile.resource })).toEqual({ soft: 30, hard: 40 });
});

test("no descriptor gets a number at or above RLIMIT_NOFILE", () => {
  const b = new Bench();
  b.write("/f", "");
  const first = b.ok("openat", { path: "/f", flags: O_RDONLY });
  b.ok("setrlimit", { resource: nofile.resource, next: { soft: first + 1, hard: 100 } });
  expect(b.call("openat", { path: "/f", flags: O_RDONLY })).toBe(EMFILE);
  expect(b.call("dup", { fd: first })).toBe(EMFILE);
});

test("a write stops at RLIMIT_FSIZE; the next is EFBIG and SIGXFSZ", () => {
  const b = new Bench();
  b.ok("setrlimit", { resource: resourceNumber("fsize"), next: { soft: 4, hard: RLIM_INFINITY } });
  const fd = b.ok("openat", { path: "/g", flags: O_WRONLY | O_CREAT, mode: 0o644 });
  expect(b.call("write", { fd, data: "abcdef" })).toBe(4);
  expect(b.call("write", { fd, data: "g" })).toBe(EFBIG);
});
