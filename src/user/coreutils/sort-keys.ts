// What sort(1) compares: keys of lines, each by its own rules.

import { byBytes } from "../libc.ts";
import { compareVersions } from "./version-sort.ts";

export interface Ordering {
  readonly how: "text" | "numeric" | "general" | "human" | "month" | "version";
  readonly blanks: boolean;
  readonly dictionary: boolean;
  readonly fold: boolean;
  readonly printable: boolean;
  readonly reverse: boolean;
}

export interface Key {
  /** Counted from 0; `end` null is the end of the line; a char of 0 as an end is the whole field. */
  readonly field: number;
  readonly char: number;
  readonly end: { readonly field: number; readonly char: number } | null;
  readonly skipStart: boolean;
  readonly skipEnd: boolean;
  readonly order: Ordering;
}

export const PLAIN: Ordering = {
  how: "text",
  blanks: false,
  dictionary: false,
  fold: false,
  printable: false,
  reverse: false,
};

const HOW: Readonly<Record<string, Ordering["how"]>> = {
  n: "numeric",
  g: "general",
  h: "human",
  M: "month",
  V: "version",
};

/** An ordering with the letter's rule added. */
export function withFlag(o: Ordering, letter: string): Ordering {
  if (HOW[letter]) return { ...o, how: HOW[letter] };
  switch (letter) {
    case "b":
      return { ...o, blanks: true };
    case "d":
      return { ...o, dictionary: true };
    case "f":
      return { ...o, fold: true };
    case "i":
      return { ...o, printable: true };
    default:
      return { ...o, reverse: true };
  }
}

/** Reads "2,3nr" or "1.2b,1.4"; a string says what is wrong. `global` is used by keys without letters of their own. */
export function parseKey(text: string, global: Ordering): Key | string {
  const m = /^(\d+)(?:\.(\d+))?([bdfgiMhnRrV]*)(?:,(\d+)(?:\.(\d+))?([bdfgiMhnRrV]*))?(.*)$/s.exec(text);
  if (!m) return `invalid number at field start: invalid count at start of '${text}'`;
  if (m[7]) return `stray character in field spec: invalid field specification '${text}'`;
  if (Number(m[1]) === 0) return `field number is zero: invalid field specification '${text}'`;
  if (m[2] !== undefined && Number(m[2]) === 0) {
    return `character offset is zero: invalid field specification '${text}'`;
  }
  if (m[4] !== undefined && Number(m[4]) === 0) return `field number is zero: invalid field specification '${text}'`;
  const letters = `${m[3] ?? ""}${m[6] ?? ""}`;
  const own = Array.from(letters).reduce(withFlag, PLAIN);
  const order = letters === "" ? global : own;
  return {
    field: Number(m[1]) - 1,
    char: Number(m[2] ?? 1) - 1,
    end: m[4] === undefined ? null : { field: Number(m[4]) - 1, char: Number(m[5] ?? 0) },
    skipStart: (m[3] ?? "").includes("b") || (letters === "" && global.blanks),
    skipEnd: (m[6] ?? "").includes("b") || (letters === "" && global.blanks),
    order,
  };
}

const isBlank = (c: string | undefined): boolean => c === " " || c === "\t" || c === "\n";

/** Where field `n` of a line begins. Without a separator, blanks before a field belong to it. */
function fieldStart(line: string, n: number, separator: string | null): number {
  let at = 0;
  for (let i = 0; i < n && at < line.length; i++) {
    if (separator === null) {
      while (at < line.length && isBlank(line[at])) at++;
      while (at < line.length && !isBlank(line[at])) at++;
    } else {
      const next = line.indexOf(separator, at);
      at = next < 0 ? line.length : next + 1;
    }
  }
  return at;
}

function fieldEnd(line: string, n: number, separator: string | null): number {
  let at = fieldStart(line, n, separator);
  if (separator !== null) {
    const next = line.indexOf(separator, at);
    return next < 0 ? line.length : next;
  }
  while (at < line.length && isBlank(line[at])) at++;
  while (at < line.length && !isBlank(line[at])) at++;
  return at;
}

