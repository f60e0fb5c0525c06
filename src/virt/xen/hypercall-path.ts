// A hypercall, or a multicall of several: the guest's kernel enters Xen, as a program enters a kernel.

import { assign, setup } from "xstate";
import { way } from "../way.ts";

interface CallContext {
  /** Calls of a multicall that are still to be done. */
  readonly left: number;
  readonly pending: boolean;
}

type CallEvent = { readonly type: "hypercall"; readonly calls: number; readonly pending: boolean };

//   guest-kernel ── hypercall ──> xen: entered ─> dispatching ─> working ─┬─> working (the next call of a multicall)
//        ▲                                                                └─> checking-events ─┬──────> returning ─┐
//        │                                                                                     └> bouncing ────────┤
//        └─────────────────────────────────────────────────────────────────────────────────────────────────────────┘
export const hypercallMachine = setup({
  types: { context: {} as CallContext, events: {} as CallEvent },
  guards: {
    hasMore: ({ context: { left } }) => left > 1,
    hasEvent: ({ context: { pending } }) => pending,
    isCall: ({ event: { calls } }) => calls >= 1,
  },
  actions: {
    record: assign(({ event: { calls, pending } }) => ({ left: calls, pending })),
    finishOne: assign({ left: ({ context: { left } }) => left - 1 }),
  },
}).createMachine({
  id: "xen-hypercall",
  context: { left: 0, pending: false },
  initial: "guest-kernel",
  states: {
    "guest-kernel": {
      description: "The guest's kernel puts a number and arguments into registers.",
      meta: { ring: "guest" },
      on: { hypercall: { guard: "isCall", target: "xen", actions: "record" } },
    },
    xen: {
      description: "Xen, in ring 0. It is in every address space, so that no table is changed.",
      meta: { ring: 0 },
      initial: "entered",
      states: {
        entered: {
          description: "int 0x82 (32 bits, from ring 1 only) or SYSCALL (64 bits).",
          always: "dispatching",
        },
        dispatching: { description: "hypercall_table: the number picks a function.", always: "working" },
        working: {
          description: "The work itself; a multicall does its calls one after another.",
          always: [
            { guard: "hasMore", target: "working", reenter: true, actions: "finishOne" },
            { target: "checking-events", actions: "finishOne" },
          ],
        },
        "checking-events": {
          description: "test_all_events: has something happened for this guest meanwhile?",
          always: [{ guard: "hasEvent", target: "bouncing" }, { target: "returning" }],
        },
        bouncing: {
          description: "The guest goes on in its event handler first.",
          always: "#xen-hypercall.guest-kernel",
        },
        returning: {
          description: "The result is in a register, and the guest goes on behind its call.",
          always: "#xen-hypercall.guest-kernel",
        },
      },
    },
  },
});

/** The states that a hypercall passes through, or a multicall of `calls` of them. `pending`: an event waits meanwhile. */
export function hypercallPath(calls = 1, pending = false): readonly string[] {
  const start = { value: "guest-kernel", context: { left: 0, pending: false } };
  return way(hypercallMachine, start, [{ type: "hypercall", calls, pending }]).map(({ state }) => state);
}
