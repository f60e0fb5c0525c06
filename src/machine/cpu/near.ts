// Control transfers within one code segment. They know nothing of privilege.

import type { Draft } from "./cpu.ts";
import { notModelled, raise } from "./fault.ts";
import type { Instruction, Operand } from "./instruction.ts";
import { operand, pop, push, readOperand, setRegister } from "./operand.ts";
import { printInstruction } from "./print.ts";

export function jump(d: Draft, instruction: Instruction): void {
  goTo(d, targetOf(d, operand(instruction, 0), instruction));
}

export function call(d: Draft, instruction: Instruction): void {
  const target = targetOf(d, operand(instruction, 0), instruction);
  push(d, d.eip); // EIP is already behind this instruction
  goTo(d, target);
}

/** RET n also drops n bytes of parameters. */
export function ret(d: Draft, instruction: Instruction): void {
  const target = pop(d);
  const [drop] = instruction.operands;
  if (drop) setRegister(d, "esp", d.regs.esp + readOperand(d, drop));
  goTo(d, target);
}

function targetOf(d: Draft, to: Operand, instruction: Instruction): number {
  if (to.kind === "target") return to.address;
  return to.kind === "indirect" ? readOperand(d, to.from) : notModelled(printInstruction(instruction));
}

function goTo(d: Draft, eip: number): void {
  if (eip > (d.segments.cs.descriptor?.limit ?? 0)) raise("GP", 0);
  d.eip = eip;
}
