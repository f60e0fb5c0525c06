// An NVMe disk with one I/O queue pair (NVMe 1.4: doorbells in 3.1, queues in 4).
//
// A request is 64 bytes in a ring, its answer 16 bytes in another. The driver writes two registers and reads none:
// "the submission tail is here", "the completion head is here". A bit in each answer, the phase, says that it is new.

import { type Access, type Device, type DeviceEvent, type Outcome, unknown } from "./access.ts";
import { load, type Memory } from "./memory.ts";
import { type Pace, reportedAt } from "./pace.ts";

const NVME_BASE = 0xfebf8000; // BAR 0
export const SQ1_TAIL = NVME_BASE + 0x1008;
export const CQ1_HEAD = NVME_BASE + 0x100c;
export const NVME_MSIX = "nvme0q1";

const BLOCK = 512;
const PAGE = 4096;
const WRITE = 0x01;
const READ = 0x02;

export interface Nvme {
  /** Set up by Create I/O Queue commands when the driver was loaded; those are not modelled. */
  readonly sq: number;
  readonly cq: number;
  readonly depth: number;
  readonly sqHead: number;
  readonly sqTail: number;
  readonly cqTail: number;
  readonly cqHead: number;
  readonly phase: 0 | 1;
  /** When each command between head and tail is reported as finished, ns. */
  readonly dues: readonly number[];
  readonly pace: Pace;
}

export function nvmeDisk(queues: { sq: number; cq: number; depth: number }, pace: Pace): Nvme {
  return { ...queues, sqHead: 0, sqTail: 0, cqTail: 0, cqHead: 0, phase: 1, dues: [], pace };
}

const NAMES: Readonly<Record<number, string>> = { [SQ1_TAIL]: "SQ1TDBL", [CQ1_HEAD]: "CQ1HDBL" };

export const nvme: Device<Nvme> = {
  name: "NVMe",
  register: ({ space, address }) => (space === "mmio" ? NAMES[address] : undefined),
  access(state: Nvme, access: Access, _memory: Memory, now: number): Outcome<Nvme> {
    const { write } = access;
    if (access.space !== "mmio" || write === undefined) return unknown(nvme.name, access); // doorbells only take writes
    if (access.address === CQ1_HEAD) return { state: { ...state, cqHead: write }, events: [] };
    if (access.address !== SQ1_TAIL) return unknown(nvme.name, access);
    const fresh = (write - state.sqTail + state.depth) % state.depth;
    const due = reportedAt(now, state.pace);
    return {
      state: { ...state, sqTail: write, dues: [...state.dues, ...Array<number>(fresh).fill(due)] },
      events: fresh > 0 ? [{ type: "timer-armed", after: due - now }] : [],
    };
  },
  work: finishCommands,
};

function finishCommands(state: Nvme, memory: Memory, now: number): Outcome<Nvme> {
  const [due, ...dues] = state.dues;
  if (due === undefined || due > now) return { state, events: [] };
  const first = finishCommand({ ...state, dues }, memory);
  const rest = finishCommands(first.state, memory, now);
  return { state: rest.state, events: [...first.events, ...rest.events] };
}

function finishCommand(state: Nvme, memory: Memory): Outcome<Nvme> {
  const entry = state.sq + state.sqHead * 64;
  const sqHead = (state.sqHead + 1) % state.depth;
  const answer = state.cq + state.cqTail * 16;
  const wraps = state.cqTail + 1 === state.depth;
  const next: Nvme = {
    ...state,
    sqHead,
    cqTail: wraps ? 0 : state.cqTail + 1,
    phase: wraps ? (state.phase === 1 ? 0 : 1) : state.phase,
  };
  const commandId = load(memory, entry + 2, 2);
  const events: DeviceEvent[] = [
    { type: "dma-read", address: entry, bytes: 64, what: "submission queue entry" },
    ...transfer(entry, memory),
    {
      type: "dma-write",
      address: answer,
      bytes: 16,
      what: "completion queue entry",
      stores: [
        { address: answer + 8, width: 2, value: sqHead },
        { address: answer + 12, width: 2, value: commandId },
        { address: answer + 14, width: 2, value: state.phase }, // status 0, success
      ],
    },
    { type: "interrupt", line: NVME_MSIX, signal: "message" },
  ];
  return { state: next, events };
}

/** The pages that PRP 1 and PRP 2 name: PRP 2 is a page, or a list of pages when there are more than two. */
function transfer(entry: number, memory: Memory): readonly DeviceEvent[] {
  const opcode = load(memory, entry, 1);
  if (opcode !== READ && opcode !== WRITE) throw new Error(`${nvme.name}: command ${opcode} is not modelled`);
  const type = opcode === READ ? "dma-write" : "dma-read";
  const bytes = (load(memory, entry + 48, 2) + 1) * BLOCK;
  const pages = Math.ceil(bytes / PAGE);
  const second = load(memory, entry + 32, 8);
  const list = pages > 2;
  const page = (i: number) =>
    i === 0 ? load(memory, entry + 24, 8) : list ? load(memory, second + 8 * (i - 1), 8) : second;
  const data = Array.from(
    { length: pages },
    (_, i): DeviceEvent => ({ type, address: page(i), bytes: Math.min(PAGE, bytes - i * PAGE), what: "data" }),
  );
  return [
    ...(list ? [{ type: "dma-read", address: second, bytes: 8 * (pages - 1), what: "PRP list" } as const] : []),
    ...data,
    { type: "moved", bytes, to: "medium" },
  ];
}
