import type { Run } from "../program.ts";
import { quote, quoteIfNeeded } from "../quote.ts";
import { type Cmd, helpText, plainTool, type Tool } from "../tool.ts";
import { undoEscapes } from "./escapes.ts";
import { formatFloat, formatInteger, pad, type Spec } from "./number-format.ts";

/** What is wrong with an argument or the format; each program says it in its own words. */
export interface Complaint {
  readonly kind: "not-a-number" | "trailing" | "range" | "conversion" | "bare-percent";
  readonly word: string;
}

export interface Formatted {
  readonly text: string;
  readonly complaints: readonly Complaint[];
  /** The format ended the output: \c, or a conversion that does not exist. */
  readonly ended: boolean;
  /** Arguments that a format without conversions left over. */
  readonly excess: string | null;
}

const CONVERSION = /^%([-+ #0']*)(\*|\d+)?(?:\.(\*|-?\d+)?)?(?:hh|h|ll|l|L|j|z|t)*(.)?/s;
/** bash's %(datefmt)T. */
const DATED = /^%([-+ #0']*)(\d+)?(?:\.(\d+))?\(([^)]*)\)T/;
const INTEGER = /^[ \t]*([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)/;
const FLOAT = /^[ \t]*[+-]?(?:inf(?:inity)?|nan|0[xX][0-9a-f]+|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)/i;
const LONG_MAX = (1n << 63n) - 1n;
const ULONG_MAX = (1n << 64n) - 1n;

/** printf(1): "The FORMAT string is reused as necessary to satisfy the arguments." Also the shell's builtin. */
export function formatPrintf(
  format: string,
  args: readonly string[],
  quoteWord = quoteIfNeeded,
  date?: (pattern: string, arg: string | undefined) => string,
): Formatted {
  const complaints: Complaint[] = [];
  let text = "";
  let next = 0;
  const take = (): string | undefined => (next < args.length ? args[next++] : undefined);

  for (;;) {
    const before = next;
    for (let i = 0; i < format.length; ) {
      const c = format[i] ?? "";
      if (c === "\\") {
        const part = /^\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2}|.|$)/s.exec(format.slice(i))?.[0] ?? c;
        const done = undoEscapes(part, "plain");
        text += done.text;
        if (done.ended) return { text, complaints, ended: true, excess: null };
        i += part.length;
        continue;
      }
      if (c !== "%") {
        text += c;
        i++;
        continue;
      }
      const dated = date && DATED.exec(format.slice(i));
      if (dated) {
        const made = date(dated[4] ?? "", take());
        const cut = dated[3] === undefined ? made : made.slice(0, Number(dated[3]));
        text += pad(cut, { flags: dated[1] ?? "", width: Number(dated[2] ?? 0), precision: -1 });
        i += dated[0].length;
        continue;
      }
      const m = CONVERSION.exec(format.slice(i));
      const whole = m?.[0] ?? "%";
      const kind = m?.[4];
      i += whole.length;
      if (whole === "%%") {
        text += "%";
        continue;
      }
      if (kind === undefined || !/[diouxXeEfFgGcsbq]/.test(kind)) {
        complaints.push({ kind: kind === undefined ? "bare-percent" : "conversion", word: whole });
        return { text, complaints, ended: true, excess: null };
      }
      const spec = readSpec(m, take, complaints);
      const part = convert(kind, spec, take(), complaints, quoteWord);
      text += part.text;
      if (part.ended) return { text, complaints, ended: true, excess: null };
    }
    if (next >= args.length) return { text, complaints, ended: false, excess: null };
    if (next === before) return { text, complaints, ended: false, excess: args[next] ?? null };
  }
}

function readSpec(m: RegExpExecArray | null, take: () => string | undefined, complaints: Complaint[]): Spec {
  let flags = m?.[1] ?? "";
  let width = m?.[2] === "*" ? Number(readInteger(take() ?? "0", false, complaints)) : Number(m?.[2] ?? 0);
  if (width < 0) {
    flags += "-";
    width = -width;
  }
  const dot = /^%[^.]*\./.test(m?.[0] ?? "");
  const precision = m?.[3] === "*" ? Number(readInteger(take() ?? "0", false, complaints)) : Number(m?.[3] ?? 0);
  return { flags, width, precision: dot ? precision : -1 };
}

function convert(
  kind: string,
  spec: Spec,
  arg: string | undefined,
  complaints: Complaint[],
  quoteWord: (word: string) => string,
): { text: string; ended: boolean } {
  const cut = (s: string) => pad(spec.precision >= 0 ? s.slice(0, spec.precision) : s, spec);
  const plain = (text: string) => ({ text, ended: false });
  switch (kind) {
    case "s":
      return plain(cut(arg ?? ""));
    case "q":
      return plain(cut(quoteWord(arg ?? "")));
    case "c":
      return plain(pad((arg ?? "").slice(0, 1), spec));
    case "b": {
      const done = undoEscapes(arg ?? "", "both");
      return { text: cut(done.text), ended: done.ended };
    }
    case "e":
    case "E":
    case "f":
    case "F":
    case "g":
    case "G":
      return plain(formatFloat(readFloat(arg ?? "0", complaints), kind, spec));
    default: {
      const signed = kind === "d" || kind === "i";
      return plain(formatInteger(readInteger(arg ?? "0", !signed, complaints), kind, spec));
    }
  }
}

/** "If the leading character is a single-quote or double-quote, the value shall be the numeric value [...] of the character" */
function readInteger(word: string, unsigned: boolean, complaints: Complaint[]): bigint {
  if (/^["']/.test(word)) return BigInt(word.charCodeAt(1) || 0);
  const m = INTEGER.exec(word);
  if (!m) {
    complaints.push({ kind: "not-a-number", word });
    return 0n;
  }
  const digits = m[2] ?? "0";
  const size = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
  const value = m[1] === "-" ? -size : size;
  if (m[0].length < word.length) complaints.push({ kind: "trailing", word });
  const max = unsigned ? ULONG_MAX : LONG_MAX;
  const min = unsigned ? -ULONG_MAX : -LONG_MAX - 1n;
  if (value > max || value < min) complaints.push({ kind: "range", word });
  return value > max ? max : value < min ? min : value;
}

function readFloat(word: string, complaints: Complaint[]): number {
  if (/^["']/.test(word)) return word.charCodeAt(1) || 0;
  const m = FLOAT.exec(word);
  if (!m) {
    complaints.push({ kind: "not-a-number", word });
    return 0;
  }
  if (m[0].length < word.length) complaints.push({ kind: "trailing", word });
  const text = m[0].trim().toLowerCase();
  if (text.includes("inf")) return text.startsWith("-") ? -Infinity : Infinity;
  return Number(text);
}

const PRINTF: Tool = { name: "printf", usage: ["FORMAT [ARGUMENT]...", "OPTION"], options: "" };

function say({ kind, word }: Complaint): string {
  switch (kind) {
    case "not-a-number":
      return `${quote(word)}: expected a numeric value`;
    case "trailing":
      return `${quote(word)}: value not completely converted`;
    case "range":
      return `${quote(word)}: Numerical result out of range`;
    default:
      return `${word}: invalid conversion specification`;
  }
}

export const printfMain = plainTool(PRINTF, function* (cmd: Cmd): Run<number> {
  let args = cmd.operands;
  if (args.length === 1 && args[0] === "--help") {
    yield* cmd.print(helpText(PRINTF, cmd.who));
    return 0;
  }
  if (args.length === 1 && args[0] === "--version") {
    yield* cmd.print("printf (GNU coreutils) 9.7\n");
    return 0;
  }
  if (args[0] === "--") args = args.slice(1);
  const [format, ...rest] = args;
  if (format === undefined) return yield* cmd.misuse("missing operand");
  const done = formatPrintf(format, rest);
  yield* cmd.print(done.text);
  for (const each of done.complaints) yield* cmd.warn(say(each));
  if (done.excess !== null) yield* cmd.warn(`warning: ignoring excess arguments, starting with ${quote(done.excess)}`);
  return done.complaints.length > 0 ? 1 : 0;
});
