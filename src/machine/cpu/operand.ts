// Reading and writing what an instruction names: a register, a place in memory, a constant.

import type { Draft, Gpr } from "./cpu.ts";
import { notModelled } from "./fault.ts";
import { type Instruction, type MemoryOperand, type Operand, segmentOf } from "./instruction.ts";
import type { Size } from "./memory.ts";
import { printInstruction } from "./print.ts";
import { load, store } from "./segment.ts";

/** The operand at `index`, which the instruction's form must have. */
export function operand(instruction: Instruction, index: number): Operand {
  return instruction.operands[index] ?? notModelled(`${printInstruction(instruction)} with so few operands`);
}

/** The offset within its segment that a memory operand names (its effective address). */
export function offsetOf(d: Draft, { base, index, scale, disp }: MemoryOperand): number {
  const scaled = index ? Math.imul(d.regs[index], scale ?? 1) : 0;
  return ((base ? d.regs[base] : 0) + scaled + disp) >>> 0;
}

export function setRegister(d: Draft, name: Gpr, value: number): void {
  d.regs = { ...d.regs, [name]: value >>> 0 };
}

const MASK = { 8: 0xff, 16: 0xffff, 32: 0xffffffff } as const;

/** The value of a source operand; a memory operand is `size` bytes wide. */
export function readOperand(d: Draft, from: Operand, size: Size = 4): number {
  switch (from.kind) {
    case "reg":
      return (d.regs[from.name] & MASK[from.width]) >>> 0;
    case "imm":
      return from.value;
    case "mem":
      return load(d, segmentOf(from), offsetOf(d, from), size);
    default:
      return notModelled(`an operand of kind ${from.kind} here`);
  }
}

/** Stores into a destination; a narrow register keeps its upper bits. */
export function writeOperand(d: Draft, to: Operand, value: number, size: Size = 4): void {
  if (to.kind === "mem") {
    store(d, segmentOf(to), offsetOf(d, to), size, value);
  } else if (to.kind === "reg") {
    const mask = MASK[to.width];
    setRegister(d, to.name, (d.regs[to.name] & ~mask) | (value & mask));
  } else {
    notModelled(`a destination of kind ${to.kind} here`);
  }
}

export function push(d: Draft, value: number): void {
  const esp = (d.regs.esp - 4) >>> 0;
  store(d, "ss", esp, 4, value);
  setRegister(d, "esp", esp);
}

export function pop(d: Draft): number {
  const value = load(d, "ss", d.regs.esp, 4);
  setRegister(d, "esp", d.regs.esp + 4);
  return value;
}
