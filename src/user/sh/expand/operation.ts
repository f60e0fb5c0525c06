// What ${name<operator>word} does to one value: pure functions over strings and patterns.

import { compile, type PatternOptions, patternSource } from "./pattern.ts";

/** ${x#pattern} ${x##pattern} ${x%pattern} ${x%%pattern} */
export function removePattern(value: string, pattern: string, operator: string, options: PatternOptions): string {
  const whole = compile(pattern, options);
  const n = value.length;
  if (operator === "#") for (let i = 0; i <= n; i++) if (whole.test(value.slice(0, i))) return value.slice(i);
  if (operator === "##") for (let i = n; i >= 0; i--) if (whole.test(value.slice(0, i))) return value.slice(i);
  if (operator === "%") for (let i = n; i >= 0; i--) if (whole.test(value.slice(i))) return value.slice(0, i);
  if (operator === "%%") for (let i = 0; i <= n; i++) if (whole.test(value.slice(i))) return value.slice(0, i);
  return value;
}

/** ${x/pattern/string}: `replacement` may hold & for what matched, where bash's patsub_replacement is on. */
export function replacePattern(
  value: string,
  pattern: string,
  replacement: (matched: string) => string,
  operator: string,
  options: PatternOptions,
): string {
  if (pattern === "" && operator !== "/#" && operator !== "/%") return value;
  if (operator === "/%") {
    const kept = removePattern(value, pattern, "%%", options);
    return kept.length === value.length && !compile(pattern, options).test("")
      ? value
      : kept + replacement(value.slice(kept.length));
  }
  if (operator === "/#") {
    const rest = removePattern(value, pattern, "##", options);
    const matched = value.slice(0, value.length - rest.length);
    return matched === "" && !compile(pattern, options).test("") ? value : replacement(matched) + rest;
  }
  const re = new RegExp(patternSource(pattern, options), operator === "//" ? "g" : "");
  return value.replace(re, (matched) => (matched === "" ? "" : replacement(matched)));
}

/** ${x^pattern} and its kin: an empty pattern is "?", any character. */
export function changeCase(value: string, pattern: string, operator: string, options: PatternOptions): string {
  const re = compile(pattern === "" ? "?" : pattern, options);
  const change = (ch: string): string => {
    if (!re.test(ch)) return ch;
    if (operator.startsWith("^")) return /[a-z]/.test(ch) ? ch.toUpperCase() : ch;
    if (operator.startsWith(",")) return /[A-Z]/.test(ch) ? ch.toLowerCase() : ch;
    return /[a-z]/.test(ch) ? ch.toUpperCase() : /[A-Z]/.test(ch) ? ch.toLowerCase() : ch;
  };
  if (operator.length === 2) return Array.from(value, change).join("");
  return value === "" ? "" : change(value[0] as string) + value.slice(1);
}

/** A string that the shell reads back as `text`: ${x@Q}, printf %q, declare -p. */
export function quoteForReuse(text: string): string {
  if (/[\x00-\x1f\x7f-\xff]/.test(text)) return ansiQuote(text);
  return `'${text.replace(/'/g, "'\\''")}'`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\x07": "\\a",
  "\b": "\\b",
  "\x1b": "\\E",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  "\\": "\\\\",
  "'": "\\'",
};

/** $'…' */
export function ansiQuote(text: string): string {
  const body = Array.from(text, (ch) => {
    const known = ESCAPES[ch];
    if (known) return known;
    return /[\x00-\x1f\x7f-\xff]/.test(ch) ? `\\${ch.charCodeAt(0).toString(8).padStart(3, "0")}` : ch;
  });
  return `$'${body.join("")}'`;
}

/** printf %q: backslashes where they suffice. */
export function backslashQuote(text: string): string {
  if (text === "") return "''";
  if (/[\x00-\x1f\x7f-\xff]/.test(text)) return ansiQuote(text);
  return text.replace(/[^A-Za-z0-9_%+\-./:=@]/g, (ch, at: number) =>
    ch === "~" || ch === "#" ? (at === 0 ? `\\${ch}` : ch) : `\\${ch}`,
  );
}
