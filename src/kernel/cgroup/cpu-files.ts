// cpu.*: weights and limits of processor time - cgroup-v2.rst, CPU; kernel/sched/core.c

import { EINVAL, ERANGE, type Errno } from "../abi/errno.ts";
import { values } from "../table.ts";
import { filesOf, type Seen, type Written } from "./cftype.ts";
import { type CpuCss, DEFAULT_SHARES, freshCss, NO_BANDWIDTH, sharesOf } from "./css.ts";
import { kstrtos64, kstrtou64 } from "./parse.ts";

const base = filesOf(null, "everywhere");
const { kept } = filesOf("cpu", "below");

const cpu = ({ cgroup: { css } }: Seen): CpuCss => css.cpu ?? freshCss("cpu", 0, 0);

const US = 1000; // virtual nanoseconds
const DEFAULT_WEIGHT = 100; // CGROUP_WEIGHT_DFL
const MOST_WEIGHT = 10_000; // CGROUP_WEIGHT_MAX
const LEAST_QUOTA = 1000; // microseconds; min_cfs_quota_period
const MOST_PERIOD = 1_000_000; // microseconds; max_cfs_quota_period

/** sched_prio_to_weight[]: nice -20 to 19. */
const NICE_WEIGHTS = [
  88761, 71755, 56483, 46273, 36291, 29154, 23254, 18705, 14949, 11916, 9548, 7620, 6100, 4904, 3906, 3121, 2501, 1991,
  1586, 1277, 1024, 820, 655, 526, 423, 335, 272, 215, 172, 137, 110, 87, 70, 56, 45, 36, 29, 23, 18, 15,
];

function weightOf(css: CpuCss): number {
  const weight = Math.round((sharesOf(css) * DEFAULT_WEIGHT) / DEFAULT_SHARES);
  return Math.min(MOST_WEIGHT, Math.max(1, weight));
}

/** The nice value whose weight is nearest: cpu_weight_nice_read_s64() */
function niceOf(css: CpuCss): number {
  const weight = sharesOf(css);
  let last = Number.POSITIVE_INFINITY;
  let prio = 0;
  for (; prio < NICE_WEIGHTS.length; prio++) {
    const delta = Math.abs((NICE_WEIGHTS[prio] as number) - weight);
    if (delta >= last) break;
    last = delta;
  }
  return prio - 1 - 20;
}

function change({ tx, cgroup }: Written, to: Partial<CpuCss>): void {
  tx.emit({ type: "css.changed", cgroup: cgroup.id, controller: "cpu", to });
}

function writeWeight(to: Written, data: string): number | Errno {
  const parsed = kstrtou64(data);
  if (typeof parsed === "number") return parsed;
  if (parsed.value < 1 || parsed.value > MOST_WEIGHT) return ERANGE;
  // "a group with the idle policy keeps its weight": sched_group_set_shares()
  if (cpu(to).idle) return EINVAL;
  change(to, { shares: Math.round((parsed.value * DEFAULT_SHARES) / DEFAULT_WEIGHT) });
  return data.length;
}

function writeNice(to: Written, data: string): number | Errno {
  const parsed = kstrtos64(data);
  if (typeof parsed === "number") return parsed;
  if (parsed.value < -20 || parsed.value > 19) return ERANGE;
  if (cpu(to).idle) return EINVAL;
  change(to, { shares: NICE_WEIGHTS[parsed.value + 20] as number });
  return data.length;
}

function writeIdle(to: Written, data: string): number | Errno {
  const parsed = kstrtos64(data);
  if (typeof parsed === "number") return parsed;
  if (parsed.value !== 0 && parsed.value !== 1) return EINVAL;
  const idle = parsed.value === 1;
  if (idle !== cpu(to).idle) change(to, { idle, shares: DEFAULT_SHARES });
  return data.length;
}

/** tg_set_cfs_bandwidth(), in microseconds */
function isSound({ quota, period, burst }: Pick<CpuCss, "quota" | "period" | "burst">): boolean {
  if (period < LEAST_QUOTA || period > MOST_PERIOD) return false;
  return quota === null || (quota >= LEAST_QUOTA && burst <= quota);
}

function setBandwidth(to: Written, limits: Pick<CpuCss, "quota" | "period" | "burst">): Errno | null {
  if (!isSound(limits)) return EINVAL;
  const css = cpu(to);
  if (css.bandwidth.throttledAt !== null) to.tx.emit({ type: "cpu.unthrottled", cgroup: to.cgroup.id, at: to.tx.now });
  const { bandwidth } = css.bandwidth.throttledAt === null ? css : { bandwidth: bandwidthNow(to) };
  change(to, { ...limits, bandwidth: { ...bandwidth, since: null, used: 0 } });
  return null;
}

const bandwidthNow = ({ tx, cgroup }: Written) =>
  values(tx.k.cgroups).find((c) => c.id === cgroup.id)?.css.cpu?.bandwidth ?? NO_BANDWIDTH;

/** "$MAX $PERIOD": sscanf("%20s %llu"), what follows is not looked at. cpu_period_quota_parse() */
function writeMax(to: Written, data: string): number | Errno {
  const { period, burst } = cpu(to);
  const [first, second] = data.trim().split(/\s+/);
  const length = /^\d+/.exec(second ?? "")?.[0];
  const quota = /^\d+/.exec(first ?? "")?.[0];
  if (quota === undefined && first !== "max") return EINVAL;
  const limits = {
    quota: quota === undefined ? null : Number(quota),
    period: length === undefined ? period : Number(length),
  };
  return setBandwidth(to, { ...limits, burst }) ?? data.length;
}

function writeBurst(to: Written, data: string): number | Errno {
  const parsed = kstrtou64(data);
  if (typeof parsed === "number") return parsed;
  const { quota, period } = cpu(to);
  return setBandwidth(to, { quota, period, burst: parsed.value }) ?? data.length;
}

const us = (ns: number): number => Math.floor(ns / US);

/** All of it is counted as user time: a system call costs the same whoever makes it. */
function stat(seen: Seen): string {
  const { v, cgroup } = seen;
  const all = cgroup.parent === null;
  const usage = us(all ? values(v.k.tasks).reduce((n, t) => n + t.cpuTime, 0) : cgroup.cpuTime);
  const cputime = `usage_usec ${usage}\nuser_usec ${usage}\nsystem_usec 0\nnice_usec 0\n`;
  if (!all && !cgroup.css.cpu) return cputime;
  const { periods, throttled, throttledTime } = cpu(seen).bandwidth;
  const limits = `nr_periods ${periods}\nnr_throttled ${throttled}\nthrottled_usec ${us(throttledTime)}\n`;
  return `${cputime}${limits}nr_bursts 0\nburst_usec 0\n`;
}

function statLocal(seen: Seen): string {
  if (seen.cgroup.parent !== null && !seen.cgroup.css.cpu) return "";
  return `throttled_usec ${us(cpu(seen).bandwidth.throttledTime)}\n`;
}

export const CPU_FILES = [
  base.shown("cpu.stat", stat),
  base.shown("cpu.stat.local", statLocal),
  kept("cpu.idle", (seen) => `${Number(cpu(seen).idle)}\n`, writeIdle),
  kept("cpu.max", (seen) => `${cpu(seen).quota ?? "max"} ${cpu(seen).period}\n`, writeMax),
  kept("cpu.max.burst", (seen) => `${cpu(seen).burst}\n`, writeBurst),
  kept("cpu.weight", (seen) => `${weightOf(cpu(seen))}\n`, writeWeight),
  kept("cpu.weight.nice", (seen) => `${niceOf(cpu(seen))}\n`, writeNice),
];
