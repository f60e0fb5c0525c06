// The grammar of awk, POSIX "Grammar", by recursive descent.

import { compileRegex, type Regex } from "../regex.ts";
import { AwkError, type Token, tokenize } from "./lex.ts";

export type Expr =
  | { readonly op: "number"; readonly value: number }
  | { readonly op: "string"; readonly value: string }
  | { readonly op: "regex"; readonly regex: Regex }
  | { readonly op: "name"; readonly name: string }
  | { readonly op: "field"; readonly index: Expr }
  | { readonly op: "element"; readonly array: string; readonly keys: readonly Expr[] }
  | { readonly op: "in"; readonly array: string; readonly keys: readonly Expr[] }
  | { readonly op: "assign"; readonly to: Expr; readonly with: string; readonly value: Expr }
  | { readonly op: "step"; readonly to: Expr; readonly by: 1 | -1; readonly post: boolean }
  | { readonly op: "unary"; readonly sign: string; readonly value: Expr }
  | { readonly op: "binary"; readonly with: string; readonly left: Expr; readonly right: Expr }
  | { readonly op: "match"; readonly not: boolean; readonly left: Expr; readonly right: Expr }
  | { readonly op: "and" | "or"; readonly left: Expr; readonly right: Expr }
  | { readonly op: "choose"; readonly test: Expr; readonly yes: Expr; readonly no: Expr }
  | { readonly op: "call"; readonly name: string; readonly args: readonly Expr[]; readonly line: number }
  | { readonly op: "builtin"; readonly name: string; readonly args: readonly Expr[]; readonly line: number }
  | {
      readonly op: "getline";
      readonly from: "main" | "file" | "command";
      readonly source: Expr | null;
      readonly to: Expr | null;
    }
  | { readonly op: "group"; readonly list: readonly Expr[] };

export type Statement =
  | { readonly kind: "block"; readonly body: readonly Statement[] }
  | { readonly kind: "if"; readonly test: Expr; readonly yes: Statement; readonly no: Statement | null }
  | { readonly kind: "while"; readonly test: Expr; readonly body: Statement }
  | { readonly kind: "do"; readonly test: Expr; readonly body: Statement }
  | {
      readonly kind: "for";
      readonly init: Statement | null;
      readonly test: Expr | null;
      readonly step: Statement | null;
      readonly body: Statement;
    }
  | { readonly kind: "each"; readonly name: string; readonly array: string; readonly body: Statement }
  | { readonly kind: "print"; readonly printf: boolean; readonly args: readonly Expr[]; readonly to: Output | null }
  | { readonly kind: "expr"; readonly value: Expr }
  | { readonly kind: "delete"; readonly array: string; readonly keys: readonly Expr[] | null }
  | { readonly kind: "exit" | "return"; readonly value: Expr | null }
  | { readonly kind: "break" | "continue" | "next" | "nextfile" };

export interface Output {
  readonly how: ">" | ">>" | "|";
  readonly target: Expr;
}

export interface Rule {
  readonly pattern: { readonly from: Expr; readonly to: Expr | null } | null;
  /** null prints the record. */
  readonly body: Statement | null;
}

export interface Definition {
  readonly params: readonly string[];
  readonly body: Statement;
}

export interface Program {
  readonly begin: readonly Statement[];
  readonly rules: readonly Rule[];
  readonly end: readonly Statement[];
  readonly functions: ReadonlyMap<string, Definition>;
}

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
  /** Inside print's arguments ">" is output; in a for's head "in" is not an operator. */
  noGreater: boolean;
  noIn: boolean;
}

