// Sending signals and choosing what a delivered one does: signal(7), kill(2).

import { EPERM, type Errno } from "../abi/errno.ts";
import { defaultAction, SIGCHLD, SIGCONT, SIGKILL, SIGSTOP, type SigNo } from "../abi/signal.ts";
import { capable } from "../security/capable.ts";
import { get, values } from "../table.ts";
import type { Tx } from "../tx.ts";
import { isNsInit, isWithin } from "./pid.ts";
import type { Pid, SigInfo, Task } from "./task.ts";

const STOPS: readonly SigNo[] = [19, 20, 21, 22];

const nsOf = (task: Task) => task.ns.pid;

/** "the process must have the same real or effective UID as the saved set-user-ID …, or CAP_KILL" - kill(2) */
export function maySignal(tx: Tx, from: Task, to: Task, sig: SigNo): 0 | Errno {
  const { uid, euid } = from.cred;
  if ([to.cred.uid, to.cred.suid].some((id) => id === uid || id === euid)) return 0;
  if (sig === SIGCONT && from.sid === to.sid) return 0;
  return capable(tx.k, from, "CAP_KILL", to.ns.user) ? 0 : EPERM;
}

// "Only signals for which the init process has established a signal handler can be sent to it by other members
// of the namespace … processes in an ancestor namespace can [do so too] … except SIGKILL and SIGSTOP: if these are
// sent from an ancestor PID namespace, they are forcibly executed" - pid_namespaces(7)
function initIgnores(task: Task, info: SigInfo): boolean {
  if (!isNsInit(task) || task.sig.actions[info.sig]) return false;
  return !(info.fromAbove && (info.sig === SIGKILL || info.sig === SIGSTOP));
}

function ignores(task: Task, info: SigInfo): boolean {
  if (task.sig.blocked.includes(info.sig)) return false; // decided when it is unblocked
  const action = task.sig.actions[info.sig];
  if (initIgnores(task, info)) return true;
  return action ? action.handler === "ignore" : defaultAction(info.sig) === "ignore";
}

/** Sends a signal; `from` 0 is the kernel. Permission is the caller's to check. */
export function sendSignal(tx: Tx, from: Pid, to: Pid, sig: SigNo): void {
  const task = tx.task(to);
  if (task.state === "zombie") return;
  const sender = from === 0 ? undefined : get(tx.k.tasks, from);
  const fromAbove = from === 0 || (sender !== undefined && !isWithin(tx.k, nsOf(sender), nsOf(task)));
  const info: SigInfo = { sig, from, fromAbove };
  if (sig === SIGCONT) continueTask(tx, task);
  if (ignores(task, info)) {
    if (sig !== SIGCONT && sig !== SIGCHLD) tx.emit({ type: "signal.delivered", pid: to, sig, how: "ignored" });
    return;
  }
  if (STOPS.includes(sig) && task.sig.pending.some((p) => p.sig === SIGCONT)) {
    tx.emit({ type: "signal.delivered", pid: to, sig: SIGCONT, how: "ignored" });
  }
  tx.emit({ type: "signal.sent", pid: to, info });
  const now = tx.task(to);
  if (now.sig.blocked.includes(sig) && sig !== SIGKILL) return;
  if (now.state === "sleeping" || (now.state === "stopped" && sig === SIGKILL))
    tx.emit({ type: "task.woken", pid: to });
}

function continueTask(tx: Tx, task: Task): void {
  for (const { sig } of task.sig.pending.filter((p) => STOPS.includes(p.sig))) {
    tx.emit({ type: "signal.delivered", pid: task.pid, sig, how: "ignored" });
  }
  if (task.state !== "stopped") return;
  tx.emit({ type: "task.continued", pid: task.pid });
  notifyParent(tx, task.pid);
}

/** SIGCHLD to the parent, and an end to its wait. */
export function notifyParent(tx: Tx, pid: Pid): void {
  const { ppid } = tx.task(pid);
  if (!get(tx.k.tasks, ppid)) return;
  sendSignal(tx, 0 as Pid, ppid, SIGCHLD);
  for (const waiter of tx.k.waiters[`child:${ppid}`] ?? []) {
    if (tx.task(waiter).state === "sleeping") tx.emit({ type: "task.woken", pid: waiter });
  }
}

/** The signal that a task must handle next, SIGKILL before all others; null when there is none. */
export function nextSignal(task: Task): SigInfo | null {
  const { pending, blocked } = task.sig;
  if (pending.length === 0) return null;
  const open = pending.filter((p) => p.sig === SIGKILL || p.sig === SIGSTOP || !blocked.includes(p.sig));
  return open.reduce<SigInfo | null>((best, p) => (!best || rank(p) < rank(best) ? p : best), null);
}

const rank = (p: SigInfo): number => (p.sig === SIGKILL ? 0 : p.sig);

export type Disposition = "catch" | "ignore" | "terminate" | "core" | "stop";

/** What a delivered signal does to `task`. */
export function disposition(task: Task, info: SigInfo): Disposition {
  const action = task.sig.actions[info.sig];
  if (action) return action.handler;
  if (initIgnores(task, info)) return "ignore";
  const usual = defaultAction(info.sig);
  return usual === "continue" ? "ignore" : usual;
}

/** All processes of a process group. */
export function groupMembers(tx: Tx, pgid: Pid): Pid[] {
  const out: Pid[] = [];
  for (const t of allTasks(tx)) if (t.pgid === pgid && t.state !== "dead") out.push(t.pid);
  return out;
}

export const allTasks = (tx: Tx): Task[] => values(tx.k.tasks);
