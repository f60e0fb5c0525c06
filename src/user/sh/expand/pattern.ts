// Patterns: *, ?, [ ] and the extended ones, as regular expressions over bytes.

const CLASSES: Readonly<Record<string, string>> = {
  alnum: "0-9A-Za-z",
  alpha: "A-Za-z",
  ascii: "\\x00-\\x7f",
  blank: " \\t",
  cntrl: "\\x00-\\x1f\\x7f",
  digit: "0-9",
  graph: "\\x21-\\x7e",
  lower: "a-z",
  print: "\\x20-\\x7e",
  punct: "!-/:-@\\[-`{-~",
  space: " \\t\\n\\v\\f\\r",
  upper: "A-Z",
  word: "0-9A-Za-z_",
  xdigit: "0-9A-Fa-f",
};

const REMEMBERED = 500;
const compiled = new Map<string, RegExp>();

export interface PatternOptions {
  readonly extglob: boolean;
  readonly ignoreCase?: boolean;
  /** In a file name "*" does not match a "/". */
  readonly path?: boolean;
}

/** The source of a regular expression that matches what the pattern matches. */
export function patternSource(pattern: string, options: PatternOptions): string {
  const any = options.path ? "[^/]" : "[^]";
  let source = "";
  for (let i = 0; i < pattern.length; i++) {
    const ch = pattern[i] as string;
    if (options.extglob && pattern[i + 1] === "(" && "?*+@!".includes(ch)) {
      const end = closing(pattern, i + 1);
      if (end > 0) {
        source += extended(ch, alternatives(pattern.slice(i + 2, end)), options, any, pattern.slice(end + 1));
        i = end;
        continue;
      }
    }
    if (ch === "*") source += source.endsWith(`${any}*`) ? "" : `${any}*`;
    else if (ch === "?") source += any;
    else if (ch === "[") {
      const bracket = bracketSource(pattern, i);
      if (bracket === null) source += "\\[";
      else {
        source += bracket.source;
        i = bracket.end;
      }
    } else if (ch === "\\" && i + 1 < pattern.length) source += literal(pattern[++i] as string);
    else source += literal(ch);
  }
  return source;
}

export function compile(pattern: string, options: PatternOptions): RegExp {
  const key = `${options.extglob ? 1 : 0}${options.ignoreCase ? 1 : 0}${options.path ? 1 : 0}${pattern}`;
  const known = compiled.get(key);
  if (known) return known;
  const re = new RegExp(`^(?:${patternSource(pattern, options)})$`, options.ignoreCase ? "i" : "");
  if (compiled.size >= REMEMBERED) compiled.clear();
  compiled.set(key, re);
  return re;
}

export const matches = (text: string, pattern: string, options: PatternOptions): boolean =>
  compile(pattern, options).test(text);

/** The text a pattern stands for when nothing matches it, or it holds no pattern characters. */
export const unescapePattern = (pattern: string): string => pattern.replace(/\\([\s\S])/g, "$1");

const literal = (ch: string): string => (/[\\^$.[\]|()?*+{}/-]/.test(ch) ? `\\${ch}` : ch);

function closing(pattern: string, open: number): number {
  let depth = 0;
  for (let i = open; i < pattern.length; i++) {
    if (pattern[i] === "\\") i++;
    else if (pattern[i] === "(") depth++;
    else if (pattern[i] === ")" && --depth === 0) return i;
  }
  return -1;
}

function alternatives(inner: string): string[] {
  const all: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < inner.length; i++) {
    if (inner[i] === "\\") i++;
    else if (inner[i] === "(") depth++;
    else if (inner[i] === ")") depth--;
    else if (inner[i] === "|" && depth === 0) {
      all.push(inner.slice(from, i));
      from = i + 1;
    }
  }
  return [...all, inner.slice(from)];
}

function extended(op: string, list: string[], options: PatternOptions, any: string, rest: string): string {
  const group = list.map((one) => patternSource(one, options)).join("|");
  if (op === "@") return `(?:${group})`;
  if (op === "!") return `(?!(?:${group})(?:${patternSource(rest, options)})$)${any}*?`;
  return `(?:${group})${op}`;
}

function bracketSource(pattern: string, open: number): { source: string; end: number } | null {
  let i = open + 1;
  let body = "";
  const negated = pattern[i] === "!" || pattern[i] === "^";
  if (negated) i++;
  for (let first = true; ; first = false) {
    const ch = pattern[i];
    if (ch === undefined) return null;
    if (ch === "]" && !first) break;
    const named = /^\[:(\w+):\]/.exec(pattern.slice(i, i + 12));
    if (named) {
      body += CLASSES[named[1] as string] ?? "";
      i += named[0].length;
    } else if (ch === "-") {
      const range = !first && pattern[i + 1] !== "]";
      body += range ? "-" : "\\-";
      i++;
    } else {
      if (ch === "\\" && i + 1 < pattern.length) i++;
      body += (pattern[i] as string).replace(/[\\\]^[-]/, "\\$&");
      i++;
    }
  }
  body = body.replace(/([^\\])-([\s\S])/g, (whole, a: string, b: string) => (a <= b || b === "\\" ? whole : ""));
  if (body === "") return { source: negated ? "[^]" : "[]", end: i };
  return { source: `[${negated ? "^" : ""}${body}]`, end: i };
}
