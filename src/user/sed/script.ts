// A sed script, parsed: commands with the addresses they apply to.

import { compileRegex, type Regex } from "../regex.ts";

export type Address =
  | { readonly kind: "line"; readonly n: number }
  | { readonly kind: "last" }
  /** null: the last regular expression used. */
  | { readonly kind: "regex"; readonly regex: Regex | null }
  | { readonly kind: "step"; readonly first: number; readonly step: number }
  | { readonly kind: "plus"; readonly n: number }
  | { readonly kind: "multiple"; readonly n: number };

export interface Substitution {
  readonly regex: Regex | null;
  readonly parts: readonly Part[];
  readonly global: boolean;
  readonly print: number;
  readonly nth: number;
  readonly file: string | null;
}

/** A piece of a replacement: text, a group, or a change of case. */
export type Part =
  | { readonly text: string }
  | { readonly group: number }
  | { readonly shift: "L" | "U" | "l" | "u" | "E" };

export interface Command {
  readonly from: Address | null;
  readonly to: Address | null;
  readonly negated: boolean;
  readonly name: string;
  /** Text of a, i, c; file of r, w; label of b, t, T; number of q, l. */
  readonly text: string;
  readonly sub: Substitution | null;
  readonly map: ReadonlyMap<string, string> | null;
  /** For "{": where its "}" stands. */
  end: number;
  /** State of a range: the line it ends at, or "open". */
  readonly id: number;
}

export class SedError extends Error {
  readonly notModelled: boolean;
  constructor(message: string, notModelled = false) {
    super(message);
    this.notModelled = notModelled;
  }
}

interface Reading {
  readonly text: string;
  readonly extended: boolean;
  /** Without GNU's extensions of the language. */
  readonly posix: boolean;
  at: number;
}

/** Reads a script; errors name the character, as "char 5: unknown command: `k'". */
export function parseScript(text: string, extended: boolean, posix = false): { commands: Command[]; quiet: boolean } {
  const r: Reading = { text, extended, posix, at: 0 };
  const commands: Command[] = [];
  const open: number[] = [];
  const quiet = text.startsWith("#n\n") || text === "#n";
  for (;;) {
    skip(r, /[\s;]*/y);
    if (r.at >= text.length) break;
    if (text[r.at] === "#") {
      skip(r, /[^\n]*/y);
      continue;
    }
    const command = readCommand(r, commands.length);
    if (command.name === "{") open.push(commands.length);
    if (command.name === "}") {
      const start = open.pop();
      const opener = start === undefined ? undefined : commands[start];
      if (!opener) throw fail(r, "unexpected `}'");
      if (command.from) throw fail(r, "} doesn't want any addresses");
      opener.end = commands.length;
    }
    commands.push(command);
  }
  if (open.length > 0) throw new SedError("char 0: unmatched `{'");
  return { commands, quiet };
}

const fail = (r: Reading, what: string): SedError => new SedError(`char ${r.at}: ${what}`);

function skip(r: Reading, re: RegExp): string {
  re.lastIndex = r.at;
  const m = re.exec(r.text)?.[0] ?? "";
  r.at += m.length;
  return m;
}

function readCommand(r: Reading, id: number): Command {
  const from = readAddress(r, false);
  let to: Address | null = null;
  if (from) {
    skip(r, /[ \t]*/y);
    if (r.text[r.at] === ",") {
      r.at++;
      skip(r, /[ \t]*/y);
      to = readAddress(r, true);
      if (!to) {
        r.at++;
        throw fail(r, "unexpected `,'");
      }
    }
    const zero = from.kind === "line" && from.n === 0 && (r.posix || to?.kind !== "regex");
    if (zero) r.at++;
    if (zero) throw fail(r, "invalid usage of line address 0");
  }
  skip(r, /[ \t]*/y);
  let negated = false;
  while (r.text[r.at] === "!") {
    negated = true;
    r.at++;
    skip(r, /[ \t]*/y);
  }
  const name = r.text[r.at];
  if (name === undefined || name === "\n" || name === ";") {
    if (name !== undefined) r.at++;
    throw fail(r, "missing command");
  }
  r.at++;
  if (r.posix && /[FzQLRTWev]/.test(name)) throw fail(r, `unknown command: \`${name}'`);
  if (r.posix && to && /[=aiqr]/.test(name)) throw fail(r, "command only uses one address");
  const base = { from, to, negated, name, text: "", sub: null, map: null, end: -1, id };
  switch (name) {
    case "{":
      return base;
    case "=":
    case "d":
    case "D":
    case "g":
    case "G":
    case "h":
    case "H":
    case "n":
    case "N":
    case "p":
    case "P":
    case "x":
    case "z":
    case "F":
    case "}":
      endOfCommand(r);
      return base;
    case "a":
    case "i":
    case "c":
      return { ...base, text: readText(r) };
    case ":": {
      if (from) throw fail(r, ": doesn't want any addresses");
      skip(r, /[ \t]*/y);
      const label = skip(r, /[^\n;]*/y).trimEnd();
      if (label === "") throw fail(r, '":" lacks a label');
      return { ...base, text: label };
    }
    case "b":
    case "t":
    case "T": {
      skip(r, /[ \t]*/y);
      return { ...base, text: skip(r, /[^\n;}]*/y).trimEnd() };
    }
    case "r":
    case "R":
    case "w":
    case "W": {
      skip(r, /[ \t]*/y);
      const file = skip(r, /[^\n]*/y);
      if (file === "") throw fail(r, "missing filename in r/R/w/W commands");
      return { ...base, text: file };
    }
    case "q":
    case "Q":
    case "l":
    case "L": {
      if ((name === "q" || name === "Q") && to) throw fail(r, "command only uses one address");
      skip(r, /[ \t]*/y);
      const n = r.posix ? "" : skip(r, /\d*/y);
      endOfCommand(r);
      return { ...base, text: n };
    }
    case "s":
      return { ...base, sub: readSubstitution(r) };
    case "y":
      return { ...base, map: readMap(r) };
    case "e":
    case "v":
      throw new SedError(`command '${name}' is not modelled in Cutaway`, true);
    default:
      throw fail(r, `unknown command: \`${name}'`);
  }
}

