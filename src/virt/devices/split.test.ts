import { describe, expect, test } from "vitest";
import { blkSplit } from "./blk-split.ts";
import { checkCopy, endAccess, grantAccess, mapGrant, unmapGrant } from "./grant.ts";
import { netSplitReceive, netSplitSend } from "./net-split.ts";
import type { Hypercall, SplitStep } from "./split-link.ts";

const SLOW = { gap: 200_000, wake: 5000, latency: 30_000 };
const MAPPED = { persistent: false, indirect: false };
const MIB = 1024 * 1024;

function calls(log: readonly SplitStep[], call: Hypercall): number {
  return log.filter((step) => step.type === "hypercall" && step.call === call).length;
}

function sum(log: readonly SplitStep[], type: "moved" | "copy"): number {
  return log.reduce((total, step) => total + (step.type === type ? step.bytes : 0), 0);
}

function life(log: readonly SplitStep[], request: number): readonly string[] {
  return log.flatMap((step) => (step.type === "life" && step.request === request ? [step.state] : []));
}

describe("a 4 KiB write through blkfront and blkback", () => {
  test("makes four hypercalls: an event each way, the page mapped and unmapped", () => {
    const log = blkSplit("disk-write", { bytes: 4096, count: 1 }, MAPPED, SLOW);
    expect(log.flatMap((step) => (step.type === "hypercall" ? [`${step.by} ${step.call}`] : []))).toEqual([
      "frontend EVTCHNOP_send",
      "backend GNTTABOP_map_grant_ref",
      "backend GNTTABOP_unmap_grant_ref",
      "backend EVTCHNOP_send",
    ]);
    expect(sum(log, "copy")).toBe(0);
  });

  test("passes through all ten states", () => {
    expect(life(blkSplit("disk-write", { bytes: 4096, count: 1 }, MAPPED, SLOW), 0)).toEqual([
      "granted",
      "posted",
      "notified",
      "taken",
      "reached",
      "completed",
      "answered",
      "interrupted",
      "reclaimed",
    ]);
  });

  test("with persistent grants makes two, and copies the data instead", () => {
    const log = blkSplit("disk-write", { bytes: 4096, count: 100 }, { persistent: true, indirect: false }, SLOW);
    expect(calls(log, "GNTTABOP_map_grant_ref")).toBe(1); // the first time only
    expect(calls(log, "GNTTABOP_unmap_grant_ref")).toBe(0);
    expect(calls(log, "EVTCHNOP_send")).toBe(200);
    expect(sum(log, "copy")).toBe(100 * 4096);
  });
});

describe("a 1 MiB write", () => {
  test("is 24 requests of at most 11 pages, or 8 with indirect descriptors", () => {
    const requests = (indirect: boolean) =>
      blkSplit("disk-write", { bytes: MIB, count: 1 }, { persistent: false, indirect }, { ...SLOW, gap: 1000 }).filter(
        (step) => step.type === "life" && step.event === "request.posted",
      ).length;
    expect(requests(false)).toBe(24);
    expect(requests(true)).toBe(8);
  });

  test("needs fewer events than requests: the backend is at work already when most of them come", () => {
    const log = blkSplit("disk-write", { bytes: MIB, count: 1 }, MAPPED, { gap: 1000, wake: 5000, latency: 30_000 });
    const events = log.filter((step) => step.type === "hypercall" && step.by === "frontend").length;
    expect(events).toBeLessThan(24);
    expect(sum(log, "moved")).toBe(MIB);
    const quiet = Array.from({ length: 24 }, (_, i) => life(log, i)).filter((states) => !states.includes("notified"));
    expect(quiet.length).toBe(24 - events);
    expect(quiet.every((states) => states.at(-1) === "reclaimed")).toBe(true);
  });

  test("more requests than the ring has slots wait for an answer, and all are answered", () => {
    const log = blkSplit("disk-read", { bytes: MIB, count: 4 }, MAPPED, { gap: 100, wake: 5000, latency: 300_000 });
    expect(sum(log, "moved")).toBe(4 * MIB);
    let inRing = 0;
    for (const step of log) {
      if (step.type !== "life") continue;
      if (step.event === "request.posted") inRing++;
      if (step.event === "grants.ended") inRing--;
      expect(inRing).toBeLessThanOrEqual(32);
    }
  });
});

describe("netfront and netback", () => {
  test("a frame sent slowly makes five hypercalls: two events, headers copied, the rest mapped and unmapped", () => {
    const log = netSplitSend({ bytes: 1442, count: 1 }, SLOW);
    expect(log.filter(({ type }) => type === "hypercall").length).toBe(5);
    expect(sum(log, "copy")).toBe(128);
  });

  test("in a burst one hypercall serves many frames", () => {
    const log = netSplitSend({ bytes: 1442, count: 100 }, { gap: 1000, wake: 20_000, latency: 5000 });
    expect(calls(log, "GNTTABOP_copy")).toBeLessThan(10);
    expect(log.filter(({ type }) => type === "hypercall").length).toBeLessThan(200);
    expect(sum(log, "moved")).toBe(100 * 1442);
  });

  test("a frame received is copied by the hypervisor; the frontend makes no hypercall", () => {
    const log = netSplitReceive({ bytes: 1442, count: 100 }, SLOW);
    expect(calls(log, "GNTTABOP_copy")).toBe(100);
    expect(log.some((step) => step.type === "hypercall" && step.by === "frontend")).toBe(false);
    expect(log.filter((step) => step.type === "event" && step.to === "frontend").length).toBe(100);
  });
});

describe("a grant", () => {
  const { table, ref } = grantAccess({}, { to: 0, frame: 7, readonly: true });

  test("is refused to another domain, and for writing when it is read-only", () => {
    expect(() => mapGrant(table, ref, 3, false)).toThrow("GNTST_bad_domain");
    expect(() => checkCopy(table, ref, 0, true)).toThrow("GNTST_permission_denied");
    expect(() => checkCopy(table, 99, 0, false)).toThrow("GNTST_bad_gntref");
  });

  test("cannot be ended while the page is mapped", () => {
    const mapped = mapGrant(table, ref, 0, false);
    expect(() => endAccess(mapped, ref)).toThrow("still mapped");
    expect(endAccess(unmapGrant(mapped, ref), ref)).toEqual({});
  });
});
