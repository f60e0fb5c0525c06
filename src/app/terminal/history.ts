// Lines typed before, walked with the arrow keys as in bash: what was being typed comes back at the end.

export interface History {
  /** The oldest first. */
  readonly lines: readonly string[];
  /** Position in `lines`; lines.length is the line being typed. */
  readonly place: number;
  /** The line being typed, kept while older ones are shown. */
  readonly draft: string;
}

const KEPT = 500;

export const historyOf = (lines: readonly string[]): History => ({ lines, place: lines.length, draft: "" });

/** A line was entered: the newest, unless it repeats the one before or is blank. */
export function remember({ lines }: History, line: string): History {
  if (line.trim() === "" || lines.at(-1) === line) return historyOf(lines);
  return historyOf([...lines, line].slice(-KEPT));
}

/** One line older or newer; the text to show, or null where there is none. */
export function recall(history: History, shown: string, direction: -1 | 1): { history: History; text: string } | null {
  const { lines, place } = history;
  const to = place + direction;
  if (to < 0 || to > lines.length) return null;
  const draft = place === lines.length ? shown : history.draft;
  return { history: { lines, place: to, draft }, text: lines[to] ?? draft };
}
