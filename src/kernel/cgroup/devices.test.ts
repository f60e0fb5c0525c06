import { expect, test } from "vitest";
import { EPERM } from "../abi/errno.ts";
import { O_DIRECTORY, O_RDONLY, S_IFCHR } from "../abi/flags.ts";
import { Bench } from "../fs/testbench.ts";
import { BPF_PROG_ATTACH } from "../sys/bpf.ts";
import type { DeviceRule } from "./devices.ts";

const NULL_ONLY: readonly DeviceRule[] = [
  { allow: false, type: "a", major: null, minor: null, access: "rwm" },
  { allow: true, type: "c", major: null, minor: null, access: "m" },
  { allow: true, type: "c", major: 1, minor: 3, access: "rw" },
];

test("in a cgroup with rules a device node may be there and not be opened", () => {
  const b = new Bench();
  b.ok("mkdir", { path: "/cg", mode: 0o755 });
  b.ok("mount", { source: "none", target: "/cg", fstype: "cgroup2", flags: 0, data: "" });
  b.ok("mkdir", { path: "/cg/box", mode: 0o755 });
  const fd = b.ok("openat", { path: "/cg/box", flags: O_RDONLY | O_DIRECTORY });
  expect(b.call("bpf", { cmd: BPF_PROG_ATTACH, fd, rules: NULL_ONLY })).toBe(0);
  const node = (path: string, minor: number) => b.call("mknod", { path, mode: S_IFCHR | 0o666, major: 1, minor });
  expect([node("/null", 3), node("/zero", 5)]).toEqual([0, 0]);
  expect(b.call("openat", { path: "/zero", flags: O_RDONLY })).toBeGreaterThan(0);
  b.write("/cg/box/cgroup.procs", "0");
  expect(b.call("openat", { path: "/null", flags: O_RDONLY })).toBeGreaterThan(0);
  expect(b.call("openat", { path: "/zero", flags: O_RDONLY })).toBe(EPERM);
});
