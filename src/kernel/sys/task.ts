// The calls on processes: numbers, groups, signals, time. The mechanisms are in task/.

import { CAPABILITIES } from "../abi/capability.ts";
import { EACCES, EINVAL, EPERM, type Errno, ESRCH } from "../abi/errno.ts";
import { SECBIT_KEEP_CAPS, SECBIT_NO_CAP_AMBIENT_RAISE, SECURE_ALL_BITS, SECURE_ALL_LOCKS } from "../abi/securebits.ts";
import { NSIG, SIGKILL, SIGSTOP, type SigNo } from "../abi/signal.ts";
import { capableHere } from "../security/capable.ts";
import { get, values } from "../table.ts";
import { numberIn, ownNumber, pidNs, taskOf } from "../task/pid.ts";
import { groupMembers, maySignal, sendSignal } from "../task/signal.ts";
import type { NsPid, Pid, SigAction, Task } from "../task/task.ts";
import type { Block, Tx } from "../tx.ts";
import { SECCOMP_SET_MODE_STRICT, sysSeccomp } from "./seccomp.ts";

export const sysGetpid = (tx: Tx, pid: Pid): NsPid => ownNumber(tx.task(pid));

// "If the caller's parent is in a different PID namespace … getppid(2) returns 0" - pid_namespaces(7)
export function sysGetppid(tx: Tx, pid: Pid): NsPid {
  const task = tx.task(pid);
  return numberIn(tx.k, task.ns.pid, task.ppid);
}

/** `pid` 0 is the caller. */
export function named(tx: Tx, me: Task, pid: number): Task | undefined {
  return pid === 0 ? me : taskOf(tx.k, me.ns.pid, pid);
}

export function sysGetpgid(tx: Tx, me: Pid, { pid }: { pid: number }): NsPid | Errno {
  const task = tx.task(me);
  const found = named(tx, task, pid);
  return found ? numberIn(tx.k, task.ns.pid, found.pgid) : ESRCH;
}

export function sysGetsid(tx: Tx, me: Pid, { pid }: { pid: number }): NsPid | Errno {
  const task = tx.task(me);
  const found = named(tx, task, pid);
  return found ? numberIn(tx.k, task.ns.pid, found.sid) : ESRCH;
}

export function sysSetpgid(tx: Tx, me: Pid, { pid, pgid }: { pid: number; pgid: number }): 0 | Errno {
  const task = tx.task(me);
  const target = named(tx, task, pid);
  if (pgid < 0) return EINVAL;
  if (!target || (target.pid !== me && target.ppid !== me)) return ESRCH;
  if (target.pid !== me && target.hasExeced) return EACCES;
  if (target.sid === target.pid || target.sid !== task.sid) return EPERM;
  const leader = pgid === 0 ? target : taskOf(tx.k, task.ns.pid, pgid);
  const group = leader?.pid;
  if (group === undefined) return EPERM;
  const inSession = group === target.pid || values(tx.k.tasks).some((t) => t.pgid === group && t.sid === task.sid);
  if (!inSession) return EPERM;
  if (target.pgid !== group) tx.emit({ type: "task.regrouped", pid: target.pid, pgid: group });
  return 0;
}

export function sysSetsid(tx: Tx, me: Pid): NsPid | Errno {
  // "EPERM: The process group ID of any process equals the PID of the calling process" - setsid(2)
  if (groupMembers(tx, me).length > 0) return EPERM;
  tx.emit({ type: "task.led-session", pid: me });
  return ownNumber(tx.task(me));
}

/** kill(2): pid > 0 one process; 0 the caller's group; -1 all it may; below -1 that group. */
export function sysKill(tx: Tx, me: Pid, { pid, sig }: { pid: number; sig: SigNo }): 0 | Errno {
  const task = tx.task(me);
  if (sig < 0 || sig > NSIG) return EINVAL;
  const targets = killTargets(tx, task, pid);
  if (targets.length === 0) return ESRCH;
  const allowed = targets.filter((t) => maySignal(tx, task, t, sig) === 0);
  if (allowed.length === 0) return EPERM;
  if (sig !== 0) for (const t of allowed) if (get(tx.k.tasks, t.pid)) sendSignal(tx, me, t.pid, sig);
  return 0;
}

function killTargets(tx: Tx, me: Task, pid: number): Task[] {
  if (pid > 0) return [taskOf(tx.k, me.ns.pid, pid)].filter((t) => t !== undefined);
  if (pid === -1) {
    // "sig is sent to every process for which the calling process has permission to send signals, except for process 1"
    const members = values(pidNs(tx.k, me.ns.pid).members).map((p) => tx.task(p));
    return members.filter((t) => t.pid !== me.pid && numberIn(tx.k, me.ns.pid, t.pid) !== 1);
  }
  return groupByNumber(tx, me, pid === 0 ? 0 : -pid);
}