export function parseAwk(source: string): Program {
  const r: Reader = { tokens: tokenize(source), at: 0, noGreater: false, noIn: false };
  const begin: Statement[] = [];
  const end: Statement[] = [];
  const rules: Rule[] = [];
  const functions = new Map<string, Definition>();
  for (;;) {
    skipNewlines(r, true);
    if (peek(r).kind === "end") break;
    if (take(r, "keyword", "function")) {
      const name = r.tokens[r.at++];
      if (!name || (name.kind !== "name" && name.kind !== "call")) throw unexpected(r, -1);
      expect(r, "(");
      const params: string[] = [];
      while (!take(r, "op", ")")) {
        const param = r.tokens[r.at++];
        if (param?.kind !== "name") throw unexpected(r, -1);
        params.push(param.text);
        if (take(r, "op", ",")) skipNewlines(r);
      }
      skipNewlines(r);
      functions.set(name.text, { params, body: block(r) });
    } else if (take(r, "keyword", "BEGIN")) begin.push(block(r));
    else if (take(r, "keyword", "END")) end.push(block(r));
    else if (isOp(r, "{")) rules.push({ pattern: null, body: block(r) });
    else {
      const from = expression(r);
      let to: Expr | null = null;
      if (take(r, "op", ",")) {
        skipNewlines(r);
        to = expression(r);
      }
      rules.push({ pattern: { from, to }, body: isOp(r, "{") ? block(r) : null });
      if (!isOp(r, ";") && peek(r).kind !== "newline" && peek(r).kind !== "end" && !justClosed(r)) throw unexpected(r);
    }
  }
  const unknown = r.tokens.find((t) => t.kind === "call" && !functions.has(t.text));
  if (unknown) throw new AwkError(`line ${peek(r).line}: function ${unknown.text} never defined`);
  return { begin, rules, end, functions };
}

const justClosed = (r: Reader): boolean => r.tokens[r.at - 1]?.text === "}";
const peek = (r: Reader, n = 0): Token => r.tokens[r.at + n] ?? { kind: "end", text: "end of file", line: 0 };
const isOp = (r: Reader, text: string): boolean => peek(r).kind === "op" && peek(r).text === text;

function take(r: Reader, kind: Token["kind"], text: string): boolean {
  if (peek(r).kind !== kind || peek(r).text !== text) return false;
  r.at++;
  return true;
}

function expect(r: Reader, text: string): void {
  if (!take(r, "op", text)) throw unexpected(r);
}

function unexpected(r: Reader, offset = 0): AwkError {
  const t = peek(r, offset);
  const what = t.kind === "newline" ? (r.at >= r.tokens.length - 2 ? "end of file" : "end of line") : t.text;
  return new AwkError(`line ${t.line}: syntax error at or near ${what}`);
}

function skipNewlines(r: Reader, semicolons = false): void {
  while (peek(r).kind === "newline" || (semicolons && isOp(r, ";"))) r.at++;
}

function block(r: Reader): Statement {
  expect(r, "{");
  const body: Statement[] = [];
  for (;;) {
    skipNewlines(r, true);
    if (take(r, "op", "}")) return { kind: "block", body };
    if (peek(r).kind === "end") throw new AwkError(`line ${peek(r).line}: missing } near end of file`);
    body.push(statement(r));
  }
}

function endOfStatement(r: Reader): void {
  if (isOp(r, ";") || peek(r).kind === "newline") r.at++;
  else if (!isOp(r, "}") && peek(r).kind !== "end") throw unexpected(r);
}

function body(r: Reader): Statement {
  skipNewlines(r);
  if (take(r, "op", ";")) return { kind: "block", body: [] };
  return statement(r);
}

function statement(r: Reader): Statement {
  if (isOp(r, "{")) return block(r);
  const t = peek(r);
  if (t.kind === "keyword") {
    switch (t.text) {
      case "if": {
        r.at++;
        const test = parenthesized(r);
        const yes = body(r);
        const back = r.at;
        skipNewlines(r, true);
        if (take(r, "keyword", "else")) return { kind: "if", test, yes, no: body(r) };
        r.at = back;
        return { kind: "if", test, yes, no: null };
      }
      case "while": {
        r.at++;
        const test = parenthesized(r);
        return { kind: "while", test, body: body(r) };
      }
      case "do": {
        r.at++;
        const inner = body(r);
        skipNewlines(r, true);
        if (!take(r, "keyword", "while")) throw unexpected(r);
        const test = parenthesized(r);
        endOfStatement(r);
        return { kind: "do", test, body: inner };
      }
      case "for":
        return forStatement(r);
    }
  }
  const made = simple(r);
  endOfStatement(r);
  return made;
}

