// Builtins about variables: declare, local, export, readonly.

import { out } from "../../libc.ts";
import type { Run } from "../../program.ts";
import { type Assigned, store } from "../expand/assignment.ts";
import { declarationOf, flagsOf, plainQuote, valueText } from "../expand/declaration.ts";
import { complain, notModelled } from "../message.ts";
import type { Shell } from "../shell.ts";
import { printFunction } from "../syntax/print.ts";
import { ExitShell, ExpansionError } from "../unwind.ts";
import { has, PLAIN, put, ReadonlyError, scalar, type Variable, withAttribute, withoutAttribute } from "../variable.ts";
import { type Builtin, badOption, type Operand, options } from "./builtin.ts";

const LETTERS = "+aAfFgiIlnprtux";
const USAGE = "declare [-aAfFgiIlnrtux] [name[=value] ...] or declare -p [-aAfFilnrtux] [name ...]";

/** NAME, NAME=value and NAME+=value given as text: export "$x=1". */
function asAssigned(operand: Operand): (Assigned & { hasValue: boolean }) | null {
  if (typeof operand !== "string") return { ...operand, hasValue: true };
  const m = /^([A-Za-z_]\w*)(?:\[([\s\S]*?)\])?(?:(\+?)=([\s\S]*))?$/.exec(operand);
  if (!m) return null;
  return {
    name: m[1] as string,
    index: m[2] ?? null,
    append: m[3] === "+",
    value: m[4] ?? "",
    hasValue: m[4] !== undefined,
  };
}

export const declare: Builtin = function* (sh, args, call) {
  const { letters, used, bad } = options(args, LETTERS);
  if (bad) return yield* badOption(sh, call.name, bad, USAGE.replaceAll("declare", call.name));
  const operands = call.operands.slice(used);
  if (letters.has("f") || letters.has("F")) return yield* functions(sh, operands, letters.has("F"));
  if (letters.has("p") || operands.length === 0) return yield* list(sh, call.name, operands, letters);
  const local = sh.frames.some((f) => f.kind === "function") && !letters.has("g");
  return yield* define(sh, call.name, operands, letters, local);
};

export const local: Builtin = function* (sh, args, call) {
  if (!sh.frames.some((f) => f.kind === "function")) {
    if (!sh.dialect.extended) {
      yield* complain(sh, "local: not in a function");
      throw new ExitShell(2);
    }
    return yield* complain(sh, "local: can only be used in a function");
  }
  const { letters, used, bad } = options(args, LETTERS);
  if (bad) return yield* badOption(sh, "local", bad, "local [option] name[=value] ...");
  const operands = call.operands.slice(used);
  if (letters.has("p") || operands.length === 0) {
    const names = [...(sh.frames.findLast((f) => f.kind === "function")?.saved.keys() ?? [])].sort();
    yield* out(names.map((n) => `${declarationOf(n, sh.vars.table.get(n) ?? PLAIN)}\n`).join(""));
    return 0;
  }
  return yield* define(sh, "local", operands, letters, true);
};

function* define(
  sh: Shell,
  who: string,
  operands: readonly Operand[],
  letters: ReadonlyMap<string, string>,
  isLocal: boolean,
): Run<number> {
  let status = 0;
  for (const operand of operands) {
    const a = asAssigned(operand);
    if (!a) {
      status = yield* invalid(sh, who, operand);
      continue;
    }
    try {
      if (isLocal) makeLocal(sh, a.name);
      setAttributes(sh, a.name, letters, typeof a.value !== "string");
      if (a.hasValue) store(sh, a);
      if (letters.has("r")) addAttribute(sh, a.name, "r");
    } catch (e) {
      status = yield* refused(sh, who, e);
    }
  }
  return status;
}

function* refused(sh: Shell, who: string, e: unknown): Run<number> {
  if (e instanceof ReadonlyError) return yield* complain(sh, `${who}: ${e.name}: readonly variable`);
  if (e instanceof ExpansionError && !e.fatal) return yield* complain(sh, `${who}: ${e.message}`);
  throw e;
}

function* invalid(sh: Shell, who: string, operand: Operand): Run<number> {
  const text = typeof operand === "string" ? operand : operand.text;
  if (sh.dialect.extended) return yield* complain(sh, `${who}: \`${text}': not a valid identifier`);
  yield* complain(sh, `${who}: ${text.replace(/=.*/s, "")}: bad variable name`);
  throw new ExitShell(2);
}

/** Hides the variable until the function ends. */
function makeLocal(sh: Shell, name: string): void {
  const frame = sh.frames.findLast((f) => f.kind === "function");
  if (!frame || frame.saved.has(name)) return;
  const old = sh.vars.table.get(name);
  if (has(old, "r")) throw new ReadonlyError(name);
  frame.saved.set(name, old);
  sh.vars.environment = null;
  if (!sh.dialect.extended && old) return; // dash: a local variable begins with the outer value
  // "local … the variable's attributes" are not inherited, but a value of IFS must not vanish
  sh.vars.table.set(name, PLAIN);
}

