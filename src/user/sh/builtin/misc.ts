// The rest: hash, alias, history, help, times, caller, enable.

import { failed } from "../../../kernel/abi/errno.ts";
import { out } from "../../libc.ts";
import { type Run, sys } from "../../program.ts";
import { complain, notModelled } from "../message.ts";
import { filesNamed } from "../run/exec.ts";
import type { Shell } from "../shell.ts";
import { parameter } from "../special.ts";
import { type Builtin, badOption, options } from "./builtin.ts";
import { builtinNames } from "./names.ts";

const quote = (text: string): string => `'${text.replace(/'/g, "'\\''")}'`;

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
  else
    yield* out(
      `hits\tcommand\n${[...sh.hashed.values()].map(({ path, hits }) => `${String(hits).padStart(4)}\t${path}\n`).join("")}`,
    );
  return 0;
};

export const alias: Builtin = function* (sh, args) {
  const words = args[0] === "-p" || args[0] === "--" ? args.slice(1) : args;
  const show = (name: string, value: string): string =>
    `${sh.dialect.extended ? "alias " : ""}${name}=${quote(value)}\n`;
  if (words.length === 0) {
    yield* out(
      [...sh.aliases]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, value]) => show(name, value))
        .join(""),
    );
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
  yield* out(
    builtinNames(sh.dialect.name)
      .map((name) => `enable ${name}\n`)
      .join(""),
  );
  return 0;
};

export const logout: Builtin = function* (sh: Shell) {
  return yield* complain(sh, "logout: not login shell: use `exit'");
};
