// A device driver, as a generator: it yields what it does to the device and to memory, and gets back what it reads.
//
// The structure is Linux's: `submit` is the driver's entry (queue_rq, ndo_start_xmit, ...), `interrupt` its handler,
// `poll` its NAPI poll, `timer` a delayed work. Each access names the kernel function that makes it (`by`).

import type { Access, Width } from "../../machine/devices/access.ts";
import type { Store } from "../../machine/devices/memory.ts";

export type DriverOp =
  /** in, out, or a mov to device memory. The only op that a hypervisor can notice. */
  | { readonly do: "access"; readonly access: Access; readonly by: string }
  | { readonly do: "load"; readonly address: number; readonly width: Store["width"] }
  | { readonly do: "store"; readonly store: Store; readonly what: string }
  /** spin_lock_irqsave holds off "interrupts", local_bh_disable "softirqs"; the matching unlock holds off "nothing". */
  | { readonly do: "hold-off"; readonly what: "interrupts" | "softirqs" | "nothing" }
  /** request_irq: from now on this line reaches the driver. */
  | { readonly do: "listen"; readonly line: string }
  /** napi_schedule: have `poll` run when this interrupt is over. */
  | { readonly do: "schedule-poll"; readonly line: string }
  /** One request is finished and its memory is free again. */
  | { readonly do: "finish" }
  /** The process sleeps until every request that it made is finished. */
  | { readonly do: "sleep" }
  /** msleep: the process sleeps for so long. */
  | { readonly do: "delay"; readonly ns: number }
  /** Time passes until the device does something: cpu_relax in a loop, or a queue that is stopped. */
  | { readonly do: "spin" };

/** A part of a driver running; a `load` or a reading access resumes it with the value. */
export type Running = Generator<DriverOp, void, number>;

/** What a driver remembers between its functions (`struct e1000_adapter`, `struct vring_virtqueue` ...). */
export interface Kept<D> {
  state: D;
}

export interface Segment {
  readonly address: number;
  readonly bytes: number;
}

export type Request =
  | {
      readonly kind: "disk-read" | "disk-write";
      readonly sector: number;
      readonly bytes: number;
      /** Physically contiguous pieces of the buffer. */
      readonly segments: readonly Segment[];
    }
  | { readonly kind: "packet-send"; readonly address: number; readonly bytes: number }
  | { readonly kind: "serial"; readonly bytes: number };

/**
 * How Linux acknowledges an interrupt of this line: `edge` writes the local APIC's EOI before the handler runs
 * (handle_edge_irq; MSI too), `fasteoi` after it, and on an IO-APIC pin reads the TMR first (ioapic_ack_level).
 */
export type Flow = "edge" | "fasteoi";

export interface Driver<D> {
  readonly name: string;
  readonly lines: Readonly<Record<string, Flow>>;
  /** Lines that are requested when the device is opened, not when the driver is loaded. */
  readonly silentUntilOpened?: boolean;
  /** What was done when the device was brought up and shapes what comes: receive buffers. It is not in the log. */
  bringUp?(kept: Kept<D>): Running;
  submit(kept: Kept<D>, request: Request): Running;
  interrupt(kept: Kept<D>, line: string): Running;
  poll?(kept: Kept<D>, line: string): Running;
  timer?(kept: Kept<D>): Running;
}

/** Waits until there is room: the queue above is stopped, and an interrupt starts it again. */
export function* waitForRoom(hasRoom: () => boolean): Running {
  while (!hasRoom()) yield { do: "spin" };
}

/** A register of 1, 2 or 4 bytes, read. */
export function* read(
  space: Access["space"],
  address: number,
  width: Width,
  by: string,
): Generator<DriverOp, number, number> {
  return yield { do: "access", access: { space, address, width }, by };
}

/** A register of 1, 2 or 4 bytes, written. */
export function* write(space: Access["space"], address: number, width: Width, value: number, by: string): Running {
  yield { do: "access", access: { space, address, width, write: value }, by };
}

export function* storeWord(address: number, width: Store["width"], value: number, what: string): Running {
  yield { do: "store", store: { address, width, value }, what };
}
