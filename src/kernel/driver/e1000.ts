// e1000: drivers/net/ethernet/intel/e1000/e1000_main.c.
//
// One packet costs the tail and five accesses around the interrupt: read why (ICR), mask, flush; later unmask, flush. A
// flush is a read whose value nobody wants: on a bus that posts writes it makes sure that the write has arrived.

import { E1000_BASE, E1000_LINE } from "../../machine/devices/e1000.ts";
import { CAUSE, E1000, statistic } from "../../machine/devices/e1000-registers.ts";
import { LEGACY } from "../../machine/devices/e1000-ring.ts";
import { type Driver, type Kept, type Request, type Running, read, waitForRoom, write } from "./driver.ts";
import {
  cleanRx,
  cleanTx,
  E1000_RINGS,
  hasRoom,
  itrValue,
  nextRate,
  placeBuffer,
  queuePacket,
  type RxRing,
  THROTTLE,
  type Throttle,
  type TxRing,
  unused,
  updateItr,
} from "./e1000-rings.ts";

const ENABLED = 0x9d; // IMS_ENABLE_MASK: TXDW, LSC, RXSEQ, RXDMT0, RXT0

export interface E1000Adapter {
  readonly tx: TxRing;
  readonly rx: RxRing;
  readonly throttle: Throttle;
}

export const E1000_ADAPTER: E1000Adapter = {
  tx: { nextToUse: 0, nextToClean: 0, watched: [] },
  rx: { nextToUse: 0, nextToClean: 0 },
  throttle: THROTTLE,
};

export const e1000Driver: Driver<E1000Adapter> = {
  name: "e1000",
  lines: { [E1000_LINE]: "fasteoi" },
  bringUp: allocRxBuffers,
  submit: e1000XmitFrame,
  interrupt: e1000Intr,
  poll: e1000Clean,
  timer: e1000Watchdog,
};

function* er32(register: number, by: string) {
  return yield* read("mmio", E1000_BASE + register, 4, by);
}

function* ew32(register: number, value: number, by: string): Running {
  yield* write("mmio", E1000_BASE + register, 4, value, by);
}

/** E1000_WRITE_FLUSH: any read does; STATUS has no side effect. */
function* writeFlush(by: string): Running {
  yield* er32(E1000.STATUS, by);
}

function* e1000XmitFrame(kept: Kept<E1000Adapter>, request: Request): Running {
  if (request.kind !== "packet-send") throw new Error("e1000: packets only");
  yield* waitForRoom(() => hasRoom(kept.state.tx)); // e1000_maybe_stop_tx
  yield { do: "hold-off", what: "softirqs" };
  const tx = yield* queuePacket(kept.state.tx, request);
  kept.state = { ...kept.state, tx };
  yield* ew32(E1000.TDT, tx.nextToUse, "e1000_xmit_frame");
  yield { do: "hold-off", what: "nothing" };
}

function* e1000Intr(): Running {
  const icr = yield* er32(E1000.ICR, "e1000_intr");
  if (icr === 0) return;
  yield* ew32(E1000.IMC, 0xffffffff, "e1000_intr");
  yield* writeFlush("e1000_intr");
  yield { do: "schedule-poll", line: E1000_LINE };
}

/** The NAPI poll: transmit ring, receive ring, throttle, unmask. */
function* e1000Clean(kept: Kept<E1000Adapter>): Running {
  const sent = yield* cleanTx(kept.state.tx);
  kept.state = { ...kept.state, tx: sent.ring };
  const received = yield* cleanRx(kept.state.rx, LEGACY);
  kept.state = { ...kept.state, rx: received.ring };
  if (unused(received.ring) > 0) yield* allocRxBuffers(kept);
  const { throttle } = kept.state;
  kept.state = {
    ...kept.state,
    throttle: {
      ...throttle,
      tx: updateItr(throttle.tx, sent.packets, sent.bytes),
      rx: updateItr(throttle.rx, received.packets, received.bytes),
    },
  };
  yield* e1000SetItr(kept);
  yield* ew32(E1000.IMS, ENABLED, "e1000_irq_enable");
  yield* writeFlush("e1000_irq_enable");
}

function* e1000SetItr(kept: Kept<E1000Adapter>): Running {
  const { throttle } = kept.state;
  const rate = nextRate(throttle);
  if (rate === throttle.rate) return;
  kept.state = { ...kept.state, throttle: { ...throttle, rate } };
  yield* ew32(E1000.ITR, itrValue(rate), "e1000_set_itr");
}

/** Fills what is empty and says so once: the tail stays one behind the last buffer. */
function* allocRxBuffers(kept: Kept<E1000Adapter>): Running {
  let { nextToUse } = kept.state.rx;
  for (let left = unused(kept.state.rx); left > 0; left--) {
    yield* placeBuffer(nextToUse);
    nextToUse = (nextToUse + 1) % E1000_RINGS.size;
  }
  kept.state = { ...kept.state, rx: { ...kept.state.rx, nextToUse } };
  yield* ew32(E1000.RDT, (nextToUse + E1000_RINGS.size - 1) % E1000_RINGS.size, "e1000_alloc_rx_buffers");
}

/** Every two seconds: read every counter of the card, two of the PHY, and raise an interrupt to look at the ring. */
function* e1000Watchdog(): Running {
  yield* readStatistics(FIRST_STATISTICS, "e1000_update_stats");
  for (const phyRegister of [PHY_1000T_STATUS, M88E1000_RX_ERR_CNTR]) yield* readPhy(phyRegister);
  yield* readStatistics(["MGTPTC", "MGTPRC", "MGTPDC"], "e1000_update_stats");
  yield* ew32(E1000.ICS, CAUSE.RXDMT0, "e1000_watchdog");
}

function* readStatistics(names: readonly string[], by: string): Running {
  for (const name of names) yield* er32(statistic(name), by);
}

const PHY_1000T_STATUS = 0x0a;
const M88E1000_RX_ERR_CNTR = 0x15;
const MDIC_READ = 0x08200000; // operation read, PHY address 1

function* readPhy(register: number): Running {
  yield* ew32(E1000.MDIC, MDIC_READ | (register << 16), "e1000_read_phy_reg");
  yield* er32(E1000.MDIC, "e1000_read_phy_reg");
}

// The order in which e1000_update_stats reads them (recorded).
const FIRST_STATISTICS = (
  "CRCERRS GPRC GORCL GORCH BPRC MPRC ROC PRC64 PRC127 PRC255 PRC511 PRC1023 PRC1522 SYMERRS MPC SCC ECOL MCC LATECOL " +
  "DC SEC RLEC XONRXC XONTXC XOFFRXC XOFFTXC FCRUC GPTC GOTCL GOTCH RNBC RUC RFC RJC TORL TORH TOTL TOTH TPR PTC64 " +
  "PTC127 PTC255 PTC511 PTC1023 PTC1522 MPTC BPTC TPT COLC ALGNERRC RXERRC TNCRS CEXTERR TSCTC TSCTFC"
).split(" ");
