// One instruction on the processor: `step(cpu, instruction)` gives the next processor, or the fault.
//
// A fault leaves the processor as it was, EIP and all; `deliver` then enters the handler. Whoever stands between the two
// (a hypervisor) decides what really happens.

import { addOne, alu, holds, lea, moveData, popValue, pushValue } from "./alu.ts";
import { type Cpu, cpl, type Draft, type SegmentName } from "./cpu.ts";
import { farCall, farJump, farReturn } from "./far.ts";
import { type Fault, FaultSignal, raise } from "./fault.ts";
import { clearInterrupts, popFlags, pushFlags, setInterrupts } from "./flag-control.ts";
import { type Condition, conditionOf, type Instruction, type Mnemonic } from "./instruction.ts";
import { enterFault, enterHandler, interruptReturn } from "./interrupt.ts";
import { call, jump, ret } from "./near.ts";
import { operand, pop, push, readOperand, writeOperand } from "./operand.ts";
import { translate } from "./paging.ts";
import { accessRights, segmentLimit, verify } from "./rights.ts";
import { loadSegment } from "./segment.ts";
import * as system from "./system.ts";
import * as tables from "./tables.ts";

export type StepResult =
  | { readonly cpu: Cpu; readonly fault?: undefined }
  | { readonly fault: Fault; readonly cpu?: undefined };

/** Executes `instruction`, which lies at EIP, by the pseudo-code and the privilege rules of SDM Vol. 2. */
export function step(cpu: Cpu, instruction: Instruction): StepResult {
  return attempt(cpu, (d) => {
    fetch(d);
    d.eip = (cpu.eip + instruction.length) >>> 0;
    d.tsc = cpu.tsc + 1;
    d.shadow = false;
    execute(d, instruction);
  });
}

/** Enters the handler of a fault; a second fault on the way is #DF, and a third shuts the processor down. */
export function deliver(cpu: Cpu, fault: Fault): Cpu | "shutdown" {
  const first = attempt(cpu, (d) => enterFault(d, fault));
  if (first.cpu) return first.cpu;
  const second = attempt(cpu, (d) => enterFault(d, { vector: 8, name: "#DF", errorCode: 0 }));
  return second.cpu ?? "shutdown";
}

/** An interrupt from outside: wakes a halted processor. Only while `interruptible`. */
export function interrupt(cpu: Cpu, vector: number): Cpu | "shutdown" {
  const taken = attempt({ ...cpu, halted: false }, (d) => enterHandler(d, vector, false));
  return taken.cpu ?? deliver(cpu, taken.fault);
}

function attempt(cpu: Cpu, change: (d: Draft) => void): StepResult {
  const d: Draft = { ...cpu };
  try {
    change(d);
    return { cpu: d };
  } catch (error) {
    if (error instanceof FaultSignal) return { fault: error.fault };
    throw error;
  }
}

// The instruction itself must be in a segment and a page that this ring may use.
function fetch(d: Draft): void {
  const { descriptor } = d.segments.cs;
  if (!descriptor || d.eip > descriptor.limit) raise("GP", 0);
  translate(d, (descriptor.base + d.eip) >>> 0, { write: false, user: cpl(d) === 3 });
}

function execute(d: Draft, instruction: Instruction): void {
  const { mnemonic } = instruction;
  const condition = conditionOf(mnemonic);
  if (condition === undefined) EXECUTE[mnemonic as Unconditional](d, instruction);
  else if (holds(condition, d)) jump(d, instruction);
}

type Unconditional = Exclude<Mnemonic, `j${Condition}`>;
type Execute = (d: Draft, instruction: Instruction) => void;

const EXECUTE: Readonly<Record<Unconditional, Execute>> = {
  nop: () => {},
  mov: move,
  lea,
  push: pushAny,
  pop: popAny,
  inc: (d, i) => addOne(d, i, "inc"),
  dec: (d, i) => addOne(d, i, "dec"),
  add: (d, i) => alu(d, i, "add"),
  sub: (d, i) => alu(d, i, "sub"),
  cmp: (d, i) => alu(d, i, "cmp"),
  and: (d, i) => alu(d, i, "and"),
  or: (d, i) => alu(d, i, "or"),
  xor: (d, i) => alu(d, i, "xor"),
  test: (d, i) => alu(d, i, "test"),
  call,
  jmp: jump,
  ret,
  pushf: pushFlags,
  popf: popFlags,
  cli: clearInterrupts,
  sti: setInterrupts,
  lcall: farCall,
  ljmp: farJump,
  lret: farReturn,
  int: (d, i) => enterHandler(d, readOperand(d, operand(i, 0)), true),
  iret: interruptReturn,
  sgdt: (d, i) => tables.storeTable(d, i, d.gdtr),
  sidt: (d, i) => tables.storeTable(d, i, d.idtr),
  sldt: (d, i) => tables.storeWord(d, i, d.ldtr.selector),
  str: (d, i) => tables.storeWord(d, i, d.tr.selector),
  smsw: (d, i) => tables.storeWord(d, i, d.cr0),
  lgdt: (d, i) => {
    d.gdtr = tables.loadTable(d, i);
  },
  lidt: (d, i) => {
    d.idtr = tables.loadTable(d, i);
  },
  lldt: tables.loadLocalTable,
  ltr: tables.loadTaskRegister,
  lmsw: tables.loadMachineStatus,
  lar: accessRights,
  lsl: segmentLimit,
  verr: (d, i) => verify(d, i, false),
  verw: (d, i) => verify(d, i, true),
  clts: system.clearTaskSwitched,
  hlt: system.halt,
  invlpg: system.invalidatePage,
  invd: tables.mustBeRing0, // there are no caches here to write back
  wbinvd: tables.mustBeRing0,
  rdmsr: system.readMsr,
  wrmsr: system.writeMsr,
  cpuid: system.identify,
  rdtsc: system.readTimeStamp,
  in: system.portIn,
  out: system.portOut,
};

function move(d: Draft, instruction: Instruction): void {
  const [from, to] = [operand(instruction, 0), operand(instruction, 1)];
  if (from.kind === "cr" || to.kind === "cr") system.moveControl(d, instruction);
  else if (from.kind === "dr" || to.kind === "dr") system.moveDebug(d, instruction);
  else if (to.kind === "seg") moveToSegment(d, to.name, readOperand(d, from, 2) & 0xffff);
  // A selector read into a 32-bit register has zeros above it (P6 and later; SDM Vol. 2, MOV).
  else if (from.kind === "seg") writeOperand(d, to, d.segments[from.name].selector, 2);
  else moveData(d, instruction);
}

function moveToSegment(d: Draft, name: SegmentName, selector: number): void {
  loadSegment(d, name, selector);
  if (name === "ss") d.shadow = true;
}

function pushAny(d: Draft, instruction: Instruction): void {
  const what = operand(instruction, 0);
  if (what.kind === "seg") push(d, d.segments[what.name].selector);
  else pushValue(d, instruction);
}

function popAny(d: Draft, instruction: Instruction): void {
  const to = operand(instruction, 0);
  if (to.kind === "seg") moveToSegment(d, to.name, pop(d) & 0xffff);
  else popValue(d, instruction);
}
