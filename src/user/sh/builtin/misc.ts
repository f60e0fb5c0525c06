// The rest: trap, umask, ulimit, hash, alias, getopts, history, help, times, caller.

import { failed } from "../../../kernel/abi/errno.ts";
import { err, out } from "../../libc.ts";
import { type Run, sys } from "../../program.ts";
import { setParameter } from "../expand/scope.ts";
import { complain, notModelled } from "../message.ts";
import { filesNamed } from "../run/exec.ts";
import type { Shell } from "../shell.ts";
import { parameter } from "../special.ts";
import { setTrap, trapName } from "../trap.ts";
import { isName } from "../variable.ts";
import { badOption, type Builtin, options } from "./builtin.ts";
import { builtinNames } from "./names.ts";
import { signalNumber } from "../../../kernel/abi/signal.ts";

const quote = (text: string): string => `'${text.replace(/'/g, "'\\''")}'`;

export const trap: Builtin = function* (sh, args) {
  const { letters, used, bad } = sh.dialect.extended ? options(args, "lp") : { letters: new Map(), used: args[0] === "--" ? 1 : 0, bad: null };
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

export const umask: Builtin = function* (sh, args) {
  const { letters, used, bad } = options(args, "Sp");
  if (bad) return yield* badOption(sh, "umask", bad, "umask [-p] [-S] [mode]");
  const [mode] = args.slice(used);
  const old = yield* sys("umask", { mask: 0 });
  const now = failed(old) ? 0o022 : old;
  if (mode === undefined) {
    yield* sys("umask", { mask: now });
    const text = letters.has("S") ? symbolic(now) : now.toString(8).padStart(4, "0");
    yield* out(`${letters.has("p") ? `umask ${letters.has("S") ? "-S " : ""}` : ""}${text}\n`);
    return 0;
  }
  const wanted = /^[0-7]+$/.test(mode) ? Number.parseInt(mode, 8) & 0o777 : symbolicMask(mode, now);
  yield* sys("umask", { mask: wanted ?? now });
  if (wanted !== null) return 0;
  if (!sh.dialect.extended) return yield* complain(sh, `umask: Illegal number: ${mode}`, 2);
  return yield* complain(sh, /^\d/.test(mode) ? `umask: ${mode}: octal number out of range` : `umask: \`${mode[0]}': invalid symbolic mode character`);
};

const symbolic = (mask: number): string =>
  ["u", "g", "o"]
    .map((who, i) => {
      const bits = ~(mask >> (6 - 3 * i)) & 7;
      return `${who}=${bits & 4 ? "r" : ""}${bits & 2 ? "w" : ""}${bits & 1 ? "x" : ""}`;
    })
    .join(",");

function symbolicMask(mode: string, old: number): number | null {
  let allowed = ~old & 0o777;
  for (const clause of mode.split(",")) {
    const m = /^([ugoa]*)([-+=])([rwx]*)$/.exec(clause);
    if (!m) return null;
    const who = m[1] === "" || m[1]?.includes("a") ? "ugo" : (m[1] as string);
    const bits = (m[3]?.includes("r") ? 4 : 0) | (m[3]?.includes("w") ? 2 : 0) | (m[3]?.includes("x") ? 1 : 0);
    for (const [i, letter] of ["u", "g", "o"].entries()) {
      if (!who.includes(letter)) continue;
      const shift = 6 - 3 * i;
      if (m[2] === "=") allowed = (allowed & ~(7 << shift)) | (bits << shift);
      else allowed = m[2] === "+" ? allowed | (bits << shift) : allowed & ~(bits << shift);
    }
  }
  return ~allowed & 0o777;
}

/** Limits are not enforced in the model, so only those that a program can read here are shown. */
export const ulimit: Builtin = function* (sh, args) {
  const { letters, used, bad } = options(args, "nuHS");
  if (bad) return yield* notModelled(sh, "ulimit", `option '${bad.option}'`);
  if (args.length > used) return yield* notModelled(sh, "ulimit", "setting a limit");
  yield* out(letters.has("n") ? (letters.has("H") ? "1048576\n" : "1024\n") : "unlimited\n");
  return 0;
};

export const hash: Builtin = function* (sh, args) {
  const { letters, used, bad } = options(args, "rdtl");
  if (bad) return yield* badOption(sh, "hash", bad, "hash [-lr] [-p pathname] [-dt] [name ...]", "p");
  const names = args.slice(used);
  if (letters.has("r")) sh.hashed.clear();
  let status = 0;
  for (const name of names) {
    if (letters.has("d")) sh.hashed.delete(name);
    else if (letters.has("t")) {
      const known = sh.hashed.get(name);
      if (known) yield* out(`${known.path}\n`);
      else status = yield* complain(sh, `hash: ${name}: not found`);
    } else if (!name.includes("/")) {
      const [file] = yield* filesNamed(name, parameter(sh, "PATH") ?? "", false);
      if (file) sh.hashed.set(name, { path: file, hits: 0 });
      else status = yield* complain(sh, `hash: ${name}: not found`);
    }
  }
  if (names.length > 0 || letters.has("r")) return status;
  if (!sh.dialect.extended) yield* out([...sh.hashed.values()].map(({ path }) => `${path}\n`).join(""));
  else if (sh.hashed.size === 0) yield* out("hash: hash table empty\n");
  else yield* out(`hits\tcommand\n${[...sh.hashed.values()].map(({ path, hits }) => `${String(hits).padStart(4)}\t${path}\n`).join("")}`);
  return 0;
};

export const alias: Builtin = function* (sh, args) {
  const words = args[0] === "-p" || args[0] === "--" ? args.slice(1) : args;
  const show = (name: string, value: string): string => `${sh.dialect.extended ? "alias " : ""}${name}=${quote(value)}\n`;
  if (words.length === 0) {
    yield* out([...sh.aliases].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => show(name, value)).join(""));
    return 0;
  }
  let status = 0;
  for (const word of words) {
    const at = word.indexOf("=");
    const name = at > 0 ? word.slice(0, at) : word;
    const known = sh.aliases.get(name);
    if (at > 0) sh.aliases.set(name, word.slice(at + 1));
    else if (known !== undefined) yield* out(show(name, known));
    else status = yield* complain(sh, sh.dialect.extended ? `alias: ${name}: not found` : `alias: ${name} not found`);
  }
  return status;
};

