// Evaluating arithmetic. A variable's value is itself an expression: x=y+1, $((x*2)).

import { ExpansionError } from "../unwind.ts";
import { ArithmeticError, type Expr, parseArithmetic } from "./parse.ts";

/** Where names are looked up and assigned. */
export interface Scope {
  /** Errors in dash's words. */
  readonly posix?: boolean;
  /** dash has no ** - arith_yylex.c */
  readonly powerless?: boolean;
  readonly get: (name: string, index: string | null) => string | undefined;
  readonly set: (name: string, index: string | null, value: string) => void;
}

const MAX_DEPTH = 1024; // MAX_EXPR_RECURSION_LEVEL, expr.c
const REMEMBERED = 500;
const parsed = new Map<string, Expr>();

/** The value of an expression. `label` names the command in errors: "let: ", "((: ". */
export function arithmetic(text: string, scope: Scope, label = ""): bigint {
  try {
    return evaluateText(text, scope, 0);
  } catch (e) {
    if (e instanceof ArithmeticError) {
      const shown = (e.text ?? text).trimStart();
      throw new ExpansionError(scope.posix ? posixMessage(e.message, text) : `${label}${shown}: ${e.message}`);
    }
    throw e;
  }
}

function posixMessage(message: string, text: string): string {
  const what = message.startsWith("division")
    ? "division by zero"
    : /operand expected/.test(message)
      ? "expecting primary"
      : "expecting EOF";
  return `arithmetic expression: ${what}: "${text}"`;
}

function evaluateText(text: string, scope: Scope, depth: number): bigint {
  try {
    return evaluateParsed(text, scope, depth);
  } catch (e) {
    if (e instanceof ArithmeticError) e.text ??= text;
    throw e;
  }
}

function evaluateParsed(text: string, scope: Scope, depth: number): bigint {
  if (/^-?[1-9]\d{0,14}$|^0$/.test(text)) return BigInt(text);
  if (scope.powerless && text.includes("**")) throw new ArithmeticError("syntax error: operand expected");
  let expr = parsed.get(text);
  if (!expr) {
    expr = parseArithmetic(text);
    if (parsed.size >= REMEMBERED) parsed.clear();
    parsed.set(text, expr);
  }
  return evaluate(expr, scope, depth);
}

const wrap = (n: bigint): bigint => BigInt.asIntN(64, n);
const truth = (b: boolean): bigint => (b ? 1n : 0n);

function evaluate(e: Expr, scope: Scope, depth: number): bigint {
  switch (e.type) {
    case "number":
      return e.value;
    case "variable":
      return value(e, scope, depth);
    case "unary": {
      const n = evaluate(e.arg, scope, depth);
      if (e.op === "-") return wrap(-n);
      if (e.op === "!") return truth(n === 0n);
      return e.op === "~" ? wrap(~n) : n;
    }
    case "step": {
      const old = evaluate(e.arg, scope, depth);
      const changed = wrap(e.op === "++" ? old + 1n : old - 1n);
      store(e.arg, changed, scope);
      return e.prefix ? changed : old;
    }
    case "choice":
      return evaluate(evaluate(e.test, scope, depth) !== 0n ? e.then : e.other, scope, depth);
    case "assign": {
      // The old value is read before the right side is evaluated, which may change it: a += a++
      const old = e.op === "=" ? 0n : evaluate(e.left, scope, depth);
      const right = evaluate(e.right, scope, depth);
      const result = e.op === "=" ? right : operate(e.op.slice(0, -1), old, right, e.rest);
      store(e.left, result, scope);
      return result;
    }
    case "binary": {
      const left = evaluate(e.left, scope, depth);
      if (e.op === "&&") return truth(left !== 0n && evaluate(e.right, scope, depth) !== 0n);
      if (e.op === "||") return truth(left !== 0n || evaluate(e.right, scope, depth) !== 0n);
      return operate(e.op, left, evaluate(e.right, scope, depth), e.rest);
    }
  }
}

function value(e: Expr & { type: "variable" }, scope: Scope, depth: number): bigint {
  const text = scope.get(e.name, e.index);
  if (text === undefined || text === "") return 0n;
  if (depth >= MAX_DEPTH) {
    throw new ArithmeticError(`expression recursion level exceeded (error token is "${e.name}")`);
  }
  return evaluateText(text, scope, depth + 1);
}

function store(e: Expr, n: bigint, scope: Scope): void {
  if (e.type === "variable") scope.set(e.name, e.index, n.toString());
}

function operate(op: string, a: bigint, b: bigint, rest: string): bigint {
  switch (op) {
    case ",":
      return b;
    case "|":
      return a | b;
    case "^":
      return a ^ b;
    case "&":
      return a & b;
    case "==":
      return truth(a === b);
    case "!=":
      return truth(a !== b);
    case "<":
      return truth(a < b);
    case "<=":
      return truth(a <= b);
    case ">":
      return truth(a > b);
    case ">=":
      return truth(a >= b);
    case "<<":
      return wrap(a << (b & 63n)); // the processor's shift takes six bits
    case ">>":
      return a >> (b & 63n);
    case "+":
      return wrap(a + b);
    case "-":
      return wrap(a - b);
    case "*":
      return wrap(a * b);
    case "/":
    case "%":
      if (b === 0n) throw new ArithmeticError(`division by 0 (error token is "${rest}")`);
      return wrap(op === "/" ? a / b : a % b);
    case "**":
      return power(a, b, rest);
    default:
      throw new Error(`no operator ${op}`);
  }
}

function power(a: bigint, b: bigint, rest: string): bigint {
  if (b < 0n) throw new ArithmeticError(`exponent less than 0 (error token is "${rest}")`);
  let result = 1n;
  let base = a;
  for (let n = b; n > 0n; n >>= 1n) {
    if (n & 1n) result = wrap(result * base);
    base = wrap(base * base);
  }
  return result;
}
