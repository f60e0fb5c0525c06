// A Realtek 8139C+ (RTL8139C+ datasheet), in its C+ mode: descriptor rings, and no interrupt moderation.
//
// The driver tells it to look at the transmit ring with one byte; every packet raises its own interrupt.

import { type Access, type Device, type DeviceEvent, type Outcome, unknown } from "./access.ts";
import { load, type Memory } from "./memory.ts";

const BASE = 0xc000; // I/O BAR
export const RTL = {
  IntrMask: BASE + 0x3c,
  IntrStatus: BASE + 0x3e, // bits are cleared by writing them
  TxPoll: BASE + 0xd9,
} as const;
export const RX_OK = 0x01;
export const TX_OK = 0x04;
export const NORMAL_TX_POLL = 0x40;
export const RTL_LINE = "eth0";

export const OWN = 0x80000000; // the descriptor belongs to the card
export const RING_END = 0x40000000;

export interface Rtl8139 {
  readonly tx: number;
  readonly rx: number;
  readonly txNext: number;
  readonly rxNext: number;
  readonly mask: number;
  readonly status: number;
  readonly raised: boolean;
}

export function rtl8139Card(rings: { tx: number; rx: number }): Rtl8139 {
  return { ...rings, txNext: 0, rxNext: 0, mask: 0x80ff, status: 0, raised: false };
}

const NAMES: Readonly<Record<number, string>> = Object.fromEntries(Object.entries(RTL).map(([name, at]) => [at, name]));

export const rtl8139: Device<Rtl8139> = {
  name: "rtl8139",
  register: ({ space, address }) => (space === "port" ? NAMES[address] : undefined),
  access(card, access, memory) {
    if (access.space !== "port") return unknown(rtl8139.name, access);
    return access.write === undefined ? read(card, access) : write(card, access, access.write, memory);
  },
  work: (card) => ({ state: card, events: [] }),
  receive(card, bytes, memory) {
    const at = card.rx + 16 * card.rxNext;
    const options = load(memory, at, 4);
    if (options < OWN) throw new Error("rtl8139: no receive descriptor is free; dropping a frame is not modelled");
    const stores = [{ address: at, width: 4, value: (options & RING_END) + bytes }] as const;
    const rxNext = options & RING_END ? 0 : card.rxNext + 1;
    return settle({ ...card, rxNext, status: card.status | RX_OK }, [
      { type: "dma-read", address: at, bytes: 16, what: "receive descriptor" },
      { type: "dma-write", address: load(memory, at + 8, 8), bytes, what: "data" },
      { type: "dma-write", address: at, bytes: 4, what: "descriptor done", stores },
    ]);
  },
};

function read(card: Rtl8139, access: Access): Outcome<Rtl8139> {
  if (access.address === RTL.IntrMask) return { state: card, value: card.mask, events: [] };
  if (access.address === RTL.IntrStatus) return { state: card, value: card.status, events: [] };
  return unknown(rtl8139.name, access);
}

function write(card: Rtl8139, access: Access, value: number, memory: Memory): Outcome<Rtl8139> {
  switch (access.address) {
    case RTL.IntrMask:
      return settle({ ...card, mask: value }, []);
    case RTL.IntrStatus:
      return settle({ ...card, status: card.status & ~value }, []);
    case RTL.TxPoll:
      return value & NORMAL_TX_POLL ? transmit(card, memory) : { state: card, events: [] };
    default:
      return unknown(rtl8139.name, access);
  }
}

function transmit(card: Rtl8139, memory: Memory): Outcome<Rtl8139> {
  const events: DeviceEvent[] = [];
  let next = card.txNext;
  do {
    const at = card.tx + 16 * next;
    const options = load(memory, at, 4);
    events.push({ type: "dma-read", address: at, bytes: 16, what: "transmit descriptor" });
    if (options < OWN) break;
    const bytes = options & 0xffff;
    const stores = [{ address: at, width: 4, value: options - OWN }] as const;
    events.push({ type: "dma-read", address: load(memory, at + 8, 8), bytes, what: "data" });
    events.push({ type: "moved", bytes, to: "host" });
    events.push({ type: "dma-write", address: at, bytes: 4, what: "descriptor done", stores });
    next = options & RING_END ? 0 : next + 1;
  } while (next !== card.txNext);
  const sent = next !== card.txNext;
  return settle({ ...card, txNext: next, status: card.status | (sent ? TX_OK : 0) }, events);
}

function settle(card: Rtl8139, before: readonly DeviceEvent[]): Outcome<Rtl8139> {
  const raised = (card.status & card.mask) !== 0;
  if (raised === card.raised) return { state: card, events: before };
  const signal = raised ? "raised" : "lowered";
  return { state: { ...card, raised }, events: [...before, { type: "interrupt", line: RTL_LINE, signal }] };
}
