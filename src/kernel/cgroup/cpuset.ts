// cpuset: which processors and memory nodes the processes of a cgroup may use - cgroup-v2.rst, Cpuset

import type { Kernel } from "../world.ts";
import type { Cgroup } from "./cgroup.ts";
import { controlledBy } from "./control.ts";
import type { CpusetCss } from "./css.ts";
import { cgroupOf, parentOf } from "./tree.ts";

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
export const NODES: readonly number[] = [0]; // memory nodes of the machine

/** Why a partition is none: the words of perr_strings[], kernel/cgroup/cpuset.c */
type Invalid = string | null;

const within = (some: readonly number[], all: readonly number[]): number[] => some.filter((n) => all.includes(n));

/** The processors that a cgroup can give away: those of its nearest cpuset, or all. */
export function effectiveCpus(k: Kernel, cgroup: Cgroup, cpus: number): number[] {
  const parent = parentOf(k, cgroup);
  if (!parent) return range(cpus).filter((n) => !takenBelow(k, cgroup, cpus).includes(n));
  const { cpuset } = cgroup.css;
  if (!cpuset) return effectiveCpus(k, parent, cpus);
  const own = ownCpus(k, cgroup, cpuset, cpus);
  return own.filter((n) => !takenBelow(k, cgroup, cpus).includes(n));
}

/** Before its own partitions below take theirs. */
function ownCpus(k: Kernel, cgroup: Cgroup, cpuset: CpusetCss, cpus: number): number[] {
  const parent = parentOf(k, cgroup) as Cgroup;
  if (cpuset.partition !== "member" && invalid(k, cgroup, cpus) === null) return [...cpuset.cpus];
  const above = effectiveCpus(k, parent, cpus);
  const own = within(cpuset.cpus, above);
  // "If … empty … the cpus of the nearest cgroup ancestor with a non-empty "cpuset.cpus" are used": never none
  return own.length > 0 ? own : above;
}

/** What valid partitions right below have taken from it. */
function takenBelow(k: Kernel, cgroup: Cgroup, cpus: number): number[] {
  return cgroup.children.flatMap((id) => {
    const child = cgroupOf(k, id);
    const { cpuset } = child.css;
    return cpuset && cpuset.partition !== "member" && invalid(k, child, cpus) === null ? cpuset.cpus : [];
  });
}

function isPartitionRoot(k: Kernel, cgroup: Cgroup, cpus: number): boolean {
  if (cgroup.parent === null) return true;
  return cgroup.css.cpuset?.partition === "root" && invalid(k, cgroup, cpus) === null;
}

/** Why a cgroup that asked to be a partition is none; null: it is one. */
export function invalid(k: Kernel, cgroup: Cgroup, cpus: number): Invalid {
  const parent = parentOf(k, cgroup);
  const { cpuset } = cgroup.css;
  if (!parent || !cpuset) return null;
  if (!isPartitionRoot(k, parent, cpus)) return "Parent is not a partition root";
  if (cpuset.cpus.length === 0) return "Cpu list in cpuset.cpus not exclusive";
  const siblings = parent.children
    .filter((id) => id !== cgroup.id)
    .flatMap((id) => cgroupOf(k, id).css.cpuset?.cpus ?? []);
  if (within(cpuset.cpus, siblings).length > 0) return "Cpu list in cpuset.cpus not exclusive";
  const above = parent.parent === null ? range(cpus) : (parent.css.cpuset?.cpus ?? range(cpus));
  const rest = above.filter((n) => !cpuset.cpus.includes(n));
  return rest.length === 0 ? "Parent unable to distribute cpu downstream" : null;
}

export function partitionText(k: Kernel, cgroup: Cgroup, cpus: number): string {
  const partition = cgroup.css.cpuset?.partition ?? "member";
  const why = partition === "member" ? null : invalid(k, cgroup, cpus);
  return why === null ? partition : `${partition} invalid (${why})`;
}

/** The cgroup whose cpuset counts for `id`: /proc/PID/cpuset */
export const cpusetOf = (k: Kernel, id: Cgroup["id"]): Cgroup["id"] | null => controlledBy(k, id, "cpuset")?.id ?? null;
