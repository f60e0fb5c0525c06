// Why a processor left a virtual machine: the basic exit reasons of VT-x.
//
// Numbers and names: SDM Vol. 3, appendix C, and Linux 6.1, arch/x86/include/uapi/asm/vmx.h; the third column is what
// KVM's trace points and `perf kvm stat` print. Reasons that Linux 6.1 does not name are left out.

const REASONS = [
  [0, "Exception or non-maskable interrupt (NMI)", "EXCEPTION_NMI"],
  [1, "External interrupt", "EXTERNAL_INTERRUPT"],
  [2, "Triple fault", "TRIPLE_FAULT"],
  [3, "INIT signal", "INIT_SIGNAL"],
  [4, "Start-up IPI (SIPI)", "SIPI_SIGNAL"],
  [7, "Interrupt window", "INTERRUPT_WINDOW"],
  [8, "NMI window", "NMI_WINDOW"],
  [9, "Task switch", "TASK_SWITCH"],
  [10, "CPUID", "CPUID"],
  [12, "HLT", "HLT"],
  [13, "INVD", "INVD"],
  [14, "INVLPG", "INVLPG"],
  [15, "RDPMC", "RDPMC"],
  [16, "RDTSC", "RDTSC"],
  [18, "VMCALL", "VMCALL"],
  [19, "VMCLEAR", "VMCLEAR"],
  [20, "VMLAUNCH", "VMLAUNCH"],
  [21, "VMPTRLD", "VMPTRLD"],
  [22, "VMPTRST", "VMPTRST"],
  [23, "VMREAD", "VMREAD"],
  [24, "VMRESUME", "VMRESUME"],
  [25, "VMWRITE", "VMWRITE"],
  [26, "VMXOFF", "VMOFF"],
  [27, "VMXON", "VMON"],
  [28, "Control-register accesses", "CR_ACCESS"],
  [29, "MOV DR", "DR_ACCESS"],
  [30, "I/O instruction", "IO_INSTRUCTION"],
  [31, "RDMSR", "MSR_READ"],
  [32, "WRMSR", "MSR_WRITE"],
  [33, "VM-entry failure due to invalid guest state", "INVALID_STATE"],
  [34, "VM-entry failure due to MSR loading", "MSR_LOAD_FAIL"],
  [36, "MWAIT", "MWAIT_INSTRUCTION"],
  [37, "Monitor trap flag", "MONITOR_TRAP_FLAG"],
  [39, "MONITOR", "MONITOR_INSTRUCTION"],
  [40, "PAUSE", "PAUSE_INSTRUCTION"],
  [41, "VM-entry failure due to machine-check event", "MCE_DURING_VMENTRY"],
  [43, "TPR below threshold", "TPR_BELOW_THRESHOLD"],
  [44, "APIC access", "APIC_ACCESS"],
  [45, "Virtualized EOI", "EOI_INDUCED"],
  [46, "Access to GDTR or IDTR", "GDTR_IDTR"],
  [47, "Access to LDTR or TR", "LDTR_TR"],
  [48, "EPT violation", "EPT_VIOLATION"],
  [49, "EPT misconfiguration", "EPT_MISCONFIG"],
  [50, "INVEPT", "INVEPT"],
  [51, "RDTSCP", "RDTSCP"],
  [52, "VMX-preemption timer expired", "PREEMPTION_TIMER"],
  [53, "INVVPID", "INVVPID"],
  [54, "WBINVD or WBNOINVD", "WBINVD"],
  [55, "XSETBV", "XSETBV"],
  [56, "APIC write", "APIC_WRITE"],
  [57, "RDRAND", "RDRAND"],
  [58, "INVPCID", "INVPCID"],
  [59, "VMFUNC", "VMFUNC"],
  [60, "ENCLS", "ENCLS"],
  [61, "RDSEED", "RDSEED"],
  [62, "Page-modification log full", "PML_FULL"],
  [63, "XSAVES", "XSAVES"],
  [64, "XRSTORS", "XRSTORS"],
  [67, "UMWAIT", "UMWAIT"],
  [68, "TPAUSE", "TPAUSE"],
  [74, "Bus lock", "BUS_LOCK"],
  [75, "Notify", "NOTIFY"],
] as const;

/** An exit reason by KVM's name for it. */
export type ExitReason = (typeof REASONS)[number][2];

export interface ExitReasonRow {
  readonly number: number;
  /** The SDM's name. */
  readonly sdm: string;
  readonly kvm: ExitReason;
}

/** All exit reasons, by number. */
export const EXIT_REASONS: readonly ExitReasonRow[] = REASONS.map(([number, sdm, kvm]) => ({ number, sdm, kvm }));

/** The basic exit reason's number, as the field of the VMCS holds it. */
export function exitNumber(reason: ExitReason): number {
  const row = REASONS.find(([, , kvm]) => kvm === reason);
  if (!row) throw new Error(`no exit reason ${reason}`);
  return row[0];
}

/** What KVM_RUN returned for, where user space has to do the work: include/uapi/linux/kvm.h. */
export const KVM_EXIT = {
  KVM_EXIT_UNKNOWN: 0,
  KVM_EXIT_IO: 2,
  KVM_EXIT_HLT: 5,
  KVM_EXIT_MMIO: 6,
  KVM_EXIT_SHUTDOWN: 8,
  KVM_EXIT_FAIL_ENTRY: 9,
  KVM_EXIT_INTR: 10,
} as const;

export type KvmExit = keyof typeof KVM_EXIT;
