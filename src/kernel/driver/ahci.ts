// ahci: Linux's driver of AHCI disks (drivers/ata/libahci.c), with native command queueing.

import { AHCI_MSI, HOST_IS, PORT_CI, PORT_IS, PORT_SACT } from "../../machine/devices/ahci.ts";
import type { QueueLimits } from "./block.ts";
import { type Driver, type Kept, type Request, type Running, read, storeWord, waitForRoom, write } from "./driver.ts";

// max_sectors_kb 128 was recorded (linux/recorded/io-exits.txt); AHCI_MAX_SG is 168.
export const AHCI_LIMITS: QueueLimits = { maxBytes: 128 * 1024, maxSegments: 168, maxSegmentBytes: 65536 };

export const COMMAND_LIST = 0x3100000;
const TABLES = 0x3101000;
const TABLE_BYTES = 0xb00; // CFIS, ACMD and 168 PRDs: AHCI_CMD_TBL_SZ
const SECTOR = 512;
const NCQ_DEPTH = 31; // ATA_MAX_QUEUE - 1: one tag is kept for commands that are not queued

export interface AhciPort {
  /** Tags in flight, `qc_active`. */
  readonly active: number;
  readonly lastTag: number;
}

export const AHCI_PORT: AhciPort = { active: 0, lastTag: -1 };

export const ahciDriver: Driver<AhciPort> = {
  name: "ahci",
  lines: { [AHCI_MSI]: "edge" },
  submit: ataScsiQueuecmd,
  interrupt: ahciSingleLevelIrqIntr,
};

function* ataScsiQueuecmd(kept: Kept<AhciPort>, request: Request): Running {
  if (request.kind !== "disk-read" && request.kind !== "disk-write") throw new Error("ahci: disks only");
  yield* waitForRoom(() => freeTag(kept.state) !== undefined); // blk_mq_get_tag
  yield { do: "hold-off", what: "interrupts" };
  const tag = freeTag(kept.state) ?? 0;
  kept.state = { active: (kept.state.active | (1 << tag)) >>> 0, lastTag: tag };
  yield* ahciQcPrep(tag, request);
  // A queued command's bit must be in PxSACT before it is issued (AHCI 1.3.1, 3.3.13).
  const bit = (1 << tag) >>> 0;
  yield* write("mmio", PORT_SACT, 4, bit, "ahci_qc_issue");
  yield* write("mmio", PORT_CI, 4, bit, "ahci_qc_issue");
  yield { do: "hold-off", what: "nothing" };
}

/** Tags go round (sbitmap), so a freed one is not taken again at once. */
function freeTag({ active, lastTag }: AhciPort): number | undefined {
  for (let i = 1; i <= NCQ_DEPTH; i++) {
    const tag = (lastTag + i) % NCQ_DEPTH;
    if (!((active >>> tag) & 1)) return tag;
  }
  return undefined;
}

function* ahciQcPrep(tag: number, request: Request & { kind: "disk-read" | "disk-write" }): Running {
  const table = TABLES + tag * TABLE_BYTES;
  const sectors = request.bytes / SECTOR;
  const command = request.kind === "disk-read" ? 0x60 : 0x61; // READ/WRITE FPDMA QUEUED
  const by = "command table";
  // The FIS: type 0x27, C bit, command, count in the feature fields, LBA, tag in the count field.
  yield* storeWord(table, 4, (0x27 | 0x8000 | (command << 16) | ((sectors & 0xff) << 24)) >>> 0, by);
  yield* storeWord(table + 4, 4, ((request.sector & 0xffffff) | 0x40000000) >>> 0, by);
  yield* storeWord(table + 8, 4, ((sectors >> 8) << 24) >>> 0, by);
  yield* storeWord(table + 12, 4, tag << 3, by);
  for (const [i, { address, bytes }] of request.segments.entries()) {
    yield* storeWord(table + 0x80 + 16 * i, 8, address, "PRD entry");
    yield* storeWord(table + 0x80 + 16 * i + 12, 4, bytes - 1, "PRD entry");
  }
  const write = request.kind === "disk-write" ? 0x40 : 0;
  const header = COMMAND_LIST + 32 * tag;
  yield* storeWord(header, 4, (5 | write | (request.segments.length << 16)) >>> 0, "command header");
  yield* storeWord(header + 8, 8, table, "command header");
}

function* ahciSingleLevelIrqIntr(kept: Kept<AhciPort>): Running {
  const pending = yield* read("mmio", HOST_IS, 4, "ahci_single_level_irq_intr");
  if (pending === 0) return;
  const status = yield* read("mmio", PORT_IS, 4, "ahci_port_intr");
  yield* write("mmio", PORT_IS, 4, status, "ahci_port_intr");
  // Which tags are still active? Those that are not any more are finished: ata_qc_complete_multiple.
  const active = yield* read("mmio", PORT_SACT, 4, "ahci_handle_port_interrupt");
  const finished = kept.state.active & ~active;
  kept.state = { ...kept.state, active };
  for (let tag = 0; tag < NCQ_DEPTH; tag++) if ((finished >>> tag) & 1) yield { do: "finish" };
  yield* write("mmio", HOST_IS, 4, pending, "ahci_single_level_irq_intr");
}
