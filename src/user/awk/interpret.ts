// Evaluates awk's expressions and runs its statements.

import { failed } from "../../kernel/abi/errno.ts";
import type { Run } from "../program.ts";
import { type Regex, search } from "../regex.ts";
import { callBuiltin } from "./builtins.ts";
import { hashOrder } from "./hash-order.ts";
import { openInput, printTo } from "./io.ts";
import { AwkError } from "./lex.ts";
import {
  type AwkArray,
  fieldsOf,
  getField,
  type Machine,
  numberOf,
  recordOf,
  regexOf,
  setField,
  setNf,
  setRecord,
  text,
} from "./machine.ts";
import type { Expr, Statement } from "./parse.ts";
import { awkPrintf, compareValues, fromOutside, isTrue, toNumber, toText, type Value } from "./value.ts";

/** How a statement ends: it goes on, or leaves what it stands in. */
export type Flow =
  | "break"
  | "continue"
  | "next"
  | "nextfile"
  | { readonly exit: Value }
  | { readonly returned: Value }
  | null;

const SUBSEP = "\x1c";
const MAX_DEPTH = 2000; // calls of functions inside each other

export function* run(m: Machine, s: Statement): Run<Flow> {
  switch (s.kind) {
    case "block":
      for (const each of s.body) {
        const flow = yield* run(m, each);
        if (flow !== null) return flow;
      }
      return null;
    case "expr":
      yield* evaluate(m, s.value);
      return null;
    case "if":
      if (isTrue(yield* evaluate(m, s.test))) return yield* run(m, s.yes);
      return s.no ? yield* run(m, s.no) : null;
    case "while":
      while (isTrue(yield* evaluate(m, s.test))) {
        const flow = yield* run(m, s.body);
        if (flow === "break") break;
        if (flow !== null && flow !== "continue") return flow;
      }
      return null;
    case "do":
      do {
        const flow = yield* run(m, s.body);
        if (flow === "break") break;
        if (flow !== null && flow !== "continue") return flow;
      } while (isTrue(yield* evaluate(m, s.test)));
      return null;
    case "for":
      if (s.init) yield* run(m, s.init);
      while (!s.test || isTrue(yield* evaluate(m, s.test))) {
        const flow = yield* run(m, s.body);
        if (flow === "break") break;
        if (flow !== null && flow !== "continue") return flow;
        if (s.step) yield* run(m, s.step);
      }
      return null;
    case "each": {
      const keys = hashOrder([...arrayOf(m, s.array).keys()]);
      for (const key of keys) {
        yield* assign(m, { op: "name", name: s.name }, fromOutside(key));
        const flow = yield* run(m, s.body);
        if (flow === "break") break;
        if (flow !== null && flow !== "continue") return flow;
      }
      return null;
    }
    case "print":
      yield* print(m, s);
      return null;
    case "delete": {
      const array = arrayOf(m, s.array);
      if (s.keys) array.delete(yield* subscript(m, s.keys));
      else array.clear();
      return null;
    }
    case "exit":
      return { exit: s.value ? yield* evaluate(m, s.value) : undefined };
    case "return":
      return { returned: s.value ? yield* evaluate(m, s.value) : undefined };
    default:
      return s.kind;
  }
}

function* print(m: Machine, s: Statement & { kind: "print" }): Run<void> {
  const values: Value[] = [];
  for (const arg of s.args) values.push(yield* evaluate(m, arg));
  const ofmt = toText(m.globals.get("OFMT"), "%.6g");
  let out: string;
  if (s.printf) {
    const [format, ...rest] = values;
    out = awkPrintf(text(m, format), rest, ofmt);
  } else {
    const line =
      s.args.length === 0 ? recordOf(m) : values.map((v) => toText(v, ofmt)).join(text(m, m.globals.get("OFS")));
    out = line + text(m, m.globals.get("ORS"));
  }
  if (!s.to) yield* m.cmd.print(out);
  else yield* printTo(m, s.to.how, text(m, yield* evaluate(m, s.to.target)), out);
}

