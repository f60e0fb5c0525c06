// e1000e: drivers/net/ethernet/intel/e1000e/netdev.c, on an 82574 with MSI-X.
//
// A message says by its vector what happened, so no cause is read and nothing is flushed: a packet sent costs the tail
// and one write that unmasks, a packet received only the latter, and the tail for every sixteenth.

import { CAUSE, E1000, MDIO_SW_OWNERSHIP, statistic } from "../../machine/devices/e1000-registers.ts";
import { EXTENDED } from "../../machine/devices/e1000-ring.ts";
import { E1000E_BASE, E1000E_LINES } from "../../machine/devices/e1000e.ts";
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

const RX_BUFFER_WRITE = 16; // E1000_RX_BUFFER_WRITE: so many buffers for one write to the card

export interface E1000eAdapter {
  readonly tx: TxRing;
  readonly rx: RxRing;
  readonly throttle: Throttle;
}

export const E1000E_ADAPTER: E1000eAdapter = {
  tx: { nextToUse: 0, nextToClean: 0, watched: [] },
  rx: { nextToUse: 0, nextToClean: 0 },
  throttle: THROTTLE,
};

export const e1000eDriver: Driver<E1000eAdapter> = {
  name: "e1000e",
  lines: { [E1000E_LINES.rx]: "edge", [E1000E_LINES.tx]: "edge" },
  bringUp: (kept) => allocRxBuffers(kept, E1000_RINGS.size - 1),
  submit: e1000XmitFrame,
  *interrupt(kept, line) {
    if (line === E1000E_LINES.tx) yield* e1000IntrMsixTx(kept);
    else yield { do: "schedule-poll", line };
  },
  poll: e1000ePoll,
  timer: e1000WatchdogTask,
};

function* er32(register: number, by: string) {
  return yield* read("mmio", E1000E_BASE + register, 4, by);
}

function* ew32(register: number, value: number, by: string): Running {
  yield* write("mmio", E1000E_BASE + register, 4, value, by);
}

function* e1000XmitFrame(kept: Kept<E1000eAdapter>, request: Request): Running {
  if (request.kind !== "packet-send") throw new Error("e1000e: packets only");
  yield* waitForRoom(() => hasRoom(kept.state.tx)); // e1000_maybe_stop_tx
  yield { do: "hold-off", what: "softirqs" };
  const tx = yield* queuePacket(kept.state.tx, request);
  kept.state = { ...kept.state, tx };
  yield* ew32(E1000.TDT, tx.nextToUse, "e1000_xmit_frame");
  yield { do: "hold-off", what: "nothing" };
}

/** The transmit ring is cleaned in the handler itself, without NAPI. */
function* e1000IntrMsixTx(kept: Kept<E1000eAdapter>): Running {
  const { ring, packets, bytes } = yield* cleanTx(kept.state.tx);
  const { throttle } = kept.state;
  kept.state = { ...kept.state, tx: ring, throttle: { ...throttle, tx: updateItr(throttle.tx, packets, bytes) } };
  yield* ew32(E1000.IMS, CAUSE.TXQ0, "e1000_intr_msix_tx");
}

function* e1000ePoll(kept: Kept<E1000eAdapter>): Running {
  const { ring, packets, bytes } = yield* cleanRx(kept.state.rx, EXTENDED);
  const { throttle } = kept.state;
  kept.state = { ...kept.state, rx: ring, throttle: { ...throttle, rx: updateItr(throttle.rx, packets, bytes) } };
  // "return some buffers to hardware, one at a time is too slow"; what is left is returned at the end.
  const empty = unused(kept.state.rx);
  if (empty > 0) yield* allocRxBuffers(kept, empty);
  yield* e1000SetItr(kept);
  yield* ew32(E1000.IMS, CAUSE.RXQ0, "e1000e_poll");
}

function* e1000SetItr(kept: Kept<E1000eAdapter>): Running {
  const { throttle } = kept.state;
  const rate = nextRate(throttle);
  if (rate === throttle.rate) return;
  kept.state = { ...kept.state, throttle: { ...throttle, rate } };
  yield* ew32(E1000.EITR0, itrValue(rate), "e1000_set_itr");
}

/** The tail is written only when it comes past a multiple of sixteen. */
function* allocRxBuffers(kept: Kept<E1000eAdapter>, count: number): Running {
  let { nextToUse } = kept.state.rx;
  for (let left = count; left > 0; left--) {
    yield* placeBuffer(nextToUse);
    if (nextToUse % RX_BUFFER_WRITE === 0) yield* ew32(E1000.RDT, nextToUse, "e1000_alloc_rx_buffers");
    nextToUse = (nextToUse + 1) % E1000_RINGS.size;
  }
  kept.state = { ...kept.state, rx: { ...kept.state.rx, nextToUse } };
}

/** Every two seconds; the order of the accesses is as recorded. */
function* e1000WatchdogTask(): Running {
  for (const name of STATISTICS) yield* er32(statistic(name), "e1000e_update_stats");
  yield* ew32(E1000.ICS, CAUSE.RXQ0, "e1000_watchdog_task");
  // Twice: a rare timing could make the card miss the first write.
  for (let i = 0; i < 2; i++) {
    yield* ew32(E1000.TIDV, 0x80000008, "e1000e_flush_descriptors");
    yield* ew32(E1000.RDTR, 0x80000020, "e1000e_flush_descriptors");
    yield* er32(E1000.STATUS, "e1000e_flush_descriptors");
  }
  yield* e1000eCheckPhy82574();
}

/** e1000e_check_82574_phy_workaround: own the PHY, select its page 0, read its receive errors, give it back. */
function* e1000eCheckPhy82574(): Running {
  const get = "e1000_get_hw_semaphore_82574";
  const free = yield* er32(E1000.EXTCNF_CTRL, get);
  yield* ew32(E1000.EXTCNF_CTRL, free | MDIO_SW_OWNERSHIP, get);
  yield* er32(E1000.EXTCNF_CTRL, get);
  for (const command of [MDIC_SELECT_PAGE_0, MDIC_READ_RX_ERRORS]) {
    yield* ew32(E1000.MDIC, command, "e1000e_read_phy_reg_bm2");
    yield* er32(E1000.MDIC, "e1000e_read_phy_reg_bm2");
  }
  const put = "e1000_put_hw_semaphore_82574";
  const owned = yield* er32(E1000.EXTCNF_CTRL, put);
  yield* ew32(E1000.EXTCNF_CTRL, owned & ~MDIO_SW_OWNERSHIP, put);
}

const MDIC_SELECT_PAGE_0 = 0x04360000; // write, PHY 1, register 22
const MDIC_READ_RX_ERRORS = 0x08350000; // read, PHY 1, register 21

const STATISTICS = (
  "CRCERRS GPRC GORCL GORCH BPRC MPRC ROC MPC XONRXC XONTXC XOFFRXC XOFFTXC GPTC GOTCL GOTCH RNBC RUC MPTC BPTC TPT " +
  "ALGNERRC RXERRC CEXTERR TSCTC TSCTFC MGTPTC MGTPRC MGTPDC"
).split(" ");
