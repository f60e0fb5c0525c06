// ata_piix: Linux's driver of the PIIX IDE controller, which is libata's SFF and BMDMA code.
//
// Every register is read and written where drivers/ata/libata-sff.c does it. Most accesses are not the transfer: they
// are a protocol of 1986 that selects the drive and asks again and again whether it is busy.

import { ATA, BM, BM_START, BM_TO_MEMORY, BSY, IRQ_LINE } from "../../machine/devices/ide-registers.ts";
import type { QueueLimits } from "./block.ts";
import { type Driver, type Kept, type Request, type Running, read, storeWord, write } from "./driver.ts";

// max_sectors_kb 1280 was recorded (linux/recorded/io-exits.txt); the segments are LIBATA_MAX_PRD = ATA_MAX_PRD / 2.
export const ATA_LIMITS: QueueLimits = { maxBytes: 1280 * 1024, maxSegments: 128, maxSegmentBytes: 65536 };

const SECTOR = 512;
const PRD_TABLE = 0x317e000;
const PRD_LAST = 0x80000000; // ATA_PRD_EOT
const OBSOLETE = 0xa0; // ATA_DEVICE_OBS: two bits that old drives want set
const LBA = 0x40;
const LBA28_SECTORS = 256;

export interface AtaPiix {
  /** libata.dma=0 on the kernel's command line forbids DMA. */
  readonly dma: boolean;
  readonly multiple: number;
  readonly current: Command | null;
}

interface Command {
  readonly opcode: number;
  readonly protocol: "pio-in" | "pio-out" | "dma";
  readonly sectorsLeft: number;
}

export function ataPiixState(dma: boolean): AtaPiix {
  return { dma, multiple: 16, current: null };
}

export const ataPiix: Driver<AtaPiix> = {
  name: "ata_piix",
  lines: { [IRQ_LINE]: "edge" },
  submit: ataBmdmaQcIssue,
  interrupt: ataBmdmaInterrupt,
};

function* ataBmdmaQcIssue(kept: Kept<AtaPiix>, request: Request): Running {
  if (request.kind !== "disk-read" && request.kind !== "disk-write") throw new Error("ata_piix: disks only");
  const isWrite = request.kind === "disk-write";
  const sectors = request.bytes / SECTOR;
  const ext = sectors > LBA28_SECTORS;
  const command = commandFor(kept.state, isWrite, ext, sectors);
  kept.state = { ...kept.state, current: command };

  yield { do: "hold-off", what: "interrupts" }; // ata_scsi_queuecmd takes ap->lock
  if (command.protocol === "dma") yield* ataBmdmaFillSg(request.segments);
  yield* ataDevSelect();
  yield* ataSffTfLoad(request.sector, sectors, ext);
  if (command.protocol === "dma") {
    yield* ataBmdmaSetup(command, isWrite);
    yield* ataBmdmaStart();
  } else {
    yield* ataSffExecCommand(command);
    if (command.protocol === "pio-out") yield* ataSffPioTask(kept);
  }
  yield { do: "hold-off", what: "nothing" };
  yield { do: "sleep" };
}

/** ata_rwcmd_protocol picks the command. */
function commandFor({ dma }: AtaPiix, isWrite: boolean, ext: boolean, sectors: number): Command {
  if (dma) {
    const opcode = ext ? (isWrite ? 0x35 : 0x25) : isWrite ? 0xca : 0xc8;
    return { opcode, protocol: "dma", sectorsLeft: sectors };
  }
  const opcode = ext ? (isWrite ? 0x39 : 0x29) : isWrite ? 0xc5 : 0xc4;
  return { opcode, protocol: isWrite ? "pio-out" : "pio-in", sectorsLeft: sectors };
}

function* ataBmdmaFillSg(segments: readonly { readonly address: number; readonly bytes: number }[]): Running {
  const by = "PRD entry";
  for (const [i, { address, bytes }] of segments.entries()) {
    const last = i === segments.length - 1 ? PRD_LAST : 0;
    yield* storeWord(PRD_TABLE + 8 * i, 4, address, by);
    yield* storeWord(PRD_TABLE + 8 * i + 4, 4, last + (bytes % 65536), by);
  }
}

/** ata_dev_select(wait): is it idle? select; wait a moment; is it idle? */
function* ataDevSelect(): Running {
  yield* read("port", ATA.command, 1, "ata_wait_idle");
  yield* write("port", ATA.device, 1, OBSOLETE, "ata_sff_dev_select");
  yield* read("port", ATA.altStatus, 1, "ata_sff_pause");
  yield* read("port", ATA.command, 1, "ata_wait_idle");
}