export function* evaluate(m: Machine, e: Expr): Run<Value> {
  switch (e.op) {
    case "number":
    case "string":
      return e.value;
    case "regex":
      return search(e.regex, recordOf(m)) ? 1 : 0;
    case "name":
      return variable(m, e.name);
    case "field":
      return getField(m, Math.trunc(toNumber(yield* evaluate(m, e.index))));
    case "element": {
      const key = yield* subscript(m, e.keys);
      const array = arrayOf(m, e.array);
      // To look at an element is to make it.
      if (!array.has(key)) array.set(key, undefined);
      return array.get(key);
    }
    case "in":
      return arrayOf(m, e.array).has(yield* subscript(m, e.keys)) ? 1 : 0;
    case "group": {
      const [only] = e.list;
      if (!only || e.list.length > 1) throw new AwkError("syntax error: a list in parentheses is no value");
      return yield* evaluate(m, only);
    }
    case "assign": {
      if (e.with === "") return yield* assign(m, e.to, yield* evaluate(m, e.value));
      const right = toNumber(yield* evaluate(m, e.value));
      const left = toNumber(yield* evaluate(m, e.to));
      return yield* assign(m, e.to, arithmetic(e.with, left, right));
    }
    case "step": {
      const old = toNumber(yield* evaluate(m, e.to));
      yield* assign(m, e.to, old + e.by);
      return e.post ? old : old + e.by;
    }
    case "unary": {
      const v = yield* evaluate(m, e.value);
      return e.sign === "!" ? (isTrue(v) ? 0 : 1) : e.sign === "-" ? -toNumber(v) : toNumber(v);
    }
    case "binary":
      return yield* binary(m, e);
    case "match": {
      const subject = text(m, yield* evaluate(m, e.left));
      const hit = search(yield* pattern(m, e.right), subject) !== null;
      return hit !== e.not ? 1 : 0;
    }
    case "and":
      return isTrue(yield* evaluate(m, e.left)) && isTrue(yield* evaluate(m, e.right)) ? 1 : 0;
    case "or":
      return isTrue(yield* evaluate(m, e.left)) || isTrue(yield* evaluate(m, e.right)) ? 1 : 0;
    case "choose":
      return isTrue(yield* evaluate(m, e.test)) ? yield* evaluate(m, e.yes) : yield* evaluate(m, e.no);
    case "call":
      return yield* call(m, e);
    case "builtin":
      return yield* callBuiltin(m, e, { evaluate, assign, pattern, arrayOf });
    case "getline":
      return yield* getline(m, e);
  }
}

function* binary(m: Machine, e: Expr & { op: "binary" }): Run<Value> {
  const left = yield* evaluate(m, e.left);
  const right = yield* evaluate(m, e.right);
  switch (e.with) {
    case " ":
      return text(m, left) + text(m, right);
    case "+":
    case "-":
    case "*":
    case "/":
    case "%":
    case "^":
      return arithmetic(e.with, toNumber(left), toNumber(right));
  }
  const d = compareValues(left, right, text(m, m.globals.get("CONVFMT")));
  switch (e.with) {
    case "<":
      return d < 0 ? 1 : 0;
    case "<=":
      return d <= 0 ? 1 : 0;
    case "==":
      return d === 0 ? 1 : 0;
    case "!=":
      return d !== 0 ? 1 : 0;
    case ">":
      return d > 0 ? 1 : 0;
    default:
      return d >= 0 ? 1 : 0;
  }
}

function arithmetic(op: string, a: number, b: number): number {
  switch (op) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      // mawk leaves division to the processor: 1/0 is inf.
      return a / b;
    case "%":
      return a % b;
    default:
      return a ** b;
  }
}

/** A regular expression constant, or a value read as one. */
export function* pattern(m: Machine, e: Expr): Run<Regex> {
  if (e.op === "regex") return e.regex;
  return regexOf(text(m, yield* evaluate(m, e)));
}

export function* subscript(m: Machine, keys: readonly Expr[]): Run<string> {
  const parts: string[] = [];
  for (const k of keys) parts.push(text(m, yield* evaluate(m, k)));
  return parts.join(keys.length > 1 ? toText(m.globals.get("SUBSEP") ?? SUBSEP, "%.6g") : "");
}

export function variable(m: Machine, name: string): Value {
  const frame = m.frames.at(-1);
  if (frame?.has(name)) {
    const local = frame.get(name);
    if (local instanceof Map) throw new AwkError(`type error in arg: ${name} is an array`);
    return local;
  }
  if (name === "NF") return fieldsOf(m).length;
  return m.globals.get(name);
}

