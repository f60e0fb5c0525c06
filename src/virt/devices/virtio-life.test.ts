import { describe, expect, test } from "vitest";
import { drive, type Job } from "../../kernel/driver/catalog.ts";
import { nextSplitState, nextVirtioState } from "./split-life.ts";
import { virtioLives } from "./virtio-life.ts";

const JOB: Job = { bytes: 1442, count: 100, gap: "burst", pages: "contiguous", timers: 0 };

test("one block request passes through every state", () => {
  const steps = virtioLives(drive("virtio-blk", "disk-write", { ...JOB, bytes: 4096, count: 1 }));
  expect(steps.map(({ state }) => state)).toEqual([
    "posted",
    "notified",
    "taken",
    "completed",
    "interrupted",
    "reclaimed",
  ]);
});

describe("100 packets in a burst", () => {
  const steps = virtioLives(drive("virtio-net", "packet-send", JOB));
  const of = (buffer: number) => steps.filter((step) => step.buffer === buffer).map(({ state }) => state);
  const all = Array.from({ length: 100 }, (_, i) => of(i));

  test("are all reclaimed", () => {
    expect(all.every((states) => states.at(-1) === "reclaimed")).toBe(true);
  });

  test("25 of them were taken without a notification: the device was at work", () => {
    expect(all.filter((states) => !states.includes("notified")).length).toBe(25);
  });
});

test("a strange event throws, with both names", () => {
  expect(() => nextVirtioState("free", "buffer.used")).toThrow("virtio buffer: buffer.used in state free");
  expect(() => nextSplitState("posted", "grants.ended")).toThrow("split request: grants.ended in state posted");
});
