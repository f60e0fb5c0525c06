// From words to fields, in bash's order: braces, tilde, parameters, commands, arithmetic (from left to right),
// splitting, file names, quote removal - bash(1), EXPANSION.

import { parse, type Word, type WordPart } from "unbash";
import { failed } from "../../../kernel/abi/errno.ts";
import type { Run } from "../../program.ts";
import { arithmetic } from "../arith/evaluate.ts";
import type { Shell } from "../shell.ts";
import { ifsOf, isUtf8, refresh } from "../special.ts";
import { parseQuoted } from "../syntax/parse.ts";
import { ExpansionError } from "../unwind.ts";
import { braces } from "./brace.ts";
import { unescapeAnsi } from "./escape.ts";
import { addLiteral, addQuoted, addSplit, escapeGlob, type Field, type Fields, finish, newFields } from "./field.ts";
import { expandParameter, expandSimple, type Words } from "./parameter.ts";
import { pathnames } from "./pathname.ts";
import { scopeOf } from "./scope.ts";
import { commandSubstitution, processSubstitution } from "./substitution.ts";
import { tildeDirectory } from "./tilde.ts";

/** The arguments that words become. */
export function* expandWords(sh: Shell, words: readonly Word[]): Run<string[]> {
  const out: string[] = [];
  for (const word of words) yield* expandInto(sh, word, out);
  return out;
}

const PLAIN = /^[A-Za-z0-9_./:=@%+,-]*$/;

/** Appends the arguments that one word becomes. */
export function* expandInto(sh: Shell, word: Word, out: string[]): Run<void> {
  if (word.parts === undefined && PLAIN.test(word.text)) {
    out.push(word.text);
    return;
  }
  for (const one of withoutBraces(sh, word)) {
    const f = newFields(ifsOf(sh), escapeGlob, sh.shopts.has("extglob"));
    yield* wordInto(sh, one, f);
    for (const field of finish(f)) {
      if (field.pattern === null || sh.options.has("noglob") || !isGlob(field.pattern)) out.push(field.text);
      else yield* filesInto(sh, field, out);
    }
  }
}