function parenthesized(r: Reader): Expr {
  expect(r, "(");
  const saved = r.noGreater;
  r.noGreater = false;
  const e = expression(r);
  r.noGreater = saved;
  expect(r, ")");
  return e;
}

function forStatement(r: Reader): Statement {
  r.at++;
  expect(r, "(");
  const [a, b, c, d] = [peek(r), peek(r, 1), peek(r, 2), peek(r, 3)];
  if (a.kind === "name" && b.text === "in" && c.kind === "name" && d.text === ")") {
    r.at += 4;
    return { kind: "each", name: a.text, array: c.text, body: body(r) };
  }
  const init = isOp(r, ";") ? null : simple(r);
  expect(r, ";");
  skipNewlines(r);
  const test = isOp(r, ";") ? null : expression(r);
  expect(r, ";");
  skipNewlines(r);
  const step = isOp(r, ")") ? null : simple(r);
  expect(r, ")");
  return { kind: "for", init, test, step, body: body(r) };
}

function simple(r: Reader): Statement {
  const t = peek(r);
  if (t.kind !== "keyword" || t.text === "getline") return { kind: "expr", value: expression(r) };
  r.at++;
  switch (t.text) {
    case "print":
    case "printf":
      return printStatement(r, t.text === "printf");
    case "delete": {
      const name = r.tokens[r.at++];
      if (name?.kind !== "name") throw unexpected(r, -1);
      return { kind: "delete", array: name.text, keys: isOp(r, "[") ? subscripts(r) : null };
    }
    case "exit":
    case "return": {
      const bare = isOp(r, ";") || isOp(r, "}") || peek(r).kind === "newline" || peek(r).kind === "end";
      return { kind: t.text, value: bare ? null : expression(r) };
    }
    case "break":
    case "continue":
    case "next":
    case "nextfile":
      return { kind: t.text };
    default:
      r.at--;
      throw unexpected(r);
  }
}

function printStatement(r: Reader, printf: boolean): Statement {
  const saved = r.noGreater;
  r.noGreater = true;
  let args: readonly Expr[] = [];
  const bare = (): boolean =>
    isOp(r, ";") || isOp(r, "}") || isOp(r, ">") || isOp(r, ">>") || isOp(r, "|") || peek(r).kind === "newline";
  if (!bare()) {
    const first = expression(r);
    if (first.op === "group" && (bare() || peek(r).kind === "end")) args = first.list;
    else {
      const list = [first];
      while (take(r, "op", ",")) {
        skipNewlines(r);
        list.push(expression(r));
      }
      args = list;
    }
  }
  let to: Output | null = null;
  const op = peek(r);
  if (op.kind === "op" && (op.text === ">" || op.text === ">>" || op.text === "|")) {
    r.at++;
    to = { how: op.text, target: expression(r) };
  }
  r.noGreater = saved;
  return { kind: "print", printf, args, to };
}

function expression(r: Reader): Expr {
  return ternary(r);
}

const ASSIGNMENTS = new Set(["=", "+=", "-=", "*=", "/=", "%=", "^="]);

const assignable = (e: Expr): boolean => e.op === "name" || e.op === "field" || e.op === "element";

