import { describe, expect, test } from "vitest";
import { ahci, ahciDisk } from "../../machine/devices/ahci.ts";
import { EMPTY_MEMORY } from "../../machine/devices/memory.ts";
import { nvme, nvmeDisk } from "../../machine/devices/nvme.ts";
import { AHCI_LIMITS, AHCI_PORT, ahciDriver, COMMAND_LIST } from "./ahci.ts";
import { split } from "./block.ts";
import { accessCount, interruptCount, script } from "./count.ts";
import { NVME_LIMITS, NVME_QUEUE, NVME_QUEUES, nvmeDriver } from "./nvme.ts";
import { run } from "./run.ts";

const MIB = 1024 * 1024;
const TIMING = { access: 1000, interrupt: 1000 };

function ahciLog(kind: "disk-read" | "disk-write", bytes: number, round = 0) {
  const requests = split(kind, bytes, "contiguous", AHCI_LIMITS);
  const device = ahciDisk(COMMAND_LIST, { latency: 30_000, round });
  const start = { device, driver: AHCI_PORT, memory: EMPTY_MEMORY };
  return run(ahci, ahciDriver, start, { requests, frames: [], gap: 2000, timers: 0 }, TIMING).log;
}

function nvmeLog(kind: "disk-read" | "disk-write", bytes: number, round = 0) {
  const requests = split(kind, bytes, "contiguous", NVME_LIMITS);
  const device = nvmeDisk(NVME_QUEUES, { latency: 30_000, round });
  const start = { device, driver: NVME_QUEUE, memory: EMPTY_MEMORY };
  return run(nvme, nvmeDriver, start, { requests, frames: [], gap: 2000, timers: 0 }, TIMING).log;
}

const dataBytes = (log: ReturnType<typeof nvmeLog>, type: "dma-read" | "dma-write") =>
  log.reduce((sum, entry) => sum + (entry.type === type && entry.what === "data" ? entry.bytes : 0), 0);

describe("AHCI", () => {
  test("a 4 KiB write makes 7 register accesses: two to issue it, five in the handler", () => {
    expect(script(ahciLog("disk-write", 4096))).toBe(
      // Recorded: Linux 6.1 under QEMU 7.2, the tag aside.
      "wfebff134=1 wfebff138=1 rfebff008 rfebff110 wfebff110=8 rfebff134 wfebff008=1",
    );
  });

  test("a read makes as many, and writes memory instead of reading it", () => {
    const log = ahciLog("disk-read", 4096);
    expect(accessCount(log)).toBe(7);
    expect(dataBytes(log, "dma-write")).toBe(4096);
    expect(dataBytes(log, "dma-read")).toBe(0);
  });

  test("a 1 MiB write is eight commands of 128 KiB; six interrupts find them finished: 46 accesses", () => {
    const log = ahciLog("disk-write", MIB);
    expect(accessCount(log, (register) => register === "PxCI")).toBe(8);
    expect(interruptCount(log)).toBe(6);
    expect(accessCount(log)).toBe(46);
    expect(dataBytes(log, "dma-read")).toBe(MIB);
  });

  test("an emulator that looks every 6 µs reports several at once: 5 interrupts, 41 accesses", () => {
    const log = ahciLog("disk-write", MIB, 6000);
    expect(interruptCount(log)).toBe(5);
    expect(accessCount(log)).toBe(41);
  });
});

describe("NVMe", () => {
  test("a 4 KiB write makes 2 register accesses, both writes of doorbells", () => {
    expect(script(nvmeLog("disk-write", 4096))).toBe("wfebf9008=1 wfebf900c=1");
  });

  test("a 1 MiB write is two commands of 512 KiB: 4 accesses, 2 interrupts", () => {
    const log = nvmeLog("disk-write", MIB);
    expect(accessCount(log)).toBe(4);
    expect(interruptCount(log)).toBe(2);
    expect(dataBytes(log, "dma-read")).toBe(MIB);
  });

  test("no driver reads a register: what is new is said by the phase bit, in memory", () => {
    const log = nvmeLog("disk-read", MIB);
    expect(log.some((entry) => entry.type === "access" && entry.access.write === undefined)).toBe(false);
  });

  test("the completion queue wraps: the phase turns over, and the driver still sees every answer", () => {
    const requests = Array.from({ length: 1100 }, () => split("disk-read", 4096, "contiguous", NVME_LIMITS)).flat();
    const start = {
      device: nvmeDisk(NVME_QUEUES, { latency: 1000, round: 0 }),
      driver: NVME_QUEUE,
      memory: EMPTY_MEMORY,
    };
    const { log, driver } = run(nvme, nvmeDriver, start, { requests, frames: [], gap: "spaced", timers: 0 }, TIMING);
    expect(log.filter(({ type }) => type === "finished").length).toBe(1100);
    expect(driver.cqPhase).toBe(0);
  });
});
