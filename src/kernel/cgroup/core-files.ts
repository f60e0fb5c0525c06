// The files "cgroup.*" of every directory - cgroup-v2.rst, Core Interface Files; cgroup_base_files[]

import { EINVAL, ENOENT, EOPNOTSUPP, type Errno } from "../abi/errno.ts";
import { SIGKILL } from "../abi/signal.ts";
import { values } from "../table.ts";
import { numberIn } from "../task/pid.ts";
import { sendSignal } from "../task/signal.ts";
import type { Task } from "../task/task.ts";
import { filesOf, type Seen, type Written } from "./cftype.ts";
import { CONTROLLERS } from "./cgroup.ts";
import { controllersOf, parseControl, vetControl } from "./control.ts";
import type { CgroupChange } from "./event.ts";
import { isFrozen } from "./freezer.ts";
import { migrate } from "./migrate.ts";
import { kstrtoint } from "./parse.ts";
import { canBeThreadRoot, cgroupType, domainOf, isDomainController, isValidDomain } from "./threaded.ts";
import {
  cgroupOf,
  countDescendants,
  isPopulated,
  isWithinCgroup,
  parentOf,
  selfAndDescendants,
  tasksIn,
  tasksWithin,
} from "./tree.ts";

const { shown, kept, told } = filesOf(null, "everywhere");
const BELOW = { on: "below" } as const;
const INT_MAX = 2 ** 31 - 1;

/** A number a line, as the reader's pid namespace has them; one that it does not see is 0: task_pid_vnr() */
const numbers = ({ v }: Seen, tasks: readonly Task[]): string =>
  tasks.map((t) => `${numberIn(v.k, v.task.ns.pid, t.pid)}\n`).join("");

/** Processes count for the domain that they are in, wherever in it their threads are. */
function procs(seen: Seen): string | Errno {
  const { v, cgroup } = seen;
  if (cgroup.threaded) return EOPNOTSUPP;
  const inDomain = tasksWithin(v.k, cgroup.id).filter((t) => domainOf(v.k, cgroupOf(v.k, t.cgroup)).id === cgroup.id);
  return numbers(seen, inDomain);
}

const move =
  (thread: boolean) =>
  ({ tx, v, sb, cgroup, opener }: Written, data: string): number | Errno => {
    const delegates = sb.options.split(",").includes("nsdelegate");
    return migrate(tx, v, opener, { to: cgroup.id, data, thread, delegates });
  };

function control({ tx, v, cgroup }: Written, data: string): number | Errno {
  const asked = parseControl(data);
  if (typeof asked === "number") return asked;
  const change = vetControl(v.k, cgroup, asked);
  if (typeof change === "number") return change;
  const { euid: uid, egid: gid } = v.task.cred;
  const { enable: enabled, disable: disabled } = change;
  if (enabled.length + disabled.length > 0) {
    tx.emit({ type: "cgroup.controlled", cgroup: cgroup.id, enabled, disabled, uid, gid });
  }
  return data.length;
}

/** "only switching to threaded mode is supported": cgroup_enable_threaded() */
function makeThreaded({ tx, v, cgroup }: Written, data: string): number | Errno {
  if (data.trim() !== "threaded") return EINVAL;
  if (cgroup.threaded) return data.length;
  const parent = parentOf(v.k, cgroup);
  if (isPopulated(v.k, cgroup.id) || cgroup.subtreeControl.some(isDomainController)) return EOPNOTSUPP;
  const domain = parent && domainOf(v.k, parent);
  if (!domain || !isValidDomain(v.k, domain) || !canBeThreadRoot(v.k, domain)) return EOPNOTSUPP;
  tx.emit({ type: "cgroup.changed", cgroup: cgroup.id, to: { threaded: true } });
  return data.length;
}

