// POSIX regular expressions, regex(7), over byte strings, translated to JavaScript's.
//
// Where the two differ in meaning and not only in spelling: POSIX wants the longest of all matches that begin leftmost,
// JavaScript takes the first alternative that matches. `search` therefore looks for a longer match where the pattern
// has alternatives.

import { bracket } from "./glob.ts";

export interface RegexOptions {
  /** ERE (grep -E, sed -E, awk) instead of BRE. */
  readonly extended?: boolean;
  readonly ignoreCase?: boolean;
  /** Without GNU's operators: \+, \?, \|, \w and the like are the characters themselves, so is an ERE's lone ")". */
  readonly posix?: boolean;
  /** ^ and $ match at every line inside the text. */
  readonly multiline?: boolean;
}

export interface Regex {
  readonly source: string;
  readonly groups: number;
  readonly flags: string;
  readonly alternatives: boolean;
}

export interface Match {
  readonly start: number;
  readonly end: number;
  /** The text of group n at n; index 0 is all of it; undefined for a group that took no part. */
  readonly groups: readonly (string | undefined)[];
}

interface Reading {
  readonly text: string;
  readonly o: RegexOptions;
  at: number;
  depth: number;
  groups: number;
  closed: Set<number>;
  alternatives: boolean;
}

class Malformed extends Error {}

/** Compiles a pattern; a string is regcomp(3)'s error message. */
export function compileRegex(text: string, o: RegexOptions = {}): Regex | string {
  const r: Reading = { text, o, at: 0, depth: 0, groups: 0, closed: new Set(), alternatives: false };
  try {
    const source = alternation(r);
    if (r.at < text.length) throw new Malformed("Unmatched ) or \\)");
    return { source, groups: r.groups, flags: o.multiline ? "m" : "", alternatives: r.alternatives };
  } catch (e) {
    if (e instanceof Malformed) return e.message;
    throw e;
  }
}

/** The operator at this place: the same words in both dialects. */
function operator(r: Reading): "(" | ")" | "|" | "*" | "+" | "?" | "{" | null {
  const { text, at, o } = r;
  const c = text[at];
  if (c === "*") return "*";
  const plain = o.extended ? c : c === "\\" ? text[at + 1] : undefined;
  if (plain === undefined) return null;
  if (o.posix && !o.extended && /[|+?]/.test(plain)) return null;
  if (plain === "(" || plain === ")" || plain === "|" || plain === "+" || plain === "?" || plain === "{") return plain;
  return null;
}

const width = (r: Reading): number => (r.o.extended || r.text[r.at] === "*" ? 1 : 2);

function alternation(r: Reading): string {
  const parts = [sequence(r)];
  while (operator(r) === "|") {
    r.at += width(r);
    r.alternatives = true;
    parts.push(sequence(r));
  }
  return parts.join("|");
}

function sequence(r: Reading): string {
  let out = "";
  for (let first = true; r.at < r.text.length; first = false) {
    const op = operator(r);
    if (op === "|") break;
    if (op === ")") {
      if (r.depth > 0) break;
      if (r.o.extended && r.o.posix) {
        r.at++;
        out += quantified(r, "\\)");
        continue;
      }
      if (!r.o.extended) throw new Malformed("Unmatched ) or \\)");
      if (r.depth === 0) throw new Malformed("Unmatched ) or \\)");
    }
    out += repeated(r, first);
  }
  return out;
}

function repeated(r: Reading, first: boolean): string {
  const anchor = anchorAt(r, first);
  if (anchor !== null) {
    r.at++;
    // After an anchor in a BRE "*" is itself.
    if (!r.o.extended && anchor === "^" && r.text[r.at] === "*") {
      r.at++;
      return `${startAnchor(r)}${quantified(r, "\\*")}`;
    }
    return anchor === "^" ? startAnchor(r) : endAnchor(r);
  }
  return quantified(r, atom(r, first));
}

const startAnchor = (r: Reading): string => (r.o.multiline ? "^" : "(?<![^])");
const endAnchor = (r: Reading): string => (r.o.multiline ? "$" : "(?![^])");

function anchorAt(r: Reading, first: boolean): "^" | "$" | null {
  const c = r.text[r.at];
  if (c === "^" && (r.o.extended || first)) return "^";
  if (c !== "$") return null;
  if (r.o.extended) return "$";
  const rest = r.text.slice(r.at + 1);
  return rest === "" || rest.startsWith("\\|") || (rest.startsWith("\\)") && r.depth > 0) ? "$" : null;
}

function quantified(r: Reading, atomSource: string): string {
  let source = atomSource;
  let bare = true; // not yet quantified
  for (;;) {
    const op = operator(r);
    let mark: string;
    if (op === "*" || op === "+" || op === "?") {
      mark = op;
      r.at += width(r);
    } else if (op === "{") {
      const bounds = interval(r);
      if (bounds === null) return source;
      mark = bounds;
    } else return source;
    source = `${bare ? source : `(?:${source})`}${mark}`;
    bare = false;
  }
}

