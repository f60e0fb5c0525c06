// One experiment for each instruction that a guest's kernel might use and a hypervisor must think about.
//
// An experiment is one or more cases: a line of assembler and what lies on the stack, in registers and in memory before
// it. No outcome is written here; each is found by running the case (explore.ts). The first eighteen are the mnemonics of
// Robin & Irvine's list (2000), in its two groups; FACTS 1.2. They report seventeen; one mnemonic at a time it has eighteen.

import { LAYOUT, SELECTOR } from "../../machine/cpu/boot.ts";
import type { Gpr } from "../../machine/cpu/cpu.ts";
import type { Kind } from "../../machine/cpu/kind.ts";

export interface Case {
  /** What is tried; also the case's name within the experiment. */
  readonly id: string;
  readonly text: string;
  /** Words on the kernel stack, the top first. */
  readonly stack?: readonly number[];
  readonly regs?: Readonly<Partial<Record<Gpr, number>>>;
  /** Words of memory by address. */
  readonly words?: Readonly<Record<number, number>>;
  /** The guest believes that interrupts are off. */
  readonly masked?: true;
  /** The guest has set CR0.TS. */
  readonly taskSwitched?: true;
  /** The guest's I/O privilege level; 0 unless told. */
  readonly iopl?: number;
  /** Where the guest has its global descriptor table, if not where it booted with it. */
  readonly gdt?: number;
}

export interface Experiment {
  readonly mnemonic: Kind;
  /** `register`, `protection`: the groups of Robin & Irvine. `contrast`: not on their list. */
  readonly group: "register" | "protection" | "contrast";
  readonly cases: readonly [Case, ...Case[]];
}

const CODE = 0x100000; // where the case's instruction lies
const DATA = LAYOUT.data;
/** A selector of the kernel's data segment with RPL 1: nobody should be let in by it. */
const FORGED = SELECTOR.kernelData + 1;
const OUTSIDE = 0x100100;