/** nr_subsys_*: how many of this cgroup and those below have the controller; perf_event is everywhere. */
function stat({ v, cgroup }: Seen): string {
  const live = selfAndDescendants(v.k, cgroup.id);
  const dying = values(v.k.cgroups).filter((c) => {
    const held = c.dead && values(v.k.tasks).some((t) => t.cgroup === c.id);
    return held && isWithinCgroup(v.k, c.id, cgroup.id);
  }).length;
  const subsystems = [...CONTROLLERS.slice(0, 4), "perf_event", ...CONTROLLERS.slice(4)] as const;
  const count = (name: (typeof subsystems)[number]): number => {
    if (name === "perf_event" || cgroup.parent === null) {
      return name === "perf_event" ? live.length : 1 + live.filter((c) => c.css[name]).length;
    }
    return cgroup.css[name] ? live.filter((c) => c.css[name]).length : 0;
  };
  return [
    `nr_descendants ${countDescendants(v.k, cgroup.id)}`,
    ...subsystems.map((name) => `nr_subsys_${name} ${count(name)}`),
    `nr_dying_descendants ${dying}`,
    ...subsystems.map((name) => `nr_dying_subsys_${name} 0`),
    "",
  ].join("\n");
}

const maxText = (n: number | null): string => `${n ?? "max"}\n`;

/** cgroup.max.depth and cgroup.max.descendants. */
const limit =
  (field: "maxDepth" | "maxDescendants") =>
  ({ tx, cgroup }: Written, data: string): number | Errno => {
    const parsed = data.trim() === "max" ? { value: INT_MAX } : kstrtoint(data, 0, INT_MAX);
    if (typeof parsed === "number") return parsed;
    const to: CgroupChange = { [field]: parsed.value === INT_MAX ? null : parsed.value };
    tx.emit({ type: "cgroup.changed", cgroup: cgroup.id, to });
    return data.length;
  };

const onOff =
  (field: "freeze" | "pressure") =>
  ({ tx, cgroup }: Written, data: string): number | Errno => {
    const parsed = kstrtoint(data, 0, 1);
    if (typeof parsed === "number") return parsed;
    const on = parsed.value === 1;
    if (cgroup[field] !== on) tx.emit({ type: "cgroup.changed", cgroup: cgroup.id, to: { [field]: on } });
    return data.length;
  };

/** "Writing "1" to the file causes the cgroup and all descendant cgroups to be killed" - cgroup-v2.rst, cgroup.kill */
function kill({ tx, v, cgroup }: Written, data: string): number | Errno {
  const parsed = kstrtoint(data, 1, 1);
  if (typeof parsed === "number") return parsed;
  if (cgroup.dead) return ENOENT;
  if (cgroup.threaded) return EOPNOTSUPP;
  for (const task of tasksWithin(v.k, cgroup.id)) sendSignal(tx, v.task.pid, task.pid, SIGKILL);
  return data.length;
}

const words = (list: readonly string[]): string => (list.length === 0 ? "" : `${list.join(" ")}\n`);

export const CORE_FILES = [
  shown("cgroup.controllers", ({ v, cgroup }) => words(controllersOf(v.k, cgroup))),
  shown(
    "cgroup.events",
    ({ v, cgroup: { id } }) => `populated ${Number(isPopulated(v.k, id))}\nfrozen ${Number(isFrozen(v.k, id))}\n`,
    BELOW,
  ),
  kept("cgroup.freeze", ({ cgroup }) => `${Number(cgroup.freeze)}\n`, onOff("freeze"), BELOW),
  told("cgroup.kill", kill, BELOW),
  kept("cgroup.max.depth", ({ cgroup }) => maxText(cgroup.maxDepth), limit("maxDepth")),
  kept("cgroup.max.descendants", ({ cgroup }) => maxText(cgroup.maxDescendants), limit("maxDescendants")),
  kept("cgroup.pressure", ({ cgroup }) => `${Number(cgroup.pressure)}\n`, onOff("pressure")),
  kept("cgroup.procs", procs, move(false), { delegatable: true }),
  shown("cgroup.stat", stat),
  kept("cgroup.subtree_control", ({ cgroup }) => words(cgroup.subtreeControl), control, { delegatable: true }),
  kept("cgroup.threads", (seen) => numbers(seen, tasksIn(seen.v.k, seen.cgroup.id)), move(true), {
    delegatable: true,
  }),
  kept("cgroup.type", ({ v, cgroup }) => `${cgroupType(v.k, cgroup)}\n`, makeThreaded, BELOW),
];
