// EFLAGS: the one register in which a program's own flags (CF, ZF …) live beside the machine's (IF, IOPL).
//
// That mixture is why POPF cannot simply trap: a program must be able to load its arithmetic flags, so in user mode the
// CPU takes those and quietly keeps the machine's. SDM Vol. 1, 3.4.3; Vol. 3, 2.3.

/** The single-bit flags by their SDM names. */
export const FLAG = {
  CF: 1 << 0, // carry
  PF: 1 << 2, // parity of the low byte
  AF: 1 << 4, // carry out of bit 3
  ZF: 1 << 6, // zero
  SF: 1 << 7, // sign
  TF: 1 << 8, // single step
  IF: 1 << 9, // maskable interrupts are taken
  DF: 1 << 10, // string direction
  OF: 1 << 11, // signed overflow
  NT: 1 << 14, // nested task
  RF: 1 << 16, // resume
  VM: 1 << 17, // virtual-8086 mode
  AC: 1 << 18, // alignment check
  VIF: 1 << 19, // virtual IF (VME, PVI)
  VIP: 1 << 20, // virtual interrupt pending
  ID: 1 << 21, // CPUID exists
} as const;

export type FlagName = keyof typeof FLAG;

/** Two bits: the least privileged ring that may use CLI, STI, IN and OUT. */
export const IOPL = 3 << 12;

/** Bit 1 always reads as 1. */
export const FIXED = 1 << 1;

/** What arithmetic sets. */
export const ARITHMETIC = FLAG.CF | FLAG.PF | FLAG.AF | FLAG.ZF | FLAG.SF | FLAG.OF;

export function iopl(eflags: number): number {
  return (eflags & IOPL) >> 12;
}

/** `eflags` with the bits of `mask` taken from `from`. */
export function withBits(eflags: number, mask: number, from: number): number {
  return ((eflags & ~mask) | (from & mask)) >>> 0;
}
