// What a builtin command is: a program that runs inside the shell's own process.

import { type Errno, failed, strerror } from "../../../kernel/abi/errno.ts";
import { err, out } from "../../libc.ts";
import type { Run } from "../../program.ts";
import type { Assigned } from "../expand/assignment.ts";
import { complain, notModelled } from "../message.ts";
import type { Shell } from "../shell.ts";
import { ExitShell } from "../unwind.ts";
import { SPECIAL_BUILTINS } from "./names.ts";

/** An argument; to declare and its kin also an assignment, already expanded. */
export type Operand = string | (Assigned & { readonly text: string });

export interface Call {
  readonly name: string;
  readonly operands: readonly Operand[];
  readonly mayExec: boolean;
}

export type Builtin = (sh: Shell, args: readonly string[], call: Call) => Run<number>;

/** Writes a builtin's output: bash line by line, the others at once. A failing write is its failure. */
export function* say(sh: Shell, who: string, text: string): Run<number> {
  const parts = sh.dialect.name === "bash" ? text.split(/(?<=\n)/) : [text];
  for (const part of parts) {
    if (part === "") continue;
    const r = yield* out(part);
    if (failed(r)) return yield* writeError(sh, who, r);
  }
  return 0;
}

export function* writeError(sh: Shell, who: string, e: Errno): Run<number> {
  if (sh.dialect.name === "dash") return yield* complain(sh, `${who}: ${who}: I/O error`);
  return yield* complain(sh, `${who}: write error: ${strerror(e)}`);
}

/** Options as letters in front of the operands: "-rn 3" with known "rn:". */
export interface Options {
  readonly letters: ReadonlyMap<string, string>;
  /** How many arguments they took. */
  readonly used: number;
  /** An option that is not known, or lacks its argument. */
  readonly bad: { readonly option: string; readonly missing: boolean } | null;
}

/** `known`: letters, ":" behind those with an argument, "+" in front where options may begin with + too. */
export function options(args: readonly string[], known: string): Options {
  const letters = new Map<string, string>();
  const plus = known.startsWith("+");
  let i = 0;
  for (; i < args.length; i++) {
    const arg = args[i] as string;
    if (arg === "--") return { letters, used: i + 1, bad: null };
    const sign = arg[0];
    if (arg.length < 2 || (sign !== "-" && !(plus && sign === "+"))) break;
    for (let j = 1; j < arg.length; j++) {
      const letter = arg[j] as string;
      const at = letter === ":" || letter === "+" ? -1 : known.indexOf(letter);
      if (at < 0) return { letters, used: i, bad: { option: `${sign}${letter}`, missing: false } };
      const key = sign === "+" ? `+${letter}` : letter;
      if (known[at + 1] !== ":") letters.set(key, "");
      else {
        const value = j + 1 < arg.length ? arg.slice(j + 1) : args[++i];
        if (value === undefined) return { letters, used: i, bad: { option: `-${letter}`, missing: true } };
        letters.set(key, value);
        break;
      }
    }
  }
  return { letters, used: i, bad: null };
}

/** Says what is wrong with an option: one that bash has but the model lacks is refused with status 95. */
export function* badOption(
  sh: Shell,
  who: string,
  bad: { readonly option: string; readonly missing: boolean },
  usage: string,
  real = "",
): Run<number> {
  if (!sh.dialect.extended) {
    yield* complain(sh, `${who}: ${sh.dialect.name === "ash" ? "illegal" : "Illegal"} option ${bad.option}`);
    if (SPECIAL_BUILTINS.has(who)) throw new ExitShell(2);
    return 2;
  }
  if (bad.missing) yield* complain(sh, `${who}: ${bad.option}: option requires an argument`);
  else if (real.includes(bad.option[1] as string)) return yield* notModelled(sh, who, `option '${bad.option}'`);
  else yield* complain(sh, `${who}: ${bad.option}: invalid option`);
  yield* err(`${who}: usage: ${usage}\n`);
  return 2;
}
