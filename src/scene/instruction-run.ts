// What one run of an instruction did to the processor that the guest sees: the rows that tell, and a sentence.

import { visible } from "../machine/cpu/compare.ts";
import type { Cpu } from "../machine/cpu/cpu.ts";
import type { Fault } from "../machine/cpu/fault.ts";
import { changedWords, readWord } from "../machine/cpu/memory.ts";
import type { Run } from "../virt/explorer/explore.ts";
import { INSTRUCTION_WORDS } from "./instruction-words.ts";
import type { Placed } from "./placed.ts";
import { type RegisterRow, registerTable } from "./register-table.ts";
import type { Lang } from "./words.ts";

/** Shown whatever happens: the ring is in CS, and these two are what most of it is about. */
const ALWAYS = ["cs", "IF", "IOPL"];

/** Every field of the processor that has a row, in the order in which it is told. */
const ORDER = /^(cs|IF|IOPL|ZF|CF)$/;

const hex = (n: number): string => `0x${(n >>> 0).toString(16)}`;

/** The values of a field: a flag's bit, else hexadecimal. */
export const writeField = (field: string, value: number): string =>
  /^([A-Z]+|halted)$/.test(field) ? String(value) : hex(value);

function readField(cpu: Cpu, field: string): number {
  const at = /^\[(0x[0-9a-f]+)\]$/.exec(field);
  return at ? readWord(cpu.memory, Number(at[1])) : (visible(cpu)[field] ?? 0);
}

/** The fields that changed or are wrong in any of these runs, beside those that are always shown. EIP only if wrong. */
export function tellingFields(runs: readonly Run[]): readonly string[] {
  const found = new Set(ALWAYS);
  for (const { before, after, differences } of runs) {
    const [a, b] = [visible(before), visible(after)];
    for (const field of Object.keys({ ...a, ...b })) if (field !== "eip" && a[field] !== b[field]) found.add(field);
    for (const at of changedWords(before.memory, after.memory)) found.add(`[${hex(at)}]`);
    for (const { field } of differences) if (field !== "fault") found.add(field);
  }
  return [...found].sort((a, b) => Number(ORDER.test(b)) - Number(ORDER.test(a)));
}

/** All fields that the guest can read. */
export const allFields = (run: Run): readonly string[] => Object.keys(visible(run.before));

export function registerRows(run: Run, fields: readonly string[], lang: Lang): readonly RegisterRow[] {
  const words = INSTRUCTION_WORDS[lang];
  return fields.map((field): RegisterRow => {
    const before = writeField(field, readField(run.before, field));
    const after = writeField(field, readField(run.after, field));
    const difference = run.differences.find((one) => one.field === field);
    const expected = difference ? writeField(field, difference.expected) : null;
    const title =
      expected !== null
        ? words.wrong(field, after, expected)
        : before === after
          ? words.unchanged(field, after)
          : words.changed(field, before, after);
    return { field, before, after, changed: before !== after, expected, title };
  });
}

export const nameFault = ({ name, errorCode }: Fault): string =>
  errorCode === undefined ? name : `${name}(${hex(errorCode)})`;

/** The run in one to three sentences: who noticed, what the guest got, what is wrong. */
export function describeRun(run: Run, native: Run, lang: Lang): string {
  const words = INSTRUCTION_WORDS[lang];
  const { trap, exit, fault, differences } = run;
  const wrong = differences.filter(({ field }) => field !== "fault");
  return [
    trap && words.trapped(nameFault(trap)),
    exit && words.exited(exit.reason, exit.name),
    fault && words.faulted(nameFault(fault)),
    differences.some(({ field }) => field === "fault") && native.fault && words.shouldFault(nameFault(native.fault)),
    ...wrong.map(({ field, got, expected }) => words.wrong(field, writeField(field, got), writeField(field, expected))),
    differences.length > 0 && !trap && !exit && words.silent,
    differences.length === 0 && words.right,
  ]
    .filter(Boolean)
    .join(" ");
}

export function instructionPicture(
  run: Run,
  native: Run,
  fields: readonly string[],
  { width, lang }: { readonly width: number; readonly lang: Lang },
): readonly Placed[] {
  const words = INSTRUCTION_WORDS[lang];
  const title = `${run.text}, ${words.ways[run.way]}: ${describeRun(run, native, lang)}`;
  return registerTable(registerRows(run, fields, lang), {
    width,
    title,
    before: words.before,
    after: words.after,
    should: words.should,
  });
}
