// Text to syntax tree: check.ts finds mistakes, unbash builds the tree. Both are remembered, for a loop or a
// lesson parses the same text many times.

import { parse, type Script, type WordPart } from "unbash";
import { check, type Grammar, type Verdict } from "./check.ts";

export interface Parsed {
  /** The part that can be run: all, or the lines before a mistake. */
  readonly script: Script;
  readonly verdict: Verdict;
}

const REMEMBERED = 400;
const scripts = new Map<string, Parsed>();
const parts = new Map<string, readonly WordPart[]>();

function remember<V>(memory: Map<string, V>, key: string, value: V): V {
  if (memory.size >= REMEMBERED) memory.delete(memory.keys().next().value as string);
  memory.set(key, value);
  return value;
}

export function parseText(text: string, grammar: Grammar): Parsed {
  const key = `${grammar.extended ? 1 : 0}${grammar.extglob ? 1 : 0}${text}`;
  const known = scripts.get(key);
  if (known) return known;
  const verdict = check(text, grammar);
  if (verdict.kind !== "complete") {
    return remember(scripts, key, { script: parse(text.slice(0, verdict.line)), verdict });
  }
  const script = parse(text);
  const [error] = script.errors ?? [];
  if (!error) return remember(scripts, key, { script, verdict });
  // The two disagree: unbash knows a rule that check.ts does not. Its word counts.
  const line = text.lastIndexOf("\n", error.pos - 1) + 1;
  const token = /^(\n|[;&|<>()]+|[^\s;&|<>()]+)/.exec(text.slice(error.pos))?.[0] ?? "newline";
  const wrong: Verdict = {
    kind: "wrong",
    token: token === "\n" ? "newline" : token,
    pos: error.pos,
    message: null,
    expected: null,
    line,
  };
  return remember(scripts, key, { script: parse(text.slice(0, line)), verdict: wrong });
}

/** The expansions in a text that is treated as if it were within double quotes: a prompt, arithmetic, a subscript. */
export function parseQuoted(text: string): readonly WordPart[] {
  const known = parts.get(text);
  if (known) return known;
  // The body of a here-document is read just so, but for the newline at its end.
  const statement = parse(`:<<\u0001\n${text}\n\u0001`).commands[0];
  const redirect = statement?.command.type === "Command" ? statement.command.redirects[0] : undefined;
  const body = redirect?.type === "HereDoc" ? redirect.body : undefined;
  const found = body?.parts ?? literal(body?.text ?? `${text}\n`);
  return remember(parts, text, withoutLastNewline(found));
}

const literal = (text: string): readonly WordPart[] => [
  { type: "Literal", pos: 0, end: text.length, value: text, text },
];

function withoutLastNewline(all: readonly WordPart[]): readonly WordPart[] {
  const last = all.at(-1);
  if (last?.type !== "Literal") return all;
  const text = last.text.replace(/\n$/, "");
  return [...all.slice(0, -1), ...(text === "" ? [] : [{ ...last, text, value: last.value.replace(/\n$/, "") }])];
}
