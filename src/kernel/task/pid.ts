// Process numbers. A process has one in its own pid namespace and in each above it: pid_namespaces(7).

import { EAGAIN, ENOMEM, type Errno } from "../abi/errno.ts";
import type { NsId, PidNs } from "../ns/namespace.ts";
import { PID_MAX, TASKS_MAX } from "../param.ts";
import { get, lookup } from "../table.ts";
import type { Kernel } from "../world.ts";
import type { NsPid, Pid, Task } from "./task.ts";

/** The first pid namespace that a kernel makes. */
export const INIT_PID_NS = 2 as NsId;

const RESERVED = 300; // numbers below are not given again after a wrap: RESERVED_PIDS, kernel/pid.c

export function pidNs(k: Kernel, id: NsId): PidNs {
  const ns = lookup(k.namespaces, id);
  if (ns.kind !== "pid") throw new Error(`namespace ${id} is a ${ns.kind} namespace, not pid`);
  return ns;
}

/** The process that `ns` calls `pid`. */
export function taskOf(k: Kernel, ns: NsId, pid: number): Task | undefined {
  const found = get(pidNs(k, ns).members, pid as NsPid);
  return found === undefined ? undefined : lookup(k.tasks, found);
}

/** What `ns` calls a process; 0 where it has no number there: "getppid(2) returns 0". */
export function numberIn(k: Kernel, ns: NsId, pid: Pid): NsPid {
  return (get(k.tasks, pid)?.nspids.find((n) => n.ns === ns)?.pid ?? 0) as NsPid;
}

/** Its number in its own namespace. */
export function ownNumber(task: Task): NsPid {
  const last = task.nspids.at(-1);
  if (!last) throw new Error(`process ${task.pid} has no number`);
  return last.pid;
}

/** Is it the first process of its namespace, the one that orphans come to? */
export const isNsInit = (task: Task): boolean => ownNumber(task) === 1;

function nextNumber(ns: PidNs): NsPid | null {
  for (let i = 1; i <= PID_MAX; i++) {
    const n = ((ns.last + i - 1) % PID_MAX) + 1;
    if (n < RESERVED && ns.last >= RESERVED) continue;
    if (n < PID_MAX && !get(ns.members, n as NsPid)) return n as NsPid;
  }
  return null;
}

/** Numbers for a new process of namespace `ns`, the outermost first. */
export function allocNumbers(k: Kernel, ns: NsId): { readonly ns: NsId; readonly pid: NsPid }[] | Errno {
  // "fork(2) … fail with the error ENOMEM; it is not possible to create a new process in a PID namespace
  // whose 'init' process has terminated" - pid_namespaces(7)
  if (pidNs(k, ns).dead) return ENOMEM;
  // "EAGAIN: … the kernel's system-wide limit on the number of processes and threads … was reached" - fork(2)
  if (k.tasks.size >= TASKS_MAX) return EAGAIN;
  const numbers = [];
  for (let id: NsId | null = ns; id !== null; ) {
    const at: PidNs = pidNs(k, id);
    const pid = nextNumber(at);
    if (pid === null) return EAGAIN;
    numbers.unshift({ ns: id, pid });
    id = at.parent;
  }
  return numbers;
}

/** Is `inner` the namespace `outer` or below it? */
export function isWithin(k: Kernel, inner: NsId, outer: NsId): boolean {
  for (let id: NsId | null = inner; id !== null; id = pidNs(k, id).parent) if (id === outer) return true;
  return false;
}
