// Is this text a complete piece of shell language? Says where it is wrong as bash's own parser would: at the first
// token that the grammar does not allow there.

import { conditional, redirection, redirections } from "./check-parts.ts";
import { type Cursor, type Heredoc, Misplaced, skipArithmetic, skipParens, Unfinished } from "./scan.ts";
import {
  at,
  expect,
  newlineAtEnd,
  newlines,
  next,
  peek,
  REDIRECTIONS,
  type State,
  type Token,
  unexpected,
} from "./token.ts";

export type Verdict =
  | { readonly kind: "complete"; readonly open: Heredoc | null }
  /** More lines are needed. */
  | {
      readonly kind: "unfinished";
      readonly closer: string;
      readonly pos: number;
      readonly expected: string | null;
      readonly line: number;
    }
  | {
      readonly kind: "wrong";
      readonly token: string;
      readonly pos: number;
      readonly message: string | null;
      readonly expected: string | null;
      /** Offset where the line begins up to which all can be run. */
      readonly line: number;
    };

const CLOSERS = new Set(["then", "else", "elif", "fi", "do", "done", "esac", "}"]);
const COMPOUND = new Set(["if", "while", "until", "for", "select", "case", "{", "[[", "function"]);
const DECLARATIONS = new Set(["declare", "typeset", "local", "export", "readonly", "eval"]);
const MAX_DEPTH = 200;

export interface Grammar {
  readonly extended: boolean;
  readonly extglob: boolean;
}

/** Checks a whole text. */
export function check(text: string, grammar: Grammar): Verdict {
  const c: State = { text, i: 0, pending: [], open: null, ...grammar, commands: substitution, token: null, depth: 0 };
  let line = 0;
  try {
    for (;;) {
      newlines(c);
      line = peek(c).pos;
      if (peek(c).type === "end") return { kind: "complete", open: c.open };
      list(c, NONE);
      const after = peek(c);
      if (after.type === "end") return { kind: "complete", open: c.pending[0] ?? c.open };
      if (after.type !== "newline") throw unexpected(after);
    }
  } catch (e) {
    if (e instanceof Unfinished)
      return { kind: "unfinished", closer: e.closer, pos: e.pos, expected: e.expected, line };
    if (e instanceof Misplaced) {
      return { kind: "wrong", token: e.token, pos: e.pos, message: e.message, expected: e.expected, line };
    }
    throw e;
  }
}

const NONE: ReadonlySet<string> = new Set();
const set = (...words: string[]): ReadonlySet<string> => new Set(words);
const THEN = set("then");
const FI = set("elif", "else", "fi");
const DO = set("do");
const DONE = set("done");
const BRACE = set("}");
const PAREN = set(")");
const CASE_END = set(";;", ";&", ";;&", "esac");

// $( … ): up to the ")" of the caller, which has a cursor without tokens.
function substitution(c: Cursor): void {
  const inner = c as State;
  inner.token = null;
  deeper(inner, () => {
    newlines(inner);
    if (!at(inner, ")")) list(inner, PAREN, true);
    expect(inner, ")");
  });
  inner.token = null;
}

function deeper(c: State, inner: () => void): void {
  if (++c.depth > MAX_DEPTH) throw new Misplaced("", c.i, "maximum nesting level exceeded");
  inner();
  c.depth--;
}

// --- grammar ------------------------------------------------------------------------------------------------------

/** Commands up to one of `ends`, which stays. Inside a compound command newlines separate, too. */
function list(c: State, ends: ReadonlySet<string>, nested = ends !== NONE): void {
  if (nested) newlines(c);
  for (;;) {
    andOr(c);
    if (at(c, ";") || at(c, "&")) next(c);
    else if (!(nested && peek(c).type === "newline")) return;
    if (nested) newlines(c);
    const t = peek(c);
    if (t.type === "end" || t.type === "newline" || (ends.has(t.text) && !isQuoted(t))) return;
    if (t.type === "operator" && t.text !== "(" && !REDIRECTIONS.has(t.text)) {
      if (CASE_END.has(t.text) && ends === CASE_END) return;
      throw unexpected(t);
    }
  }
}

