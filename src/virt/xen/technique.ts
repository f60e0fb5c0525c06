// Xen as a technique: what becomes of an operation is asked of the changed kernel (ported.ts), what it costs of the
// profile.
//
//   system call   ── 32-bit: straight into the guest kernel (fast trap); 64-bit: by way of Xen, and back by way of Xen
//   page fault    ── Xen reads cr2, then bounces the fault into the guest kernel
//   page tables   ── the real ones, read-only for the guest: each change is a hypercall, or one of many in a batch
//   cli, sti      ── a bit in memory that Xen shares

import { pageKey } from "../../machine/locality.ts";
import type { Op } from "../../machine/op.ts";
import { type TechniquePrice, unmeasured } from "../../machine/price.ts";
import { type Account, pay as charge, readOwn } from "../account.ts";
import { hardware } from "../bare.ts";
import type { Cause } from "../ledger.ts";
import type { Technique } from "../technique.ts";
import { MMU_BATCH } from "./memory.ts";
import { type Ported, ported } from "./ported.ts";

/** Pages of Xen's own that each address space has: what they add to the guest's in the processor's cache. */
const FRAME_PAGES = 2;
const PAGE = 4096; // bytes
const BACKEND = unmeasured(4_000, "11.6: no latency of blkfront and netfront was published", [2_000, 20_000]);

const framePages = (space: number): readonly string[] =>
  Array.from({ length: FRAME_PAGES }, (_, page) => `frame ${pageKey(space, page)}`);

/** `devices`: the domain has been given the machine's devices, as domain 0 is. */
export function paravirtualization({ devices }: { readonly devices: boolean }): Technique {
  let current: number | null = null;
  return (op, account) => {
    const decided = ported(account.profile.levels === 4 ? 64 : 32, op, devices);
    switch (decided.by) {
      case "direct":
        return hardware(op, account);
      case "shared-memory":
        return pay(account, "xen-mask", "work", op.op);
      case "trap":
        hardware(op, account);
        return trap(account, op, decided);
      case "refused":
        throw new Error(`a domain without devices of its own made ${op.op}`);
      case "hypercall": {
        const again = op.op === "mov-cr3" && op.space === current; // the same tables: only the TLB is to be flushed
        if (op.op === "mov-cr3") current = op.space;
        return hypercall(account, op, decided.call, again);
      }
    }
  };
}

function trap(account: Account, op: Op, { trap: kind }: Extract<Ported, { by: "trap" }>): void {
  const name = op.op === "interrupt" ? op.source : op.op;
  if (kind.type !== "syscall") pay(account, "xen-bounce", kind.type === "privileged" ? "trap" : "bounce", name);
  else if (!kind.fast) pay(account, "xen-syscall-64", "bounce", "system call");
}

function hypercall(account: Account, op: Op, name: string, again: boolean) {
  const call = (detail = "") => pay(account, "xen-hypercall", "hypercall", `${name}${detail}`);
  switch (op.op) {
    case "sysret":
    case "iret":
      return hardware(op, account); // HYPERVISOR_iret is in the price of the bounce
    case "mov-cr3":
      hardware(op, account);
      call(again ? " tlb_flush" : " new_baseptr");
      if (again) return;
      pay(account, "xen-new-base", "hypercall", `${name} new_baseptr entry`);
      return readOwn(account, framePages(op.space), "hypercall");
    case "set-pte":
      hardware(op, account);
      if (op.count === 1) {
        pay(account, "xen-hypercall", "hypercall", "update_va_mapping");
        return pay(account, "xen-va-mapping", "hypercall", "update_va_mapping entry");
      }
      for (let left = op.count; left > 0; left -= MMU_BATCH) call();
      return pay(account, "xen-update", "hypercall", `${name} entry`, op.count);
    case "table-made":
    case "table-freed":
      call(" pin");
      return pay(account, "xen-pin", "hypercall", `${name} pin entry`);
    case "invlpg":
      return; // update_va_mapping has flushed what it changed
    case "load-stack":
    case "stts":
      return pay(account, "xen-mask", "work", name); // one entry more of the multicall of the switch
    case "ring":
      call();
      return backend(account, op.device, Math.ceil(op.bytes / PAGE));
    default:
      return call();
  }
}

/** The driver's other half in domain 0: it maps the granted pages, asks the real driver, and tells the frontend. */
function backend(account: Account, device: string, pages: number): void {
  pay(account, "xen-bounce", "interrupt", "upcall in domain 0");
  pay(account, "xen-hypercall", "hypercall", "grant_table_op");
  pay(account, "xen-update", "hypercall", "grant_table_op entry", pages);
  account.charge("host-kernel", "work", device === "blkfront" ? "blkback" : "netback", BACKEND);
  pay(account, "xen-hypercall", "hypercall", "event_channel_op");
}

const pay = (account: Account, price: TechniquePrice, cause: Cause, name: string, count = 1): void =>
  charge(account, price, { layer: "hypervisor", cause, name }, count);
