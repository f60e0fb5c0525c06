// Which lesson was open last: where "continue" leads.

import { useEffect, useState } from "react";
import { readStored, writeStored } from "../view/storage.ts";
import { readRecord } from "./record.ts";

const KEY = "last-lesson";

export const rememberLesson = (lesson: string): void => writeStored(KEY, lesson);

interface Left {
  readonly lesson: string;
  /** From 0. */
  readonly step: number;
}

function lastLesson(): Left | null {
  const lesson = readStored(KEY);
  const record = lesson === null ? null : readRecord(lesson);
  return lesson === null || record === null || record === "damaged" ? null : { lesson, step: record.step };
}

/** The lesson that was open last, and the step it was left at; null where none was. */
export function useLastLesson(): Left | null {
  const [last, setLast] = useState(lastLesson);
  // A lesson that was just left stores its last change when it goes, which is after this page was first computed.
  useEffect(() => setLast(lastLesson()), []);
  return last;
}
