// A split virtqueue, the driver's side: drivers/virtio/virtio_ring.c.
//
// Adding a buffer, asking whether the device must be told, taking back what is used: all of it stores and loads in
// memory. VIRTIO_RING_F_EVENT_IDX and VIRTIO_RING_F_INDIRECT_DESC are negotiated, as Linux and QEMU do.

import { at, passes, type QueuePlace } from "../../machine/devices/virtqueue.ts";
import { type DriverOp, type Running, storeWord } from "./driver.ts";

export interface DriverQueue {
  readonly place: QueuePlace;
  /** Descriptors that are free, the next one to be taken first. */
  readonly free: readonly number[];
  readonly availIndex: number;
  /** Buffers added since the last kick was considered. */
  readonly added: number;
  readonly lastUsed: number;
  readonly callbacks: boolean;
}

export interface Piece {
  readonly address: number;
  readonly bytes: number;
  readonly deviceWrites: boolean;
}

const NEXT = 1;
const WRITE = 2;
const INDIRECT = 4;
const TABLES = 0x3800000; // indirect tables, one for each descriptor; only disks use them
const TABLE_BYTES = 8192;

export function driverQueue(place: QueuePlace): DriverQueue {
  const free = Array.from({ length: place.size }, (_, i) => i);
  return { place, free, availIndex: 0, added: 0, lastUsed: 0, callbacks: true };
}

/** Areas one behind the other from `base` on, aligned as the legacy layout wants them. */
export function queuePlace(base: number, size: number): QueuePlace {
  const avail = base + 16 * size;
  const used = Math.ceil((avail + 6 + 2 * size) / 4096) * 4096;
  return { descriptors: base, avail, used, size };
}

/** virtqueue_add: returns the queue with the buffer in it. More than one piece goes into a table of its own. */
export function* virtqueueAdd(queue: DriverQueue, pieces: readonly Piece[]): Generator<DriverOp, DriverQueue, number> {
  const [head, ...free] = queue.free;
  if (head === undefined) throw new Error("virtqueue_add: the ring is full; waiting for room is not modelled");
  const { place, availIndex } = queue;
  const table = TABLES + head * TABLE_BYTES;
  const [only] = pieces;
  if (pieces.length === 1 && only) {
    yield* storeDescriptor(at.descriptor(place, head), only, only.deviceWrites ? WRITE : 0, 0);
  } else {
    for (const [i, piece] of pieces.entries()) {
      const flags = (piece.deviceWrites ? WRITE : 0) | (i < pieces.length - 1 ? NEXT : 0);
      yield* storeDescriptor(table + 16 * i, piece, flags, i + 1);
    }
    yield* storeDescriptor(at.descriptor(place, head), { address: table, bytes: 16 * pieces.length }, INDIRECT, 0);
  }
  yield* storeWord(at.availEntry(place, availIndex), 2, head, "avail ring");
  const next = (availIndex + 1) & 0xffff;
  yield* storeWord(at.availIndex(place), 2, next, "avail index");
  return { ...queue, free, availIndex: next, added: queue.added + 1 };
}

function* storeDescriptor(
  address: number,
  piece: { address: number; bytes: number },
  flags: number,
  next: number,
): Running {
  yield* storeWord(address, 8, piece.address, "descriptor");
  yield* storeWord(address + 8, 4, piece.bytes, "descriptor");
  yield* storeWord(address + 12, 4, flags | (next << 16), "descriptor");
}

/** virtqueue_kick_prepare: whether the device asked to be notified of what was added. */
export function* virtqueueKickPrepare(
  queue: DriverQueue,
): Generator<DriverOp, readonly [DriverQueue, boolean], number> {
  const event = yield { do: "load", address: at.availEvent(queue.place), width: 2 };
  const old = (queue.availIndex - queue.added) & 0xffff;
  return [{ ...queue, added: 0 }, passes(event, queue.availIndex, old)];
}

/** virtqueue_get_buf: takes back one used buffer, if there is one. */
export function* virtqueueGetBuf(queue: DriverQueue): Generator<DriverOp, DriverQueue | undefined, number> {
  const { place, lastUsed } = queue;
  const used = yield { do: "load", address: at.usedIndex(place), width: 2 };
  if (used === lastUsed) return undefined;
  const head = yield { do: "load", address: at.usedEntry(place, lastUsed), width: 4 };
  const next = (lastUsed + 1) & 0xffff;
  // "If we expect an interrupt for the next entry, tell host by writing event index" - virtqueue_get_buf_ctx_split
  if (queue.callbacks) yield* storeWord(at.usedEvent(place), 2, next, "used_event");
  return { ...queue, lastUsed: next, free: [head, ...queue.free] };
}

/** virtqueue_disable_cb: with event indexes the driver only stops moving `used_event` along. */
export function virtqueueDisableCb(queue: DriverQueue): DriverQueue {
  return { ...queue, callbacks: false };
}

/** virtqueue_enable_cb: "interrupt me at the next one"; true unless something came in between. */
export function* virtqueueEnableCb(queue: DriverQueue): Generator<DriverOp, readonly [DriverQueue, boolean], number> {
  yield* storeWord(at.usedEvent(queue.place), 2, queue.lastUsed, "used_event");
  const used = yield { do: "load", address: at.usedIndex(queue.place), width: 2 };
  return [{ ...queue, callbacks: true }, used === queue.lastUsed];
}

/** virtqueue_enable_cb_delayed: "interrupt me when three quarters of what is under way are used". */
export function* virtqueueEnableCbDelayed(
  queue: DriverQueue,
): Generator<DriverOp, readonly [DriverQueue, boolean], number> {
  const underWay = (queue.availIndex - queue.lastUsed) & 0xffff;
  const some = Math.floor((underWay * 3) / 4);
  yield* storeWord(at.usedEvent(queue.place), 2, (queue.lastUsed + some) & 0xffff, "used_event");
  const used = yield { do: "load", address: at.usedIndex(queue.place), width: 2 };
  return [{ ...queue, callbacks: true }, ((used - queue.lastUsed) & 0xffff) <= some];
}