function setAttributes(sh: Shell, name: string, letters: ReadonlyMap<string, string>, isArray: boolean): void {
  let v: Variable = sh.vars.table.get(name) ?? PLAIN;
  for (const letter of "ilnux") {
    if (letters.has(letter)) v = withAttribute(v, letter);
    if (letters.has(`+${letter}`)) v = withoutAttribute(v, letter);
  }
  if (letters.has("l")) v = withoutAttribute(v, "u");
  if (letters.has("u")) v = withoutAttribute(v, "l");
  if (letters.has("+r") && has(v, "r")) throw new ReadonlyError(name);
  if (letters.has("A") && !v.assoc) {
    if (v.array) throw new ExpansionError(`${name}: cannot convert indexed to associative array`);
    v = { ...v, value: undefined, assoc: new Map(v.value === undefined ? [] : [["0", v.value]]) };
  } else if ((letters.has("a") || isArray) && !v.array && !v.assoc && !has(v, "r")) {
    v = { ...v, value: undefined, array: new Map(v.value === undefined ? [] : [[0, v.value]]) };
  }
  put(sh.vars, name, v);
}

function addAttribute(sh: Shell, name: string, letter: string): void {
  put(sh.vars, name, withAttribute(sh.vars.table.get(name) ?? PLAIN, letter));
}

function* list(
  sh: Shell,
  who: string,
  operands: readonly Operand[],
  letters: ReadonlyMap<string, string>,
): Run<number> {
  if (operands.length > 0) {
    let status = 0;
    for (const operand of operands) {
      const name = typeof operand === "string" ? operand : operand.text;
      const v = sh.vars.table.get(name);
      if (v) yield* out(`${declarationOf(name, v)}\n`);
      else status = yield* complain(sh, `${who}: ${name}: not found`);
    }
    return status;
  }
  const wanted = [..."aAilnrux"].filter((letter) => letters.has(letter));
  const names = [...sh.vars.table.keys()].sort();
  let text = "";
  for (const name of names) {
    const v = sh.vars.table.get(name) as Variable;
    if (!wanted.every((letter) => flagsOf(v).includes(letter))) continue;
    if (letters.has("p") || wanted.length > 0) text += `${declarationOf(name, v)}\n`;
    else if (valueText(v) !== null)
      text += `${name}=${v.array || v.assoc ? valueText(v) : plainQuote(v.value ?? "")}\n`;
  }
  yield* out(text);
  return 0;
}

function* functions(sh: Shell, operands: readonly Operand[], namesOnly: boolean): Run<number> {
  const names =
    operands.length > 0 ? operands.map((o) => (typeof o === "string" ? o : o.text)) : [...sh.functions.keys()].sort();
  let status = 0;
  for (const name of names) {
    const f = sh.functions.get(name);
    if (!f) status = 1;
    else if (namesOnly) yield* out(operands.length > 0 ? `${name}\n` : `declare -f ${name}\n`);
    else yield* out(`${printFunction(f.node, name, f.unit.text)}\n`);
  }
  return status;
}

const marking = (who: "export" | "readonly", letter: "x" | "r"): Builtin =>
  function* (sh, args, call) {
    const { letters, used, bad } = options(args, who === "export" ? "fnp" : "aAfp");
    if (bad)
      return yield* badOption(
        sh,
        who,
        bad,
        who === "export"
          ? "export [-fn] [name[=value] ...] or export -p"
          : "readonly [-aAf] [name[=value] ...] or readonly -p",
      );
    const operands = call.operands.slice(used);
    if (letters.has("f") && operands.length > 0) return yield* notModelled(sh, who, "option '-f'");
    if (operands.length === 0) {
      const names = [...sh.vars.table]
        .filter(([, v]) => has(v, letter))
        .map(([name]) => name)
        .sort();
      const line = (name: string): string =>
        sh.dialect.extended
          ? `${declarationOf(name, sh.vars.table.get(name) ?? null)}\n`
          : `${who} ${name}='${scalar(sh.vars.table.get(name)) ?? ""}'\n`;
      yield* out(names.map(line).join(""));
      return 0;
    }
    let status = 0;
    for (const operand of operands) {
      const a = asAssigned(operand);
      if (!a) {
        status = yield* invalid(sh, who, operand);
        continue;
      }
      try {
        if (letters.has("a") || letters.has("A")) setAttributes(sh, a.name, letters, false);
        if (a.hasValue) store(sh, a);
        if (letters.has("n")) put(sh.vars, a.name, withoutAttribute(sh.vars.table.get(a.name) ?? PLAIN, "x"));
        else addAttribute(sh, a.name, letter);
      } catch (e) {
        status = yield* refused(sh, who, e);
      }
    }
    return status;
  };

export const exportVariables = marking("export", "x");
export const readonlyVariables = marking("readonly", "r");
