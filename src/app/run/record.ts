// What a reader did in a lesson, as it is stored: enough to compute everything again.

import * as v from "valibot";
import { followStored, readStored, removeStored, writeStored } from "../view/storage.ts";

const VERSION = 1;

export const recordSchema = v.object({
  version: v.literal(VERSION),
  /** What Session.save returned; Session.load judges it. */
  run: v.unknown(),
  at: v.number(),
  /** The step shown, from 0. */
  step: v.number(),
  /** Steps that were shown. */
  seen: v.array(v.number()),
  /** By step: the choice made, the right one, and what the simulator printed. */
  answers: v.record(v.string(), v.object({ choice: v.number(), right: v.number(), output: v.string() })),
  /** A line being typed. */
  draft: v.string(),
  /** Branches that were made to prove an answer. */
  proofs: v.array(v.number()),
});

export type LessonRecord = v.InferOutput<typeof recordSchema>;
export type Answer = LessonRecord["answers"][string];

type Frozen<T> = { readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? readonly E[] : T[K] };

const key = (lesson: string): string => `run:${lesson}`;

/** What is stored of a lesson: null when there is nothing, "damaged" when it cannot be read. */
export function readRecord(lesson: string): LessonRecord | "damaged" | null {
  const text = readStored(key(lesson));
  if (text === null) return null;
  try {
    const read = v.safeParse(recordSchema, JSON.parse(text));
    return read.success ? read.output : "damaged";
  } catch {
    return "damaged";
  }
}

export function writeRecord(lesson: string, record: Frozen<Omit<LessonRecord, "version">>): void {
  writeStored(key(lesson), JSON.stringify({ version: VERSION, ...record }));
}

export function forgetRecord(lesson: string): void {
  removeStored(key(lesson));
}

/**
 * The progress of two records in one: every step that was seen in either, and every answer, mine where both have one.
 * A run cannot be two things, so it is mine.
 */
export function mergeRecords<T extends Pick<LessonRecord, "seen" | "answers">>(
  mine: T,
  theirs: { readonly seen: readonly number[]; readonly answers: LessonRecord["answers"] },
): T {
  const seen = [...new Set([...mine.seen, ...theirs.seen])];
  return { ...mine, seen, answers: { ...theirs.answers, ...mine.answers } };
}

/** Calls `changed` whenever another tab stores this lesson. Returns what ends it. */
export const followRecord = (lesson: string, changed: () => void): (() => void) => followStored(key(lesson), changed);
