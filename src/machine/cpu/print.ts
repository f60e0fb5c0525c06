// Instructions as text, in AT&T syntax with one space after the mnemonic, otherwise as objdump(1) prints them
// (source first, % before registers, $ before constants, l where no register tells the width). Branch targets are
// plain addresses.

import type { Gpr } from "./cpu.ts";
import type { Instruction, MemoryOperand, Operand, RegisterOperand } from "./instruction.ts";

// These have a memory operand whose width nothing else tells.
const SUFFIXED = new Set(["mov", "add", "sub", "cmp", "and", "or", "xor", "test", "inc", "dec"]);
const TABLE = new Set(["sgdt", "sidt", "lgdt", "lidt"]);

/** One line of assembler, for example `mov %cr3,%eax`. */
export function printInstruction({ mnemonic, operands }: Instruction): string {
  const inMemory =
    operands.some((o) => o.kind === "mem") && !operands.some((o) => o.kind === "reg" || o.kind === "seg");
  const suffix = TABLE.has(mnemonic) || (SUFFIXED.has(mnemonic) && inMemory) ? "l" : "";
  const parenthesized = mnemonic === "in" || mnemonic === "out";
  const shown = operands.map((o) => (parenthesized && isDx(o) ? "(%dx)" : printOperand(o)));
  return [`${mnemonic}${suffix}`, shown.join(",")].filter(Boolean).join(" ");
}

export function printOperand(operand: Operand): string {
  switch (operand.kind) {
    case "reg":
      return printRegister(operand);
    case "mem":
      return printMemory(operand);
    case "imm":
      return `$${hex(operand.value)}`;
    case "seg":
      return `%${operand.name}`;
    case "cr":
      return `%cr${operand.number}`;
    case "dr":
      return `%db${operand.number}`; // objdump's name for DR0-DR7 in AT&T syntax
    case "target":
      return hex(operand.address);
    case "indirect":
      return `*${printOperand(operand.from)}`;
    default:
      return operand satisfies never;
  }
}

function printRegister({ name, width }: RegisterOperand): string {
  if (width === 32) return `%${name}`;
  return width === 16 ? `%${name.slice(1)}` : `%${low(name)}`;
}

const low = (name: Gpr): string => `${name[1]}l`;

function printMemory({ segment, base, index, scale, disp }: MemoryOperand): string {
  const prefix = segment ? `%${segment}:` : "";
  if (!base && !index) return `${prefix}${hex(disp)}`;
  const signed = disp | 0;
  const offset = signed === 0 ? "" : signed < 0 ? `-${hex(-signed)}` : hex(signed);
  const inner = [base ? `%${base}` : "", ...(index ? [`%${index}`, `${scale ?? 1}`] : [])].join(",");
  return `${prefix}${offset}(${inner})`;
}

const isDx = (operand: Operand): boolean => operand.kind === "reg" && operand.name === "edx" && operand.width === 16;

/** `0x1f`: a number as assembler and manuals write it. */
export function hex(value: number): string {
  return `0x${(value >>> 0).toString(16)}`;
}
