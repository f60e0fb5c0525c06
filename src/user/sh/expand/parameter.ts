// Parameter expansion: $x, "$@", ${x:-word}, ${x#pattern}, ${!x}, ${a[i]} - bash(1), Parameter Expansion.

import type { ParameterExpansionPart, ParameterOperation, Word } from "unbash";
import type { Run } from "../../program.ts";
import { arithmetic } from "../arith/evaluate.ts";
import type { Shell } from "../shell.ts";
import { arrayValues, ifsOf, isSpecial, isUtf8, parameter, refresh, separator } from "../special.ts";
import { ExpansionError } from "../unwind.ts";
import { has, indices, isName, keys, lookup } from "../variable.ts";
import { declarationOf } from "./declaration.ts";
import { unescapeAnsi } from "./escape.ts";
import { addQuoted, addSplit, endField, type Fields } from "./field.ts";
import { changeCase, quoteForReuse, removePattern, replacePattern } from "./operation.ts";
import type { PatternOptions } from "./pattern.ts";
import { element, scopeOf, setElement, setParameter } from "./scope.ts";

/** Expansion of words, from word.ts: operands are words themselves. */
export interface Words {
  readonly into: (sh: Shell, word: Word, f: Fields, quoted: boolean) => Run<void>;
  readonly text: (sh: Shell, word: Word) => Run<string>;
  readonly pattern: (sh: Shell, word: Word) => Run<string>;
}

interface Reference {
  readonly name: string;
  readonly index: string | null;
}

/** One value, or the many of $@ and a[@]; `star` joins them where quoted. */
interface Value {
  readonly one: string | undefined;
  readonly many: readonly string[] | null;
  readonly star: boolean;
}

const single = (one: string | undefined): Value => ({ one, many: null, star: false });
const several = (many: readonly string[], star: boolean): Value => ({ one: undefined, many, star });

/** $name, $1, $@: the short form. */
export function expandSimple(sh: Shell, name: string, f: Fields, quoted: boolean): void {
  if (name === "@" || name === "*") {
    add(sh, several(sh.positional, name === "*"), f, quoted);
    return;
  }
  const value = parameter(sh, name);
  if (value === undefined) unsetError(sh, name, null);
  else if (quoted) addQuoted(f, value);
  else addSplit(f, value);
  if (quoted) f.active = true;
}

/** ${…} */
export function* expandParameter(
  sh: Shell,
  part: ParameterExpansionPart,
  f: Fields,
  quoted: boolean,
  words: Words,
): Run<void> {
  const { operation: op, prefix } = part;
  if (part.parameter === "" || op?.type === "Unknown") throw new ExpansionError(`${part.text}: bad substitution`);
  if (part.parameter === "#" && prefix === undefined && op?.type === "CaseModification") {
    throw new ExpansionError(`${part.text}: bad substitution`);
  }
  if (!sh.dialect.extended && isExtension(sh, part)) throw new ExpansionError("Bad substitution", true);
  yield* refresh(sh, part.text);
  if (op?.type === "Names") {
    const names = [...sh.vars.table.keys()].filter((name) => name.startsWith(part.parameter)).sort();
    add(sh, several(names, op.operator === "*"), f, quoted);
    return;
  }
  const index = part.index ? yield* indexText(sh, part.parameter, part.index, words) : null;
  let ref: Reference = { name: part.parameter, index };
  if (prefix === "!") {
    if (index === "@" || index === "*") {
      add(sh, several(keys(lookup(sh.vars, ref.name)), index === "*"), f, quoted);
      return;
    }
    const indirect = indirection(sh, ref);
    if (typeof indirect === "string") {
      addOne(f, indirect, quoted);
      return;
    }
    ref = indirect;
  }
  if (prefix === "#") {
    addOne(f, String(lengthOf(sh, ref)), quoted);
    return;
  }
  const value = readValue(sh, ref);
  if (op?.type === "Default") {
    yield* byDefault(sh, ref, value, op, f, quoted, words);
    return;
  }
  if (value.one === undefined && value.many === null) unsetError(sh, ref.name, ref.index);
  add(sh, op ? yield* operate(sh, ref, value, op, words) : value, f, quoted);
}

function isExtension(sh: Shell, { operation: op, prefix, index }: ParameterExpansionPart): boolean {
  // busybox has ${x:1:2} and ${x/a/b} of them.
  if (sh.dialect.name === "ash" && (op?.type === "Slice" || op?.type === "Replace")) return false;
  return prefix === "!" || index !== undefined || (op !== undefined && op.type !== "Default" && op.type !== "Remove");
}

