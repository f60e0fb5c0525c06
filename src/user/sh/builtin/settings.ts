// set and shopt: options and positional parameters.

import { err, out } from "../../libc.ts";
import type { Run } from "../../program.ts";
import { plainQuote, valueText } from "../expand/declaration.ts";
import { complain, notModelled } from "../message.ts";
import type { OptionName, Shell } from "../shell.ts";
import { FLAG_OPTIONS } from "../special.ts";
import { ExitShell } from "../unwind.ts";
import { type Builtin, badOption, options } from "./builtin.ts";

const OPTIONS: readonly OptionName[] = [
  "allexport",
  "braceexpand",
  "emacs",
  "errexit",
  "errtrace",
  "functrace",
  "hashall",
  "histexpand",
  "history",
  "ignoreeof",
  "interactive-comments",
  "keyword",
  "monitor",
  "noclobber",
  "noexec",
  "noglob",
  "nolog",
  "notify",
  "nounset",
  "onecmd",
  "physical",
  "pipefail",
  "posix",
  "privileged",
  "verbose",
  "vi",
  "xtrace",
];
/** dash has none of bash's additions. */
const POSIX_OPTIONS = new Set(
  "errexit noglob ignoreeof interactive monitor noexec stdin xtrace verbose vi emacs noclobber allexport notify nounset nolog debug".split(
    " ",
  ),
);
/** Options that would change how commands run in ways the model does not have. */
const NOT_MODELLED = new Set(["keyword", "onecmd", "privileged", "posix"]);

const SET_USAGE = "set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]";

export const set: Builtin = function* (sh, args) {
  if (args.length === 0) return yield* listVariables(sh);
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string;
    if (arg === "--") {
      sh.positional = args.slice(i + 1);
      return 0;
    }
    if (arg === "-") {
      sh.options.delete("xtrace");
      sh.options.delete("verbose");
      if (i + 1 < args.length) sh.positional = args.slice(i + 1);
      return 0;
    }
    const on = arg.startsWith("-");
    if ((!on && !arg.startsWith("+")) || arg.length < 2) {
      sh.positional = args.slice(i);
      return 0;
    }
    for (const letter of arg.slice(1)) {
      if (letter === "o") {
        const name = args[i + 1];
        if (name === undefined) {
          yield* out(listOptions(sh, on));
          return 0;
        }
        i++;
        const status = yield* setByName(sh, name, on);
        if (status !== 0) return status;
        continue;
      }
      const name = FLAG_OPTIONS.get(letter);
      if (name === undefined) return yield* badFlag(sh, `${arg[0]}${letter}`);
      const status = yield* setOption(sh, name as OptionName, on);
      if (status !== 0) return status;
    }
  }
  return 0;
};

function* badFlag(sh: Shell, flag: string): Run<number> {
  if (!sh.dialect.extended) {
    yield* complain(sh, `set: Illegal option ${flag}`);
    throw new ExitShell(2);
  }
  yield* complain(sh, `set: ${flag}: invalid option`);
  yield* err(`set: usage: ${SET_USAGE}\n`);
  return 2;
}

export function* setByName(sh: Shell, name: string, on: boolean): Run<number> {
  const known = OPTIONS.includes(name as OptionName) && (sh.dialect.name !== "dash" || POSIX_OPTIONS.has(name));
  if (known) return yield* setOption(sh, name as OptionName, on);
  if (sh.dialect.extended) return yield* complain(sh, `set: ${name}: invalid option name`, 2);
  yield* complain(sh, `set: Illegal option ${on ? "-" : "+"}o ${name}`);
  throw new ExitShell(2);
}

function* setOption(sh: Shell, name: OptionName, on: boolean): Run<number> {
  if (on && NOT_MODELLED.has(name) && !sh.options.has(name)) return yield* notModelled(sh, "set", `option '${name}'`);
  if (on) sh.options.add(name);
  else sh.options.delete(name);
  return 0;
}

