// Xen of 2003 and after: the guest kernel was changed, and asks for what it may not do.
//
//   system call   ── 32-bit: straight into the guest kernel (fast trap); 64-bit: by way of Xen, and back by way of Xen
//   page fault    ── Xen reads cr2, then bounces the fault into the guest kernel
//   page tables   ── the real ones, read-only for the guest: each change is a hypercall, or one of many in a batch
//   cli, sti      ── a bit in memory that Xen shares

import { cacheMiss, pageKey } from "../../machine/locality.ts";
import type { Op } from "../../machine/op.ts";
import { type TechniquePrice, unmeasured } from "../../machine/price.ts";
import type { Account } from "../account.ts";
import { hardware } from "../bare.ts";
import type { Cause } from "../ledger.ts";
import type { Technique } from "../technique.ts";

/** Updates that one hypercall may carry. */
const BATCH = 2048;
/** Pages of Xen's own that each address space has: what they add to the guest's in the processor's cache. */
const FRAME_PAGES = 2;
const LINES = 256; // bytes read of each
const PAGE = 4096; // bytes
const BACKEND = unmeasured(4_000, "11.6: no latency of blkfront and netfront was published", [2_000, 20_000]);

/** `lazy`: updates that a kernel may gather until it has to flush, as fork and exit do. */
export function paravirtualization(): Technique {
  let current: number | null = null;
  return (op: Op, account: Account) => {
    const { profile } = account;
    const xen = (price: TechniquePrice, cause: Cause, name: string, count = 1) => {
      const one = profile.technique[price];
      if (!one) throw new Error(`profile ${profile.name} has no price for ${price}`);
      account.charge("hypervisor", cause, name, count === 1 ? one : { ...one, cycles: one.cycles * count }, count);
    };
    const hypercall = (name: string, work?: TechniquePrice, count = 1) => {
      xen("xen-hypercall", "hypercall", name);
      if (work) xen(work, "hypercall", name, count);
    };
    switch (op.op) {
      case "syscall":
        hardware(op, account);
        if (profile.levels === 4) xen("xen-syscall-64", "bounce", "system call");
        return;
      case "exception":
        hardware(op, account);
        return xen("xen-bounce", "bounce", "exception");
      case "interrupt":
        hardware(op, account);
        return xen("xen-bounce", "bounce", op.source);
      case "cli":
      case "sti":
      case "irqsave":
        return xen("xen-mask", "work", op.op);
      case "mov-cr3":
        hardware(op, account);
        if (op.space === current) return hypercall("mmuext_op tlb_flush");
        current = op.space;
        hypercall("mmuext_op new_baseptr", "xen-new-base");
        for (let page = 0; page < FRAME_PAGES; page++) readFrame(account, op.space, page);
        return;
      case "load-stack":
        return xen("xen-mask", "work", "stack_switch"); // goes with the multicall of the switch
      case "load-segment":
        return hardware(op, account);
      case "stts":
      case "clts":
        return xen("xen-mask", "work", "fpu_taskswitch");
      case "set-pte": {
        hardware(op, account);
        // Tables that are still being built are the guest's own memory until they are pinned.
        if (!op.live) return;
        if (op.count === 1) return hypercall("update_va_mapping", "xen-va-mapping");
        const calls = Math.ceil(op.count / BATCH);
        xen("xen-hypercall", "hypercall", "mmu_update", calls);
        return xen("xen-update", "hypercall", "mmu_update", op.count);
      }
      case "table-made":
        return hypercall("mmuext_op pin_table", "xen-pin");
      case "table-freed":
        return hypercall("mmuext_op unpin_table", "xen-pin");
      case "invlpg":
        return; // update_va_mapping flushes what it changes
      case "hlt":
        return hypercall("sched_op block");
      case "cpuid":
      case "rdmsr":
      case "wrmsr":
        hardware(op, account);
        return xen("xen-bounce", "trap", op.op);
      case "eoi":
        return xen("xen-mask", "work", "event channel");
      case "ring": {
        // The frontend tells the backend, which maps the granted page, asks the real driver, and tells the frontend.
        hypercall("event_channel_op send");
        xen("xen-bounce", "interrupt", "event channel upcall in dom0");
        const pages = Math.ceil(op.bytes / PAGE);
        xen("xen-hypercall", "hypercall", "grant_table_op map");
        xen("xen-update", "hypercall", "grant_table_op map", pages);
        account.charge(
          "host-kernel",
          "work",
          `${op.device === "blkfront" ? "blkback" : "netback"} in dom0`,
          BACKEND,
          pages,
        );
        return hypercall("event_channel_op send");
      }
      default:
        return hardware(op, account);
    }
  };
}

function readFrame({ locality, profile, charge }: Account, space: number, page: number): void {
  const lines = cacheMiss(locality, `frame ${pageKey(space, page)}`) * Math.ceil(LINES / profile.cache.line);
  if (lines === 0) return;
  const price = profile.hardware["cache-miss"];
  charge("hypervisor", "hypercall", "cache miss", { ...price, cycles: price.cycles * lines }, lines);
}
