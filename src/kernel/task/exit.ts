// The end of a process: _exit(2), wait(2), and what becomes of its children.

import { SIGCHLD, SIGCONT, SIGHUP, SIGKILL } from "../abi/signal.ts";
import { closeFd } from "../fs/fd.ts";
import { removeGuests } from "../machine/make.ts";
import { panic } from "../machine/panic.ts";
import { collectNetNs } from "../net/netns-life.ts";
import { get, values } from "../table.ts";
import type { Block, Tx } from "../tx.ts";
import { isNsInit, pidNs } from "./pid.ts";
import { groupMembers, notifyParent, sendSignal } from "./signal.ts";
import type { Pid, Task } from "./task.ts";

/** Ends `pid` with a wait(2) status. The first process of a pid namespace first waits until it is alone. */
export function exitTask(tx: Tx, pid: Pid, status: number, ran: number): 0 | Block {
  const task = tx.task(pid);
  if (isNsInit(task)) {
    if (pidNs(tx.k, task.ns.pid).parent === null) {
      panic(tx, whyWithoutInit(task, status));
      return 0;
    }
    const waiting = emptyNamespace(tx, task);
    if (waiting) return waiting;
  }
  for (const fd of Object.keys(task.fds)) closeFd(tx, pid, Number(fd));
  leaveTerminal(tx, task);
  removeGuests(tx, pid);
  // After reboot(2) the init of a namespace seems to have ended by a signal: zap_pid_ns_processes(), kernel/pid_namespace.c
  const shown = (isNsInit(task) ? pidNs(tx.k, task.ns.pid).reboot : undefined) ?? status;
  tx.emit({ type: "task.exited", pid, status: shown, ran });
  collectNetNs(tx, task.ns.net);
  for (const child of tx.task(pid).children) giveToReaper(tx, pid, child);
  reportExit(tx, pid);
  return 0;
}

/** Process 1 has found nothing to run (init/main.c), or was to end (do_exit(), kernel/exit.c). */
const whyWithoutInit = ({ image }: Task, status: number): string =>
  image.program === "kernel-init"
    ? "No working init found.  Try passing init= option to kernel. See Linux Documentation/admin-guide/init.rst for guidance."
    : `Attempted to kill init! exitcode=0x${status.toString(16).padStart(8, "0")}`;

// "If the 'init' process of a PID namespace terminates, the kernel terminates all of the processes in the
// namespace via a SIGKILL signal." - pid_namespaces(7). It stays until they are gone (zap_pid_ns_processes).
function emptyNamespace(tx: Tx, init: Task): Block | null {
  const id = init.ns.pid;
  if (!pidNs(tx.k, id).dead) {
    tx.emit({ type: "pidns.died", ns: id });
    for (const member of values(pidNs(tx.k, id).members)) {
      if (member !== init.pid) sendSignal(tx, 0 as Pid, member, SIGKILL);
    }
    for (const child of tx.task(init.pid).children) {
      if (tx.task(child).state === "zombie") tx.emit({ type: "task.reaped", pid: child, by: init.pid });
    }
  }
  return pidNs(tx.k, id).members.size > 1 ? { block: `pidns:${id}` } : null;
}

/** "the session leader terminates: SIGHUP is sent to each process in the foreground process group" - setsid(2) */
function leaveTerminal(tx: Tx, task: Task): void {
  if (task.tty === null || task.sid !== task.pid) return;
  const tty = get(tx.k.ttys, task.tty);
  if (!tty || tty.session !== task.pid) return;
  for (const pid of groupMembers(tx, tty.foreground as Pid)) {
    if (pid === task.pid) continue;
    sendSignal(tx, 0 as Pid, pid, SIGHUP);
    if (get(tx.k.tasks, pid)) sendSignal(tx, 0 as Pid, pid, SIGCONT);
  }
  tx.emit({ type: "tty.owned", tty: tty.id, session: 0, foreground: 0 });
}

// An orphan goes to the nearest living ancestor that is a subreaper, else to the init of its parent's pid namespace.
function reaperOf(tx: Tx, dead: Task): Pid {
  const ns = pidNs(tx.k, dead.ns.pid);
  for (let at = get(tx.k.tasks, dead.ppid); at && at.ns.pid === dead.ns.pid; at = get(tx.k.tasks, at.ppid)) {
    if (at.subreaper && at.state !== "zombie") return at.pid;
    if (at.pid === ns.init) break;
  }
  if (ns.init !== null && ns.init !== dead.pid) return ns.init;
  return ns.parent === null ? (0 as Pid) : (pidNs(tx.k, ns.parent).init ?? (0 as Pid));
}

function giveToReaper(tx: Tx, dead: Pid, child: Pid): void {
  const to = reaperOf(tx, tx.task(dead));
  tx.emit({ type: "task.reparented", pid: child, to });
  const { parentDeathSignal: sig = 0, state } = tx.task(child);
  if (sig !== 0 && state !== "zombie") sendSignal(tx, dead, child, sig);
  if (tx.task(child).state === "zombie") reportExit(tx, child);
}

/** Tells the parent, or reaps at once where the parent does not care. */
function reportExit(tx: Tx, pid: Pid): void {
  const task = tx.task(pid);
  const parent = get(tx.k.tasks, task.ppid);
  if (!parent || parent.state === "zombie") {
    if (!parent) reap(tx, pid, 0 as Pid);
    return;
  }
  const dying = isNsInit(parent) && pidNs(tx.k, parent.ns.pid).dead;
  // "If … SIGCHLD is set to SIG_IGN …, then children that terminate do not become zombies" - wait(2)
  const careless = parent.sig.actions[SIGCHLD]?.handler === "ignore";
  if (dying || careless) reap(tx, pid, parent.pid);
  if (careless || !dying) {
    if (get(tx.k.tasks, pid)) notifyParent(tx, pid);
    else for (const w of tx.k.waiters[`child:${parent.pid}`] ?? []) tx.emit({ type: "task.woken", pid: w });
  }
}

/** Takes the zombie out of the table. */
export function reap(tx: Tx, pid: Pid, by: Pid): void {
  const { nspids } = tx.task(pid);
  tx.emit({ type: "task.reaped", pid, by });
  for (const { ns } of nspids) {
    for (const w of tx.k.waiters[`pidns:${ns}`] ?? []) tx.emit({ type: "task.woken", pid: w });
  }
}
