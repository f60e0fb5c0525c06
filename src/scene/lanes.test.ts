import { expect, test } from "vitest";
import type { WorldEvent } from "../kernel/apply.ts";
import { emptyBins, extendBins, laneOf } from "./lane-bins.ts";
import { laneAt, lanes, laneX } from "./lanes.ts";
import { WORDS } from "./words.ts";

const TYPES = ["sys.called", "inode.created", "task.chosen", "task.slept", "tty.typed"];
const eventAt = (n: number): WorldEvent => ({ type: TYPES[(n * 7) % TYPES.length] }) as unknown as WorldEvent;
const binsOf = (length: number) => extendBins(emptyBins(), length, eventAt);
const view = (to: number, now = 0, from = 0) => ({ width: 900, height: 150, words: WORDS.en, from, to, now });

test("an event is counted in the lane of its layer", () => {
  expect(TYPES.map((type) => laneOf({ type } as unknown as WorldEvent))).toEqual([
    "processes",
    "files",
    "hardware",
    "kernel",
    "processes",
  ]);
});

test("a line that grew is counted like one that was always that long", () => {
  const grown = extendBins(extendBins(binsOf(100), 1000, eventAt), 1234, eventAt);
  expect(grown).toEqual(binsOf(1234));
});

test("every event of a short line is a block of its own", () => {
  const placed = lanes(binsOf(50), view(50));
  expect(placed.filter((p) => p.kind === "block")).toHaveLength(50);
});

test("a hundred thousand events are a few hundred blocks, and none is lost", () => {
  const bins = binsOf(100_000);
  const placed = lanes(bins, view(100_000));
  expect(placed.length).toBeLessThan(1500);
  const all = bins.counts.map((levels) => levels[10]?.reduce((a, b) => a + b, 0) ?? 0);
  expect(all.reduce((a, b) => a + b, 0)).toBe(100_000);
});

test("blocks up to the playhead are past, the others are to come", () => {
  const blocks = lanes(binsOf(50), view(50, 20)).filter((p) => p.kind === "block");
  expect(blocks.filter((p) => p.data?.past)).toHaveLength(20);
});

test("pointing at the place of a position gives the position", () => {
  const shown = view(5000, 0, 1000);
  for (const n of [1000, 1001, 3333, 5000]) expect(laneAt(shown)(laneX(shown)(n))).toBe(n);
  expect(laneAt(shown)(-50)).toBe(1000);
  expect(laneAt(shown)(5000)).toBe(5000);
});

test("nothing of a part of the line stands left or right of it", () => {
  const placed = lanes(binsOf(5000), view(3000, 2500, 2000));
  const [left, right] = [laneX(view(3000, 0, 2000))(2000), laneX(view(3000, 0, 2000))(3000)];
  for (const p of placed.filter((b) => b.kind === "block")) {
    expect(p.x).toBeGreaterThanOrEqual(left);
    expect(p.x + (p.w ?? 0)).toBeLessThanOrEqual(right + 0.01);
  }
});
