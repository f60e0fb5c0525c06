// LAR, LSL, VERR, VERW: questions about a selector, answered in ZF instead of by a fault.
//
// "May I use this segment?" is answered for the ring that asks. None of them ever traps for lack of privilege, so a
// guest kernel outside ring 0 gets an answer meant for somebody else. SDM Vol. 2; Vol. 3, 5.10.

import { cpl, type Draft } from "./cpu.ts";
import { isConforming, isReadable, isWritable, SYSTEM } from "./descriptor.ts";
import { FLAG, withBits } from "./flags.ts";
import type { Instruction } from "./instruction.ts";
import { operand, readOperand, writeOperand } from "./operand.ts";
import { type Found, isNull, lookUp, rpl } from "./segment.ts";

// 16-bit TSSes (1, 3) and call gates (4) are valid too.
const LAR_TYPES = new Set<number>([
  1,
  SYSTEM.ldt,
  3,
  4,
  SYSTEM.taskGate,
  SYSTEM.tssAvailable,
  SYSTEM.tssBusy,
  SYSTEM.callGate,
]);
const LSL_TYPES = new Set<number>([1, SYSTEM.ldt, 3, SYSTEM.tssAvailable, SYSTEM.tssBusy]);

/** LAR: the descriptor's second word "masked by 00FxFF00H", x undefined: real processors let the limit's bits through. */
export function accessRights(d: Draft, instruction: Instruction): void {
  const found = visible(d, instruction, LAR_TYPES);
  if (found) writeOperand(d, operand(instruction, 1), found.high & 0x00ffff00);
  answer(d, found !== undefined);
}

/** LSL: the segment's limit in bytes. */
export function segmentLimit(d: Draft, instruction: Instruction): void {
  const found = visible(d, instruction, LSL_TYPES);
  if (found) writeOperand(d, operand(instruction, 1), found.descriptor.limit);
  answer(d, found !== undefined);
}

/** VERR and VERW: could this ring read, or write, through the selector? */
export function verify(d: Draft, instruction: Instruction, write: boolean): void {
  const found = visible(d, instruction, new Set());
  answer(d, found !== undefined && (write ? isWritable : isReadable)(found.descriptor));
}

function visible(d: Draft, instruction: Instruction, systemTypes: ReadonlySet<number>): Found | undefined {
  const selector = readOperand(d, operand(instruction, 0), 2) & 0xffff;
  const found = isNull(selector) ? undefined : lookUp(d, selector);
  if (!found) return undefined;
  const { descriptor } = found;
  if (descriptor.system && !systemTypes.has(descriptor.type)) return undefined;
  const hidden = cpl(d) > descriptor.dpl || rpl(selector) > descriptor.dpl;
  return hidden && !isConforming(descriptor) ? undefined : found;
}

function answer(d: Draft, yes: boolean): void {
  d.eflags = withBits(d.eflags, FLAG.ZF, yes ? FLAG.ZF : 0);
}
