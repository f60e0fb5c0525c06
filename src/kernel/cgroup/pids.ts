// pids: how many processes a cgroup may have - Documentation/admin-guide/cgroup-v1/pids.rst, kernel/cgroup/pids.c

import { EINVAL, type Errno } from "../abi/errno.ts";
import { set } from "../table.ts";
import type { Tx } from "../tx.ts";
import type { Kernel } from "../world.ts";
import type { Cgroup, CgroupId } from "./cgroup.ts";
import type { PidsCss } from "./css.ts";
import { kstrtou64 } from "./parse.ts";
import { cgroupOf, selfAndAncestors } from "./tree.ts";

const PID_MAX_LIMIT = 4 * 2 ** 20; // include/linux/threads.h, 64 bits

export function changePids(k: Kernel, cgroup: Cgroup, part: (old: PidsCss) => Partial<PidsCss>): Kernel {
  const { pids } = cgroup.css;
  if (!pids) return k;
  const css = { ...cgroup.css, pids: { ...pids, ...part(pids) } };
  return { ...k, cgroups: set(k.cgroups, cgroup.id, { ...cgroup, css }) };
}

/** `n` more processes here and above: pids_charge(), pids_uncharge() */
export function chargePids(k: Kernel, id: CgroupId, n: number): Kernel {
  return selfAndAncestors(k, id).reduce(
    (now, cgroup) =>
      changePids(now, cgroup, ({ current, peak }) => ({ current: current + n, peak: Math.max(peak, current + n) })),
    k,
  );
}

/** The cgroup whose limit forbids one more process in `id`: pids_try_charge() */
export function overPidsLimit(k: Kernel, id: CgroupId): CgroupId | null {
  const over = selfAndAncestors(k, id).find(
    ({ css: { pids } }) => pids && pids.max !== null && pids.current >= pids.max,
  );
  return over?.id ?? null;
}

/** A fork failed at a limit. Those passed on the way up had one more for a moment, and their peak says so. */
export function limited(k: Kernel, forking: CgroupId, over: CgroupId): Kernel {
  const chain = selfAndAncestors(k, forking);
  const at = chain.findIndex((c) => c.id === over);
  let next = chain
    .slice(0, at)
    .reduce((now, c) => changePids(now, c, ({ current, peak }) => ({ peak: Math.max(peak, current + 1) })), k);
  next = changePids(next, cgroupOf(next, over), ({ eventsLocal }) => ({ eventsLocal: eventsLocal + 1 }));
  // "pids.events … The number of times the cgroup's total number of processes hit the pids.max limit", and above it
  return chain.slice(at).reduce((now, { id }) => {
    return changePids(now, cgroupOf(now, id), ({ events }) => ({ events: events + 1 }));
  }, next);
}

/** Moves a process's charge. Where both are below one cgroup, that has it twice for a moment: pids_can_attach() */
export function moveCharge(k: Kernel, from: CgroupId, to: CgroupId): Kernel {
  return chargePids(chargePids(k, to, 1), from, -1);
}

export function writePidsMax(tx: Tx, id: CgroupId, data: string): number | Errno {
  const text = data.trim();
  const parsed = text === "max" ? { value: null } : kstrtou64(text);
  if (typeof parsed === "number") return parsed;
  if (parsed.value !== null && parsed.value > PID_MAX_LIMIT) return EINVAL;
  const max = parsed.value === PID_MAX_LIMIT ? PID_MAX_LIMIT : parsed.value;
  tx.emit({ type: "css.changed", cgroup: id, controller: "pids", to: { max } });
  return data.length;
}
