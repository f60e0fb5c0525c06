// 8139cp: drivers/net/ethernet/realtek/8139cp.c, the driver of the 8139C+.

import { NORMAL_TX_POLL, OWN, RING_END, RTL, RTL_LINE, RX_OK } from "../../machine/devices/rtl8139.ts";
import {
  type Driver,
  type DriverOp,
  type Kept,
  type Request,
  type Running,
  read,
  storeWord,
  waitForRoom,
  write,
} from "./driver.ts";

export const CP_RINGS = { tx: 0x3b00000, rx: 0x3b01000 } as const;
const RING = 64; // CP_TX_RING_SIZE, CP_RX_RING_SIZE
const RX_BUFFERS = 0x3b10000;
const RX_BUFFER_BYTES = 1536;
const FIRST_LAST = 0x30000000; // FirstFrag | LastFrag

const INTR_MASK = 0x80ff; // cp_intr_mask
const NO_RX_MASK = 0x80ac; // cp_norx_intr_mask
const RX_MASK = 0x53; // cp_rx_intr_mask

export interface CpPrivate {
  readonly txHead: number;
  readonly txTail: number;
  readonly rxTail: number;
}

export const CP_PRIVATE: CpPrivate = { txHead: 0, txTail: 0, rxTail: 0 };

export const cpDriver: Driver<CpPrivate> = {
  name: "8139cp",
  lines: { [RTL_LINE]: "fasteoi" },
  *bringUp() {
    for (let i = 0; i < RING; i++) yield* giveBuffer(i);
  },
  submit: cpStartXmit,
  interrupt: cpInterrupt,
  poll: cpRxPoll,
};

function* cpStartXmit(kept: Kept<CpPrivate>, request: Request): Running {
  if (request.kind !== "packet-send") throw new Error("8139cp: packets only");
  yield* waitForRoom(() => (kept.state.txHead + 1) % RING !== kept.state.txTail);
  const { txHead } = kept.state;
  const at = CP_RINGS.tx + 16 * txHead;
  yield { do: "hold-off", what: "interrupts" }; // cp->lock
  yield* storeWord(at + 8, 8, request.address, "transmit descriptor");
  yield* storeWord(at, 4, OWN + endOfRing(txHead) + FIRST_LAST + request.bytes, "transmit descriptor");
  kept.state = { ...kept.state, txHead: (txHead + 1) % RING };
  yield* write("port", RTL.TxPoll, 1, NORMAL_TX_POLL, "cp_start_xmit");
  yield { do: "hold-off", what: "nothing" };
}

function* cpInterrupt(kept: Kept<CpPrivate>): Running {
  const by = "cp_interrupt";
  if ((yield* read("port", RTL.IntrMask, 2, by)) === 0) return;
  const status = yield* read("port", RTL.IntrStatus, 2, by);
  if (status === 0) return;
  yield* write("port", RTL.IntrStatus, 2, status & ~RX_MASK, by);
  if (status & RX_OK) {
    yield* writeFlushed(RTL.IntrMask, NO_RX_MASK, by);
    yield { do: "schedule-poll", line: RTL_LINE };
  }
  yield* cpTx(kept);
}

/** cp_tx: takes back the descriptors that the card no longer owns. */
function* cpTx(kept: Kept<CpPrivate>): Running {
  while (kept.state.txTail !== kept.state.txHead) {
    const { txTail } = kept.state;
    if ((yield* loadOptions(CP_RINGS.tx, txTail)) >= OWN) return;
    kept.state = { ...kept.state, txTail: (txTail + 1) % RING };
    yield { do: "finish" };
  }
}

function* cpRxPoll(kept: Kept<CpPrivate>): Running {
  yield* write("port", RTL.IntrStatus, 2, RX_MASK, "cp_rx_poll");
  while ((yield* loadOptions(CP_RINGS.rx, kept.state.rxTail)) < OWN) {
    const { rxTail } = kept.state;
    yield* giveBuffer(rxTail);
    kept.state = { ...kept.state, rxTail: (rxTail + 1) % RING };
  }
  yield* writeFlushed(RTL.IntrMask, INTR_MASK, "cp_rx_poll");
}

/** cpw16_f: written, and read back so that the write has arrived. */
function* writeFlushed(register: number, value: number, by: string): Running {
  yield* write("port", register, 2, value, by);
  yield* read("port", register, 2, by);
}

function* giveBuffer(i: number): Running {
  const at = CP_RINGS.rx + 16 * i;
  yield* storeWord(at + 8, 8, RX_BUFFERS + RX_BUFFER_BYTES * i, "receive descriptor");
  yield* storeWord(at, 4, OWN + endOfRing(i) + RX_BUFFER_BYTES, "receive descriptor");
}

function* loadOptions(ring: number, i: number): Generator<DriverOp, number, number> {
  return yield { do: "load", address: ring + 16 * i, width: 4 };
}

function endOfRing(i: number): number {
  return i === RING - 1 ? RING_END : 0;
}
