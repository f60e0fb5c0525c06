// Tools of Cutaway: small programs that let a lesson ask the models of machine/ and virt/ from the command line.
//
// No Debian has them, and their --help says so. What they print is computed when they are run; they change nothing.

import { optionHelp, optionTable } from "../getopt.ts";
import type { Main, Run } from "../program.ts";
import { type Cmd, tool } from "../tool.ts";

interface TeachingTool {
  readonly name: string;
  /** After the name in "Usage: NAME …". */
  readonly usage: string;
  /** What it shows, in one sentence, and the words that it takes. */
  readonly about: string;
  /** See getopt.ts. */
  readonly options: string;
}

const USAGE_ERROR = 2;

export function teachingTool({ name, usage, about, options }: TeachingTool, body: (cmd: Cmd) => Run<number>): Main {
  const all = `${options}
      --help               display this help and exit
`;
  const help = `Usage: ${name} ${usage}\n${about}\n\n${optionHelp(optionTable(all))}\nA tool of Cutaway, not of Debian.\n`;
  return tool({ name, usage, options: all, help, version: "(Cutaway)", failure: USAGE_ERROR }, body);
}

/** The value of an option that must be one of `choices`; the first where it was not given. */
export function* choice<T extends string>(cmd: Cmd, option: string, choices: readonly [T, ...T[]]): Run<T> {
  const given = cmd.last(option) ?? choices[0];
  const found = choices.find((one) => one === given);
  if (found === undefined) yield* cmd.misuse(`--${option}: expected ${choices.join(", ")}, not '${given}'`);
  return found as T;
}

/** The value of an option that must be a whole number from 1 to `most`. */
export function* count(cmd: Cmd, option: string, otherwise: number, most: number): Run<number> {
  const given = cmd.last(option);
  if (given === undefined) return otherwise;
  const n = /^\d+$/.test(given) ? Number(given) : 0;
  if (n < 1 || n > most) yield* cmd.misuse(`--${option}: expected a number from 1 to ${most}, not '${given}'`);
  return n;
}

/** Rows as columns, two blanks apart; the last column is not padded. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>(
    (most, row) => row.map((cell, i) => Math.max(most[i] ?? 0, cell.length)).concat(most.slice(row.length)),
    [],
  );
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, i) => cell.padEnd(widths[i] ?? 0))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}
