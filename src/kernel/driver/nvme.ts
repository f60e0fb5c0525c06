// nvme: Linux's driver of NVMe disks (drivers/nvme/host/pci.c), one I/O queue.

import { CQ1_HEAD, NVME_MSIX, SQ1_TAIL } from "../../machine/devices/nvme.ts";
import type { QueueLimits } from "./block.ts";
import { type Driver, type Kept, type Request, type Running, storeWord, waitForRoom, write } from "./driver.ts";

// max_sectors_kb 512 was recorded: the device's MDTS. NVME_MAX_SEGS is 127 or 128.
export const NVME_LIMITS: QueueLimits = { maxBytes: 512 * 1024, maxSegments: 128, maxSegmentBytes: 0xffff_f000 };

export const NVME_QUEUES = { sq: 0x3200000, cq: 0x3210000, depth: 1024 } as const;
const PRP_LISTS = 0x3220000; // one page for each command in flight
const PAGE = 4096;
const BLOCK = 512;

export interface NvmeQueue {
  readonly sqTail: number;
  readonly cqHead: number;
  readonly cqPhase: 0 | 1;
}

export const NVME_QUEUE: NvmeQueue = { sqTail: 0, cqHead: 0, cqPhase: 1 };

export const nvmeDriver: Driver<NvmeQueue> = {
  name: "nvme",
  lines: { [NVME_MSIX]: "edge" },
  submit: nvmeQueueRq,
  interrupt: nvmeIrq,
};

function* nvmeQueueRq(kept: Kept<NvmeQueue>, request: Request): Running {
  if (request.kind !== "disk-read" && request.kind !== "disk-write") throw new Error("nvme: disks only");
  yield* waitForRoom(() => inFlight(kept.state) < NVME_QUEUES.depth - 1);
  yield { do: "hold-off", what: "interrupts" };
  const { sqTail } = kept.state;
  const entry = NVME_QUEUES.sq + 64 * sqTail;
  const by = "submission queue entry";
  yield* storeWord(entry, 4, (request.kind === "disk-read" ? 2 : 1) | (sqTail << 16), by); // opcode, command id
  yield* storeWord(entry + 40, 8, request.sector, by);
  yield* storeWord(entry + 48, 4, request.bytes / BLOCK - 1, by);
  yield* nvmePciSetupPrps(entry, sqTail, request.segments);
  const next = (sqTail + 1) % NVME_QUEUES.depth;
  kept.state = { ...kept.state, sqTail: next };
  yield* write("mmio", SQ1_TAIL, 4, next, "nvme_write_sq_db");
  yield { do: "hold-off", what: "nothing" };
}

/** Commands whose answer has not been taken yet. */
function inFlight({ sqTail, cqHead }: NvmeQueue): number {
  return (sqTail - cqHead + NVME_QUEUES.depth) % NVME_QUEUES.depth;
}

/** Two pages fit in the entry itself; more go into a list of their own. */
function* nvmePciSetupPrps(
  entry: number,
  command: number,
  segments: readonly { address: number; bytes: number }[],
): Running {
  const pages = segments.flatMap(({ address, bytes }) =>
    Array.from({ length: Math.ceil(bytes / PAGE) }, (_, i) => address + i * PAGE),
  );
  const [first = 0, ...rest] = pages;
  yield* storeWord(entry + 24, 8, first, "PRP 1");
  const [second] = rest;
  if (second === undefined) return;
  const list = PRP_LISTS + PAGE * (command % 16);
  yield* storeWord(entry + 32, 8, rest.length === 1 ? second : list, "PRP 2");
  if (rest.length > 1) for (const [i, page] of rest.entries()) yield* storeWord(list + 8 * i, 8, page, "PRP list");
}

/** nvme_irq: takes what the phase bit says is new, then tells the device once how far it got. */
function* nvmeIrq(kept: Kept<NvmeQueue>): Running {
  let found = false;
  for (;;) {
    const { cqHead, cqPhase } = kept.state;
    const status: number = yield { do: "load", address: NVME_QUEUES.cq + 16 * cqHead + 14, width: 2 };
    if ((status & 1) !== cqPhase) break;
    const wraps = cqHead + 1 === NVME_QUEUES.depth;
    kept.state = { ...kept.state, cqHead: wraps ? 0 : cqHead + 1, cqPhase: wraps ? (cqPhase === 1 ? 0 : 1) : cqPhase };
    found = true;
    yield { do: "finish" };
  }
  if (found) yield* write("mmio", CQ1_HEAD, 4, kept.state.cqHead, "nvme_ring_cq_doorbell");
}
