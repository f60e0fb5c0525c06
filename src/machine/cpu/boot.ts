// A processor as a kernel like Linux 2.4 leaves it after start-up: flat segments, its tables in memory, ring 0.
//
//   selector  0x10 kernel code  0x18 kernel data  0x23 user code  0x2b user data   include/asm-i386/segment.h (2.4)
//             0x60 TSS          0x68 LDT                                           include/asm-i386/desc.h (2.4)
//             0x70 code, 0x78 data of ring 1, 0x80 a call gate, 0x88 conforming code of ring 1: ours, to ask about

import { type Cpu, type CpuidLeaf, CR0, CR4, type SegmentRegister } from "./cpu.ts";
import { decodeDescriptor, encodeDescriptor, encodeGate, SYSTEM } from "./descriptor.ts";
import { FIXED, FLAG } from "./flags.ts";
import { type Memory, readWord, writePhysical, writeWord } from "./memory.ts";
import { TSS } from "./task-state.ts";

export const SELECTOR = {
  kernelCode: 0x10,
  kernelData: 0x18,
  userCode: 0x23,
  userData: 0x2b,
  tss: 0x60,
  ldt: 0x68,
  ring1Code: 0x70,
  ring1Data: 0x78,
  callGate: 0x80,
  conforming: 0x88,
} as const;

/** Where things lie, from the base of the kernel's addresses on. */
export const LAYOUT = {
  gdt: 0x1000,
  idt: 0x2000,
  tss: 0x3000,
  ldt: 0x3800,
  kernelStack: 0x8000, // grows down
  data: 0x9000,
  userStack: 0xf000, // grows down
} as const;

const GDT_LIMIT = 0x8f; // 18 descriptors
const IDT_LIMIT = 0x81 * 8 - 1; // exceptions, interrupts, and int 0x80

/** Linear address at which the kernel sees physical address 0: PAGE_OFFSET of Linux on i386 once paging is on. */
export const PAGE_OFFSET = 0xc0000000;

/** Model-specific registers that this processor has. SDM Vol. 4. */
export const MSR = { apicBase: 0x1b, sysenterCs: 0x174, sysenterEsp: 0x175, sysenterEip: 0x176 } as const;

/** The vector of Linux's system calls on i386. */
export const SYSTEM_CALL = 0x80;

export interface Handler {
  readonly offset: number;
  /** 3 lets user programs use it by INT n. */
  readonly dpl?: 0 | 3;
  /** A trap gate leaves IF as it is. */
  readonly trap?: boolean;
}

export interface BootOptions {
  readonly kernelBase?: number;
  readonly handlers?: Readonly<Record<number, Handler>>;
  /** Target of the call gate 0x80. */
  readonly callGate?: number;
  readonly cpuid?: Readonly<Record<number, CpuidLeaf>>;
  readonly umip?: boolean;
}

/** A processor in ring 0 with interrupts on and paging off. */
export function bootCpu({
  kernelBase = 0,
  handlers = {},
  callGate = 0,
  cpuid = PENTIUM_III,
  umip = false,
}: BootOptions = {}): Cpu {
  const memory = tablesIn({}, kernelBase, handlers, callGate);
  const segment = (selector: number) => segmentIn(memory, selector);
  const data = segment(SELECTOR.kernelData);
  return {
    regs: { eax: 0, ecx: 0, edx: 0, ebx: 0, esp: kernelBase + LAYOUT.kernelStack, ebp: 0, esi: 0, edi: 0 },
    eip: 0,
    eflags: FIXED | FLAG.IF,
    segments: { es: data, cs: segment(SELECTOR.kernelCode), ss: data, ds: data, fs: data, gs: data },
    cr0: CR0.PE | CR0.MP | CR0.ET | CR0.NE | CR0.WP,
    cr2: 0,
    cr3: 0,
    cr4: umip ? CR4.UMIP : 0,
    dr: { 0: 0, 1: 0, 2: 0, 3: 0, 6: 0xffff0ff0, 7: 0x400 },
    gdtr: { base: kernelBase + LAYOUT.gdt, limit: GDT_LIMIT },
    idtr: { base: kernelBase + LAYOUT.idt, limit: IDT_LIMIT },
    ldtr: segment(SELECTOR.ldt),
    tr: segment(SELECTOR.tss),
    msrs: {
      [MSR.apicBase]: [0, 0xfee00900],
      [MSR.sysenterCs]: [0, 0],
      [MSR.sysenterEsp]: [0, 0],
      [MSR.sysenterEip]: [0, 0],
    },
    cpuid,
    tsc: 0,
    memory,
    tlb: {},
    ports: {},
    halted: false,
    shadow: false,
  };
}

