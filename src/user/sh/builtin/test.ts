// test and [: how many arguments there are decides what they mean - "test expr" in bash(1).

import { err } from "../../libc.ts";
import type { Run } from "../../program.ts";
import { complain } from "../message.ts";
import { compareNumbers, FILE_BINARY, fileBinaryTest, NUMERIC, UNARY, unaryTest } from "../run/file-test.ts";
import type { Shell } from "../shell.ts";
import type { Builtin } from "./builtin.ts";

class TestError {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

export const test: Builtin = function* (sh, args, { name }) {
  let words = args;
  if (sh.dialect.name === "ash" && name === "[" && args.at(-1) !== "]") return yield* ashComplain(sh, "missing ]");
  if (name === "[") {
    if (args.at(-1) !== "]") return yield* complain(sh, sh.dialect.extended ? "[: missing `]'" : "[: missing ]", 2);
    words = args.slice(0, -1);
  }
  try {
    return (yield* expression(sh, words)) ? 0 : 1;
  } catch (e) {
    if (e instanceof TestError && sh.dialect.name === "ash") return yield* ashComplain(sh, ashText(words, e.message));
    if (e instanceof TestError) return yield* complain(sh, `${name}: ${e.message}`, 2);
    throw e;
  }
};

// busybox: the builtin is the applet, and speaks under the shell's applet name: coreutils/test.c.
function* ashComplain(sh: Shell, text: string): Run<number> {
  const argv0 = sh.self.argv[0] ?? "sh";
  yield* err(`${argv0.slice(argv0.lastIndexOf("/") + 1).replace(/^-/, "")}: ${text}\n`);
  return 2;
}

function ashText(words: readonly string[], message: string): string {
  if (message.endsWith("bad number")) return message;
  const [, second = ""] = words;
  return words.length === 2 && BINARY.has(second) ? `${second}: argument expected` : `${second}: unknown operand`;
}

const BINARY = new Set([...NUMERIC, ...FILE_BINARY, "=", "==", "!=", "<", ">"]);
const isBinary = (sh: Shell, op: string | undefined): op is string =>
  op !== undefined && BINARY.has(op) && (sh.dialect.name !== "dash" || op !== "==");

function* expression(sh: Shell, words: readonly string[]): Run<boolean> {
  const [a = "", b = "", c = ""] = words;
  switch (words.length) {
    case 0:
      return false;
    case 1:
      return a !== "";
    case 2:
      if (a === "!") return b === "";
      if (UNARY.has(a)) return yield* unaryTest(sh, a, b);
      throw new TestError(sh.dialect.extended ? `${a}: unary operator expected` : `${a}: unexpected operator`);
    case 3:
      if (isBinary(sh, b)) return yield* binary(sh, a, b, c);
      if (b === "-a") return a !== "" && c !== "";
      if (b === "-o") return a !== "" || c !== "";
      if (a === "!") return !(yield* expression(sh, [b, c]));
      if (a === "(" && c === ")") return b !== "";
      throw new TestError(sh.dialect.extended ? `${b}: binary operator expected` : `${a}: unexpected operator`);
    case 4:
      if (a === "!") return !(yield* expression(sh, words.slice(1)));
      if (a === "(" && words[3] === ")") return yield* expression(sh, [b, c]);
      break;
  }
  const p: Parser = { words, i: 0 };
  const value = yield* or(sh, p);
  if (p.i < words.length) {
    throw new TestError(sh.dialect.extended ? "too many arguments" : `${words[p.i - 1] ?? ""}: unexpected operator`);
  }
  return value;
}

interface Parser {
  readonly words: readonly string[];
  i: number;
}

function* or(sh: Shell, p: Parser): Run<boolean> {
  let value = yield* and(sh, p);
  while (p.words[p.i] === "-o") {
    p.i++;
    const right = yield* and(sh, p);
    value = value || right;
  }
  return value;
}

function* and(sh: Shell, p: Parser): Run<boolean> {
  let value = yield* term(sh, p);
  while (p.words[p.i] === "-a") {
    p.i++;
    const right = yield* term(sh, p);
    value = value && right;
  }
  return value;
}

function* term(sh: Shell, p: Parser): Run<boolean> {
  const { words } = p;
  const first = words[p.i];
  if (first === undefined) throw new TestError("argument expected");
  if (first === "!") {
    p.i++;
    return !(yield* term(sh, p));
  }
  if (first === "(") {
    p.i++;
    const value = yield* or(sh, p);
    if (words[p.i++] !== ")") throw new TestError("`)' expected");
    return value;
  }
  const second = words[p.i + 1];
  if (p.i + 2 < words.length && isBinary(sh, second)) {
    const right = words[p.i + 2] as string;
    p.i += 3;
    return yield* binary(sh, first, second, right);
  }
  if (UNARY.has(first) && second !== undefined) {
    p.i += 2;
    return yield* unaryTest(sh, first, second);
  }
  p.i++;
  return first !== "";
}

function* binary(sh: Shell, left: string, operator: string, right: string): Run<boolean> {
  if (NUMERIC.has(operator)) return compareNumbers(integer(sh, left), operator, integer(sh, right));
  if (FILE_BINARY.has(operator)) return yield* fileBinaryTest(left, operator, right);
  if (operator === "<") return left < right;
  if (operator === ">") return left > right;
  return (operator === "!=") !== (left === right);
}

function integer(sh: Shell, text: string): bigint {
  if (/^\s*[-+]?\d+\s*$/.test(text)) return BigInt(text.trim().replace(/^\+/, ""));
  throw new TestError(
    sh.dialect.name === "dash"
      ? `Illegal number: ${text}`
      : sh.dialect.name === "ash"
        ? `${text}: bad number`
        : `${text}: integer expression expected`,
  );
}
