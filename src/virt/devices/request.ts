// One request to a device, in a virtual machine: every access in order, what became of it, and what it all comes to.
//
// Under KVM the guest's own driver runs against a pretended device, and each access may be an exit. Under Xen the guest
// has drivers that know better (blkfront, netfront): there is no register, only memory, hypercalls and events.

import { cannot, DEVICE_NAMES, type DeviceName, drive, type Job, type WorkKind } from "../../kernel/driver/catalog.ts";
import type { Context, Logged } from "../../kernel/driver/run.ts";
import { type BlkSplitOptions, blkSplit } from "./blk-split.ts";
import { type Copy, copiesOf } from "./copies.ts";
import { type Exit, NO_EXIT, toHypervisor } from "./exit.ts";
import { exitOf, exitOfApic, type Injection, impossible, injectionOf, KVM, type KvmOptions } from "./kvm.ts";
import { netSplitReceive, netSplitSend } from "./net-split.ts";
import type { SplitStep } from "./split-link.ts";

export const SPLIT_NAMES = ["blkfront", "netfront"] as const;
type SplitName = (typeof SPLIT_NAMES)[number];

/** A device as the guest sees it: a pretended one of the catalogue, or one half of Xen's split drivers. */
export type GuestDevice = DeviceName | SplitName;

export const GUEST_DEVICES: readonly GuestDevice[] = [...DEVICE_NAMES, ...SPLIT_NAMES];

export interface RequestOptions extends Partial<Job> {
  readonly kvm?: Partial<KvmOptions>;
  readonly xen?: Partial<BlkSplitOptions>;
}

export interface HandledAccess {
  readonly space: "port" | "mmio" | "hypercall" | "local-apic";
  readonly address?: number;
  readonly width?: number;
  /** The data sheet's name of the register, or the hypercall's name. */
  readonly register: string;
  readonly direction: "read" | "write";
  readonly value: number;
  /** How often a string instruction repeats it, or how many entries a hypercall carries. */
  readonly repeat: number;
  /** The function that makes it. */
  readonly by: string;
  readonly context: Context | "frontend" | "backend";
  readonly exit: Exit;
}

export interface HandledInterrupt {
  /** The line, vector or event channel. */
  readonly line: string;
  readonly how: Injection | "event";
  readonly exit: Exit;
}

export type HandledStep =
  | { readonly type: "access"; readonly access: HandledAccess }
  | { readonly type: "interrupt"; readonly interrupt: HandledInterrupt }
  | { readonly type: "dma"; readonly direction: "read" | "write"; readonly bytes: number; readonly what: string }
  | { readonly type: "finished" };

export interface Counts {
  /** Accesses to the device's registers, each repetition counted; hypercalls under Xen. */
  readonly accesses: number;
  /** Times that the guest is left: for accesses, for the local APIC, for interrupts. */
  readonly exits: number;
  /** Of them, those that the host's kernel or the hypervisor finishes. */
  readonly withoutUserspace: number;
  /** Times that the device model in user space runs. */
  readonly toUserspace: number;
  readonly interrupts: number;
  /** Messages one side sent the other: doorbells and events to the device, interrupts back. */
  readonly notifications: number;
}

export interface Handled {
  readonly steps: readonly HandledStep[];
  /** The device's accesses, in order, without those to the local APIC. */
  readonly accesses: readonly HandledAccess[];
  readonly interrupts: readonly HandledInterrupt[];
  /** Data that the device moves by itself, bytes; rings and descriptors are not in it. */
  readonly dmaBytes: number;
  readonly copies: readonly Copy[];
  readonly counts: Counts;
}

/** Why this cannot be; undefined when it can. */
export function refusal(kind: WorkKind, device: GuestDevice, options: RequestOptions = {}): string | undefined {
  if (device === "blkfront")
    return kind.startsWith("disk") ? undefined : `blkfront is a disk; ${kind} is no work for it`;
  if (device === "netfront")
    return kind.startsWith("packet") ? undefined : `netfront is a network card; ${kind} is no work for it`;
  return cannot(device, kind) ?? impossible(device, { ...KVM, ...options.kvm });
}

/** What `kind` of work with this device becomes in a virtual machine. */
export function request(kind: WorkKind, device: GuestDevice, options: RequestOptions = {}): Handled {
  const reason = refusal(kind, device, options);
  if (reason) throw new Error(reason);
  const job = { ...jobFor(kind), ...withoutMachine(options) };
  if (device === "blkfront" || device === "netfront") return summary(...throughXen(kind, job, options));
  const kvm = { ...KVM, ...options.kvm };
  const steps = throughKvm(device, drive(device, kind, job), kvm);
  return summary(steps, copiesOf(device, kind, job.bytes * job.count, kvm.vhost));
}

const BYTES: Readonly<Record<WorkKind, number>> = {
  "disk-read": 4096,
  "disk-write": 4096,
  "packet-send": 1442, // 1400 bytes of UDP payload with their headers
  "packet-receive": 1442,
  serial: 1000,
};

function jobFor(kind: WorkKind): Job {
  return { bytes: BYTES[kind], count: 1, gap: "spaced", pages: "contiguous", timers: 0 };
}

function withoutMachine({ kvm: _kvm, xen: _xen, ...job }: RequestOptions): Partial<Job> {
  return job;
}

