// The log of a run: everything that driver and device did, in the order in which it happened.
//
// A hypervisor notices the accesses, and moves the interrupts; the stores to shared memory pass by it.

import type { Access, DeviceEvent } from "../../machine/devices/access.ts";
import type { Flow } from "./driver.ts";

/** Where in the kernel an operation was done. */
export type Context = "process" | "interrupt" | "softirq" | "timer";

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
  /** `during`: inside the access that caused it, or in the device's own time. */
  | (Interrupt & { readonly during: "access" | "own time" })
  | Exclude<DeviceEvent, Interrupt>;

type Interrupt = DeviceEvent & { readonly type: "interrupt" };
