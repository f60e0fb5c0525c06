// Domains and threaded cgroups: what cgroup.type says, and where processes and controllers may be.
// "cgroup v2 supports thread granularity for a subset of controllers" - cgroup-v2.rst, Threads; kernel/cgroup/cgroup.c

import type { Kernel } from "../world.ts";
import { type Cgroup, type Controller, THREADED_CONTROLLERS } from "./cgroup.ts";
import { cgroupOf, isPopulated, parentOf, tasksIn } from "./tree.ts";

/** The root may have both processes and controllers: cgroup_is_mixable() */
export const isMixable = (cgroup: Cgroup): boolean => cgroup.parent === null;

export const isDomainController = (c: Controller): boolean => !THREADED_CONTROLLERS.includes(c);

/** The cgroup that the resources of a threaded one are accounted to; a domain is its own: dom_cgrp */
export function domainOf(k: Kernel, cgroup: Cgroup): Cgroup {
  const parent = parentOf(k, cgroup);
  return cgroup.threaded && parent ? domainOf(k, parent) : cgroup;
}

/** cgroup_can_be_thread_root() */
export function canBeThreadRoot(k: Kernel, cgroup: Cgroup): boolean {
  if (isMixable(cgroup)) return true;
  if (cgroup.threaded) return false;
  const children = cgroup.children.map((id) => cgroupOf(k, id));
  if (children.some((c) => !c.threaded && isPopulated(k, c.id))) return false;
  return !cgroup.subtreeControl.some(isDomainController);
}

/** cgroup_is_thread_root() */
export function isThreadRoot(k: Kernel, cgroup: Cgroup): boolean {
  if (cgroup.threaded) return false;
  if (cgroup.children.some((id) => cgroupOf(k, id).threaded)) return true;
  return cgroup.subtreeControl.some((c) => !isDomainController(c)) && tasksIn(k, cgroup.id).length > 0;
}

/** "a domain which isn't connected to the root w/o brekage can't be used": cgroup_is_valid_domain() */
export function isValidDomain(k: Kernel, cgroup: Cgroup): boolean {
  if (cgroup.threaded) return false;
  for (let at = parentOf(k, cgroup); at; at = parentOf(k, at)) {
    if (!isMixable(at) && isThreadRoot(k, at)) return false;
    if (at.threaded) return false;
  }
  return true;
}

export type CgroupType = "domain" | "domain threaded" | "domain invalid" | "threaded";

export function cgroupType(k: Kernel, cgroup: Cgroup): CgroupType {
  if (cgroup.threaded) return "threaded";
  if (!isValidDomain(k, cgroup)) return "domain invalid";
  return isThreadRoot(k, cgroup) ? "domain threaded" : "domain";
}
