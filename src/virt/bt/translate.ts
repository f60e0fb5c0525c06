// The translator: a stretch of guest kernel code in, code that is safe to run in ring 1 out.
//
//   guest                         translated
//   mov %eax,0x9000               mov %eax,0x9000             as it is
//   cli                           movl $0x0,%gs:0x0           the virtual IF
//   call f                        push $back                  the guest's own return address
//                                 -> f                        an exit, to be chained
//   ret                           pop %gs:0x40                where to?
//                                 look up                     hash of guest addresses
//   mov %eax,%cr3                 call out                    the hypervisor plays it
//
// It reads instructions where they lie (binary), as they are reached (on demand), the whole of the kernel (system
// level), and writes a subset of the same instruction set (subsetting). Adams & Agesen 2006, section 3.

import { readInstruction } from "../../machine/cpu/assemble.ts";
import {
  conditionOf,
  type Instruction,
  type MemoryOperand,
  type Operand,
  type Program,
} from "../../machine/cpu/instruction.ts";
import { kindOf } from "../../machine/cpu/kind.ts";
import { hex, printOperand } from "../../machine/cpu/print.ts";
import { VCPU } from "./vcpu.ts";

/** A translation unit holds at most this many guest instructions. */
export const UNIT_MAX = 12;

/** One instruction of translated code. `of`: the guest instruction it stands for. */
export type Emitted =
  /** Copied. */
  | { readonly kind: "ident"; readonly of: number; readonly instruction: Instruction }
  /** Written by the translator, to work on the virtual CPU in place. */
  | { readonly kind: "in-tc"; readonly of: number; readonly instruction: Instruction }
  /** Leaves for the hypervisor, which plays the guest's instruction. `simulate`: a store that kept faulting. */
  | { readonly kind: "call-out"; readonly of: number; readonly service: "emulate" | "simulate" }
  /** Leaves for a known guest address; if `jump` is conditional, only when it is taken. Chained once that is translated. */
  | { readonly kind: "exit"; readonly of: number; readonly to: number; readonly jump: Instruction }
  /** Leaves for the guest address in the virtual CPU's `target` word. */
  | { readonly kind: "look-up"; readonly of: number };

export interface Unit {
  /** The guest instructions taken in, by address, in order. */
  readonly source: readonly number[];
  readonly code: readonly Emitted[];
}

/**
 * Translates from `address` on: up to twelve instructions, or up to one that decides where to go next.
 * `simulated`: addresses of stores that are to be played by the hypervisor.
 */
export function translate(program: Program, address: number, simulated: Readonly<Record<number, true>> = {}): Unit {
  const source: number[] = [];
  const code: Emitted[] = [];
  let at = address;
  for (let instruction = program[at]; instruction; instruction = program[at]) {
    // STI holds interrupts off for one instruction more, so the two stay in one unit.
    if (source.length === UNIT_MAX || (source.length === UNIT_MAX - 1 && instruction.mnemonic === "sti")) break;
    const emitted = simulated[at] ? callOut(at, "simulate") : emit(instruction, at);
    source.push(at);
    code.push(...emitted);
    at = (at + instruction.length) >>> 0;
    if (ends(instruction)) return { source, code };
  }
  return { source, code: [...code, exit(source.at(-1) ?? address, at)] };
}

function emit(instruction: Instruction, of: number): readonly Emitted[] {
  const next = (of + instruction.length) >>> 0;
  const [first] = instruction.operands;
  if (instruction.operands.some(usesTranslatorsSegment)) return callOut(of);
  switch (kindOf(instruction)) {
    case "mov":
    case "lea":
    case "push":
    case "pop":
    case "inc":
    case "dec":
    case "nop":
    case "add":
    case "sub":
    case "cmp":
    case "and":
    case "or":
    case "xor":
    case "test":
      return [{ kind: "ident", of, instruction }];
    case "jmp":
      return first?.kind === "target" ? [exit(of, first.address)] : [...findTarget(of, first), lookUp(of)];
    case "call":
      return first?.kind === "target"
        ? [...inTc(of, `push $${hex(next)}`), exit(of, first.address)]
        : [...findTarget(of, first), ...inTc(of, `push $${hex(next)}`), lookUp(of)];
    case "ret":
      return [...inTc(of, `pop ${word("target")}`, ...dropped(first)), lookUp(of)];
    case "cli":
      return inTc(of, `movl $0x0,${word("IF")}`);
    case "sti":
      return inTc(of, `movl $0x200,${word("IF")}`);
    case "pushf":
      return inTc(of, ...PUSHF);
    case "popf":
      return inTc(of, ...POPF);
    case "push-seg":
      return first?.kind === "seg" ? inTc(of, `push ${word(first.name)}`) : callOut(of);
    case "mov-seg":
    case "mov-cr":
    case "sldt":
    case "str":
      return readRegister(instruction, of);
    default:
      return conditional(instruction, of, next);
  }
}

