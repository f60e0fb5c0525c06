// KVM as a technique: what exits is asked of the controls (controls.ts), what it costs of the profile.
//
// With extended page tables system calls, page faults, mov cr3, cli and sti are the processor's own business; a walk of
// the page tables gets longer, and the first touch of a page of memory exits once. The first generation had shadow page
// tables: every page fault, every write to a live page table and every mov cr3 exits.

import { pageKey } from "../../machine/locality.ts";
import type { Op } from "../../machine/op.ts";
import type { TechniquePrice } from "../../machine/price.ts";
import { type Account, pay as charge } from "../account.ts";
import { hardware } from "../bare.ts";
import type { Layer } from "../ledger.ts";
import type { Technique } from "../technique.ts";
import { type Controls, exitOf, FIRST_VMX, kvmControls, MODERN_VMX } from "./controls.ts";
import type { ExitReason } from "./exit-reason.ts";

/** References of a walk of n levels through tables that are themselves translated by m levels (ept.ts walks one). */
const nested = (n: number, m: number): number => (n + 1) * (m + 1) - 1;

/** Exits that KVM hands on to QEMU, which pretends the device. */
const FOR_QEMU: ReadonlySet<ExitReason> = new Set(["IO_INSTRUCTION", "EPT_MISCONFIG"]);
/** Operations that the processor makes itself where they do not exit; where they do, KVM makes them. */
const INSTEAD: ReadonlySet<Op["op"]> = new Set(["port-in", "port-out", "mmio-read", "mmio-write", "eoi", "cpuid"]);
const EPT_LEVELS = 4;

export function hardwareAssisted({ ept }: { readonly ept: boolean }): Technique {
  const controls = kvmControls(ept ? MODERN_VMX : FIRST_VMX);
  return ept ? nestedPaging(controls) : shadowPaging(controls);
}

function nestedPaging(controls: Controls): Technique {
  const backed = new Set<string>(); // pages of guest memory that the host has given
  return (op, account) => {
    if (op.op !== "touch") return run(controls, op, account);
    const key = pageKey(op.space, op.page);
    if (!backed.has(key)) pay(account, "hypervisor", "vm-exit", "EPT_VIOLATION");
    backed.add(key);
    hardware(op, account, nested(account.profile.levels, EPT_LEVELS));
  };
}

function shadowPaging(controls: Controls): Technique {
  const shadow = new Set<string>(); // kept over mov cr3, as by KVM from Linux 2.6.20 on (shadow.ts)
  return (op, account) => {
    switch (op.op) {
      case "touch": {
        const key = pageKey(op.space, op.page);
        if (!shadow.has(key)) pay(account, "hypervisor", "shadow-fault", "EXCEPTION_NMI hidden fault");
        shadow.add(key);
        return hardware(op, account);
      }
      case "exception":
        hardware(op, account);
        if (exitOf(controls, op)) pay(account, "hypervisor", "shadow-fault", "EXCEPTION_NMI true fault");
        return;
      case "set-pte":
        hardware(op, account);
        // Tables of a space that is still being built are ordinary memory.
        for (let i = 0; op.live && i < op.count; i++) {
          pay(account, "hypervisor", "shadow-write", "EXCEPTION_NMI page-table write");
          shadow.delete(pageKey(op.space, op.page + i));
        }
        return;
      default:
        return run(controls, op, account);
    }
  };
}

function run(controls: Controls, op: Op, account: Account): void {
  const reason = exitOf(controls, op);
  if (reason === null || !INSTEAD.has(op.op)) hardware(op, account);
  if (reason === null) return;
  pay(account, "hypervisor", "vm-exit", reason);
  if (!("device" in op) || !FOR_QEMU.has(reason) || isNotify(op)) return;
  pay(account, "host-kernel", "vm-exit-user", `${reason} to QEMU`);
  if ("register" in op) pay(account, "host-kernel", "emulate", `${op.device} ${op.register}`);
}

/** A virtio queue's bell has an ioeventfd: KVM signals it, and the guest goes on. */
const isNotify = (op: Op): boolean =>
  "register" in op && op.device.startsWith("virtio") && op.register === "queue notify";

const pay = (account: Account, layer: Layer, price: TechniquePrice, name: string): void =>
  charge(account, price, { layer, cause: price === "emulate" ? "emulation" : "vm-exit", name });
