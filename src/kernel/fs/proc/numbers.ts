// Numbers that several files of /proc/PID show in the same way.

import { CAPABILITIES } from "../../abi/capability.ts";
import type { SigNo } from "../../abi/signal.ts";
import { isHeld } from "../../cgroup/freezer.ts";
import type { NsId } from "../../ns/namespace.ts";
import { get } from "../../table.ts";
import type { TaskState } from "../../task/life.ts";
import { numberIn, pidNs } from "../../task/pid.ts";
import type { Pid, Task } from "../../task/task.ts";
import type { Kernel } from "../../world.ts";
import { type At, subjectOf } from "../generated/entry.ts";
import { inodeBehind } from "../real.ts";

/** The pid namespace of the procfs mount. */
export function procNs(at: At): NsId {
  if (at.sb.pidNs === null) throw new Error("a procfs without a pid namespace");
  return at.sb.pidNs;
}

/** What this procfs calls a process; 0 where it has no number there. */
export const shownPid = (at: At, pid: Pid): number => numberIn(at.v.k, procNs(at), pid);

/** Its parent; 0 where that is outside of the namespace. */
export const shownParent = (at: At): number => shownPid(at, subjectOf(at).ppid);

/** A process group or session lives on in its number after its leader has gone. */
function groupNumber(at: At, pid: Pid, ns: NsId): number {
  const number = numberIn(at.v.k, ns, pid);
  return number === 0 && !get(at.v.k.tasks, pid) && pidNs(at.v.k, ns).parent === null ? pid : number;
}

export const shownGroup = (at: At, pid: Pid): number => groupNumber(at, pid, procNs(at));

/** One number for each pid namespace from the mount's down to the process's own: NSpid, NSpgid, NSsid. */
export function numbersDown(at: At, pid: Pid): string {
  const { nspids } = subjectOf(at);
  const from = nspids.findIndex((n) => n.ns === procNs(at));
  return nspids
    .slice(Math.max(from, 0))
    .map(({ ns }) => `\t${groupNumber(at, pid, ns)}`)
    .join("");
}

const STATES: Readonly<Record<TaskState, string>> = {
  runnable: "R (running)",
  running: "R (running)",
  sleeping: "S (sleeping)",
  stopped: "T (stopped)",
  zombie: "Z (zombie)",
  dead: "X (dead)",
};

/** "R (running)"; a frozen process sleeps. Its first letter is the state of ps(1). */
export const stateText = (k: Kernel, task: Task): string =>
  task.state === "runnable" && isHeld(k, task) ? STATES.sleeping : STATES[task.state];

export const signalMask = (signals: readonly SigNo[]): bigint =>
  signals.reduce((m, s) => m | (1n << BigInt(s - 1)), 0n);

export function handled(task: Task, how: "ignore" | "catch"): SigNo[] {
  return Object.entries(task.sig.actions).flatMap(([sig, a]) => (a.handler === how ? [Number(sig) as SigNo] : []));
}

export const PAGE = 4096; // bytes

/** Bytes of address space: the program's file, the only part of a process's memory that the model knows of. */
export function imageSize(at: At): number {
  const { exe, state } = subjectOf(at);
  const body = exe && state !== "zombie" ? inodeBehind(at.v.k, exe)?.body : null;
  return body?.kind === "file" ? Math.ceil(body.size / PAGE) * PAGE : 0;
}

export const CAP_LAST_CAP = CAPABILITIES.length - 1;
