// What a program can see of a processor, field by field, and where two processors differ.
//
// The time-stamp counter and the TLB are left out: Popek and Goldberg's equivalence leaves timing out too. So are the
// hidden halves of segment registers, which no instruction reads.

import type { Cpu } from "./cpu.ts";
import { FLAG, type FlagName, iopl } from "./flags.ts";
import { changedWords, readWord } from "./memory.ts";
import { hex } from "./print.ts";

export interface Difference {
  /** `eax`, `IF`, `cr0`, `gdtr.base`, `cs`, `[0x9000]` … */
  readonly field: string;
  readonly expected: number;
  readonly got: number;
}

/** Every visible register and flag by name. */
export function visible(cpu: Cpu): Readonly<Record<string, number>> {
  const flags = (Object.keys(FLAG) as FlagName[]).map((name) => [name, cpu.eflags & FLAG[name] ? 1 : 0]);
  return {
    ...cpu.regs,
    eip: cpu.eip,
    ...Object.fromEntries(flags),
    IOPL: iopl(cpu.eflags),
    ...Object.fromEntries(Object.entries(cpu.segments).map(([name, { selector }]) => [name, selector])),
    cr0: cpu.cr0,
    cr2: cpu.cr2,
    cr3: cpu.cr3,
    cr4: cpu.cr4,
    ...numbered("dr", cpu.dr),
    "gdtr.base": cpu.gdtr.base,
    "gdtr.limit": cpu.gdtr.limit,
    "idtr.base": cpu.idtr.base,
    "idtr.limit": cpu.idtr.limit,
    ldtr: cpu.ldtr.selector,
    tr: cpu.tr.selector,
    ...Object.fromEntries(
      Object.entries(cpu.msrs).flatMap(([number, [high, low]]) => [
        [`msr ${hex(Number(number))} high`, high],
        [`msr ${hex(Number(number))} low`, low],
      ]),
    ),
    ...numbered("port ", cpu.ports),
    halted: cpu.halted ? 1 : 0,
  };
}

function numbered(name: string, values: Readonly<Record<number, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([number, value]) => [`${name}${number}`, value]));
}

/** Where `got` is not as `expected`: registers first, then words of memory by address. */
export function differences(expected: Cpu, got: Cpu): readonly Difference[] {
  const [a, b] = [visible(expected), visible(got)];
  const fields = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  const registers = fields
    .filter((field) => a[field] !== b[field])
    .map((field) => ({ field, expected: a[field] ?? 0, got: b[field] ?? 0 }));
  const words = changedWords(expected.memory, got.memory).map((at) => ({
    field: `[${hex(at)}]`,
    expected: readWord(expected.memory, at),
    got: readWord(got.memory, at),
  }));
  return [...registers, ...words];
}
