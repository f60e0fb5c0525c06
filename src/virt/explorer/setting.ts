// The machine on which an experiment's case begins: a Linux-like kernel in ring 0, as it believes, about to execute it.

import { readInstruction } from "../../machine/cpu/assemble.ts";
import { bootCpu, SYSTEM_CALL } from "../../machine/cpu/boot.ts";
import { type Cpu, CR0 } from "../../machine/cpu/cpu.ts";
import { FLAG, IOPL, withBits } from "../../machine/cpu/flags.ts";
import type { Instruction } from "../../machine/cpu/instruction.ts";
import { writeWord } from "../../machine/cpu/memory.ts";
import type { Case } from "./experiments.ts";

const CODE = 0x100000; // where the instruction lies
const HANDLER = 0x100200; // of int 0x80, and of the call gate

const BOOTED = bootCpu({ handlers: { [SYSTEM_CALL]: { offset: HANDLER, dpl: 3, trap: true } }, callGate: HANDLER });

/** The data port of the keyboard controller. */
export const KEYBOARD = 0x60;

/** The guest's processor before the case, as on a machine of its own. */
export function guestBefore({ stack = [], regs = {}, words = {}, masked, taskSwitched, iopl = 0, gdt }: Case): Cpu {
  const cpu = gdt === undefined ? BOOTED : withTableAt(BOOTED, gdt);
  const esp = cpu.regs.esp - 4 * stack.length;
  const pushed = stack.map((word, i) => [esp + 4 * i, word] as const);
  const memory = [...pushed, ...Object.entries(words)].reduce(
    (now, [at, word]) => writeWord(now, Number(at), word),
    cpu.memory,
  );
  return {
    ...cpu,
    memory,
    eip: CODE,
    regs: { ...cpu.regs, ...regs, esp },
    eflags: withBits(cpu.eflags, FLAG.IF | IOPL, (masked ? 0 : FLAG.IF) | (iopl << 12)),
    cr0: (cpu.cr0 | (taskSwitched ? CR0.TS : 0)) >>> 0,
    ports: { [KEYBOARD]: 0x1c },
  };
}

/** The same processor with its global descriptor table at `base`, a multiple of 256. */
function withTableAt(cpu: Cpu, base: number): Cpu {
  const lines = Math.ceil((cpu.gdtr.limit + 1) / 256);
  const copies = Array.from(
    { length: lines },
    (_, i) => [(base >>> 8) + i, cpu.memory[(cpu.gdtr.base >>> 8) + i]] as const,
  );
  const memory = { ...cpu.memory, ...Object.fromEntries(copies.filter(([, words]) => words)) };
  return { ...cpu, memory, gdtr: { ...cpu.gdtr, base } };
}

export function instructionOf({ text }: Case): Instruction {
  return readInstruction(text);
}
