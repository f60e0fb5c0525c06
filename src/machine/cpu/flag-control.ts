// Instructions on EFLAGS as a whole: PUSHF, POPF, CLI, STI.
//
// The four show the whole trouble of x86. CLI and STI beyond IOPL fault, and a hypervisor can step in. PUSHF never
// faults and shows the real IF. POPF never faults either: beyond IOPL it loads the arithmetic flags and leaves IF.

import { cpl, type Draft } from "./cpu.ts";
import { notModelled, raise } from "./fault.ts";
import { FLAG, IOPL, iopl, withBits } from "./flags.ts";
import { pop, push } from "./operand.ts";

/** "PUSH (EFLAGS AND 00FCFFFFH) (* VM and RF bits are cleared in image stored on the stack *)" - SDM Vol. 2, PUSHF */
export function pushFlags(d: Draft): void {
  push(d, d.eflags & 0x00fcffff);
}

// SDM Vol. 2, POPF, table 4-19: what may change depends on CPL and IOPL; nothing here faults for lack of privilege.
export function popFlags(d: Draft): void {
  const value = pop(d);
  if (value & FLAG.TF) notModelled("single-stepping (TF = 1)");
  const program = FLAG.CF | FLAG.PF | FLAG.AF | FLAG.ZF | FLAG.SF | FLAG.DF | FLAG.OF | FLAG.NT | FLAG.AC | FLAG.ID;
  const interrupts = cpl(d) <= iopl(d.eflags) ? FLAG.IF : 0;
  const privilege = cpl(d) === 0 ? IOPL : 0;
  d.eflags = withBits(d.eflags, program | interrupts | privilege, value);
  d.eflags = withBits(d.eflags, FLAG.RF, 0);
}

/** CLI: #GP(0) beyond IOPL. (CR4.PVI and VME, which soften this, cannot be set in the model.) */
export function clearInterrupts(d: Draft): void {
  if (cpl(d) > iopl(d.eflags)) raise("GP", 0);
  d.eflags = withBits(d.eflags, FLAG.IF, 0);
}

/** STI: #GP(0) beyond IOPL. Interrupts are taken only after the next instruction, so `sti; hlt` loses none. */
export function setInterrupts(d: Draft): void {
  if (cpl(d) > iopl(d.eflags)) raise("GP", 0);
  if (!(d.eflags & FLAG.IF)) d.shadow = true;
  d.eflags = withBits(d.eflags, FLAG.IF, FLAG.IF);
}
