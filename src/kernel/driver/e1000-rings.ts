// The rings of e1000 and e1000e as their drivers see them, and how both drivers set the interrupt throttle.

import { DD, DEXT, DTYP_DATA, EOP, RS } from "../../machine/devices/e1000-registers.ts";
import type { WriteBack } from "../../machine/devices/e1000-ring.ts";
import { type DriverOp, type Request, type Running, storeWord } from "./driver.ts";

export const E1000_RINGS = { tx: 0x3900000, rx: 0x3910000, size: 256 } as const;
const RX_BUFFERS = 0x3a00000;
const RX_BUFFER_BYTES = 2048;
const IDE = 0x80000000; // descriptor command: this interrupt may be delayed

export interface TxRing {
  readonly nextToUse: number;
  readonly nextToClean: number;
  /** Packets under way: the descriptor whose "done" is watched, and the bytes. */
  readonly watched: readonly { readonly last: number; readonly bytes: number }[];
}

export interface RxRing {
  readonly nextToUse: number;
  readonly nextToClean: number;
}

export interface Cleaned<R> {
  readonly ring: R;
  readonly packets: number;
  readonly bytes: number;
}

/**
 * Puts a packet in the transmit ring (e1000_tx_csum, e1000_tx_map, e1000_tx_queue): a context descriptor, because the
 * card computes the UDP checksum, and a data descriptor.
 */
export function* queuePacket(
  ring: TxRing,
  request: Request & { kind: "packet-send" },
): Generator<DriverOp, TxRing, number> {
  const context = ring.nextToUse;
  const data = (context + 1) % E1000_RINGS.size;
  const at = (i: number) => E1000_RINGS.tx + 16 * i;
  yield* storeWord(at(context) + 8, 4, DEXT, "context descriptor");
  yield* storeWord(at(data), 8, request.address, "data descriptor");
  yield* storeWord(at(data) + 8, 4, IDE + DEXT + RS + EOP + DTYP_DATA + request.bytes, "data descriptor");
  yield* storeWord(at(data) + 12, 4, 0, "data descriptor");
  const watched = [...ring.watched, { last: data, bytes: request.bytes }];
  return { ...ring, nextToUse: (data + 1) % E1000_RINGS.size, watched };
}

/** Whether a packet's two descriptors, and the two that the driver keeps free, are there. */
export function hasRoom({ nextToUse, nextToClean }: TxRing): boolean {
  return (nextToClean > nextToUse ? 0 : E1000_RINGS.size) + nextToClean - nextToUse - 1 >= 4;
}

/** e1000_clean_tx_irq: takes back what the card marked as done; nothing but memory is read. */
export function* cleanTx(ring: TxRing): Generator<DriverOp, Cleaned<TxRing>, number> {
  let [next, ...rest] = ring.watched;
  let { nextToClean } = ring;
  let packets = 0;
  let bytes = 0;
  while (next) {
    const status = yield { do: "load", address: E1000_RINGS.tx + 16 * next.last + 12, width: 1 };
    if (!(status & DD)) break;
    packets++;
    bytes += next.bytes;
    nextToClean = (next.last + 1) % E1000_RINGS.size;
    yield { do: "finish" };
    [next, ...rest] = rest;
  }
  return { ring: { ...ring, nextToClean, watched: next ? [next, ...rest] : [] }, packets, bytes };
}

/** e1000_clean_rx_irq: hands received frames up. */
export function* cleanRx(ring: RxRing, { status, length }: WriteBack): Generator<DriverOp, Cleaned<RxRing>, number> {
  let { nextToClean } = ring;
  let packets = 0;
  let bytes = 0;
  for (;;) {
    const at = E1000_RINGS.rx + 16 * nextToClean;
    const done = yield { do: "load", address: at + status, width: 1 };
    if (!(done & DD)) break;
    bytes += yield { do: "load", address: at + length, width: 2 };
    yield* storeWord(at + status, 1, 0, "receive descriptor");
    packets++;
    nextToClean = (nextToClean + 1) % E1000_RINGS.size;
  }
  return { ring: { ...ring, nextToClean }, packets, bytes };
}

/** How many descriptors have no buffer: E1000_DESC_UNUSED. */
export function unused({ nextToUse, nextToClean }: RxRing): number {
  return (nextToClean > nextToUse ? 0 : E1000_RINGS.size) + nextToClean - nextToUse - 1;
}

/** Puts one buffer into the descriptor `i`. */
export function* placeBuffer(i: number): Running {
  yield* storeWord(E1000_RINGS.rx + 16 * i, 8, RX_BUFFERS + RX_BUFFER_BYTES * i, "receive descriptor");
  yield* storeWord(E1000_RINGS.rx + 16 * i + 8, 8, 0, "receive descriptor");
}

export type Latency = "lowest" | "low" | "bulk";

/** Interrupts per second that each kind of traffic is given (e1000_set_itr). */
const RATE: Readonly<Record<Latency, number>> = { lowest: 70000, low: 20000, bulk: 4000 };

export interface Throttle {
  readonly rate: number;
  readonly tx: Latency;
  readonly rx: Latency;
}

export const THROTTLE: Throttle = { rate: 20000, tx: "low", rx: "low" };

/** e1000_update_itr: what kind of traffic this was, by the packets and bytes of one interrupt. */
export function updateItr(setting: Latency, packets: number, bytes: number): Latency {
  if (packets === 0) return setting;
  const each = bytes / packets;
  switch (setting) {
    case "lowest":
      return each > 8000 ? "bulk" : packets < 5 && bytes > 512 ? "low" : setting;
    case "low":
      if (bytes > 10000) return each > 8000 || packets < 10 || each > 1200 ? "bulk" : packets > 35 ? "lowest" : setting;
      return each > 2000 ? "bulk" : packets <= 2 && bytes < 512 ? "lowest" : setting;
    case "bulk":
      if (bytes > 25000) return packets > 35 ? "low" : setting;
      return bytes < 6000 ? "low" : setting;
  }
}

/** e1000_set_itr: the new rate; it rises by a quarter at a time, and falls at once. */
export function nextRate({ rate, tx, rx }: Throttle): number {
  const order: readonly Latency[] = ["lowest", "low", "bulk"];
  const kept = (latency: Latency) => (latency === "lowest" ? "low" : latency); // itr_setting 3: conservative
  const wanted = RATE[order[Math.max(order.indexOf(kept(tx)), order.indexOf(kept(rx)))] ?? "low"];
  return wanted > rate ? Math.min(rate + Math.floor(wanted / 4), wanted) : wanted;
}

/** ITR counts in 256 ns. */
export function itrValue(rate: number): number {
  return Math.floor(1_000_000_000 / (rate * 256));
}
