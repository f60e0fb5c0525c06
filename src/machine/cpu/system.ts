// Control registers, debug registers, model-specific registers, ports, and the other instructions for ring 0.
// Almost all of these trap elsewhere, and are therefore the easy part of virtualizing x86.

import { CR0, CR4, cpl, type Draft } from "./cpu.ts";
import { notModelled, raise } from "./fault.ts";
import { type Instruction, type Operand, segmentOf } from "./instruction.ts";
import { offsetOf, operand, readOperand, setRegister, writeOperand } from "./operand.ts";
import { printInstruction } from "./print.ts";
import { mustBeRing0 } from "./tables.ts";
import { checkPort } from "./task-state.ts";

/** MOV to and from CR0, CR2, CR3 and CR4. */
export function moveControl(d: Draft, instruction: Instruction): void {
  mustBeRing0(d);
  const [from, to] = [operand(instruction, 0), operand(instruction, 1)];
  if (from.kind === "cr") writeOperand(d, to, readControl(d, from.number));
  else if (to.kind === "cr") writeControl(d, to.number, readOperand(d, from));
}

function readControl(d: Draft, number: 0 | 2 | 3 | 4): number {
  return { 0: d.cr0, 2: d.cr2, 3: d.cr3, 4: d.cr4 }[number] >>> 0;
}

function writeControl(d: Draft, number: 0 | 2 | 3 | 4, value: number): void {
  switch (number) {
    case 0:
      if (value & CR0.PG && !(value & CR0.PE)) raise("GP", 0);
      if (value & CR0.NW && !(value & CR0.CD)) raise("GP", 0);
      if (!(value & CR0.PE)) notModelled("leaving protected mode");
      if ((d.cr0 ^ value) & (CR0.PG | CR0.WP)) d.tlb = {};
      d.cr0 = (value | CR0.ET) >>> 0;
      return;
    case 2:
      d.cr2 = value;
      return;
    case 3:
      // "invalidates all TLB entries … except those for global pages" - SDM Vol. 3, 4.10.4.1; there are no global ones here
      d.tlb = {};
      d.cr3 = (value & 0xfffff018) >>> 0;
      return;
    case 4:
      if (value & ~KNOWN_CR4) raise("GP", 0); // reserved bits
      if (value & (CR4.VME | CR4.PVI | CR4.PAE)) notModelled("VME, PVI or PAE");
      d.tlb = {};
      d.cr4 = value;
      return;
    default:
      number satisfies never;
  }
}

const KNOWN_CR4 = Object.values(CR4).reduce((a, b) => a | b, 0);

/** MOV to and from the debug registers; DR7.GD makes every access a #DB. */
export function moveDebug(d: Draft, instruction: Instruction): void {
  mustBeRing0(d);
  if ((d.dr[7] ?? 0) & (1 << 13)) raise("DB");
  const [from, to] = [operand(instruction, 0), operand(instruction, 1)];
  if (from.kind === "dr") writeOperand(d, to, d.dr[from.number] ?? 0);
  else if (to.kind === "dr") d.dr = { ...d.dr, [to.number]: readOperand(d, from) };
}

export function clearTaskSwitched(d: Draft): void {
  mustBeRing0(d);
  d.cr0 = (d.cr0 & ~CR0.TS) >>> 0;
}

export function halt(d: Draft): void {
  mustBeRing0(d);
  d.halted = true;
}

/** INVLPG forgets the translation of one page. */
export function invalidatePage(d: Draft, instruction: Instruction): void {
  mustBeRing0(d);
  const place = operand(instruction, 0);
  if (place.kind !== "mem") notModelled(printInstruction(instruction));
  const base = d.segments[segmentOf(place)].descriptor?.base ?? 0;
  const { [(base + offsetOf(d, place)) >>> 12]: _gone, ...rest } = d.tlb;
  d.tlb = rest;
}

/** RDMSR and WRMSR: ECX names the register; one that does not exist gives #GP(0). */
export function readMsr(d: Draft): void {
  mustBeRing0(d);
  const [high, low] = d.msrs[d.regs.ecx] ?? raise("GP", 0);
  setRegister(d, "edx", high);
  setRegister(d, "eax", low);
}

export function writeMsr(d: Draft): void {
  mustBeRing0(d);
  if (!d.msrs[d.regs.ecx]) raise("GP", 0);
  d.msrs = { ...d.msrs, [d.regs.ecx]: [d.regs.edx, d.regs.eax] };
}

/** CPUID: which processor this is. Never privileged. A leaf beyond the last gives zeros here. */
export function identify(d: Draft): void {
  const leaf = d.cpuid[d.regs.eax] ?? { eax: 0, ebx: 0, ecx: 0, edx: 0 };
  d.regs = { ...d.regs, ...leaf };
}

/** RDTSC: free for all unless CR4.TSD reserves it. */
export function readTimeStamp(d: Draft): void {
  if (d.cr4 & CR4.TSD && cpl(d) > 0) raise("GP", 0);
  setRegister(d, "edx", Math.floor(d.tsc / 2 ** 32));
  setRegister(d, "eax", d.tsc % 2 ** 32);
}

/** IN port to AL, AX or EAX. */
export function portIn(d: Draft, instruction: Instruction): void {
  const [from, to] = [operand(instruction, 0), operand(instruction, 1)];
  const port = readOperand(d, from);
  checkPort(d, port, widthOf(to));
  writeOperand(d, to, d.ports[port] ?? 0xffffffff); // an empty bus reads as ones
}

export function portOut(d: Draft, instruction: Instruction): void {
  const [from, to] = [operand(instruction, 0), operand(instruction, 1)];
  const port = readOperand(d, to);
  checkPort(d, port, widthOf(from));
  d.ports = { ...d.ports, [port]: readOperand(d, from) };
}

const widthOf = (o: Operand): number => (o.kind === "reg" ? o.width / 8 : 4);
