// Progress as a file: the log of reviews, and what is stored of each lesson. Reading one never takes anything away: it
// is put together with what is here.

import { LESSONS } from "virtual:lessons";
import * as v from "valibot";
import { mergeLogs } from "../../learn/review-log.ts";
import { type LessonRecord, mergeRecords, readRecord, recordSchema, writeRecord } from "../run/record.ts";
import { addEntries, logSchema, useProgress } from "./progress.ts";

const FORMAT = "cutaway-progress";
const VERSION = 1;
export const MOST_BYTES = 20_000_000;

const schema = v.object({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  all: v.boolean(),
  reviews: logSchema,
  lessons: v.record(v.string(), recordSchema),
});

export type ProgressFile = v.InferOutput<typeof schema>;

/** Everything that is kept of a reader's progress. */
export function progressFile(): ProgressFile {
  const { log, all } = useProgress.getState();
  const lessons: Record<string, LessonRecord> = {};
  for (const { id } of LESSONS) {
    const record = readRecord(id);
    if (record !== null && record !== "damaged") lessons[id] = record;
  }
  return { format: FORMAT, version: VERSION, all, reviews: [...log], lessons };
}

export type BadFile = "not-json" | "not-progress" | "later-version" | "damaged";

/** The progress in a file's text, or what is wrong with it. */
export function parseProgress(text: string): ProgressFile | BadFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "not-json";
  }
  const read = v.safeParse(schema, value);
  if (read.success) return read.output;
  const { format, version } = (value ?? {}) as { format?: unknown; version?: unknown };
  if (format !== FORMAT) return "not-progress";
  return typeof version === "number" && version > VERSION ? "later-version" : "damaged";
}

/** Puts a file's progress together with what is here. Returns what came: reviews, and lessons that have changed. */
export function takeIn(file: ProgressFile): { readonly reviews: number; readonly lessons: number } {
  const { log, all } = useProgress.getState();
  const reviews = mergeLogs(log, file.reviews).length - log.length;
  addEntries(file.reviews, all || file.all);
  let lessons = 0;
  for (const [id, theirs] of Object.entries(file.lessons)) {
    const mine = readRecord(id);
    const merged = mine === null || mine === "damaged" ? theirs : mergeRecords(mine, theirs);
    if (JSON.stringify(merged) === JSON.stringify(mine)) continue;
    writeRecord(id, merged);
    lessons++;
  }
  return { reviews, lessons };
}
