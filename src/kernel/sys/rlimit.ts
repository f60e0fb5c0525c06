// prlimit(2), getrlimit(2), setrlimit(2). Limits are named by their numbers, as RESOURCES of abi/resource.ts counts them.

import { EINVAL, EPERM, type Errno, ESRCH, failed } from "../abi/errno.ts";
import { type Limit, RESOURCES } from "../abi/resource.ts";
import { capable } from "../security/capable.ts";
import { limitOf } from "../task/limits.ts";
import type { Pid, Task } from "../task/task.ts";
import type { Tx } from "../tx.ts";
import { named } from "./task.ts";

const NR_OPEN = 1048576; // fs.nr_open: "EPERM: … tried to increase the hard RLIMIT_NOFILE limit above" it - getrlimit(2)

interface Prlimit {
  /** 0: the caller. */
  readonly pid: number;
  readonly resource: number;
  /** Left out, the limit is only read. */
  readonly next?: Limit;
}

/** The old limit. The order of the checks is that of SYSCALL_DEFINE4(prlimit64), kernel/sys.c */
export function sysPrlimit64(tx: Tx, pid: Pid, { pid: who, resource, next }: Prlimit): Limit | Errno {
  const me = tx.task(pid);
  const task = who === 0 ? me : named(tx, me, who);
  if (!task) return ESRCH;
  if (task.pid !== pid && !mayLimit(tx, me, task)) return EPERM;
  return change(tx, me, task, resource, next);
}

/** "the real, effective, and saved set user IDs of the target process must match the real user ID of the caller" and groups */
function mayLimit(tx: Tx, { cred, ...me }: Task, { cred: of, ns }: Task): boolean {
  const same = [of.uid, of.euid, of.suid].every((id) => id === cred.uid);
  if (same && [of.gid, of.egid, of.sgid].every((id) => id === cred.gid)) return true;
  return capable(tx.k, { cred, ...me }, "CAP_SYS_RESOURCE", ns.user);
}

function change(tx: Tx, me: Task, task: Task, resource: number, next?: Limit): Limit | Errno {
  const name = RESOURCES[resource];
  if (!name || (next && next.soft > next.hard)) return EINVAL;
  if (next && name === "nofile" && next.hard > NR_OPEN) return EPERM;
  const old = limitOf(task, name, tx.machine.hardware);
  // "an unprivileged process may … (irreversibly) lower its hard limit. A privileged process (under Linux: one with the
  // CAP_SYS_RESOURCE capability in the initial user namespace) may make arbitrary changes" - getrlimit(2)
  if (next && next.hard > old.hard && !capable(tx.k, me, "CAP_SYS_RESOURCE")) return EPERM;
  if (next && (next.soft !== old.soft || next.hard !== old.hard)) {
    tx.emit({ type: "task.limited", pid: task.pid, resource: name, limit: next });
  }
  return old;
}

export function sysGetrlimit(tx: Tx, pid: Pid, { resource }: { resource: number }): Limit | Errno {
  return sysPrlimit64(tx, pid, { pid: 0, resource });
}

export function sysSetrlimit(tx: Tx, pid: Pid, { resource, next }: { resource: number; next: Limit }): 0 | Errno {
  const old = sysPrlimit64(tx, pid, { pid: 0, resource, next });
  return failed(old) ? old : 0;
}
