// What KVM makes of a guest's access to a device (Linux 6.1, arch/x86/kvm and virt/kvm; QEMU 7.2 as the device model).
//
// A port access is an I/O-instruction exit; device memory has no page behind it, so a mov to it is an EPT exit, and the
// instruction must be decoded. Three short cuts keep the exit in the kernel: an ioeventfd (the write only wakes
// whoever serves the queue), coalesced MMIO (the write only waits in a ring), and the interrupt controllers.

import type { DeviceName } from "../../kernel/driver/catalog.ts";
import type { Access } from "../../machine/devices/access.ts";
import { E1000_BASE } from "../../machine/devices/e1000.ts";
import { E1000 } from "../../machine/devices/e1000-registers.ts";
import { type Exit, inKernel, NO_EXIT, toUserspace } from "./exit.ts";

export interface KvmOptions {
  /** Notifications of virtio devices wake an eventfd instead of the device model. */
  readonly ioeventfd: boolean;
  /** The queues are served by the host's kernel (vhost_net). */
  readonly vhost: boolean;
  /** Writes that need no answer wait in a ring (KVM_REGISTER_COALESCED_MMIO). */
  readonly coalescedMmio: boolean;
  /** APIC virtualization: posted interrupts, virtual EOI. */
  readonly apicv: boolean;
  /** How the guest reaches its local APIC: registers of the processor, or a page of memory. */
  readonly apic: "x2apic" | "xapic";
  /** The page of device memory was never touched before: its first access is a violation, all later ones misconfigured. */
  readonly firstTouch: boolean;
}

export const KVM: KvmOptions = {
  ioeventfd: true,
  vhost: false,
  coalescedMmio: true,
  apicv: true,
  apic: "x2apic",
  firstTouch: false,
};

const REP_LIMIT = 1024; // "Re-enter guest ... after each 1024 iteration" - x86_emulate_insn
const READ_AHEAD = 1024; // bytes: struct read_cache, what `rep ins` fetches at once

/** Why these options cannot be had together, or with this device; undefined when they can. */
export function impossible(device: DeviceName, options: KvmOptions): string | undefined {
  if (!options.vhost) return undefined;
  if (device !== "virtio-net") return `vhost_net serves the queues of virtio-net, not ${device}`;
  return options.ioeventfd
    ? undefined
    : "vhost_net is woken through an ioeventfd; without it nothing tells it of a packet";
}

/** The exit of one access. `isFirst`: no access to this page of device memory was made before. */
export function exitOf(
  device: DeviceName,
  access: Access,
  register: string,
  options: KvmOptions,
  isFirst: boolean,
): Exit {
  const model = `QEMU's ${device}`;
  if (access.space === "port") {
    if (isNotify(device, register) && options.ioeventfd) return inKernel("io-instruction", eventfd(options));
    return access.repeat === undefined
      ? toUserspace("io-instruction", model)
      : stringExit(access, access.repeat, model);
  }
  // handle_ept_misconfig: a page that is known to be device memory is marked so, and recognized at once.
  const reason = options.firstTouch && isFirst ? "ept-violation" : "ept-misconfig";
  if (isNotify(device, register) && options.ioeventfd) return inKernel(reason, eventfd(options));
  if (device === "e1000" && options.coalescedMmio && isCoalesced(access))
    return inKernel(reason, "coalesced MMIO ring");
  return toUserspace(reason, model);
}

function isNotify(device: DeviceName, register: string): boolean {
  return device.startsWith("virtio") && register === "queue notify";
}

function eventfd({ vhost }: KvmOptions): string {
  return vhost ? "ioeventfd, to vhost_net" : "ioeventfd, to QEMU's event loop";
}

/**
 * A string instruction is emulated in the kernel. `rep outs` hands over one word at a time (em_out) and enters the guest
 * again after 1024 of them; `rep ins` fetches up to 1024 bytes at once and enters it when they are used up.
 */
function stringExit(access: Access, repeat: number, handler: string): Exit {
  const isOut = access.write !== undefined;
  const fetched = Math.ceil(repeat / Math.max(1, Math.floor(READ_AHEAD / access.width)));
  return {
    reason: "io-instruction",
    to: "to-userspace",
    handler,
    exits: isOut ? Math.ceil(repeat / REP_LIMIT) : fetched,
    trips: isOut ? repeat : fetched,
  };
}

// QEMU's e1000_mmio_setup coalesces writes to all registers but those that must act at once.
const AT_ONCE = new Set<number>([E1000.MDIC, E1000.ICR, E1000.ICS, E1000.IMS, E1000.IMC, E1000.TDT]);

function isCoalesced({ write, address }: Access): boolean {
  return write !== undefined && !AT_ONCE.has(address - E1000_BASE);
}

/** The local APIC's registers that a handler touches; `isLevel`: the interrupt came over a wire of the IO-APIC. */
export function exitOfApic(register: "EOI" | "TMR", isLevel: boolean, { apicv, apic }: KvmOptions): Exit {
  if (apicv) {
    // The EOI-exit bitmap has the vectors of level interrupts: the IO-APIC must hear of their end.
    return register === "EOI" && isLevel ? inKernel("virtualized-eoi", "KVM's IO-APIC") : NO_EXIT;
  }
  if (apic === "xapic") return inKernel("apic-access", "KVM's local APIC");
  return inKernel(register === "EOI" ? "wrmsr" : "rdmsr", "KVM's local APIC");
}

export type Injection = "posted" | "on-entry" | "kicked" | "woken";

/**
 * How an interrupt reaches the guest. Raised while the guest is out anyway (in the device model, or halted), it goes in
 * at the next entry; else the processor delivers it by itself (posted interrupts), or the host must first make the
 * guest leave.
 */
export function injectionOf(
  guest: "out" | "halted" | "running",
  { apicv }: KvmOptions,
): { readonly how: Injection; readonly exit: Exit } {
  if (guest === "out") return { how: "on-entry", exit: NO_EXIT };
  if (guest === "halted") return { how: "woken", exit: NO_EXIT };
  if (apicv) return { how: "posted", exit: NO_EXIT };
  return { how: "kicked", exit: inKernel("external-interrupt", "KVM: kick, then inject at entry") };
}
