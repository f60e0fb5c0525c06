// The functions that awk has itself.

import { now } from "../coreutils/clock.ts";
import type { Run } from "../program.ts";
import { type Regex, search } from "../regex.ts";
import { flush } from "../stdio.ts";
import { closeByName, flushAll, runCommand } from "./io.ts";
import { AwkError } from "./lex.ts";
import { type AwkArray, type Machine, recordOf, splitText, text } from "./machine.ts";
import type { Expr } from "./parse.ts";
import { awkPrintf, fromOutside, toNumber, type Value } from "./value.ts";

type Call = Expr & { op: "builtin" };

/** What the functions need of the interpreter that calls them. */
export interface Evaluator {
  readonly evaluate: (m: Machine, e: Expr) => Run<Value>;
  readonly assign: (m: Machine, to: Expr, v: Value) => Run<Value>;
  readonly pattern: (m: Machine, e: Expr) => Run<Regex>;
  readonly arrayOf: (m: Machine, name: string) => AwkArray;
}

export function* callBuiltin(m: Machine, e: Call, by: Evaluator): Run<Value> {
  const { evaluate, pattern, arrayOf } = by;
  const { name, args } = e;
  const [a, b, c] = args;
  const str = function* (arg: Expr | undefined): Run<string> {
    return arg ? text(m, yield* evaluate(m, arg)) : recordOf(m);
  };
  const num = function* (arg: Expr | undefined): Run<number> {
    return arg ? toNumber(yield* evaluate(m, arg)) : 0;
  };
  switch (name) {
    case "length":
      if (a?.op === "name" && (m.arrays.has(a.name) || m.frames.at(-1)?.get(a.name) instanceof Map)) {
        return arrayOf(m, a.name).size;
      }
      return (yield* str(a)).length;
    case "substr":
      return substr(yield* str(a), yield* num(b), c ? yield* num(c) : Infinity);
    case "index":
      return (yield* str(a)).indexOf(yield* str(b)) + 1;
    case "split":
      return yield* split(m, yield* str(a), b, c, by);
    case "sub":
    case "gsub":
      return yield* substitute(m, e, name === "gsub", by);
    case "match": {
      const hit = search(b ? yield* pattern(m, b) : missing(e), yield* str(a));
      m.globals.set("RSTART", hit ? hit.start + 1 : 0);
      m.globals.set("RLENGTH", hit ? hit.end - hit.start : -1);
      return hit ? hit.start + 1 : 0;
    }
    case "sprintf": {
      const values: Value[] = [];
      for (const arg of args) values.push(yield* evaluate(m, arg));
      return awkPrintf(text(m, values[0]), values.slice(1), text(m, m.globals.get("CONVFMT")));
    }
    case "sin":
      return Math.sin(yield* num(a));
    case "cos":
      return Math.cos(yield* num(a));
    case "atan2":
      return Math.atan2(yield* num(a), yield* num(b));
    case "exp":
      return Math.exp(yield* num(a));
    case "log":
      return Math.log(yield* num(a));
    case "sqrt":
      return Math.sqrt(yield* num(a));
    case "int":
      return Math.trunc(yield* num(a));
    case "rand":
      return random(m);
    case "srand": {
      const old = m.seed;
      m.seed = a ? Math.trunc(yield* num(a)) : (yield* now()).sec;
      m.globals.delete("\0rand");
      return old;
    }
    case "tolower":
      return (yield* str(a)).replace(/[A-Z]/g, (ch) => ch.toLowerCase());
    case "toupper":
      return (yield* str(a)).replace(/[a-z]/g, (ch) => ch.toUpperCase());
    case "system":
      return yield* runCommand(m, yield* str(a));
    case "close":
      return yield* closeByName(m, yield* str(a));
    case "fflush":
      if (a) yield* flushAll(m);
      else yield* flush(m.cmd.out);
      return 0;
    default:
      return missing(e);
  }
}

function missing(e: Call): never {
  throw new AwkError(`line ${e.line}: not enough arguments for ${e.name}`);
}

// Positions are rounded; a beginning before 1 shortens the length.
function substr(s: string, from: number, length: number): string {
  const start = Math.round(from);
  const end = length === Infinity ? Infinity : Math.round(from + length);
  return s.slice(Math.max(0, start - 1), end === Infinity ? undefined : Math.max(0, end - 1));
}

function* split(
  m: Machine,
  source: string,
  to: Expr | undefined,
  separator: Expr | undefined,
  { evaluate, arrayOf }: Evaluator,
): Run<Value> {
  if (to?.op !== "name") throw new AwkError("split needs an array");
  const by = !separator
    ? text(m, m.globals.get("FS"))
    : separator.op === "regex"
      ? separator.regex
      : text(m, yield* evaluate(m, separator));
  const parts = splitText(source, by);
  const array = arrayOf(m, to.name);
  array.clear();
  parts.forEach((part, i) => {
    array.set(String(i + 1), fromOutside(part));
  });
  return parts.length;
}

function* substitute(m: Machine, e: Call, all: boolean, { evaluate, assign, pattern }: Evaluator): Run<Value> {
  const [re, by, target = { op: "field", index: { op: "number", value: 0 } } as Expr] = e.args;
  if (!re || !by) return missing(e);
  const regex = yield* pattern(m, re);
  const replacement = text(m, yield* evaluate(m, by));
  const source = text(m, yield* evaluate(m, target));
  let out = "";
  let at = 0;
  let count = 0;
  let behind = -1;
  for (let from = 0; from <= source.length; ) {
    const hit = search(regex, source, from);
    if (!hit) break;
    if (hit.start === hit.end && hit.start === behind) {
      from = hit.end + 1;
      continue;
    }
    count++;
    out += source.slice(at, hit.start) + replaced(replacement, source.slice(hit.start, hit.end));
    at = hit.end;
    behind = hit.end;
    if (!all) break;
    from = hit.end > hit.start ? hit.end : hit.end + 1;
  }
  if (count > 0) yield* assign(m, target, out + source.slice(at));
  return count;
}

/** "&" is the match, "\&" an ampersand. */
function replaced(replacement: string, match: string): string {
  return replacement.replace(/\\\\|\\&|&/g, (c) => (c === "&" ? match : c === "\\&" ? "&" : "\\"));
}

// A linear congruential generator: the same seed gives the same numbers on every machine.
function random(m: Machine): number {
  const state = toNumber(m.globals.get("\0rand") ?? m.seed);
  const next = (Math.imul(state | 0, 1103515245) + 12345) & 0x7fffffff;
  m.globals.set("\0rand", next);
  return next / 0x80000000;
}
