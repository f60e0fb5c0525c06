// How many bytes an instruction takes, by the rules of its encoding: prefixes, opcode, ModRM, SIB, displacement,
// immediate. SDM Vol. 2, chapter 2. Near branches are always in their 32-bit form, which spares the assembler guessing.

import type { Mnemonic, Operand } from "./instruction.ts";

export function lengthOf(mnemonic: Mnemonic, operands: readonly Operand[]): number {
  const prefixes = operands.map(overridePrefix).reduce((a, b) => a + b, 0);
  return prefixes + body(mnemonic, operands);
}

function body(mnemonic: Mnemonic, operands: readonly Operand[]): number {
  const [first, second] = operands;
  switch (mnemonic) {
    case "mov":
      return moveLength(first, second);
    case "lea":
      return 1 + modRm(first);
    case "push":
    case "pop":
      return pushLength(first);
    case "inc":
    case "dec":
      return first?.kind === "reg" ? 1 : 1 + modRm(first);
    case "call":
    case "jmp":
      return first?.kind === "indirect" ? 1 + modRm(first.from) : 5;
    case "ret":
    case "lret":
      return first ? 3 : 1;
    case "lcall":
    case "ljmp":
      return first?.kind === "indirect" ? 1 + modRm(first.from) : 7;
    case "int":
      return 2;
    case "add":
    case "sub":
    case "cmp":
    case "and":
    case "or":
    case "xor":
    case "test":
      return aluLength(mnemonic, first, second);
    case "in":
    case "out": {
      const wide = operands.some((o) => o.kind === "reg" && o.width === 16 && o.name === "eax");
      return (operands.some((o) => o.kind === "imm") ? 2 : 1) + (wide ? 1 : 0);
    }
    case "sldt":
    case "str":
    case "smsw":
      return 2 + modRm(first) + (first?.kind === "reg" && first.width === 16 ? 1 : 0);
    case "sgdt":
    case "sidt":
    case "lgdt":
    case "lidt":
    case "lldt":
    case "ltr":
    case "lmsw":
    case "verr":
    case "verw":
    case "lar":
    case "lsl":
    case "invlpg":
      return 2 + modRm(first);
    case "clts":
    case "invd":
    case "wbinvd":
    case "rdmsr":
    case "wrmsr":
    case "cpuid":
    case "rdtsc":
      return 2;
    case "nop":
    case "pushf":
    case "popf":
    case "cli":
    case "sti":
    case "hlt":
    case "iret":
      return 1;
    default:
      return 6; // Jcc: 0F 8x and four bytes of distance
  }
}

function moveLength(from: Operand | undefined, to: Operand | undefined): number {
  if (from?.kind === "cr" || to?.kind === "cr" || from?.kind === "dr" || to?.kind === "dr") return 3;
  if (from?.kind === "imm") return to?.kind === "reg" ? 5 : 1 + modRm(to) + 4;
  const memory = from?.kind === "mem" ? from : to?.kind === "mem" ? to : undefined;
  const accumulator = [from, to].some((o) => o?.kind === "reg" && o.name === "eax");
  if (memory && accumulator && !memory.base && !memory.index) return 5; // A1 and A3: EAX and a bare address
  return 1 + (memory ? modRm(memory) : 1);
}

function pushLength(operand: Operand | undefined): number {
  if (operand?.kind === "imm") return isByte(operand.value) ? 2 : 5;
  if (operand?.kind === "seg") return operand.name === "fs" || operand.name === "gs" ? 2 : 1;
  return operand?.kind === "reg" ? 1 : 1 + modRm(operand);
}

function aluLength(mnemonic: Mnemonic, from: Operand | undefined, to: Operand | undefined): number {
  if (from?.kind !== "imm") return 1 + modRm(from?.kind === "mem" ? from : to);
  const short = mnemonic !== "test" && isByte(from.value);
  if (!short && to?.kind === "reg" && to.name === "eax") return 5;
  return 1 + modRm(to) + (short ? 1 : 4);
}

function modRm(operand: Operand | undefined): number {
  if (operand?.kind !== "mem") return 1;
  const { base, index, disp } = operand;
  if (!base) return index ? 6 : 5;
  const sib = index || base === "esp" ? 1 : 0;
  const displacement = disp === 0 && base !== "ebp" ? 0 : isByte(disp) ? 1 : 4;
  return 1 + sib + displacement;
}

// The parser keeps a segment only where the programmer wrote one, and each costs a prefix byte.
function overridePrefix(operand: Operand): number {
  const memory = operand.kind === "indirect" ? operand.from : operand;
  return memory.kind === "mem" && memory.segment ? 1 : 0;
}

const isByte = (value: number): boolean => (value | 0) >= -128 && (value | 0) <= 127;
