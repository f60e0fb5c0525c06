// Arithmetic and data movement: the innocuous instructions, which do the same in every ring.
// A hypervisor lets them run as they are; they are almost everything that a kernel executes.

import type { Cpu, Draft } from "./cpu.ts";
import { notModelled } from "./fault.ts";
import { ARITHMETIC, FLAG, withBits } from "./flags.ts";
import type { AluMnemonic, Condition, Instruction } from "./instruction.ts";
import { offsetOf, operand, pop, push, readOperand, writeOperand } from "./operand.ts";
import { printInstruction } from "./print.ts";

/** ADD SUB CMP AND OR XOR TEST: `destination = destination op source`, and six flags. */
export function alu(d: Draft, instruction: Instruction, mnemonic: AluMnemonic): void {
  const to = operand(instruction, 1);
  mustBeWide(instruction);
  const a = readOperand(d, to);
  const b = readOperand(d, operand(instruction, 0));
  const { result, flags } = compute(mnemonic, a, b);
  if (mnemonic !== "cmp" && mnemonic !== "test") writeOperand(d, to, result);
  d.eflags = withBits(d.eflags, ARITHMETIC, flags);
}

function compute(mnemonic: AluMnemonic, a: number, b: number): { result: number; flags: number } {
  switch (mnemonic) {
    case "add": {
      const result = (a + b) >>> 0;
      const overflow = (~(a ^ b) & (a ^ result)) >>> 31;
      return { result, flags: flagsOf(a, b, result, a + b > 0xffffffff, overflow === 1) };
    }
    case "sub":
    case "cmp": {
      const result = (a - b) >>> 0;
      const overflow = ((a ^ b) & (a ^ result)) >>> 31;
      return { result, flags: flagsOf(a, b, result, a < b, overflow === 1) };
    }
    default: {
      const result = (mnemonic === "or" ? a | b : mnemonic === "xor" ? a ^ b : a & b) >>> 0;
      // AF is undefined after a logical operation; cleared here, as processors do.
      return { result, flags: flagsOf(0, 0, result, false, false) & ~FLAG.AF };
    }
  }
}

function flagsOf(a: number, b: number, result: number, carry: boolean, overflow: boolean): number {
  return (
    (carry ? FLAG.CF : 0) |
    (evenParity(result & 0xff) ? FLAG.PF : 0) |
    ((a ^ b ^ result) & FLAG.AF) |
    (result === 0 ? FLAG.ZF : 0) |
    (result >>> 31 ? FLAG.SF : 0) |
    (overflow ? FLAG.OF : 0)
  );
}

function evenParity(byte: number): boolean {
  const nibbles = byte ^ (byte >> 4);
  return ((0x6996 >> (nibbles & 0xf)) & 1) === 0;
}

/** INC and DEC leave CF as it was. */
export function addOne(d: Draft, instruction: Instruction, mnemonic: "inc" | "dec"): void {
  const to = operand(instruction, 0);
  mustBeWide(instruction);
  const { result, flags } = compute(mnemonic === "inc" ? "add" : "sub", readOperand(d, to), 1);
  writeOperand(d, to, result);
  d.eflags = withBits(d.eflags, ARITHMETIC & ~FLAG.CF, flags);
}

export function lea(d: Draft, instruction: Instruction): void {
  const [from, to] = [operand(instruction, 0), operand(instruction, 1)];
  if (from.kind !== "mem") notModelled(printInstruction(instruction));
  writeOperand(d, to, offsetOf(d, from));
}

/** MOV between general registers, constants and memory. */
export function moveData(d: Draft, instruction: Instruction): void {
  mustBeWide(instruction);
  writeOperand(d, operand(instruction, 1), readOperand(d, operand(instruction, 0)));
}

export function pushValue(d: Draft, instruction: Instruction): void {
  mustBeWide(instruction);
  push(d, readOperand(d, operand(instruction, 0)));
}

export function popValue(d: Draft, instruction: Instruction): void {
  mustBeWide(instruction);
  const value = pop(d); // ESP has grown before an address that uses it is computed
  writeOperand(d, operand(instruction, 0), value);
}

function mustBeWide(instruction: Instruction): void {
  if (instruction.operands.some((o) => o.kind === "reg" && o.width !== 32))
    notModelled(`${printInstruction(instruction)} (ordinary instructions are 32 bits wide)`);
}

const HOLDS: Readonly<Record<Condition, (f: (name: keyof typeof FLAG) => boolean) => boolean>> = {
  o: (f) => f("OF"),
  no: (f) => !f("OF"),
  b: (f) => f("CF"),
  ae: (f) => !f("CF"),
  e: (f) => f("ZF"),
  ne: (f) => !f("ZF"),
  be: (f) => f("CF") || f("ZF"),
  a: (f) => !f("CF") && !f("ZF"),
  s: (f) => f("SF"),
  ns: (f) => !f("SF"),
  p: (f) => f("PF"),
  np: (f) => !f("PF"),
  l: (f) => f("SF") !== f("OF"),
  ge: (f) => f("SF") === f("OF"),
  le: (f) => f("ZF") || f("SF") !== f("OF"),
  g: (f) => !f("ZF") && f("SF") === f("OF"),
};

/** Whether a conditional jump is taken with these flags. */
export function holds(condition: Condition, cpu: Cpu): boolean {
  return HOLDS[condition]((name) => (cpu.eflags & FLAG[name]) !== 0);
}
