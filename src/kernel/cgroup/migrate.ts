// Writing to cgroup.procs and cgroup.threads: a process moves. __cgroup_procs_write(), kernel/cgroup/cgroup.c

import { EACCES, EBUSY, EINVAL, ENOENT, EOPNOTSUPP, type Errno, ESRCH } from "../abi/errno.ts";
import { W_OK } from "../abi/flags.ts";
import type { Opener, View } from "../fs/ops.ts";
import { mayAccess } from "../fs/permission.ts";
import { taskOf } from "../task/pid.ts";
import type { Task } from "../task/task.ts";
import type { Tx } from "../tx.ts";
import type { Kernel } from "../world.ts";
import type { Cgroup, CgroupId } from "./cgroup.ts";
import { cgroupNsRoot } from "./namespace.ts";
import { ownerOf, PROCS } from "./owner.ts";
import { parseInt32 } from "./parse.ts";
import { canBeThreadRoot, domainOf, isValidDomain } from "./threaded.ts";
import { cgroupOf, isWithinCgroup, selfAndAncestors } from "./tree.ts";

interface Migration {
  readonly to: CgroupId;
  readonly data: string;
  /** cgroup.threads: one thread, which has to stay in its domain. */
  readonly thread: boolean;
  /** The mount has the option nsdelegate. */
  readonly delegates: boolean;
}

/** The process that the text names; 0 is the writer: cgroup_procs_write_start() */
function named(k: Kernel, writer: Task, data: string): Task | Errno {
  const pid = parseInt32(data);
  if (pid === null || pid < 0) return EINVAL;
  return pid === 0 ? writer : (taskOf(k, writer.ns.pid, pid) ?? ESRCH);
}

export function migrate(tx: Tx, v: View, opener: Opener, { to, data, thread, delegates }: Migration): number | Errno {
  const task = named(v.k, v.task, data);
  if (typeof task === "number") return task;
  const from = cgroupOf(v.k, task.cgroup);
  const target = cgroupOf(v.k, to);
  const refused =
    refusesWriter(v, opener, from, target, delegates) ??
    refusesProcesses(v.k, target) ??
    (thread && domainOf(v.k, from).id !== domainOf(v.k, target).id ? EOPNOTSUPP : null);
  if (refused) return refused;
  // A process on its way out stays where it is: cgroup_migrate_add_task()
  const moves = from.id !== to && task.state !== "zombie";
  if (moves) tx.emit({ type: "cgroup.migrated", pid: task.pid, from: from.id, to });
  return data.length;
}

/**
 * "It must have write access to the "cgroup.procs" file of the common ancestor of the source and destination cgroups"
 * - cgroup-v2.rst, Delegation Containment. By the credentials that the file was opened with, so that handing an open
 * file to a program with more privilege gains nothing.
 */
function refusesWriter(v: View, opener: Opener, from: Cgroup, to: Cgroup, delegates: boolean): Errno | null {
  const common = selfAndAncestors(v.k, from.id).find((c) => isWithinCgroup(v.k, to.id, c.id));
  const asOpened = { ...v, task: { ...v.task, cred: opener.cred } };
  if (!common || !mayAccess(asOpened, ownerOf(common, PROCS), W_OK)) return EACCES;
  if (!delegates) return null;
  // "both the source and destination cgroups are reachable from the namespace of the process which is attempting the
  // migration" - cgroup-v2.rst
  const root = cgroupNsRoot(v.k, opener.cgroupNs);
  return isWithinCgroup(v.k, from.id, root) && isWithinCgroup(v.k, to.id, root) ? null : ENOENT;
}

/** cgroup_migrate_vet_dst() */
function refusesProcesses(k: Kernel, to: Cgroup): Errno | null {
  if (!isValidDomain(k, domainOf(k, to))) return EOPNOTSUPP;
  if (canBeThreadRoot(k, to) || to.threaded) return null;
  return to.subtreeControl.length > 0 ? EBUSY : null;
}
