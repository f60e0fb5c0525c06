// The expression of find(1): read once into a tree, then asked of every file.

import { FindError } from "./find-error.ts";
import { typeLetters } from "./find-types.ts";

export type Comparison = { readonly sign: -1 | 0 | 1; readonly n: number };

export type Expr =
  | { readonly op: "and" | "or" | "comma"; readonly left: Expr; readonly right: Expr }
  | { readonly op: "not"; readonly inner: Expr }
  | { readonly op: "true" | "false" | "print" | "print0" | "delete" | "prune" | "quit" | "ls" | "empty" }
  | { readonly op: "nouser" | "nogroup" | "readable" | "writable" | "executable" }
  | { readonly op: "name" | "path" | "lname"; readonly pattern: string; readonly fold: boolean }
  | { readonly op: "type" | "xtype"; readonly letters: string }
  | { readonly op: "perm"; readonly spec: string }
  | { readonly op: "user" | "group" | "samefile" | "newer" | "fstype"; readonly word: string; readonly which?: string }
  | { readonly op: "size"; readonly cmp: Comparison; readonly unit: number }
  | { readonly op: "links" | "inum" | "uid" | "gid"; readonly cmp: Comparison }
  | {
      readonly op: "time";
      readonly which: "atime" | "mtime" | "ctime";
      readonly cmp: Comparison;
      readonly unit: number;
    }
  | {
      readonly op: "exec";
      readonly argv: readonly string[];
      readonly plus: boolean;
      readonly dir: boolean;
      readonly at: number;
    }
  | { readonly op: "printf"; readonly format: string }
  | { readonly op: "regex"; readonly pattern: string; readonly fold: boolean };

export interface Search {
  readonly paths: readonly string[];
  readonly expr: Expr;
  readonly follow: "P" | "H" | "L";
  readonly minDepth: number;
  readonly maxDepth: number;
  readonly depthFirst: boolean;
  readonly oneFileSystem: boolean;
  readonly ignoreVanished: boolean;
  readonly quiet: boolean;
}

interface Reading {
  readonly words: readonly string[];
  at: number;
  minDepth: number;
  maxDepth: number;
  depthFirst: boolean;
  oneFileSystem: boolean;
  ignoreVanished: boolean;
  quiet: boolean;
  follow: "P" | "H" | "L";
  acts: boolean;
}

const NOT_HERE = new Set(
  "-execdir -okdir -ok -fprint -fprint0 -fls -fprintf -daystart -regextype -context -used -newerXY -files0-from -D".split(
    " ",
  ),
);

