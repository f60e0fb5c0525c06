// virtio_net: drivers/net/virtio_net.c, one queue pair, with NAPI for both directions (napi_tx, the default).

import { RX_QUEUE, TX_QUEUE } from "../../machine/devices/virtio-models.ts";
import { type Driver, type DriverOp, type Kept, type Request, type Running, waitForRoom } from "./driver.ts";
import { type Transport, virtioLines, vpInterrupt, vpNotify } from "./virtio-pci.ts";
import {
  type DriverQueue,
  driverQueue,
  queuePlace,
  virtqueueAdd,
  virtqueueDisableCb,
  virtqueueEnableCb,
  virtqueueEnableCbDelayed,
  virtqueueGetBuf,
  virtqueueKickPrepare,
} from "./virtqueue.ts";

const RX_LINE = "virtio0-input.0";
const TX_LINE = "virtio0-output.0";
const QUEUE_SIZE = 256;
const BUFFERS = 0x3500000; // receive buffers
const BUFFER_BYTES = 1536;
const MAX_SKB_FRAGS = 17; // the queue is stopped when the largest packet would not fit any more
const HEADER = 12; // struct virtio_net_hdr_mrg_rxbuf, in front of each frame

export const VIRTIO_NET_PLACES = [queuePlace(0x3600000, QUEUE_SIZE), queuePlace(0x3610000, QUEUE_SIZE)] as const;

export interface VirtioNet {
  readonly rx: DriverQueue;
  readonly tx: DriverQueue;
}

export const VIRTIO_NET: VirtioNet = { rx: driverQueue(VIRTIO_NET_PLACES[0]), tx: driverQueue(VIRTIO_NET_PLACES[1]) };

export function virtioNetDriver(transport: Transport): Driver<VirtioNet> {
  return {
    name: "virtio_net",
    lines: virtioLines(transport, [RX_LINE, TX_LINE]),
    bringUp: (kept) => tryFillRecv(kept, transport),
    submit: (kept, request) => startXmit(kept, request, transport),
    *interrupt(kept, line) {
      yield* vpInterrupt(line);
      if (line !== TX_LINE) kept.state = { ...kept.state, rx: virtqueueDisableCb(kept.state.rx) };
      if (line !== RX_LINE) kept.state = { ...kept.state, tx: virtqueueDisableCb(kept.state.tx) };
      yield { do: "schedule-poll", line };
    },
    *poll(kept, line) {
      if (line !== RX_LINE) yield* virtnetPollTx(kept);
      if (line !== TX_LINE) yield* virtnetPoll(kept, transport);
    },
  };
}

function* startXmit(kept: Kept<VirtioNet>, request: Request, transport: Transport): Running {
  if (request.kind !== "packet-send") throw new Error("virtio_net: packets only");
  yield* waitForRoom(() => kept.state.tx.free.length > MAX_SKB_FRAGS + 2);
  yield { do: "hold-off", what: "softirqs" };
  for (let quiet = false; !quiet; ) {
    const freed = yield* freeOldXmitSkbs(virtqueueDisableCb(kept.state.tx));
    const [tx, nothingNew] = yield* virtqueueEnableCbDelayed(freed);
    kept.state = { ...kept.state, tx };
    quiet = nothingNew;
  }
  const frame = { address: request.address - HEADER, bytes: request.bytes + HEADER, deviceWrites: false };
  const added = yield* virtqueueAdd(kept.state.tx, [frame]);
  const [tx, notify] = yield* virtqueueKickPrepare(added);
  kept.state = { ...kept.state, tx };
  if (notify) yield* vpNotify(transport, TX_QUEUE);
  yield { do: "hold-off", what: "nothing" };
}

function* freeOldXmitSkbs(queue: DriverQueue): Generator<DriverOp, DriverQueue, number> {
  let tx = queue;
  for (let next = yield* virtqueueGetBuf(tx); next; next = yield* virtqueueGetBuf(tx)) {
    tx = next;
    yield { do: "finish" };
  }
  return tx;
}

function* virtnetPollTx(kept: Kept<VirtioNet>): Running {
  for (let quiet = false; !quiet; ) {
    const freed = yield* freeOldXmitSkbs(virtqueueDisableCb(kept.state.tx));
    const [tx, nothingNew] = yield* virtqueueEnableCb(freed);
    kept.state = { ...kept.state, tx };
    quiet = nothingNew;
  }
}

function* virtnetPoll(kept: Kept<VirtioNet>, transport: Transport): Running {
  for (let quiet = false; !quiet; ) {
    let rx = virtqueueDisableCb(kept.state.rx);
    for (let next = yield* virtqueueGetBuf(rx); next; next = yield* virtqueueGetBuf(rx)) rx = next;
    kept.state = { ...kept.state, rx };
    // "if (rq->vq->num_free > min(budget, virtqueue_get_vring_size(rq->vq)) / 2)" - virtnet_receive
    if (rx.free.length > NAPI_WEIGHT / 2) yield* tryFillRecv(kept, transport);
    const [enabled, nothingNew] = yield* virtqueueEnableCb(kept.state.rx);
    kept.state = { ...kept.state, rx: enabled };
    quiet = nothingNew;
  }
}

const NAPI_WEIGHT = 64;

function* tryFillRecv(kept: Kept<VirtioNet>, transport: Transport): Running {
  let { rx } = kept.state;
  while (rx.free.length > 0) {
    const address = BUFFERS + BUFFER_BYTES * (rx.free[0] ?? 0);
    rx = yield* virtqueueAdd(rx, [{ address, bytes: BUFFER_BYTES, deviceWrites: true }]);
  }
  const [kicked, notify] = yield* virtqueueKickPrepare(rx);
  kept.state = { ...kept.state, rx: kicked };
  if (notify) yield* vpNotify(transport, RX_QUEUE);
}