/** "[" alone is a command's name, not a pattern: it takes a "]" to make one. */
const isGlob = (pattern: string): boolean => /[*?]|\[[\s\S]+\]|[+@!]\(/.test(pattern.replace(/\\[\s\S]/g, ""));

function* filesInto(sh: Shell, field: Field, out: string[]): Run<void> {
  const files = yield* pathnames(sh, field.pattern as string);
  if (files.length > 0) out.push(...files);
  else if (sh.shopts.has("failglob")) throw new ExpansionError(`no match: ${field.text}`);
  else if (!sh.shopts.has("nullglob")) out.push(field.text);
}

const rewritten = new Map<string, readonly Word[]>();

function withoutBraces(sh: Shell, word: Word): readonly Word[] {
  const has = word.parts?.some((part) => part.type === "BraceExpansion");
  if (!has || !sh.dialect.extended || !sh.options.has("braceexpand")) return [word];
  const known = rewritten.get(word.text);
  if (known) return known;
  const words = braces(word.text).flatMap((text): readonly Word[] => {
    const command = parse(`: ${text}`).commands[0]?.command;
    return command?.type === "Command" ? command.args.filter((arg) => arg.type === "Word") : [];
  });
  if (rewritten.size > 200) rewritten.clear();
  rewritten.set(word.text, words);
  return words;
}

/** One string, neither split nor matched with files: a case word, a here-string. */
export function* expandText(sh: Shell, word: Word): Run<string> {
  if (word.parts === undefined && PLAIN.test(word.text)) return word.text;
  const f = newFields(null);
  yield* wordInto(sh, word, f);
  return f.text;
}

/** The right side of an assignment: tildes count behind each ":" too. */
export function* expandAssigned(sh: Shell, word: Word): Run<string> {
  if (word.parts === undefined && PLAIN.test(word.text)) return word.text;
  const f = newFields(null);
  yield* partsInto(sh, partsOf(word), f, false, "assignment");
  return f.text;
}

/** A pattern: quoted characters stand for themselves. */
export function* expandPattern(sh: Shell, word: Word, quote = escapeGlob): Run<string> {
  const f = newFields(null, quote);
  yield* wordInto(sh, word, f);
  return f.pattern;
}

/** The target of a redirection: null where it is not one word. */
export function* expandTarget(sh: Shell, word: Word): Run<string | null> {
  if (!sh.dialect.extended) return yield* expandText(sh, word);
  const out: string[] = [];
  yield* expandInto(sh, word, out);
  return out.length === 1 ? (out[0] as string) : null;
}

/** Text as within double quotes: a here-document, a prompt. */
export function* expandQuotedParts(sh: Shell, parts: readonly WordPart[]): Run<string> {
  const f = newFields(null);
  yield* partsInto(sh, parts, f, true, "none");
  return f.text;
}

export const expandQuotedText = (sh: Shell, text: string): Run<string> => expandQuotedParts(sh, parseQuoted(text));

/** The value of an arithmetic text, its parameters and commands expanded first. */
export function* expandArithmetic(sh: Shell, text: string, label = ""): Run<bigint> {
  let source = text;
  if (/[$`"\\']/.test(text)) source = yield* expandQuotedText(sh, text.replace(/"/g, ""));
  yield* refresh(sh, source);
  return arithmetic(source, scopeOf(sh), label);
}

const partsOf = (word: Word): readonly WordPart[] =>
  word.parts ?? [{ type: "Literal", pos: word.pos, end: word.end, text: word.text, value: word.value }];

type Tilde = "word" | "assignment" | "none";

function wordInto(sh: Shell, word: Word, f: Fields): Run<void> {
  // bash expands tildes in any word that looks like an assignment: make prefix=~/x
  const tilde = sh.dialect.extended && /^[A-Za-z_]\w*=/.test(word.text) ? "assignment" : "word";
  return partsInto(sh, partsOf(word), f, false, tilde);
}

const WORDS: Words = {
  *into(sh, word, f, quoted) {
    if (quoted && word.parts === undefined) addQuoted(f, word.value);
    else yield* partsInto(sh, partsOf(word), f, quoted, quoted ? "none" : "word", !quoted);
  },
  text: expandText,
  pattern: expandPattern,
};

/** `splitLiterals`: the literal text of ${x:-a b} is the result of an expansion, too. */
function* partsInto(
  sh: Shell,
  parts: readonly WordPart[],
  f: Fields,
  quoted: boolean,
  tilde: Tilde,
  splitLiterals = false,
): Run<void> {
  for (const [i, part] of parts.entries()) {
    switch (part.type) {
      case "Literal":
        if (quoted) addQuoted(f, part.value);
        else
          yield* literalInto(
            sh,
            part.text,
            f,
            i === 0 ? tilde : tilde === "assignment" ? "later" : "none",
            splitLiterals,
          );
        break;
      case "Glob":
        if (part.kind !== "bracket") addLiteral(f, part.text);
        else {
          addLiteral(f, "[");
          yield* partsInto(sh, part.parts, f, false, "none");
          addLiteral(f, "]");
        }
        break;
      case "SingleQuoted":
        addQuoted(f, part.value);
        break;
      case "AnsiCQuoted":
        addQuoted(
          f,
          sh.dialect.extended ? unescapeAnsi(part.text.slice(2, -1), isUtf8(sh)) : `$${part.text.slice(2, -1)}`,
        );
        break;
      case "DoubleQuoted":
      case "LocaleString":
        if (part.parts.length === 0) f.active = true;
        if (part.type === "LocaleString" && !sh.dialect.extended) addQuoted(f, "$");
        yield* partsInto(sh, part.parts, f, true, "none");
        break;
      case "SimpleExpansion":
        yield* refresh(sh, part.text);
        expandSimple(sh, part.text.slice(1), f, quoted);
        break;
      case "ParameterExpansion":
        yield* expandParameter(sh, part, f, quoted, WORDS);
        break;
      case "CommandExpansion": {
        const text = yield* commandSubstitution(sh, part, expandText);
        if (quoted) addQuoted(f, text);
        else addSplit(f, text);
        break;
      }
      case "ArithmeticExpansion": {
        const value = (yield* expandArithmetic(sh, inner(part.text))).toString();
        if (quoted) addQuoted(f, value);
        else addSplit(f, value);
        break;
      }
      case "ProcessSubstitution": {
        const path = yield* processSubstitution(sh, part);
        if (!failed(path)) addQuoted(f, path);
        break;
      }
      case "ExtendedGlob":
        addLiteral(f, `${part.operator}(`);
        if (part.parts) yield* partsInto(sh, part.parts, f, false, "none");
        else addLiteral(f, part.pattern);
        addLiteral(f, ")");
        break;
      case "BraceExpansion":
        if (part.parts) {
          addLiteral(f, "{");
          yield* partsInto(sh, part.parts, f, false, "none");
          addLiteral(f, "}");
        } else yield* literalInto(sh, part.text, f, "none", false);
        break;
    }
  }
}

/** $((…)) and $[…] without their brackets */
const inner = (text: string): string => (text.startsWith("$[") ? text.slice(2, -1) : text.slice(3, -2));

/** Unquoted text: a backslash quotes the next character, a tilde at its beginning is a directory. */
function* literalInto(sh: Shell, text: string, f: Fields, tilde: Tilde | "later", split: boolean): Run<void> {
  let rest = text;
  if (tilde !== "none" && text.includes("~")) rest = yield* tildes(sh, text, f, tilde);
  for (;;) {
    const slash = rest.indexOf("\\");
    const plain = slash < 0 ? rest : rest.slice(0, slash);
    if (plain !== "") {
      if (split) addSplit(f, plain);
      else addLiteral(f, plain);
    }
    if (slash < 0) return;
    const next = rest[slash + 1];
    if (next === undefined) addQuoted(f, "\\");
    else if (next !== "\n") addQuoted(f, next);
    rest = rest.slice(slash + 2);
  }
}

/** Adds the text up to the last tilde-prefix, expanded; returns what is left. */
function* tildes(sh: Shell, text: string, f: Fields, tilde: Tilde | "later"): Run<string> {
  const prefix =
    tilde === "word"
      ? /^()(~[^/\\]*)(?=\/|$)/
      : tilde === "assignment"
        ? /^((?:[A-Za-z_]\w*=)?(?:[^\\~]*:)?)(~[^/:\\]*)(?=[/:]|$)/
        : /^([^\\~]*:)(~[^/:\\]*)(?=[/:]|$)/;
  const m = prefix.exec(text);
  if (!m) return text;
  const directory = yield* tildeDirectory(sh, m[2] as string);
  if (directory === null) return text;
  if (m[1]) addLiteral(f, m[1]);
  addQuoted(f, directory);
  const rest = text.slice(m[0].length);
  return tilde === "word" ? rest : yield* tildes(sh, rest, f, "later");
}
