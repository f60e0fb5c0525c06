// What each task event does to the kernel: the run queue, the waiters and the timers follow the states.

import { statusOfStop } from "../abi/signal.ts";
import { chargeExec, chargeFork, releaseMemory, uncountTask } from "../cgroup/apply.ts";
import type { Appliers } from "../event.ts";
import { get, lookup, remove, set } from "../table.ts";
import type { Kernel } from "../world.ts";
import type { TaskEvent } from "./event.ts";
import { nextTaskState, type TaskLifeEvent } from "./life.ts";
import type { Pid, Task } from "./task.ts";

function change(k: Kernel, pid: Pid, part: Partial<Task>): Kernel {
  return { ...k, tasks: set(k.tasks, pid, { ...lookup(k.tasks, pid), ...part }) };
}

/** Moves a task along its life cycle and changes `part` of it. */
function advance(k: Kernel, pid: Pid, event: TaskLifeEvent["type"], part: Partial<Task> = {}): Kernel {
  const task = lookup(k.tasks, pid);
  return { ...k, tasks: set(k.tasks, pid, { ...task, ...part, state: nextTaskState(task.state, event) }) };
}

const queue = (k: Kernel, pid: Pid): Kernel => ({ ...k, runQueue: [...k.runQueue, pid] });

function unqueue(k: Kernel, pid: Pid): Kernel {
  if (k.runQueue[0] === pid) return { ...k, runQueue: k.runQueue.slice(1) };
  return k.runQueue.includes(pid) ? { ...k, runQueue: k.runQueue.filter((p) => p !== pid) } : k;
}

function watch(k: Kernel, pid: Pid, channels: string): Kernel {
  const waiters = { ...k.waiters };
  for (const c of channels.split(" ")) waiters[c] = [...(waiters[c] ?? []), pid];
  return { ...k, waiters };
}

function unwatch(k: Kernel, pid: Pid): Kernel {
  const { wait } = lookup(k.tasks, pid);
  if (!wait) return k;
  const waiters = { ...k.waiters };
  for (const c of wait.channel.split(" ")) {
    const rest = (waiters[c] ?? []).filter((p) => p !== pid);
    if (rest.length) waiters[c] = rest;
    else delete waiters[c];
  }
  return { ...k, waiters };
}

function withoutChild(k: Kernel, parent: Pid, child: Pid): Kernel {
  const task = get(k.tasks, parent);
  return task ? change(k, parent, { children: task.children.filter((c) => c !== child) }) : k;
}

function withChild(k: Kernel, parent: Pid, child: Pid): Kernel {
  const task = get(k.tasks, parent);
  return task ? change(k, parent, { children: [...task.children, child] }) : k;
}

function born(k: Kernel, task: Task): Kernel {
  let { namespaces, files } = k;
  for (const { ns, pid } of task.nspids) {
    const old = lookup(namespaces, ns);
    if (old.kind !== "pid") throw new Error(`namespace ${ns} is not a pid namespace`);
    const init = pid === 1 ? task.pid : old.init;
    namespaces = set(namespaces, ns, { ...old, init, last: pid, members: set(old.members, pid, task.pid) });
  }
  for (const { file } of Object.values(task.fds)) {
    const old = lookup(files, file);
    files = set(files, file, { ...old, refs: old.refs + 1 });
  }
  const next = chargeFork({ ...k, namespaces, files, tasks: set(k.tasks, task.pid, task) }, task);
  return queue(withChild(next, task.ppid, task.pid), task.pid);
}

function gone(k: Kernel, task: Task): Kernel {
  let { namespaces } = k;
  for (const { ns, pid } of task.nspids) {
    const old = lookup(namespaces, ns);
    if (old.kind === "pid") namespaces = set(namespaces, ns, { ...old, members: remove(old.members, pid) });
  }
  nextTaskState(task.state, "task.reaped");
  return withoutChild({ ...uncountTask(k, task), namespaces, tasks: remove(k.tasks, task.pid) }, task.ppid, task.pid);
}

const cpu = (k: Kernel, pid: Pid, ran: number): number => lookup(k.tasks, pid).cpuTime + ran;

