// An instruction as a value. Instructions are not decoded from memory here: a program is a table from address to
// instruction, so code that changes itself is outside the model. The length in bytes is the real encoding's.

import type { Gpr, SegmentName } from "./cpu.ts";

/** Jump conditions by their suffix, as the flags that must hold. SDM Vol. 1, appendix B. */
export const CONDITIONS = [
  "o",
  "no",
  "b",
  "ae",
  "e",
  "ne",
  "be",
  "a",
  "s",
  "ns",
  "p",
  "np",
  "l",
  "ge",
  "le",
  "g",
] as const;
export type Condition = (typeof CONDITIONS)[number];

export const ALU = ["add", "sub", "cmp", "and", "or", "xor", "test"] as const;
export type AluMnemonic = (typeof ALU)[number];

const PLAIN = ["mov", "lea", "push", "pop", "inc", "dec", "nop", "call", "jmp", "ret"] as const;
const FLAGS = ["pushf", "popf", "cli", "sti"] as const;
const FAR = ["lcall", "ljmp", "lret", "int", "iret"] as const;
const TABLES = ["sgdt", "sidt", "sldt", "str", "smsw", "lgdt", "lidt", "lldt", "ltr", "lmsw"] as const;
const RIGHTS = ["lar", "lsl", "verr", "verw"] as const;
const SYSTEM = ["clts", "hlt", "invlpg", "invd", "wbinvd", "rdmsr", "wrmsr", "cpuid", "rdtsc", "in", "out"] as const;

export const MNEMONICS = [
  ...PLAIN,
  ...ALU,
  ...CONDITIONS.map((condition) => `j${condition}` as const),
  ...FLAGS,
  ...FAR,
  ...TABLES,
  ...RIGHTS,
  ...SYSTEM,
] as const;
export type Mnemonic = (typeof MNEMONICS)[number];

export type RegisterOperand = { readonly kind: "reg"; readonly name: Gpr; readonly width: 8 | 16 | 32 };
export type MemoryOperand = {
  readonly kind: "mem";
  readonly segment?: SegmentName; // only when it is not the default
  readonly base?: Gpr;
  readonly index?: Gpr;
  readonly scale?: 1 | 2 | 4 | 8;
  readonly disp: number; // unsigned 32-bit
};
export type ImmediateOperand = { readonly kind: "imm"; readonly value: number }; // unsigned 32-bit

export type Operand =
  | RegisterOperand
  | MemoryOperand
  | ImmediateOperand
  | { readonly kind: "seg"; readonly name: SegmentName }
  | { readonly kind: "cr"; readonly number: 0 | 2 | 3 | 4 }
  | { readonly kind: "dr"; readonly number: number }
  /** Where a direct near branch goes. */
  | { readonly kind: "target"; readonly address: number }
  /** `*%eax`, `*8(%ebx)`: the address is read from there. */
  | { readonly kind: "indirect"; readonly from: RegisterOperand | MemoryOperand };

export interface Instruction {
  readonly mnemonic: Mnemonic;
  /** In AT&T order: sources first, destination last. */
  readonly operands: readonly Operand[];
  readonly length: number; // bytes
}

/** Instructions by linear address; code segments are flat. */
export type Program = Readonly<Record<number, Instruction>>;

/** The segment an operand is in when it names none: SS behind ESP or EBP, else DS. SDM Vol. 1, 3.7.4. */
export function segmentOf(operand: MemoryOperand): SegmentName {
  return operand.segment ?? (operand.base === "esp" || operand.base === "ebp" ? "ss" : "ds");
}

export function conditionOf(mnemonic: Mnemonic): Condition | undefined {
  return CONDITIONS.find((condition) => mnemonic === `j${condition}`);
}
