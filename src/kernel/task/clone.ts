// clone(2): a new process, a copy of the caller but for its number, its pending signals and what flags say.

import { EAGAIN, EINVAL, ENOMEM, type Errno, failed } from "../abi/errno.ts";
import { CLONE_NEWPID, CLONE_PARENT, CLONE_VFORK } from "../abi/flags.ts";
import { makeRoomForFork } from "../cgroup/fault.ts";
import { overPidsLimit } from "../cgroup/pids.ts";
import { CLONE_NEW_ALL, makeNamespaces, refusesNamespaces } from "../ns/create.ts";
import type { Tx } from "../tx.ts";
import { forbidsFork } from "./limits.ts";
import { allocNumbers, isNsInit, numberIn } from "./pid.ts";
import type { NsPid, Pid, Task } from "./task.ts";

/** Returns the child's number as the caller's pid namespace has it. */
export function clone(tx: Tx, pid: Pid, { flags }: { readonly flags: number }): NsPid | Errno {
  const parent = tx.task(pid);
  if (flags & ~(CLONE_NEW_ALL | CLONE_VFORK | CLONE_PARENT)) return EINVAL;
  // "an error results if … CLONE_PARENT … was specified by the init process" - clone(2)
  if (flags & CLONE_PARENT && isNsInit(parent)) return EINVAL;
  const early = allocNumbers(tx.k, parent.ns.pidForChildren);
  if (failed(early)) return early;
  const refused = flags & CLONE_NEW_ALL ? refusesNamespaces(tx, parent, flags) : null;
  if (refused) return refused;
  // "EAGAIN: … the RLIMIT_NPROC soft resource limit …, which limits the number of processes for a real user ID" - fork(2)
  if (forbidsFork(tx, parent)) return EAGAIN;
  // "EAGAIN: … the PID limit (pids.max) imposed by the cgroup "process number" (PIDs) controller was reached" - fork(2)
  const over = overPidsLimit(tx.k, parent.cgroup);
  if (over !== null) {
    tx.emit({ type: "pids.limited", forking: parent.cgroup, over });
    return EAGAIN;
  }
  if (!makeRoomForFork(tx, parent)) return ENOMEM;
  const made = flags & CLONE_NEW_ALL ? makeNamespaces(tx, parent, flags) : parent;
  if (typeof made === "number") return made;
  const numbers = flags & CLONE_NEWPID ? allocNumbers(tx.k, made.ns.pidForChildren) : early;
  const [first] = failed(numbers) ? [] : numbers;
  if (failed(numbers) || !first) throw new Error("a fresh pid namespace has no free number");
  const ns = { ...made.ns, pid: made.ns.pidForChildren, time: made.ns.timeForChildren };
  const child = first.pid as number as Pid;
  const task: Task = {
    ...parent,
    pid: child,
    nspids: numbers,
    ppid: flags & CLONE_PARENT ? parent.ppid : parent.pid,
    children: [],
    ns,
    memory: { ...parent.memory, charges: [] },
    cred: made.cred,
    root: made.root,
    cwd: made.cwd,
    state: "runnable",
    wait: null,
    status: 0,
    jobChange: null,
    sig: { ...parent.sig, pending: [] },
    subreaper: false,
    // "The parent-death signal setting is cleared upon fork(2)" - PR_SET_PDEATHSIG(2const)
    parentDeathSignal: 0,
    startedAt: tx.now,
    cpuTime: 0,
    hasExeced: false,
  };
  tx.emit({ type: "task.cloned", task, flags });
  return numberIn(tx.k, parent.ns.pid, child);
}
