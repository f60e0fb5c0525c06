// trap: sets and lists what happens on a signal or at the end.

import { signalNumber } from "../../../kernel/abi/signal.ts";
import { err, out } from "../../libc.ts";
import type { Run } from "../../program.ts";
import { complain } from "../message.ts";
import type { Shell } from "../shell.ts";
import { setTrap, trapName } from "../trap.ts";
import { type Builtin, badOption, options } from "./builtin.ts";

const quote = (text: string): string => `'${text.replace(/'/g, "'\\''")}'`;

export const trap: Builtin = function* (sh, args) {
  const { letters, used, bad } = sh.dialect.extended
    ? options(args, "lp")
    : { letters: new Map(), used: args[0] === "--" ? 1 : 0, bad: null };
  if (bad && !/^-\d/.test(bad.option)) return yield* badOption(sh, "trap", bad, "trap [-lp] [[arg] signal_spec ...]");
  const words = args.slice(used);
  if (words.length === 0 || letters.has("p")) return yield* listTraps(sh, words);
  let [command, ...names] = words as [string, ...string[]];
  let action: string | null = command;
  // "If arg is absent (and there is a single signal_spec) or -, each specified signal is reset"
  if (names.length === 0) {
    names = [command];
    action = null;
  } else if (command === "-") action = null;
  else if (/^\d+$/.test(command) && trapName(command) !== null) {
    names = words as string[];
    action = null;
  }
  let status = 0;
  for (const spec of names) {
    const name = trapName(spec);
    if (name === null || (!sh.dialect.extended && /^(ERR|DEBUG|RETURN)$/.test(name))) {
      if (sh.dialect.extended) yield* complain(sh, `trap: ${spec}: invalid signal specification`);
      else yield* err(`trap: ${spec}: bad trap\n`);
      status = 1;
    } else yield* setTrap(sh, name, action);
  }
  return status;
};

function* listTraps(sh: Shell, names: readonly string[]): Run<number> {
  const wanted = names.map(trapName);
  const order = (name: string): number => (name === "EXIT" ? 0 : (signalNumber(name) ?? 100));
  const all = [...sh.traps].sort(([a], [b]) => order(a) - order(b));
  for (const [name, command] of all) {
    if (names.length > 0 && !wanted.includes(name)) continue;
    const shown = sh.dialect.extended && !/^(EXIT|ERR|DEBUG|RETURN)$/.test(name) ? `SIG${name}` : name;
    yield* out(`trap -- ${quote(command)} ${shown}\n`);
  }
  return 0;
}