function ternary(r: Reader): Expr {
  const test = disjunction(r);
  const t = peek(r);
  if (t.kind === "op" && ASSIGNMENTS.has(t.text) && assignable(test)) {
    r.at++;
    skipNewlines(r);
    return { op: "assign", to: test, with: t.text.slice(0, -1), value: ternary(r) };
  }
  if (!take(r, "op", "?")) return test;
  skipNewlines(r);
  const yes = ternary(r);
  skipNewlines(r);
  expect(r, ":");
  skipNewlines(r);
  return { op: "choose", test, yes, no: ternary(r) };
}

function disjunction(r: Reader): Expr {
  let left = conjunction(r);
  while (take(r, "op", "||")) {
    skipNewlines(r);
    left = { op: "or", left, right: conjunction(r) };
  }
  return left;
}

function conjunction(r: Reader): Expr {
  let left = membership(r);
  while (take(r, "op", "&&")) {
    skipNewlines(r);
    left = { op: "and", left, right: membership(r) };
  }
  return left;
}

function membership(r: Reader): Expr {
  let left = matching(r);
  while (!r.noIn && take(r, "keyword", "in")) {
    const name = r.tokens[r.at++];
    if (name?.kind !== "name") throw unexpected(r, -1);
    left = { op: "in", array: name.text, keys: left.op === "group" ? left.list : [left] };
  }
  return left;
}

function matching(r: Reader): Expr {
  let left = comparison(r);
  for (let t = peek(r); t.kind === "op" && (t.text === "~" || t.text === "!~"); t = peek(r)) {
    r.at++;
    left = { op: "match", not: t.text === "!~", left, right: comparison(r) };
  }
  return left;
}

function comparison(r: Reader): Expr {
  const left = concatenation(r);
  const t = peek(r);
  if (t.kind !== "op" || !/^(?:<|<=|==|!=|>=|>)$/.test(t.text) || (t.text === ">" && r.noGreater))
    return piped(r, left);
  r.at++;
  return piped(r, { op: "binary", with: t.text, left, right: concatenation(r) });
}

/** "cmd" | getline [var] */
function piped(r: Reader, from: Expr): Expr {
  let left = from;
  while (isOp(r, "|") && peek(r, 1).text === "getline" && peek(r, 1).kind === "keyword") {
    r.at += 2;
    left = { op: "getline", from: "command", source: left, to: optionalLvalue(r) };
  }
  return left;
}

function optionalLvalue(r: Reader): Expr | null {
  return peek(r).kind === "name" || isOp(r, "$") ? primary(r) : null;
}

/** Whether a token can begin an operand of a concatenation. */
function begins(r: Reader): boolean {
  const t = peek(r);
  if (t.kind === "op")
    return (
      t.text === "$" ||
      t.text === "!" ||
      t.text === "(" ||
      t.text === "-" ||
      t.text === "+" ||
      t.text === "++" ||
      t.text === "--"
    );
  return ["number", "string", "regex", "name", "call", "builtin"].includes(t.kind);
}

function concatenation(r: Reader): Expr {
  let left = additive(r);
  while (begins(r) && !isOp(r, "+") && !isOp(r, "-")) {
    left = { op: "binary", with: " ", left, right: additive(r) };
  }
  return left;
}

function additive(r: Reader): Expr {
  let left = multiplicative(r);
  for (let t = peek(r); t.kind === "op" && (t.text === "+" || t.text === "-"); t = peek(r)) {
    r.at++;
    left = { op: "binary", with: t.text, left, right: multiplicative(r) };
  }
  return left;
}

function multiplicative(r: Reader): Expr {
  let left = unary(r);
  for (let t = peek(r); t.kind === "op" && (t.text === "*" || t.text === "/" || t.text === "%"); t = peek(r)) {
    r.at++;
    left = { op: "binary", with: t.text, left, right: unary(r) };
  }
  return left;
}

function unary(r: Reader): Expr {
  const t = peek(r);
  if (t.kind === "op" && (t.text === "!" || t.text === "-" || t.text === "+")) {
    r.at++;
    return { op: "unary", sign: t.text, value: unary(r) };
  }
  return power(r);
}

