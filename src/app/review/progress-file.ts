// Progress as a file: the log of reviews, and what is stored of each lesson. Reading one never takes anything away: it
// is put together with what is here.

import { LESSONS } from "virtual:lessons";
import * as v from "valibot";
import { mergeLogs } from "../../learn/review-log.ts";
import { type LessonRecord, mergeRecords, readRecord, recordSchema, writeRecord } from "../run/record.ts";
import { type FileProblem, readVersioned } from "../run/versioned-file.ts";
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

/** The progress in a file's text, or what is wrong with it. */
export const parseProgress = (text: string): ProgressFile | FileProblem => readVersioned(text, FORMAT, VERSION, schema);

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