function listOptions(sh: Shell, readable: boolean): string {
  const head = sh.dialect.extended || !readable ? "" : "Current option settings\n";
  const known = sh.dialect.extended ? OPTIONS : OPTIONS.filter((name) => POSIX_OPTIONS.has(name));
  const line = (name: OptionName): string =>
    readable
      ? `${name.padEnd(15)}${sh.dialect.extended ? "\t" : " "}${sh.options.has(name) ? "on" : "off"}\n`
      : `set ${sh.options.has(name) ? "-o" : "+o"} ${name}\n`;
  return head + known.map(line).join("");
}

function* listVariables(sh: Shell): Run<number> {
  const names = [...sh.vars.table.keys()].sort();
  let text = "";
  for (const name of names) {
    const v = sh.vars.table.get(name);
    const value = v && valueText(v);
    if (!v || value === null) continue;
    if (v.array || v.assoc) text += `${name}=${value}\n`;
    else
      text += sh.dialect.extended
        ? `${name}=${plainQuote(v.value ?? "")}\n`
        : `${name}='${(v.value ?? "").replace(/'/g, "'\"'\"'")}'\n`;
  }
  yield* out(text);
  return 0;
}

// The names of bash 5.2, in the order shopt lists them; those with a meaning here are in `SHOPTS`.
const SHOPT_NAMES =
  "autocd assoc_expand_once cdable_vars cdspell checkhash checkjobs checkwinsize cmdhist compat31 compat32 compat40 compat41 compat42 compat43 compat44 complete_fullquote direxpand dirspell dotglob execfail expand_aliases extdebug extglob extquote failglob force_fignore globasciiranges globskipdots globstar gnu_errfmt histappend histreedit histverify hostcomplete huponexit inherit_errexit interactive_comments lastpipe lithist localvar_inherit localvar_unset login_shell mailwarn no_empty_cmd_completion nocaseglob nocasematch noexpand_translation nullglob patsub_replacement progcomp progcomp_alias promptvars restricted_shell shift_verbose sourcepath varredir_close xpg_echo".split(
    " ",
  );
const SHOPTS = new Set(
  "checkwinsize cmdhist complete_fullquote dotglob execfail expand_aliases extglob extquote failglob force_fignore globasciiranges globskipdots globstar histappend hostcomplete inherit_errexit interactive_comments lastpipe nocaseglob nocasematch nullglob patsub_replacement progcomp promptvars sourcepath xpg_echo".split(
    " ",
  ),
);

export const shopt: Builtin = function* (sh, args) {
  const { letters, used, bad } = options(args, "pqsuo");
  if (bad) return yield* badOption(sh, "shopt", bad, "shopt [-pqsu] [-o] [optname ...]");
  const names = args.slice(used);
  if (letters.has("o") && names.length > 0 && (letters.has("s") || letters.has("u"))) {
    for (const name of names) yield* setByName(sh, name, letters.has("s"));
    return 0;
  }
  for (const name of names) {
    if (!SHOPT_NAMES.includes(name)) return yield* complain(sh, `shopt: ${name}: invalid shell option name`);
  }
  if ((letters.has("s") || letters.has("u")) && names.length > 0) {
    for (const name of names) {
      if (letters.has("s") && !SHOPTS.has(name)) return yield* notModelled(sh, "shopt", `option '${name}'`);
      if (letters.has("s")) sh.shopts.add(name);
      else sh.shopts.delete(name);
    }
    return 0;
  }
  const filtered = letters.has("s") || letters.has("u");
  const shown = (names.length > 0 ? names : SHOPT_NAMES).filter(
    (n) => !filtered || sh.shopts.has(n) === letters.has("s"),
  );
  if (!letters.has("q")) {
    const line = (name: string): string =>
      letters.has("p")
        ? `shopt ${sh.shopts.has(name) ? "-s" : "-u"} ${name}\n`
        : `${name.padEnd(15)}\t${sh.shopts.has(name) ? "on" : "off"}\n`;
    yield* out(shown.map(line).join(""));
  }
  return names.length > 0 && !names.every((name) => sh.shopts.has(name)) ? 1 : 0;
};
