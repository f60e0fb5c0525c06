// A split virtqueue, the device's side (VIRTIO 1.2, 2.7): three areas in the driver's memory, and no register at all.
//
//   descriptors   where buffers are                      the driver writes
//   avail         which chains are for the device        the driver writes
//   used          which chains the device is done with   the device writes
//
// Each side also says up to where it wants to be told (`used_event`, `avail_event`): a notification is only sent when
// the other side's index passes it. Most requests on a busy queue therefore need none.

import type { DeviceEvent } from "./access.ts";
import { load, type Memory, type Store } from "./memory.ts";

/** Where a queue's areas are, and how many descriptors it has. */
export interface QueuePlace {
  readonly descriptors: number;
  readonly avail: number;
  readonly used: number;
  readonly size: number;
}

export interface DeviceQueue {
  readonly place: QueuePlace;
  /** The next entry of avail that the device takes. */
  readonly lastAvail: number;
  /** The index that it writes to used. */
  readonly usedIndex: number;
  /** The used index at the last interrupt. */
  readonly signalled: number;
  /** Whether the device wants to be notified; while it works on the queue it does not. */
  readonly notification: boolean;
}

export interface Chain {
  readonly head: number;
  readonly pieces: readonly { readonly address: number; readonly bytes: number; readonly deviceWrites: boolean }[];
}

const NEXT = 1; // VIRTQ_DESC_F_NEXT
const WRITE = 2; // VIRTQ_DESC_F_WRITE
const INDIRECT = 4; // VIRTQ_DESC_F_INDIRECT

export function deviceQueue(place: QueuePlace): DeviceQueue {
  return { place, lastAvail: 0, usedIndex: 0, signalled: 0, notification: true };
}

/** Addresses inside the areas (VIRTIO 1.2, 2.7.5 to 2.7.8). */
export const at = {
  descriptor: ({ descriptors }: QueuePlace, i: number) => descriptors + 16 * i,
  availIndex: ({ avail }: QueuePlace) => avail + 2,
  availEntry: ({ avail, size }: QueuePlace, i: number) => avail + 4 + 2 * (i % size),
  usedEvent: ({ avail, size }: QueuePlace) => avail + 4 + 2 * size,
  usedIndex: ({ used }: QueuePlace) => used + 2,
  usedEntry: ({ used, size }: QueuePlace, i: number) => used + 4 + 8 * (i % size),
  availEvent: ({ used, size }: QueuePlace) => used + 4 + 8 * size,
} as const;

/** vring_need_event: whether going from `old` to `index` passes `event`; all three wrap at 16 bits. */
export function passes(event: number, index: number, old: number): boolean {
  return ((index - event - 1) & 0xffff) < ((index - old) & 0xffff);
}

export function hasAvail(queue: DeviceQueue, memory: Memory): boolean {
  return load(memory, at.availIndex(queue.place), 2) !== queue.lastAvail;
}

export interface Popped {
  readonly queue: DeviceQueue;
  readonly chain: Chain;
  readonly events: readonly DeviceEvent[];
}

/** Takes the next chain that the driver made available; undefined when there is none. */
export function pop(queue: DeviceQueue, memory: Memory): Popped | undefined {
  if (!hasAvail(queue, memory)) return undefined;
  const { place } = queue;
  const entry = at.availEntry(place, queue.lastAvail);
  const head = load(memory, entry, 2);
  const first = at.descriptor(place, head);
  const indirect = (load(memory, first + 12, 2) & INDIRECT) !== 0;
  const table = indirect ? load(memory, first, 8) : place.descriptors;
  const pieces = walk(memory, table, indirect ? 0 : head);
  const lastAvail = (queue.lastAvail + 1) & 0xffff;
  const next = { ...queue, lastAvail };
  return {
    queue: next,
    chain: { head, pieces },
    events: [
      { type: "dma-read", address: entry, bytes: 2, what: "avail ring" },
      { type: "dma-read", address: first, bytes: 16, what: "descriptor" },
      ...(indirect
        ? [{ type: "dma-read", address: table, bytes: 16 * pieces.length, what: "indirect table" } as const]
        : []),
      ...askAgain(next),
    ],
  };
}

function walk(memory: Memory, table: number, first: number): Chain["pieces"] {
  const pieces: Chain["pieces"][number][] = [];
  for (let i = first; ; i = load(memory, table + 16 * i + 14, 2)) {
    const entry = table + 16 * i;
    const flags = load(memory, entry + 12, 2);
    const deviceWrites = (flags & WRITE) !== 0;
    pieces.push({ address: load(memory, entry, 8), bytes: load(memory, entry + 8, 4), deviceWrites });
    if (!(flags & NEXT)) return pieces;
  }
}

/** "Notify me when you go on from here": avail_event, written only while the device wants notifications. */
function askAgain(queue: DeviceQueue): readonly DeviceEvent[] {
  if (!queue.notification) return [];
  return [written(at.availEvent(queue.place), "avail_event", [{ value: queue.lastAvail, width: 2, offset: 0 }])];
}

export function setNotification(
  queue: DeviceQueue,
  notification: boolean,
): { queue: DeviceQueue; events: readonly DeviceEvent[] } {
  const next = { ...queue, notification };
  return { queue: next, events: askAgain(next) };
}

/** Gives a chain back, with the number of bytes written into it. */
export function push(
  queue: DeviceQueue,
  { head }: Chain,
  bytes: number,
): { queue: DeviceQueue; events: readonly DeviceEvent[] } {
  const { place, usedIndex } = queue;
  const next = (usedIndex + 1) & 0xffff;
  const entry = [
    { value: head, width: 4, offset: 0 },
    { value: bytes, width: 4, offset: 4 },
  ] as const;
  return {
    queue: { ...queue, usedIndex: next },
    events: [
      written(at.usedEntry(place, usedIndex), "used ring", entry),
      written(at.usedIndex(place), "used index", [{ value: next, width: 2, offset: 0 }]),
    ],
  };
}

/** Whether the driver wants an interrupt for what was pushed since the last one. */
export function interruptWanted(queue: DeviceQueue, memory: Memory): boolean {
  return passes(load(memory, at.usedEvent(queue.place), 2), queue.usedIndex, queue.signalled);
}

function written(
  address: number,
  what: string,
  words: readonly { readonly value: number; readonly width: 2 | 4; readonly offset: number }[],
): DeviceEvent {
  const stores: readonly Store[] = words.map(({ value, width, offset }) => ({
    address: address + offset,
    width,
    value,
  }));
  return { type: "dma-write", address, bytes: words.reduce((sum, { width }) => sum + width, 0), what, stores };
}
