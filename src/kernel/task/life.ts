// The life of a task, as ps(1) shows it in STAT: the machine that the page draws.

import { getMicrosteps, setup } from "xstate";

export type TaskState = "runnable" | "running" | "sleeping" | "stopped" | "zombie" | "dead";

export type TaskLifeEvent =
  | { type: "task.chosen" }
  | { type: "task.preempted" }
  | { type: "task.slept" }
  | { type: "task.woken" }
  | { type: "task.stopped" }
  | { type: "task.continued" }
  | { type: "task.exited" }
  | { type: "task.reaped" };

//   clone ──> runnable ── chosen ──> running ── exited ──> zombie ── reaped ──> dead
//               ▲ ▲ ▲ └── preempted ────┘ │ │
//               │ │ └──────── woken ── sleeping ── stopped ─┐
//               │ └───────── continued ── stopped <─────────┘
//
// Only a running task exits: a signal that kills a sleeper wakes it first, and it dies on its way
// out of the kernel (do_exit runs in the task itself). A stopped one is woken by SIGKILL and SIGCONT.
export const taskMachine = setup({
  types: { events: {} as TaskLifeEvent },
}).createMachine({
  id: "task",
  initial: "runnable",
  states: {
    runnable: {
      description: "Ready: waits in the run queue for a processor (R).",
      on: { "task.chosen": "running", "task.stopped": "stopped" },
    },
    running: {
      description: "On a processor (R).",
      on: {
        "task.preempted": "runnable",
        "task.slept": "sleeping",
        "task.stopped": "stopped",
        "task.exited": "zombie",
      },
    },
    sleeping: {
      description: "In a system call that waits: for a child, for data, for time (S).",
      on: { "task.woken": "runnable", "task.stopped": "stopped" },
    },
    stopped: {
      description: "Stopped by a signal until SIGCONT (T).",
      on: { "task.continued": "runnable", "task.woken": "runnable" },
    },
    zombie: {
      description: "Has exited; only its number and status are left, until the parent waits (Z).",
      on: { "task.reaped": "dead" },
    },
    dead: { type: "final", description: "Gone: the number may be used again." },
  },
});

// The machine has no context, so what an event does in a state never changes: asked once of
// xstate, then remembered. A context switch happens too often to ask each time.
const remembered = new Map<string, TaskState>();

/** The state after `event`; an event that the state does not take throws with both names. */
export function nextTaskState(state: TaskState, event: TaskLifeEvent["type"]): TaskState {
  const key = `${state} ${event}`;
  const known = remembered.get(key);
  if (known) return known;
  const from = taskMachine.resolveState({ value: state, context: {} });
  if (!from.can({ type: event })) throw new Error(`task: ${event} in state ${state}`);
  const [last] = getMicrosteps(taskMachine, from, { type: event }).slice(-1);
  const next = (last?.[0].value ?? state) as TaskState;
  remembered.set(key, next);
  return next;
}
