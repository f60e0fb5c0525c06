import { compileRegex, type Regex, search } from "../regex.ts";

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Matcher {
  test(line: string): boolean;
  /** All matches that are not empty, from left to right. */
  spans(line: string): Span[];
}

/** A matcher for any of the patterns; a string is what is wrong with one of them. */
export function makeMatcher(
  patterns: readonly string[],
  kind: "basic" | "extended" | "fixed",
  fold: boolean,
  word: boolean,
  line: boolean,
): Matcher | string {
  const regexes: Regex[] = [];
  for (const pattern of patterns) {
    const text = kind === "fixed" ? pattern.replace(/[.*[\]^$\\]/g, "\\$&") : pattern;
    if (kind !== "fixed" && /^\[:[a-z]+:\]$/.test(pattern))
      return "character class syntax is [[:space:]], not [:space:]";
    const regex = compileRegex(text, { extended: kind === "extended", ignoreCase: fold });
    if (typeof regex === "string") return regex;
    regexes.push(line ? { ...regex, source: `(?<![^])(?:${regex.source})(?![^])` } : regex);
  }
  const isWord = (c: string | undefined): boolean => c !== undefined && /[A-Za-z0-9_]/.test(c);
  const find = (text: string, from: number): Span | null => {
    let best: Span | null = null;
    for (const regex of regexes) {
      const m = word && !line ? findWord(regex, text, from) : search(regex, text, from);
      if (m && (!best || m.start < best.start || (m.start === best.start && m.end > best.end))) best = m;
    }
    return best;
  };
  // -w: where the longest match is no whole word, shorter ones are tried, then later beginnings.
  const findWord = (regex: Regex, text: string, from: number): Span | null => {
    for (let at = from; at <= text.length; ) {
      const m = search(regex, text, at);
      if (!m) return null;
      for (let end = m.end; end >= m.start; end--) {
        if (isWord(text[m.start - 1]) || isWord(text[end])) continue;
        const again = end === m.end ? m : search(regex, text.slice(0, end), m.start);
        if (again && again.start === m.start && again.end === end && end > m.start) return { start: m.start, end };
      }
      if (m.end === m.start && !isWord(text[m.start - 1]) && !isWord(text[m.end])) return m;
      at = m.start + 1;
    }
    return null;
  };
  return {
    test: (text) => find(text, 0) !== null,
    spans(text) {
      const spans: Span[] = [];
      for (let at = 0; at <= text.length; ) {
        const m = find(text, at);
        if (!m) break;
        if (m.end > m.start) spans.push(m);
        at = m.end > m.start ? m.end : m.end + 1;
      }
      return spans;
    },
  };
}
