import { describe, expect, test } from "vitest";
import { e1000, e1000Card } from "../../machine/devices/e1000.ts";
import { EMPTY_MEMORY } from "../../machine/devices/memory.ts";
import { type QueueLimits, split } from "./block.ts";
import { accessesOf } from "./count.ts";
import type { Driver } from "./driver.ts";
import { E1000_ADAPTER, e1000Driver } from "./e1000.ts";
import { E1000_RINGS } from "./e1000-rings.ts";
import { Lines } from "./lines.ts";
import { run } from "./run.ts";

const LIMITS: QueueLimits = { maxBytes: 16384, maxSegments: 3, maxSegmentBytes: 65536 };
const TIMING = { access: 1000, interrupt: 1000 };
const START = { device: e1000Card(E1000_RINGS), driver: E1000_ADAPTER, memory: EMPTY_MEMORY };
const SEND = { kind: "packet-send", address: 0x5000000, bytes: 1442 } as const;

describe("one read or write of a program is split", () => {
  test("at the most that a request may carry", () => {
    expect(split("disk-write", 40_960, "contiguous", LIMITS).map(({ bytes }) => bytes)).toEqual([16384, 16384, 8192]);
  });

  test("earlier, where its pages are scattered and the driver takes only so many pieces", () => {
    expect(split("disk-write", 16384, "scattered", LIMITS).map(({ bytes }) => bytes)).toEqual([12288, 4096]);
  });

  test("not inside a sector: bytes that are no whole sectors are refused", () => {
    expect(() => split("disk-write", 1000, "contiguous", LIMITS)).toThrow("not whole sectors");
  });
});

describe("an interrupt line", () => {
  test("remembers an edge until somebody listens", () => {
    const lines = new Lines({ irq3: "edge" }, true);
    lines.signal("irq3", "raised", 5);
    lines.signal("irq3", "lowered", 6);
    expect(lines.take(10)).toBeUndefined();
    lines.listen("irq3");
    expect(lines.take(10)).toBe("irq3");
    expect(lines.take(10)).toBeUndefined();
  });

  test("of fasteoi flow asks as long as it is high, and forgets when it is lowered", () => {
    const lines = new Lines({ eth0: "fasteoi" }, false);
    lines.signal("eth0", "raised", 5);
    expect(lines.take(4)).toBeUndefined();
    expect([lines.take(5), lines.take(6)]).toEqual(["eth0", "eth0"]);
    lines.signal("eth0", "lowered", 7);
    expect(lines.take(8)).toBeUndefined();
  });
});

describe("a run", () => {
  test("is the same every time, and leaves what it began with as it was", () => {
    const before = JSON.stringify(START);
    const workload = { requests: Array(20).fill(SEND), frames: [], gap: 9000, timers: 0 };
    const once = run(e1000, e1000Driver, START, workload, TIMING);
    expect(run(e1000, e1000Driver, START, workload, TIMING)).toEqual(once);
    expect(JSON.stringify(START)).toBe(before);
  });

  test("goes on from where another one ended", () => {
    const workload = { requests: [SEND], frames: [], gap: "spaced", timers: 0 } as const;
    const { log: _, ...first } = run(e1000, e1000Driver, START, workload, TIMING);
    expect(first.driver.tx.nextToUse).toBe(2);
    expect(first.memory).not.toEqual(EMPTY_MEMORY);
  });

  test("lets no poll run while the driver holds softirqs off", () => {
    const workload = { requests: Array(50).fill(SEND), frames: [], gap: 100, timers: 0 };
    const { log } = run(e1000, e1000Driver, START, workload, TIMING);
    const tails = accessesOf(log).filter(({ register }) => register === "TDT");
    expect(tails.every(({ context }) => context === "process")).toBe(true);
    expect(
      accessesOf(log)
        .filter(({ by }) => by === "e1000_irq_enable")
        .every(({ context }) => context === "softirq"),
    ).toBe(true);
  });

  test("with more packets than the ring has room for stops the queue, and loses none", () => {
    const workload = { requests: Array(400).fill(SEND), frames: [], gap: 0, timers: 0 };
    const { log } = run(e1000, e1000Driver, START, workload, TIMING);
    expect(log.filter(({ type }) => type === "finished").length).toBe(400);
  });

  test("of a driver that waits for a device which does nothing is refused, not endless", () => {
    const idle: Driver<null> = {
      name: "idle",
      lines: {},
      *submit() {
        yield { do: "sleep" };
      },
      *interrupt() {},
    };
    const workload = { requests: [SEND], frames: [], gap: "spaced", timers: 0 } as const;
    expect(() => run(e1000, idle, { ...START, driver: null }, workload, TIMING)).toThrow("idle waits for e1000");
  });
});
