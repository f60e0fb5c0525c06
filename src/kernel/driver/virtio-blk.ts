// virtio_blk: drivers/block/virtio_blk.c. One notification for a request, or none while the device is still at it.

import type { QueueLimits } from "./block.ts";
import { type Driver, type Kept, type Request, type Running, storeWord, waitForRoom } from "./driver.ts";
import { type Transport, virtioLines, vpInterrupt, vpNotify } from "./virtio-pci.ts";
import {
  type DriverQueue,
  driverQueue,
  queuePlace,
  virtqueueAdd,
  virtqueueDisableCb,
  virtqueueEnableCb,
  virtqueueGetBuf,
  virtqueueKickPrepare,
} from "./virtqueue.ts";

// max_sectors_kb 1280 was recorded; seg_max is the queue's size less header and status.
export const VIRTIO_BLK_LIMITS: QueueLimits = { maxBytes: 1280 * 1024, maxSegments: 254, maxSegmentBytes: 0xffff_f000 };

export const VIRTIO_BLK_PLACES = [queuePlace(0x3300000, 256)] as const;
const HEADERS = 0x3400000; // struct virtio_blk_outhdr and the status byte of each request
const HEADER_BYTES = 32;

export interface VirtioBlk {
  readonly queue: DriverQueue;
}

export const VIRTIO_BLK: VirtioBlk = { queue: driverQueue(VIRTIO_BLK_PLACES[0]) };

export function virtioBlkDriver(transport: Transport): Driver<VirtioBlk> {
  return {
    name: "virtio_blk",
    lines: virtioLines(transport, ["virtio0-req.0"]),
    submit: (kept, request) => virtioQueueRq(kept, request, transport),
    *interrupt(kept, line) {
      yield* vpInterrupt(line);
      yield* virtblkDone(kept);
    },
  };
}

function* virtioQueueRq(kept: Kept<VirtioBlk>, request: Request, transport: Transport): Running {
  if (request.kind !== "disk-read" && request.kind !== "disk-write") throw new Error("virtio_blk: disks only");
  const isRead = request.kind === "disk-read";
  yield* waitForRoom(() => kept.state.queue.free.length > 0); // blk_mq_stop_hw_queue
  const header = HEADERS + HEADER_BYTES * (kept.state.queue.free[0] ?? 0);
  yield { do: "hold-off", what: "interrupts" }; // vblk->vqs[qid].lock
  yield* storeWord(header, 4, isRead ? 0 : 1, "request header");
  yield* storeWord(header + 8, 8, request.sector, "request header");
  const queue = yield* virtqueueAdd(kept.state.queue, [
    { address: header, bytes: 16, deviceWrites: false },
    ...request.segments.map((segment) => ({ ...segment, deviceWrites: isRead })),
    { address: header + 16, bytes: 1, deviceWrites: true },
  ]);
  const [kicked, notify] = yield* virtqueueKickPrepare(queue);
  kept.state = { queue: kicked };
  yield { do: "hold-off", what: "nothing" };
  // Notified after the lock is dropped: it may be a long exit, and others wait for the lock.
  if (notify) yield* vpNotify(transport, 0);
}

function* virtblkDone(kept: Kept<VirtioBlk>): Running {
  for (let quiet = false; !quiet; ) {
    kept.state = { queue: virtqueueDisableCb(kept.state.queue) };
    for (let next = yield* virtqueueGetBuf(kept.state.queue); next; next = yield* virtqueueGetBuf(kept.state.queue)) {
      kept.state = { queue: next };
      yield { do: "finish" };
    }
    const [queue, nothingNew] = yield* virtqueueEnableCb(kept.state.queue);
    kept.state = { queue };
    quiet = nothingNew;
  }
}
