// KVM: the guest kernel runs in non-root mode, unchanged and mostly undisturbed.
//
// With nested page tables (EPT) system calls, page faults, mov cr3, cli and sti are the processor's own business; a walk
// of the page tables gets longer, and the first touch of a page of memory exits once. The first generation had shadow
// page tables: there every page fault, every write to a page table and every mov cr3 exits.

import { pageKey } from "../../machine/locality.ts";
import type { Op } from "../../machine/op.ts";
import type { TechniquePrice } from "../../machine/price.ts";
import type { Account } from "../account.ts";
import { hardware } from "../bare.ts";
import type { Layer } from "../ledger.ts";
import type { Technique } from "../technique.ts";

/** References of a walk of n levels through tables that are themselves translated by m levels: (n + 1)(m + 1) - 1. */
const nested = (levels: number): number => (levels + 1) * (levels + 1) - 1;

export function hardwareAssisted({ ept }: { readonly ept: boolean }): Technique {
  const backed = new Set<string>(); // pages of guest memory that the host has given
  let shadowed = new Set<string>();
  return (op: Op, account: Account) => {
    const { profile } = account;
    const pay = (layer: Layer, price: TechniquePrice, name: string) => {
      const one = profile.technique[price];
      if (!one) throw new Error(`profile ${profile.name} has no price for ${price}`);
      account.charge(layer, price === "emulate" ? "emulation" : "vm-exit", name, one);
    };
    const exit = (reason: string) => pay("hypervisor", "vm-exit", reason);
    const exitToUser = (reason: string) => {
      exit(reason);
      pay("host-kernel", "vm-exit-user", `${reason} to QEMU`);
    };
    switch (op.op) {
      case "touch": {
        const key = pageKey(op.space, op.page);
        if (ept && !backed.has(key)) exit("ept-violation");
        if (!ept && !shadowed.has(key)) pay("hypervisor", "shadow-fault", "exception-nmi: hidden fault");
        backed.add(key);
        shadowed.add(key);
        return hardware(op, account, ept ? nested(profile.levels) : profile.levels);
      }
      case "exception":
        hardware(op, account);
        if (!ept) pay("hypervisor", "shadow-fault", "exception-nmi: true fault");
        return;
      case "set-pte":
        hardware(op, account);
        if (ept || !op.live) return;
        for (let i = 0; i < op.count; i++) {
          pay("hypervisor", "shadow-write", "exception-nmi: page-table write");
          shadowed.delete(pageKey(op.space, op.page + i));
        }
        return;
      case "mov-cr3":
        hardware(op, account);
        if (!ept) {
          exit("cr-access");
          shadowed = new Set(); // KVM of 2006 kept one shadow
        }
        return;
      case "invlpg":
        hardware(op, account);
        if (!ept) exit("invlpg");
        return;
      case "cpuid":
      case "wrmsr":
      case "rdmsr":
      case "hlt":
        hardware(op, account);
        return exit(op.op);
      case "interrupt":
        hardware(op, account);
        exit("external-interrupt");
        return;
      case "eoi":
        return exit("apic-write");
      case "port-in":
      case "port-out":
        exitToUser("io-instruction");
        return pay("host-kernel", "emulate", `${op.device} ${op.register}`);
      case "mmio-read":
      case "mmio-write":
        exitToUser("ept-misconfiguration");
        return pay("host-kernel", "emulate", `${op.device} ${op.register}`);
      default:
        return hardware(op, account);
    }
  };
}