export const EXPERIMENTS: readonly Experiment[] = [
  { mnemonic: "sgdt", group: "register", cases: [{ id: "store", text: "sgdt 0x9000" }] },
  { mnemonic: "sidt", group: "register", cases: [{ id: "store", text: "sidt 0x9000" }] },
  { mnemonic: "sldt", group: "register", cases: [{ id: "store", text: "sldt %eax" }] },
  { mnemonic: "smsw", group: "register", cases: [{ id: "store", text: "smsw %eax" }] },
  {
    mnemonic: "pushf",
    group: "register",
    cases: [
      { id: "interrupts-off", text: "pushf", masked: true },
      { id: "interrupts-on", text: "pushf" },
    ],
  },
  {
    mnemonic: "popf",
    group: "register",
    cases: [
      { id: "interrupts-off", text: "popf", stack: [0x0002] },
      { id: "interrupts-on", text: "popf", stack: [0x0202], masked: true },
      { id: "io-privilege", text: "popf", stack: [0x3202] },
      { id: "carry-only", text: "popf", stack: [0x0203] },
    ],
  },
  {
    mnemonic: "lar",
    group: "protection",
    cases: [
      { id: "kernel-data", text: "lar %ecx,%eax", regs: { ecx: SELECTOR.kernelData } },
      { id: "task-state", text: "lar %ecx,%eax", regs: { ecx: SELECTOR.tss } },
      { id: "user-data", text: "lar %ecx,%eax", regs: { ecx: SELECTOR.userData } },
    ],
  },
  {
    mnemonic: "lsl",
    group: "protection",
    cases: [
      { id: "kernel-data", text: "lsl %ecx,%eax", regs: { ecx: SELECTOR.kernelData } },
      { id: "task-state", text: "lsl %ecx,%eax", regs: { ecx: SELECTOR.tss } },
    ],
  },
  {
    mnemonic: "verr",
    group: "protection",
    cases: [
      { id: "forged-selector", text: "verr %ax", regs: { eax: FORGED } },
      { id: "kernel-data", text: "verr %ax", regs: { eax: SELECTOR.kernelData } },
    ],
  },
  {
    mnemonic: "verw",
    group: "protection",
    cases: [
      { id: "forged-selector", text: "verw %ax", regs: { eax: FORGED } },
      { id: "kernel-data", text: "verw %ax", regs: { eax: SELECTOR.kernelData } },
    ],
  },
  {
    mnemonic: "pop-seg",
    group: "protection",
    cases: [
      { id: "forged-selector", text: "pop %ds", stack: [FORGED] },
      { id: "user-data", text: "pop %ds", stack: [SELECTOR.userData] },
      { id: "kernel-stack", text: "pop %ss", stack: [SELECTOR.kernelData] },
    ],
  },
  {
    mnemonic: "push-seg",
    group: "protection",
    cases: [
      { id: "code-segment", text: "push %cs" },
      { id: "data-segment", text: "push %ds" },
    ],
  },
  {
    mnemonic: "call-far",
    group: "protection",
    cases: [
      { id: "same-ring", text: "lcall $0x10,$0x100100" },
      { id: "other-ring", text: "lcall $0x70,$0x100100" },
      { id: "call-gate", text: "lcall $0x80,$0x0" },
      { id: "user-code", text: "lcall $0x23,$0x100100" },
    ],
  },
  {
    mnemonic: "jmp-far",
    group: "protection",
    cases: [
      { id: "other-ring", text: "ljmp $0x70,$0x100100" },
      { id: "same-ring", text: "ljmp $0x10,$0x100100" },
      { id: "user-code", text: "ljmp $0x23,$0x100100" },
    ],
  },
  { mnemonic: "int-n", group: "protection", cases: [{ id: "system-call", text: "int $0x80" }] },
  {
    mnemonic: "ret-far",
    group: "protection",
    cases: [
      { id: "to-ring-1", text: "lret", stack: [OUTSIDE, SELECTOR.ring1Code + 1, 0x7000, SELECTOR.ring1Data + 1] },
      { id: "same-ring", text: "lret", stack: [OUTSIDE, SELECTOR.kernelCode] },
      { id: "to-user", text: "lret", stack: [OUTSIDE, SELECTOR.userCode, LAYOUT.userStack, SELECTOR.userData] },
    ],
  },
  { mnemonic: "str", group: "protection", cases: [{ id: "store", text: "str %eax" }] },
  {
    mnemonic: "mov-seg",
    group: "protection",
    cases: [
      { id: "read-code-segment", text: "mov %cs,%eax" },
      { id: "forged-selector", text: "mov %eax,%ds", regs: { eax: FORGED } },
      { id: "user-data", text: "mov %eax,%ds", regs: { eax: SELECTOR.userData } },
    ],
  },

  { mnemonic: "clts", group: "contrast", cases: [{ id: "clear", text: "clts", taskSwitched: true }] },
  { mnemonic: "hlt", group: "contrast", cases: [{ id: "halt", text: "hlt" }] },
  { mnemonic: "lgdt", group: "contrast", cases: [{ id: "load", text: "lgdt 0x9000", words: table(LAYOUT.gdt, 0x7f) }] },
  { mnemonic: "lidt", group: "contrast", cases: [{ id: "load", text: "lidt 0x9000", words: table(LAYOUT.idt, 0xff) }] },
  { mnemonic: "lldt", group: "contrast", cases: [{ id: "none", text: "lldt %ax" }] },
  { mnemonic: "lmsw", group: "contrast", cases: [{ id: "task-switched", text: "lmsw %ax", regs: { eax: 0x0b } }] },
  {
    mnemonic: "ltr",
    group: "contrast",
    // Another TSS, in slot 0x50: LTR refuses one that is busy.
    cases: [
      {
        id: "load",
        text: "ltr %ax",
        regs: { eax: 0x50 },
        words: { [LAYOUT.gdt + 0x50]: 0x30000067, [LAYOUT.gdt + 0x54]: 0x8900 },
      },
    ],
  },
  {
    mnemonic: "mov-cr",
    group: "contrast",
    cases: [
      { id: "read-directory", text: "mov %cr3,%eax" },
      { id: "write-directory", text: "mov %eax,%cr3", regs: { eax: 0x20000 } },
      { id: "write-control", text: "mov %eax,%cr0", regs: { eax: 0x50033 } },
    ],
  },
  {
    mnemonic: "mov-dr",
    group: "contrast",
    cases: [
      { id: "write", text: "mov %eax,%db0", regs: { eax: CODE } },
      { id: "read", text: "mov %db7,%eax" },
    ],
  },
  { mnemonic: "cli", group: "contrast", cases: [{ id: "interrupts-off", text: "cli" }] },
  { mnemonic: "sti", group: "contrast", cases: [{ id: "interrupts-on", text: "sti", masked: true }] },
  { mnemonic: "in", group: "contrast", cases: [{ id: "keyboard", text: "in $0x60,%al" }] },
  { mnemonic: "out", group: "contrast", cases: [{ id: "diagnostic", text: "out %al,$0x80", regs: { eax: 0x42 } }] },
  { mnemonic: "invlpg", group: "contrast", cases: [{ id: "one-page", text: "invlpg 0x9000" }] },
  {
    mnemonic: "iret",
    group: "contrast",
    cases: [
      { id: "same-ring", text: "iret", stack: [OUTSIDE, SELECTOR.kernelCode, 0x0002] },
      {
        id: "to-user",
        text: "iret",
        stack: [OUTSIDE, SELECTOR.userCode, 0x0202, LAYOUT.userStack, SELECTOR.userData],
        masked: true,
      },
    ],
  },
  { mnemonic: "wbinvd", group: "contrast", cases: [{ id: "write-back", text: "wbinvd" }] },
  { mnemonic: "rdmsr", group: "contrast", cases: [{ id: "apic-base", text: "rdmsr", regs: { ecx: 0x1b } }] },
  { mnemonic: "wrmsr", group: "contrast", cases: [{ id: "sysenter", text: "wrmsr", regs: { ecx: 0x176, eax: CODE } }] },
  { mnemonic: "cpuid", group: "contrast", cases: [{ id: "signature", text: "cpuid", regs: { eax: 1 } }] },
  { mnemonic: "rdtsc", group: "contrast", cases: [{ id: "read", text: "rdtsc" }] },

  // Innocuous ones, for comparison: they are nearly all that a kernel executes.
  { mnemonic: "mov", group: "contrast", cases: [{ id: "store", text: "mov %eax,0x9000", regs: { eax: 7 } }] },
  { mnemonic: "add", group: "contrast", cases: [{ id: "carry", text: "add $1,%eax", regs: { eax: 0xffffffff } }] },
  { mnemonic: "push", group: "contrast", cases: [{ id: "constant", text: "push $5" }] },
  { mnemonic: "call", group: "contrast", cases: [{ id: "near", text: "call 0x100100" }] },
  { mnemonic: "ret", group: "contrast", cases: [{ id: "near", text: "ret", stack: [OUTSIDE] }] },
  { mnemonic: "jmp", group: "contrast", cases: [{ id: "near", text: "jmp 0x100100" }] },
];

/** The six bytes that LGDT and LIDT read, as words at 0x9000. */
function table(base: number, limit: number): Readonly<Record<number, number>> {
  return { [DATA]: ((base << 16) | limit) >>> 0, [DATA + 4]: base >>> 16 };
}

/** The experiment on `mnemonic`; throws for one that has none. */
export function experimentOn(mnemonic: Kind): Experiment {
  const found = EXPERIMENTS.find((experiment) => experiment.mnemonic === mnemonic);
  if (!found) throw new Error(`no experiment on ${mnemonic}`);
  return found;
}
