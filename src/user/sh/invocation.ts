// What the command line of a shell asks for - bash(1), OPTIONS.

import type { Dialect } from "./dialect.ts";
import type { OptionName } from "./shell.ts";
import { FLAG_OPTIONS } from "./special.ts";

export interface Invocation {
  /** -c: the commands. */
  readonly command: string | null;
  /** The script. */
  readonly file: string | null;
  /** $0 where given behind -c. */
  readonly name: string | null;
  readonly args: readonly string[];
  readonly set: readonly OptionName[];
  readonly unset: readonly OptionName[];
  readonly login: boolean;
  readonly interactive: boolean;
  readonly readsStdin: boolean;
  readonly norc: boolean;
  readonly noprofile: boolean;
  readonly version: boolean;
  /** An option that does not exist, or that the model leaves out. */
  readonly bad: { readonly option: string; readonly kind: "unknown" | "not modelled" | "no argument" } | null;
  readonly shopts: readonly string[];
}

const LONG = new Set(["--login", "--norc", "--noprofile", "--noediting", "--version", "--verbose", "--posix"]);
const REAL_LONG = new Set([
  "--debug",
  "--debugger",
  "--dump-po-strings",
  "--dump-strings",
  "--help",
  "--init-file",
  "--rcfile",
  "--pretty-print",
  "--restricted",
  "--posix",
]);

export function readInvocation(argv: readonly string[], dialect: Dialect): Invocation {
  const flags = new Set<string>();
  const set: OptionName[] = [];
  const unset: OptionName[] = [];
  const shopts: string[] = [];
  let bad: Invocation["bad"] = null;
  let i = 1;
  for (; i < argv.length && bad === null; i++) {
    const arg = argv[i] as string;
    if (arg === "--" || arg === "-") {
      i++;
      break;
    }
    if (arg.startsWith("--") && dialect.extended) {
      if (REAL_LONG.has(arg)) bad = { option: arg, kind: "not modelled" };
      else if (LONG.has(arg)) flags.add(arg);
      else bad = { option: arg, kind: "unknown" };
      continue;
    }
    const on = arg.startsWith("-");
    if ((!on && !arg.startsWith("+")) || arg.length < 2) break;
    for (const letter of arg.slice(1)) {
      if (letter === "o" || (letter === "O" && dialect.extended)) {
        const name = argv[++i];
        if (name === undefined) bad = { option: `${arg[0]}${letter}`, kind: "no argument" };
        else if (letter === "O") shopts.push(name);
        else (on ? set : unset).push(name as OptionName);
      } else if ("cils".includes(letter)) flags.add(letter);
      else if (FLAG_OPTIONS.has(letter)) (on ? set : unset).push(FLAG_OPTIONS.get(letter) as OptionName);
      else
        bad = {
          option: `${arg[0]}${letter}`,
          kind: "rD".includes(letter) && dialect.extended ? "not modelled" : "unknown",
        };
    }
  }
  const rest = argv.slice(i);
  const isCommand = flags.has("c");
  if (isCommand && rest.length === 0 && bad === null) bad = { option: "-c", kind: "no argument" };
  const [first, ...others] = rest;
  const readsStdin = !isCommand && (flags.has("s") || first === undefined);
  return {
    command: isCommand ? (first ?? "") : null,
    file: isCommand || readsStdin ? null : (first ?? null),
    name: isCommand ? (others[0] ?? null) : null,
    args: isCommand ? others.slice(1) : readsStdin ? rest : others,
    set,
    unset,
    shopts,
    login: flags.has("l") || flags.has("--login") || (argv[0] ?? "").startsWith("-"),
    interactive: flags.has("i"),
    readsStdin,
    norc: flags.has("--norc"),
    noprofile: flags.has("--noprofile"),
    version: flags.has("--version"),
    bad,
  };
}