/** {m}, {m,}, {,n}, {m,n}; null where an ERE's brace is only a brace. */
function interval(r: Reading): string | null {
  const start = r.at + width(r);
  const rest = r.text.slice(start);
  const m = (r.o.extended ? /^(\d*)(,?)(\d*)\}/ : /^(\d*)(,?)(\d*)\\\}/).exec(rest);
  if (!m || (m[1] === "" && m[2] === "")) {
    if (r.o.extended) return null;
    throw new Malformed(rest.includes("\\}") ? "Invalid content of \\{\\}" : "Unmatched \\{");
  }
  const [low, high] = [Number(m[1] || 0), m[2] === "" ? Number(m[1]) : m[3] === "" ? null : Number(m[3])];
  if (high !== null && high < low) throw new Malformed("Invalid content of \\{\\}");
  if (low > 32767 || (high ?? 0) > 32767) throw new Malformed("Regular expression too big");
  r.at = start + m[0].length;
  return `{${low},${high ?? ""}}`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  w: "[A-Za-z0-9_]",
  W: "[^A-Za-z0-9_]",
  s: "[ \\t\\n\\v\\f\\r]",
  S: "[^ \\t\\n\\v\\f\\r]",
  b: "(?:(?<![A-Za-z0-9_])(?=[A-Za-z0-9_])|(?<=[A-Za-z0-9_])(?![A-Za-z0-9_]))",
  B: "(?:(?<![A-Za-z0-9_])(?![A-Za-z0-9_])|(?<=[A-Za-z0-9_])(?=[A-Za-z0-9_]))",
  "<": "(?:(?<![A-Za-z0-9_])(?=[A-Za-z0-9_]))",
  ">": "(?:(?<=[A-Za-z0-9_])(?![A-Za-z0-9_]))",
  "`": "(?<![^])",
  "'": "(?![^])",
};

function atom(r: Reading, first: boolean): string {
  const op = operator(r);
  if (op === "(") return group(r);
  if (op === "*" || ((op === "+" || op === "?") && first)) {
    // Nothing stands before it: a BRE takes it as itself, an ERE passes over it.
    r.at += width(r);
    return first && !r.o.extended ? `\\${op}` : "";
  }
  const c = r.text[r.at] ?? "";
  if (c === "[") {
    const set = bracket(r.text, r.at, false);
    if (!set) {
      // glibc's regcomp has another word for a bracket with nothing behind it.
      const bare = /^\[\^?$/.test(r.text.slice(r.at));
      const known = "alnum|alpha|blank|cntrl|digit|graph|lower|print|punct|space|upper|xdigit";
      const unknown = new RegExp(`^[^\\]]*\\[:(?!(?:${known}):\\])\\w*:\\]`);
      if (unknown.test(r.text.slice(r.at))) throw new Malformed("Invalid character class name");
      throw new Malformed(bare ? "Invalid regular expression" : "Unmatched [, [^, [:, [., or [=");
    }
    r.at = set.end;
    return r.o.ignoreCase ? foldSet(set.source) : set.source;
  }
  if (c === ".") {
    r.at++;
    return "[^]";
  }
  if (c === "\\") {
    const next = r.text[r.at + 1];
    if (next === undefined) throw new Malformed("Trailing backslash");
    r.at += 2;
    if (/[1-9]/.test(next)) {
      if (!r.closed.has(Number(next))) throw new Malformed("Invalid back reference");
      return `(?:\\${next})`;
    }
    return (r.o.posix ? undefined : ESCAPES[next]) ?? literal(next, r.o);
  }
  r.at++;
  return literal(c, r.o);
}

function group(r: Reading): string {
  r.at += width(r);
  r.depth++;
  const number = ++r.groups;
  const inside = alternation(r);
  if (operator(r) !== ")") throw new Malformed("Unmatched ( or \\(");
  r.at += width(r);
  r.depth--;
  r.closed.add(number);
  return `(${inside})`;
}

function literal(c: string, o: RegexOptions): string {
  if (o.ignoreCase && /[A-Za-z]/.test(c)) return `[${c.toLowerCase()}${c.toUpperCase()}]`;
  if (c === "\n") return "\\n";
  return c.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

/** A set without regard to case. JavaScript's own "i" would also fold bytes beyond ASCII. */
function foldSet(source: string): string {
  const set = new RegExp(source);
  let inside = "";
  for (let i = 0; i < 256; i++) {
    const c = String.fromCharCode(i);
    const other = /[a-z]/.test(c) ? c.toUpperCase() : /[A-Z]/.test(c) ? c.toLowerCase() : c;
    if (set.test(c) || set.test(other)) inside += `\\x${i.toString(16).padStart(2, "0")}`;
  }
  return inside === "" ? "(?!)" : `[${inside}]`;
}

const cache = new Map<string, RegExp>();

function native(source: string, flags: string): RegExp {
  const key = `${flags}/${source}`;
  let re = cache.get(key);
  if (!re) {
    if (cache.size > 200) cache.clear();
    re = new RegExp(source, flags);
    cache.set(key, re);
  }
  return re;
}

/** The leftmost longest match at or after `from`; null where there is none. */
export function search(regex: Regex, text: string, from = 0): Match | null {
  const re = native(regex.source, `g${regex.flags}`);
  re.lastIndex = from;
  let m = re.exec(text);
  if (!m) return null;
  if (regex.alternatives) {
    const whole = native(`(?:${regex.source})(?![^])`, `y${regex.flags}`);
    for (let end = text.length; end > m.index + m[0].length; end--) {
      whole.lastIndex = m.index;
      const longer = whole.exec(text.slice(0, end));
      // The cut must not have made the match: it is one in the whole text too.
      if (longer && fitsThere(regex, text, m.index, end)) {
        m = longer;
        break;
      }
    }
  }
  return { start: m.index, end: m.index + m[0].length, groups: Array.from(m) };
}

function fitsThere(regex: Regex, text: string, start: number, end: number): boolean {
  const re = native(`(?:${regex.source})(?=[^]{${text.length - end}}(?![^]))`, `y${regex.flags}`);
  re.lastIndex = start;
  return re.test(text);
}
