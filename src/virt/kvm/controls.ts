// What leaves the virtual machine: the VM-execution controls as KVM sets them.
//
// The processor exits when a control says so, and else runs the guest's instruction itself. Which controls KVM sets
// depends on what the processor has: with extended page tables the guest may load CR3, flush its TLB and take its page
// faults alone; without, KVM must see each of them, to keep its shadow of the guest's tables true.
//
// Sources: Linux 6.1, arch/x86/kvm/vmx/vmx.c ("No need to intercept CR3 access or INVLPG when using EPT"), vmx.h;
// first generation: drivers/kvm/vmx.c as of Linux 2.6.20, the first with KVM, when no processor had EPT. Names of
// controls: SDM Vol. 3, tables 24-5 to 24-7. Simplified: MSRs that the bitmap lets through (FS base, SYSENTER …) are not told
// apart from the others, the guest uses its APIC by memory (xAPIC), and KVM's para-virtual EOI is left out.

import type { Op } from "../../machine/op.ts";
import type { ExitReason } from "./exit-reason.ts";

/** What a processor's VT-x can do. */
export interface VmxCapability {
  readonly ept: boolean;
  readonly vpid: boolean;
  readonly unrestrictedGuest: boolean;
  /** The "virtualize APIC accesses" control. */
  readonly apicAccess: boolean;
  /** Virtual-interrupt delivery: the processor handles the guest's EOI, and injects by itself. */
  readonly apicv: boolean;
}

/** The first processors with VT-x, of 2005 and 2006: VMX and nothing more. */
export const FIRST_VMX: VmxCapability = {
  ept: false,
  vpid: false,
  unrestrictedGuest: false,
  apicAccess: false,
  apicv: false,
};

/** A processor of today; a server's has `apicv` besides. */
export const MODERN_VMX: VmxCapability = {
  ept: true,
  vpid: true,
  unrestrictedGuest: true,
  apicAccess: true,
  apicv: false,
};

export interface Controls {
  /** The SDM's names of the controls that are 1. */
  readonly pinBased: readonly string[];
  readonly primary: readonly string[];
  readonly secondary: readonly string[];
  /** Vectors whose exceptions exit. */
  readonly exceptionBitmap: readonly number[];
}

const DB = 1; // #DB, debug exception
const UD = 6; // #UD, invalid opcode
const PF = 14; // #PF, page fault
const AC = 17; // #AC, alignment check
const MC = 18; // #MC, machine check

/** The controls that KVM sets on a processor that can do `cpu`. */
export function kvmControls(cpu: VmxCapability): Controls {
  const secondary = [
    ...(cpu.ept ? ["enable EPT"] : []),
    ...(cpu.vpid ? ["enable VPID"] : []),
    ...(cpu.unrestrictedGuest && cpu.ept ? ["unrestricted guest"] : []),
    ...(cpu.apicAccess ? ["virtualize APIC accesses"] : []),
    ...(cpu.apicv ? ["APIC-register virtualization", "virtual-interrupt delivery"] : []),
  ];
  return {
    pinBased: ["external-interrupt exiting", "NMI exiting", ...(cpu.apicv ? ["process posted interrupts"] : [])],
    primary: [
      "use TSC offsetting",
      "HLT exiting",
      "MOV-DR exiting",
      "unconditional I/O exiting",
      ...(cpu.ept ? ["MWAIT exiting", "MONITOR exiting", "RDPMC exiting"] : []),
      // "CR3 accesses and invlpg don't need to cause VM Exits when EPT enabled" - vmx.c
      ...(cpu.ept ? [] : ["CR3-load exiting", "CR3-store exiting", "INVLPG exiting"]),
      ...(secondary.length > 0 ? ["activate secondary controls"] : []),
    ],
    secondary,
    exceptionBitmap: cpu.ept ? [DB, UD, AC, MC] : [PF],
  };
}

/**
 * The exit that the operation itself makes, or null: the processor does it in the guest. What memory does besides - an
 * EPT violation at the first touch, a write to a table that is shadowed - depends on the tables: see ept.ts, shadow.ts.
 */
export function exitOf(controls: Controls, op: Op): ExitReason | null {
  const exits = (control: string) => controls.primary.includes(control) || controls.pinBased.includes(control);
  const has = (control: string) => controls.secondary.includes(control);
  switch (op.op) {
    case "user":
    case "kernel":
    case "copy":
    case "clear":
    case "touch":
      return null;
    case "syscall":
    case "sysret":
    case "iret":
    case "cli":
    case "sti":
    case "irqsave": // RFLAGS is the guest's own
    case "stts":
    case "clts": // and so is CR0.TS: it is not in the guest/host mask of CR0
    case "load-segment": // from the guest's own descriptor table
    case "load-stack": // a write to the guest's TSS, which is memory
    case "set-pte":
    case "table-made":
    case "table-freed": // memory again
    case "ring":
    case "dma": // the device's own work
      return null;
    case "rdtsc":
      return exits("RDTSC exiting") ? "RDTSC" : null;
    case "exception":
      return controls.exceptionBitmap.includes(op.vector) ? "EXCEPTION_NMI" : null;
    case "interrupt":
      return exits("external-interrupt exiting") ? "EXTERNAL_INTERRUPT" : null;
    case "mov-cr3":
      return exits("CR3-load exiting") ? "CR_ACCESS" : null;
    case "invlpg":
      return exits("INVLPG exiting") ? "INVLPG" : null;
    case "port-in":
    case "port-out":
      return exits("unconditional I/O exiting") ? "IO_INSTRUCTION" : null;
    case "mmio-read":
    case "mmio-write":
      return deviceMemory(controls);
    case "eoi":
      if (has("virtual-interrupt delivery")) return null;
      return has("virtualize APIC accesses") ? "APIC_ACCESS" : deviceMemory(controls);
    case "hlt":
      return exits("HLT exiting") ? "HLT" : null;
    case "cpuid":
      return "CPUID"; // unconditional, SDM Vol. 3, 25.1.2
    case "rdmsr":
      return "MSR_READ";
    case "wrmsr":
      return "MSR_WRITE";
    default:
      return op satisfies never;
  }
}

/** KVM writes a misconfigured entry for device memory, so that it exits by a reason of its own; a shadow has #PF. */
function deviceMemory({ secondary }: Controls): ExitReason {
  return secondary.includes("enable EPT") ? "EPT_MISCONFIG" : "EXCEPTION_NMI";
}
