import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Access, Device, Outcome } from "./access.ts";
import { AHCI_MSI, ahci, ahciDisk, HOST_IS, PORT_CI, PORT_IS, PORT_SACT } from "./ahci.ts";
import { E1000_BASE, e1000, e1000Card } from "./e1000.ts";
import { CAUSE, E1000 } from "./e1000-registers.ts";
import { e1000e, e1000eCard } from "./e1000e.ts";
import { ide, ideDisk } from "./ide.ts";
import { ATA, BM, BM_INTERRUPT, BM_START, BSY, DRQ } from "./ide-registers.ts";
import { EMPTY_MEMORY, type Memory, type Store, store } from "./memory.ts";
import { nvme, nvmeDisk } from "./nvme.ts";
import { reportedAt } from "./pace.ts";
import { rtl8139, rtl8139Card } from "./rtl8139.ts";
import { IER_THRI, IIR_NO_INT, UART, uart, uart16550 } from "./uart16550.ts";
import { virtioBlk } from "./virtio-models.ts";
import { virtioPci, virtioState } from "./virtio-pci.ts";
import { at, deviceQueue, passes, pop } from "./virtqueue.ts";

const RINGS = { tx: 0x1000, rx: 0x2000, size: 256 };
const PLACE = { descriptors: 0x10000, avail: 0x11000, used: 0x12000, size: 8 };
const PACE = { latency: 1000, round: 0 };

/** Writes to ports, one after the other, and what the last one did. */
function port<S>(
  device: Device<S>,
  start: S,
  writes: readonly (readonly [address: number, value: number])[],
): Outcome<S> {
  return writes.reduce<Outcome<S>>(
    ({ state }, [address, value]) =>
      device.access(state, { space: "port", address, width: 1, write: value }, EMPTY_MEMORY, 0),
    { state: start, events: [] },
  );
}

function stored(words: readonly Store[]): Memory {
  return words.reduce(store, EMPTY_MEMORY);
}

const inb = (address: number): Access => ({ space: "port", address, width: 1 });

describe("an access that a device does not know is loud", () => {
  const strange: Access = { space: "mmio", address: 0xdeadbeec, width: 4 };
  test.each<[string, () => unknown]>([
    ["IDE", () => ide.access(ideDisk(0), strange, EMPTY_MEMORY, 0)],
    ["AHCI", () => ahci.access(ahciDisk(0, PACE), strange, EMPTY_MEMORY, 0)],
    ["NVMe", () => nvme.access(nvmeDisk({ sq: 0, cq: 0, depth: 8 }, PACE), strange, EMPTY_MEMORY, 0)],
    ["e1000", () => e1000.access(e1000Card(RINGS), strange, EMPTY_MEMORY, 0)],
    ["e1000e", () => e1000e.access(e1000eCard(RINGS), strange, EMPTY_MEMORY, 0)],
    ["rtl8139", () => rtl8139.access(rtl8139Card(RINGS), strange, EMPTY_MEMORY, 0)],
    ["16550", () => uart16550.access(uart(0), strange, EMPTY_MEMORY, 0)],
    ["virtio-blk", () => virtioPci(virtioBlk(PACE), "modern").access(virtioState([PLACE]), strange, EMPTY_MEMORY, 0)],
  ])("%s", (name, access) => {
    expect(access).toThrow(name);
    expect(access).toThrow("0xdeadbeec: no such register is modelled");
  });

  test("NVMe's doorbells cannot be read", () => {
    const read = () =>
      nvme.access(
        nvmeDisk({ sq: 0, cq: 0, depth: 8 }, PACE),
        { space: "mmio", address: 0xfebf9008, width: 4 },
        EMPTY_MEMORY,
        0,
      );
    expect(read).toThrow("NVMe");
  });
});