/** The part of a line that a key names. */
export function keyText(line: string, key: Key, separator: string | null): string {
  let start = fieldStart(line, key.field, separator);
  if (key.skipStart) while (start < line.length && isBlank(line[start])) start++;
  start = Math.min(line.length, start + key.char);
  let end = line.length;
  if (key.end) {
    if (key.end.char === 0) end = fieldEnd(line, key.end.field, separator);
    else {
      end = fieldStart(line, key.end.field, separator);
      if (key.skipEnd) while (end < line.length && isBlank(line[end])) end++;
      end = Math.min(line.length, end + key.end.char);
    }
  }
  return start < end ? line.slice(start, end) : "";
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const UNITS = "KMGTPEZY";

/** Compares two keys (or whole lines); 0 where they count as equal. */
export function compareKeys(a: string, b: string, o: Ordering): number {
  const d = compare(a, b, o);
  return o.reverse ? -d : d;
}

function compare(a: string, b: string, o: Ordering): number {
  switch (o.how) {
    case "numeric":
      return compareNumbers(numeric(a), numeric(b));
    case "human": {
      const [x, y] = [human(a), human(b)];
      const [s, t] = [x.sign * (x.unit + 1), y.sign * (y.unit + 1)];
      return x.sign - y.sign || (x.sign === 0 ? 0 : s - t) || compareNumbers(x.number, y.number);
    }
    case "general":
      return compareGeneral(general(a), general(b));
    case "month":
      return month(a) - month(b);
    case "version":
      return compareVersions(text(a, o), text(b, o));
    default:
      return byBytes(text(a, o), text(b, o));
  }
}

function text(s: string, o: Ordering): string {
  let t = o.blanks ? s.replace(/^[ \t\n]+/, "") : s;
  if (o.dictionary) t = t.replace(/[^A-Za-z0-9 \t\n]/g, "");
  else if (o.printable) t = t.replace(/[^ -~]/g, "");
  return o.fold ? t.replace(/[a-z]/g, (c) => c.toUpperCase()) : t;
}

/** A number of any length: its sign, whole digits and decimals. */
interface Numeric {
  readonly sign: number;
  readonly whole: string;
  readonly part: string;
}

function numeric(s: string): Numeric {
  const m = /^[ \t\n]*(-?)(\d*)(?:\.(\d*))?/.exec(s);
  const whole = (m?.[2] ?? "").replace(/^0+/, "");
  const part = (m?.[3] ?? "").replace(/0+$/, "");
  return { sign: whole === "" && part === "" ? 0 : m?.[1] ? -1 : 1, whole, part };
}

function compareNumbers(a: Numeric, b: Numeric): number {
  if (a.sign !== b.sign) return a.sign - b.sign;
  const d = a.whole.length - b.whole.length || byBytes(a.whole, b.whole) || byBytes(a.part, b.part);
  return a.sign < 0 ? -d : d;
}

function human(s: string): { number: Numeric; sign: number; unit: number } {
  const m = /^[ \t\n]*-?\d*(?:\.\d*)?([KkMGTPEZY])?/.exec(s);
  const number = numeric(s);
  return { number, sign: number.sign, unit: m?.[1] ? UNITS.indexOf(m[1].toUpperCase()) + 1 : 0 };
}

// "not a number" sorts before NaN, NaN before numbers.
function general(s: string): number | "text" {
  const m = /^[ \t\n]*([+-]?(?:inf(?:inity)?|nan|0x[0-9a-f]+|\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?))/i.exec(s);
  if (!m?.[1]) return "text";
  const word = m[1].toLowerCase();
  if (word.includes("inf")) return word.startsWith("-") ? -Infinity : Infinity;
  return word.includes("nan") ? Number.NaN : Number(word);
}

function compareGeneral(a: number | "text", b: number | "text"): number {
  const rank = (n: number | "text") => (n === "text" ? 0 : Number.isNaN(n) ? 1 : 2);
  if (rank(a) !== rank(b) || rank(a) < 2) return rank(a) - rank(b);
  return a < b ? -1 : a > b ? 1 : 0;
}

const month = (s: string): number => MONTHS.indexOf(s.trimStart().slice(0, 3).toUpperCase());