const isQuoted = (t: Token): boolean => t.type === "word" && /['"\\]/.test(t.text);

function andOr(c: State): void {
  pipeline(c);
  while (at(c, "&&") || at(c, "||")) {
    next(c);
    newlines(c);
    pipeline(c);
  }
}

function pipeline(c: State): void {
  let prefixed = false;
  while (at(c, "!") || (at(c, "time") && c.extended)) {
    const { text } = next(c);
    if (text === "time" && at(c, "-p")) next(c);
    prefixed = true;
  }
  const t = peek(c);
  if (prefixed && (t.type === "newline" || t.type === "end" || at(c, ";"))) return;
  command(c);
  while (at(c, "|") || at(c, "|&")) {
    next(c);
    newlines(c);
    command(c);
  }
}

function command(c: State): void {
  const t = peek(c);
  if (t.type === "operator" && !REDIRECTIONS.has(t.text) && t.text !== "(") throw unexpected(t);
  if (t.type === "newline" || t.type === "end") throw unexpected(t);
  if (t.type === "word" && CLOSERS.has(t.text)) throw unexpected(t);
  deeper(c, () => {
    if (c.extended && at(c, "coproc")) coproc(c);
    else if (!compound(c)) simple(c);
  });
}

/** A name may stand before a compound command only. */
function coproc(c: State): void {
  next(c);
  if (compound(c)) return;
  const first = peek(c);
  if (first.type === "word") {
    const { i, token } = c;
    next(c);
    const isFunction = at(c, "(") && /^\(\s*\)/.test(c.text.slice(peek(c).pos));
    if (!isFunction && compound(c)) return;
    c.i = i;
    c.token = token;
  }
  simple(c);
}

function compound(c: State): boolean {
  const t = peek(c);
  if (t.text === "(" && t.type === "operator") {
    if (!arithmeticCommand(c)) {
      next(c);
      list(c, PAREN);
      expect(c, ")");
    }
    redirections(c);
    return true;
  }
  if (t.type !== "word" || !COMPOUND.has(t.text)) return false;
  if (!c.extended && (t.text === "[[" || t.text === "function" || t.text === "select")) return false;
  next(c);
  if (t.text === "if") ifCommand(c);
  else if (t.text === "while" || t.text === "until") loop(c);
  else if (t.text === "for" || t.text === "select") forCommand(c);
  else if (t.text === "case") caseCommand(c);
  else if (t.text === "{") block(c, BRACE, "}");
  else if (t.text === "[[") conditional(c);
  else return functionKeyword(c);
  redirections(c);
  return true;
}

function block(c: State, ends: ReadonlySet<string>, end: string): void {
  listBefore(c, ends, end);
  expect(c, end);
}

/** Commands of which, where the text ends among them, `end` is said to be missing. */
function listBefore(c: State, ends: ReadonlySet<string>, end: string): void {
  try {
    list(c, ends);
  } catch (e) {
    if (e instanceof Unfinished && e.closer === "") e.expected ??= end;
    throw e;
  }
}

function ifCommand(c: State): void {
  block(c, THEN, "then");
  listBefore(c, FI, "fi");
  while (at(c, "elif")) {
    next(c);
    block(c, THEN, "then");
    listBefore(c, FI, "fi");
  }
  if (at(c, "else")) {
    next(c);
    listBefore(c, set("fi"), "fi");
  }
  expect(c, "fi");
}

function loop(c: State): void {
  block(c, DO, "do");
  block(c, DONE, "done");
}

function forCommand(c: State): void {
  if (at(c, "(") && c.text[peek(c).end] === "(") {
    const { pos } = peek(c);
    c.i = pos + 2;
    c.token = null;
    if (!skipArithmetic(c, pos)) throw new Misplaced("(", pos);
    const inner = c.text.slice(pos + 2, c.i - 2);
    if (inner.split(";").length !== 3) {
      throw new Misplaced(`((${inner}))`, pos, "syntax error: arithmetic expression required");
    }
    if (at(c, ";")) next(c);
  } else {
    if (peek(c).type !== "word") throw unexpected(peek(c));
    next(c);
    newlines(c);
    if (at(c, "in")) {
      next(c);
      while (peek(c).type === "word") next(c);
      if (!at(c, ";") && peek(c).type !== "newline") throw unexpected(peek(c));
      next(c);
    } else if (at(c, ";")) {
      next(c);
    }
  }
  newlines(c);
  if (at(c, "{")) {
    next(c);
    block(c, BRACE, "}");
    return;
  }
  expect(c, "do");
  block(c, DONE, "done");
}

function caseCommand(c: State): void {
  if (peek(c).type !== "word") throw unexpected(peek(c));
  next(c);
  newlines(c);
  expect(c, "in");
  for (;;) {
    newlines(c);
    if (at(c, "esac")) break;
    if (at(c, "(")) next(c);
    for (;;) {
      if (peek(c).type !== "word") throw unexpected(peek(c));
      next(c);
      if (!at(c, "|")) break;
      next(c);
    }
    expect(c, ")");
    newlines(c);
    if (!CASE_END.has(peek(c).text)) list(c, CASE_END);
    if (at(c, "esac")) break;
    if (!CASE_END.has(peek(c).text)) throw unexpected(peek(c));
    next(c);
  }
  next(c);
}

function functionKeyword(c: State): true {
  if (peek(c).type !== "word") throw unexpected(peek(c));
  next(c);
  if (at(c, "(")) {
    next(c);
    expect(c, ")");
  }
  newlines(c);
  if (!compound(c)) throw unexpected(peek(c));
  return true;
}

function arithmeticCommand(c: State): boolean {
  const { pos } = peek(c);
  if (c.text[pos + 1] !== "(" || !c.extended) return false;
  c.i = pos + 2;
  if (skipArithmetic(c, pos)) {
    c.token = null;
    return true;
  }
  c.i = pos;
  return false;
}

function simple(c: State): void {
  let words = 0;
  let name = "";
  let prefixed = false;
  for (;;) {
    const t = peek(c);
    if (t.type === "operator" && REDIRECTIONS.has(t.text)) {
      redirection(c);
      prefixed = true;
    } else if (t.type === "word") {
      const assigns = /^[A-Za-z_]\w*(\[[^\]]*\])?\+?=$/.test(t.text) && c.text[t.end] === "(";
      if (assigns && c.extended && (words === 0 || DECLARATIONS.has(name))) {
        c.i = t.end + 1;
        c.token = null;
        skipParens(c);
        prefixed = true;
        continue;
      }
      next(c);
      const isNumber = /^(\d+|\{[A-Za-z_]\w*\})$/.test(t.text) && /[<>]/.test(c.text[t.end] ?? "");
      if (isNumber && peek(c).pos === t.end) continue;
      if (/^[A-Za-z_]\w*(\[[^\]]*\])?\+?=/.test(t.text) && words === 0) {
        prefixed = true;
        continue;
      }
      if (words++ === 0) name = t.text;
    } else if (t.text === "(" && t.type === "operator" && words === 1 && !prefixed) {
      functionBody(c);
      return;
    } else {
      if (t.text === "(") throw unexpected(t);
      return;
    }
  }
}

function functionBody(c: State): void {
  next(c);
  if (!at(c, ")")) throw newlineAtEnd(peek(c));
  next(c);
  newlines(c);
  if (!compound(c)) throw unexpected(peek(c));
}
