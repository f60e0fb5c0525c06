// test(1), also "[": true is status 0, false 1, an error 2. The shell's builtin shares evaluateTest.

import { failed } from "../../kernel/abi/errno.ts";
import {
  R_OK,
  S_IFBLK,
  S_IFCHR,
  S_IFDIR,
  S_IFIFO,
  S_IFLNK,
  S_IFMT,
  S_IFREG,
  S_IFSOCK,
  W_OK,
  X_OK,
} from "../../kernel/abi/flags.ts";
import { type Run, sys } from "../program.ts";
import { quote } from "../quote.ts";
import { isatty } from "../stdio.ts";
import { type Cmd, helpText, plainTool, type Tool } from "../tool.ts";

/** What is wrong with the expression, for each program to say in its own words. */
export interface TestError {
  readonly kind: "integer" | "unary" | "binary" | "missing" | "extra" | "paren" | "paren-found";
  readonly word: string;
}

class Wrong extends Error {
  readonly what: TestError;
  constructor(kind: TestError["kind"], word: string) {
    super(kind);
    this.what = { kind, word };
  }
}

const UNARY = /^-[bcdefghkLnNOGprsStuwxz]$/;
const BINARY = /^(?:=|==|!=|<|>|-(?:eq|ne|lt|le|gt|ge|nt|ot|ef))$/;

/** The value of an expression, already without a closing "]". */
export function* evaluateTest(words: readonly string[]): Run<boolean | TestError> {
  const reader = { words, at: 0 };
  try {
    return yield* byCount(reader, words.length);
  } catch (e) {
    if (e instanceof Wrong) return e.what;
    throw e;
  }
}

interface Reader {
  readonly words: readonly string[];
  at: number;
}

const peek = (r: Reader, n = 0): string => r.words[r.at + n] ?? "";

// POSIX decides by the number of words, so that "test ! = !" compares.
function* byCount(r: Reader, count: number): Run<boolean> {
  if (count === 0) return false;
  if (count === 1) return r.words[r.at++] !== "";
  if (count === 2) return yield* two(r);
  if (count === 3) return yield* three(r);
  if (count === 4) {
    if (peek(r) === "!") {
      r.at++;
      return !(yield* three(r));
    }
    if (peek(r) === "(" && peek(r, 3) === ")") {
      r.at++;
      const value = yield* two(r);
      r.at++;
      return value;
    }
  }
  const value = yield* or(r);
  if (r.at < r.words.length) throw new Wrong("extra", peek(r));
  return value;
}

function* two(r: Reader): Run<boolean> {
  const [a, b] = [peek(r), peek(r, 1)];
  if (a === "!") {
    r.at += 2;
    return b === "";
  }
  if (/^-.$/.test(a)) {
    if (!UNARY.test(a)) throw new Wrong("unary", a);
    r.at += 2;
    return yield* unary(a, b);
  }
  throw new Wrong("missing", b);
}

function* three(r: Reader): Run<boolean> {
  const [a, op, b] = [peek(r), peek(r, 1), peek(r, 2)];
  if (BINARY.test(op)) {
    r.at += 3;
    return yield* binary(a, op, b);
  }
  if (a === "!") {
    r.at++;
    return !(yield* two(r));
  }
  if (a === "(" && b === ")") {
    r.at += 3;
    return op !== "";
  }
  if (op === "-a" || op === "-o") return yield* or(r);
  throw new Wrong("binary", op);
}

function* or(r: Reader): Run<boolean> {
  let value = yield* and(r);
  while (peek(r) === "-o") {
    r.at++;
    const right = yield* and(r);
    value = value || right;
  }
  return value;
}

function* and(r: Reader): Run<boolean> {
  let value = yield* term(r);
  while (peek(r) === "-a") {
    r.at++;
    const right = yield* term(r);
    value = value && right;
  }
  return value;
}

function* term(r: Reader): Run<boolean> {
  const left = r.words.length - r.at;
  if (left === 0) throw new Wrong("missing", r.words.at(-1) ?? "");
  const a = peek(r);
  if (a === "!") {
    r.at++;
    return !(yield* term(r));
  }
  if (a === "(") {
    r.at++;
    const value = yield* or(r);
    if (r.at >= r.words.length) throw new Wrong("paren", ")");
    if (peek(r) !== ")") throw new Wrong("paren-found", peek(r));
    r.at++;
    return value;
  }
  if (left >= 3 && BINARY.test(peek(r, 1))) {
    r.at += 3;
    return yield* binary(a, r.words[r.at - 2] ?? "", r.words[r.at - 1] ?? "");
  }
  if (UNARY.test(a)) {
    if (left < 2) throw new Wrong("missing", a);
    r.at += 2;
    return yield* unary(a, r.words[r.at - 1] ?? "");
  }
  if (/^-.$/.test(a) && left >= 2) throw new Wrong("unary", a);
  r.at++;
  return a !== "";
}

