// Values of awk: numbers, strings, and strings from outside that look like numbers ("strnum").

import { formatFloat, formatInteger, pad } from "../coreutils/number-format.ts";
import { AwkError } from "./lex.ts";

export type Value = number | string | StrNum | undefined;

/** A field, an element of split(), a line of getline: compared as a number where it looks like one. */
export interface StrNum {
  readonly text: string;
  readonly number: number;
}

const LOOKS = /^[ \t\n\v\f\r]*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[ \t\n\v\f\r]*$/;

/** A string from outside. */
export function fromOutside(text: string): Value {
  return LOOKS.test(text) ? { text, number: Number(text.trim()) } : text;
}

export function toNumber(v: Value): number {
  if (typeof v === "number") return v;
  if (v === undefined) return 0;
  if (typeof v === "object") return v.number;
  const m = /^[ \t\n\v\f\r]*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[+-]?(?:inf(?:inity)?|nan)\b)/i.exec(v);
  if (!m?.[1]) return 0;
  const word = m[1].toLowerCase();
  if (word.includes("nan")) return Number.NaN;
  if (word.includes("inf")) return word.startsWith("-") ? -Infinity : Infinity;
  return Number(word);
}

/** Whole numbers print as such, others by CONVFMT or OFMT. */
export function toText(v: Value, format: string): string {
  if (typeof v === "string") return v;
  if (v === undefined) return "";
  if (typeof v === "object") return v.text;
  if (Number.isInteger(v) && Math.abs(v) < 2 ** 53) return Object.is(v, -0) ? "-0" : String(v);
  return awkPrintf(format, [v], format);
}

export function isTrue(v: Value): boolean {
  if (typeof v === "number") return v !== 0;
  if (v === undefined) return false;
  return typeof v === "object" ? v.number !== 0 : v !== "";
}

/** Less than, equal, greater: as numbers where both are, else as strings. */
export function compareValues(a: Value, b: Value, format: string): number {
  const numeric = (v: Value) => typeof v !== "string";
  if (numeric(a) && numeric(b)) {
    const [x, y] = [toNumber(a), toNumber(b)];
    return x < y ? -1 : x > y ? 1 : 0;
  }
  const [x, y] = [toText(a, format), toText(b, format)];
  return x < y ? -1 : x > y ? 1 : 0;
}

const SPEC = /%([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+)?)?[hlLjzt]*([a-zA-Z%])/g;

/** printf and sprintf. */
export function awkPrintf(format: string, args: readonly Value[], convfmt: string): string {
  let next = 0;
  const take = (): Value => {
    if (next >= args.length) throw new AwkError(`not enough arguments passed to sprintf("${format}")`);
    return args[next++];
  };
  return format.replace(
    SPEC,
    (whole, flags: string, width: string | undefined, precision: string | undefined, kind: string) => {
      if (kind === "%") return "%";
      let w = width === "*" ? Math.trunc(toNumber(take())) : Number(width ?? 0);
      let f = flags;
      if (w < 0) {
        f += "-";
        w = -w;
      }
      const dot = /\./.test(whole);
      const p = precision === "*" ? Math.trunc(toNumber(take())) : Number(precision ?? 0);
      const spec = { flags: f, width: w, precision: dot ? p : -1 };
      switch (kind) {
        case "d":
        case "i": {
          const n = toNumber(take());
          if (!Number.isFinite(n)) return formatFloat(n, "f", spec);
          return formatInteger(BigInt(Math.trunc(n)), "d", spec);
        }
        case "o":
        case "x":
        case "X":
        case "u":
          return formatInteger(BigInt(Math.trunc(toNumber(take()))), kind, spec);
        case "e":
        case "E":
        case "f":
        case "F":
        case "g":
        case "G":
          return formatFloat(toNumber(take()), kind, spec);
        case "c": {
          const v = take();
          const c = typeof v === "number" ? String.fromCharCode(Math.trunc(v) & 255) : toText(v, convfmt).slice(0, 1);
          return pad(c, spec);
        }
        case "s": {
          const text = toText(take(), convfmt);
          return pad(dot ? text.slice(0, p) : text, spec);
        }
        default:
          throw new AwkError(`bad conversion in sprintf("${format}")`);
      }
    },
  );
}
