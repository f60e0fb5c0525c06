// Walking the hierarchy.

import { get, lookup, values } from "../table.ts";
import type { Task } from "../task/task.ts";
import type { Kernel } from "../world.ts";
import { type Cgroup, type CgroupId, ROOT_CGROUP } from "./cgroup.ts";

export const cgroupOf = (k: Kernel, id: CgroupId): Cgroup => lookup(k.cgroups, id);

export const parentOf = (k: Kernel, { parent }: Cgroup): Cgroup | null =>
  parent === null ? null : cgroupOf(k, parent);

/** It and all above, the root last. */
export function selfAndAncestors(k: Kernel, id: CgroupId): Cgroup[] {
  const list: Cgroup[] = [];
  for (let at: Cgroup | null = cgroupOf(k, id); at; at = parentOf(k, at)) list.push(at);
  return list;
}

/** It and all live ones below, parents first. */
export function selfAndDescendants(k: Kernel, id: CgroupId): Cgroup[] {
  const here = cgroupOf(k, id);
  return [here, ...here.children.flatMap((child) => selfAndDescendants(k, child))];
}

export const countDescendants = (k: Kernel, id: CgroupId): number => selfAndDescendants(k, id).length - 1;

/** Is `id` the cgroup `top` or below it? cgroup_is_descendant() */
export function isWithinCgroup(k: Kernel, id: CgroupId, top: CgroupId): boolean {
  for (let at: CgroupId | null | undefined = id; at !== null && at !== undefined; at = get(k.cgroups, at)?.parent) {
    if (at === top) return true;
  }
  return false;
}

/** Its living processes. A zombie "does not appear in cgroup.procs" - cgroup-v2.rst, Processes */
export function tasksIn(k: Kernel, id: CgroupId): Task[] {
  return values(k.tasks).filter((t) => t.cgroup === id && t.state !== "zombie" && t.state !== "dead");
}

/** The living processes of it and all below. */
export function tasksWithin(k: Kernel, id: CgroupId): Task[] {
  const alive = values(k.tasks).filter((t) => t.state !== "zombie" && t.state !== "dead");
  return id === ROOT_CGROUP ? alive : alive.filter((t) => isWithinCgroup(k, t.cgroup, id));
}

/** "its sub-hierarchy contains live processes" - cgroup-v2.rst, cgroup.events */
export const isPopulated = (k: Kernel, id: CgroupId): boolean => tasksWithin(k, id).length > 0;

/**
 * A path from the cgroup `root`, with "/.." for each level that it leaves upwards: kernfs_path_from_node()
 * "the pathname … is relative to the cgroup root directory of the reading process" - cgroup_namespaces(7)
 */
export function pathFrom(k: Kernel, id: CgroupId, root: CgroupId): string {
  const up = selfAndAncestors(k, root).map((c) => c.id);
  const chain = selfAndAncestors(k, id);
  const common = chain.find((c) => up.includes(c.id));
  const ups = "/..".repeat(up.indexOf(common?.id ?? ROOT_CGROUP));
  const down = chain.slice(0, chain.indexOf(common as Cgroup)).reverse();
  return `${ups}${down.map((c) => `/${c.name}`).join("")}` || "/";
}
