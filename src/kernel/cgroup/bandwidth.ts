// cpu.max and cpu.weight: who gets the processor - kernel/sched/fair.c, "CFS bandwidth control"
//
//   charged ──> used < quota ──> goes on
//           └─> used ≥ quota ──> throttled until the period ends ──> unthrottled, used - quota

import { set } from "../table.ts";
import type { Kernel } from "../world.ts";
import type { Cgroup, CgroupId } from "./cgroup.ts";
import { type Bandwidth, type CpuCss, DEFAULT_SHARES, sharesOf } from "./css.ts";
import { NO_PRESSURE, stalled } from "./psi.ts";
import { cgroupOf, selfAndAncestors } from "./tree.ts";

const US = 1000; // virtual nanoseconds
const LAG = 6_000_000; // virtual nanoseconds that one who slept may be behind the others

export interface Throttled {
  readonly cgroup: CgroupId;
  readonly until: number;
}

/** The bandwidth at `at`: periods that have passed give back their quota. */
function rolled(css: CpuCss, at: number): Bandwidth {
  const { bandwidth: b, quota } = css;
  if (quota === null) return b;
  if (b.since === null) return { ...b, since: at };
  const passed = Math.floor((at - b.since) / (css.period * US));
  if (passed <= 0) return b;
  // The timer stops after a period in which nobody ran: sched_cfs_period_timer()
  const since = b.since + passed * css.period * US;
  return { ...b, since, used: Math.max(0, b.used - passed * quota * US), periods: b.periods + Math.min(passed, 2) };
}

function put(k: Kernel, cgroup: Cgroup): Kernel {
  return { ...k, cgroups: set(k.cgroups, cgroup.id, cgroup) };
}

/** Its processes used `ran` nanoseconds, up to `at`: counted here and in all above, but for the root. */
export function chargeCpu(k: Kernel, id: CgroupId, ran: number, at: number): Kernel {
  let next = k;
  for (const { id: here, parent } of selfAndAncestors(k, id)) {
    if (parent === null) break;
    const cgroup = cgroupOf(next, here);
    const { cpu } = cgroup.css;
    const cpuTime = cgroup.cpuTime + ran;
    if (!cpu) {
      next = put(next, { ...cgroup, cpuTime });
      continue;
    }
    const above = cgroupOf(next, parent);
    const from = Math.max(cpu.vruntime, above.minVruntime - LAG);
    const vruntime = from + (ran * DEFAULT_SHARES) / sharesOf(cpu);
    const bandwidth = rolled(cpu, at - ran);
    const css = { ...cgroup.css, cpu: { ...cpu, vruntime, bandwidth: { ...bandwidth, used: bandwidth.used + ran } } };
    next = put(put(next, { ...cgroup, cpuTime, css }), { ...above, minVruntime: Math.max(above.minVruntime, from) });
  }
  return next;
}

/** The cgroups, from `id` upwards, that have used up their quota and are not throttled yet. */
export function exhausted(k: Kernel, id: CgroupId): readonly Throttled[] {
  return selfAndAncestors(k, id).flatMap(({ id: cgroup, css: { cpu } }) => {
    if (!cpu || cpu.quota === null || cpu.bandwidth.since === null || cpu.bandwidth.throttledAt !== null) return [];
    if (cpu.bandwidth.used < cpu.quota * US) return [];
    return [{ cgroup, until: cpu.bandwidth.since + cpu.period * US }];
  });
}

function changeCpu(k: Kernel, id: CgroupId, part: (cpu: CpuCss) => Bandwidth): Kernel {
  const cgroup = cgroupOf(k, id);
  const { cpu } = cgroup.css;
  return cpu ? put(k, { ...cgroup, css: { ...cgroup.css, cpu: { ...cpu, bandwidth: part(cpu) } } }) : k;
}

export function throttle(k: Kernel, id: CgroupId, at: number, until: number): Kernel {
  const next = changeCpu(k, id, ({ bandwidth }) => ({ ...bandwidth, throttledAt: at }));
  return { ...next, throttled: [...k.throttled, { cgroup: id, until }].sort((a, b) => a.until - b.until) };
}

export function unthrottle(k: Kernel, id: CgroupId, at: number): Kernel {
  const since = cgroupOf(k, id).css.cpu?.bandwidth.throttledAt ?? at;
  const next = changeCpu(k, id, ({ bandwidth: b, quota }) => ({
    since: at,
    used: Math.max(0, b.used - (quota ?? 0) * US),
    throttledAt: null,
    periods: b.periods + 1,
    throttled: b.throttled + 1,
    throttledTime: b.throttledTime + at - since,
  }));
  return { ...feel(next, id, "cpu", at - since, at), throttled: k.throttled.filter((t) => t.cgroup !== id) };
}

/** Tasks of a cgroup stalled: that is pressure there and in all above, but for the root. */
export function feel(k: Kernel, id: CgroupId, resource: "cpu" | "memory" | "io", ns: number, at: number): Kernel {
  return selfAndAncestors(k, id).reduce((now, cgroup) => {
    if (cgroup.parent === null) return now;
    const psi = { ...cgroup.psi, [resource]: stalled(cgroup.psi[resource] ?? NO_PRESSURE, ns, at) };
    return put(now, { ...cgroupOf(now, cgroup.id), psi });
  }, k);
}
