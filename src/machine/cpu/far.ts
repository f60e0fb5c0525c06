// Far JMP, CALL and RET: control transfers that load CS, and with it perhaps another privilege level.
//
// What is allowed is a comparison of three numbers: CPL (the ring now), RPL (in the selector), DPL (in the descriptor).
// SDM Vol. 3, 5.8; pseudo-code in Vol. 2 under each instruction. Jumps to a TSS or task gate are left out.

import { cpl, type Draft } from "./cpu.ts";
import { decodeGate, type Gate, isCode, isConforming, SYSTEM } from "./descriptor.ts";
import { notModelled, raise } from "./fault.ts";
import { type Instruction, segmentOf } from "./instruction.ts";
import { offsetOf, operand, pop, push, readOperand, setRegister } from "./operand.ts";
import { printInstruction } from "./print.ts";
import { dropInnerSegments, type Found, isNull, load, loadCode, loadStackSegment, mustFind, rpl } from "./segment.ts";
import { innerStack } from "./task-state.ts";

/** LJMP: to a code segment of the same ring, or through a call gate; never to another ring. */
export function farJump(d: Draft, instruction: Instruction): void {
  const { selector, offset } = farPointer(d, instruction);
  const found = target(d, selector);
  if (isCode(found.descriptor)) {
    loadCode(d, selector, checkedCode(d, selector, found), cpl(d), offset);
    return;
  }
  const gate = checkedGate(d, selector, found);
  const code = gateTarget(d, gate);
  const { descriptor } = code;
  const fits = isConforming(descriptor) ? descriptor.dpl <= cpl(d) : descriptor.dpl === cpl(d);
  if (!isCode(descriptor) || !fits) raise("GP", gate.selector & 0xfffc);
  if (!descriptor.present) raise("NP", gate.selector & 0xfffc);
  loadCode(d, gate.selector, code, cpl(d), gate.offset);
}

/** LCALL: as LJMP, but through a call gate it may enter an inner ring, on that ring's own stack. */
export function farCall(d: Draft, instruction: Instruction): void {
  const { selector, offset } = farPointer(d, instruction);
  const found = target(d, selector);
  const back = { cs: d.segments.cs.selector, eip: d.eip };
  if (isCode(found.descriptor)) {
    const code = checkedCode(d, selector, found);
    push(d, back.cs);
    push(d, back.eip);
    loadCode(d, selector, code, cpl(d), offset);
    return;
  }
  const gate = checkedGate(d, selector, found);
  const code = gateTarget(d, gate);
  const { descriptor } = code;
  if (!isCode(descriptor) || descriptor.dpl > cpl(d)) raise("GP", gate.selector & 0xfffc);
  if (!descriptor.present) raise("NP", gate.selector & 0xfffc);
  const inward = !isConforming(descriptor) && descriptor.dpl < cpl(d);
  const level = inward ? descriptor.dpl : cpl(d);
  const old = { ss: d.segments.ss.selector, esp: d.regs.esp };
  const words = Array.from({ length: inward ? gate.parameters : 0 }, (_, i) =>
    load(d, "ss", (old.esp + 4 * i) >>> 0, 4),
  );
  if (inward) {
    // The stack of the inner ring is checked and written as that ring.
    const { ss, esp } = innerStack(d, level);
    enterRing(d, gate.selector, code, level);
    loadStackSegment(d, ss, level, "TS");
    setRegister(d, "esp", esp);
    push(d, old.ss);
    push(d, old.esp);
    for (const word of words.reverse()) push(d, word);
  }
  push(d, back.cs);
  push(d, back.eip);
  loadCode(d, gate.selector, code, level, gate.offset);
}

/** LRET: back to the same ring or an outer one. The ring is chosen by the RPL of the CS on the stack. */
export function farReturn(d: Draft, instruction: Instruction): void {
  const eip = pop(d);
  const selector = pop(d) & 0xffff;
  const [drop] = instruction.operands;
  const bytes = drop ? readOperand(d, drop) : 0;
  const code = returnTarget(d, selector);
  const outward = rpl(selector) > cpl(d);
  setRegister(d, "esp", d.regs.esp + bytes);
  if (!outward) {
    loadCode(d, selector, code, rpl(selector), eip);
    return;
  }
  const esp = pop(d);
  const ss = pop(d) & 0xffff;
  loadCode(d, selector, code, rpl(selector), eip);
  loadStackSegment(d, ss, rpl(selector), "GP");
  setRegister(d, "esp", esp + bytes);
  dropInnerSegments(d);
}

/** The checks that far RET and IRET share on the CS they pop. */
export function returnTarget(d: Draft, selector: number): Found {
  if (isNull(selector)) raise("GP", 0);
  const found = mustFind(d, selector);
  const { descriptor } = found;
  const level = rpl(selector);
  const fits = isConforming(descriptor) ? descriptor.dpl <= level : descriptor.dpl === level;
  if (level < cpl(d) || !isCode(descriptor) || !fits) raise("GP", selector & 0xfffc);
  if (!descriptor.present) raise("NP", selector & 0xfffc);
  return found;
}

/** Makes `code` the current segment, so that the pushes that follow belong to ring `level`. */
export function enterRing(d: Draft, selector: number, code: Found, level: number): void {
  loadCode(d, selector, code, level, 0);
}

function farPointer(d: Draft, instruction: Instruction): { selector: number; offset: number } {
  const first = operand(instruction, 0);
  if (first.kind === "imm") return { selector: first.value & 0xffff, offset: readOperand(d, operand(instruction, 1)) };
  if (first.kind !== "indirect" || first.from.kind !== "mem") return notModelled(printInstruction(instruction));
  const segment = segmentOf(first.from);
  const at = offsetOf(d, first.from);
  return { offset: load(d, segment, at, 4), selector: load(d, segment, (at + 4) >>> 0, 2) };
}

function target(d: Draft, selector: number): Found {
  if (isNull(selector)) raise("GP", 0);
  return mustFind(d, selector);
}

// A direct transfer stays in its ring, except that a conforming segment may be entered from less privileged ones.
function checkedCode(d: Draft, selector: number, found: Found): Found {
  const { descriptor } = found;
  const allowed = isConforming(descriptor)
    ? descriptor.dpl <= cpl(d)
    : rpl(selector) <= cpl(d) && descriptor.dpl === cpl(d);
  if (!allowed) raise("GP", selector & 0xfffc);
  if (!descriptor.present) raise("NP", selector & 0xfffc);
  return found;
}

function checkedGate(d: Draft, selector: number, { low, high, descriptor }: Found): Gate {
  const { system, type } = descriptor;
  if (system && (type === SYSTEM.taskGate || type === SYSTEM.tssAvailable)) notModelled("a hardware task switch");
  if (!system || type !== SYSTEM.callGate) raise("GP", selector & 0xfffc);
  if (descriptor.dpl < cpl(d) || descriptor.dpl < rpl(selector)) raise("GP", selector & 0xfffc);
  if (!descriptor.present) raise("NP", selector & 0xfffc);
  return decodeGate(low, high);
}

function gateTarget(d: Draft, { selector }: Gate): Found {
  if (isNull(selector)) raise("GP", 0);
  return mustFind(d, selector);
}
