// One request to a device, in a virtual machine: every access in order, what became of it, and what it all comes to.
//
// Under KVM the guest's own driver runs against a pretended device, and each access may be an exit. Under Xen the guest
// has drivers that know better (blkfront, netfront): there is no register, only memory, hypercalls and events.

import { cannot, DEVICE_NAMES, type DeviceName, drive, type Job, type WorkKind } from "../../kernel/driver/catalog.ts";
import type { BlkSplitOptions } from "./blk-split.ts";
import { copiesOf } from "./copies.ts";
import { type Handled, summary } from "./handled.ts";
import { impossible, KVM, type KvmOptions } from "./kvm.ts";
import { throughKvm } from "./through-kvm.ts";
import { throughXen } from "./through-xen.ts";

export const SPLIT_NAMES = ["blkfront", "netfront"] as const;
type SplitName = (typeof SPLIT_NAMES)[number];

/** A device as the guest sees it: a pretended one of the catalogue, or one half of Xen's split drivers. */
export type GuestDevice = DeviceName | SplitName;

export const GUEST_DEVICES: readonly GuestDevice[] = [...DEVICE_NAMES, ...SPLIT_NAMES];

export interface RequestOptions extends Partial<Job> {
  readonly kvm?: Partial<KvmOptions>;
  readonly xen?: Partial<BlkSplitOptions>;
}

/** Why this cannot be; undefined when it can. */
export function refusal(kind: WorkKind, device: GuestDevice, options: RequestOptions = {}): string | undefined {
  if (device === "blkfront")
    return kind.startsWith("disk") ? undefined : `blkfront is a disk; ${kind} is no work for it`;
  if (device === "netfront")
    return kind.startsWith("packet") ? undefined : `netfront is a network card; ${kind} is no work for it`;
  return cannot(device, kind, withoutMachine(options)) ?? impossible(device, { ...KVM, ...options.kvm });
}

/** What `kind` of work with this device becomes in a virtual machine. */
export function request(kind: WorkKind, device: GuestDevice, options: RequestOptions = {}): Handled {
  const reason = refusal(kind, device, options);
  if (reason) throw new Error(reason);
  const job = { ...jobFor(kind), ...withoutMachine(options) };
  if (device === "blkfront" || device === "netfront") return summary(...throughXen(kind, job, options.xen));
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
