// Interrupts and exceptions: through a gate of the IDT into a handler, and back by IRET.
//
// INT n and a fault take the same way; only INT n is asked whether its ring may use the gate. On the way in, an
// interrupt gate clears IF; on the way out, IRET restores it, but only in rings up to IOPL: in an outer ring the flag on
// the stack is ignored without a word. SDM Vol. 3, 6.12; Vol. 2 under INT n and IRET.

import { type Cpu, cpl, type Draft } from "./cpu.ts";
import { decodeGate, type Gate, isCode, isConforming, SYSTEM } from "./descriptor.ts";
import { enterRing, returnTarget } from "./far.ts";
import { type Fault, notModelled, raise } from "./fault.ts";
import { FLAG, IOPL, iopl, withBits } from "./flags.ts";
import { pop, push, setRegister } from "./operand.ts";
import { readLinear } from "./paging.ts";
import { dropInnerSegments, isNull, loadCode, loadStackSegment, mustFind, rpl } from "./segment.ts";
import { innerStack } from "./task-state.ts";

/** Enters the handler of `vector`. `software`: INT n, whose gate must be open to the current ring. */
export function enterHandler(d: Draft, vector: number, software: boolean, errorCode?: number): void {
  const ext = software ? 0 : 1; // EXT bit of error codes: the cause was not an instruction's own choice
  const gate = findGate(d, vector, software, ext);
  if (isNull(gate.selector)) raise("GP", ext);
  const code = mustFind(d, gate.selector, ext);
  const { descriptor } = code;
  if (!isCode(descriptor) || descriptor.dpl > cpl(d)) raise("GP", (gate.selector & 0xfffc) | ext);
  if (!descriptor.present) raise("NP", (gate.selector & 0xfffc) | ext);
  const inward = !isConforming(descriptor) && descriptor.dpl < cpl(d);
  const level = inward ? descriptor.dpl : cpl(d);
  const from = {
    ss: d.segments.ss.selector,
    esp: d.regs.esp,
    cs: d.segments.cs.selector,
    eip: d.eip,
    eflags: d.eflags,
  };
  if (inward) {
    const { ss, esp } = innerStack(d, level);
    enterRing(d, gate.selector, code, level);
    loadStackSegment(d, ss, level, "TS");
    setRegister(d, "esp", esp);
    push(d, from.ss);
    push(d, from.esp);
  }
  push(d, from.eflags);
  push(d, from.cs);
  push(d, from.eip);
  if (errorCode !== undefined) push(d, errorCode);
  loadCode(d, gate.selector, code, level, gate.offset);
  const cleared = FLAG.TF | FLAG.NT | FLAG.RF | FLAG.VM | (gate.type === SYSTEM.interruptGate ? FLAG.IF : 0);
  d.eflags = withBits(d.eflags, cleared, 0);
}

function findGate(d: Draft, vector: number, software: boolean, ext: number): Gate {
  const code = vector * 8 + 2 + ext; // bit 1: the selector index is an IDT vector
  if (vector * 8 + 7 > d.idtr.limit) raise("GP", code);
  const at = d.idtr.base + vector * 8;
  const gate = decodeGate(readLinear(d, at >>> 0, 4, false), readLinear(d, (at + 4) >>> 0, 4, false));
  if (gate.type === SYSTEM.taskGate) notModelled("a task gate in the IDT");
  if (gate.type !== SYSTEM.interruptGate && gate.type !== SYSTEM.trapGate) raise("GP", code);
  if (software && gate.dpl < cpl(d)) raise("GP", code);
  if (!gate.present) raise("NP", code);
  return gate;
}

/** IRET in protected mode, to the same ring or an outer one. */
export function interruptReturn(d: Draft): void {
  if (d.eflags & FLAG.NT) notModelled("IRET to another task (NT = 1)");
  const eip = pop(d);
  const selector = pop(d) & 0xffff;
  const eflags = pop(d);
  if (eflags & FLAG.TF) notModelled("single-stepping (TF = 1)");
  if (eflags & FLAG.VM && cpl(d) === 0) notModelled("IRET to virtual-8086 mode");
  const code = returnTarget(d, selector);
  const before = cpl(d);
  const level = rpl(selector);
  const outer = level > before ? { esp: pop(d), ss: pop(d) & 0xffff } : undefined;
  d.eflags = withBits(d.eflags, restorable(before, d.eflags), eflags);
  loadCode(d, selector, code, level, eip);
  if (!outer) return;
  loadStackSegment(d, outer.ss, level, "GP");
  setRegister(d, "esp", outer.esp);
  dropInnerSegments(d);
}

// "IF CPL <= IOPL THEN EFLAGS(IF) := tempEFLAGS; IF CPL = 0 THEN EFLAGS(IOPL) := tempEFLAGS" - SDM Vol. 2, IRET
function restorable(level: number, eflags: number): number {
  const always = FLAG.CF | FLAG.PF | FLAG.AF | FLAG.ZF | FLAG.SF | FLAG.TF | FLAG.DF | FLAG.OF | FLAG.NT;
  const wide = FLAG.RF | FLAG.AC | FLAG.ID;
  const interrupts = level <= iopl(eflags) ? FLAG.IF : 0;
  return always | wide | interrupts | (level === 0 ? IOPL | FLAG.VIF | FLAG.VIP : 0);
}

/** Whether an interrupt from outside would be taken now. */
export function interruptible(cpu: Cpu): boolean {
  return (cpu.eflags & FLAG.IF) !== 0 && !cpu.shadow;
}

/** What the fault does to the processor besides entering a handler. */
export function enterFault(d: Draft, fault: Fault): void {
  if (fault.address !== undefined) d.cr2 = fault.address;
  enterHandler(d, fault.vector, false, fault.errorCode);
}
