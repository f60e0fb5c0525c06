// Three virtio devices: a disk (VIRTIO 1.2, 5.2), a network card (5.1), a console (5.3).
//
// What differs is only what a chain means and when the device comes back to it. All of it happens in memory that both
// sides share; the transport's registers are not touched again.

import type { DeviceEvent } from "./access.ts";
import { load } from "./memory.ts";
import { type Pace, reportedAt } from "./pace.ts";
import type { VirtioIo, VirtioModel } from "./virtio-pci.ts";
import { type Chain, hasAvail, pop, setNotification } from "./virtqueue.ts";

const BLK_IN = 0; // VIRTIO_BLK_T_IN: the device reads its medium
const BLK_OUT = 1;

/** Requests are a header (16 bytes), the data, and a status byte. */
export function virtioBlk(pace: Pace): VirtioModel {
  return {
    name: "virtio-blk",
    lines: ["virtio0-req.0"],
    notified(io, queue) {
      io.keep(queue, setNotification(io.queue(queue), false));
      for (let next = take(io, queue); next; next = take(io, queue)) io.later(reportedAt(io.now, pace), queue, next);
      io.keep(queue, setNotification(io.queue(queue), true));
    },
    work(io, queue, chain) {
      if (!chain) return;
      const [header, ...rest] = chain.pieces;
      const data = rest.slice(0, -1);
      const type = load(io.memory, header?.address ?? 0, 4);
      if (type !== BLK_IN && type !== BLK_OUT) throw new Error(`virtio-blk: request type ${type} is not modelled`);
      const bytes = total(data);
      io.did({ type: "dma-read", address: header?.address ?? 0, bytes: 16, what: "request header" }, ...moves(data));
      io.did({ type: "moved", bytes, to: "medium" });
      const status = rest.at(-1);
      if (status) io.did({ type: "dma-write", address: status.address, bytes: 1, what: "status" });
      io.giveBack(queue, chain, type === BLK_IN ? bytes + 1 : 1);
    },
  };
}

export const RX_QUEUE = 0;
export const TX_QUEUE = 1;

/**
 * `round` of the pace is the event loop in which the device looks at the transmit queue (QEMU's tx_bh): until then it
 * wants no further notification, so packets sent meanwhile cost none.
 */
export function virtioNet(pace: Pace): VirtioModel {
  return {
    name: "virtio-net",
    lines: ["virtio0-input.0", "virtio0-output.0"],
    notified(io, queue) {
      if (queue === RX_QUEUE) return; // "there are buffers again": taken when a frame comes
      io.keep(queue, setNotification(io.queue(queue), false));
      io.later(reportedAt(io.now, pace), queue);
    },
    work(io, queue) {
      for (let chain = take(io, queue); chain; chain = take(io, queue)) {
        io.did(...moves(chain.pieces), { type: "moved", bytes: total(chain.pieces), to: "host" });
        io.giveBack(queue, chain, 0);
      }
      io.keep(queue, setNotification(io.queue(queue), true));
      // A packet may have come between the last look and the change of mind.
      if (hasAvail(io.queue(queue), io.memory)) io.later(reportedAt(io.now, pace), queue);
    },
    receive(io, bytes) {
      io.keep(RX_QUEUE, setNotification(io.queue(RX_QUEUE), false));
      const chain = take(io, RX_QUEUE);
      if (!chain) throw new Error("virtio-net: a frame came and no buffer is there; dropping it is not modelled");
      const address = chain.pieces[0]?.address ?? 0;
      io.did({ type: "dma-write", address, bytes, what: "data" });
      io.giveBack(RX_QUEUE, chain, bytes);
    },
  };
}

export const CONSOLE_TX_QUEUE = 1;

/** The bytes go to the host's terminal inside the notification itself: the driver's wait finds them gone. */
export function virtioConsole(): VirtioModel {
  return {
    name: "virtio-console",
    lines: ["virtio0-virtqueues", "virtio0-virtqueues"],
    notified(io, queue) {
      for (let chain = take(io, queue); chain; chain = take(io, queue)) {
        io.did(...moves(chain.pieces), { type: "moved", bytes: total(chain.pieces), to: "host" });
        io.giveBack(queue, chain, 0);
      }
    },
    work() {},
  };
}

function take(io: VirtioIo, queue: number): Chain | undefined {
  const popped = pop(io.queue(queue), io.memory);
  if (popped) io.keep(queue, popped);
  return popped?.chain;
}

function total(pieces: Chain["pieces"]): number {
  return pieces.reduce((sum, { bytes }) => sum + bytes, 0);
}

function moves(pieces: Chain["pieces"]): readonly DeviceEvent[] {
  return pieces.map(({ address, bytes, deviceWrites }) => ({
    type: deviceWrites ? "dma-write" : "dma-read",
    address,
    bytes,
    what: "data",
  }));
}