/** The same processor executing a program in ring 3, on the user's stack. */
export function inUserMode(cpu: Cpu): Cpu {
  const segment = (selector: number) => segmentIn(cpu.memory, selector);
  const data = segment(SELECTOR.userData);
  return {
    ...cpu,
    regs: { ...cpu.regs, esp: LAYOUT.userStack },
    segments: { es: data, cs: segment(SELECTOR.userCode), ss: data, ds: data, fs: data, gs: data },
  };
}

function segmentIn(memory: Memory, selector: number): SegmentRegister {
  const at = LAYOUT.gdt + (selector & 0xfff8);
  return { selector, descriptor: decodeDescriptor(readWord(memory, at), readWord(memory, at + 4)) };
}

/** Family 6, model 11: what CPUID says on the machine that the lessons' guest was promised. */
const PENTIUM_III: Readonly<Record<number, CpuidLeaf>> = {
  0: { eax: 2, ebx: 0x756e6547, ecx: 0x6c65746e, edx: 0x49656e69 }, // "GenuineIntel"
  1: { eax: 0x6b1, ebx: 0, ecx: 0, edx: 0x0383f9ff },
};

function tablesIn(
  empty: Memory,
  kernelBase: number,
  handlers: Readonly<Record<number, Handler>>,
  callGate: number,
): Memory {
  const code = { base: 0, limit: 0xffffffff, type: 0xb, system: false, present: true };
  const data = { ...code, type: 0x3 };
  const descriptors: Readonly<Record<number, readonly [number, number]>> = {
    [SELECTOR.kernelCode]: encodeDescriptor({ ...code, dpl: 0 }),
    [SELECTOR.kernelData]: encodeDescriptor({ ...data, dpl: 0 }),
    [SELECTOR.userCode]: encodeDescriptor({ ...code, dpl: 3 }),
    [SELECTOR.userData]: encodeDescriptor({ ...data, dpl: 3 }),
    [SELECTOR.tss]: encodeDescriptor(systemAt(kernelBase + LAYOUT.tss, TSS.size - 1, SYSTEM.tssBusy)),
    [SELECTOR.ldt]: encodeDescriptor(systemAt(kernelBase + LAYOUT.ldt, 0xf, SYSTEM.ldt)),
    [SELECTOR.ring1Code]: encodeDescriptor({ ...code, dpl: 1 }),
    [SELECTOR.ring1Data]: encodeDescriptor({ ...data, dpl: 1 }),
    [SELECTOR.callGate]: encodeGate({
      selector: SELECTOR.kernelCode,
      offset: callGate,
      type: SYSTEM.callGate,
      dpl: 3,
      present: true,
      parameters: 0,
    }),
    [SELECTOR.conforming]: encodeDescriptor({ ...code, type: 0xf, dpl: 1 }),
  };
  let memory = empty;
  for (const [selector, words] of Object.entries(descriptors))
    memory = writePair(memory, LAYOUT.gdt + (Number(selector) & 0xfff8), words);
  for (const [vector, { offset, dpl = 0, trap = false }] of Object.entries(handlers)) {
    const type = trap ? SYSTEM.trapGate : SYSTEM.interruptGate;
    const gate = encodeGate({ selector: SELECTOR.kernelCode, offset, type, dpl, present: true, parameters: 0 });
    memory = writePair(memory, LAYOUT.idt + Number(vector) * 8, gate);
  }
  memory = writeWord(memory, LAYOUT.tss + TSS.esp0, kernelBase + LAYOUT.kernelStack);
  memory = writeWord(memory, LAYOUT.tss + TSS.ss0, SELECTOR.kernelData);
  // A map that begins behind the limit denies every port to ring 3, as in Linux.
  return writePhysical(memory, LAYOUT.tss + TSS.ioMapBase, 2, TSS.size);
}

function systemAt(base: number, limit: number, type: number) {
  return { base, limit, type, system: true, dpl: 0, present: true };
}

function writePair(memory: Memory, at: number, [low, high]: readonly [number, number]): Memory {
  return writeWord(writeWord(memory, at, low), at + 4, high);
}
