// An Intel 82540EM, the "e1000" of many hypervisors (8254x Software Developer's Manual), with a wire for interrupts.
//
// The card guarantees a least time between two interrupts (ITR). Within that time causes only pile up, and one
// interrupt at its end reports all: this, and not the driver, makes a burst of packets cheap.

import { type Access, type Device, type DeviceEvent, type Outcome, unknown } from "./access.ts";
import { CAUSE, E1000, e1000Name, GPRC, GPTC, isStatistic, MDIC_READY } from "./e1000-registers.ts";
import { LEGACY, type Ring, receiveInto, ring, transmit } from "./e1000-ring.ts";
import type { Memory } from "./memory.ts";

export const E1000_BASE = 0xfebc0000;
export const E1000_LINE = "eth0";
const LINK_UP = 0x80080783; // STATUS: link up, full duplex, 1000 Mb/s

// The 8254x manual promises at most 7813 interrupts a second (13.4.18, ITR); QEMU takes no shorter interval. In 256 ns.
const LEAST_INTERVAL = 500;

export interface E1000Card {
  readonly tx: Ring;
  readonly rx: Ring;
  readonly causes: number;
  readonly mask: number;
  readonly throttle: number;
  readonly phy: number;
  /** Until then no interrupt is raised, ns. */
  readonly quietUntil: number;
  readonly raised: boolean;
  readonly counters: Readonly<Record<number, number>>;
}

export function e1000Card(rings: { tx: number; rx: number; size: number }): E1000Card {
  return {
    tx: ring(rings.tx, rings.size),
    rx: ring(rings.rx, rings.size),
    causes: 0,
    mask: 0x9d, // what e1000_irq_enable set when the interface came up
    throttle: 195, // 20,000 interrupts a second
    phy: 0,
    quietUntil: 0,
    raised: false,
    counters: {},
  };
}

export const e1000: Device<E1000Card> = {
  name: "e1000",
  register: ({ space, address }) => (space === "mmio" ? e1000Name(address - E1000_BASE) : undefined),
  access: (card, access, memory, now) =>
    access.write === undefined ? read(card, access) : write(card, access, access.write, memory, now),
  work: (card, _memory, now) => settle(card, now, []),
  receive(card, bytes, memory, now) {
    const { ring: rx, events } = receiveInto(card.rx, bytes, memory, LEGACY);
    return settle(count({ ...card, rx, causes: card.causes | CAUSE.RXT0 }, GPRC, 1), now, events);
  },
};

function read(card: E1000Card, access: Access): Outcome<E1000Card> {
  const offset = access.address - E1000_BASE;
  if (isStatistic(offset)) return { state: count(card, offset, "zero"), value: card.counters[offset] ?? 0, events: [] };
  switch (offset) {
    case E1000.STATUS:
      return { state: card, value: LINK_UP, events: [] };
    case E1000.MDIC:
      return { state: card, value: card.phy, events: [] };
    case E1000.ICR:
      return {
        state: { ...card, causes: 0, raised: false },
        value: card.causes,
        events: card.raised ? [{ type: "interrupt", line: E1000_LINE, signal: "lowered" }] : [],
      };
    default:
      return unknown(e1000.name, access);
  }
}

function write(card: E1000Card, access: Access, value: number, memory: Memory, now: number): Outcome<E1000Card> {
  switch (access.address - E1000_BASE) {
    case E1000.TDT:
      return send({ ...card, tx: { ...card.tx, tail: value } }, memory, now);
    case E1000.RDT:
      return { state: { ...card, rx: { ...card.rx, tail: value } }, events: [] };
    case E1000.ITR:
      return { state: { ...card, throttle: value }, events: [] };
    case E1000.ICS:
      return settle({ ...card, causes: card.causes | value }, now, []);
    case E1000.IMS:
      return settle({ ...card, mask: (card.mask | value) >>> 0 }, now, []);
    case E1000.IMC:
      return settle({ ...card, mask: (card.mask & ~value) >>> 0 }, now, []);
    case E1000.MDIC:
      return { state: { ...card, phy: value | MDIC_READY }, events: [] };
    default:
      return unknown(e1000.name, access);
  }
}

function send(card: E1000Card, memory: Memory, now: number): Outcome<E1000Card> {
  const { ring: tx, packets, wroteBack, events } = transmit(card.tx, memory);
  const causes = card.causes | CAUSE.TXQE | (wroteBack ? CAUSE.TXDW : 0);
  return settle(count({ ...card, tx, causes }, GPTC, packets), now, events);
}

/** Raises or lowers the wire as causes and mask say, unless the least time since the last interrupt is not over. */
function settle(card: E1000Card, now: number, before: readonly DeviceEvent[]): Outcome<E1000Card> {
  const wanted = (card.causes & card.mask) !== 0;
  if (wanted === card.raised) return { state: card, events: before };
  if (!wanted) {
    const lowered: DeviceEvent = { type: "interrupt", line: E1000_LINE, signal: "lowered" };
    return { state: { ...card, raised: false }, events: [...before, lowered] };
  }
  if (now < card.quietUntil) return { state: card, events: before }; // the timer that ends it is armed
  const quiet = Math.max(card.throttle, LEAST_INTERVAL) * 256;
  return {
    state: { ...card, raised: true, quietUntil: now + quiet },
    events: [
      ...before,
      { type: "interrupt", line: E1000_LINE, signal: "raised" },
      { type: "timer-armed", after: quiet },
    ],
  };
}

function count(card: E1000Card, counter: number, by: number | "zero"): E1000Card {
  const value = by === "zero" ? 0 : (card.counters[counter] ?? 0) + by;
  return { ...card, counters: { ...card.counters, [counter]: value } };
}
