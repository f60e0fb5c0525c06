// The registers of a virtio device on PCI, as far as a running driver needs them: one to notify, one to ask why.
//
// Legacy (virtio 0.9; VIRTIO 1.2, 4.1.4): ports, and a wire whose interrupt is taken back by reading the ISR.
// Modern (VIRTIO 1.2, 4.1.4.4 and 4.1.5): a notify address for each queue, and an MSI-X message for each queue, which
// says by itself why it comes: nothing is read.

import { type Access, type Device, type DeviceEvent, type Outcome, unknown } from "./access.ts";
import type { Memory } from "./memory.ts";
import { type Chain, type DeviceQueue, deviceQueue, interruptWanted, push, type QueuePlace } from "./virtqueue.ts";

const IO_BAR = 0xc000; // legacy: BAR 0
export const LEGACY_NOTIFY = IO_BAR + 0x10;
export const LEGACY_ISR = IO_BAR + 0x13;
export const MODERN_NOTIFY = 0xfebfb000; // the notify capability's place, 4 bytes a queue

export const INTX = "virtio0";

export interface Virtio {
  readonly queues: readonly DeviceQueue[];
  readonly isr: number;
  /** Work in hand: chains taken from a queue, or a queue that will be looked at. */
  readonly inHand: readonly { readonly due: number; readonly queue: number; readonly chain?: Chain }[];
}

/** What a kind of device does with its queues; `io` collects what it did. */
export interface VirtioModel {
  readonly name: string;
  /** The MSI-X vector's name for each queue, as /proc/interrupts shows it. */
  readonly lines: readonly string[];
  notified(io: VirtioIo, queue: number): void;
  /** A due piece of work. */
  work(io: VirtioIo, queue: number, chain: Chain | undefined): void;
  receive?(io: VirtioIo, bytes: number): void;
}

export function virtioState(places: readonly QueuePlace[]): Virtio {
  return { queues: places.map(deviceQueue), isr: 0, inHand: [] };
}

export function virtioPci(model: VirtioModel, transport: "legacy" | "modern"): Device<Virtio> {
  const name = `${model.name} (${transport})`;
  const begin = (state: Virtio, memory: Memory, now: number) => new VirtioIo(state, memory, now, model, transport);
  return {
    name,
    register: (access) => registerName(access, transport),
    access(state, access, memory, now) {
      const register = registerName(access, transport);
      if (register === "ISR status" && access.write === undefined) {
        const lowered = { type: "interrupt", line: INTX, signal: "lowered" } as const;
        return { state: { ...state, isr: 0 }, value: state.isr, events: [lowered] };
      }
      if (register === undefined || access.write === undefined) return unknown(name, access);
      const io = begin(state, memory, now);
      model.notified(io, access.write);
      return io.outcome();
    },
    work(state, memory, now) {
      const due = state.inHand.filter((piece) => piece.due <= now);
      const io = begin({ ...state, inHand: state.inHand.filter((piece) => piece.due > now) }, memory, now);
      for (const { queue, chain } of due) model.work(io, queue, chain);
      return io.outcome();
    },
    ...(model.receive && {
      receive(state: Virtio, bytes: number, memory: Memory, now: number) {
        const io = begin(state, memory, now);
        model.receive?.(io, bytes);
        return io.outcome();
      },
    }),
  };
}

function registerName({ space, address }: Access, transport: "legacy" | "modern"): string | undefined {
  if (transport === "legacy") {
    if (space !== "port") return undefined;
    return address === LEGACY_NOTIFY ? "queue notify" : address === LEGACY_ISR ? "ISR status" : undefined;
  }
  const isNotify = space === "mmio" && address >= MODERN_NOTIFY && address < MODERN_NOTIFY + 0x1000;
  return isNotify ? "queue notify" : undefined;
}

/** One access or one timer of a virtio device in progress: the state is always current, events pile up. */
export class VirtioIo {
  readonly memory: Memory;
  readonly now: number;
  private state: Virtio;
  private readonly events: DeviceEvent[] = [];
  private readonly model: VirtioModel;
  private readonly transport: "legacy" | "modern";

  constructor(state: Virtio, memory: Memory, now: number, model: VirtioModel, transport: "legacy" | "modern") {
    this.state = state;
    this.memory = memory;
    this.now = now;
    this.model = model;
    this.transport = transport;
  }

  queue(index: number): DeviceQueue {
    const queue = this.state.queues[index];
    if (!queue) throw new Error(`${this.model.name} has no queue ${index}`);
    return queue;
  }

  /** Keeps a queue's new state, with what was done to get there. */
  keep(index: number, { queue, events }: { queue: DeviceQueue; events: readonly DeviceEvent[] }): void {
    this.state = { ...this.state, queues: this.state.queues.with(index, queue) };
    this.events.push(...events);
  }

  did(...events: readonly DeviceEvent[]): void {
    this.events.push(...events);
  }

  /** Goes on with the queue, or with one chain of it, at `due`. */
  later(due: number, queue: number, chain?: Chain): void {
    this.state = { ...this.state, inHand: [...this.state.inHand, { due, queue, ...(chain && { chain }) }] };
    this.events.push({ type: "timer-armed", after: due - this.now });
  }

  /** Gives a chain back and interrupts if the driver wants to know. */
  giveBack(index: number, chain: Chain, bytes: number): void {
    this.keep(index, push(this.queue(index), chain, bytes));
    const queue = this.queue(index);
    const wanted = interruptWanted(queue, this.memory);
    this.keep(index, { queue: { ...queue, signalled: queue.usedIndex }, events: [] });
    if (!wanted) return;
    if (this.transport === "modern") {
      this.events.push({ type: "interrupt", line: this.model.lines[index] ?? INTX, signal: "message" });
    } else {
      this.state = { ...this.state, isr: 1 };
      this.events.push({ type: "interrupt", line: INTX, signal: "raised" });
    }
  }

  outcome(): Outcome<Virtio> {
    return { state: this.state, events: this.events };
  }
}
