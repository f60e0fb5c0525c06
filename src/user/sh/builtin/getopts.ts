// getopts: one option of the positional parameters at a time.

import { err } from "../../libc.ts";
import { setParameter } from "../expand/scope.ts";
import { complain } from "../message.ts";
import { parameter } from "../special.ts";
import { isName } from "../variable.ts";
import type { Builtin } from "./builtin.ts";

export const getopts: Builtin = function* (sh, args) {
  const [spec, name] = args;
  if (spec === undefined || name === undefined) {
    yield* err(
      sh.dialect.extended
        ? "getopts: usage: getopts optstring name [arg ...]\n"
        : `${sh.name}: Usage: getopts optstring var [arg...]\n`,
    );
    return 2;
  }
  if (!isName(name)) return yield* complain(sh, `getopts: \`${name}': not a valid identifier`);
  const words = args.length > 2 ? args.slice(2) : sh.positional;
  const silent = spec.startsWith(":");
  let index = Math.max(1, Number(parameter(sh, "OPTIND") ?? 1) || 1);
  let at = sh.getopts.letter || 1;
  const word = words[index - 1];
  const finish = (value: string, next: number, letter: number): void => {
    setParameter(sh, name, value);
    setParameter(sh, "OPTIND", String(next));
    sh.getopts.letter = letter;
  };
  if (word === undefined || !/^-./.test(word) || word === "--") {
    sh.vars.table.delete("OPTARG");
    finish("?", word === "--" ? index + 1 : index, 0);
    return 1;
  }
  const letter = word[at] as string;
  const known = letter === ":" ? -1 : spec.indexOf(letter, silent ? 1 : 0);
  const last = at + 1 >= word.length;
  if (last) index++;
  at = last ? 0 : at + 1;
  if (known < 0) {
    if (silent) setParameter(sh, "OPTARG", letter);
    else {
      sh.vars.table.delete("OPTARG");
      if (parameter(sh, "OPTERR") !== "0")
        yield* err(sh.dialect.extended ? `${sh.name}: illegal option -- ${letter}\n` : `Illegal option -${letter}\n`);
    }
    finish("?", index, at);
    return 0;
  }
  if (spec[known + 1] !== ":") {
    sh.vars.table.delete("OPTARG");
    finish(letter, index, at);
    return 0;
  }
  const argument = last ? words[index - 1] : word.slice(at);
  if (argument === undefined) {
    if (silent) setParameter(sh, "OPTARG", letter);
    else {
      sh.vars.table.delete("OPTARG");
      yield* err(
        sh.dialect.extended
          ? `${sh.name}: option requires an argument -- ${letter}\n`
          : `No arg for -${letter} option\n`,
      );
    }
    finish(silent ? ":" : "?", index, 0);
    return 0;
  }
  setParameter(sh, "OPTARG", argument);
  finish(letter, last ? index + 1 : index + 1, 0);
  return 0;
};
