// Which devices the processes of a cgroup may use. cgroup v2 has no files for it: a BPF program is attached to the cgroup
// and asked at mknod(2) and open(2) - Documentation/admin-guide/cgroup-v2.rst, "Device controller". Here the program is the
// list of rules that container runtimes make it from.

import { EPERM, type Errno } from "../abi/errno.ts";
import type { Task } from "../task/task.ts";
import type { Kernel } from "../world.ts";
import { ROOT_CGROUP } from "./cgroup.ts";
import { selfAndAncestors } from "./tree.ts";

export interface DeviceRule {
  readonly allow: boolean;
  /** a: both kinds. */
  readonly type: "a" | "b" | "c";
  /** null: any. */
  readonly major: number | null;
  readonly minor: number | null;
  /** Letters of "rwm": reading, writing, mknod. */
  readonly access: string;
}

export interface DeviceUse {
  readonly type: "b" | "c";
  readonly major: number;
  readonly minor: number;
  readonly access: string;
}

/** The last rule that fits decides; where none does, no. */
function allows(rules: readonly DeviceRule[], { type, major, minor, access }: DeviceUse): boolean {
  const fits = (r: DeviceRule, letter: string) =>
    (r.type === "a" || r.type === type) &&
    (r.major === null || r.major === major) &&
    (r.minor === null || r.minor === minor) &&
    r.access.includes(letter);
  return [...access].every((letter) => rules.findLast((r) => fits(r, letter))?.allow === true);
}

/** EPERM where a program here or above says no: devcgroup_check_permission() */
export function refusesDevice(k: Kernel, task: Task, use: DeviceUse): Errno | null {
  if (task.cgroup === ROOT_CGROUP) return null;
  const forbidden = selfAndAncestors(k, task.cgroup).some(({ devices }) => devices && !allows(devices, use));
  return forbidden ? EPERM : null;
}
