// Which devices a container may use: the rules of its configuration, then those that every program may expect.

import { failed } from "../../kernel/abi/errno.ts";
import { O_CLOEXEC, O_DIRECTORY, O_RDONLY } from "../../kernel/abi/flags.ts";
import type { DeviceRule } from "../../kernel/cgroup/devices.ts";
import { BPF_PROG_ATTACH } from "../../kernel/sys/bpf.ts";
import { readFile } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { errnoText, Failure, orFail } from "./failure.ts";
import type { ResourcesSpec } from "./spec.ts";

const one = (major: number, minor: number | null, access = "rwm"): DeviceRule => ({
  allow: true,
  type: "c",
  major,
  minor,
  access,
});

// AllowedDevices, libcontainer/specconv/spec_linux.go: a device node may always be made, for that is not to use it.
const ALWAYS: readonly DeviceRule[] = [
  { allow: true, type: "c", major: null, minor: null, access: "m" },
  { allow: true, type: "b", major: null, minor: null, access: "m" },
  one(1, 3), // null
  one(1, 8), // random
  one(1, 7), // full
  one(5, 0), // tty
  one(1, 5), // zero
  one(1, 9), // urandom
  one(136, null), // pts
  one(5, 2), // ptmx
  one(10, 200), // net/tun
];

const numberOr = (n: number | undefined): number | null => (n === undefined || n === -1 ? null : n);

const rulesOf = ({ devices = [] }: ResourcesSpec): DeviceRule[] => [
  ...devices.map(
    ({ allow, type, major, minor, access = "rwm" }): DeviceRule => ({
      allow,
      type: type === "b" || type === "c" ? type : "a",
      major: numberOr(major),
      minor: numberOr(minor),
      access,
    }),
  ),
  ...ALWAYS,
];

/** setDevices(), fs2/devices.go. In a user namespace nobody may attach a program, and no device can be made either. */
export function* setDevices(dir: string, resources: ResourcesSpec = {}): Run<void> {
  const map = yield* readFile("/proc/self/uid_map");
  if (failed(map) || !/^\s*0\s+0\s+4294967295\s*$/.test(map)) return;
  const fd = orFail(yield* sys("openat", { path: dir, flags: O_RDONLY | O_DIRECTORY | O_CLOEXEC }), `open ${dir}`);
  const e = yield* sys("bpf", { cmd: BPF_PROG_ATTACH, fd, rules: rulesOf(resources) });
  yield* sys("close", { fd });
  if (failed(e)) throw new Failure(`bpf_prog_query(BPF_CGROUP_DEVICE) failed: ${errnoText(e)}`);
}