function* ataSffTfLoad(sector: number, sectors: number, ext: boolean): Running {
  const by = "ata_sff_tf_load";
  const byte = (shift: number) => Math.floor(sector / 2 ** shift) % 256;
  if (ext) {
    yield* write("port", ATA.feature, 1, 0, by);
    yield* write("port", ATA.count, 1, sectors >> 8, by);
    yield* write("port", ATA.lbaLow, 1, byte(24), by);
    yield* write("port", ATA.lbaMid, 1, byte(32), by);
    yield* write("port", ATA.lbaHigh, 1, byte(40), by);
  }
  yield* write("port", ATA.feature, 1, 0, by);
  yield* write("port", ATA.count, 1, sectors & 0xff, by);
  yield* write("port", ATA.lbaLow, 1, byte(0), by);
  yield* write("port", ATA.lbaMid, 1, byte(8), by);
  yield* write("port", ATA.lbaHigh, 1, byte(16), by);
  yield* write("port", ATA.device, 1, OBSOLETE | LBA | (ext ? 0 : byte(24) & 0x0f), by);
  yield* read("port", ATA.command, 1, "ata_wait_idle");
}

function* ataSffExecCommand({ opcode }: Command): Running {
  yield* write("port", ATA.command, 1, opcode, "ata_sff_exec_command");
  yield* read("port", ATA.altStatus, 1, "ata_sff_pause");
}

function* ataBmdmaSetup(command: Command, isWrite: boolean): Running {
  const by = "ata_bmdma_setup";
  yield* write("port", BM.prdTable, 4, PRD_TABLE, by);
  const control = yield* read("port", BM.command, 1, by);
  const direction = isWrite ? 0 : BM_TO_MEMORY;
  yield* write("port", BM.command, 1, (control & ~(BM_START | BM_TO_MEMORY)) | direction, by);
  yield* ataSffExecCommand(command);
}

function* ataBmdmaStart(): Running {
  const control = yield* read("port", BM.command, 1, "ata_bmdma_start");
  yield* write("port", BM.command, 1, control | BM_START, "ata_bmdma_start");
}

/** The first block of a PIO write is not asked for by an interrupt: a work item polls for it. */
function* ataSffPioTask(kept: Kept<AtaPiix>): Running {
  yield* read("port", ATA.command, 1, "ata_sff_pio_task");
  yield* ataPioSectors(kept);
}

function* ataBmdmaInterrupt(kept: Kept<AtaPiix>): Running {
  const { current } = kept.state;
  if (!current) throw new Error("ata_piix: an interrupt, and no command is active");
  if (current.protocol === "dma") {
    yield* read("port", BM.status, 1, "ata_bmdma_status");
    const control = yield* read("port", BM.command, 1, "ata_bmdma_stop");
    yield* write("port", BM.command, 1, control & ~BM_START, "ata_bmdma_stop");
    yield* read("port", ATA.altStatus, 1, "ata_sff_dma_pause");
  }
  const status = yield* read("port", ATA.altStatus, 1, "ata_sff_irq_status");
  if (status & BSY) return;
  yield* read("port", ATA.command, 1, "ata_sff_irq_status");
  const pending = yield* read("port", BM.status, 1, "ata_bmdma_irq_clear");
  yield* write("port", BM.status, 1, pending, "ata_bmdma_irq_clear");
  yield* ataSffHsmMove(kept, current);
}

function* ataSffHsmMove(kept: Kept<AtaPiix>, { protocol, sectorsLeft }: Command): Running {
  if (protocol === "pio-out" && sectorsLeft > 0) return yield* ataPioSectors(kept);
  if (protocol === "pio-in") {
    yield* ataPioSectors(kept);
    if ((kept.state.current?.sectorsLeft ?? 0) > 0) return;
    yield* read("port", ATA.command, 1, "ata_wait_idle");
  }
  kept.state = { ...kept.state, current: null };
  yield { do: "finish" };
}

/** One DRQ block, a sector at a time; each sector is one `rep outsl` or `rep insl` of 128 words. */
function* ataPioSectors(kept: Kept<AtaPiix>): Running {
  const { current, multiple } = kept.state;
  if (!current) return;
  const now = Math.min(current.sectorsLeft, multiple);
  const words = SECTOR / 4;
  const access = { space: "port", address: ATA.data, width: 4, repeat: words } as const;
  for (let i = 0; i < now; i++) {
    const by = "ata_sff_data_xfer32";
    yield { do: "access", access: current.protocol === "pio-out" ? { ...access, write: 0 } : access, by };
  }
  kept.state = { ...kept.state, current: { ...current, sectorsLeft: current.sectorsLeft - now } };
  yield* read("port", ATA.altStatus, 1, "ata_sff_sync");
}
