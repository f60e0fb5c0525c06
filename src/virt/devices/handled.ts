// What a request came to: its steps in order, and their sums.

import type { Context } from "../../kernel/driver/log.ts";
import type { Copy } from "./copies.ts";
import type { Exit } from "./exit.ts";
import type { Injection } from "./kvm.ts";

export interface HandledAccess {
  readonly space: "port" | "mmio" | "hypercall" | "local-apic";
  readonly address?: number;
  readonly width?: number;
  /** The data sheet's name of the register, or the hypercall's name. */
  readonly register: string;
  readonly direction: "read" | "write";
  readonly value: number;
  /** How often a string instruction repeats it, or how many entries a hypercall carries. */
  readonly repeat: number;
  /** The function that makes it. */
  readonly by: string;
  readonly context: Context | "frontend" | "backend";
  readonly exit: Exit;
}

export interface HandledInterrupt {
  /** The line, vector or event channel. */
  readonly line: string;
  readonly how: Injection | "event";
  readonly exit: Exit;
}

export type HandledStep =
  | { readonly type: "access"; readonly access: HandledAccess }
  | { readonly type: "interrupt"; readonly interrupt: HandledInterrupt }
  | { readonly type: "dma"; readonly direction: "read" | "write"; readonly bytes: number; readonly what: string }
  | { readonly type: "finished" };

export interface Counts {
  /** Accesses to the device's registers, each repetition counted; hypercalls under Xen. */
  readonly accesses: number;
  /** Times that the guest is left: for accesses, for the local APIC, for interrupts. */
  readonly exits: number;
  /** Of them, those that the host's kernel or the hypervisor finishes. */
  readonly withoutUserspace: number;
  /** Times that the device model in user space runs. */
  readonly toUserspace: number;
  readonly interrupts: number;
  /** Interrupts that found the guest halted: each time it had left by HLT (exit 12), which is not among the exits. */
  readonly halts: number;
  /** Messages one side sent the other: doorbells and events to the device, interrupts back. */
  readonly notifications: number;
}

export interface Handled {
  readonly steps: readonly HandledStep[];
  /** The device's accesses, in order, without those to the local APIC. */
  readonly accesses: readonly HandledAccess[];
  readonly interrupts: readonly HandledInterrupt[];
  /** Data that the device moves by itself, bytes; rings and descriptors are not in it. */
  readonly dmaBytes: number;
  readonly copies: readonly Copy[];
  readonly counts: Counts;
}

/** Adds up the steps of a request. */
export function summary(steps: readonly HandledStep[], copies: readonly Copy[]): Handled {
  const all = steps.flatMap((step) => (step.type === "access" ? [step.access] : []));
  const accesses = all.filter(({ space }) => space !== "local-apic");
  const interrupts = steps.flatMap((step) => (step.type === "interrupt" ? [step.interrupt] : []));
  const exits = [...all, ...interrupts].map(({ exit }) => exit);
  const total = (of: (exit: Exit) => number) => exits.reduce((sum, exit) => sum + of(exit), 0);
  const doorbells = accesses.filter(({ register }) => DOORBELLS.has(register));
  return {
    steps,
    accesses,
    interrupts,
    dmaBytes: steps.reduce((sum, step) => sum + (step.type === "dma" && step.what === "data" ? step.bytes : 0), 0),
    copies,
    counts: {
      accesses: accesses.reduce((sum, { space, repeat }) => sum + (space === "hypercall" ? 1 : repeat), 0),
      exits: total(({ exits: times }) => times),
      withoutUserspace: total(({ exits: times, trips }) => (trips === 0 ? times : 0)),
      toUserspace: total(({ trips }) => trips),
      interrupts: interrupts.length,
      halts: interrupts.filter(({ how }) => how === "woken").length,
      notifications: doorbells.length + interrupts.filter(({ how }) => how !== "event").length,
    },
  };
}

// What says "there is work": a virtqueue's notify, NVMe's and AHCI's doorbells, a ring's tail, an event.
const DOORBELLS = new Set(["queue notify", "SQ1TDBL", "PxCI", "TDT", "TxPoll", "command", "EVTCHNOP_send"]);
