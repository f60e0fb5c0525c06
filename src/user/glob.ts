// fnmatch(3): shell patterns as find -name, ls -I, case and the like use them, over byte strings.

export interface GlobOptions {
  /** A leading dot must be matched by a dot in the pattern (FNM_PERIOD). */
  readonly period?: boolean;
  /** "/" is matched only by "/" (FNM_PATHNAME). */
  readonly pathname?: boolean;
  readonly ignoreCase?: boolean;
}

const CLASSES: Readonly<Record<string, string>> = {
  alnum: "A-Za-z0-9",
  alpha: "A-Za-z",
  blank: " \\t",
  cntrl: "\\x00-\\x1f\\x7f",
  digit: "0-9",
  graph: "!-~",
  lower: "a-z",
  print: " -~",
  punct: "!-\\/:-@\\[-`{-~",
  space: " \\t\\n\\v\\f\\r",
  upper: "A-Z",
  xdigit: "A-Fa-f0-9",
};

/**
 * Reads the bracket expression that starts at text[at] === "[". Returns it as a regular expression and where it ends;
 * null where it is not closed, and so only a "[". "!" negates in patterns, "^" also in regular expressions.
 */
export function bracket(text: string, at: number, escapes: boolean): { source: string; end: number } | null {
  let i = at + 1;
  const negated = text[i] === "^" || (escapes && text[i] === "!");
  if (negated) i++;
  let inside = "";
  for (let first = true; ; first = false) {
    const c = text[i];
    if (c === undefined) return null;
    if (c === "]" && !first) break;
    const named = /^\[([:.=])(.*?)\1\]/s.exec(text.slice(i));
    if (named) {
      const chars = named[1] === ":" ? CLASSES[named[2] ?? ""] : literal(named[2] ?? "");
      if (chars === undefined) return null;
      inside += chars;
      i += named[0].length;
      continue;
    }
    if (c === "\\" && escapes && text[i + 1] !== undefined) i++;
    const from = text[i] ?? "";
    i++;
    if (text[i] === "-" && text[i + 1] !== undefined && text[i + 1] !== "]") {
      const to = text[i + 1] ?? "";
      i += 2;
      if (to >= from) inside += `${literal(from)}-${literal(to)}`;
    } else inside += literal(from);
  }
  if (inside === "") return { source: negated ? "[\\s\\S]" : "(?!)", end: i + 1 };
  return { source: `[${negated ? "^" : ""}${inside}]`, end: i + 1 };
}

const literal = (text: string): string => text.replace(/[\\\]^[\-/]/g, "\\$&");

/** A pattern as the source of a regular expression, without anchors. */
export function globSource(pattern: string, { pathname = false }: GlobOptions = {}): string {
  let source = "";
  const any = pathname ? "[^/]" : "[\\s\\S]";
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i] ?? "";
    if (c === "*") source += `${any}*`;
    else if (c === "?") source += any;
    else if (c === "[") {
      const set = bracket(pattern, i, true);
      source += set ? (pathname ? `(?!/)${set.source}` : set.source) : "\\[";
      if (set) i = set.end - 1;
    } else {
      if (c === "\\" && pattern[i + 1] !== undefined) i++;
      source += (pattern[i] ?? "").replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
    }
  }
  return source;
}

export function globMatch(pattern: string, name: string, options: GlobOptions = {}): boolean {
  if (options.period && name.startsWith(".") && /^[*?[]/.test(pattern)) return false;
  return new RegExp(`^${globSource(pattern, options)}$`, options.ignoreCase ? "i" : "").test(name);
}