function power(r: Reader): Expr {
  const base = postfix(r);
  if (!take(r, "op", "^")) return base;
  // "^" binds to the right, and more tightly than a sign before it.
  const exponent = isOp(r, "-") || isOp(r, "+") || isOp(r, "!") ? unary(r) : power(r);
  return { op: "binary", with: "^", left: base, right: exponent };
}

function postfix(r: Reader): Expr {
  const e = primary(r);
  const t = peek(r);
  if (assignable(e) && t.kind === "op" && (t.text === "++" || t.text === "--")) {
    r.at++;
    return { op: "step", to: e, by: t.text === "++" ? 1 : -1, post: true };
  }
  return e;
}

function subscripts(r: Reader): Expr[] {
  expect(r, "[");
  const saved = [r.noGreater, r.noIn] as const;
  r.noGreater = false;
  r.noIn = false;
  const keys = [expression(r)];
  while (take(r, "op", ",")) keys.push(expression(r));
  [r.noGreater, r.noIn] = saved;
  expect(r, "]");
  return keys;
}

function argumentsOf(r: Reader): Expr[] {
  expect(r, "(");
  const saved = [r.noGreater, r.noIn] as const;
  r.noGreater = false;
  r.noIn = false;
  const args: Expr[] = [];
  skipNewlines(r);
  while (!isOp(r, ")")) {
    args.push(expression(r));
    skipNewlines(r);
    if (!take(r, "op", ",")) break;
    skipNewlines(r);
  }
  [r.noGreater, r.noIn] = saved;
  expect(r, ")");
  return args;
}

function primary(r: Reader): Expr {
  const t = peek(r);
  r.at++;
  switch (t.kind) {
    case "number":
      return { op: "number", value: Number(t.text) };
    case "string":
      return { op: "string", value: t.text };
    case "regex": {
      const regex = compileRegex(t.text, { extended: true });
      if (typeof regex === "string")
        throw new AwkError(`line ${t.line}: regular expression compile failed (${regex})\n${t.text}`);
      return { op: "regex", regex };
    }
    case "name":
      return isOp(r, "[") ? { op: "element", array: t.text, keys: subscripts(r) } : { op: "name", name: t.text };
    case "call":
      return { op: "call", name: t.text, args: argumentsOf(r), line: t.line };
    case "builtin":
      return { op: "builtin", name: t.text, args: isOp(r, "(") ? argumentsOf(r) : [], line: t.line };
    case "keyword":
      if (t.text === "getline") {
        const to = optionalLvalue(r);
        if (take(r, "op", "<")) return { op: "getline", from: "file", source: postfix(r), to };
        return { op: "getline", from: "main", source: null, to };
      }
      break;
    case "op":
      if (t.text === "$") {
        const step = peek(r);
        if (step.kind === "op" && (step.text === "++" || step.text === "--")) {
          r.at++;
          return { op: "field", index: { op: "step", to: primary(r), by: step.text === "++" ? 1 : -1, post: false } };
        }
        if (isOp(r, "-") || isOp(r, "+") || isOp(r, "!")) return { op: "field", index: unary(r) };
        return { op: "field", index: primary(r) };
      }
      if (t.text === "++" || t.text === "--") {
        const to = primary(r);
        if (!assignable(to)) throw unexpected(r, -1);
        return { op: "step", to, by: t.text === "++" ? 1 : -1, post: false };
      }
      if (t.text === "(") return grouped(r);
      break;
  }
  r.at--;
  throw unexpected(r);
}

/** "(e)", or "(e, e)" before "in" and after print. */
function grouped(r: Reader): Expr {
  const saved = [r.noGreater, r.noIn] as const;
  r.noGreater = false;
  r.noIn = false;
  const list = [expression(r)];
  while (take(r, "op", ",")) {
    skipNewlines(r);
    list.push(expression(r));
  }
  [r.noGreater, r.noIn] = saved;
  expect(r, ")");
  return { op: "group", list };
}
