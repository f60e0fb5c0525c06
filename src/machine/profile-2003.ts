// The machine of the Xen paper: a 2.4 GHz Xeon of 2003 (Pentium 4 core), Linux 2.4, 32-bit, without VT-x.
//
// Section numbers are those of content/facts. A figure of the paper is the sum of several operations; how it is split
// between them is our derivation. Rows that were used so: null call, page fault, prot fault, context switch 2p/0K.

import { derived, measured, type Profile, unmeasured } from "./price.ts";

const NULL_CALL = "3.2: null call 0.45 us is 1080 cycles; half each, less what the kernel does in between";
const FAULT = "2.1: a fault and its return take 1093 cycles on a Pentium 4; the way out is that of a system call";

export const XEON_2003: Profile = {
  name: "2003",
  hz: 2.4e9,
  cpu: "Intel(R) Xeon(TM) CPU 2.40GHz",
  vmx: false,
  ept: false,
  levels: 2,
  faultAround: 1,
  timerHz: 100,
  routineScale: 1,
  cache: { bytes: 512 * 1024, ways: 8, line: 128 },
  tlbEntries: 64,
  hardware: {
    syscall: derived(520, NULL_CALL),
    sysret: derived(480, NULL_CALL),
    exception: derived(613, FAULT),
    interrupt: unmeasured(650, "an exception's way in, and the controller's answer", [500, 1500]),
    iret: derived(480, FAULT),
    "mov-cr3": unmeasured(350, "a write to a control register waits for all before it", [150, 600]),
    invlpg: unmeasured(300, "as a write to a control register", [100, 600]),
    "pte-write": measured(1, "2.1: ptemod, native"),
    cli: unmeasured(26, "a Pentium 4 instruction that waits for all before it", [10, 40]),
    sti: unmeasured(36, "as cli", [10, 60]),
    irqsave: unmeasured(90, "pushf, cli and popf, the last of which waits for all before it", [50, 150]),
    "load-stack": unmeasured(2, "a store to memory: TSS.esp0", [1, 10]),
    "fpu-flag": unmeasured(150, "a write to CR0", [50, 300]),
    "load-segment": unmeasured(20, "the descriptor is read and checked", [8, 60]),
    "call-return": measured(11, "2.1: callret, native"),
    "walk-reference": unmeasured(20, "an entry of a page table from the caches", [10, 40]),
    "cache-miss": derived(172, "3.3: 16p/64K less 2p/0K, over 512 lines of 128 bytes"),
    port: measured(3209, "2.1: in, native, port 0x80"),
    mmio: unmeasured(600, "a read across the bus", [300, 2000]),
    eoi: unmeasured(60, "a write to the local APIC", [30, 300]),
    cpuid: unmeasured(150, "no figure that was read in a source", [100, 300]),
    msr: unmeasured(150, "no figure that was read in a source", [100, 300]),
    copy: unmeasured(48, "64 bytes from memory to memory", [20, 90]),
    clear: unmeasured(20, "64 bytes of zeroes", [8, 40]),
  },
  technique: {
    "bt-syscall": measured(670, "11.2: 0.28 us on VMware Workstation 3.2, with int 0x80"),
    "bt-call": derived(40, "2.1: call/ret 51 against 11"),
    "bt-interrupt-flag": unmeasured(6, "a store to the virtual flag, and a test", [2, 20]),
    "bt-true-fault": derived(15_500, "3.4: prot fault 7.53 us against 1.06 us"),
    "bt-trace-fault": unmeasured(1_800, "2.1: 391 in 2006, once the store has been translated for it", [391, 8_000]),
    "bt-hidden-fault": derived(7_800, "3.4: page fault 12.4 us less the true fault and the traced write"),
    "bt-switch": derived(34_000, "3.3: 2p/0K 18.1 us against 0.77 us, less the call-outs of a switch"),
    "bt-io": derived(1_000, "2.3: 1.36 us at 733 MHz, handled in the monitor"),
    "bt-world-switch": derived(5_460, "2.3: 7.45 us at 733 MHz, to the host and back"),
    "bt-call-out": unmeasured(700, "out of the translated code, emulated, and back", [300, 1_500]),
    "bt-table": unmeasured(40_000, "a page made a page table: every mapping of it is write-protected", [5_000, 80_000]),
    "bt-translate": unmeasured(4_000, "a block translated for the first time", [1_000, 20_000]),
    "xen-bounce": derived(816, "3.4: prot fault 1.40 us against 1.06 us"),
    "xen-hypercall": derived(1_000, "as a system call: a gate from ring 1 to ring 0 and back"),
    "xen-va-mapping": derived(1_300, "3.4: page fault 2.73 us against 1.42 us, less the bounce and the hypercall"),
    "xen-update": unmeasured(250, "an entry of a batch checked and written, without a flush of its own", [100, 600]),
    "xen-new-base": derived(1_900, "3.3: 2p/0K 1.97 us against 0.77 us, less the hypercall"),
    "xen-pin": unmeasured(12_000, "1024 entries looked at, one by one", [4_000, 20_000]),
    "xen-mask": unmeasured(4, "a store to shared memory", [2, 10]),
  },
};
