import { expect, test } from "vitest";
import { inDirOrder } from "./name-hash.ts";

test("a directory is read in the order of Linux 6.12: recorded with ls -f", () => {
  const some = ["cgroup.procs", "memory.events", "pids.max", "misc.events", "cgroup.events", "cgroup.type", "cpu.max"];
  expect(inDirOrder(some).slice(0, 3)).toEqual(["misc.events", "cgroup.events", "memory.events"]);
  expect(inDirOrder(["cgroup.procs", "cpuset.cpus.isolated", "io.pressure"])).toEqual([
    "io.pressure",
    "cgroup.procs",
    "cpuset.cpus.isolated",
  ]);
  expect(inDirOrder(["cgroup.pressure", "cgroup.procs"])).toEqual(["cgroup.procs", "cgroup.pressure"]);
});
