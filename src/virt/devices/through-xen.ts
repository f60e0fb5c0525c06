// A request through Xen's split drivers: no register, only hypercalls and events.

import type { Job, WorkKind } from "../../kernel/driver/catalog.ts";
import { type BlkSplitOptions, blkSplit } from "./blk-split.ts";
import type { Copy } from "./copies.ts";
import { NO_EXIT, toHypervisor } from "./exit.ts";
import type { HandledAccess, HandledStep } from "./handled.ts";
import { netSplitReceive, netSplitSend } from "./net-split.ts";
import type { SplitStep } from "./split-link.ts";

// ns: what a domain switch and a look into the ring take; only their order matters.
const PACE = { wake: 5000, latency: 30_000 };
const SPACED = 200_000;
const BURST = 2000;

/** The steps of both halves, and the copies that they and the hypervisor make. */
export function throughXen(
  kind: WorkKind,
  job: Job,
  options: Partial<BlkSplitOptions> = {},
): readonly [readonly HandledStep[], readonly Copy[]] {
  const isDisk = kind === "disk-read" || kind === "disk-write";
  const log = isDisk
    ? blkSplit(kind, job, { persistent: true, indirect: true, ...options }, { ...PACE, gap: gapOf(job, isDisk) })
    : (kind === "packet-send" ? netSplitSend : netSplitReceive)(job, { ...PACE, gap: gapOf(job, isDisk) });
  const [front, back] = isDisk ? ["blkfront", "blkback"] : ["netfront", "netback"];
  const bytes = log.reduce((sum, step) => sum + (step.type === "copy" ? step.bytes : 0), 0);
  return [
    log.flatMap((step) => xenStep(step, front ?? "", back ?? "")),
    bytes === 0 ? [] : [{ ...copyOf(kind), bytes }],
  ];
}

/** The requests of one large transfer follow each other; those of a program that waits do not. */
function gapOf({ gap, count }: Job, isDisk: boolean): number {
  if (gap === "burst" || (isDisk && count === 1)) return BURST;
  return gap === "spaced" ? SPACED : gap;
}

function copyOf(kind: WorkKind): Omit<Copy, "bytes"> {
  switch (kind) {
    case "disk-write":
      return { from: "guest memory", to: "pages granted for good", by: "guest" };
    case "disk-read":
      return { from: "pages granted for good", to: "guest memory", by: "guest" };
    case "packet-send":
      return { from: "guest memory", to: "the backend's socket buffer", by: "hypervisor" };
    default:
      return { from: "the backend's socket buffer", to: "guest memory", by: "hypervisor" };
  }
}

function xenStep(step: SplitStep, front: string, back: string): readonly HandledStep[] {
  if (step.type === "hypercall") {
    const by = step.by === "frontend" ? front : back;
    const access: HandledAccess = {
      space: "hypercall",
      register: step.call,
      direction: "write",
      value: 0,
      repeat: step.entries,
      by,
      context: step.by,
      exit: toHypervisor("Xen"),
    };
    return [{ type: "access", access }];
  }
  if (step.type === "event") {
    const line = `event channel to ${step.to === "frontend" ? front : back}`;
    return [{ type: "interrupt", interrupt: { line, how: "event", exit: NO_EXIT } }];
  }
  if (step.type === "life" && step.event === "grants.ended") return [{ type: "finished" }];
  return [];
}
