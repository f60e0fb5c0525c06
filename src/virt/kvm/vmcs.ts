// The virtual-machine control structure: what the processor saves and loads when it enters and leaves a virtual machine.
//
//            VM entry: loads guest state                 VM exit: saves guest state, loads host state, says why
//   root ───────────────────────────────> non-root ─────────────────────────────────────────────────────────> root
//
// One instruction or one exit does it all. What the structure does not hold, the processor does not touch: the general
// registers and CR2 still have the guest's values after an exit, and KVM's own code must save them.
//
// Sources: SDM Vol. 3, 24.4 to 24.9 (fields), 26 (entries), 27 (exits). Simplified: segment limits and access rights, the
// MSR lists, NMIs, and the checks of everything that this model does not hold.

import { type ExitReason, exitNumber } from "./exit-reason.ts";

/** Registers that are part of the guest-state and of the host-state area. */
export interface SwitchedState {
  readonly cr0: number;
  readonly cr3: number;
  readonly cr4: number;
  readonly rip: number;
  readonly rsp: number;
  readonly cs: number;
  readonly ss: number;
  readonly ds: number;
  readonly es: number;
  readonly fs: number;
  readonly gs: number;
  readonly tr: number;
  readonly fsBase: number;
  readonly gsBase: number;
  readonly trBase: number;
  readonly gdtrBase: number;
  readonly idtrBase: number;
  readonly sysenterCs: number;
  readonly sysenterEsp: number;
  readonly sysenterEip: number;
  readonly efer: number;
}

/** Registers that an exit saves for the guest, but for which the host has fixed values instead of fields. */
export interface GuestOnlyState {
  readonly rflags: number;
  readonly dr7: number;
  readonly ldtr: number;
}

export interface Cpu extends SwitchedState, GuestOnlyState {
  readonly mode: "root" | "non-root";
  /** Not switched by the processor. */
  readonly cr2: number;
  readonly general: Readonly<Record<string, number>>;
}

export type Activity = "active" | "HLT" | "shutdown" | "wait-for-SIPI";

/** An event that the entry delivers through the guest's own interrupt table. */
export interface Injection {
  readonly type: "external interrupt" | "hardware exception";
  readonly vector: number;
}

export interface Vmcs {
  readonly launch: "clear" | "launched";
  readonly guest: SwitchedState & GuestOnlyState & { readonly activity: Activity };
  readonly host: SwitchedState;
  readonly control: {
    /** Names of the execution controls that are 1 (see controls.ts). */
    readonly set: readonly string[];
    readonly eptPointer: number | null;
    readonly vpid: number;
    readonly injection: Injection | null;
  };
  /** What the last exit was; null before the first. */
  readonly exit: { readonly reason: number; readonly qualification: number } | null;
}

const CR0_PE = 2 ** 0;
const CR0_PG = 2 ** 31;
const CR4_VMXE = 2 ** 13;
const RFLAGS_ONE = 2 ** 1;
const RFLAGS_IF = 2 ** 9;
const has = (value: number, bit: number) => Math.floor(value / bit) % 2 === 1;

/** The registers that an entry loads or an exit saves, by name: what the page lists between the two worlds. */
export const SWITCHED = [
  ..."cr0 cr3 cr4 rip rsp cs ss ds es fs gs tr fsBase gsBase trBase gdtrBase idtrBase".split(" "),
  ..."sysenterCs sysenterEsp sysenterEip efer".split(" "),
] as readonly (keyof SwitchedState)[];

/**
 * VMLAUNCH (the first time) or VMRESUME: the guest's registers are loaded and it goes on where it was. An entry that the
 * processor would refuse throws, with the error's number and name.
 */
export function vmentry(vmcs: Vmcs, cpu: Cpu, instruction: "VMLAUNCH" | "VMRESUME"): { vmcs: Vmcs; cpu: Cpu } {
  const refused = refusal(vmcs, cpu, instruction);
  if (refused) throw new Error(`${instruction}: ${refused}`);
  const { activity: _, ...guest } = vmcs.guest;
  return {
    vmcs: { ...vmcs, launch: "launched" },
    cpu: { ...cpu, ...guest, mode: "non-root" },
  };
}

function refusal({ launch, guest, host, control }: Vmcs, cpu: Cpu, instruction: string): string | null {
  const on = (name: string) => control.set.includes(name);
  if (cpu.mode === "non-root") return "in non-root operation this is itself a VM exit";
  if (instruction === "VMLAUNCH" && launch !== "clear") return "VM-instruction error 4, VMLAUNCH with non-clear VMCS";
  if (instruction === "VMRESUME" && launch === "clear")
    return "VM-instruction error 5, VMRESUME with non-launched VMCS";

  const controls = "VM-instruction error 7, VM entry with invalid control field(s)";
  if (on("unrestricted guest") && !on("enable EPT")) return `${controls}: unrestricted guest without EPT`;
  if (on("enable EPT") && control.eptPointer === null) return `${controls}: no EPT pointer`;
  if (on("enable VPID") && control.vpid === 0) return `${controls}: VPID 0 is the host's`;
  if (on("virtual-interrupt delivery") && !on("external-interrupt exiting")) {
    return `${controls}: virtual-interrupt delivery without external-interrupt exiting`;
  }
  if (!has(host.cr4, CR4_VMXE)) return "VM-instruction error 8, VM entry with invalid host-state field(s): CR4.VMXE";

  // The guest's state is checked last, and fails as an exit with reason 33 and bit 31 set.
  const failure = `VM-entry failure due to invalid guest state (${exitNumber("INVALID_STATE")})`;
  if (!on("unrestricted guest") && !(has(guest.cr0, CR0_PE) && has(guest.cr0, CR0_PG))) {
    return `${failure}: real mode needs an unrestricted guest`;
  }
  if (!has(guest.cr4, CR4_VMXE)) return `${failure}: CR4.VMXE`;
  if (!has(guest.rflags, RFLAGS_ONE)) return `${failure}: bit 1 of RFLAGS`;
  if (control.injection?.type === "external interrupt" && !has(guest.rflags, RFLAGS_IF)) {
    return `${failure}: an interrupt while RFLAGS.IF is 0`;
  }
  return null;
}

/** A VM exit: the guest's registers are saved, the host's are loaded, and the reason is written down. */
export function vmexit(
  vmcs: Vmcs,
  cpu: Cpu,
  reason: ExitReason,
  qualification = 0,
  activity: Activity = "active",
): { vmcs: Vmcs; cpu: Cpu } {
  if (cpu.mode !== "non-root") throw new Error(`VM exit ${reason} in root operation`);
  const { rflags, dr7, ldtr } = cpu;
  const saved = Object.fromEntries(SWITCHED.map((name) => [name, cpu[name]])) as unknown as SwitchedState;
  return {
    vmcs: {
      ...vmcs,
      guest: { ...saved, rflags, dr7, ldtr, activity },
      control: { ...vmcs.control, injection: null }, // an exit clears the valid bit, SDM Vol. 3, 24.8.3
      exit: { reason: exitNumber(reason), qualification },
    },
    // "RFLAGS is cleared, except bit 1"; DR7 becomes 400H; LDTR is not usable - SDM Vol. 3, 27.5
    cpu: { ...cpu, ...vmcs.host, rflags: RFLAGS_ONE, dr7: 0x400, ldtr: 0, mode: "root" },
  };
}
