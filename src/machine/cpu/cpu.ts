// A 32-bit x86 processor in protected mode, as one plain value.
//
// What a kernel owns of a machine is here by name: the control registers, the registers that say where its tables lie
// (GDTR, IDTR, LDTR, TR), IF and IOPL in EFLAGS, and the privilege level, which has no register of its own: it is the
// low two bits of CS. Left out: real and virtual-8086 mode, 16-bit segments, hardware task switches, FPU and vectors.

import type { Descriptor } from "./descriptor.ts";
import type { Memory } from "./memory.ts";

export const GPRS = ["eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi"] as const;
export type Gpr = (typeof GPRS)[number];

export const SEGMENTS = ["es", "cs", "ss", "ds", "fs", "gs"] as const;
export type SegmentName = (typeof SEGMENTS)[number];

/** The selector that a program reads, and the descriptor that the CPU remembers from loading it; null: unusable. */
export interface SegmentRegister {
  readonly selector: number;
  readonly descriptor: Descriptor | null;
}

export interface TableRegister {
  readonly base: number;
  readonly limit: number; // offset of the last byte
}

/** One remembered translation: the frame's address, and what the tables allowed when it was looked up. */
export interface TlbEntry {
  readonly frame: number;
  readonly writable: boolean;
  readonly user: boolean;
  readonly dirty: boolean;
}

export interface CpuidLeaf {
  readonly eax: number;
  readonly ebx: number;
  readonly ecx: number;
  readonly edx: number;
}

export interface Cpu {
  readonly regs: Readonly<Record<Gpr, number>>; // unsigned 32-bit
  readonly eip: number;
  readonly eflags: number;
  readonly segments: Readonly<Record<SegmentName, SegmentRegister>>;
  readonly cr0: number;
  readonly cr2: number;
  readonly cr3: number;
  readonly cr4: number;
  /** DR0-DR3 addresses, DR6 status, DR7 control. */
  readonly dr: Readonly<Record<number, number>>;
  readonly gdtr: TableRegister;
  readonly idtr: TableRegister;
  readonly ldtr: SegmentRegister;
  readonly tr: SegmentRegister;
  /** Model-specific registers that exist, as [high, low] words. */
  readonly msrs: Readonly<Record<number, readonly [high: number, low: number]>>;
  readonly cpuid: Readonly<Record<number, CpuidLeaf>>;
  /** Time-stamp counter. The model counts instructions, not cycles: cost belongs to the profiles. */
  readonly tsc: number;
  readonly memory: Memory;
  /** By linear page number; only filled while paging is on. */
  readonly tlb: Readonly<Record<number, TlbEntry>>;
  /** The device side, reduced to one value behind each port: OUT stores it, IN reads it. */
  readonly ports: Readonly<Record<number, number>>;
  readonly halted: boolean;
  /** True for one instruction after STI and after loading SS: interrupts wait. SDM Vol. 3, 6.8.3. */
  readonly shadow: boolean;
}

/** The working copy of one instruction: thrown away if it faults. Only this folder sees it. */
export type Draft = { -readonly [K in keyof Cpu]: Cpu[K] };

/** Control register bits, SDM Vol. 3, 2.5. */
export const CR0 = {
  PE: 1 << 0, // protected mode
  MP: 1 << 1, // WAIT obeys TS
  EM: 1 << 2, // no FPU
  TS: 1 << 3, // the FPU belongs to another task
  ET: 1 << 4, // always 1
  NE: 1 << 5, // FPU errors as #MF
  WP: 1 << 16, // the supervisor too obeys read-only pages
  NW: 1 << 29,
  CD: 1 << 30,
  PG: 0x80000000, // paging
} as const;

export const CR4 = {
  VME: 1 << 0,
  PVI: 1 << 1,
  TSD: 1 << 2, // RDTSC for ring 0 only
  DE: 1 << 3,
  PSE: 1 << 4, // 4 MiB pages
  PAE: 1 << 5,
  MCE: 1 << 6,
  PGE: 1 << 7,
  PCE: 1 << 8,
  OSFXSR: 1 << 9,
  OSXMMEXCPT: 1 << 10,
  UMIP: 1 << 11, // SGDT, SIDT, SLDT, SMSW and STR for ring 0 only; newer CPUs
} as const;

/** The current privilege level: 0 the kernel's, 3 the user's. */
export function cpl(cpu: Cpu): number {
  return cpu.segments.cs.selector & 3;
}

export const pagingOn = (cpu: Cpu): boolean => (cpu.cr0 & CR0.PG) !== 0;
