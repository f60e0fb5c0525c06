import { describe, expect, test } from "vitest";
import { ide, ideDisk } from "../../machine/devices/ide.ts";
import { EMPTY_MEMORY } from "../../machine/devices/memory.ts";
import { ATA_LIMITS, ataPiix, ataPiixState } from "./ata-piix.ts";
import { type Pages, split } from "./block.ts";
import { accessCount, interruptCount, script } from "./count.ts";
import { run } from "./run.ts";

const MIB = 1024 * 1024;

function transfer(kind: "disk-read" | "disk-write", bytes: number, dma: boolean, pages: Pages = "contiguous") {
  const requests = split(kind, bytes, pages, ATA_LIMITS);
  const start = { device: ideDisk(50_000), driver: ataPiixState(dma), memory: EMPTY_MEMORY };
  const workload = { requests, frames: [], gap: "spaced", timers: 0 } as const;
  return run(ide, ataPiix, start, workload, { access: 1000, interrupt: 1000 }).log;
}

// Recorded: Linux 6.1 under QEMU 7.2, one request out of 256 alike (trace of memory_region_ops).
const SELECT = "r1f7 w1f6=a0 r3f6 r1f7";
const TASK_FILE = "w1f1=0 w1f2=8 w1f3=0 w1f4=0 w1f5=0 w1f6=e0 r1f7";

describe("a 4 KiB request through IDE DMA", () => {
  test.each(["disk-write", "disk-read"] as const)(
    "%s makes 26 register accesses, 10 of them to the bus master",
    (kind) => {
      const log = transfer(kind, 4096, true);
      expect(accessCount(log)).toBe(26);
      expect(accessCount(log, (register) => register.startsWith("bus master"))).toBe(10);
      expect(interruptCount(log)).toBe(1);
    },
  );

  test("touches the registers in the order in which Linux 6.1 was recorded to", () => {
    expect(script(transfer("disk-write", 4096, true))).toBe(
      `${SELECT} ${TASK_FILE} wc004=317e000 rc000 wc000=0 w1f7=ca r3f6 rc000 wc000=1 ` +
        "rc002 rc000 wc000=0 r3f6 r3f6 r1f7 rc002 wc002=4",
    );
  });
});

describe("a 4 KiB request by PIO", () => {
  test("a write makes 1043 accesses, 1024 of them on the data port", () => {
    const log = transfer("disk-write", 4096, false);
    expect(accessCount(log)).toBe(1043);
    expect(accessCount(log, (register) => register === "data")).toBe(1024);
    expect(interruptCount(log)).toBe(1);
  });

  test("a read makes as many", () => {
    expect(accessCount(transfer("disk-read", 4096, false))).toBe(1043);
  });

  test("is written before the interrupt, and read after it", () => {
    const rep = (letter: string) => Array(8).fill(`${letter}1f0x128`).join(" ");
    expect(script(transfer("disk-write", 4096, false))).toBe(
      `${SELECT} ${TASK_FILE} w1f7=c5 r3f6 r1f7 ${rep("w")} r3f6 r3f6 r1f7 rc002 wc002=4`,
    );
    expect(script(transfer("disk-read", 4096, false))).toBe(
      `${SELECT} ${TASK_FILE} w1f7=c4 r3f6 r3f6 r1f7 rc002 wc002=4 ${rep("r")} r3f6 r1f7`,
    );
  });
});

describe("a 1 MiB write", () => {
  test("by PIO makes 262,803 accesses and 128 interrupts, one for each block of 16 sectors", () => {
    const log = transfer("disk-write", MIB, false);
    expect(accessCount(log)).toBe(262_803);
    expect(interruptCount(log)).toBe(128);
  });

  test("by DMA makes 31 accesses: five more registers are written, for a 48-bit command", () => {
    const log = transfer("disk-write", MIB, true);
    expect(accessCount(log)).toBe(31);
    expect(interruptCount(log)).toBe(1);
  });

  test("by DMA makes 62 when the buffer's pages are scattered: 128 PRD entries are not enough for 256 pages", () => {
    const log = transfer("disk-write", MIB, true, "scattered");
    expect(accessCount(log)).toBe(62);
    expect(interruptCount(log)).toBe(2);
  });
});
