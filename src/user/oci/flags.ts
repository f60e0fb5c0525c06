// How runc reads its arguments: Go's flag package and urfave/cli. One dash or two are the same, options end at the first
// operand, and letters cannot be joined.

import { type Given, type Option, optionTable } from "../getopt.ts";

export interface Flags {
  readonly given: readonly Given[];
  readonly operands: readonly string[];
  /** Go's message, without a name in front. */
  readonly problem: string | null;
}

export function parseFlags(table: readonly Option[], args: readonly string[]): Flags {
  const given: Given[] = [];
  let i = 0;
  for (; i < args.length; i++) {
    const word = args[i] ?? "";
    if (word === "--") {
      i++;
      break;
    }
    if (!word.startsWith("-") || word === "-") break;
    const [, dashes = "-", name = "", , attached] = /^(--?)([^=]*)(=([\s\S]*))?$/.exec(word) ?? [];
    const option = table.find((o) => o.longs.includes(name) || o.shorts.includes(name));
    const end = (problem: string): Flags => ({ given, operands: args.slice(i), problem });
    if (!option) return end(`flag provided but not defined: -${name}`);
    let value = attached;
    if (option.arg === "none") {
      if (value !== undefined && !/^(1|0|t|f|true|false)$/i.test(value)) {
        return end(`invalid boolean value "${value}" for -${name}: parse error`);
      }
      if (value !== undefined && /^(0|f|false)$/i.test(value)) continue;
    } else if (value === undefined) {
      value = args[++i];
      if (value === undefined) return end(`flag needs an argument: -${name}`);
    }
    given.push({ name: option.name, flag: `${dashes}${name}`, value, modelled: option.modelled });
  }
  return { given, operands: args.slice(i), problem: null };
}

export interface Command {
  readonly does: string;
  /** After "runc NAME". */
  readonly usage: string;
  readonly options: readonly Option[];
  /** How many operands it wants at least and at most. */
  readonly operands: readonly [least: number, most: number];
}

export const command = (does: string, usage: string, operands: Command["operands"], options = ""): Command => ({
  does,
  usage,
  options: optionTable(options),
  operands,
});

/** What is wrong with the number of operands: checkArgs(), utils.go of runc */
export function wrongCount(name: string, { operands: [least, most] }: Command, count: number): string | null {
  const say = (what: string, n: number) => `runc: "${name}" requires ${what} ${n} argument(s)`;
  if (least === most) return count === least ? null : say("exactly", least);
  if (count < least) return say("a minimum of", least);
  return count > most ? say("a maximum of", most) : null;
}

/** --help of a command, in short. */
export function helpOf(name: string, { does, usage, options }: Command): string {
  const lines = options.map(({ line, modelled }) => `   ${line}${modelled ? "" : "  (not modelled in Cutaway)"}\n`);
  const table = lines.length > 0 ? `\nOPTIONS:\n${lines.join("")}` : "";
  return `NAME:\n   runc ${name} - ${does}\n\nUSAGE:\n   runc ${name} ${usage}\n${table}   \n`;
}
