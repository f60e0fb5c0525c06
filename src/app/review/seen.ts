// Which steps of which lessons were seen: read from what the lessons have stored.

import { LESSONS } from "virtual:lessons";
import { readRecord } from "../run/record.ts";

/** A function that tells whether a step was seen, as things stand now. */
export function seenSteps(): (lesson: string, step: string) => boolean {
  const seen = new Set<string>();
  for (const { id, stepIds } of LESSONS) {
    const record = readRecord(id);
    if (record === null || record === "damaged") continue;
    for (const index of record.seen) seen.add(`${id}/${stepIds[index]}`);
  }
  return (lesson, step) => seen.has(`${lesson}/${step}`);
}
