// The log of a run: everything that driver and device did, in the order in which it happened.
//
// A hypervisor notices the accesses, and moves the interrupts; the stores to shared memory pass by it.

import type { Access, DeviceEvent } from "../../machine/devices/access.ts";
import type { Flow } from "./driver.ts";

/** Where in the kernel an operation was done. */
export type Context = "process" | "interrupt" | "softirq";

/** What the processor did when a device signalled: the access that caused it, anything else, or nothing (halted). */
export type During = "access" | "running" | "idle";

export type Logged =
  | {
      readonly type: "access";
      readonly access: Access;
      readonly register: string;
      /** What was read, or what was written. */
      readonly value: number;
      readonly by: string;
      readonly context: Context;
      readonly at: number;
    }
  | { readonly type: "store"; readonly address: number; readonly what: string; readonly context: Context }
  | { readonly type: "delivered"; readonly line: string; readonly flow: Flow; readonly at: number }
  /** The local APIC: EOI written, or TMR read before it (IO-APIC pins). */
  | { readonly type: "local-apic"; readonly register: "EOI" | "TMR" }
  | { readonly type: "finished"; readonly at: number }
  | (Interrupt & { readonly during: During })
  | Exclude<DeviceEvent, Interrupt>;

type Interrupt = DeviceEvent & { readonly type: "interrupt" };
