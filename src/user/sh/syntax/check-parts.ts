// The parts of the grammar that hold no commands: [[ ]] and redirections.

import { Misplaced, skipWord, Unfinished } from "./scan.ts";
import { newlineAtEnd, newlines, next, peek, REDIRECTIONS, type State, type Token } from "./token.ts";

/** Any number of redirections behind a compound command. */
export function redirections(c: State): void {
  for (;;) {
    const t = peek(c);
    if (t.type === "operator" && REDIRECTIONS.has(t.text)) redirection(c);
    else if (t.type === "word" && /^(\d+|\{\w+\})$/.test(t.text) && /[<>]/.test(c.text[t.end] ?? "")) next(c);
    else return;
  }
}

/** One redirection; a here-document is remembered until its line ends. */
export function redirection(c: State): void {
  const { text } = next(c);
  const target = peek(c);
  if (target.type !== "word") throw newlineAtEnd(target);
  next(c);
  if (text === "<<" || text === "<<-") {
    const delimiter = target.text.replace(/\\(.)|'([^']*)'|"([^"]*)"/g, (_, a, b, d) => a ?? b ?? d);
    c.pending.push({ delimiter, strip: text === "<<-", pos: target.pos });
  }
}

/** Behind "[[": past "]]". */
export function conditional(c: State): void {
  let operand: Token | null = null;
  for (;;) {
    // Inside [[ ]] "<", ">" and parentheses are operators of its own, and patterns are always extended.
    newlines(c);
    c.i = peek(c).pos;
    c.token = null;
    const t = c.text[c.i];
    if (t === undefined) throw new Unfinished("", c.i);
    if (c.text.startsWith("]]", c.i) && /^([\s;&|)]|$)/.test(c.text.slice(c.i + 2, c.i + 3))) break;
    if ("()<>".includes(t) || c.text.startsWith("&&", c.i) || c.text.startsWith("||", c.i)) {
      c.i += t === "&" || t === "|" ? 2 : 1;
      operand = null;
      continue;
    }
    if (t === ";" || t === "&" || t === "|") throw new Misplaced(t, c.i);
    const pos = c.i;
    if (operand?.text === "=~") skipRegex(c);
    else skipWord(c, true);
    operand = { type: "word", text: c.text.slice(pos, c.i), pos, end: c.i };
  }
  c.i += 2;
}

function skipRegex(c: State): void {
  let depth = 0;
  while (c.i < c.text.length) {
    const ch = c.text[c.i] as string;
    if (depth === 0 && /[\s;&]/.test(ch)) return;
    if (ch === "(") depth++;
    if (ch === ")" && depth-- === 0) return;
    if ("|<>()".includes(ch)) c.i++;
    else {
      const from = c.i;
      skipWord(c, false);
      if (c.i === from) c.i++;
    }
  }
}
