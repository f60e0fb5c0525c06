// A SATA disk behind an AHCI controller, with native command queueing (AHCI 1.3.1; registers: 3.1 and 3.3).
//
// The driver leaves commands in memory (a command list of 32 slots, each with a command table) and writes only which
// slots are new. The disk works them off in its own order, and one interrupt may report several.

import { type Access, type Device, type DeviceEvent, type Outcome, unknown } from "./access.ts";
import { load, type Memory } from "./memory.ts";
import { type Pace, reportedAt } from "./pace.ts";

export const AHCI_BASE = 0xfebff000; // BAR 5
export const HOST_IS = AHCI_BASE + 0x08; // which ports interrupt
const PORT0 = AHCI_BASE + 0x100;
export const PORT_IS = PORT0 + 0x10; // why the port interrupts
export const PORT_SACT = PORT0 + 0x34; // queued commands that are not finished
export const PORT_CI = PORT0 + 0x38; // slots that are issued
export const SDBS = 0x08; // a Set Device Bits FIS came: queued commands are finished
export const AHCI_MSI = "ahci";

const SECTOR = 512;
const READ_FPDMA_QUEUED = 0x60;
const WRITE_FPDMA_QUEUED = 0x61;

export interface Ahci {
  readonly hostIs: number;
  readonly portIs: number;
  readonly sact: number;
  readonly ci: number;
  /** PxCLB: where the command list is, set when the port was started. */
  readonly commandList: number;
  /** Slots in the order in which they were issued, and when each is reported as finished, ns. */
  readonly queue: readonly { readonly slot: number; readonly due: number }[];
  readonly pace: Pace;
}

export function ahciDisk(commandList: number, pace: Pace): Ahci {
  return { hostIs: 0, portIs: 0, sact: 0, ci: 0, commandList, queue: [], pace };
}

const NAMES: Readonly<Record<number, string>> = {
  [HOST_IS]: "IS",
  [PORT_IS]: "PxIS",
  [PORT_SACT]: "PxSACT",
  [PORT_CI]: "PxCI",
};

export const ahci: Device<Ahci> = {
  name: "AHCI",
  register: ({ space, address }) => (space === "mmio" ? NAMES[address] : undefined),
  access: (state, access, _memory, now) =>
    access.write === undefined ? read(state, access) : write(state, access, access.write, now),
  work: finishCommands,
};

function read(state: Ahci, access: Access): Outcome<Ahci> {
  const values = { [HOST_IS]: state.hostIs, [PORT_IS]: state.portIs, [PORT_SACT]: state.sact, [PORT_CI]: state.ci };
  const value = access.space === "mmio" ? values[access.address] : undefined;
  return value === undefined ? unknown(ahci.name, access) : { state, value, events: [] };
}

function write(state: Ahci, access: Access, value: number, time: number): Outcome<Ahci> {
  const now = (change: Partial<Ahci>): Outcome<Ahci> => ({ state: { ...state, ...change }, events: [] });
  if (access.space !== "mmio") return unknown(ahci.name, access);
  switch (access.address) {
    // Both interrupt registers are "write 1 to clear".
    case HOST_IS:
      return acknowledge(state, value);
    case PORT_IS:
      return now({ portIs: state.portIs & ~value });
    case PORT_SACT:
      return now({ sact: (state.sact | value) >>> 0 });
    case PORT_CI:
      return issue(state, value, time);
    default:
      return unknown(ahci.name, access);
  }
}

/** A port that has something new since its own PxIS was cleared sets its bit again, and sends a message again. */
function acknowledge(state: Ahci, value: number): Outcome<Ahci> {
  const hostIs = (state.hostIs & ~value) | (state.portIs === 0 ? 0 : 1);
  const again = hostIs === 0 ? [] : [{ type: "interrupt", line: AHCI_MSI, signal: "message" } as const];
  return { state: { ...state, hostIs }, events: again };
}

function issue(state: Ahci, slots: number, now: number): Outcome<Ahci> {
  const fresh = Array.from({ length: 32 }, (_, slot) => slot).filter((slot) => (slots >>> slot) & 1);
  const due = reportedAt(now, state.pace);
  return {
    // A queued command leaves PxCI as soon as the disk has accepted it; PxSACT says that it is not finished.
    state: { ...state, ci: 0, queue: [...state.queue, ...fresh.map((slot) => ({ slot, due }))] },
    events: [{ type: "timer-armed", after: due - now }],
  };
}

function finishCommands(state: Ahci, memory: Memory, now: number): Outcome<Ahci> {
  const finished = state.queue.filter(({ due }) => due <= now);
  if (finished.length === 0) return { state, events: [] };
  const done = finished.reduce((bits, { slot }) => bits | (1 << slot), 0);
  const next: Ahci = {
    ...state,
    queue: state.queue.filter(({ due }) => due > now),
    sact: (state.sact & ~done) >>> 0,
    portIs: state.portIs | SDBS,
    hostIs: state.hostIs | 1,
  };
  const fis = { type: "dma-write", address: state.commandList + 0x458, bytes: 8, what: "Set Device Bits FIS" } as const;
  const events: DeviceEvent[] = [...finished.flatMap(({ slot }) => transfer(state, slot, memory)), fis];
  // While the port's bit in IS is set, the message was sent already.
  if (state.hostIs === 0) events.push({ type: "interrupt", line: AHCI_MSI, signal: "message" });
  return { state: next, events };
}

/** Reads command header, FIS and PRD table from memory, and moves the data (AHCI 1.3.1, 4.2). */
function transfer(state: Ahci, slot: number, memory: Memory): readonly DeviceEvent[] {
  const header = state.commandList + slot * 32;
  const table = load(memory, header + 8, 4);
  const entries = load(memory, header, 4) >>> 16;
  const command = load(memory, table + 2, 1);
  if (command !== READ_FPDMA_QUEUED && command !== WRITE_FPDMA_QUEUED) {
    throw new Error(`${ahci.name}: command 0x${command.toString(16)} is not modelled`);
  }
  const type = command === READ_FPDMA_QUEUED ? "dma-write" : "dma-read";
  const data = Array.from({ length: entries }, (_, i): DeviceEvent => {
    const entry = table + 0x80 + 16 * i;
    return { type, address: load(memory, entry, 4), bytes: (load(memory, entry + 12, 4) & 0x3fffff) + 1, what: "data" };
  });
  const bytes = data.reduce((sum, event) => sum + ("bytes" in event ? event.bytes : 0), 0);
  // NCQ carries the sector count in the feature fields, because the count field carries the tag.
  const sectors = load(memory, table + 3, 1) + load(memory, table + 11, 1) * 256;
  if (bytes !== sectors * SECTOR) throw new Error(`${ahci.name}: ${bytes} bytes of PRDs for ${sectors} sectors`);
  return [
    { type: "dma-read", address: header, bytes: 32, what: "command header" },
    { type: "dma-read", address: table, bytes: 0x80 + 16 * entries, what: "command table" },
    ...data,
    { type: "moved", bytes, to: "medium" },
  ];
}