export const taskAppliers: Appliers<TaskEvent, Kernel> = {
  "sys.called": (k) => k,
  "clock.advanced": (k) => k,
  "task.cloned": (k, { task }) => born(k, task),
  "task.execed": (k, { pid, exe, argv, env, comm, image, cred }) => {
    const { sig, nprocExceeded } = lookup(k.tasks, pid);
    // "The dispositions of any signals that are being caught are reset to the default" - execve(2)
    const actions = Object.fromEntries(Object.entries(sig.actions).filter(([, a]) => a.handler === "ignore"));
    const part = { exe, argv, env, comm, image, cred, hasExeced: true, sig: { ...sig, actions } };
    const next = change(k, pid, nprocExceeded ? { ...part, nprocExceeded: false } : part);
    return chargeExec(next, pid);
  },
  "task.chosen": (k, { pid }) => unqueue(advance(k, pid, "task.chosen"), pid),
  "task.preempted": (k, { pid, ran }) => queue(advance(k, pid, "task.preempted", { cpuTime: cpu(k, pid, ran) }), pid),
  "task.slept": (k, { pid, channel, call, ran }) =>
    watch(advance(k, pid, "task.slept", { wait: { channel, call }, cpuTime: cpu(k, pid, ran) }), pid, channel),
  "task.woken": (k, { pid }) => queue(advance(unwatch(k, pid), pid, "task.woken", { wait: null }), pid),
  "task.stopped": (k, { pid, sig }) =>
    advance(unqueue(unwatch(k, pid), pid), pid, "task.stopped", {
      wait: null,
      status: statusOfStop(sig),
      jobChange: "stopped",
    }),
  "task.continued": (k, { pid }) => queue(advance(k, pid, "task.continued", { jobChange: "continued" }), pid),
  "task.exited": (k, { pid, status, ran }) => ({
    ...advance(releaseMemory(k, pid), pid, "task.exited", { status, jobChange: null, cpuTime: cpu(k, pid, ran) }),
    timers: k.timers.filter((t) => t.pid !== pid),
  }),
  "task.reaped": (k, { pid }) => gone(k, lookup(k.tasks, pid)),
  "task.reparented": (k, { pid, to }) =>
    withChild(withoutChild(change(k, pid, { ppid: to }), lookup(k.tasks, pid).ppid, pid), to, pid),
  "task.reported": (k, { pid }) => change(k, pid, { jobChange: null }),
  "task.regrouped": (k, { pid, pgid }) => change(k, pid, { pgid }),
  "task.led-session": (k, { pid }) => change(k, pid, { sid: pid, pgid: pid, tty: null }),
  "task.renamed": (k, { pid, comm }) => change(k, pid, { comm }),
  "task.niced": (k, { pid, nice }) => change(k, pid, { nice }),
  "task.set": (k, { pid, option, value }) => change(k, pid, { [option]: value }),
  "task.limited": (k, { pid, resource, limit }) =>
    change(k, pid, { limits: { ...lookup(k.tasks, pid).limits, [resource]: limit } }),
  "seccomp.set": (k, { pid, to }) => change(k, pid, { seccomp: to }),
  "seccomp.judged": (k) => k,
  "task.death-signal-set": (k, { pid, sig }) => change(k, pid, { parentDeathSignal: sig }),
  "task.chdired": (k, { pid, cwd }) => change(k, pid, { cwd }),
  "task.chrooted": (k, { pid, root }) => change(k, pid, { root }),
  "task.umasked": (k, { pid, umask }) => change(k, pid, { umask }),
  "task.joined": (k, { pid, ns }) => change(k, pid, { ns }),
  "cred.changed": (k, { pid, cred }) => change(k, pid, { cred }),
  "signal.sent": (k, { pid, info }) => {
    const { sig } = lookup(k.tasks, pid);
    // A standard signal that is already pending is not queued again - signal(7)
    if (info.sig < 32 && sig.pending.some((p) => p.sig === info.sig)) return k;
    return change(k, pid, { sig: { ...sig, pending: [...sig.pending, info] } });
  },
  "signal.delivered": (k, { pid, sig: no }) => {
    const { sig } = lookup(k.tasks, pid);
    const i = sig.pending.findIndex((p) => p.sig === no);
    return i < 0 ? k : change(k, pid, { sig: { ...sig, pending: sig.pending.filter((_, j) => j !== i) } });
  },
  "signal.action-set": (k, { pid, sig: no, action }) => {
    const { sig } = lookup(k.tasks, pid);
    const actions = { ...sig.actions };
    if (action) actions[no] = action;
    else delete actions[no];
    return change(k, pid, { sig: { ...sig, actions } });
  },
  "signal.masked": (k, { pid, blocked }) => change(k, pid, { sig: { ...lookup(k.tasks, pid).sig, blocked } }),
  "timer.armed": (k, { pid, at, kind }) => {
    const rest = k.timers.filter((t) => t.pid !== pid || t.kind !== kind);
    return { ...k, timers: [...rest, { at, pid, kind }].sort((a, b) => a.at - b.at || a.pid - b.pid) };
  },
  "timer.cancelled": (k, { pid, kind }) => ({ ...k, timers: k.timers.filter((t) => t.pid !== pid || t.kind !== kind) }),
};