/** The processes of the group `pgid`, 0 the caller's. */
export function groupByNumber(tx: Tx, me: Task, pgid: number): Task[] {
  const leader = pgid === 0 ? me.pgid : taskOf(tx.k, me.ns.pid, pgid)?.pid;
  // A group whose leader is gone keeps its number.
  const group = leader ?? (me.nspids.length === 1 ? (pgid as Pid) : undefined);
  return group === undefined ? [] : groupMembers(tx, group).map((p) => tx.task(p));
}

export type Handling = "default" | "ignore" | "catch";

interface SigactionArgs {
  readonly sig: SigNo;
  /** Left out (a NULL `act`), the call tells what is set. */
  readonly action?: Handling;
  readonly restart?: boolean;
}

export function sysRtSigaction(
  tx: Tx,
  pid: Pid,
  { sig, action, restart = false }: SigactionArgs,
): Handling | 0 | Errno {
  if (sig < 1 || sig > NSIG) return EINVAL;
  const old = tx.task(pid).sig.actions[sig] ?? null;
  if (action === undefined) return old?.handler ?? "default";
  if (sig === SIGKILL || sig === SIGSTOP) return EINVAL;
  const next: SigAction | null = action === "default" ? null : { handler: action, restart };
  if (old?.handler === next?.handler && old?.restart === next?.restart) return 0;
  tx.emit({ type: "signal.action-set", pid, sig, action: next });
  return 0;
}

interface SigmaskArgs {
  readonly how: "block" | "unblock" | "set";
  readonly set: readonly SigNo[];
}

export function sysRtSigprocmask(tx: Tx, pid: Pid, { how, set }: SigmaskArgs): readonly SigNo[] {
  const old = tx.task(pid).sig.blocked;
  const rest = how === "set" ? [] : old.filter((s) => !set.includes(s));
  const blocked = (how === "unblock" ? rest : [...rest, ...set]).filter((s) => s !== SIGKILL && s !== SIGSTOP);
  blocked.sort((a, b) => a - b);
  if (blocked.join() !== old.join()) tx.emit({ type: "signal.masked", pid, blocked });
  return old;
}

export const sysPause = (_tx: Tx, pid: Pid): Block => ({ block: `pause:${pid}` });

export function sysNanosleep(tx: Tx, pid: Pid, { ns }: { ns: number }): 0 | Errno | Block {
  if (ns < 0) return EINVAL;
  const until = (tx.since ?? tx.now) + ns;
  return tx.now >= until ? 0 : { block: `sleep:${pid}`, until };
}

/** setitimer(2), ITIMER_REAL once. 0 cancels. Returns what was left, in virtual nanoseconds. */
export function sysAlarm(tx: Tx, pid: Pid, { ns }: { ns: number }): number {
  const old = tx.k.timers.find((t) => t.pid === pid && t.kind === "alarm");
  if (ns > 0) tx.emit({ type: "timer.armed", pid, at: tx.now + ns, kind: "alarm" });
  else if (old) tx.emit({ type: "timer.cancelled", pid, kind: "alarm" });
  return old ? old.at - tx.now : 0;
}

export const sysClockGettime = (tx: Tx): number => tx.now;

export const sysSchedYield = (): 0 => 0;

export const PR_SET_PDEATHSIG = 1;
export const PR_GET_PDEATHSIG = 2;
export const PR_SET_NAME = 15;
export const PR_GET_NAME = 16;
export const PR_SET_KEEPCAPS = 8;
export const PR_GET_SECCOMP = 21;
const PR_SET_SECCOMP = 22;
export const PR_CAPBSET_DROP = 24;
export const PR_SET_CHILD_SUBREAPER = 36;
export const PR_SET_NO_NEW_PRIVS = 38;
export const PR_GET_SECUREBITS = 27;
export const PR_SET_SECUREBITS = 28;
export const PR_CAP_AMBIENT = 47;
export const PR_CAP_AMBIENT_RAISE = 2;
export const PR_CAP_AMBIENT_LOWER = 3;
export const PR_CAP_AMBIENT_CLEAR_ALL = 4;

interface Prctl {
  readonly option: number;
  readonly arg: number | string;
  readonly arg3?: number;
}

