// Two questions about a virtual machine, with answers that do not depend on each other.
//
//   where does the hypervisor sit?      on the hardware (type 1) · hosted (type 2) · in the host's kernel
//   how does it pretend a machine?      trap and emulate · binary translation · para-virtualization · hardware
//
// Not every pair works on every machine. `combination` says which do, with a product as the example, and why the others
// do not. The names of reasons are keys: their words, in Korean and English, belong to the page.
//
// Sources: Popek and Goldberg 1974; Robin and Irvine 2000; Barham et al. 2003; Adams and Agesen 2006; FACTS 1 to 4.

import type { How, Where } from "../kernel/machine/board.ts";

export const WHERE: readonly Where[] = ["none", "on-hardware", "hosted", "in-kernel"];
export const HOW: readonly How[] = ["none", "trap-and-emulate", "binary-translation", "para", "hardware"];

/** The machine, and the guest that is to run on it. */
export interface Circumstances {
  /** Every sensitive instruction traps in user mode: a System/370 or a PowerPC, not an x86. */
  readonly sensitiveTraps: boolean;
  /** The processor has VT-x or AMD-V, and it is switched on. */
  readonly cpuHasVmx: boolean;
  /** … and page tables for guests: EPT or NPT. */
  readonly cpuHasEpt: boolean;
  /** The guest's kernel has been ported to the hypervisor's interface. */
  readonly guestKernelPorted: boolean;
  /** The guest is a 64-bit x86 system. */
  readonly longMode: boolean;
  /** Segment limits hold in long mode (some AMD64 processors, EFER.LMSLE): a translator hides behind them. */
  readonly segmentLimits: boolean;
}

const PC: Circumstances = {
  sensitiveTraps: false,
  cpuHasVmx: false,
  cpuHasEpt: false,
  guestKernelPorted: false,
  longMode: false,
  segmentLimits: false,
};

/** Machines to choose from, with a guest kernel that was not changed. */
export const MACHINES = {
  "pc-2003": PC,
  "pc-2006": { ...PC, cpuHasVmx: true },
  modern: { ...PC, cpuHasVmx: true, cpuHasEpt: true, longMode: true },
  mainframe: { ...PC, sensitiveTraps: true },
} as const satisfies Readonly<Record<string, Circumstances>>;

export type Reason =
  /** A technique needs somebody who uses it. */
  | "no-hypervisor-to-do-it"
  /** A hypervisor without a technique has no machine to offer. */
  | "no-technique"
  /** x86: popf, sgdt, push cs … do something else in user mode, and do not trap. */
  | "sensitive-instructions-do-not-trap"
  /** The processor has no mode for guests. */
  | "no-vmx"
  /** The guest's kernel still executes privileged instructions and writes its own page tables. */
  | "guest-kernel-not-ported"
  /** The translator must be in the guest's address space, and nothing would keep the guest out of it. */
  | "no-segment-limits-in-long-mode";

/** What becomes of the guest's page tables. */
export type MemoryTechnique =
  /** The processor uses the guest's own tables; the hypervisor checks each write. */
  | "direct"
  /** The processor uses tables that the hypervisor makes from the guest's. */
  | "shadow"
  /** The processor uses both sets. */
  | "two-dimensional"
  /** There are none: what the guest maps, a process of the host maps for it. */
  | "mmap"
  /** There is no guest. */
  | "none";

export type Combination =
  | {
      readonly ok: true;
      /** A product that does this; null: it would work, and we know of none. */
      readonly example: string | null;
      readonly memory: MemoryTechnique;
    }
  | { readonly ok: false; readonly reason: Reason };

/** Whether a hypervisor at that place can use that technique under these circumstances. */
export function combination(where: Where, how: How, circumstances: Circumstances): Combination {
  // Nobody pretends anything: a bare machine, with or without chroots and containers on its one kernel.
  if (where === "none" && how === "none") return allow("none", null);
  if (where === "none") return refuse("no-hypervisor-to-do-it");
  switch (how) {
    case "none":
      return refuse("no-technique");
    case "trap-and-emulate":
      return trapAndEmulate(where, circumstances);
    case "binary-translation":
      return binaryTranslation(where, circumstances);
    case "para":
      return para(where, circumstances);
    case "hardware":
      return hardware(where, circumstances);
    default:
      return how satisfies never;
  }
}

type Place = Exclude<Where, "none">;

const refuse = (reason: Reason): Combination => ({ ok: false, reason });
const allow = (memory: MemoryTechnique, example: string | null): Combination => ({ ok: true, example, memory });

function trapAndEmulate(where: Place, { sensitiveTraps }: Circumstances): Combination {
  if (!sensitiveTraps) return refuse("sensitive-instructions-do-not-trap");
  const examples: Record<Place, string> = {
    "on-hardware": "VM/370",
    hosted: "Mac-on-Linux (PowerPC)",
    "in-kernel": "KVM-PR (PowerPC)",
  };
  return allow("shadow", examples[where]);
}

function binaryTranslation(where: Place, { longMode, segmentLimits, sensitiveTraps }: Circumstances): Combination {
  // VMware translated 64-bit guests only where segment limits work in long mode; elsewhere it needed VT-x for them. (An
  // emulator that translates everything, user code too, like QEMU's TCG, hides behind no limit. That is not this technique.)
  if (longMode && !segmentLimits) return refuse("no-segment-limits-in-long-mode");
  const examples: Record<Place, string | null> = {
    "on-hardware": "VMware ESX Server",
    hosted: "VMware Workstation (1999)",
    "in-kernel": null,
  };
  return allow("shadow", sensitiveTraps ? null : examples[where]); // the products are for x86
}

function para(where: Place, { guestKernelPorted, longMode }: Circumstances): Combination {
  if (!guestKernelPorted) return refuse("guest-kernel-not-ported");
  switch (where) {
    case "on-hardware":
      return allow("direct", longMode ? "Xen, 64-bit PV" : "Xen (2003)");
    case "hosted":
      return allow("mmap", "User-mode Linux");
    case "in-kernel":
      return allow("shadow", longMode ? null : "lguest");
    default:
      return where satisfies never;
  }
}

/** Trap and emulate again, on a processor that was changed so that all traps which must. */
function hardware(where: Place, { cpuHasVmx, cpuHasEpt }: Circumstances): Combination {
  if (!cpuHasVmx) return refuse("no-vmx");
  const withShadow: Record<Place, string> = {
    "on-hardware": "Xen HVM, on the first VT-x",
    hosted: "VirtualBox, before 2.1",
    "in-kernel": "KVM (Linux 2.6.20)",
  };
  const withEpt: Record<Place, string> = {
    "on-hardware": "Xen HVM, VMware ESXi",
    hosted: "VirtualBox, since 2.1",
    "in-kernel": "KVM",
  };
  return cpuHasEpt ? allow("two-dimensional", withEpt[where]) : allow("shadow", withShadow[where]);
}