function conditional(instruction: Instruction, of: number, next: number): readonly Emitted[] {
  const [to] = instruction.operands;
  if (conditionOf(instruction.mnemonic) === undefined || to?.kind !== "target") return callOut(of);
  return [{ kind: "exit", of, to: to.address, jump: instruction }, exit(of, next)];
}

// The real IF is always 1 and the real IOPL 0 while the guest runs: take that 1 away, add the virtual two. LEA adds
// without touching the flags that were just pushed.
const PUSHF = [
  "pushf",
  `mov %eax,${word("eax")}`,
  `mov %ebx,${word("ebx")}`,
  "mov (%esp),%eax",
  `mov ${word("IF")},%ebx`,
  "lea -0x200(%eax,%ebx,1),%eax",
  `mov ${word("IOPL")},%ebx`,
  "lea (%eax,%ebx,1),%eax",
  "mov %eax,(%esp)",
  `mov ${word("ebx")},%ebx`,
  `mov ${word("eax")},%eax`,
];

// The last line is the guest's own POPF: in ring 1 it takes the arithmetic flags and leaves IF and IOPL, which is what
// is wanted here. The flags that AND changes before it are about to be loaded anyway.
const POPF = [
  `mov %eax,${word("eax")}`,
  "mov (%esp),%eax",
  "and $0x200,%eax",
  `mov %eax,${word("IF")}`,
  "mov (%esp),%eax",
  "and $0x3000,%eax",
  `mov %eax,${word("IOPL")}`,
  `mov ${word("eax")},%eax`,
  "popf",
];

// Reads of selectors and control registers come from the virtual CPU's words; everything else about them is a call.
function readRegister({ mnemonic, operands }: Instruction, of: number): readonly Emitted[] {
  const [from, to] = mnemonic === "mov" ? operands : [undefined, operands[0]];
  if (to?.kind !== "reg" || to.width !== 32) return callOut(of);
  const target = printOperand(to);
  if (mnemonic === "str") return inTc(of, `mov ${word("tr")},${target}`);
  if (mnemonic === "sldt") return inTc(of, `mov ${word("ldtr")},${target}`);
  if (from?.kind === "seg") return inTc(of, `mov ${word(from.name)},${target}`);
  return from?.kind === "cr" ? inTc(of, `mov ${word(`cr${from.number}`)},${target}`) : callOut(of);
}

// Where an indirect branch goes, saved before anything else happens: a fault on the way leaves the guest as it was.
function findTarget(of: number, operand: Operand | undefined): readonly Emitted[] {
  if (operand?.kind !== "indirect") throw new Error(`no target at ${hex(of)}`);
  const from = printOperand(operand.from);
  if (operand.from.kind === "reg") return inTc(of, `mov ${from},${word("target")}`);
  return inTc(
    of,
    `mov %eax,${word("eax")}`,
    `mov ${from},%eax`,
    `mov %eax,${word("target")}`,
    `mov ${word("eax")},%eax`,
  );
}

function dropped(operand: Operand | undefined): readonly string[] {
  return operand?.kind === "imm" ? [`lea ${hex(operand.value)}(%esp),%esp`] : [];
}

function inTc(of: number, ...lines: readonly string[]): readonly Emitted[] {
  return lines.map((line) => ({ kind: "in-tc", of, instruction: readInstruction(line) }));
}

function callOut(of: number, service: "emulate" | "simulate" = "emulate"): readonly Emitted[] {
  return [{ kind: "call-out", of, service }];
}

function exit(of: number, to: number): Emitted {
  return { kind: "exit", of, to, jump: readInstruction(`jmp ${hex(to)}`) };
}

function lookUp(of: number): Emitted {
  return { kind: "look-up", of };
}

function word(name: keyof typeof VCPU): string {
  return `%gs:${hex(VCPU[name])}`;
}

// %gs is the translator's while the guest's kernel runs, and CS is not the guest's either.
function usesTranslatorsSegment(operand: Operand): boolean {
  const memory: Operand | MemoryOperand = operand.kind === "indirect" ? operand.from : operand;
  return memory.kind === "mem" && (memory.segment === "gs" || memory.segment === "cs");
}

/** Whether the guest's next instruction may be elsewhere. */
function ends(instruction: Instruction): boolean {
  const { mnemonic } = instruction;
  return (
    conditionOf(mnemonic) !== undefined ||
    ["jmp", "call", "ret", "lcall", "ljmp", "lret", "int", "iret", "hlt"].includes(mnemonic)
  );
}