/** Reads find's arguments. */
export function parseFind(args: readonly string[]): Search {
  const r: Reading = {
    words: args,
    at: 0,
    minDepth: 0,
    maxDepth: Infinity,
    depthFirst: false,
    oneFileSystem: false,
    ignoreVanished: false,
    quiet: false,
    follow: "P",
    acts: false,
  };
  for (; /^(-[HLP]|-O\d|--)$/.test(peek(r)); r.at++) {
    const word = peek(r);
    if (word === "-H" || word === "-L" || word === "-P") r.follow = word.slice(1) as "P" | "H" | "L";
    if (word === "--") {
      r.at++;
      break;
    }
  }
  const paths: string[] = [];
  while (r.at < args.length && !/^-.|^[(!]$/s.test(peek(r))) paths.push(args[r.at++] ?? "");
  let expr: Expr = { op: "true" };
  if (r.at < args.length) {
    expr = comma(r);
    if (r.at < args.length) {
      if (peek(r) === ")") throw new FindError("you have too many ')'");
      throw stray(r, peek(r));
    }
  }
  if (!r.acts) expr = { op: "and", left: expr, right: { op: "print" } };
  return { ...r, paths: paths.length > 0 ? paths : ["."], expr };
}

const peek = (r: Reading): string => r.words[r.at] ?? "";

function comma(r: Reading): Expr {
  let left = or(r);
  while (peek(r) === ",") {
    r.at++;
    left = { op: "comma", left, right: or(r) };
  }
  return left;
}

function or(r: Reading): Expr {
  let left = and(r);
  while (peek(r) === "-o" || peek(r) === "-or") {
    const word = peek(r);
    r.at++;
    if (r.at >= r.words.length) throw new FindError(`expected an expression after '${word}'`);
    left = { op: "or", left, right: and(r) };
  }
  return left;
}

function and(r: Reading): Expr {
  let left = not(r);
  for (;;) {
    const word = peek(r);
    if (r.at >= r.words.length || word === "-o" || word === "-or" || word === "," || word === ")") return left;
    if (word === "-a" || word === "-and") {
      r.at++;
      if (r.at >= r.words.length) throw new FindError(`expected an expression after '${word}'`);
    }
    left = { op: "and", left, right: not(r) };
  }
}

function not(r: Reading): Expr {
  const word = peek(r);
  if (word === "!" || word === "-not") {
    r.at++;
    if (r.at >= r.words.length) throw new FindError(`expected an expression after '${word}'`);
    return { op: "not", inner: not(r) };
  }
  if (word === "(") {
    r.at++;
    if (peek(r) === ")") throw new FindError("invalid expression; empty parentheses are not allowed.");
    if (r.at >= r.words.length)
      throw new FindError("invalid expression; I was expecting to find a ')' somewhere but did not see one.");
    const inner = comma(r);
    if (peek(r) !== ")") {
      throw new FindError("invalid expression; I was expecting to find a ')' somewhere but did not see one.");
    }
    r.at++;
    return inner;
  }
  if (word === "-o" || word === "-or" || word === "-a" || word === "-and" || word === ",") {
    throw new FindError(`invalid expression; you have used a binary operator '${word}' with nothing before it.`);
  }
  return predicate(r);
}

function predicate(r: Reading): Expr {
  const word = r.words[r.at++] ?? "";
  const arg = (): string => {
    const next = r.words[r.at++];
    if (next === undefined) throw new FindError(`missing argument to \`${word}'`);
    return next;
  };
  const number = (text: string): Comparison => {
    const m = /^([-+]?)(\d+)$/.exec(text);
    if (!m) throw new FindError(`invalid argument \`${text}' to \`${word}'`);
    return { sign: m[1] === "+" ? 1 : m[1] === "-" ? -1 : 0, n: Number(m[2]) };
  };
  const act = <E extends Expr>(e: E): E => {
    r.acts = true;
    return e;
  };
  if (NOT_HERE.has(word)) throw new FindError(`predicate '${word}' is not modelled in Cutaway`, 95);
  switch (word) {
    case "-true":
    case "-noleaf":
    case "-nowarn":
    case "-warn":
      return { op: "true" };
    case "-false":
      return { op: "false" };
    case "-print":
      return act({ op: "print" });
    case "-print0":
      return act({ op: "print0" });
    case "-ls":
      return act({ op: "ls" });
    case "-printf":
      return act({ op: "printf", format: arg() });
    case "-delete":
      r.depthFirst = true;
      return act({ op: "delete" });
    case "-quit":
      return act({ op: "quit" });
    case "-prune":
      return { op: "prune" };
    case "-exec":
      return act(exec(r, word));
    case "-maxdepth":
    case "-mindepth": {
      const text = arg();
      if (!/^\d+$/.test(text)) {
        throw new FindError(`Expected a positive decimal integer argument to ${word}, but got '${text}'`);
      }
      if (word === "-maxdepth") r.maxDepth = Number(text);
      else r.minDepth = Number(text);
      return { op: "true" };
    }
    case "-depth":
    case "-d":
      r.depthFirst = true;
      return { op: "true" };
    case "-xdev":
    case "-mount":
      r.oneFileSystem = true;
      return { op: "true" };
    case "-follow":
      r.follow = "L";
      return { op: "true" };
    case "-ignore_readdir_race":
      r.ignoreVanished = true;
      return { op: "true" };
    case "-noignore_readdir_race":
      return { op: "true" };
    case "-name":
    case "-iname":
      return { op: "name", pattern: arg(), fold: word === "-iname" };
    case "-path":
    case "-wholename":
      return { op: "path", pattern: arg(), fold: false };
    case "-ipath":
    case "-iwholename":
      return { op: "path", pattern: arg(), fold: true };
    case "-lname":
    case "-ilname":
      return { op: "lname", pattern: arg(), fold: word === "-ilname" };
    case "-regex":
    case "-iregex":
      return { op: "regex", pattern: arg(), fold: word === "-iregex" };
    case "-type":
    case "-xtype":
      return { op: word === "-type" ? "type" : "xtype", letters: typeLetters(arg(), word) };
    case "-perm":
      return { op: "perm", spec: arg() };
    case "-user":
    case "-group":
      return { op: word.slice(1) as "user" | "group", word: arg() };
    case "-newer":
    case "-anewer":
    case "-cnewer":
      return { op: "newer", word: arg(), which: word === "-newer" ? "mtime" : word === "-anewer" ? "atime" : "ctime" };
    case "-samefile":
      return { op: "samefile", word: arg() };
    case "-fstype":
      return { op: "fstype", word: arg() };
    case "-uid":
    case "-gid":
    case "-links":
    case "-inum":
      return { op: word.slice(1) as "uid" | "gid" | "links" | "inum", cmp: number(arg()) };
    case "-size":
      return size(arg(), word);
    case "-mtime":
    case "-atime":
    case "-ctime":
      return { op: "time", which: word.slice(1) as "mtime", cmp: number(arg()), unit: 86400 };
    case "-mmin":
    case "-amin":
    case "-cmin":
      return { op: "time", which: `${word[1]}time` as "mtime", cmp: number(arg()), unit: 60 };
    case "-empty":
    case "-nouser":
    case "-nogroup":
    case "-readable":
    case "-writable":
    case "-executable":
      return { op: word.slice(1) as "empty" };
    case "-help":
    case "--help":
      throw new FindError("help", 0);
    case "-version":
    case "--version":
      throw new FindError("version", 0);
  }
  if (word.startsWith("-")) throw new FindError(`unknown predicate \`${word}'`);
  throw stray(r, word);
}

function stray(r: Reading, word: string): FindError {
  const after = r.words.slice(0, r.words.indexOf(word)).findLast((w) => /^-./.test(w)) ?? "";
  return new FindError(`paths must precede expression: \`${word}'`, 1, { word, after });
}

function size(text: string, word: string): Expr {
  const m = /^([-+]?)(\d+)([bcwkMG]?)$/.exec(text);
  if (!m) throw new FindError(`invalid ${word} type \`${text.slice(-1)}'`);
  const units: Readonly<Record<string, number>> = { c: 1, w: 2, b: 512, "": 512, k: 1024, M: 1048576, G: 1073741824 };
  const sign = m[1] === "+" ? 1 : m[1] === "-" ? -1 : 0;
  return { op: "size", cmp: { sign, n: Number(m[2]) }, unit: units[m[3] ?? ""] ?? 512 };
}

/** "-exec CMD {} ;" or "-exec CMD {} +" */
function exec(r: Reading, word: string): Expr & { op: "exec" } {
  const argv: string[] = [];
  const at = r.at;
  for (;;) {
    const next = r.words[r.at++];
    if (next === undefined) throw new FindError(`missing argument to \`${word}'`);
    if (next === ";") {
      if (argv.length === 0) throw new FindError(`invalid argument \`;' to \`${word}'`);
      return { op: "exec", argv, plus: false, dir: false, at };
    }
    if (next === "+" && argv.at(-1) === "{}") {
      return { op: "exec", argv: argv.slice(0, -1), plus: true, dir: false, at };
    }
    argv.push(next);
  }
}