describe("an IDE disk", () => {
  const readOneSector = [
    [ATA.count, 1],
    [ATA.command, 0xc4],
  ] as const;

  test("is busy until the sector is there, then wants it fetched and interrupts", () => {
    const begun = port(ide, ideDisk(5), readOneSector);
    expect(begun.state.status & BSY).toBe(BSY);
    const ready = ide.work(begun.state, EMPTY_MEMORY, 5);
    expect(ready.state.status & (BSY | DRQ)).toBe(DRQ);
    expect(ready.events).toContainEqual({ type: "interrupt", line: "irq14", signal: "raised" });
  });

  test("takes its interrupt back when the status is read, not when the alternate status is", () => {
    const { state } = port(ide, ideDisk(5), readOneSector);
    const ready = ide.work(state, EMPTY_MEMORY, 5).state;
    expect(ide.access(ready, inb(ATA.altStatus), EMPTY_MEMORY, 9).events).toEqual([]);
    expect(ide.access(ready, inb(ATA.command), EMPTY_MEMORY, 9).events).toEqual([
      { type: "interrupt", line: "irq14", signal: "lowered" },
    ]);
  });

  test("with nIEN set keeps its interrupt to itself", () => {
    const { state } = port(ide, ideDisk(5), [[ATA.altStatus, 2], ...readOneSector]);
    expect(ide.work(state, EMPTY_MEMORY, 5).events).toEqual([]);
  });

  test("does not let itself be read when it wants nothing moved", () => {
    expect(() =>
      ide.access(ideDisk(0), { space: "port", address: ATA.data, width: 4, repeat: 128 }, EMPTY_MEMORY, 0),
    ).toThrow("which the drive did not ask for");
  });

  test("by DMA moves what the PRD table says, and a table of another length is a mistake", () => {
    const memory = stored([
      { address: 0x4000, width: 4, value: 0x9000 },
      { address: 0x4004, width: 4, value: 0x80000000 + 512 },
    ]);
    const started = (sectors: number) =>
      port(ide, ideDisk(5), [
        [BM.prdTable, 0x4000],
        [ATA.count, sectors],
        [ATA.command, 0xc8],
        [BM.command, BM_START | 8],
      ]).state;
    const done = ide.work(started(1), memory, 5);
    expect(done.events).toContainEqual({ type: "dma-write", address: 0x9000, bytes: 512, what: "data" });
    expect(done.state.busMaster.status).toBe(BM_INTERRUPT);
    expect(() => ide.work(started(2), memory, 5)).toThrow("PRD table of 512 bytes for 2 sectors");
  });

  test("refuses a command that is not modelled", () => {
    expect(() => port(ide, ideDisk(0), [[ATA.command, 0xa1]])).toThrow("command 0xa1 is not modelled");
  });
});

test("an AHCI port that has something new when its bit in IS is cleared sends its message again", () => {
  const mmio = (address: number, write: number): Access => ({ space: "mmio", address, width: 4, write });
  const command = stored([
    { address: 0x1000, width: 4, value: 0x10000 }, // one PRD
    { address: 0x1008, width: 4, value: 0x2000 },
    { address: 0x2000, width: 4, value: 0x01618027 }, // WRITE FPDMA QUEUED, one sector
    { address: 0x208c, width: 4, value: 511 },
  ]);
  let state = ahci.access(ahciDisk(0x1000, PACE), mmio(PORT_SACT, 1), command, 0).state;
  state = ahci.access(state, mmio(PORT_CI, 1), command, 0).state;
  const finished = ahci.work(state, command, 1000);
  const message = { type: "interrupt", line: AHCI_MSI, signal: "message" };
  expect(finished.events).toContainEqual(message);
  expect(ahci.access(finished.state, mmio(HOST_IS, 1), command, 1001).events).toEqual([message]); // PxIS is still set
  const quiet = ahci.access(finished.state, mmio(PORT_IS, 8), command, 1001).state;
  expect(ahci.access(quiet, mmio(HOST_IS, 1), command, 1002).events).toEqual([]);
});

