// What happens when a cgroup has no room: the cache of files on a disk is given up; where that is not enough, a process
// is killed. try_charge_memcg(), mm/memcontrol.c; oom_kill_process(), mm/oom_kill.c

import { SIGKILL } from "../abi/signal.ts";
import { values } from "../table.ts";
import { sendSignal } from "../task/signal.ts";
import type { Pid, Task } from "../task/task.ts";
import type { Tx } from "../tx.ts";
import type { CgroupId } from "./cgroup.ts";
import { controlledBy } from "./control.ts";
import type { MemoryEvent } from "./css.ts";
import { EXEC_PAGES, overMemoryMax, used } from "./memory.ts";
import { cgroupOf, isWithinCgroup, selfAndAncestors, tasksWithin } from "./tree.ts";

export const note = (tx: Tx, cgroup: CgroupId, event: MemoryEvent, count = 1): void =>
  tx.emit({ type: "memory.noted", cgroup, event, count });

/** Gives up at least `pages` of file cache charged to `id` or below, if there are so many. How many it gave up. */
export function reclaimCache(tx: Tx, id: CgroupId, pages: number): number {
  if (pages <= 0 || (cgroupOf(tx.k, id).css.memory?.pages.file ?? 0) === 0) return 0;
  let freed = 0;
  for (const inode of values(tx.k.inodes)) {
    for (const charge of inode.charges ?? []) {
      if (freed >= pages) return freed;
      if (charge.kind !== "file" || !isWithinCgroup(tx.k, charge.cgroup, id)) continue;
      const some = Math.min(charge.pages, pages - freed);
      tx.emit({ type: "cache.charged", inode: inode.id, cgroup: charge.cgroup, kind: "file", pages: -some });
      freed += some;
    }
  }
  return freed;
}

/** Resident pages: what the OOM killer looks for the most of. */
export const resident = ({ memory }: Task): number => memory.touched + EXEC_PAGES;

/** Is it about to end, and its memory about to be free? */
export const isDying = (task: Task): boolean => task.sig.pending.some((p) => p.sig === SIGKILL);
const UNKILLABLE = -1000; // OOM_SCORE_ADJ_MIN, include/uapi/linux/oom.h

/** oom_badness(): pages, and a thousandth of the limit for each point of oom_score_adj; null: never killed. */
function badness(task: Task, limit: number): number | null {
  const adj = task.memory.oomScoreAdj ?? 0;
  if (adj === UNKILLABLE || (task.pid as number) === 1) return null;
  return resident(task) + Math.trunc((adj * limit) / 1000);
}

/**
 * Kills the process in `id` that has the most memory. False where there is none to kill; true also while one is dying.
 * mem_cgroup_out_of_memory()
 */
export function outOfMemory(tx: Tx, id: CgroupId): boolean {
  const candidates = tasksWithin(tx.k, id);
  if (candidates.some(isDying)) return true;
  const limit = cgroupOf(tx.k, id).css.memory?.max ?? 0;
  let victim: Task | null = null;
  let most = Number.NEGATIVE_INFINITY;
  for (const task of candidates) {
    const points = badness(task, limit);
    if (points === null || points < most) continue;
    victim = task;
    most = points;
  }
  if (!victim) return false;
  oomKill(tx, victim);
  // "memory.oom.group … Determines whether the cgroup should be treated as an indivisible workload by the OOM killer"
  const memcg = controlledBy(tx.k, victim.cgroup, "memory");
  const above = memcg ? selfAndAncestors(tx.k, memcg.id).filter((c) => isWithinCgroup(tx.k, c.id, id)) : [];
  const group = above.filter((c) => c.css.memory?.oomGroup).at(-1);
  if (!group) return true;
  note(tx, group.id, "oom_group_kill");
  // The victim is in the group, too, and is counted a second time: oom_kill_memcg_member()
  for (const task of tasksWithin(tx.k, group.id)) if (badness(task, limit) !== null) oomKill(tx, task);
  return true;
}

function oomKill(tx: Tx, task: Task): void {
  const memcg = controlledBy(tx.k, task.cgroup, "memory");
  if (memcg) note(tx, memcg.id, "oom_kill");
  sendSignal(tx, 0 as Pid, task.pid, SIGKILL);
}

/**
 * Makes room for `pages` that a process in `id` wants. How many it may have now: fewer when somebody was killed and has
 * not gone yet, or when the asker was.
 */
export function makeRoom(tx: Tx, id: CgroupId, pages: number): number {
  for (;;) {
    const over = overMemoryMax(tx.k, id, pages);
    if (!over) return pages;
    note(tx, over.cgroup, "max");
    if (reclaimCache(tx, over.cgroup, pages - over.room) > 0) continue;
    if (over.room > 0) return Math.min(over.room, makeRoom(tx, id, over.room));
    note(tx, over.cgroup, "oom");
    return outOfMemory(tx, over.cgroup) ? 0 : pages; // nobody can be killed: the kernel gives it all the same
  }
}

/** After memory.max was lowered, or something was charged that could not wait: reclaim, then kill, until it fits. */
export function enforceMax(tx: Tx, id: CgroupId): void {
  const doomed = new Set<Pid>();
  for (;;) {
    const { memory } = cgroupOf(tx.k, id).css;
    if (!memory || memory.max === null) return;
    const leaving = tasksWithin(tx.k, id).filter((t) => doomed.has(t.pid) || isDying(t));
    const freed = leaving.flatMap((t) => t.memory.charges).reduce((n, c) => n + c.pages, 0);
    const excess = used(memory) - freed - memory.max;
    if (excess <= 0 || reclaimCache(tx, id, excess) >= excess) return;
    note(tx, id, "max");
    note(tx, id, "oom");
    const before = leaving.length;
    if (before > 0 || !outOfMemory(tx, id)) return;
    for (const task of tasksWithin(tx.k, id)) if (isDying(task)) doomed.add(task.pid);
    if (doomed.size === before) return;
  }
}

/** The limits above a process that was charged without asking: fork(2), execve(2). */
export function enforceAbove(tx: Tx, id: CgroupId): void {
  const over = overMemoryMax(tx.k, id, 0);
  if (over) enforceMax(tx, over.cgroup);
}
