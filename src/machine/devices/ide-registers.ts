// The registers of an IDE channel and of the PIIX bus master, where a PC has them.
//
// Two sets of ports: the task file, by which the drive is told what to do and through whose data port PIO moves every
// word (ATA/ATAPI-5, 7; 8), and the bus master, which moves the words by DMA instead (Intel 82371AB PIIX4; SFF-8038i).

import type { Access } from "./access.ts";

/** Where the primary channel answers; the bus master's base is what the firmware wrote into BAR 4. */
export const TASK_FILE = 0x1f0;
export const CONTROL = 0x3f6;
export const BUS_MASTER = 0xc000;

export const ATA = {
  data: TASK_FILE,
  feature: TASK_FILE + 1, // reads as the error register
  count: TASK_FILE + 2,
  lbaLow: TASK_FILE + 3,
  lbaMid: TASK_FILE + 4,
  lbaHigh: TASK_FILE + 5,
  device: TASK_FILE + 6,
  command: TASK_FILE + 7, // reads as the status register, and takes the interrupt away
  altStatus: CONTROL, // reads the status and takes nothing away; written, it is device control
} as const;

export const BM = { command: BUS_MASTER, status: BUS_MASTER + 2, prdTable: BUS_MASTER + 4 } as const;

export const BSY = 0x80; // busy: no other bit means anything
export const DRDY = 0x40;
export const DSC = 0x10; // seek complete; drives set it with DRDY
export const DRQ = 0x08; // wants data moved

export const BM_START = 0x01;
export const BM_TO_MEMORY = 0x08; // direction: the bus master writes memory
export const BM_ACTIVE = 0x01;
export const BM_INTERRUPT = 0x04; // cleared by writing it

export const IRQ_LINE = "irq14";

const READ_NAMES: Readonly<Record<number, string>> = {
  [ATA.data]: "data",
  [ATA.feature]: "error",
  [ATA.count]: "sector count",
  [ATA.lbaLow]: "LBA low",
  [ATA.lbaMid]: "LBA mid",
  [ATA.lbaHigh]: "LBA high",
  [ATA.device]: "device",
  [ATA.command]: "status",
  [ATA.altStatus]: "alternate status",
  [BM.command]: "bus master command",
  [BM.status]: "bus master status",
  [BM.prdTable]: "bus master PRD table",
};
const WRITE_NAMES: Readonly<Record<number, string>> = {
  ...READ_NAMES,
  [ATA.feature]: "features",
  [ATA.command]: "command",
  [ATA.altStatus]: "device control",
};

export function ideRegister({ space, address, write }: Access): string | undefined {
  return space === "port" ? (write === undefined ? READ_NAMES : WRITE_NAMES)[address] : undefined;
}

/** What a command byte asks for; undefined for a command that is not modelled. */
export function ideCommand(command: number): IdeCommand | undefined {
  return COMMANDS[command];
}

export interface IdeCommand {
  readonly name: string;
  readonly by: "pio" | "dma";
  readonly direction: "in" | "out";
  /** A 48-bit command reads each register twice deep, so the driver writes it twice. */
  readonly ext: boolean;
}

// ATA/ATAPI-5, 8; the EXT ones ATA/ATAPI-6, 8.
const COMMANDS: Readonly<Record<number, IdeCommand>> = {
  196: { name: "READ MULTIPLE", by: "pio", direction: "in", ext: false }, // 0xc4
  197: { name: "WRITE MULTIPLE", by: "pio", direction: "out", ext: false }, // 0xc5
  41: { name: "READ MULTIPLE EXT", by: "pio", direction: "in", ext: true }, // 0x29
  57: { name: "WRITE MULTIPLE EXT", by: "pio", direction: "out", ext: true }, // 0x39
  200: { name: "READ DMA", by: "dma", direction: "in", ext: false }, // 0xc8
  202: { name: "WRITE DMA", by: "dma", direction: "out", ext: false }, // 0xca
  37: { name: "READ DMA EXT", by: "dma", direction: "in", ext: true }, // 0x25
  53: { name: "WRITE DMA EXT", by: "dma", direction: "out", ext: true }, // 0x35
};
