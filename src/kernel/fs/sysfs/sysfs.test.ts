import { expect, test } from "vitest";
import { SERVER } from "../../../machine/hardware.ts";
import { Bench } from "../testbench.ts";

function withSys(): Bench {
  const b = new Bench();
  b.ok("mkdir", { path: "/sys", mode: 0o555 });
  b.ok("mount", { source: "sysfs", target: "/sys", fstype: "sysfs", flags: 0, data: "" });
  return b;
}

test("processors and the disk are those of the hardware", () => {
  const b = withSys();
  expect(b.read("/sys/devices/system/cpu/online")).toBe(`0-${SERVER.cpus - 1}\n`);
  expect(b.ls("/sys/devices/system/cpu").filter((n) => /^cpu\d/.test(n))).toHaveLength(SERVER.cpus);
  expect(b.read(`/sys/block/${SERVER.disk.name}/size`)).toBe(`${SERVER.disk.size / 512}\n`);
  expect(b.ok("readlink", { path: "/sys/class/block/vda" })).toBe("../../devices/virtio/block/vda");
});

test("there is a place to mount cgroup2 on", () => {
  const b = withSys();
  b.ok("mount", { source: "cgroup2", target: "/sys/fs/cgroup", fstype: "cgroup2", flags: 0, data: "" });
  expect(b.read("/sys/fs/cgroup/cgroup.controllers")).toBe("cpuset cpu io memory hugetlb pids rdma misc\n");
});