function endOfCommand(r: Reading): void {
  skip(r, /[ \t]*/y);
  const c = r.text[r.at];
  if (c === undefined || c === "\n" || c === ";") {
    r.at++;
    return;
  }
  if (c === "}" || c === "#") return;
  r.at++;
  throw fail(r, "extra characters after command");
}

function readAddress(r: Reading, second: boolean): Address | null {
  const c = r.text[r.at] ?? "";
  if (c === "$") {
    r.at++;
    return { kind: "last" };
  }
  if (/\d/.test(c)) {
    const n = Number(skip(r, /\d+/y));
    skip(r, /[ \t]*/y);
    if (r.text[r.at] === "~" && !r.posix) {
      r.at++;
      return { kind: "step", first: n, step: Number(skip(r, /\d*/y) || 0) };
    }
    return { kind: "line", n };
  }
  if (second && !r.posix && (c === "+" || c === "~")) {
    r.at++;
    return { kind: c === "+" ? "plus" : "multiple", n: Number(skip(r, /\d+/y)) };
  }
  if (c !== "/" && c !== "\\") return null;
  if (c === "\\") r.at++;
  const delimiter = r.text[r.at] ?? "";
  r.at++;
  const pattern = delimited(r, delimiter, true);
  if (pattern === null) throw fail(r, "unterminated address regex");
  const flags = r.posix ? "" : skip(r, /[IM]*/y);
  return { kind: "regex", regex: compile(r, pattern, flags) };
}

function compile(r: Reading, pattern: string, flags: string): Regex | null {
  if (pattern === "") return null;
  const o = { extended: r.extended, ignoreCase: /[Ii]/.test(flags), multiline: /[Mm]/.test(flags), posix: r.posix };
  const regex = compileRegex(pattern, o);
  if (typeof regex === "string") throw fail(r, regex);
  return regex;
}

/** Text up to the delimiter; inside brackets it does not count. Null where it is missing. */
function delimited(r: Reading, delimiter: string, regex: boolean): string | null {
  let out = "";
  while (r.at < r.text.length) {
    const c = r.text[r.at] ?? "";
    if (c === delimiter) {
      r.at++;
      return out;
    }
    if (c === "\\") {
      const next = r.text[r.at + 1];
      if (next === undefined) break;
      r.at += 2;
      if (next === delimiter) {
        // "The \c may be the delimiter itself": then it is literal, unless it is special when written so.
        out +=
          regex && /[+?|(){}<>'`]/.test(next) && !/[|,/:#@!%]/.test(next)
            ? `\\${next}`
            : regex && /[.*[\]^$]/.test(next)
              ? `[${next}]`
              : next;
      } else if (/^x[0-9a-fA-F]{1,2}/.test(r.text.slice(r.at - 1))) {
        const hex = /^[0-9a-fA-F]{1,2}/.exec(r.text.slice(r.at))?.[0] ?? "";
        const made = String.fromCharCode(Number.parseInt(hex, 16));
        r.at += hex.length;
        out += regex ? made.replace(/[.*[\]^$\\/]/, "[$&]") : made.replace(/[&\\]/, "\\$&");
      } else if (next === "n" && regex) out += "\n";
      else if (next === "n") out += "\\n";
      else if (next === "t") out += regex ? "\t" : "\\t";
      else out += `\\${next}`;
      continue;
    }
    if (c === "\n" && regex) break;
    if (c === "[" && regex) {
      const set = /^\[\^?\]?(?:\[[:.=][^\]]*[:.=]\]|[^\]\n])*\]/.exec(r.text.slice(r.at));
      if (set) {
        out += set[0].replace(/\\n/g, "\n").replace(/\\t/g, "\t").replace(/\\\]/g, "\\]");
        r.at += set[0].length;
        continue;
      }
    }
    out += c;
    r.at++;
  }
  r.at = r.text.length;
  return null;
}