function throughKvm(device: DeviceName, log: readonly Logged[], options: KvmOptions): readonly HandledStep[] {
  const steps: HandledStep[] = [];
  const touched = new Set<number>();
  const raisedWhileOut = new Map<string, boolean>(); // by line: whether the guest was out when it was raised
  let isOut = false;
  let isLevel = false;
  for (const entry of log) {
    switch (entry.type) {
      case "access": {
        const page = Math.floor(entry.access.address / 4096);
        const exit = exitOf(device, entry.access, entry.register, options, !touched.has(page));
        touched.add(page);
        isOut = exit.to === "to-userspace";
        steps.push({ type: "access", access: handled(entry, exit) });
        break;
      }
      case "interrupt":
        if (entry.signal !== "lowered") raisedWhileOut.set(entry.line, entry.during === "access" && isOut);
        break;
      case "delivered": {
        isLevel = entry.flow === "fasteoi";
        const { how, exit } = injectionOf(raisedWhileOut.get(entry.line) ?? false, options);
        steps.push({ type: "interrupt", interrupt: { line: entry.line, how, exit } });
        break;
      }
      case "local-apic":
        steps.push({ type: "access", access: apicAccess(entry.register, isLevel, options) });
        break;
      case "dma-read":
      case "dma-write":
        steps.push({
          type: "dma",
          direction: entry.type === "dma-read" ? "read" : "write",
          bytes: entry.bytes,
          what: entry.what,
        });
        break;
      case "finished":
        steps.push({ type: "finished" });
        break;
      default:
        break; // stores to shared memory and moved bytes: nothing that the hypervisor notices
    }
  }
  return steps;
}

function handled({ access, register, value, by, context }: Logged & { type: "access" }, exit: Exit): HandledAccess {
  const { space, address, width, repeat = 1 } = access;
  const direction = access.write === undefined ? "read" : "write";
  return { space, address, width, register, direction, value, repeat, by, context, exit };
}

function apicAccess(register: "EOI" | "TMR", isLevel: boolean, options: KvmOptions): HandledAccess {
  return {
    space: "local-apic",
    register,
    direction: register === "EOI" ? "write" : "read",
    value: 0,
    repeat: 1,
    by: isLevel ? "ioapic_ack_level" : "apic_ack_edge",
    context: "interrupt",
    exit: exitOfApic(register, isLevel, options),
  };
}

// ns: what a domain switch and a look into the ring take; only their order matters.
const XEN_PACE = { wake: 5000, latency: 30_000 };
const SPACED = 200_000;
const BURST = 2000;

function throughXen(
  kind: WorkKind,
  job: Job,
  { xen }: RequestOptions,
): readonly [readonly HandledStep[], readonly Copy[]] {
  const isDisk = kind === "disk-read" || kind === "disk-write";
  const gap = job.gap === "burst" || (isDisk && job.count === 1) ? BURST : job.gap === "spaced" ? SPACED : job.gap;
  const pace = { ...XEN_PACE, gap };
  const features = { persistent: true, indirect: true, ...xen };
  const log = isDisk
    ? blkSplit(kind, job, features, pace)
    : kind === "packet-send"
      ? netSplitSend(job, pace)
      : netSplitReceive(job, pace);
  const [front, back] = isDisk ? ["blkfront", "blkback"] : ["netfront", "netback"];
  const steps = log.flatMap((step) => xenStep(step, front ?? "", back ?? ""));
  const copied = log.reduce((sum, step) => sum + (step.type === "copy" ? step.bytes : 0), 0);
  const by = isDisk ? "guest" : "hypervisor";
  const path = {
    from: kind === "disk-read" || kind === "packet-receive" ? "the backend's pages" : "guest memory",
    to: isDisk ? "pages granted for good" : "the other domain's pages",
  };
  return [steps, copied === 0 ? [] : [{ ...path, by, bytes: copied }]];
}

function xenStep(step: SplitStep, front: string, back: string): readonly HandledStep[] {
  if (step.type === "hypercall") {
    const by = step.by === "frontend" ? front : back;
    const access: HandledAccess = {
      space: "hypercall",
      register: step.call,
      direction: "write",
      value: 0,
      repeat: step.entries,
      by,
      context: step.by,
      exit: toHypervisor("Xen"),
    };
    return [{ type: "access", access }];
  }
  if (step.type === "event") {
    const line = `event channel to ${step.to === "frontend" ? front : back}`;
    return [{ type: "interrupt", interrupt: { line, how: "event", exit: NO_EXIT } }];
  }
  if (step.type === "life" && step.event === "grants.ended") return [{ type: "finished" }];
  return [];
}

function summary(steps: readonly HandledStep[], copies: readonly Copy[]): Handled {
  const all = steps.flatMap((step) => (step.type === "access" ? [step.access] : []));
  const accesses = all.filter(({ space }) => space !== "local-apic");
  const interrupts = steps.flatMap((step) => (step.type === "interrupt" ? [step.interrupt] : []));
  const exits = [...all, ...interrupts].map(({ exit }) => exit);
  const total = (of: (exit: Exit) => number) => exits.reduce((sum, exit) => sum + of(exit), 0);
  const doorbells = accesses.filter(({ register }) => DOORBELLS.has(register));
  return {
    steps,
    accesses,
    interrupts,
    dmaBytes: steps.reduce((sum, step) => sum + (step.type === "dma" && step.what === "data" ? step.bytes : 0), 0),
    copies,
    counts: {
      accesses: accesses.reduce((sum, { space, repeat }) => sum + (space === "hypercall" ? 1 : repeat), 0),
      exits: total(({ exits: times }) => times),
      withoutUserspace: total(({ exits: times, trips }) => (trips === 0 ? times : 0)),
      toUserspace: total(({ trips }) => trips),
      interrupts: interrupts.length,
      notifications: doorbells.length + interrupts.filter(({ how }) => how !== "event").length,
    },
  };
}

// What says "there is work": a virtqueue's notify, NVMe's and AHCI's doorbells, a ring's tail, an event.
const DOORBELLS = new Set(["queue notify", "SQ1TDBL", "PxCI", "TDT", "TxPoll", "command", "EVTCHNOP_send"]);
