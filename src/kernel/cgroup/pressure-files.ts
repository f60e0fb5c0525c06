// cpu.pressure, memory.pressure, io.pressure - cgroup-v2.rst; Documentation/accounting/psi.rst, Cgroup2 interface

import { EINVAL, type Errno } from "../abi/errno.ts";
import { capableHere } from "../security/capable.ts";
import { filesOf, type Seen, type Written } from "./cftype.ts";
import { NO_PRESSURE, type PsiResource, psiText } from "./psi.ts";

const { kept } = filesOf(null, "everywhere");

const LONGEST = 10_000_000; // microseconds; WINDOW_MAX_US, kernel/sched/psi.c
const UNPRIVILEGED_STEP = 2_000_000; // microseconds; the period in which averages are computed

/** "<some|full> <stall amount in us> <time window in us>" arms a trigger; nobody polls for it here. */
function trigger({ v }: Written, data: string): number | Errno {
  const [, threshold, window] = /^(?:some|full) (\d+) (\d+)/.exec(data) ?? [];
  const [stall, width] = [Number(threshold), Number(window)];
  if (!window || width === 0 || width > LONGEST || stall === 0 || stall > width) return EINVAL;
  const privileged = capableHere(v.k, v.task, "CAP_SYS_RESOURCE");
  return !privileged && width % UNPRIVILEGED_STEP !== 0 ? EINVAL : data.length;
}

const pressure = (resource: PsiResource) =>
  kept(`${resource}.pressure`, ({ v, cgroup }: Seen) => psiText(cgroup.psi[resource] ?? NO_PRESSURE, v.now), trigger);

export const PRESSURE_FILES = (["cpu", "io", "memory"] as const).map(pressure);
