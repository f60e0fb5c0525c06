// A disk on the primary channel of a PIIX4 controller (QEMU's machine "pc"), driven by PIO or by the bus master.
//
// PIO: the drive asks for a block of sectors with DRQ, and the processor moves every word of it through one port.
// DMA: the processor leaves a list of pages (the PRD table) in memory and starts the bus master, which moves the
// words; one interrupt says that all are moved. The drive is the same in both cases.

import { type Access, type Device, type DeviceEvent, type Outcome, unknown } from "./access.ts";
import {
  ATA,
  BM,
  BM_ACTIVE,
  BM_INTERRUPT,
  BM_START,
  BM_TO_MEMORY,
  BSY,
  DRDY,
  DRQ,
  DSC,
  IRQ_LINE,
  ideCommand,
  ideRegister,
} from "./ide-registers.ts";
import { load, type Memory } from "./memory.ts";

const SECTOR = 512; // bytes
const IDLE = DRDY | DSC;
const NIEN = 0x02; // device control: the drive keeps its interrupt to itself

/** A task file register: the byte written last, and the one before it, which 48-bit commands read too. */
type Twice = readonly [current: number, previous: number];

export interface Ide {
  readonly feature: Twice;
  readonly count: Twice;
  readonly lbaLow: Twice;
  readonly lbaMid: Twice;
  readonly lbaHigh: Twice;
  readonly device: number;
  readonly control: number;
  readonly status: number;
  readonly command: number;
  /** Sectors of one DRQ block, as IDENTIFY word 59 says (SET MULTIPLE MODE). */
  readonly multiple: number;
  /** The PIO data phase: bytes left of this block, sectors left after it. */
  readonly block: { readonly bytes: number; readonly sectorsAfter: number } | null;
  readonly busMaster: { readonly command: number; readonly status: number; readonly prdTable: number };
  /** How long the medium takes for a block or a DMA command, ns. */
  readonly serviceTime: number;
}

export function ideDisk(serviceTime: number): Ide {
  const zero: Twice = [0, 0];
  return {
    feature: zero,
    count: zero,
    lbaLow: zero,
    lbaMid: zero,
    lbaHigh: zero,
    device: 0xa0,
    control: 0,
    status: IDLE,
    command: 0,
    multiple: 16,
    block: null,
    busMaster: { command: 0, status: 0, prdTable: 0 },
    serviceTime,
  };
}

export const ide: Device<Ide> = {
  name: "PIIX4 IDE",
  register: ideRegister,
  access: (state, access) => (access.write === undefined ? read(state, access) : write(state, access, access.write)),
  work: (state, memory) => (command(state).by === "dma" ? runBusMaster(state, memory) : nextBlock(state)),
};

function read(state: Ide, access: Access): Outcome<Ide> {
  const value = (n: number): Outcome<Ide> => ({ state, value: n, events: [] });
  if (access.space !== "port") return unknown(ide.name, access);
  switch (access.address) {
    case ATA.data:
      return moveData(state, access);
    case ATA.feature:
      return value(0); // no error
    case ATA.command:
      // Reading the status clears a pending interrupt (ATA/ATAPI-5, 7.15).
      return { state, value: state.status, events: [{ type: "interrupt", line: IRQ_LINE, signal: "lowered" }] };
    case ATA.altStatus:
      return value(state.status);
    case BM.command:
      return value(state.busMaster.command);
    case BM.status:
      return value(state.busMaster.status);
    default:
      return unknown(ide.name, access);
  }
}

function write(state: Ide, access: Access, value: number): Outcome<Ide> {
  const now = (change: Partial<Ide>, events: readonly DeviceEvent[] = []) => ({
    state: { ...state, ...change },
    events,
  });
  const { busMaster } = state;
  if (access.space !== "port") return unknown(ide.name, access);
  switch (access.address) {
    case ATA.data:
      return moveData(state, access);
    case ATA.feature:
      return now({ feature: [value, state.feature[0]] });
    case ATA.count:
      return now({ count: [value, state.count[0]] });
    case ATA.lbaLow:
      return now({ lbaLow: [value, state.lbaLow[0]] });
    case ATA.lbaMid:
      return now({ lbaMid: [value, state.lbaMid[0]] });
    case ATA.lbaHigh:
      return now({ lbaHigh: [value, state.lbaHigh[0]] });
    case ATA.device:
      return now({ device: value });
    case ATA.altStatus:
      return now({ control: value });
    case ATA.command:
      return begin({ ...state, command: value });
    case BM.command:
      return now(
        { busMaster: { ...busMaster, command: value, status: busMaster.status | (value & BM_START ? BM_ACTIVE : 0) } },
        value & ~busMaster.command & BM_START ? [{ type: "timer-armed", after: state.serviceTime }] : [],
      );
    case BM.status:
      return now({ busMaster: { ...busMaster, status: busMaster.status & ~(value & BM_INTERRUPT) } });
    case BM.prdTable:
      return now({ busMaster: { ...busMaster, prdTable: value } });
    default:
      return unknown(ide.name, access);
  }
}