function* indexText(sh: Shell, name: string, index: Word, words: Words): Run<string> {
  const text = yield* words.text(sh, index);
  if (lookup(sh.vars, name)?.assoc || text !== "") return text;
  throw new ExpansionError(`${name}[]: bad array subscript`);
}

function unsetError(sh: Shell, name: string, index: string | null): void {
  if (!sh.options.has("nounset") || name === "@" || name === "*" || index === "@" || index === "*") return;
  const shown = /^\d+$|^!$/.test(name) && sh.dialect.extended ? `$${name}` : name;
  throw new ExpansionError(sh.dialect.unset(index === null ? shown : `${shown}[${index}]`), true);
}

/** ${!x}: the parameter whose name is x's value; of a name reference, the name itself. */
function indirection(sh: Shell, ref: Reference): Reference | string {
  const own = sh.vars.table.get(ref.name);
  if (has(own, "n")) return own?.value ?? "";
  const name = readValue(sh, ref).one;
  if (name === undefined || name === "") throw new ExpansionError(`${ref.name}: invalid indirect expansion`);
  const m = /^([A-Za-z_]\w*)\[(.*)\]$/.exec(name);
  if (m) return { name: m[1] as string, index: m[2] as string };
  if (!isName(name) && !/^\d+$/.test(name) && !isSpecial(sh, name)) {
    throw new ExpansionError(`${name}: invalid variable name`);
  }
  return { name, index: null };
}

function readValue(sh: Shell, { name, index }: Reference): Value {
  if (name === "@" || name === "*") return several(sh.positional, name === "*");
  if (index === "@" || index === "*") return several(arrayValues(sh, name), index === "*");
  return single(index === null ? parameter(sh, name) : element(sh, name, index));
}

function lengthOf(sh: Shell, ref: Reference): number {
  const value = readValue(sh, ref);
  if (value.many) return value.many.length;
  if (value.one === undefined) unsetError(sh, ref.name, ref.index);
  return value.one?.length ?? 0;
}

type Default = Extract<ParameterOperation, { type: "Default" }>;

function* byDefault(
  sh: Shell,
  ref: Reference,
  value: Value,
  op: Default,
  f: Fields,
  quoted: boolean,
  words: Words,
): Run<void> {
  const kind = op.operator.at(-1);
  const text = value.many ? (value.many.length > 0 ? value.many.join(" ") : undefined) : value.one;
  const missing = text === undefined || (op.operator.startsWith(":") && text === "");
  if (kind === "+") {
    if (!missing) yield* words.into(sh, op.operand, f, quoted);
    else if (quoted && value.many === null) f.active = true;
    return;
  }
  if (!missing) {
    add(sh, value, f, quoted);
    return;
  }
  if (kind === "-") {
    yield* words.into(sh, op.operand, f, quoted);
    return;
  }
  const word = yield* words.text(sh, op.operand);
  const name = ref.index === null ? ref.name : `${ref.name}[${ref.index}]`;
  if (kind === "?") {
    const unset = op.operator === ":?" ? "parameter null or not set" : "parameter not set";
    throw new ExpansionError(`${name}: ${word === "" ? unset : word}`, true);
  }
  if (!isName(ref.name)) throw new ExpansionError(`$${name}: cannot assign in this way`);
  if (ref.index === null) setParameter(sh, ref.name, word);
  else setElement(sh, ref.name, ref.index, word);
  addOne(f, word, quoted);
}

function* operate(sh: Shell, ref: Reference, value: Value, op: ParameterOperation, words: Words): Run<Value> {
  if (op.type === "Slice") return yield* slice(sh, ref, value, op, words);
  if (op.type === "Transform") return transform(sh, ref, value, yield* words.text(sh, op.operand));
  const change = yield* changer(sh, op, words);
  if (value.many) return several(value.many.map(change), value.star);
  return single(value.one === undefined ? undefined : change(value.one));
}

function* changer(sh: Shell, op: ParameterOperation, words: Words): Run<(text: string) => string> {
  const options: PatternOptions = { extglob: sh.shopts.has("extglob") };
  if (op.type === "Remove") {
    const pattern = yield* words.pattern(sh, op.operand);
    return (text) => removePattern(text, pattern, op.operator, options);
  }
  if (op.type === "Replace") {
    const pattern = yield* words.pattern(sh, op.pattern);
    // In the replacement a quoted & is an ampersand, an unquoted one the match: shopt patsub_replacement.
    const template = yield* words.pattern(sh, op.replacement);
    const replacement = template.includes("&") ? (m: string) => substituteMatch(template, m) : () => plain(template);
    return (text) => replacePattern(text, pattern, replacement, op.operator, options);
  }
  if (op.type === "CaseModification") {
    const pattern = op.operand ? yield* words.pattern(sh, op.operand) : "";
    return (text) => changeCase(text, pattern, op.operator, options);
  }
  throw new ExpansionError("bad substitution");
}

