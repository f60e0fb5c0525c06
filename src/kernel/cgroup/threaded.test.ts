import { expect, test } from "vitest";
import { EBUSY, EINVAL, EOPNOTSUPP } from "../abi/errno.ts";
import { CgroupBench } from "./testbench.ts";

test("a threaded cgroup makes its parent the root of a threaded domain, and its siblings invalid", () => {
  const b = new CgroupBench().mkdir("t", "t/a", "t/b", "t/b/c");
  b.set("t/a/cgroup.type", "threaded");
  const types = ["t", "t/a", "t/b", "t/b/c"].map((path) => b.get(`${path}/cgroup.type`).trim());
  expect(types).toEqual(["domain threaded", "threaded", "domain invalid", "domain invalid"]);
  expect(b.set("t/b/cgroup.procs", "0")).toBe(EOPNOTSUPP);
  expect(b.set("t/b/cgroup.type", "domain")).toBe(EINVAL);
});

test("the root of the domain lists the processes of the whole domain", () => {
  const b = new CgroupBench().mkdir("t", "t/a");
  b.set("t/a/cgroup.type", "threaded");
  b.set("t/a/cgroup.procs", "0");
  expect([b.get("t/cgroup.procs"), b.get("t/cgroup.threads"), b.get("t/a/cgroup.threads")]).toEqual(["1\n", "", "1\n"]);
  const fd = b.ok("openat", { path: "/cg/t/a/cgroup.procs", flags: 0 });
  expect(b.call("read", { fd, count: 10 })).toBe(EOPNOTSUPP);
});

test("domain controllers and processes exclude each other, threaded ones do not", () => {
  const b = new CgroupBench("memory", "pids").mkdir("t");
  b.set("t/cgroup.procs", "0");
  expect(b.set("t/cgroup.subtree_control", "+memory")).toBe(EBUSY);
  expect(b.set("t/cgroup.subtree_control", "+pids")).toBe(5);
  expect(b.get("t/cgroup.type")).toBe("domain threaded\n");
  b.set("cgroup.procs", "0");
  expect(b.get("t/cgroup.type")).toBe("domain\n");
  b.set("t/cgroup.subtree_control", "+memory");
  expect(b.set("t/cgroup.procs", "0")).toBe(EBUSY);
});
