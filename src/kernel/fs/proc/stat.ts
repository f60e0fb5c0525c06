// /proc/PID/stat, statm and wchan - proc_pid_stat(5). What the model does not count (faults, addresses) is 0.

import { isHeld } from "../../cgroup/freezer.ts";
import { get } from "../../table.ts";
import { type At, subjectOf } from "../generated/entry.ts";
import { ttyDevice } from "../tty-device.ts";
import { mayInspect } from "./access.ts";
import { handled, imageSize, PAGE, shownGroup, shownParent, shownPid, signalMask, stateText } from "./numbers.ts";

const TICK = 1e7; // nanoseconds: USER_HZ is 100
const FORKED_ONLY = 0x40; // PF_FORKNOEXEC, include/linux/sched.h
const RANDOMIZED = 0x400000; // PF_RANDOMIZE
const RSS_LIMIT = "18446744073709551615"; // RLIM_INFINITY
const SIGCHLD = 17; // what every process sends its parent at its end

export function stat(at: At): string {
  const task = subjectOf(at);
  const { k } = at.v;
  const tty = task.tty === null ? undefined : get(k.ttys, task.tty);
  const device = tty ? ttyDevice(tty) : null;
  const size = imageSize(at);
  const mask = (signals: Parameters<typeof signalMask>[0]) => String(signalMask(signals) & 0x7fffffffn);
  const waits = task.wait && mayInspect(k, at.v.task, task) ? 1 : 0;
  const status = mayInspect(k, at.v.task, task) && task.state === "zombie" ? task.status : 0;
  const fields = [
    shownPid(at, task.pid),
    `(${task.comm})`,
    stateText(k, task)[0],
    shownParent(at),
    shownGroup(at, task.pgid),
    shownGroup(at, task.sid),
    device ? (device.major << 8) | device.minor : 0, // tty_nr
    tty?.foreground ? shownGroup(at, tty.foreground as typeof task.pgid) : -1, // tpgid
    RANDOMIZED | (task.hasExeced ? 0 : FORKED_ONLY),
    ...[0, 0, 0, 0], // faults
    Math.floor(task.cpuTime / TICK), // utime
    ...[0, 0, 0], // stime, cutime, cstime
    20 + task.nice, // priority
    task.nice,
    1, // num_threads
    0,
    Math.floor((task.startedAt - k.bootedAt) / TICK), // starttime
    size,
    size / PAGE,
    RSS_LIMIT,
    ...[0, 0, 0, 0, 0], // startcode, endcode, startstack, kstkesp, kstkeip
    mask(task.sig.pending.map((p) => p.sig)),
    mask(task.sig.blocked),
    mask(handled(task, "ignore")),
    mask(handled(task, "catch")),
    waits, // wchan
    ...[0, 0],
    SIGCHLD, // exit_signal
    ...[0, 0, 0], // processor, rt_priority, policy
    ...[0, 0, 0], // delayacct_blkio_ticks, guest_time, cguest_time
    ...[0, 0, 0, 0, 0, 0, 0], // addresses
    status, // exit_code
  ];
  return `${fields.join(" ")}\n`;
}

export function statm(at: At): string {
  const pages = imageSize(at) / PAGE;
  return `${pages} ${pages} ${pages} ${pages} 0 0 0\n`;
}

// The function of the kernel that a process sleeps in, by its system call.
const SLEEPS_IN: Readonly<Record<string, string>> = {
  wait4: "do_wait",
  nanosleep: "hrtimer_nanosleep",
  pause: "__do_sys_pause",
  poll: "do_poll.constprop.0",
  read: "pipe_read",
  write: "pipe_write",
};

/** "The symbolic name corresponding to the location in the kernel where the process is sleeping." - proc(5) */
export function wchan(at: At): string {
  const task = subjectOf(at);
  if (task.state === "runnable" && isHeld(at.v.k, task) && mayInspect(at.v.k, at.v.task, task)) return "get_signal";
  if (!task.wait || !mayInspect(at.v.k, at.v.task, task)) return "0";
  if (task.wait.channel.startsWith("tty:")) return "n_tty_read";
  return SLEEPS_IN[task.wait.call] ?? "0";
}
