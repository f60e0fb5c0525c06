// From one read or write of a program to the requests that a driver gets: blk_mq_submit_bio splits what is too large.

import type { Request, Segment } from "./driver.ts";

/** A queue's limits, as /sys/block/DISK/queue shows them. */
export interface QueueLimits {
  /** max_sectors_kb, in bytes. */
  readonly maxBytes: number;
  /** max_segments: pieces of memory that do not touch each other. */
  readonly maxSegments: number;
  /** max_segment_size, bytes. */
  readonly maxSegmentBytes: number;
}

/** Whether the pages of the program's buffer lie one behind the other in physical memory. */
export type Pages = "contiguous" | "scattered";

const PAGE = 4096;
const SECTOR = 512;
const BUFFER = 0x1000_0000; // where the program's buffer lies in the model's guest memory

/** The requests for `bytes` from the disk's begin, with the buffer's pages in one piece or scattered. */
export function split(
  kind: "disk-read" | "disk-write",
  bytes: number,
  pages: Pages,
  limits: QueueLimits,
): readonly Request[] {
  if (bytes <= 0 || bytes % SECTOR !== 0) throw new Error(`${bytes} bytes are not whole sectors`);
  const requests: Request[] = [];
  for (let done = 0; done < bytes; ) {
    const pieces = segments(done, bytes - done, pages, limits);
    const size = pieces.reduce((sum, piece) => sum + piece.bytes, 0);
    requests.push({ kind, sector: done / SECTOR, bytes: size, segments: pieces });
    done += size;
  }
  return requests;
}

/** As many pieces, from `from` on, as one request may have. */
function segments(from: number, left: number, pages: Pages, limits: QueueLimits): readonly Segment[] {
  const pieces: Segment[] = [];
  const end = from + Math.min(left, limits.maxBytes);
  const most = pages === "scattered" ? PAGE : limits.maxSegmentBytes;
  for (let at = from; at < end && pieces.length < limits.maxSegments; ) {
    const bytes = Math.min(end - at, most);
    pieces.push({ address: place(at, pages), bytes });
    at += bytes;
  }
  return pieces;
}

/** Scattered pages leave a page free between them. */
function place(offset: number, pages: Pages): number {
  return pages === "contiguous" ? BUFFER + offset : BUFFER + Math.floor(offset / PAGE) * 2 * PAGE + (offset % PAGE);
}
