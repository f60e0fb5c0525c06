// Traps of a para-virtual guest: the events, guards and actions that the charts for 32 and for 64 bits share.

import { assign, setup } from "xstate";

/** What happens on the guest's processor. */
export type XenTrap =
  /** A program's system call; `fast`: by the gate that goes past Xen (rings.ts, `fastTrap`). */
  | { readonly type: "syscall"; readonly fast: boolean }
  | { readonly type: "exception"; readonly vector: number; readonly from: "user" | "kernel" }
  /** The guest's kernel executes a privileged instruction, which it has not been ported away from. */
  | { readonly type: "privileged" }
  /** An interrupt of a device or of the timer; `mine`: it becomes an event of this guest. */
  | { readonly type: "interrupt"; readonly from: "user" | "kernel"; readonly mine: boolean };

/** `to`: where the guest's kernel returns. */
export type TrapEvent = XenTrap | { readonly type: "iret"; readonly to: "user" | "kernel" };

export interface TrapContext {
  readonly vector: number | null;
  readonly from: "user" | "kernel";
  readonly mine: boolean;
}

const PF = 14; // page fault
export const NOTHING: TrapContext = { vector: null, from: "user", mine: false };

export const trapSetup = setup({
  types: { context: {} as TrapContext, events: {} as TrapEvent },
  guards: {
    isPageFault: ({ context: { vector } }) => vector === PF,
    fromUser: ({ context: { from } }) => from === "user",
    isMine: ({ context: { mine } }) => mine,
    isFast: ({ event }) => event.type === "syscall" && event.fast,
    toUser: ({ event }) => event.type === "iret" && event.to === "user",
    returnsToUser: ({ context: { from } }) => from === "user",
    cameFrom: ({ event }, from: "user" | "kernel") => "from" in event && event.from === from,
  },
  actions: {
    recordException: assign(({ event }) =>
      event.type === "exception" ? { vector: event.vector, from: event.from } : {},
    ),
    recordInterrupt: assign(({ event }) => (event.type === "interrupt" ? { from: event.from, mine: event.mine } : {})),
    recordPrivileged: assign({ from: "kernel" as const }),
    recordIret: assign(({ event }) => (event.type === "iret" ? { from: event.to } : {})),
    forget: assign(NOTHING),
  },
});

export const from = (who: "user" | "kernel") => ({ type: "cameFrom" as const, params: who });
