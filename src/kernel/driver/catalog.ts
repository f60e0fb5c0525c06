// Every device that can be driven here, with its driver, and one function that drives it.
//
// The pace of each device's model is chosen so that what depends on scheduling (how many requests one interrupt finds
// finished) comes near to what was recorded under QEMU; what does not depend on it comes out as recorded at any pace.

import type { Device } from "../../machine/devices/access.ts";
import { ahci, ahciDisk } from "../../machine/devices/ahci.ts";
import { e1000, e1000Card } from "../../machine/devices/e1000.ts";
import { e1000e, e1000eCard } from "../../machine/devices/e1000e.ts";
import { ide, ideDisk } from "../../machine/devices/ide.ts";
import { EMPTY_MEMORY } from "../../machine/devices/memory.ts";
import { nvme, nvmeDisk } from "../../machine/devices/nvme.ts";
import { rtl8139, rtl8139Card } from "../../machine/devices/rtl8139.ts";
import { uart, uart16550 } from "../../machine/devices/uart16550.ts";
import { virtioBlk, virtioConsole, virtioNet } from "../../machine/devices/virtio-models.ts";
import { virtioPci, virtioState } from "../../machine/devices/virtio-pci.ts";
import { CP_PRIVATE, CP_RINGS, cpDriver } from "./8139cp.ts";
import { SERIAL_8250, serial8250 } from "./8250.ts";
import { AHCI_LIMITS, AHCI_PORT, ahciDriver, COMMAND_LIST } from "./ahci.ts";
import { ATA_LIMITS, ataPiix, ataPiixState } from "./ata-piix.ts";
import { type Pages, type QueueLimits, split } from "./block.ts";
import type { Driver, Request } from "./driver.ts";
import { E1000_ADAPTER, e1000Driver } from "./e1000.ts";
import { E1000_RINGS } from "./e1000-rings.ts";
import { E1000E_ADAPTER, e1000eDriver } from "./e1000e.ts";
import type { Logged } from "./log.ts";
import { NVME_LIMITS, NVME_QUEUE, NVME_QUEUES, nvmeDriver } from "./nvme.ts";
import { run, type Workload } from "./run.ts";
import { VIRTIO_BLK, VIRTIO_BLK_LIMITS, VIRTIO_BLK_PLACES, virtioBlkDriver } from "./virtio-blk.ts";
import { VIRTIO_CONSOLE, VIRTIO_CONSOLE_PLACES, virtioConsoleDriver } from "./virtio-console.ts";
import { VIRTIO_NET, VIRTIO_NET_PLACES, virtioNetDriver } from "./virtio-net.ts";

export type WorkKind = "disk-read" | "disk-write" | "packet-send" | "packet-receive" | "serial";

/** What is to be done, and under which circumstances. */
export interface Job {
  /** Bytes of each request, frame or write. */
  readonly bytes: number;
  readonly count: number;
  /** ns between two; "spaced": the next one when all is quiet; "burst": at the pace of the recording. */
  readonly gap: number | "spaced" | "burst";
  readonly pages: Pages;
  /** Watchdog runs that fall into the time; Intel's drivers have one every two seconds. */
  readonly timers: number;
}

interface Entry {
  readonly class: "disk" | "network" | "serial";
  readonly limits?: QueueLimits;
  readonly hasTimer?: boolean;
  /** ns from one packet to the next in a burst. */
  readonly burstGap: number;
  play(workload: Workload): readonly Logged[];
}

// ns: a register access that goes to an emulator and back, and an interrupt's way to its handler.
const TIMING = { access: 1000, interrupt: 1000 };
const DISK = { latency: 30_000, round: 0 };
const BLOCK_GAP = 2000; // ns that the block layer needs between two requests of one bio

