// Xen's network: netfront in the guest, netback beside the real card (drivers/net/xen-netfront.c, drivers/net/xen-netback).
//
// Two rings, one for each direction. The backend lets the hypervisor copy frames (GNTTABOP_copy); what is sent is
// copied only as far as its headers, and mapped beyond.

import { checkCopy, endAccess, type GrantTable, grantAccess, mapGrant, unmapGrant } from "./grant.ts";
import { ringSize } from "./ring.ts";
import { SplitLink, type SplitPace, type SplitStep } from "./split-link.ts";

const TX_SLOT_BYTES = 12; // struct xen_netif_tx_request
const RX_SLOT_BYTES = 8; // struct xen_netif_rx_request
const COPIED = 128; // XEN_NETBACK_TX_COPY_LEN: so much of a frame is copied, the rest is mapped
const BACKEND = 0;

/** Sends `count` frames of `bytes`; each lies in one page. */
export function netSplitSend(
  { bytes, count }: { readonly bytes: number; readonly count: number },
  pace: SplitPace,
): readonly SplitStep[] {
  const inRing: number[] = [];
  const refs = new Map<number, number>();
  let grants: GrantTable = {};
  let next = 0;
  let isStopped = false;
  const link = new SplitLink(ringSize(TX_SLOT_BYTES), pace, { backend: txAction, frontend: txBufGc });

  /** xennet_start_xmit */
  function startXmit(): void {
    if (!link.hasRoom()) {
      isStopped = true; // netif_tx_stop_queue, until an interrupt makes room
      return;
    }
    const frame = next++;
    const granted = grantAccess(grants, { to: BACKEND, frame, readonly: true });
    grants = granted.table;
    refs.set(frame, granted.ref);
    link.did({ type: "memory", by: "frontend", what: "grant table entry" });
    link.live(frame, "pages.granted");
    link.post(frame, inRing);
    link.pushRequests([frame]);
    if (next < count) link.later(pace.gap, startXmit);
  }

  /** xenvif_tx_action: all frames found share one copy hypercall and one map hypercall. */
  function txAction(): void {
    do {
      const frames = link.takeRequests(inRing);
      if (frames.length > 0) forward(frames);
    } while (link.backendMustGoOn());
  }

  function forward(frames: readonly number[]): void {
    for (const frame of frames) checkCopy(grants, ref(frame), BACKEND, false);
    link.hypercall("backend", "GNTTABOP_copy", frames.length);
    link.did({ type: "copy", by: "hypervisor", bytes: frames.length * Math.min(bytes, COPIED) });
    const isMapped = bytes > COPIED;
    if (isMapped) {
      for (const frame of frames) grants = mapGrant(grants, ref(frame), BACKEND, false);
      link.hypercall("backend", "GNTTABOP_map_grant_ref", frames.length);
    }
    for (const frame of frames) link.live(frame, "pages.reached");
    link.later(pace.latency, () => sent(frames, isMapped));
  }

  /** The real card is done: xenvif_tx_dealloc_action unmaps in one hypercall, then each frame is answered. */
  function sent(frames: readonly number[], isMapped: boolean): void {
    if (isMapped) {
      for (const frame of frames) grants = unmapGrant(grants, ref(frame));
      link.hypercall("backend", "GNTTABOP_unmap_grant_ref", frames.length);
    }
    for (const frame of frames) {
      link.did({ type: "moved", bytes });
      link.live(frame, "work.completed");
      link.answer(frame);
    }
  }

  /** xennet_tx_buf_gc */
  function txBufGc(): void {
    do {
      for (const frame of link.takeResponses()) {
        grants = endAccess(grants, ref(frame));
        link.did({ type: "memory", by: "frontend", what: "grant table entry cleared" });
        link.live(frame, "grants.ended");
      }
    } while (link.frontendMustGoOn());
    if (!isStopped) return;
    isStopped = false;
    startXmit();
  }

  function ref(frame: number): number {
    const found = refs.get(frame);
    if (found === undefined) throw new Error(`netback: frame ${frame} was never sent`);
    return found;
  }

  startXmit();
  link.settle();
  return link.log;
}

/** Receives `count` frames into pages that the frontend has granted beforehand. */
export function netSplitReceive(
  { bytes, count }: { readonly bytes: number; readonly count: number },
  pace: SplitPace,
): readonly SplitStep[] {
  const inRing: number[] = [];
  let grants: GrantTable = {};
  const refs = new Map<number, number>();
  let buffers = 0;
  // The backend needs no events: it only looks for buffers when a frame has come.
  const link = new SplitLink(ringSize(RX_SLOT_BYTES), pace, { backend: () => {}, frontend: xennetPoll });
  const ready: number[] = [];

  /** xennet_alloc_rx_buffers: as many as the ring has room for, pushed together. */
  function allocRxBuffers(): void {
    const posted: number[] = [];
    while (link.hasRoom()) {
      const buffer = buffers++;
      const granted = grantAccess(grants, { to: BACKEND, frame: buffer, readonly: false });
      grants = granted.table;
      refs.set(buffer, granted.ref);
      link.live(buffer, "pages.granted");
      link.post(buffer, inRing);
      posted.push(buffer);
    }
    if (posted.length > 0) link.pushRequests(posted);
  }

  /** xenvif_rx_action: one frame into the next buffer. */
  function rxAction(): void {
    if (ready.length === 0) ready.push(...link.takeRequests(inRing));
    const buffer = ready.shift();
    if (buffer === undefined) throw new Error("netback: no buffer is there; waiting for one is not modelled");
    checkCopy(grants, refs.get(buffer) ?? -1, BACKEND, true);
    link.hypercall("backend", "GNTTABOP_copy", 1);
    link.did({ type: "copy", by: "hypervisor", bytes });
    link.live(buffer, "pages.reached");
    link.did({ type: "moved", bytes });
    link.live(buffer, "work.completed");
    link.answer(buffer);
  }

  function xennetPoll(): void {
    do {
      for (const buffer of link.takeResponses()) {
        grants = endAccess(grants, refs.get(buffer) ?? -1);
        link.did({ type: "memory", by: "frontend", what: "grant table entry cleared" });
        link.live(buffer, "grants.ended");
      }
    } while (link.frontendMustGoOn());
    allocRxBuffers();
  }

  allocRxBuffers();
  link.settle();
  link.log.length = 0; // the buffers were there before the first frame came
  for (let i = 0; i < count; i++) link.later(i * pace.gap, rxAction);
  link.settle();
  return link.log;
}