function command(state: Ide) {
  const found = ideCommand(state.command);
  if (!found) throw new Error(`${ide.name}: command 0x${state.command.toString(16)} is not modelled`);
  return found;
}

/** Sectors that the command moves; a count of zero means the most there can be. */
function sectors(state: Ide): number {
  const [low, high] = state.count;
  return command(state).ext ? low + high * 256 || 65536 : low || 256;
}

function begin(state: Ide): Outcome<Ide> {
  const { by, direction } = command(state);
  // A DMA command waits, with DRQ set, until the bus master is started.
  if (by === "dma") return { state: { ...state, status: IDLE | DRQ }, events: [] };
  if (direction === "in") return busy({ ...state, block: { bytes: 0, sectorsAfter: sectors(state) } });
  // A drive that is to be written asks for the first block without an interrupt (ATA/ATAPI-5, 9.6: PIO data out).
  return { state: askForBlock(state, sectors(state)), events: [] };
}

function busy(state: Ide): Outcome<Ide> {
  return { state: { ...state, status: IDLE | BSY }, events: [{ type: "timer-armed", after: state.serviceTime }] };
}

function askForBlock(state: Ide, left: number): Ide {
  const now = Math.min(left, state.multiple);
  return { ...state, status: IDLE | DRQ, block: { bytes: now * SECTOR, sectorsAfter: left - now } };
}

function moveData(state: Ide, access: Access): Outcome<Ide> {
  const { block } = state;
  const bytes = access.width * (access.repeat ?? 1);
  const into = access.write === undefined ? "in" : "out";
  if (!block || !(state.status & DRQ) || command(state).direction !== into || bytes > block.bytes) {
    throw new Error(`${ide.name}: ${bytes} bytes moved ${into} through the data port, which the drive did not ask for`);
  }
  const left = { ...state, block: { ...block, bytes: block.bytes - bytes } };
  const value = into === "in" ? { value: 0 } : {};
  const moved: DeviceEvent = { type: "moved", bytes, to: "medium" };
  if (left.block.bytes > 0) return { state: left, events: [moved], ...value };
  // The block is through. What was read last needs no interrupt; what was written must first reach the medium.
  if (into === "in" && block.sectorsAfter === 0) {
    return { state: { ...left, status: IDLE, block: null }, events: [moved], ...value };
  }
  const outcome = busy(left);
  return { state: outcome.state, events: [moved, ...outcome.events], ...value };
}

/** The medium has taken or delivered a block: the drive asks for the next one, or is done, and interrupts. */
function nextBlock(state: Ide): Outcome<Ide> {
  const left = state.block?.sectorsAfter ?? 0;
  const moved = left > 0 ? askForBlock(state, left) : { ...state, status: IDLE, block: null };
  return interrupt(moved, []);
}

/** Walks the PRD table: 8 bytes an entry, address and byte count, the last one marked (SFF-8038i). */
function runBusMaster(state: Ide, memory: Memory): Outcome<Ide> {
  const events: DeviceEvent[] = [];
  const toMemory = (state.busMaster.command & BM_TO_MEMORY) !== 0;
  let moved = 0;
  for (let entry = state.busMaster.prdTable; ; entry += 8) {
    const last = load(memory, entry + 4, 4);
    const bytes = last % 0x10000 || 0x10000;
    events.push({ type: "dma-read", address: entry, bytes: 8, what: "PRD entry" });
    events.push({ type: toMemory ? "dma-write" : "dma-read", address: load(memory, entry, 4), bytes, what: "data" });
    moved += bytes;
    if (last >= 0x80000000) break;
  }
  if (moved !== sectors(state) * SECTOR) {
    throw new Error(`${ide.name}: PRD table of ${moved} bytes for ${sectors(state)} sectors`);
  }
  const { busMaster } = state;
  const status = busMaster.status & ~BM_ACTIVE;
  return interrupt({ ...state, status: IDLE, busMaster: { ...busMaster, status } }, [
    ...events,
    { type: "moved", bytes: moved, to: "medium" },
  ]);
}

function interrupt(state: Ide, before: readonly DeviceEvent[]): Outcome<Ide> {
  const { busMaster } = state;
  if (state.control & NIEN) return { state, events: before };
  return {
    state: { ...state, busMaster: { ...busMaster, status: busMaster.status | BM_INTERRUPT } },
    events: [...before, { type: "interrupt", line: IRQ_LINE, signal: "raised" }],
  };
}
