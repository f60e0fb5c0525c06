// unset, shift, let.

import { subscript } from "../expand/scope.ts";
import { expandArithmetic } from "../expand/word.ts";
import { complain } from "../message.ts";
import type { Shell } from "../shell.ts";
import { ExitShell, ExpansionError } from "../unwind.ts";
import { has, isName, lookup, ReadonlyError, unset as unsetVariable } from "../variable.ts";
import { type Builtin, badOption, options } from "./builtin.ts";

export const unset: Builtin = function* (sh, args) {
  const { letters, used, bad } = options(args, "fvn");
  if (bad) return yield* badOption(sh, "unset", bad, "unset [-f] [-v] [-n] [name ...]");
  let status = 0;
  for (const name of args.slice(used)) {
    if (letters.has("f")) sh.functions.delete(name);
    else {
      try {
        const element = /^([A-Za-z_]\w*)\[([\s\S]*)\]$/.exec(name);
        if (element) unsetElement(sh, element[1] as string, element[2] as string);
        else if (!isName(name)) status = yield* complain(sh, `unset: \`${name}': not a valid identifier`);
        else if (letters.has("n")) sh.vars.table.delete(name);
        else if (sh.vars.table.has(name)) unsetVariable(sh.vars, name);
        else if (!letters.has("v")) sh.functions.delete(name);
      } catch (e) {
        if (!(e instanceof ReadonlyError)) throw e;
        status = yield* complain(
          sh,
          sh.dialect.extended ? `unset: ${e.name}: cannot unset: readonly variable` : `unset: ${e.name}: is read only`,
        );
      }
    }
  }
  return status;
};

function unsetElement(sh: Shell, name: string, index: string): void {
  const v = lookup(sh.vars, name);
  if (has(v, "r")) throw new ReadonlyError(name);
  if (v?.assoc) v.assoc.delete(index);
  else if (v?.array && (index === "@" || index === "*")) unsetVariable(sh.vars, name);
  else if (v?.array) v.array.delete(subscript(sh, name, index));
}

export const shift: Builtin = function* (sh, args) {
  const [count = "1"] = args;
  if (!/^\d+$/.test(count)) {
    return yield* complain(
      sh,
      sh.dialect.extended ? `shift: ${count}: numeric argument required` : `shift: Illegal number: ${count}`,
    );
  }
  if (Number(count) > sh.positional.length) {
    if (sh.dialect.name !== "dash") return 1;
    yield* complain(sh, "shift: can't shift that many");
    throw new ExitShell(2);
  }
  sh.positional = sh.positional.slice(Number(count));
  return 0;
};

export const letValues: Builtin = function* (sh, args) {
  if (args.length === 0) return yield* complain(sh, "let: expression expected");
  let value = 0n;
  try {
    for (const text of args) value = yield* expandArithmetic(sh, text, "let: ");
  } catch (e) {
    if (!(e instanceof ExpansionError) || e.fatal) throw e;
    return yield* complain(sh, e.message);
  }
  return value === 0n ? 1 : 0;
};
