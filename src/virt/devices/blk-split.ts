// Xen's disk: blkfront in the guest, blkback in the domain that has the disk (drivers/block/xen-blkfront.c,
// drivers/block/xen-blkback). No register is pretended, so nothing is emulated.

import { endAccess, type GrantTable, grantAccess, mapGrant, unmapGrant } from "./grant.ts";
import { ringSize } from "./ring.ts";
import { SplitLink, type SplitPace, type SplitStep } from "./split-link.ts";

const PAGE = 4096;
const SLOT_BYTES = 112; // struct blkif_request on x86-64
const SEGMENTS = 11; // BLKIF_MAX_SEGMENTS_PER_REQUEST
const INDIRECT_SEGMENTS = 32; // xen_blkif_max_segments, the frontend's default
const BACKEND = 0; // domain 0

export interface BlkSplitOptions {
  /** feature-persistent: pages stay granted and mapped; the frontend copies the data into them. */
  readonly persistent: boolean;
  /** feature-max-indirect-segments: the list of segments lies in a page of its own. */
  readonly indirect: boolean;
}

interface BlkRequest {
  readonly bytes: number;
  readonly refs: readonly number[];
}

/** Reads or writes `bytes` at a time, `count` times, at the given pace. */
export function blkSplit(
  kind: "disk-read" | "disk-write",
  { bytes, count }: { readonly bytes: number; readonly count: number },
  options: BlkSplitOptions,
  pace: SplitPace,
): readonly SplitStep[] {
  const most = (options.indirect ? INDIRECT_SEGMENTS : SEGMENTS) * PAGE;
  const sizes = Array.from({ length: count }, () => pieces(bytes, most)).flat();
  const waiting = [...sizes.keys()];
  const inRing: number[] = [];
  const requests = new Map<number, BlkRequest>();
  let grants: GrantTable = {};
  let pool: readonly number[] = []; // persistent grants that no request uses
  let isStopped = false;

  const link = new SplitLink(ringSize(SLOT_BYTES), pace, { backend: blkifSchedule, frontend: blkifInterrupt });

  function grantPages(request: number): readonly number[] {
    const size = sizes[request] ?? 0;
    const wanted = Math.ceil(size / PAGE) + (options.indirect ? 1 : 0);
    const kept = pool.slice(0, wanted);
    pool = pool.slice(wanted);
    const refs = [...kept];
    while (refs.length < wanted) {
      const granted = grantAccess(grants, { to: BACKEND, frame: request * 64 + refs.length, readonly: false });
      grants = granted.table;
      refs.push(granted.ref);
      link.did({ type: "memory", by: "frontend", what: "grant table entry" });
    }
    if (options.persistent && kind === "disk-write") link.did({ type: "copy", by: "frontend", bytes: size });
    return refs;
  }

  /** blkif_queue_rq: one request, as long as the ring has room; it goes on when an interrupt has made some. */
  function blkifQueueRq(): void {
    if (!link.hasRoom()) {
      isStopped = true; // RING_FULL: the queue is started again by an interrupt
      return;
    }
    const request = waiting.shift();
    if (request === undefined) return;
    const refs = grantPages(request);
    requests.set(request, { bytes: sizes[request] ?? 0, refs });
    link.live(request, "pages.granted");
    link.post(request, inRing);
    link.pushRequests([request]);
    if (waiting.length > 0) link.later(pace.gap, blkifQueueRq);
  }

  /** xen_blkif_schedule: the backend's thread. Each request's pages are mapped by one hypercall. */
  function blkifSchedule(): void {
    do {
      for (const request of link.takeRequests(inRing)) dispatchRwBlockIo(request);
    } while (link.backendMustGoOn());
  }

  function dispatchRwBlockIo(request: number): void {
    const { refs } = find(request);
    const fresh = refs.filter((ref) => grants[ref]?.mapped === 0);
    for (const ref of fresh) grants = mapGrant(grants, ref, BACKEND, kind === "disk-read");
    if (fresh.length > 0) link.hypercall("backend", "GNTTABOP_map_grant_ref", fresh.length);
    link.live(request, "pages.reached");
    link.later(pace.latency, () => endBlockIoOp(request));
  }

  function endBlockIoOp(request: number): void {
    const { bytes: size, refs } = find(request);
    link.did({ type: "moved", bytes: size });
    link.live(request, "work.completed");
    if (!options.persistent) {
      for (const ref of refs) grants = unmapGrant(grants, ref);
      link.hypercall("backend", "GNTTABOP_unmap_grant_ref", refs.length);
    }
    link.answer(request);
  }

  /** blkif_interrupt */
  function blkifInterrupt(): void {
    do {
      for (const request of link.takeResponses()) blkifCompletion(request);
    } while (link.frontendMustGoOn());
    if (!isStopped) return;
    isStopped = false;
    blkifQueueRq();
  }

  function blkifCompletion(request: number): void {
    const { bytes: size, refs } = find(request);
    if (options.persistent) {
      if (kind === "disk-read") link.did({ type: "copy", by: "frontend", bytes: size });
      pool = [...pool, ...refs];
    } else {
      for (const ref of refs) grants = endAccess(grants, ref);
      link.did({ type: "memory", by: "frontend", what: "grant table entries cleared" });
    }
    link.live(request, "grants.ended");
  }

  function find(request: number): BlkRequest {
    const found = requests.get(request);
    if (!found) throw new Error(`blkback: request ${request} was never made`);
    return found;
  }

  blkifQueueRq();
  link.settle();
  return link.log;
}

function pieces(bytes: number, most: number): readonly number[] {
  const whole = Array<number>(Math.floor(bytes / most)).fill(most);
  return bytes % most === 0 ? whole : [...whole, bytes % most];
}