export function sysPrctl(tx: Tx, pid: Pid, { option, arg, arg3 = 0 }: Prctl): number | string | Errno {
  const task = tx.task(pid);
  switch (option) {
    case PR_SET_PDEATHSIG:
      if (typeof arg !== "number" || arg < 0 || arg > NSIG) return EINVAL;
      tx.emit({ type: "task.death-signal-set", pid, sig: arg });
      return 0;
    case PR_GET_PDEATHSIG:
      return task.parentDeathSignal ?? 0;
    case PR_SET_CHILD_SUBREAPER:
      tx.emit({ type: "task.set", pid, option: "subreaper", value: arg !== 0 });
      return 0;
    case PR_GET_SECCOMP:
      return task.seccomp?.mode ?? 0;
    case PR_SET_SECCOMP:
      return arg === 1 ? sysSeccomp(tx, pid, { op: SECCOMP_SET_MODE_STRICT }) : EINVAL;
    case PR_SET_NO_NEW_PRIVS:
      if (arg !== 1) return EINVAL;
      tx.emit({ type: "task.set", pid, option: "noNewPrivs", value: true });
      return 0;
    case PR_SET_NAME:
      tx.emit({ type: "task.renamed", pid, comm: String(arg).slice(0, 15) });
      return 0;
    case PR_GET_NAME:
      return task.comm;
    case PR_SET_KEEPCAPS:
      if (arg !== 0 && arg !== 1) return EINVAL;
      return setSecurebits(tx, task, withBit(task.cred.securebits ?? 0, SECBIT_KEEP_CAPS, arg === 1));
    case PR_GET_SECUREBITS:
      return task.cred.securebits ?? 0;
    case PR_SET_SECUREBITS:
      return changeSecurebits(tx, task, Number(arg));
    case PR_CAP_AMBIENT:
      return changeAmbient(tx, task, Number(arg), arg3);
    case PR_CAPBSET_DROP: {
      const cap = CAPABILITIES[Number(arg)];
      if (!cap) return EINVAL;
      if (!capableHere(tx.k, task, "CAP_SETPCAP")) return EPERM;
      const { caps } = task.cred;
      const bounding = caps.bounding.filter((c) => c !== cap);
      tx.emit({ type: "cred.changed", pid, cred: { ...task.cred, caps: { ...caps, bounding } } });
      return 0;
    }
    default:
      return EINVAL;
  }
}

const withBit = (bits: number, bit: number, on: boolean): number => (on ? bits | bit : bits & ~bit);

function setSecurebits(tx: Tx, task: Task, securebits: number): 0 | Errno {
  const old = task.cred.securebits ?? 0;
  if ((old ^ securebits) & SECBIT_KEEP_CAPS && old & (SECBIT_KEEP_CAPS << 1)) return EPERM;
  tx.emit({ type: "cred.changed", pid: task.pid, cred: { ...task.cred, securebits } });
  return 0;
}

/** cap_task_prctl(), security/commoncap.c: a locked bit stays, a lock too, and it needs CAP_SETPCAP. */
function changeSecurebits(tx: Tx, task: Task, securebits: number): 0 | Errno {
  const old = task.cred.securebits ?? 0;
  const locked = ((old & SECURE_ALL_LOCKS) >> 1) & (old ^ securebits);
  const unlocks = old & SECURE_ALL_LOCKS & ~securebits;
  const unknown = securebits & ~(SECURE_ALL_LOCKS | SECURE_ALL_BITS);
  if (locked || unlocks || unknown || !capableHere(tx.k, task, "CAP_SETPCAP")) return EPERM;
  tx.emit({ type: "cred.changed", pid: task.pid, cred: { ...task.cred, securebits } });
  return 0;
}

/** "The capability must already be present in both the permitted and the inheritable sets" - PR_CAP_AMBIENT(2const) */
function changeAmbient(tx: Tx, task: Task, how: number, number: number): 0 | Errno {
  const { caps } = task.cred;
  const set = (ambient: typeof caps.ambient): 0 => {
    tx.emit({ type: "cred.changed", pid: task.pid, cred: { ...task.cred, caps: { ...caps, ambient } } });
    return 0;
  };
  if (how === PR_CAP_AMBIENT_CLEAR_ALL) return set([]);
  if (how === PR_CAP_AMBIENT_RAISE && (task.cred.securebits ?? 0) & SECBIT_NO_CAP_AMBIENT_RAISE) return EPERM;
  const cap = CAPABILITIES[number];
  if (!cap) return EINVAL;
  if (how === PR_CAP_AMBIENT_LOWER) return set(caps.ambient.filter((c) => c !== cap));
  if (how !== PR_CAP_AMBIENT_RAISE) return EINVAL;
  if (!caps.permitted.includes(cap) || !caps.inheritable.includes(cap)) return EPERM;
  return set(CAPABILITIES.filter((c) => c === cap || caps.ambient.includes(c)));
}

export interface Sysinfo {
  /** virtual nanoseconds */
  readonly uptime: number;
  /** bytes */
  readonly totalram: number;
  readonly freeram: number;
  readonly procs: number;
}

export function sysSysinfo(tx: Tx): Sysinfo {
  const { memory } = tx.machine.hardware;
  return { uptime: tx.now - tx.k.bootedAt, totalram: memory, freeram: memory, procs: tx.k.tasks.size };
}

export interface Times {
  /** virtual nanoseconds of processor time, its own and its waited-for children's */
  readonly user: number;
  readonly children: number;
}

export const sysTimes = (tx: Tx, pid: Pid): Times => ({ user: tx.task(pid).cpuTime, children: 0 });
