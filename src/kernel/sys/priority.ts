// getpriority(2) and setpriority(2): the nice value, -20 the most favoured and 19 the least.

import { EACCES, EPERM, type Errno, ESRCH } from "../abi/errno.ts";
import { capable } from "../security/capable.ts";
import { toKernelId } from "../security/id-map.ts";
import { values } from "../table.ts";
import { softLimit } from "../task/limits.ts";
import { numberIn } from "../task/pid.ts";
import type { Pid, Task } from "../task/task.ts";
import type { Tx } from "../tx.ts";
import { groupByNumber, named } from "./task.ts";

interface Priority {
  /** Whose number `pid` is: a process's, a process group's, or a real user's. */
  readonly which?: "process" | "pgrp" | "user";
  readonly pid: number;
}

function prioritized(tx: Tx, me: Task, { which = "process", pid }: Priority): Task[] {
  if (which === "process") return [named(tx, me, pid)].filter((t) => t !== undefined);
  if (which === "pgrp") return groupByNumber(tx, me, pid);
  const uid = pid === 0 ? me.cred.uid : toKernelId(tx.k, me.ns.user, "uid", pid);
  return values(tx.k.tasks).filter((t) => t.cred.uid === uid && numberIn(tx.k, me.ns.pid, t.pid) !== 0);
}

/** "The highest priority (lowest numerical value) enjoyed by any of the specified processes" - getpriority(2) */
export function sysGetpriority(tx: Tx, me: Pid, args: Priority): { nice: number } | Errno {
  const found = prioritized(tx, tx.task(me), args);
  return found.length > 0 ? { nice: Math.min(...found.map((t) => t.nice)) } : ESRCH;
}

export function sysSetpriority(tx: Tx, me: Pid, args: Priority & { readonly nice: number }): 0 | Errno {
  const task = tx.task(me);
  const found = prioritized(tx, task, args);
  if (found.length === 0) return ESRCH;
  const wanted = Math.max(-20, Math.min(19, args.nice));
  let error: 0 | Errno = 0;
  for (const each of found) error = setNice(tx, task, each, wanted) || error;
  return error;
}

function setNice(tx: Tx, me: Task, to: Task, nice: number): 0 | Errno {
  const owns = to.cred.uid === me.cred.euid || to.cred.euid === me.cred.euid;
  if (!owns && !capable(tx.k, me, "CAP_SYS_NICE", to.ns.user)) return EPERM;
  // "EACCES: The caller attempted to set a lower nice value … and did not have CAP_SYS_NICE" - setpriority(2)
  if (nice < to.nice && 20 - nice > softLimit(to, "nice") && !capable(tx.k, me, "CAP_SYS_NICE")) return EACCES;
  if (nice !== to.nice) tx.emit({ type: "task.niced", pid: to.pid, nice });
  return 0;
}
