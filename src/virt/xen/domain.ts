// The life of a domain, as `xl list` shows it in State: r b p s c d.
//
// A domain is what Xen calls a virtual machine. Domain 0 is the one that Xen starts: it has the drivers and the tools, and
// only it may make, stop and look into others. It is a guest all the same, and Xen schedules it like one.

import { setup } from "xstate";
import { way } from "../way.ts";

export type DomainState =
  | "runnable"
  | "running"
  | "blocked"
  | "paused.runnable"
  | "paused.blocked"
  | "shutdown"
  | "crashed"
  | "dying"
  | "gone";

export type DomainEvent =
  /** The scheduler chooses its virtual processor, or takes the processor away. */
  | { type: "domain.scheduled" }
  | { type: "domain.preempted" }
  /** The guest has nothing to do: sched_op(SCHEDOP_block). */
  | { type: "domain.blocked" }
  /** An event channel wakes it. */
  | { type: "event.delivered" }
  /** `xl pause`, `xl unpause`; a domain is made paused. */
  | { type: "domain.paused" }
  | { type: "domain.unpaused" }
  /** sched_op(SCHEDOP_shutdown), by the guest itself: for poweroff, reboot or suspend; or because it crashed. */
  | { type: "domain.shut-down" }
  | { type: "domain.crashed" }
  /** `xl destroy`; and when the last page has been given back. */
  | { type: "domain.destroyed" }
  | { type: "memory.freed" };

//   made ──> paused ── unpaused ──> runnable ── scheduled ──> running ── shut-down ──> shutdown ─┐
//              ▲  │                   ▲  ▲ └── preempted ────────┘ │ └── crashed ────> crashed ──┤ destroyed
//              │  └── unpaused ──┐    │  └──── event.delivered ────┼── blocked                   ▼
//              └── paused ───────┴────┴──────── (any of the three) ┘                           dying ──> gone
export const domainMachine = setup({
  types: { events: {} as DomainEvent },
}).createMachine({
  id: "domain",
  initial: "paused",
  states: {
    runnable: {
      description: "Could run, and waits for a processor (no letter).",
      on: {
        "domain.scheduled": "running",
        "domain.paused": "paused.runnable",
        "domain.destroyed": "dying",
        "event.delivered": "runnable",
      },
    },
    running: {
      description: "On a processor (r).",
      on: {
        "domain.preempted": "runnable",
        "domain.blocked": "blocked",
        "domain.paused": "paused.runnable",
        "domain.shut-down": "shutdown",
        "domain.crashed": "crashed",
        "domain.destroyed": "dying",
        "event.delivered": "running",
      },
    },
    blocked: {
      description: "Waits for an event: for a device, another domain, the timer (b).",
      on: { "event.delivered": "runnable", "domain.paused": "paused.blocked", "domain.destroyed": "dying" },
    },
    paused: {
      description: "Stopped from outside; it keeps its memory (p).",
      initial: "runnable",
      states: {
        runnable: { on: { "domain.unpaused": "#domain.runnable", "event.delivered": "runnable" } },
        blocked: { on: { "domain.unpaused": "#domain.blocked", "event.delivered": "runnable" } },
      },
      on: { "domain.destroyed": "dying" },
    },
    shutdown: {
      description: "Has asked to be powered off, rebooted or suspended; the tools do the rest (s).",
      on: { "domain.destroyed": "dying" },
    },
    crashed: {
      description: "Its kernel has given up; what becomes of it is set in its configuration (s, c).",
      on: { "domain.destroyed": "dying" },
    },
    dying: {
      description: "Is being taken apart: its memory is given back, page by page (d).",
      on: { "memory.freed": "gone" },
    },
    gone: { type: "final", description: "There is no such domain any more." },
  },
});

/** The state after `event`; an event that the state does not take throws with both names. */
export function nextDomainState(state: DomainState, event: DomainEvent["type"]): DomainState {
  const [outer, inner] = state.split(".") as [string, string?];
  const value = inner ? { [outer]: inner } : outer;
  return way(domainMachine, { value, context: {} }, [{ type: event }]).at(-1)?.state as DomainState;
}

/** Why a domain has shut down, SHUTDOWN_*; `xl list` prints the fifth letter by it. */
export type ShutdownReason = "poweroff" | "reboot" | "suspend" | "crash";

/** The six letters of `xl list`: r b p s c d, or "-". */
export function stateLetters(state: DomainState, reason: ShutdownReason = "poweroff"): string {
  const fifth = { poweroff: "-", reboot: "r", suspend: "s", crash: "c" };
  switch (state) {
    case "runnable":
      return "------";
    case "running":
      return "r-----";
    case "blocked":
      return "-b----";
    case "paused.runnable":
      return "--p---";
    case "paused.blocked":
      return "-bp---";
    case "shutdown":
      return `---s${fifth[reason]}-`;
    case "crashed":
      return "---sc-";
    case "dying":
      return "-----d";
    case "gone":
      throw new Error("xen: a domain that is gone is not in the list");
    default:
      return state satisfies never;
  }
}
