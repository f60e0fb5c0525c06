// The registers that say where the CPU's tables lie. Loading them is for ring 0; before UMIP, storing them was not:
// SGDT, SIDT, SLDT, STR and SMSW hand the real values to any program that asks.

import { CR0, CR4, cpl, type Draft, type TableRegister } from "./cpu.ts";
import { type Descriptor, SYSTEM } from "./descriptor.ts";
import { notModelled, raise } from "./fault.ts";
import { type Instruction, segmentOf } from "./instruction.ts";
import { offsetOf, operand, readOperand, writeOperand } from "./operand.ts";
import { readLinear, writeLinear } from "./paging.ts";
import { printInstruction } from "./print.ts";
import { isNull, load, mustFind, store } from "./segment.ts";

/** Everything below that changes the machine: ring 0, or #GP(0). */
export function mustBeRing0(d: Draft): void {
  if (cpl(d) !== 0) raise("GP", 0);
}

// "If CR4.UMIP = 1 and CPL > 0" - SDM Vol. 2, SGDT, SIDT, SLDT, SMSW, STR
function mustBeShown(d: Draft): void {
  if (d.cr4 & CR4.UMIP && cpl(d) > 0) raise("GP", 0);
}

/** SGDT and SIDT: two bytes of limit, four of base. */
export function storeTable(d: Draft, instruction: Instruction, { base, limit }: TableRegister): void {
  mustBeShown(d);
  const { segment, offset } = place(d, instruction);
  store(d, segment, offset, 2, limit);
  store(d, segment, (offset + 2) >>> 0, 4, base);
}

/** LGDT and LIDT read the same six bytes. */
export function loadTable(d: Draft, instruction: Instruction): TableRegister {
  mustBeRing0(d);
  const { segment, offset } = place(d, instruction);
  return { limit: load(d, segment, offset, 2), base: load(d, segment, (offset + 2) >>> 0, 4) };
}

function place(d: Draft, instruction: Instruction) {
  const memory = operand(instruction, 0);
  if (memory.kind !== "mem") return notModelled(printInstruction(instruction));
  return { segment: segmentOf(memory), offset: offsetOf(d, memory) };
}

/** SLDT, STR and SMSW: 16 bits to memory or a 16-bit register; a 32-bit register is filled with zeros above. */
export function storeWord(d: Draft, instruction: Instruction, value: number): void {
  mustBeShown(d);
  writeOperand(d, operand(instruction, 0), value & 0xffff, 2);
}

/** LLDT: the LDT becomes another segment, or none. */
export function loadLocalTable(d: Draft, instruction: Instruction): void {
  mustBeRing0(d);
  const selector = readOperand(d, operand(instruction, 0), 2) & 0xffff;
  if (isNull(selector)) {
    d.ldtr = { selector, descriptor: null };
    return;
  }
  d.ldtr = { selector, descriptor: systemSegment(d, selector, SYSTEM.ldt).descriptor };
}

/** LTR: the TSS of the running task; the descriptor in memory is marked busy. */
export function loadTaskRegister(d: Draft, instruction: Instruction): void {
  mustBeRing0(d);
  const selector = readOperand(d, operand(instruction, 0), 2) & 0xffff;
  if (isNull(selector)) raise("GP", 0);
  const { at, descriptor } = systemSegment(d, selector, SYSTEM.tssAvailable);
  const high = readLinear(d, (at + 4) >>> 0, 4, false);
  writeLinear(d, (at + 4) >>> 0, 4, high | 0x200, false);
  d.tr = { selector, descriptor: { ...descriptor, type: SYSTEM.tssBusy } };
}

function systemSegment(d: Draft, selector: number, type: number): { at: number; descriptor: Descriptor } {
  const code = selector & 0xfffc;
  if (selector & 4) raise("GP", code); // must be in the GDT
  const found = mustFind(d, selector);
  if (!found.descriptor.system || found.descriptor.type !== type) raise("GP", code);
  if (!found.descriptor.present) raise("NP", code);
  return found;
}

/** LMSW: PE, MP, EM and TS of CR0; PE can be set but not cleared. */
export function loadMachineStatus(d: Draft, instruction: Instruction): void {
  mustBeRing0(d);
  const word = readOperand(d, operand(instruction, 0), 2);
  const bits = CR0.MP | CR0.EM | CR0.TS;
  d.cr0 = ((d.cr0 & ~bits) | (word & bits) | (word & CR0.PE)) >>> 0;
}