const ENTRIES = {
  "ide-pio": disk(ATA_LIMITS, bench(ide, ataPiix, ideDisk(30_000), ataPiixState(false))),
  "ide-dma": disk(ATA_LIMITS, bench(ide, ataPiix, ideDisk(30_000), ataPiixState(true))),
  ahci: disk(AHCI_LIMITS, bench(ahci, ahciDriver, ahciDisk(COMMAND_LIST, DISK), AHCI_PORT)),
  nvme: disk(NVME_LIMITS, bench(nvme, nvmeDriver, nvmeDisk(NVME_QUEUES, DISK), NVME_QUEUE)),
  "virtio-blk-legacy": disk(
    VIRTIO_BLK_LIMITS,
    bench(virtioPci(virtioBlk(DISK), "legacy"), virtioBlkDriver("legacy"), virtioState(VIRTIO_BLK_PLACES), VIRTIO_BLK),
  ),
  "virtio-blk": disk(
    VIRTIO_BLK_LIMITS,
    bench(virtioPci(virtioBlk(DISK), "modern"), virtioBlkDriver("modern"), virtioState(VIRTIO_BLK_PLACES), VIRTIO_BLK),
  ),
  rtl8139: network(1000, bench(rtl8139, cpDriver, rtl8139Card(CP_RINGS), CP_PRIVATE)),
  e1000: { ...network(22_000, bench(e1000, e1000Driver, e1000Card(E1000_RINGS), E1000_ADAPTER)), hasTimer: true },
  e1000e: { ...network(50_000, bench(e1000e, e1000eDriver, e1000eCard(E1000_RINGS), E1000E_ADAPTER)), hasTimer: true },
  "virtio-net": network(
    3000,
    bench(
      virtioPci(virtioNet({ latency: 2000, round: 5000 }), "modern"),
      virtioNetDriver("modern"),
      virtioState(VIRTIO_NET_PLACES),
      VIRTIO_NET,
    ),
  ),
  "serial-16550": serial(bench(uart16550, serial8250, uart(0), SERIAL_8250)),
  "virtio-console": serial(
    bench(
      virtioPci(virtioConsole(), "modern"),
      virtioConsoleDriver,
      virtioState(VIRTIO_CONSOLE_PLACES),
      VIRTIO_CONSOLE,
    ),
  ),
} satisfies Readonly<Record<string, Entry>>;

export type DeviceName = keyof typeof ENTRIES;

export const DEVICE_NAMES = Object.keys(ENTRIES) as readonly DeviceName[];

const LARGEST_FRAME = 1514; // bytes: Ethernet without jumbo frames or segmentation offload

/** Why this device cannot do this work; undefined when it can. */
export function cannot(device: DeviceName, kind: WorkKind, job: Partial<Job> = {}): string | undefined {
  const entry: Entry = ENTRIES[device];
  const { bytes = 512, count = 1, timers = 0 } = job;
  const wanted = kind.startsWith("disk") ? "disk" : kind === "serial" ? "serial" : "network";
  if (entry.class !== wanted) return `${device} is a ${entry.class} device; ${kind} needs a ${wanted} device`;
  if (timers > 0 && !entry.hasTimer) return `the driver of ${device} has no watchdog that touches registers`;
  if (![bytes, count].every((n) => Number.isInteger(n) && n > 0)) return `${count} times ${bytes} bytes cannot be`;
  if (wanted === "disk" && bytes % 512 !== 0) return `${bytes} bytes are not whole sectors of 512`;
  if (wanted === "network" && bytes > LARGEST_FRAME)
    return `a frame of more than ${LARGEST_FRAME} bytes is not modelled`;
  return undefined;
}

/** Runs driver against device and returns everything that both did, in order. */
export function drive(device: DeviceName, kind: WorkKind, job: Job): readonly Logged[] {
  const reason = cannot(device, kind, job);
  if (reason) throw new Error(reason);
  const entry: Entry = ENTRIES[device];
  const gap = job.gap === "burst" ? entry.burstGap : job.gap;
  const frames = kind === "packet-receive" ? Array<number>(job.count).fill(job.bytes) : [];
  const all = requests(entry, kind, job);
  const size = Math.max(1, all.length / job.count);
  return entry.play({ requests: all, frames, gap, timers: job.timers, together: { size, gap: BLOCK_GAP } });
}

const PACKET = 0x5000000; // where a packet's data lies

function requests(entry: Entry, kind: WorkKind, { bytes, count, pages }: Job): readonly Request[] {
  const times = Array.from({ length: count }, (_, i) => i);
  switch (kind) {
    case "disk-read":
    case "disk-write": {
      if (!entry.limits) throw new Error("a disk without limits");
      const { limits } = entry;
      return times.flatMap(() => split(kind, bytes, pages, limits));
    }
    case "packet-send":
      return times.map(() => ({ kind, address: PACKET, bytes }));
    case "packet-receive":
      return [];
    case "serial":
      return times.map(() => ({ kind, bytes }));
  }
}

function bench<S, D>(device: Device<S>, driver: Driver<D>, state: S, kept: D) {
  const start = { device: state, driver: kept, memory: EMPTY_MEMORY };
  return (workload: Workload) => run(device, driver, start, workload, TIMING).log;
}

function disk(limits: QueueLimits, play: Entry["play"]): Entry {
  return { class: "disk", limits, burstGap: BLOCK_GAP, play };
}

function network(burstGap: number, play: Entry["play"]): Entry {
  return { class: "network", burstGap, play };
}

function serial(play: Entry["play"]): Entry {
  return { class: "serial", burstGap: 0, play };
}
