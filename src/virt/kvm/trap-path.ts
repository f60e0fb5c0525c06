// The way of an exit under KVM: from the guest into the host's kernel, perhaps on to QEMU, and back.
//
// Three worlds: the guest in non-root operation, KVM in the host's kernel, and the device model in the host's user space.
// Each border costs; so KVM finishes what it can in the kernel (interrupt controllers, timers, notifications), and only
// the rest makes the system call KVM_RUN return to QEMU.
//
// Names of functions: Linux 6.1, arch/x86/kvm; first generation, without `irqchip: "kernel"`: Linux 2.6.20.

import { assign, setup } from "xstate";
import { way } from "../way.ts";
import type { ExitReason, KvmExit } from "./exit-reason.ts";

/** What decides the way besides the exit reason. */
export interface ExitDetail {
  /** Whose register is read or written, at an access to a device. */
  readonly device: "irqchip" | "ioeventfd" | "qemu" | null;
  /** What the shadow's page-fault handler finds (see ../shadow/shadow.ts); null with EPT. */
  readonly fault: "hidden-fault" | "true-fault" | "trace-fault" | null;
  /** The guest's page has no page of the host yet. */
  readonly newPage: boolean;
  /** Where the interrupt controllers are. The first KVM left them to QEMU. */
  readonly irqchip: "kernel" | "qemu";
  /** An interrupt waits for the guest. */
  readonly pending: boolean;
}

const PLAIN: ExitDetail = { device: null, fault: null, newPage: false, irqchip: "kernel", pending: false };

interface KvmContext extends ExitDetail {
  readonly reason: ExitReason | null;
  /** Why KVM_RUN returns. */
  readonly exit: KvmExit | null;
}

const REST: KvmContext = { ...PLAIN, reason: null, exit: null };

export type KvmPathEvent =
  | { readonly type: "vm.exit"; readonly reason: ExitReason; readonly detail: ExitDetail }
  | { readonly type: "interrupt.pended" };

/** Which of KVM's handlers takes an exit; reasons that are not here have no way in this model. */
const HANDLER: Partial<Record<ExitReason, string>> = {
  CPUID: "cpuid",
  MSR_READ: "msr",
  MSR_WRITE: "msr",
  CR_ACCESS: "cr",
  INVLPG: "invlpg",
  VMCALL: "hypercall",
  EXCEPTION_NMI: "page-fault",
  EXTERNAL_INTERRUPT: "host-interrupt",
  INTERRUPT_WINDOW: "injecting",
  PREEMPTION_TIMER: "irqchip",
  APIC_ACCESS: "irqchip",
  APIC_WRITE: "irqchip",
  EOI_INDUCED: "irqchip",
  EPT_VIOLATION: "ept-violation",
  EPT_MISCONFIG: "mmio",
  IO_INSTRUCTION: "device",
  HLT: "hlt",
  TRIPLE_FAULT: "leaving",
};

const goesTo = (handler: string) => ({ type: "handledBy" as const, params: handler });
const leave = (target: string, exit: KvmExit) => ({ target, actions: { type: "leaveWith" as const, params: exit } });

