// What a process is held to: its resource limits, which pass on over fork and exec - getrlimit(2).
//
// A task keeps only what was changed; the rest is what the kernel gave its first process (INIT_RLIMITS,
// include/asm-generic/resource.h), as in the recordings. systemd raises the hard limit of open files to 524288.

import type { Hardware } from "../../machine/hardware.ts";
import { type Limit, type Resource, RLIM_INFINITY } from "../abi/resource.ts";
import type { NsId } from "../ns/namespace.ts";
import { OPEN_MAX } from "../param.ts";
import { capable, INIT_USER_NS, userNs } from "../security/capable.ts";
import { values } from "../table.ts";
import type { Tx } from "../tx.ts";
import type { Task } from "./task.ts";

const THREAD_SHARE = 131072; // bytes of memory a thread: eight kernel stacks of 16 KiB, fork_init(), kernel/fork.c
const FREE: Limit = { soft: RLIM_INFINITY, hard: RLIM_INFINITY };

/** /proc/sys/kernel/threads-max */
export const threadsMax = (hardware: Hardware): number => Math.floor(hardware.memory / THREAD_SHARE);

/** RLIMIT_NPROC and RLIMIT_SIGPENDING at boot: half of all threads. */
export const processLimit = (hardware: Hardware): number => Math.floor(threadsMax(hardware) / 2);

const AT_BOOT: Readonly<Partial<Record<Resource, Limit>>> = {
  stack: { soft: 8 * 2 ** 20, hard: RLIM_INFINITY },
  core: { soft: 0, hard: RLIM_INFINITY },
  nofile: { soft: OPEN_MAX, hard: 4096 },
  memlock: { soft: 8 * 2 ** 20, hard: 8 * 2 ** 20 },
  msgqueue: { soft: 819200, hard: 819200 },
  nice: { soft: 0, hard: 0 },
  rtprio: { soft: 0, hard: 0 },
};

export function limitOf(task: Task, resource: Resource, hardware: Hardware): Limit {
  const set = task.limits?.[resource];
  if (set) return set;
  if (resource !== "nproc" && resource !== "sigpending") return AT_BOOT[resource] ?? FREE;
  const max = processLimit(hardware);
  return { soft: max, hard: max };
}

/** The soft limit, for what does not depend on the machine's memory. */
export const softLimit = (task: Task, resource: Exclude<Resource, "nproc" | "sigpending">): number =>
  (task.limits?.[resource] ?? AT_BOOT[resource] ?? FREE).soft;

/** Has the real user `uid`, with `more` processes, more than the task's RLIMIT_NPROC? Root of the machine never has. */
export function exceedsProcesses(tx: Tx, task: Task, uid: number, more: number): boolean {
  const { soft } = limitOf(task, "nproc", tx.machine.hardware);
  if (tx.k.tasks.size + more <= soft || uid === 0) return false; // all together are not too many
  return processesOf(tx, uid, task.ns.user) + more > soft;
}

/** May it make no process more? copy_process(), kernel/fork.c */
export function forbidsFork(tx: Tx, task: Task): boolean {
  if (!exceedsProcesses(tx, task, task.cred.uid, 1)) return false;
  return !capable(tx.k, task, "CAP_SYS_RESOURCE") && !capable(tx.k, task, "CAP_SYS_ADMIN");
}

/** Those in a user namespace that the user made are his too: inc_rlimit_ucounts(), kernel/ucount.c */
function processesOf(tx: Tx, uid: number, user: NsId): number {
  const counts = (t: Task): boolean => {
    for (let at = { uid: t.cred.uid, ns: userNs(tx.k, t.ns.user) }; ; ) {
      if (at.ns.id === user) return at.uid === uid;
      if (at.ns.id === INIT_USER_NS || at.ns.parent === null) return false;
      at = { uid: at.ns.uid, ns: userNs(tx.k, at.ns.parent) };
    }
  };
  return values(tx.k.tasks).filter(counts).length;
}