function readSubstitution(r: Reading): Substitution {
  const delimiter = r.text[r.at] ?? "";
  if (delimiter === "" || delimiter === "\n" || delimiter === "\\") throw fail(r, "unterminated `s' command");
  r.at++;
  const pattern = delimited(r, delimiter, true);
  const replacement = pattern === null ? null : delimited(r, delimiter, false);
  if (pattern === null || replacement === null) throw fail(r, "unterminated `s' command");
  let [flags, global, print, nth, file] = ["", false, 0, 0, null as string | null];
  for (;;) {
    const c = r.text[r.at] ?? "";
    if (c === "g") {
      if (global) throw fail({ ...r, at: r.at + 1 }, "multiple `g' options to `s' command");
      global = true;
    } else if (c === "p") print++;
    else if (/[iImM]/.test(c) && !r.posix) flags += c;
    else if (/[1-9]/.test(c)) {
      if (nth) throw fail(r, "multiple number options to `s' command");
      nth = Number(skip(r, /\d+/y));
      continue;
    } else if (c === "0") throw fail({ ...r, at: r.at + 1 }, "number option to `s' command may not be zero");
    else if (c === "w") {
      r.at++;
      skip(r, /[ \t]*/y);
      file = skip(r, /[^\n]*/y);
      if (file === "") throw fail(r, "missing filename in r/R/w/W commands");
      break;
    } else if (c === "e" && !r.posix) throw new SedError("flag 'e' of command 's' is not modelled in Cutaway", true);
    else if (c === "" || c === "\n" || c === ";" || c === "}" || c === "#" || c === " " || c === "\t") {
      endOfCommand(r);
      break;
    } else {
      r.at++;
      throw fail(r, "unknown option to `s'");
    }
    r.at++;
  }
  const regex = compile(r, pattern, flags);
  const parts = replacementParts(replacement, r.posix);
  const most = Math.max(0, ...parts.map((p) => ("group" in p ? p.group : 0)));
  if (regex && most > regex.groups) throw fail(r, `invalid reference \\${most} on \`s' command's RHS`);
  return { regex, parts, global, print, nth: nth || 1, file };
}

const LETTERS: Readonly<Record<string, string>> = { a: "\x07", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };

function replacementParts(text: string, posix: boolean): Part[] {
  const parts: Part[] = [];
  let plain = "";
  const finish = () => {
    if (plain !== "") parts.push({ text: plain });
    plain = "";
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? "";
    const next = text[i + 1] ?? "";
    if (c === "&") {
      finish();
      parts.push({ group: 0 });
    } else if (c !== "\\") plain += c;
    else {
      i++;
      if (/\d/.test(next)) {
        finish();
        parts.push({ group: Number(next) });
      } else if (/[LUluE]/.test(next) && !posix) {
        finish();
        parts.push({ shift: next as "L" });
      } else plain += LETTERS[next] ?? next;
    }
  }
  finish();
  return parts;
}

function readMap(r: Reading): ReadonlyMap<string, string> {
  const delimiter = r.text[r.at] ?? "";
  r.at++;
  const raw = [delimited(r, delimiter, false), delimited(r, delimiter, false)];
  const [a, b] = raw.map((t) =>
    t === null
      ? null
      : Array.from(t.matchAll(/\\(.)|./gs), (m) => (m[1] === undefined ? m[0] : (LETTERS[m[1]] ?? m[1]))),
  );
  if (!a || !b) throw fail(r, "unterminated `y' command");
  if (a.length !== b.length) throw fail(r, "strings for `y' command are different lengths");
  endOfCommand(r);
  return new Map(a.map((c, i) => [c, b[i] ?? c]));
}

/** The text of a, i, c: GNU's one-line form, or a backslash and the lines after it. */
function readText(r: Reading): string {
  skip(r, /[ \t]*/y);
  if (r.at >= r.text.length) throw fail(r, "expected \\ after `a', `c' or `i'");
  if (r.posix && r.text[r.at] !== "\\") {
    r.at++;
    throw fail(r, "expected \\ after `a', `c' or `i'");
  }
  if (r.text[r.at] === "\\") {
    r.at++;
    skip(r, /[ \t]*/y);
    if (r.text[r.at] === "\n") r.at++;
    else if (r.at >= r.text.length) throw fail(r, r.posix ? "incomplete command" : "expected \\ after `a', `c' or `i'");
  }
  let out = "";
  while (r.at < r.text.length) {
    const c = r.text[r.at++] ?? "";
    if (c === "\n") break;
    if (c === "\\") {
      const next = r.text[r.at++];
      if (next === undefined) break;
      out += next === "t" ? "\t" : next;
    } else out += c;
  }
  return `${out}\n`;
}
