// What a person answered, in the order in which it happened: the only thing that is kept of a review. When a card is due,
// how well a concept is known, what undo takes back: all of it is computed from this log.
//
// Entries are only ever added (undo adds one, too), and each has a name of its own. So two logs, of two tabs or of a
// file and a browser, are merged by putting them together, and nothing can be lost by it.

export const GRADES = ["again", "hard", "good", "easy"] as const;
export type Grade = (typeof GRADES)[number];

export interface Review {
  readonly card: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly grade: Grade;
  /** Of a card that a generator made. */
  readonly seed?: number | undefined;
}

export interface Undo {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Name of the review that does not count. */
  readonly undoes: string;
}

export type Entry = Review | Undo;
export type ReviewLog = readonly Entry[];

export const entryName = (entry: Entry): string =>
  "undoes" in entry ? `${entry.at} undoes ${entry.undoes}` : `${entry.at} ${entry.card}`;

/** Both logs in one, in the order of time. */
export function mergeLogs(a: ReviewLog, b: ReviewLog): ReviewLog {
  const all = new Map([...a, ...b].map((entry) => [entryName(entry), entry]));
  return [...all.entries()]
    .sort(([left, { at: x }], [right, { at: y }]) => x - y || (left < right ? -1 : 1))
    .map(([, entry]) => entry);
}

/** The reviews that count: those that were not taken back. */
export function reviewsOf(log: ReviewLog): readonly Review[] {
  const undone = new Set(log.flatMap((entry) => ("undoes" in entry ? [entry.undoes] : [])));
  return log.filter((entry): entry is Review => !("undoes" in entry) && !undone.has(entryName(entry)));
}

/** The entry that takes back the latest review that counts; null where there is none. */
export function undoLast(log: ReviewLog, at: number): Undo | null {
  const last = reviewsOf(log).at(-1);
  return last ? { at, undoes: entryName(last) } : null;
}

const TOLERANCE = 60_000; // ms: clocks are corrected by seconds now and then

/**
 * The time to count with: the clock's, but always after the latest entry, so that no two entries have one time. Where the
 * clock was set back, no time has passed since that entry; `setBack` says by how much, in milliseconds.
 */
export function steadyNow(log: ReviewLog, clock: number): { readonly now: number; readonly setBack: number } {
  const last = log.reduce((latest, { at }) => Math.max(latest, at), 0);
  return { now: Math.max(clock, last + 1), setBack: last - clock > TOLERANCE ? last - clock : 0 };
}