const plain = (template: string): string => template.replace(/\\([\s\S])/g, "$1");
const substituteMatch = (template: string, match: string): string =>
  template.replace(/\\([\s\S])|&/g, (whole, escaped?: string) => escaped ?? (whole === "&" ? match : whole));

type Slice = Extract<ParameterOperation, { type: "Slice" }>;

function* slice(sh: Shell, ref: Reference, value: Value, op: Slice, words: Words): Run<Value> {
  const number = function* (word: Word): Run<number> {
    const shown = ref.index === null ? ref.name : `${ref.name}[${ref.index}]`;
    return Number(arithmetic(yield* words.text(sh, word), scopeOf(sh), `${shown}: `));
  };
  let from = yield* number(op.offset);
  const count = op.length ? yield* number(op.length) : null;
  if (value.many) {
    const all = ref.name === "@" || ref.name === "*" ? [sh.name, ...value.many] : value.many;
    const array = ref.index === null ? null : lookup(sh.vars, ref.name)?.array;
    if (from < 0) from += array ? (indices(array).at(-1) ?? -1) + 1 : all.length;
    // In an array with holes the offset is an index, not a count.
    if (array && from > 0) from = indices(array).filter((i) => i < from).length;
    if (count !== null && count < 0) throw new ExpansionError(`${op.length?.text}: substring expression < 0`);
    if (from < 0) return several([], value.star);
    return several(all.slice(from, count === null ? undefined : from + count), value.star);
  }
  const text = value.one ?? "";
  if (from < 0) from += text.length;
  if (from < 0 || from > text.length) return single("");
  const end = count === null ? text.length : count < 0 ? text.length + count : from + count;
  if (end < from) throw new ExpansionError(`${op.length?.text}: substring expression < 0`);
  return single(text.slice(from, end));
}

function changeOf(sh: Shell, letter: string): ((text: string) => string) | null {
  switch (letter) {
    case "Q":
      return quoteForReuse;
    case "U":
      return (text) => text.replace(/[a-z]/g, (ch) => ch.toUpperCase());
    case "u":
      return (text) => text.replace(/^[a-z]/, (ch) => ch.toUpperCase());
    case "L":
      return (text) => text.replace(/[A-Z]/g, (ch) => ch.toLowerCase());
    case "E":
      return (text) => unescapeAnsi(text, isUtf8(sh));
    default:
      return null;
  }
}

function transform(sh: Shell, ref: Reference, value: Value, letter: string): Value {
  const v = lookup(sh.vars, ref.name);
  if (letter === "A") return single(declarationOf(ref.name, v ?? null) ?? undefined);
  const change = changeOf(sh, letter);
  if (!change && letter !== "a") throw new ExpansionError(`\${${ref.name}@${letter}}: bad substitution`);
  if (!change) return single(v ? attributes(v) : undefined);
  if (value.many) return several(value.many.map(change), value.star);
  return single(value.one === undefined ? undefined : change(value.one));
}

const attributes = (v: { readonly attributes: string; readonly array: unknown; readonly assoc: unknown }): string =>
  (v.array ? "a" : v.assoc ? "A" : "") + [..."ilnrux"].filter((letter) => v.attributes.includes(letter)).join("");

function addOne(f: Fields, text: string, quoted: boolean): void {
  if (quoted) addQuoted(f, text);
  else addSplit(f, text);
}

function add(sh: Shell, value: Value, f: Fields, quoted: boolean): void {
  if (!value.many) {
    addOne(f, value.one ?? "", quoted);
    return;
  }
  if ((quoted && value.star) || f.ifs === null) {
    const between = value.star ? separator(sh) : " ";
    addOne(f, value.many.join(between), quoted);
    return;
  }
  const [first = ""] = f.ifs ?? "";
  if (!quoted && first !== "" && !" \t\n".includes(first)) {
    // Joined and split again, so that an empty value stays a field.
    addSplit(f, value.many.join(first));
    return;
  }
  // Unquoted $* and $@ are the same: each value is split further.
  const splits = f.ifs !== "" || ifsOf(sh) === "";
  for (const [i, text] of value.many.entries()) {
    if (i > 0 && f.active) endField(f);
    if (quoted || !splits) addQuoted(f, text);
    else addSplit(f, text);
  }
}