const TYPES: Readonly<Record<string, number>> = {
  b: S_IFBLK,
  c: S_IFCHR,
  d: S_IFDIR,
  f: S_IFREG,
  p: S_IFIFO,
  S: S_IFSOCK,
};

function* unary(op: string, word: string): Run<boolean> {
  const letter = op[1] ?? "";
  if (letter === "n") return word !== "";
  if (letter === "z") return word === "";
  if (letter === "t") return yield* isatty(Number(integer(word)));
  if (letter === "r" || letter === "w" || letter === "x") {
    return !failed(yield* sys("access", { path: word, mode: letter === "r" ? R_OK : letter === "w" ? W_OK : X_OK }));
  }
  if (letter === "L" || letter === "h") {
    const st = yield* sys("lstat", { path: word });
    return !failed(st) && (st.mode & S_IFMT) === S_IFLNK;
  }
  const st = yield* sys("stat", { path: word });
  if (failed(st)) return false;
  const type = TYPES[letter];
  if (type !== undefined) return (st.mode & S_IFMT) === type;
  switch (letter) {
    case "s":
      return st.size > 0;
    case "u":
      return (st.mode & 0o4000) !== 0;
    case "g":
      return (st.mode & 0o2000) !== 0;
    case "k":
      return (st.mode & 0o1000) !== 0;
    case "O":
      return st.uid === (yield* sys("geteuid", {}));
    case "G":
      return st.gid === (yield* sys("getegid", {}));
    case "N":
      return st.mtime > st.atime;
    default:
      return true; // -e
  }
}

function* binary(a: string, op: string, b: string): Run<boolean> {
  switch (op) {
    case "=":
    case "==":
      return a === b;
    case "!=":
      return a !== b;
    case "<":
      return a < b;
    case ">":
      return a > b;
    case "-nt":
    case "-ot": {
      const [newer, older] = op === "-nt" ? [a, b] : [b, a];
      const [x, y] = [yield* sys("stat", { path: newer }), yield* sys("stat", { path: older })];
      return !failed(x) && (failed(y) || x.mtime > y.mtime);
    }
    case "-ef": {
      const [x, y] = [yield* sys("stat", { path: a }), yield* sys("stat", { path: b })];
      if (failed(x) || failed(y)) return false;
      return x.ino === y.ino && x.dev.major === y.dev.major && x.dev.minor === y.dev.minor;
    }
  }
  const [x, y] = [integer(a), integer(b)];
  switch (op) {
    case "-eq":
      return x === y;
    case "-ne":
      return x !== y;
    case "-lt":
      return x < y;
    case "-le":
      return x <= y;
    case "-gt":
      return x > y;
    default:
      return x >= y;
  }
}

function integer(word: string): bigint {
  const m = /^[ \t\n]*\+?(-?\d+)[ \t\n]*$/.exec(word);
  if (!m?.[1]) throw new Wrong("integer", word);
  return BigInt(m[1]);
}

const TEST: Tool = { name: "test", usage: ["EXPRESSION", "[ EXPRESSION ]"], options: "", failure: 2 };

function say({ kind, word }: TestError): string {
  switch (kind) {
    case "integer":
      return `invalid integer ${quote(word)}`;
    case "unary":
      return `${quote(word)}: unary operator expected`;
    case "binary":
      return `${quote(word)}: binary operator expected`;
    case "missing":
      return `missing argument after ${quote(word)}`;
    case "paren":
      return `${quote(word)} expected`;
    case "paren-found":
      return `')' expected, found ${word}`;
    case "extra":
      return `extra argument ${quote(word)}`;
  }
}

function* run(cmd: Cmd, words: readonly string[]): Run<number> {
  const value = yield* evaluateTest(words);
  if (typeof value === "boolean") return value ? 0 : 1;
  yield* cmd.warn(say(value));
  return 2;
}

export const testMain = plainTool(TEST, (cmd) => run(cmd, cmd.operands));

export const bracketMain = plainTool({ ...TEST, name: "[" }, function* (cmd): Run<number> {
  const words = cmd.operands;
  if (words.length === 1 && words[0] === "--help") {
    yield* cmd.print(helpText(TEST, cmd.who));
    return 0;
  }
  if (words.length === 1 && words[0] === "--version") {
    yield* cmd.print("[ (GNU coreutils) 9.7\n");
    return 0;
  }
  if (words.at(-1) !== "]") {
    yield* cmd.warn(`missing ${quote("]")}`);
    return 2;
  }
  return yield* run(cmd, words.slice(0, -1));
});
