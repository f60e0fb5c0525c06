// A small assembler: AT&T text to instruction values, so that routines can be read as one reads objdump's output.
//
//   spin:  dec %ecx          # a comment
//          jne spin
//
// It reads exactly what `printInstruction` writes, and labels, and `$name` for an address or a constant.

import { GPRS, type Gpr, SEGMENTS, type SegmentName } from "./cpu.ts";
import {
  type Instruction,
  type MemoryOperand,
  MNEMONICS,
  type Mnemonic,
  type Operand,
  type Program,
  type RegisterOperand,
} from "./instruction.ts";
import { lengthOf } from "./length.ts";

export interface Assembly {
  readonly program: Program;
  /** Where each label lies. */
  readonly labels: Readonly<Record<string, number>>;
}

type Names = Readonly<Record<string, number>>;

/** Assembles `source` at `origin`; `constants` may be used as `$name`, `name(%reg)` and as branch targets. */
export function assemble(source: string, origin: number, constants: Names = {}): Assembly {
  const lines = source.split("\n").map(readLine);
  // Lengths first: a label counts as a far-away address, so no length depends on where it will lie.
  const far = Object.fromEntries(lines.flatMap((line) => line.labels.map((label) => [label, 0x7fffffff])));
  const labels: Record<string, number> = {};
  let at = origin;
  for (const { labels: here, text } of lines) {
    for (const label of here) labels[label] = at;
    if (text) at = (at + readInstruction(text, { ...constants, ...far }).length) >>> 0;
  }
  const program: Record<number, Instruction> = {};
  at = origin;
  for (const { text } of lines.filter((line) => line.text)) {
    const measured = readInstruction(text, { ...constants, ...far });
    program[at] = { ...readInstruction(text, { ...constants, ...labels }), length: measured.length };
    at = (at + measured.length) >>> 0;
  }
  return { program, labels };
}

function readLine(line: string): { readonly labels: readonly string[]; readonly text: string } {
  const labels: string[] = [];
  let text = line.replace(/#.*/, "").trim();
  for (let label = /^([a-z_][\w.]*):\s*/i.exec(text); label; label = /^([a-z_][\w.]*):\s*/i.exec(text)) {
    labels.push(label[1] ?? "");
    text = text.slice(label[0].length);
  }
  return { labels, text };
}

/** Reads one instruction; throws with the text when it is not one that the CPU has. */
export function readInstruction(text: string, names: Names = {}): Instruction {
  const [, word = "", rest = ""] = /^(\S+)\s*(.*)$/.exec(text.trim()) ?? [];
  const mnemonic = MNEMONICS.find((m) => m === word) ?? MNEMONICS.find((m) => `${m}l` === word);
  if (!mnemonic) throw new Error(`no instruction: ${text}`);
  const operands = split(rest).map((operand) => readOperand(operand, mnemonic, names));
  return { mnemonic, operands, length: lengthOf(mnemonic, operands) };
}

// Commas inside parentheses belong to an address.
function split(operands: string): string[] {
  return operands
    .split(/,(?![^(]*\))/)
    .map((operand) => operand.trim())
    .filter(Boolean);
}

function readOperand(text: string, mnemonic: Mnemonic, names: Names): Operand {
  if (text === "(%dx)") return { kind: "reg", name: "edx", width: 16 };
  if (text.startsWith("*")) return { kind: "indirect", from: readPlace(text.slice(1), names) };
  if (text.startsWith("$")) return { kind: "imm", value: readNumber(text.slice(1), names) };
  const special = readSpecial(text);
  if (special) return special;
  const branches = /^(call|jmp|j[a-z]+)$/.test(mnemonic) && !/[(%]/.test(text);
  return branches ? { kind: "target", address: readNumber(text, names) } : readPlace(text, names);
}

function readSpecial(text: string): Operand | undefined {
  const segment = SEGMENTS.find((name) => text === `%${name}`);
  if (segment) return { kind: "seg", name: segment };
  const [, kind, number] = /^%(cr|db)(\d)$/.exec(text) ?? [];
  if (kind === "cr") return { kind: "cr", number: Number(number) as 0 | 2 | 3 | 4 };
  return kind === "db" ? { kind: "dr", number: Number(number) } : undefined;
}

function readPlace(text: string, names: Names): RegisterOperand | MemoryOperand {
  return readRegister(text) ?? readMemory(text, names);
}

function readRegister(text: string): RegisterOperand | undefined {
  for (const name of GPRS) {
    if (text === `%${name}`) return { kind: "reg", name, width: 32 };
    if (text === `%${name.slice(1)}`) return { kind: "reg", name, width: 16 };
    if (text === `%${name[1]}l` && name.endsWith("x")) return { kind: "reg", name, width: 8 };
  }
  return undefined;
}

function readMemory(text: string, names: Names): MemoryOperand {
  const match = /^(?:%(\w\w):)?([^(]*)(?:\((?:%(\w{3}))?(?:,%(\w{3})(?:,([1248]))?)?\))?$/.exec(text);
  if (!match) throw new Error(`no operand: ${text}`);
  const [, segment, disp, base, index, scale] = match;
  return {
    kind: "mem",
    ...(segment ? { segment: segment as SegmentName } : {}),
    ...(base ? { base: base as Gpr } : {}),
    ...(index ? { index: index as Gpr, scale: Number(scale ?? 1) as 1 | 2 | 4 | 8 } : {}),
    disp: disp ? readNumber(disp, names) : 0,
  };
}

// `0x10`, `-4`, `name`, `name+8`.
function readNumber(text: string, names: Names): number {
  const [, name, sign, rest] = /^([a-z_][\w.]*)(?:([+-])(.*))?$/i.exec(text) ?? [];
  if (name === undefined) {
    const value = text.startsWith("-") ? -Number(text.slice(1)) : Number(text);
    if (!Number.isInteger(value)) throw new Error(`no number: ${text}`);
    return value >>> 0;
  }
  const value = names[name];
  if (value === undefined) throw new Error(`unknown name: ${name}`);
  const offset = rest ? readNumber(rest, names) : 0;
  return (sign === "-" ? value - offset : value + offset) >>> 0;
}
