// expr(1): evaluates its arguments. Status 0 where the value is neither null nor 0, 1 where it is, 2 a syntax error.

import type { Run } from "../program.ts";
import { quote } from "../quote.ts";
import { compileRegex, search } from "../regex.ts";
import { helpText, plainTool, type Tool } from "../tool.ts";

class ExprError extends Error {
  readonly status: number;
  constructor(message: string, status = 2) {
    super(message);
    this.status = status;
  }
}

const EXPR: Tool = { name: "expr", usage: ["EXPRESSION", "OPTION"], options: "", failure: 2 };

export const exprMain = plainTool(EXPR, function* (cmd): Run<number> {
  let words = cmd.operands;
  if (words.length === 1 && words[0] === "--help") {
    yield* cmd.print(helpText(EXPR, cmd.who));
    return 0;
  }
  if (words.length === 1 && words[0] === "--version") {
    yield* cmd.print("expr (GNU coreutils) 9.7\n");
    return 0;
  }
  if (words[0] === "--") words = words.slice(1);
  if (words.length === 0) return yield* cmd.misuse("missing operand");
  try {
    const value = evaluateExpr(words);
    yield* cmd.print(`${value}\n`);
    return isNull(value) ? 1 : 0;
  } catch (e) {
    if (!(e instanceof ExprError)) throw e;
    return yield* cmd.die(e.status, e.message);
  }
});

/** The value of an expression; throws what is wrong with it. */
export function evaluateExpr(words: readonly string[]): string {
  const r: Reader = { words, at: 0 };
  const value = or(r, true);
  if (r.at < words.length) throw new ExprError(`syntax error: unexpected argument ${quote(words[r.at] ?? "")}`);
  return value;
}

interface Reader {
  readonly words: readonly string[];
  at: number;
}

const isInteger = (s: string): boolean => /^-?\d+$/.test(s);
const isNull = (s: string): boolean => s === "" || /^-?0+$/.test(s);

function next(r: Reader, ...ops: string[]): string | null {
  const word = r.words[r.at];
  if (word === undefined || !ops.includes(word)) return null;
  r.at++;
  return word;
}

/** Operators are evaluated from left to right; `live` is false where the result does not matter. */
function or(r: Reader, live: boolean): string {
  let left = and(r, live);
  while (next(r, "|")) {
    const right = and(r, live && isNull(left));
    if (isNull(left)) left = isNull(right) ? "0" : right;
  }
  return left;
}

function and(r: Reader, live: boolean): string {
  let left = comparison(r, live);
  while (next(r, "&")) {
    const right = comparison(r, live && !isNull(left));
    if (isNull(left) || isNull(right)) left = "0";
  }
  return left;
}

function comparison(r: Reader, live: boolean): string {
  let left = sum(r, live);
  for (
    let op = next(r, "<", "<=", "=", "==", "!=", ">=", ">");
    op;
    op = next(r, "<", "<=", "=", "==", "!=", ">=", ">")
  ) {
    const right = sum(r, live);
    const [a, b] = isInteger(left) && isInteger(right) ? [BigInt(left), BigInt(right)] : [left, right];
    const yes =
      op === "<"
        ? a < b
        : op === "<="
          ? a <= b
          : op === ">"
            ? a > b
            : op === ">="
              ? a >= b
              : (a === b) === (op !== "!=");
    left = yes ? "1" : "0";
  }
  return left;
}

function sum(r: Reader, live: boolean): string {
  let left = product(r, live);
  for (let op = next(r, "+", "-"); op; op = next(r, "+", "-")) {
    const right = product(r, live);
    if (live) left = arithmetic(left, op, right);
  }
  return left;
}

function product(r: Reader, live: boolean): string {
  let left = colon(r, live);
  for (let op = next(r, "*", "/", "%"); op; op = next(r, "*", "/", "%")) {
    const right = colon(r, live);
    if (live) left = arithmetic(left, op, right);
  }
  return left;
}

function arithmetic(left: string, op: string, right: string): string {
  if (!isInteger(left) || !isInteger(right)) throw new ExprError("non-integer argument");
  const [a, b] = [BigInt(left), BigInt(right)];
  if ((op === "/" || op === "%") && b === 0n) throw new ExprError("division by zero");
  const value = op === "+" ? a + b : op === "-" ? a - b : op === "*" ? a * b : op === "/" ? a / b : a % b;
  return value.toString();
}

function colon(r: Reader, live: boolean): string {
  let left = word(r, live);
  while (next(r, ":")) {
    const right = word(r, live);
    if (live) left = match(left, right);
  }
  return left;
}

/** The match of a BRE from the first character: its first group, else its length. */
function match(text: string, pattern: string): string {
  const regex = compileRegex(pattern);
  if (typeof regex === "string") throw new ExprError(regex);
  const m = search({ ...regex, source: `(?<![^])(?:${regex.source})` }, text);
  if (regex.groups > 0) return m?.groups[1] ?? "";
  return String(m ? m.end : 0);
}

function word(r: Reader, live: boolean): string {
  const at = r.at++;
  const token = r.words[at];
  if (token === undefined) {
    throw new ExprError(`syntax error: missing argument after ${quote(r.words[at - 1] ?? "")}`);
  }
  const more = r.at < r.words.length;
  if (token === "+" && more) return r.words[r.at++] ?? "";
  if (token === "(") {
    const value = or(r, live);
    if (!next(r, ")")) {
      const found = r.words[r.at];
      throw new ExprError(
        found === undefined
          ? `syntax error: expecting ')' after ${quote(r.words[r.at - 1] ?? "")}`
          : `syntax error: expecting ')' instead of ${quote(found)}`,
      );
    }
    return value;
  }
  if (token === ")") throw new ExprError("syntax error: unexpected ')'");
  if (!more) return token;
  switch (token) {
    case "match":
      return match(word(r, live), word(r, live));
    case "length":
      return String(word(r, live).length);
    case "index": {
      const [text, chars] = [word(r, live), word(r, live)];
      return String(Array.from(text).findIndex((c) => chars.includes(c)) + 1);
    }
    case "substr": {
      const [text, pos, length] = [word(r, live), word(r, live), word(r, live)];
      if (!isInteger(pos) || !isInteger(length) || Number(pos) < 1 || Number(length) < 1) return "";
      return text.slice(Number(pos) - 1, Number(pos) - 1 + Number(length));
    }
    default:
      return token;
  }
}