export const unalias: Builtin = function* (sh, args) {
  if (args[0] === "-a") {
    sh.aliases.clear();
    return 0;
  }
  let status = 0;
  for (const name of args) {
    if (!sh.aliases.delete(name)) status = yield* complain(sh, `unalias: ${name}: not found`);
  }
  return status;
};

export const getopts: Builtin = function* (sh, args) {
  const [spec, name] = args;
  if (spec === undefined || name === undefined) {
    yield* err(sh.dialect.extended ? "getopts: usage: getopts optstring name [arg ...]\n" : `${sh.name}: Usage: getopts optstring var [arg...]\n`);
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
      if (parameter(sh, "OPTERR") !== "0") yield* err(sh.dialect.extended ? `${sh.name}: illegal option -- ${letter}\n` : `Illegal option -${letter}\n`);
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
      yield* err(sh.dialect.extended ? `${sh.name}: option requires an argument -- ${letter}\n` : `No arg for -${letter} option\n`);
    }
    finish(silent ? ":" : "?", index, 0);
    return 0;
  }
  setParameter(sh, "OPTARG", argument);
  finish(letter, last ? index + 1 : index + 1, 0);
  return 0;
};

export const history: Builtin = function* (sh, args) {
  const [first] = args;
  if (first === "-c") {
    sh.history.length = 0;
    return 0;
  }
  if (first !== undefined && !/^\d+$/.test(first)) return yield* notModelled(sh, "history", `option '${first}'`);
  const from = first === undefined ? 0 : Math.max(0, sh.history.length - Number(first));
  const lines = sh.history.slice(from).map((line, i) => `${String(from + i + 1).padStart(5)}  ${line}\n`);
  yield* out(lines.join(""));
  return 0;
};

export const help: Builtin = function* (sh, args) {
  if (args.length > 0) return yield* notModelled(sh, "help", `the text about '${args[0]}'`);
  yield* out(`These shell commands are defined internally:\n${builtinNames(sh.dialect.name).join("\n")}\n`);
  return 0;
};

export const times: Builtin = function* (sh, args) {
  const { bad } = options(args, "");
  if (bad) return yield* badOption(sh, "times", bad, "times");
  const t = yield* sys("times", {});
  const show = (ns: number): string => `${Math.floor(ns / 6e10)}m${((ns / 1e9) % 60).toFixed(3)}s`;
  const own = failed(t) ? 0 : cpu(t);
  yield* out(`${show(own)} ${show(0)}\n${show(0)} ${show(0)}\n`);
  return 0;
};

const cpu = (t: unknown): number => {
  const user = (t as { user?: unknown }).user;
  return typeof user === "number" ? user : 0;
};

export const caller: Builtin = function* (sh, args) {
  const n = args[0] === undefined ? null : Number(args[0]);
  const frames = [...sh.frames].reverse();
  const frame = frames[n ?? 0];
  const outer = frames[(n ?? 0) + 1];
  if (!frame) return 1;
  const file = outer?.file ?? sh.scriptName ?? "NULL";
  yield* out(n === null ? `${frame.callerLine} ${file}\n` : `${frame.callerLine} ${outer?.name ?? "main"} ${file}\n`);
  return 0;
};

/** Builtins that bash has and the model does not. */
export const missing = (name: string): Builtin =>
  function* (sh): Run<number> {
    return yield* notModelled(sh, name, "this builtin");
  };

export const enable: Builtin = function* (sh, args) {
  const { bad } = options(args, "");
  if (bad) return yield* badOption(sh, "enable", bad, "enable [-a] [-dnps] [-f filename] [name ...]", "adnpsf");
  if (args.length > 0) return yield* notModelled(sh, "enable", "switching a builtin");
  yield* out(builtinNames(sh.dialect.name).map((name) => `enable ${name}\n`).join(""));
  return 0;
};

export const logout: Builtin = function* (sh: Shell) {
  return yield* complain(sh, "logout: not login shell: use `exit'");
};
