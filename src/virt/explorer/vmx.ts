// VT-x non-root mode: the guest's kernel runs in ring 0 again, on a CPU whose privileged state is its own.
//
// GDTR, IDTR, LDTR, TR, CR0, CR3, EFLAGS and the rest are loaded from the VMCS at VM entry, so SGDT or POPF simply do
// the right thing, untrapped. What the hypervisor wants to see exits, by controls that it sets beforehand.
// SDM Vol. 3, 26.1 ("Instructions that cause VM exits"); the controls are KVM's with EPT, Linux 6.1
// arch/x86/kvm/vmx/vmx.c (FACTS 4.2).

import { MSR } from "../../machine/cpu/boot.ts";
import { type Cpu, CR0, cpl } from "../../machine/cpu/cpu.ts";
import type { Instruction } from "../../machine/cpu/instruction.ts";
import { type Kind, kindOf } from "../../machine/cpu/kind.ts";
import { type StepResult, step } from "../../machine/cpu/step.ts";

/** Exit controls of a VMCS, as far as they concern single instructions. SDM Vol. 3, 25.6. */
export interface Controls {
  readonly hltExiting: boolean;
  readonly invlpgExiting: boolean;
  readonly rdtscExiting: boolean;
  readonly cr3LoadExiting: boolean;
  readonly cr3StoreExiting: boolean;
  readonly movDrExiting: boolean;
  readonly unconditionalIoExiting: boolean;
  readonly descriptorTableExiting: boolean;
  readonly wbinvdExiting: boolean;
  /** CR0 bits that belong to the host: a write that would change one exits; reads give the shadow. */
  readonly cr0Mask: number;
  /** MSRs that the guest may read and write without an exit (a clear bit in the MSR bitmap). */
  readonly msrPassThrough: readonly number[];
}

/** KVM with EPT: CR3 and INVLPG are the guest's, TS is the guest's; SYSENTER's MSRs pass through. */
export const KVM: Controls = {
  hltExiting: true,
  invlpgExiting: false,
  rdtscExiting: false, // TSC offsetting instead
  cr3LoadExiting: false,
  cr3StoreExiting: false,
  movDrExiting: true, // until the guest is found to use them
  unconditionalIoExiting: true,
  descriptorTableExiting: false,
  wbinvdExiting: true,
  cr0Mask: ~CR0.TS >>> 0,
  msrPassThrough: [MSR.sysenterCs, MSR.sysenterEsp, MSR.sysenterEip],
};

/** Basic exit reasons by number, SDM Vol. 3, appendix C. */
export interface Exit {
  readonly reason: number;
  readonly name: string;
}

export type NonRootStep =
  | { readonly exit: Exit; readonly result?: undefined }
  | { readonly result: StepResult; readonly exit?: undefined };

/** One instruction in non-root mode. `guest` is the guest-state area, CR0 as the read shadow shows it. */
export function stepNonRoot(guest: Cpu, instruction: Instruction, controls: Controls): NonRootStep {
  const result = step(guest, instruction);
  // "Certain exceptions have priority over VM exits", among them #GP for lack of privilege - SDM Vol. 3, 26.1.1
  // (an MSR that does not exist is no such case: RDMSR and WRMSR exit, and the hypervisor gives the #GP).
  if (result.fault && !/^..msr$/.test(instruction.mnemonic)) return { result };
  const exit = exitOf(guest, result.cpu ?? guest, instruction, controls);
  return exit ? { exit } : { result };
}

function exitOf(guest: Cpu, after: Cpu, instruction: Instruction, controls: Controls): Exit | undefined {
  const kind = kindOf(instruction);
  const [reason, name] = REASON[kind] ?? [];
  if (reason === undefined || name === undefined) return undefined;
  return exits(kind, guest, after, instruction, controls) ? { reason, name } : undefined;
}

const REASON: Readonly<Partial<Record<Kind, readonly [number, string]>>> = {
  cpuid: [10, "CPUID"],
  hlt: [12, "HLT"],
  invd: [13, "INVD"],
  invlpg: [14, "INVLPG"],
  rdtsc: [16, "RDTSC"],
  "mov-cr": [28, "control-register accesses"],
  clts: [28, "control-register accesses"],
  lmsw: [28, "control-register accesses"],
  "mov-dr": [29, "MOV DR"],
  in: [30, "I/O instruction"],
  out: [30, "I/O instruction"],
  rdmsr: [31, "RDMSR"],
  wrmsr: [32, "WRMSR"],
  sgdt: [46, "access to GDTR or IDTR"],
  sidt: [46, "access to GDTR or IDTR"],
  lgdt: [46, "access to GDTR or IDTR"],
  lidt: [46, "access to GDTR or IDTR"],
  sldt: [47, "access to LDTR or TR"],
  lldt: [47, "access to LDTR or TR"],
  str: [47, "access to LDTR or TR"],
  ltr: [47, "access to LDTR or TR"],
  wbinvd: [54, "WBINVD"],
};

function exits(kind: Kind, guest: Cpu, after: Cpu, instruction: Instruction, controls: Controls): boolean {
  switch (kind) {
    case "cpuid":
    case "invd":
      return true; // whatever the controls say
    case "hlt":
      return controls.hltExiting;
    case "invlpg":
      return controls.invlpgExiting;
    case "rdtsc":
      return controls.rdtscExiting;
    case "mov-dr":
      return controls.movDrExiting;
    case "in":
    case "out":
      return controls.unconditionalIoExiting;
    case "wbinvd":
      return controls.wbinvdExiting;
    case "rdmsr":
    case "wrmsr":
      return cpl(guest) === 0 && !controls.msrPassThrough.includes(guest.regs.ecx);
    case "clts":
    case "lmsw":
      return hostBitsChange(guest, after, controls);
    case "mov-cr":
      return controlExits(guest, after, instruction, controls);
    default:
      return reachesTables(kind) && controls.descriptorTableExiting;
  }
}

const reachesTables = (kind: Kind): boolean => [46, 47].includes(REASON[kind]?.[0] ?? 0);

function hostBitsChange(guest: Cpu, after: Cpu, { cr0Mask }: Controls): boolean {
  return ((guest.cr0 ^ after.cr0) & cr0Mask) !== 0;
}

function controlExits(guest: Cpu, after: Cpu, { operands }: Instruction, controls: Controls): boolean {
  const [from, to] = operands;
  if (from?.kind === "cr") return from.number === 3 && controls.cr3StoreExiting; // other reads use the shadows
  if (to?.kind !== "cr") return false;
  if (to.number === 3) return controls.cr3LoadExiting;
  // CR4's mask in KVM leaves the guest a few bits that no experiment here writes; all others are the host's.
  return to.number === 4 ? guest.cr4 !== after.cr4 : to.number === 0 && hostBitsChange(guest, after, controls);
}
