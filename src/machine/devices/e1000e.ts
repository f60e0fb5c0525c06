// An Intel 82574L, the "e1000e" of QEMU (82574 GbE Controller Family datasheet), with MSI-X: one message for receive
// queue 0 and one for transmit queue 0. The message says what happened, so no handler reads a cause.
//
// Each vector has its least time between messages (EITR). What QEMU 7.2 does with it was seen in its own trace: the
// first message goes at once and starts the interval; a cause within it is sent when the interval ends. Once a vector
// has postponed one message, it sends one at the end of every later interval, with or without a cause.

import { type Access, type Device, type DeviceEvent, type Outcome, unknown } from "./access.ts";
import { CAUSE, E1000, e1000Name, GPRC, GPTC, isStatistic, MDIC_READY } from "./e1000-registers.ts";
import { EXTENDED, type Ring, receiveInto, ring, transmit } from "./e1000-ring.ts";
import type { Memory } from "./memory.ts";

export const E1000E_BASE = 0xfeb80000;
export const E1000E_LINES = { rx: "eth0-rx-0", tx: "eth0-tx-0" } as const;
const LINK_UP = 0x283;
const LEAST_INTERVAL = 500; // in 256 ns; QEMU takes no shorter one

type VectorName = keyof typeof E1000E_LINES;

interface Vector {
  readonly cause: number;
  /** EITR, in 256 ns. */
  readonly interval: number;
  /** When the interval that runs ends, ns. */
  readonly until: number;
  readonly postponed: boolean;
}

export interface E1000eCard {
  readonly tx: Ring;
  readonly rx: Ring;
  readonly causes: number;
  readonly mask: number;
  readonly vectors: Readonly<Record<VectorName, Vector>>;
  readonly phy: number;
  readonly phyOwner: number;
  readonly counters: Readonly<Record<number, number>>;
}

export function e1000eCard(rings: { tx: number; rx: number; size: number }): E1000eCard {
  const vector = (cause: number, interval: number): Vector => ({ cause, interval, until: 0, postponed: false });
  return {
    tx: ring(rings.tx, rings.size),
    rx: ring(rings.rx, rings.size),
    causes: 0,
    mask: CAUSE.RXQ0 | CAUSE.TXQ0,
    vectors: { rx: vector(CAUSE.RXQ0, 195), tx: vector(CAUSE.TXQ0, 1) },
    phy: 0,
    phyOwner: 0x08,
    counters: {},
  };
}

export const e1000e: Device<E1000eCard> = {
  name: "e1000e",
  register: ({ space, address }) => (space === "mmio" ? e1000Name(address - E1000E_BASE) : undefined),
  access: (card, access, memory, now) =>
    access.write === undefined ? read(card, access) : write(card, access, access.write, memory, now),
  work: intervalsOver,
  receive(card, bytes, memory, now) {
    const { ring: rx, events } = receiveInto(card.rx, bytes, memory, EXTENDED);
    return settle(count({ ...card, rx, causes: card.causes | CAUSE.RXQ0 }, GPRC, 1), now, events);
  },
};

function read(card: E1000eCard, access: Access): Outcome<E1000eCard> {
  const offset = access.address - E1000E_BASE;
  if (isStatistic(offset)) return { state: count(card, offset, "zero"), value: card.counters[offset] ?? 0, events: [] };
  switch (offset) {
    case E1000.STATUS:
      return { state: card, value: LINK_UP, events: [] };
    case E1000.MDIC:
      return { state: card, value: card.phy, events: [] };
    case E1000.EXTCNF_CTRL:
      return { state: card, value: card.phyOwner, events: [] };
    default:
      return unknown(e1000e.name, access);
  }
}

function write(card: E1000eCard, access: Access, value: number, memory: Memory, now: number): Outcome<E1000eCard> {
  const set = (change: Partial<E1000eCard>): Outcome<E1000eCard> => ({ state: { ...card, ...change }, events: [] });
  switch (access.address - E1000E_BASE) {
    case E1000.TDT: {
      const { ring: tx, packets, events } = transmit({ ...card.tx, tail: value }, memory);
      return settle(count({ ...card, tx, causes: card.causes | CAUSE.TXQ0 }, GPTC, packets), now, events);
    }
    case E1000.RDT:
      return set({ rx: { ...card.rx, tail: value } });
    case E1000.EITR0:
      return set({ vectors: { ...card.vectors, rx: { ...card.vectors.rx, interval: value } } });
    case E1000.EITR1:
      return set({ vectors: { ...card.vectors, tx: { ...card.vectors.tx, interval: value } } });
    case E1000.ICS:
      return settle({ ...card, causes: card.causes | value }, now, []);
    case E1000.IMS:
      return settle({ ...card, mask: (card.mask | value) >>> 0 }, now, []);
    case E1000.MDIC:
      return set({ phy: value | MDIC_READY });
    case E1000.EXTCNF_CTRL:
      return set({ phyOwner: value });
    case E1000.TIDV:
    case E1000.RDTR:
      return set({}); // "flush partial descriptors": nothing is ever held back here
    default:
      return unknown(e1000e.name, access);
  }
}

/** Sends a message for each vector whose cause is set and not masked, or puts it off. */
function settle(card: E1000eCard, now: number, before: readonly DeviceEvent[]): Outcome<E1000eCard> {
  let state = card;
  const events = [...before];
  for (const name of ["rx", "tx"] as const) {
    const vector = state.vectors[name];
    if (!(state.causes & state.mask & vector.cause)) continue;
    if (now < vector.until) {
      state = { ...state, vectors: { ...state.vectors, [name]: { ...vector, postponed: true } } };
      continue;
    }
    const interval = Math.max(vector.interval, LEAST_INTERVAL) * 256;
    const next = { ...vector, until: now + interval };
    state = sent({ ...state, vectors: { ...state.vectors, [name]: next } }, vector.cause);
    events.push({ type: "interrupt", line: E1000E_LINES[name], signal: "message" });
    events.push({ type: "timer-armed", after: interval });
  }
  return { state, events };
}

/** EIAC clears the cause, EIAME the mask bit, when the message is sent (82574 datasheet: EIAC, CTRL_EXT). */
function sent(card: E1000eCard, cause: number): E1000eCard {
  return { ...card, causes: card.causes & ~cause, mask: card.mask & ~cause };
}

function intervalsOver(card: E1000eCard, _memory: Memory, now: number): Outcome<E1000eCard> {
  let state = card;
  const events: DeviceEvent[] = [];
  for (const name of ["rx", "tx"] as const) {
    const { until, postponed, cause } = state.vectors[name];
    if (until !== now || !postponed) continue;
    state = sent(state, cause);
    events.push({ type: "interrupt", line: E1000E_LINES[name], signal: "message" });
  }
  return { state, events };
}

function count(card: E1000eCard, counter: number, by: number | "zero"): E1000eCard {
  const value = by === "zero" ? 0 : (card.counters[counter] ?? 0) + by;
  return { ...card, counters: { ...card.counters, [counter]: value } };
}
