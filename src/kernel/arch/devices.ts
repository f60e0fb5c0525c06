// A disk request or a packet, as what the driver does to the device: driver/ against machine/devices/, as operations.
//
// How often a register is read or written is not written down anywhere: the driver runs against the device once for
// each size, and what both did is kept.

import { type Hardware, isOf2003 } from "../../machine/hardware.ts";
import type { Op } from "../../machine/op.ts";
import { type DeviceName, drive, type WorkKind } from "../driver/catalog.ts";
import type { Logged } from "../driver/log.ts";
import { run } from "./faults.ts";

/** What the machine's disk and network card are to their drivers; "ring": a frontend of Xen's. */
export interface Devices {
  readonly disk: DeviceName | "ring";
  readonly network: DeviceName | "ring";
}

export function devicesOf(hardware: Hardware): Devices {
  const { nicModel } = hardware;
  return {
    disk: diskOf(hardware),
    network: nicModel === "xen" ? "ring" : nicModel === "e1000" ? "e1000" : "virtio-net",
  };
}

/** A real disk of today hangs on AHCI, one of 2003 on IDE, as does the one that is pretended to be old. */
function diskOf(hardware: Hardware): Devices["disk"] {
  const { diskBus, hypervisor } = hardware;
  if (diskBus === "xen") return "ring";
  if (diskBus !== "ide") return "virtio-blk";
  return (hypervisor === undefined || hypervisor === "Xen") && !isOf2003(hardware) ? "ahci" : "ide-dma";
}

const SECTOR = 512; // bytes
const LARGEST = 128 * 1024; // bytes: what readahead asks for at once
const whole = (bytes: number): number => Math.max(SECTOR, Math.ceil(bytes / SECTOR) * SECTOR);

const played = new Map<string, readonly Op[]>();

/** Everything that driver and device do for `bytes`: a large transfer in pieces of 128 kB. */
export function* transfer(device: DeviceName | "ring", kind: WorkKind, bytes: number): Generator<Op> {
  const isDisk = kind.startsWith("disk");
  const size = isDisk ? whole(bytes) : bytes;
  for (let left = size; left > 0; left -= LARGEST) {
    const part = Math.min(left, LARGEST);
    yield* run(isDisk ? "block_request" : "network_packet");
    if (device === "ring") yield* ring(isDisk ? "blkfront" : "netfront", part);
    else yield* one(device, kind, part);
  }
}

function one(device: DeviceName, kind: WorkKind, bytes: number): readonly Op[] {
  const key = `${device} ${kind} ${bytes}`;
  const known = played.get(key);
  if (known) return known;
  const log = drive(device, kind, { bytes, count: 1, gap: "spaced", pages: "scattered", timers: 0 });
  const ops = log.flatMap((entry) => opsOf(device, entry));
  played.set(key, ops);
  return ops;
}

function opsOf(device: DeviceName, entry: Logged): Op[] {
  switch (entry.type) {
    case "access": {
      const { space, write, repeat } = entry.access;
      const way = write === undefined ? (["port-in", "mmio-read"] as const) : (["port-out", "mmio-write"] as const);
      const op = way[space === "port" ? 0 : 1];
      return [{ op, device, register: entry.register, ...(repeat === undefined ? {} : { repeat }) }];
    }
    case "delivered":
      return [{ op: "interrupt", source: device }, { op: "iret" }];
    case "local-apic":
      return entry.register === "EOI" ? [{ op: "eoi" }] : [];
    case "dma-read":
    case "dma-write":
      return [{ op: "dma", device, bytes: entry.bytes }];
    default:
      return [];
  }
}

function* ring(device: string, bytes: number): Generator<Op> {
  yield { op: "ring", device, bytes };
  yield { op: "interrupt", source: device };
  yield { op: "eoi" };
  yield { op: "iret" };
}
