// What this browser knows of its reader's reviews: the log, in storage.
//
// Two tabs may be open. Each reads the stored log again before it writes, and puts both together; the other hears of it
// through the storage event. Nothing that cannot be read is written over: a damaged log is put aside, one of a later
// version stays as it is and this visit's reviews are held in memory only.

import * as v from "valibot";
import { create } from "zustand";
import {
  GRADES,
  mergeLogs,
  type Review,
  type ReviewLog,
  reviewsOf,
  steadyNow,
  undoLast,
} from "../../learn/review-log.ts";
import { tell } from "../view/notices.ts";
import { followStored, readStored, writeStored } from "../view/storage.ts";

const KEY = "review";
const ASIDE = "review-damaged";
const VERSION = 1;

const time = v.pipe(v.number(), v.integer(), v.minValue(0));
export const logSchema = v.array(
  v.union([
    v.strictObject({ at: time, undoes: v.string() }),
    v.strictObject({
      card: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
      at: time,
      grade: v.picklist(GRADES),
      seed: v.optional(v.number()),
    }),
  ]),
);

const schema = v.object({
  version: v.literal(VERSION),
  log: logSchema,
  /** Cards of steps that were not seen yet are asked, too. */
  all: v.boolean(),
});

interface Progress {
  readonly log: ReviewLog;
  readonly all: boolean;
  /** What was stored is of a later version: it is left alone. */
  readonly later: boolean;
}

type Stored = Progress | "damaged" | null;

function readProgress(): Stored {
  const text = readStored(KEY);
  if (text === null) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "damaged";
  }
  const read = v.safeParse(schema, value);
  if (read.success) return { log: read.output.log, all: read.output.all, later: false };
  const version = (value as { version?: unknown } | null)?.version;
  return typeof version === "number" && version > VERSION ? { log: [], all: false, later: true } : "damaged";
}

const NOTHING: Progress = { log: [], all: false, later: false };

function start(): Progress {
  const stored = readProgress();
  if (stored === null) return NOTHING;
  if (stored === "damaged") {
    writeStored(ASIDE, readStored(KEY) ?? "");
    tell({ kind: "reviews-damaged" });
    return NOTHING;
  }
  if (stored.later) tell({ kind: "reviews-later" });
  return stored;
}

export const useProgress = create<Progress>()(start);

/** What was stored and could not be read, word for word; null where nothing was. */
export const damagedText = (): string | null => readStored(ASIDE);

followStored(KEY, () => {
  const stored = readProgress();
  if (stored === null || stored === "damaged" || stored.later) return;
  const mine = useProgress.getState();
  const log = mergeLogs(mine.log, stored.log);
  if (log.length > mine.log.length) tell({ kind: "reviews-elsewhere", count: log.length - mine.log.length });
  useProgress.setState({ log, all: mine.all || stored.all });
});

/** Adds entries to the log, and writes it together with what another tab has written meanwhile. */
export function addEntries(entries: ReviewLog, all = useProgress.getState().all): void {
  const { log, later } = useProgress.getState();
  const stored = later ? null : readProgress();
  const others = stored === null || stored === "damaged" ? [] : stored.log;
  const merged = mergeLogs(mergeLogs(others, log), entries);
  useProgress.setState({ log: merged, all });
  if (!later) writeStored(KEY, JSON.stringify({ version: VERSION, log: merged, all }));
}

/** Asks cards of steps that were not seen, too, from now on or not. */
export const askAll = (all: boolean): void => addEntries([], all);

/** The time that reviews count with, in milliseconds since 1970: it never goes back. */
export const reviewNow = (): { readonly now: number; readonly setBack: number } =>
  steadyNow(useProgress.getState().log, Date.now());

/** Takes back the latest review, and returns it; null where there is none. */
export function undoReview(): Review | null {
  const { log } = useProgress.getState();
  const undo = undoLast(log, reviewNow().now);
  if (!undo) return null;
  const undone = reviewsOf(log).at(-1) ?? null;
  addEntries([undo]);
  return undone;
}
