// cgroup.freeze: "stopping all the processes in the cgroup and its descendants" - cgroup-v2.rst; kernel/cgroup/freezer.c
//
// A frozen process has no state of its own: it is one that could run and is never chosen. A signal that ends it still
// does: "Processes in the frozen cgroup can be killed by a fatal signal."

import { get } from "../table.ts";
import { disposition, nextSignal } from "../task/signal.ts";
import type { Task } from "../task/task.ts";
import type { Kernel } from "../world.ts";
import { type CgroupId, ROOT_CGROUP } from "./cgroup.ts";
import { selfAndAncestors, tasksWithin } from "./tree.ts";

/** Is it, or one above it, to be frozen? */
export function isFreezing(k: Kernel, id: CgroupId): boolean {
  for (let at: CgroupId | null = id; at !== null && at !== ROOT_CGROUP; at = get(k.cgroups, at)?.parent ?? null) {
    if (get(k.cgroups, at)?.freeze) return true;
  }
  return false;
}

/** "frozen" of cgroup.events: nobody in it runs any more. */
export function isFrozen(k: Kernel, id: CgroupId): boolean {
  if (!selfAndAncestors(k, id).some((c) => c.freeze)) return false;
  return tasksWithin(k, id).every((t) => t.state !== "running");
}

/** A frozen process that is not about to be killed. */
export function isHeld(k: Kernel, task: Task): boolean {
  if (task.cgroup === ROOT_CGROUP || !isFreezing(k, task.cgroup)) return false;
  const next = nextSignal(task);
  return !(next && disposition(task, next) === "terminate");
}
