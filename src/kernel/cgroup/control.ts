// Which controllers a cgroup has: "Top-down Constraint", "No Internal Process Constraint" - cgroup-v2.rst

import { EBUSY, EINVAL, ENOENT, EOPNOTSUPP, type Errno } from "../abi/errno.ts";
import { values } from "../table.ts";
import type { Kernel } from "../world.ts";
import { type Cgroup, type CgroupId, CONTROLLERS, type Controller, THREADED_CONTROLLERS } from "./cgroup.ts";
import { type Css, freshCss } from "./css.ts";
import { canBeThreadRoot, domainOf, isDomainController, isMixable, isThreadRoot, isValidDomain } from "./threaded.ts";
import { cgroupOf, isWithinCgroup, parentOf, tasksIn } from "./tree.ts";

/** What cgroup.controllers lists: cgroup_control() */
export function controllersOf(k: Kernel, cgroup: Cgroup): readonly Controller[] {
  const parent = parentOf(k, cgroup);
  if (!parent) return CONTROLLERS;
  const granted = parent.subtreeControl;
  return cgroup.threaded ? granted.filter((c) => THREADED_CONTROLLERS.includes(c)) : granted;
}

/** The nearest cgroup, itself or above, that the controller keeps something for; null at the root. */
export function controlledBy(k: Kernel, id: CgroupId, controller: Controller): Cgroup | null {
  for (let at: Cgroup | null = cgroupOf(k, id); at; at = parentOf(k, at)) if (at.css[controller]) return at;
  return null;
}

interface Asked {
  readonly enable: readonly Controller[];
  readonly disable: readonly Controller[];
}

/** "Space separated list of controllers prefixed with '+' or '-'"; the last word about one counts. */
export function parseControl(text: string): Asked | Errno {
  const asked = new Map<Controller, boolean>();
  for (const word of text.trim().split(" ")) {
    if (word === "") continue;
    const name = CONTROLLERS.find((c) => c === word.slice(1));
    // Controllers that are always on are known by name, but there is nothing to switch.
    if (!name && word.slice(1) === "perf_event" && /^[+-]/.test(word)) {
      if (word[0] === "+") return ENOENT;
      continue;
    }
    if (!name || !/^[+-]/.test(word)) return EINVAL;
    asked.set(name, word[0] === "+");
  }
  const which = (on: boolean) => CONTROLLERS.filter((c) => asked.get(c) === on);
  return { enable: which(true), disable: which(false) };
}

/** What a write really changes, or why it may not: cgroup_subtree_control_write() */
export function vetControl(k: Kernel, cgroup: Cgroup, asked: Asked): Asked | Errno {
  const enable: Controller[] = [];
  const disable: Controller[] = [];
  for (const c of CONTROLLERS) {
    const on = cgroup.subtreeControl.includes(c);
    if (asked.enable.includes(c) && !on) {
      if (!controllersOf(k, cgroup).includes(c)) return ENOENT;
      enable.push(c);
    } else if (asked.disable.includes(c) && on) {
      if (cgroup.children.some((id) => cgroupOf(k, id).subtreeControl.includes(c))) return EBUSY;
      disable.push(c);
    }
  }
  return vetEnable(k, cgroup, enable) ?? { enable, disable };
}

/** cgroup_vet_subtree_control_enable() */
function vetEnable(k: Kernel, cgroup: Cgroup, enable: readonly Controller[]): Errno | null {
  if (enable.length === 0) return null;
  if (!isValidDomain(k, domainOf(k, cgroup))) return EOPNOTSUPP;
  if (isMixable(cgroup)) return null;
  if (enable.some(isDomainController)) {
    if (isThreadRoot(k, cgroup) || cgroup.threaded) return EOPNOTSUPP;
  } else if (canBeThreadRoot(k, cgroup) || cgroup.threaded) return null;
  // "Non-root cgroups can distribute domain resources to their children only when they don't have any processes of
  // their own" - cgroup-v2.rst, No Internal Process Constraint
  return tasksIn(k, cgroup.id).length > 0 ? EBUSY : null;
}

/** The css of `cgroup` as its parent's subtree_control and its type want it: cgroup_apply_control() */
export function appliedCss(k: Kernel, cgroup: Cgroup, by: { uid: number; gid: number }): Css {
  const wanted = controllersOf(k, cgroup);
  const css: Partial<Record<Controller, unknown>> = {};
  for (const c of wanted) css[c] = cgroup.css[c] ?? firstCss(k, cgroup, c, by);
  return css as Css;
}

function firstCss(k: Kernel, cgroup: Cgroup, controller: Controller, { uid, gid }: { uid: number; gid: number }) {
  const fresh = freshCss(controller, uid, gid);
  if (controller !== "pids") return fresh;
  // The processes that are there already move to it, zombies too: pids_can_attach()
  const current = values(k.tasks).filter((t) => isWithinCgroup(k, t.cgroup, cgroup.id)).length;
  return { ...fresh, current, peak: current };
}
