// A seminar: an ordered list of cues, each a step of a lesson with minutes and a note for the presenter.
//
// The files of content/seminars and a presenter's own file are read by the same rules. A cue whose step does not exist is
// told and left out; the others still work.

import * as v from "valibot";
import type { Both, LessonHead } from "../learn/lesson.ts";

const VERSION = 1;

const text = v.pipe(v.string(), v.minLength(1));
const both = v.pipe(
  v.union([v.strictObject({ ko: text, en: text }), text]),
  v.transform((words): Both<string> => (typeof words === "string" ? { ko: words, en: words } : words)),
);

const schema = v.strictObject({
  version: v.literal(VERSION),
  title: both,
  summary: v.optional(both),
  cues: v.pipe(
    v.array(
      v.strictObject({
        step: v.pipe(v.string(), v.regex(/^[\w-]+\/[\w-]+$/, "expected lesson/step")),
        minutes: v.pipe(v.number(), v.minValue(0.1), v.maxValue(240)),
        note: v.optional(both),
      }),
    ),
    v.minLength(1),
  ),
});

export interface Cue {
  readonly lesson: string;
  readonly step: string;
  readonly minutes: number;
  /** Instead of the step's own note. */
  readonly note: Both<string> | null;
}

export interface Seminar {
  readonly id: string;
  readonly title: Both<string>;
  readonly summary: Both<string> | null;
  readonly cues: readonly Cue[];
}

export type Problem =
  /** The file is no seminar: where, and what was expected. */
  | { readonly kind: "damaged"; readonly path: readonly (string | number)[]; readonly message: string }
  | { readonly kind: "later-version"; readonly version: number }
  /** A cue, counted from 0, names a step that does not exist. */
  | { readonly kind: "unknown-step"; readonly cue: number; readonly step: string };

export interface Reading {
  /** null where no cue can be shown. */
  readonly seminar: Seminar | null;
  readonly problems: readonly Problem[];
}

/** Reads a parsed seminar file against the lessons there are. */
export function readSeminar(id: string, data: unknown, lessons: readonly LessonHead[]): Reading {
  const read = v.safeParse(schema, data);
  if (!read.success) {
    const version = (data as { version?: unknown } | null)?.version;
    if (typeof version === "number" && version > VERSION) {
      return { seminar: null, problems: [{ kind: "later-version", version }] };
    }
    const [issue] = read.issues;
    const path = issue.path?.map(({ key }) => key as string | number) ?? [];
    return { seminar: null, problems: [{ kind: "damaged", path, message: issue.message }] };
  }
  const problems: Problem[] = [];
  const cues: Cue[] = [];
  for (const [i, { step: name, minutes, note }] of read.output.cues.entries()) {
    const [lesson = "", step = ""] = name.split("/");
    const known = lessons.find(({ id }) => id === lesson)?.stepIds.includes(step) ?? false;
    if (known) cues.push({ lesson, step, minutes, note: note ?? null });
    else problems.push({ kind: "unknown-step", cue: i, step: name });
  }
  const { title, summary } = read.output;
  return { seminar: cues.length === 0 ? null : { id, title, summary: summary ?? null, cues }, problems };
}

/** Minutes that the whole seminar is planned to take. */
export const plannedMinutes = ({ cues }: Seminar): number => cues.reduce((sum, { minutes }) => sum + minutes, 0);
