// Descriptor rings of Intel's Gigabit cards: 16 bytes a descriptor, and a tail register that says how far they are valid
// (8254x manual, 3.2 and 3.3). The card writes "done" into the descriptor itself.

import type { DeviceEvent } from "./access.ts";
import { DD, DEXT, DTYP_DATA, EOP, RS } from "./e1000-registers.ts";
import { load, type Memory } from "./memory.ts";

export interface Ring {
  readonly base: number;
  readonly size: number;
  readonly head: number;
  readonly tail: number;
}

export function ring(base: number, size: number): Ring {
  return { base, size, head: 0, tail: 0 };
}

/** Where the written-back status is: legacy receive descriptors (3.2.3), or the 82574's extended ones (7.1.5). */
export interface WriteBack {
  readonly status: number;
  readonly length: number;
}
export const LEGACY: WriteBack = { status: 12, length: 8 };
export const EXTENDED: WriteBack = { status: 8, length: 12 };

export interface Sent {
  readonly ring: Ring;
  readonly packets: number;
  readonly wroteBack: boolean;
  readonly events: readonly DeviceEvent[];
}

/** Sends what lies between head and tail. */
export function transmit(from: Ring, memory: Memory): Sent {
  const events: DeviceEvent[] = [];
  let { head } = from;
  let packets = 0;
  let frame = 0;
  let wroteBack = false;
  for (; head !== from.tail; head = (head + 1) % from.size) {
    const at = from.base + 16 * head;
    const command = load(memory, at + 8, 4);
    events.push({ type: "dma-read", address: at, bytes: 16, what: "transmit descriptor" });
    // A context descriptor (checksum offload) carries no data.
    if (!(command & DEXT) || command & DTYP_DATA) {
      const bytes = command & 0xfffff;
      frame += bytes;
      events.push({ type: "dma-read", address: load(memory, at, 8), bytes, what: "data" });
      if (command & EOP) {
        packets++;
        events.push({ type: "moved", bytes: frame, to: "host" });
        frame = 0;
      }
    }
    if (command & RS) {
      wroteBack = true;
      events.push({
        type: "dma-write",
        address: at + 12,
        bytes: 4,
        what: "descriptor done",
        stores: [{ address: at + 12, width: 1, value: DD }],
      });
    }
  }
  return { ring: { ...from, head }, packets, wroteBack, events };
}

/** Writes a frame into the next buffer; throws when the driver left none. */
export function receiveInto(into: Ring, bytes: number, memory: Memory, { status, length }: WriteBack) {
  if (into.head === into.tail) throw new Error("no receive descriptor is free; dropping a frame is not modelled");
  const at = into.base + 16 * into.head;
  const stores = [
    { address: at + length, width: 2, value: bytes },
    { address: at + status, width: 1, value: DD | 0x02 }, // done, end of packet
  ] as const;
  const events: readonly DeviceEvent[] = [
    { type: "dma-read", address: at, bytes: 16, what: "receive descriptor" },
    { type: "dma-write", address: load(memory, at, 8), bytes, what: "data" },
    { type: "dma-write", address: at, bytes: 16, what: "descriptor done", stores },
  ];
  return { ring: { ...into, head: (into.head + 1) % into.size }, events };
}