describe("an e1000", () => {
  const raise = (now: number, card = e1000Card(RINGS)) =>
    e1000.access(
      card,
      { space: "mmio", address: E1000_BASE + E1000.ICS, width: 4, write: CAUSE.RXT0 },
      EMPTY_MEMORY,
      now,
    );
  const readIcr: Access = { space: "mmio", address: E1000_BASE + E1000.ICR, width: 4 };

  test("raises its wire at once, and not again within 128 µs: the cause waits", () => {
    const first = raise(0);
    expect(first.events).toContainEqual({ type: "interrupt", line: "eth0", signal: "raised" });
    const read = e1000.access(first.state, readIcr, EMPTY_MEMORY, 10);
    expect(read.value).toBe(CAUSE.RXT0);
    const second = raise(1000, read.state);
    expect(second.events).toEqual([]);
    const over = e1000.work(second.state, EMPTY_MEMORY, 128_000);
    expect(over.events).toContainEqual({ type: "interrupt", line: "eth0", signal: "raised" });
  });

  test("forgets its causes when they are read", () => {
    const read = e1000.access(raise(0).state, readIcr, EMPTY_MEMORY, 10);
    expect(e1000.access(read.state, readIcr, EMPTY_MEMORY, 20).value).toBe(0);
  });

  test("interrupts for no cause that is masked", () => {
    const masked = { ...e1000Card(RINGS), mask: 0 };
    expect(raise(0, masked).events).toEqual([]);
  });
});

test("a 16550 interrupts when its empty FIFO is asked about, and reading the IIR takes that away", () => {
  const enabled = port(uart16550, uart(0), [[UART.IER, IER_THRI]]);
  expect(enabled.state.raised).toBe(true);
  const read = uart16550.access(enabled.state, inb(UART.IIR), EMPTY_MEMORY, 0);
  expect(read.value).toBe(2);
  expect(uart16550.access(read.state, inb(UART.IIR), EMPTY_MEMORY, 0).value).toBe(IIR_NO_INT);
});

describe("a virtqueue", () => {
  test("notifies exactly when the index moves past the event, also where 16 bits wrap", () => {
    fc.assert(
      fc.property(fc.nat(0xffff), fc.integer({ min: 1, max: 300 }), fc.nat(0xffff), (old, count, event) => {
        const passed = Array.from({ length: count }, (_, i) => (old + i) & 0xffff).includes(event);
        expect(passes(event, (old + count) & 0xffff, old)).toBe(passed);
      }),
    );
  });

  test("a chain of descriptors is followed in the ring itself too", () => {
    const memory = stored([
      { address: PLACE.descriptors, width: 8, value: 0xa000 },
      { address: PLACE.descriptors + 8, width: 4, value: 16 },
      { address: PLACE.descriptors + 12, width: 4, value: 1 + (3 << 16) }, // NEXT, descriptor 3
      { address: PLACE.descriptors + 48, width: 8, value: 0xb000 },
      { address: PLACE.descriptors + 56, width: 4, value: 1 },
      { address: PLACE.descriptors + 60, width: 4, value: 2 }, // WRITE
      { address: at.availIndex(PLACE), width: 2, value: 1 },
    ]);
    expect(pop(deviceQueue(PLACE), memory)?.chain).toEqual({
      head: 0,
      pieces: [
        { address: 0xa000, bytes: 16, deviceWrites: false },
        { address: 0xb000, bytes: 1, deviceWrites: true },
      ],
    });
  });

  test("with nothing in it gives nothing", () => {
    expect(pop(deviceQueue(PLACE), EMPTY_MEMORY)).toBeUndefined();
  });
});

test("an event loop reports at its next round, hardware at once", () => {
  expect(reportedAt(1000, { latency: 500, round: 0 })).toBe(1500);
  expect(reportedAt(1000, { latency: 500, round: 1000 })).toBe(2000);
});