//   non-root ── vm.exit ──> vm-exit ──> kvm: handling ─┬─> cpuid, msr, cr, invlpg, hypercall ───────────────┐
//      ▲                                               ├─> ept-violation [─> allocating] ──────────────────┤
//      │                                               ├─> page-fault ─┬─> filling ────────────────────────┤
//      │                                               │               ├─> injecting ──────────────────────┤
//      │                                               │               └─> decoding ─> writing-table ──────┤
//      │                                               ├─> host-interrupt [─> injecting] ──────────────────┤
//      │                                               ├─> hlt ─> halted ── interrupt.pended ─> injecting ─┤
//      │                                               ├─> mmio ─> decoding ─> device ─┬─> irqchip ────────┤
//      │                                               │                  ▲            ├─> ioeventfd ──────┤
//      │                                               ├──────────────────┘            └─> leaving         │
//      │                                               └─> leaving                            │            │
//      │      userspace: returning ─> qemu ─> calling <───────────────────────────────────────┘            │
//      │                    └─> shutdown         │                                                         │
//      └───────────────── vm-entry <─────────────┴─────────────────────────────────────────────────────────┘
export const kvmPathMachine = setup({
  types: { context: {} as KvmContext, events: {} as KvmPathEvent },
  guards: {
    handledBy: ({ context: { reason } }, handler: string) => reason !== null && HANDLER[reason] === handler,
    servedBy: ({ context: { device } }, who: NonNullable<ExitDetail["device"]>) => device === who,
    faultIs: ({ context: { fault } }, kind: NonNullable<ExitDetail["fault"]>) => fault === kind,
    pageIsNew: ({ context: { newPage } }) => newPage,
    irqchipInKernel: ({ context: { irqchip } }) => irqchip === "kernel",
    isPending: ({ context: { pending } }) => pending,
    isPortAccess: ({ context: { reason } }) => reason === "IO_INSTRUCTION",
    isTripleFault: ({ context: { reason } }) => reason === "TRIPLE_FAULT",
  },
  actions: {
    recordExit: assign((_, { reason, detail }: { reason: ExitReason; detail: ExitDetail }) => ({ reason, ...detail })),
    leaveWith: assign({ exit: (_, exit: KvmExit) => exit }),
    forget: assign(REST),
  },
}).createMachine({
  id: "kvm-path",
  context: REST,
  initial: "non-root",
  states: {
    "non-root": {
      description: "The guest runs on the processor, user and kernel alike.",
      meta: { world: "guest" },
      on: {
        "vm.exit": {
          target: "vm-exit",
          actions: { type: "recordExit", params: ({ event: { reason, detail } }) => ({ reason, detail }) },
        },
      },
    },
    "vm-exit": {
      description: "The processor saves the guest's state in the VMCS, loads the host's, and writes down why.",
      meta: { world: "processor" },
      always: "kvm",
    },
    kvm: {
      description: "KVM, in the host's kernel.",
      meta: { world: "host-kernel" },
      initial: "handling",
      states: {
        handling: {
          description: "vmx_handle_exit: the general registers are saved; the reason picks a handler.",
          always: [
            { guard: goesTo("cpuid"), target: "cpuid" },
            { guard: goesTo("msr"), target: "msr" },
            { guard: goesTo("cr"), target: "cr" },
            { guard: goesTo("invlpg"), target: "invlpg" },
            { guard: goesTo("hypercall"), target: "hypercall" },
            { guard: goesTo("ept-violation"), target: "ept-violation" },
            { guard: goesTo("page-fault"), target: "page-fault" },
            { guard: goesTo("host-interrupt"), target: "host-interrupt" },
            { guard: goesTo("injecting"), target: "injecting" },
            { guard: goesTo("irqchip"), target: "irqchip" },
            { guard: goesTo("mmio"), target: "mmio" },
            { guard: goesTo("device"), target: "device" },
            { guard: goesTo("hlt"), target: "hlt" },
            { guard: goesTo("leaving"), target: "leaving" },
          ],
        },
        cpuid: {
          description: "kvm_emulate_cpuid: answers from the table that QEMU has set.",
          always: "done",
        },
        msr: { description: "kvm_emulate_rdmsr, kvm_emulate_wrmsr: the register is pretended.", always: "done" },
        cr: { description: "handle_cr: a control register changes; a new CR3 gets its shadow.", always: "done" },
        invlpg: { description: "handle_invlpg: the shadow of one page is put in order.", always: "done" },
        hypercall: { description: "kvm_emulate_hypercall: the guest asks KVM for something.", always: "done" },
        "ept-violation": {
          description: "handle_ept_violation, kvm_tdp_page_fault: the page is looked up in the memory slots.",
          always: [{ guard: "pageIsNew", target: "allocating" }, { target: "filling" }],
        },
        allocating: {
          description: "get_user_pages: the host finds a page for it, as for any page of QEMU's memory.",
          always: "filling",
        },
        "page-fault": {
          description: "kvm_mmu_page_fault: KVM walks the guest's tables by itself.",
          always: [
            { guard: { type: "faultIs", params: "hidden-fault" }, target: "filling" },
            { guard: { type: "faultIs", params: "true-fault" }, target: "injecting" },
            { target: "decoding" },
          ],
        },
        filling: { description: "The missing entry is written, in the EPT or in the shadow.", always: "done" },
        "host-interrupt": {
          description: "The host's own interrupt handler runs: it may have nothing to do with this guest.",
          always: [{ guard: "isPending", target: "injecting" }, { target: "done" }],
        },
        injecting: {
          description: "An event is written into the VMCS; the entry delivers it through the guest's own table.",
          always: "done",
        },
        mmio: {
          description: "handle_ept_misconfig: memory of a device. A notification needs no decoding.",
          always: [{ guard: { type: "servedBy", params: "ioeventfd" }, target: "ioeventfd" }, { target: "decoding" }],
        },
        decoding: {
          description:
            "x86_emulate_instruction: the guest's instruction is fetched, decoded and carried out by software.",
          always: [
            { guard: { type: "faultIs", params: "trace-fault" }, target: "writing-table" },
            { target: "device" },
          ],
        },
        "writing-table": {
          description: "The guest's page-table entry is written for it, and the shadow of it is cleared.",
          always: "done",
        },
        device: {
          description: "kvm_io_bus_read, kvm_io_bus_write: is this register served in the kernel?",
          always: [
            { guard: { type: "servedBy", params: "irqchip" }, target: "irqchip" },
            { guard: { type: "servedBy", params: "ioeventfd" }, target: "ioeventfd" },
            { guard: "isPortAccess", ...leave("leaving", "KVM_EXIT_IO") },
            leave("leaving", "KVM_EXIT_MMIO"),
          ],
        },
        irqchip: {
          description: "The APIC, I/O APIC, PIC or PIT that KVM itself pretends.",
          always: [{ guard: "isPending", target: "injecting" }, { target: "done" }],
        },
        ioeventfd: {
          description: "eventfd_signal: another thread (vhost, or one of QEMU's) is woken; the guest goes on at once.",
          always: "done",
        },
        hlt: {
          description: "kvm_emulate_halt: the virtual processor has nothing to do.",
          always: [{ guard: "irqchipInKernel", target: "halted" }, leave("leaving", "KVM_EXIT_HLT")],
        },
        halted: {
          description:
            "kvm_vcpu_halt: the thread of this virtual processor sleeps; the host's processor does other work.",
          on: { "interrupt.pended": "injecting" },
        },
        leaving: {
          description: "The reason is written into struct kvm_run, the page that KVM and QEMU share.",
          always: [
            { guard: "isTripleFault", ...leave("#kvm-path.userspace", "KVM_EXIT_SHUTDOWN") },
            { target: "#kvm-path.userspace" },
          ],
        },
        done: { type: "final", description: "Interrupts off, the general registers of the guest are loaded." },
      },
      onDone: "vm-entry",
    },
    userspace: {
      description: "QEMU, a process of the host.",
      meta: { world: "host-user" },
      initial: "returning",
      states: {
        returning: {
          description: "ioctl(KVM_RUN) returns: a system call ends, in the thread of this virtual processor.",
          always: [{ guard: "isTripleFault", target: "#kvm-path.shutdown" }, { target: "qemu" }],
        },
        qemu: { description: "The device model does what the register asks for.", always: "calling" },
        calling: { description: "ioctl(KVM_RUN) is called again.", always: "#kvm-path.vm-entry" },
      },
    },
    "vm-entry": {
      description: "VMRESUME: the processor loads the guest's state, and delivers an injected event.",
      meta: { world: "processor" },
      always: { target: "non-root", actions: "forget" },
    },
    shutdown: {
      type: "final",
      description: "A triple fault: QEMU resets or ends the machine.",
      meta: { world: "host-user" },
    },
  },
});

/** A state of the chart, with the state around it: "non-root", "kvm.cpuid", "userspace.qemu". */
export type KvmPathState = string;

export interface KvmPath {
  /** Every state passed through, from `non-root` back to `non-root` (or to `shutdown`). */
  readonly states: readonly KvmPathState[];
  /** What KVM_RUN returned to QEMU for, or null: the exit was finished in the kernel. */
  readonly exit: KvmExit | null;
}

/** The whole way of one exit. */
export function kvmPath(reason: ExitReason, detail: Partial<ExitDetail> = {}): KvmPath {
  if (!HANDLER[reason]) throw new Error(`kvm: the way of exit ${reason} is not modelled`);
  const full = { ...PLAIN, ...detail };
  const exit: KvmPathEvent = { type: "vm.exit", reason, detail: full };
  // Somebody must wake a halted processor, so that its way ends.
  const woken: KvmPathEvent[] = reason === "HLT" && full.irqchip === "kernel" ? [{ type: "interrupt.pended" }] : [];
  const passed = way(kvmPathMachine, { value: "non-root", context: REST }, [exit, ...woken]);
  return {
    states: passed.map(({ state }) => state),
    exit: passed.map(({ context }) => context.exit).find((found) => found !== null) ?? null,
  };
}