/** The array of that name: a parameter's, else the global one, made when first named. */
export function arrayOf(m: Machine, name: string): AwkArray {
  const frame = m.frames.at(-1);
  if (frame?.has(name)) {
    const local = frame.get(name);
    if (local instanceof Map) return local;
    if (local !== undefined) throw new AwkError(`type error: ${name} is not an array`);
    const made: AwkArray = new Map();
    frame.set(name, made);
    return made;
  }
  const known = m.arrays.get(name);
  if (known) return known;
  const made: AwkArray = new Map();
  m.arrays.set(name, made);
  return made;
}

export function* assign(m: Machine, to: Expr, v: Value): Run<Value> {
  switch (to.op) {
    case "name": {
      const frame = m.frames.at(-1);
      if (frame?.has(to.name)) frame.set(to.name, v);
      else if (to.name === "NF") setNf(m, Math.trunc(toNumber(v)));
      else m.globals.set(to.name, v);
      return v;
    }
    case "field":
      setField(m, Math.trunc(toNumber(yield* evaluate(m, to.index))), v);
      return v;
    case "element":
      arrayOf(m, to.array).set(yield* subscript(m, to.keys), v);
      return v;
    default:
      throw new AwkError("assignment to something that is no variable");
  }
}

function* call(m: Machine, e: Expr & { op: "call" }): Run<Value> {
  const f = m.program.functions.get(e.name);
  if (!f) throw new AwkError(`line ${e.line}: function ${e.name} never defined`);
  if (e.args.length > f.params.length) throw new AwkError(`line ${e.line}: too many arguments in call to ${e.name}`);
  if (m.frames.length >= MAX_DEPTH) throw new AwkError("function call nesting is too deep");
  const frame = new Map<string, Value | AwkArray>();
  // An untouched variable that the function makes an array of is one in the caller too.
  const untouched: { param: string; name: string }[] = [];
  for (const [i, param] of f.params.entries()) {
    const arg = e.args[i];
    if (!arg) frame.set(param, undefined);
    else if (arg.op === "name" && isArray(m, arg.name)) frame.set(param, arrayOf(m, arg.name));
    else {
      const v = yield* evaluate(m, arg);
      if (arg.op === "name" && v === undefined) untouched.push({ param, name: arg.name });
      frame.set(param, v);
    }
  }
  const caller = m.frames.at(-1);
  m.frames.push(frame);
  const flow = yield* run(m, f.body);
  m.frames.pop();
  for (const { param, name } of untouched) {
    const made = frame.get(param);
    if (!(made instanceof Map)) continue;
    if (caller?.has(name)) caller.set(name, made);
    else m.arrays.set(name, made);
  }
  if (flow !== null && typeof flow === "object" && "returned" in flow) return flow.returned;
  if (flow !== null && flow !== "break" && flow !== "continue") throw new Leaving(flow);
  return undefined;
}

/** exit and next inside a function: they leave the whole rule. */
export class Leaving extends Error {
  readonly flow: Exclude<Flow, null>;
  constructor(flow: Exclude<Flow, null>) {
    super("leaving a function");
    this.flow = flow;
  }
}

function isArray(m: Machine, name: string): boolean {
  const frame = m.frames.at(-1);
  if (frame?.has(name)) return frame.get(name) instanceof Map;
  return m.arrays.has(name);
}

function* getline(m: Machine, e: Expr & { op: "getline" }): Run<Value> {
  const count = (name: string) => m.globals.set(name, numberOf(m, name) + 1);
  let record: string | null;
  if (e.from === "main") {
    record = yield* m.nextRecord();
    if (record === null) return 0;
    count("NR");
    count("FNR");
  } else {
    const name = text(m, e.source ? yield* evaluate(m, e.source) : "");
    const input = yield* openInput(m, e.from, name);
    if (!input) return -1;
    const got = yield* input.records.next(text(m, m.globals.get("RS")));
    if (failed(got)) return -1;
    if (got === null) return 0;
    record = got;
    if (e.from === "command") count("NR");
  }
  if (e.to) yield* assign(m, e.to, fromOutside(record));
  else setRecord(m, record);
  return 1;
}
