// A device, seen from the processor: registers at addresses, and nothing else.
//
// A driver reads and writes registers (`Access`). A device answers with its new state, the value that was read, and
// what it does by itself on the bus: memory that it reads or writes (DMA), interrupts that it raises. A device never
// touches memory behind the reader's back: what it writes is in the event, and whoever runs the machine stores it.

import type { Memory, Store } from "./memory.ts";

export type Width = 1 | 2 | 4;

/** One access to a register, as the instruction that makes it says it: in/out for a port, mov for MMIO. */
export interface Access {
  readonly space: "port" | "mmio";
  readonly address: number;
  readonly width: Width;
  /** The value written; absent when the access reads. */
  readonly write?: number;
  /** How often `rep ins`/`rep outs` repeats the access; absent for a single one. */
  readonly repeat?: number;
}

/**
 * How an interrupt travels: `raised` and `lowered` are a wire (INTx, or the edge of an ISA line); `message` is a memory
 * write of its own (MSI, MSI-X) that nobody takes back.
 */
export type Signal = "raised" | "lowered" | "message";

export type DeviceEvent =
  | { readonly type: "dma-read"; readonly address: number; readonly bytes: number; readonly what: string }
  | {
      readonly type: "dma-write";
      readonly address: number;
      readonly bytes: number;
      readonly what: string;
      /** The words written, where a driver reads them later (descriptors, rings); payload carries only its size. */
      readonly stores?: readonly Store[];
    }
  | { readonly type: "interrupt"; readonly line: string; readonly signal: Signal }
  /** The device goes on by itself this many ns later: a disk has turned, a timer has run out. */
  | { readonly type: "timer-armed"; readonly after: number }
  /** Bytes that leave the machine: to the disk's medium, the cable, the terminal. */
  | { readonly type: "moved"; readonly bytes: number; readonly to: "medium" | "host" };

export interface Outcome<S> {
  readonly state: S;
  /** The value read; absent for a write. */
  readonly value?: number;
  readonly events: readonly DeviceEvent[];
}

export interface Device<S> {
  readonly name: string;
  /** The data sheet's name of the register at an address, or undefined where there is none. */
  register(access: Access): string | undefined;
  /** Carries out one access; an access that the device does not know throws. */
  access(state: S, access: Access, memory: Memory, now: number): Outcome<S>;
  /** What the device does when a timer that it armed runs out. `now` is in ns. */
  work(state: S, memory: Memory, now: number): Outcome<S>;
  /** A frame of this many bytes arrives from the cable; only network cards take one. */
  receive?(state: S, bytes: number, memory: Memory, now: number): Outcome<S>;
}

/** Thrown-away silence: a real device would float the bus (all ones) and the driver would be wrong without a word. */
export function unknown(device: string, { space, address, width, write }: Access): never {
  const verb = write === undefined ? "read" : `write of ${hex(write)}`;
  throw new Error(`${device}: ${verb}, ${width} bytes wide, at ${space} ${hex(address)}: no such register is modelled`);
}

export function hex(value: number): string {
  return `0x${value.toString(16)}`;
}
