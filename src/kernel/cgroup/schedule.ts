// Who runs next. Without cgroups: who has waited longest. A task of a throttled or frozen cgroup is passed over, and
// between cgroups with a cpu controller the one goes first that has had least for its weight.

import { get } from "../table.ts";
import type { Pid, Task } from "../task/task.ts";
import type { Tx } from "../tx.ts";
import type { Kernel } from "../world.ts";
import { exhausted } from "./bandwidth.ts";
import { type Cgroup, type CgroupId, ROOT_CGROUP } from "./cgroup.ts";
import { isHeld } from "./freezer.ts";
import { cgroupOf, isWithinCgroup, selfAndAncestors } from "./tree.ts";

const isThrottled = (k: Kernel, id: CgroupId): boolean =>
  k.throttled.some(({ cgroup }) => isWithinCgroup(k, id, cgroup));

function mayRun(k: Kernel, pid: Pid): Task | null {
  const task = get(k.tasks, pid);
  if (!task || (task.cgroup !== ROOT_CGROUP && (isThrottled(k, task.cgroup) || isHeld(k, task)))) return null;
  return task;
}

/** The next of the run queue; undefined when nobody in it may run. */
export function nextTask(k: Kernel): Pid | undefined {
  const [first] = k.runQueue;
  if (first === undefined || k.cgroups.size <= 1) return first;
  const ready = k.runQueue.flatMap((pid) => mayRun(k, pid) ?? []);
  const [head] = ready;
  if (!head || ready.length === 1) return head?.pid;
  return fairest(k, ready, head).pid;
}

/** From the top down: at each level the sibling with the least weighted time, as far as there are cgroups with weights. */
function fairest(k: Kernel, ready: readonly Task[], head: Task): Task {
  let among = ready;
  for (const group of groupsOf(k, head.cgroup)) {
    const parent = group.parent;
    const siblings = new Map<CgroupId, Cgroup>();
    for (const task of among) {
      const other = groupsOf(k, task.cgroup).find((g) => g.parent === parent);
      if (other) siblings.set(other.id, other);
    }
    const least = [...siblings.values()].reduce((a, b) => (clock(k, b) < clock(k, a) ? b : a), group);
    among = among.filter((t) => isWithinCgroup(k, t.cgroup, least.id));
    if (least.id !== group.id) return fairestIn(k, among);
  }
  return among[0] ?? head;
}

function fairestIn(k: Kernel, among: readonly Task[]): Task {
  const [head] = among;
  if (!head) throw new Error("a group of the run queue without a task");
  return among.length === 1 ? head : fairest(k, among, head);
}

/** The cgroups above a process that have a weight, the topmost first. */
function groupsOf(k: Kernel, id: CgroupId): Cgroup[] {
  if (id === ROOT_CGROUP) return [];
  return selfAndAncestors(k, id)
    .filter((c) => c.css.cpu)
    .reverse();
}

const LAG = 6_000_000; // virtual nanoseconds, as in bandwidth.ts

function clock(k: Kernel, { parent, css }: Cgroup): number {
  const floor = parent === null ? 0 : cgroupOf(k, parent).minVruntime - LAG;
  return Math.max(css.cpu?.vruntime ?? 0, floor);
}

/** A task of `id` ran for so long, until now. */
export function accountTurn(tx: Tx, id: CgroupId, ran: number): void {
  if (id === ROOT_CGROUP || ran === 0) return;
  tx.emit({ type: "cpu.charged", cgroup: id, ran, at: tx.now });
  for (const { cgroup, until } of exhausted(tx.k, id)) {
    if (until > tx.now) tx.emit({ type: "cpu.throttled", cgroup, at: tx.now, until });
  }
}

/** When the first throttled cgroup may go on, ; never, where none is. */
export const nextUnthrottle = (k: Kernel): number => k.throttled[0]?.until ?? Number.POSITIVE_INFINITY;

/** Ends the throttling of those whose period is over. */
export function unthrottleDue(tx: Tx): void {
  for (const { cgroup, until } of tx.k.throttled) {
    if (until > tx.now) return;
    tx.emit({ type: "cpu.unthrottled", cgroup, at: until });
    for (const again of exhausted(tx.k, cgroup).filter((t) => t.cgroup === cgroup)) {
      if (again.until > tx.now) tx.emit({ type: "cpu.throttled", cgroup, at: tx.now, until: again.until });
    }
  }
}
