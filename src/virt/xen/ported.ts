// What a kernel that has been ported to Xen does instead of each privileged operation.
//
//   cli ──> a store              mov cr3 ──> a hypercall          int 0x80 ──> as before, past Xen
//   a page-table entry ──> a hypercall, or many in one            a device ──> there is none: rings to domain 0
//
// After table 1 of Barham et al., SOSP 2003, and XenLinux. `32`: the Xen of 2003, where what is mmuext_op today was part of
// mmu_update. `64`: today's. An operation in a batch costs no entry into Xen of its own: it waits for the next flush, or
// shares a multicall with the other operations of a context switch.

import type { Op } from "../../machine/op.ts";
import { hypercallPath } from "./hypercall-path.ts";
import type { Hypercall } from "./hypercalls.ts";
import { MMU_BATCH } from "./memory.ts";
import type { Bits } from "./rings.ts";
import { xenTrapPath } from "./trap-path.ts";
import type { XenTrap } from "./trap-setup.ts";

export type Ported =
  /** As on a bare machine. */
  | { readonly by: "direct" }
  /** A load or store in memory that the guest shares with Xen. */
  | { readonly by: "shared-memory" }
  | { readonly by: "trap"; readonly trap: XenTrap }
  /** `times`: how many, for operations that are counted; `batched`: may share one with others. */
  | { readonly by: "hypercall"; readonly call: Hypercall; readonly times: number; readonly batched: boolean }
  /** A guest without devices of its own cannot do it at all. */
  | { readonly by: "refused"; readonly why: "no-devices-of-its-own" };

const DIRECT: Ported = { by: "direct" };
const SHARED: Ported = { by: "shared-memory" };
const call = (name: Hypercall, batched = false, times = 1): Ported => ({
  by: "hypercall",
  call: name,
  times,
  batched,
});

/**
 * `hardware`: the domain has been given the machine's devices, as domain 0 is. An exception is taken to come from a program,
 * an interrupt from the kernel; xenTrapPath has the other ways.
 */
export function ported(bits: Bits, op: Op, hardware = false): Ported {
  const extended: Hypercall = bits === 32 ? "mmu_update" : "mmuext_op";
  switch (op.op) {
    case "user":
    case "kernel":
    case "copy":
    case "clear":
    case "touch":
    case "dma":
    case "rdtsc":
    case "load-segment": // from its own descriptor table, which Xen has checked
      return DIRECT;
    case "ring":
      return call("event_channel_op"); // the request lies in shared memory; the other domain is told
    case "cpuid":
      // It does not trap, so the guest of 2003 sees the real processor. Today's asks Xen, by an instruction that does trap.
      return bits === 32 ? DIRECT : { by: "trap", trap: { type: "privileged" } };
    case "syscall":
      return { by: "trap", trap: { type: "syscall", fast: bits === 32 } };
    case "sysret":
    case "iret":
      return bits === 32 ? DIRECT : call("iret");
    case "exception":
      return { by: "trap", trap: { type: "exception", vector: op.vector, from: "user" } };
    case "interrupt":
      return { by: "trap", trap: { type: "interrupt", from: "kernel", mine: true } };
    case "cli":
    case "sti":
    case "irqsave":
      return SHARED;
    case "mov-cr3":
      return call(extended, true);
    case "invlpg":
      return call(extended, true);
    case "set-pte":
      return op.live ? call("mmu_update", true, Math.ceil(op.count / MMU_BATCH)) : DIRECT;
    case "table-made":
    case "table-freed":
      return call(extended, true); // pinned, unpinned
    case "load-stack":
      return call("stack_switch", true);
    case "stts":
      return call("fpu_taskswitch", true);
    case "clts":
      return DIRECT; // Xen has cleared CR0.TS when it delivers #NM: XenLinux defines clts() as nothing
    case "hlt":
      return call(bits === 32 ? "sched_op_compat" : "sched_op");
    case "eoi":
      return hardware ? call(bits === 32 ? "physdev_op_compat" : "physdev_op") : SHARED;
    case "port-in":
    case "port-out":
      if (!hardware) return { by: "refused", why: "no-devices-of-its-own" };
      // The Xen of 2003 lets domain 0's ring 1 have IOPL 1; today's keeps IOPL 0, and does the access itself.
      return bits === 32 ? DIRECT : { by: "trap", trap: { type: "privileged" } };
    case "mmio-read":
    case "mmio-write":
      return hardware ? DIRECT : { by: "refused", why: "no-devices-of-its-own" };
    case "rdmsr":
    case "wrmsr":
      return { by: "trap", trap: { type: "privileged" } };
    default:
      return op satisfies never;
  }
}

/**
 * The states that an operation leads through: of the trap's chart or of the hypercall's; none where Xen is not asked. The way
 * back from a trap is part of it, so that a 64-bit system call already has its hypercall `iret`.
 */
export function xenOpPath(bits: Bits, op: Op, hardware = false): readonly string[] {
  const what = ported(bits, op, hardware);
  switch (what.by) {
    case "trap":
      return xenTrapPath(bits, what.trap);
    case "hypercall":
      return hypercallPath();
    default:
      return [];
  }
}
