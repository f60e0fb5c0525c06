// Shell text as tokens: words, operators, newlines - bash(1), "metacharacter", "control operator".

import { type Cursor, Misplaced, skipHeredocs, skipWord, Unfinished } from "./scan.ts";

export interface Token {
  readonly type: "word" | "operator" | "newline" | "end";
  readonly text: string;
  readonly pos: number;
  readonly end: number;
}

export interface State extends Cursor {
  token: Token | null;
  depth: number;
}

const OPERATORS = [
  ";;&", "&>>", "<<<", "<<-",
  ";;", ";&", "&&", "&>", "||", "|&", "<<", "<&", "<>", ">>", ">&", ">|",
  ";", "&", "|", "<", ">", "(", ")",
]; // biome-ignore format: longest first, one length a line
export const REDIRECTIONS = new Set(["&>>", "<<<", "<<-", "&>", "<<", "<&", "<>", ">>", ">&", ">|", "<", ">"]);
export function peek(c: State): Token {
  c.token ??= read(c);
  return c.token;
}

function read(c: State): Token {
  const { text } = c;
  for (;;) {
    if (text[c.i] === " " || text[c.i] === "\t") c.i++;
    else if (text[c.i] === "\\" && text[c.i + 1] === "\n") c.i += 2;
    else break;
  }
  if (text[c.i] === "#") while (c.i < text.length && text[c.i] !== "\n") c.i++;
  const pos = c.i;
  const ch = text[pos];
  if (ch === undefined) return { type: "end", text: "", pos, end: pos };
  if (ch === "\n") return { type: "newline", text: "newline", pos, end: pos + 1 };
  const process = c.extended && (ch === "<" || ch === ">") && text[pos + 1] === "(";
  const operator = process ? undefined : OPERATORS.find((op) => text.startsWith(op, pos));
  if (operator && (c.extended || !/^(&>|<<<$|\|&|;&|;;&)/.test(operator))) {
    return { type: "operator", text: operator, pos, end: pos + operator.length };
  }
  if (operator) {
    const known = /^(<<|;;)/.exec(operator)?.[0] ?? (operator[0] as string);
    return { type: "operator", text: known, pos, end: pos + known.length };
  }
  skipWord(c);
  const end = c.i;
  c.i = pos;
  return { type: "word", text: text.slice(pos, end), pos, end };
}

export function next(c: State): Token {
  const token = peek(c);
  c.i = token.end;
  c.token = null;
  if (token.type === "newline") skipHeredocs(c);
  return token;
}

export const unexpected = (t: Token): Misplaced | Unfinished =>
  t.type === "end" ? new Unfinished("", t.pos) : new Misplaced(t.text, t.pos);

export const at = (c: State, text: string): boolean => peek(c).text === text && peek(c).type !== "newline";

export function expect(c: State, text: string): void {
  if (!at(c, text)) {
    const error = unexpected(peek(c));
    error.expected = text;
    throw error;
  }
  next(c);
}

export function newlines(c: State): void {
  while (peek(c).type === "newline") next(c);
}

// A line that ends here has a newline token even when it is the last one.
export const newlineAtEnd = (t: Token): Misplaced =>
  t.type === "end" ? new Misplaced("newline", t.pos) : new Misplaced(t.text, t.pos);
