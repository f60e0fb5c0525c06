// A run as a file: what was typed, where, and the moment that was shown.

import * as v from "valibot";
import type { SavedRun } from "../../timeline/session.ts";
import { readSavedRun, UnusableRun } from "../run/saved.ts";
import { readVersioned } from "../run/versioned-file.ts";
import type { RunFileProblem } from "../view/notices.ts";

const FORMAT = "cutaway-run";
const VERSION = 1;
export const MOST_BYTES = 5_000_000;

const schema = v.object({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  run: v.unknown(),
  at: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

export interface RunFile {
  readonly run: SavedRun;
  /** Position of the cursor on the current branch. */
  readonly at: number;
}

export const runFileText = ({ run, at }: RunFile): string =>
  JSON.stringify({ format: FORMAT, version: VERSION, run, at }, null, 1);

/** The run in a file's text, or what is wrong with it. */
export function parseRunFile(text: string): RunFile | RunFileProblem {
  const read = readVersioned(text, FORMAT, VERSION, schema);
  if (typeof read === "string") return read;
  try {
    return { run: readSavedRun(read.run), at: read.at };
  } catch (error) {
    return error instanceof UnusableRun ? error.reason : "damaged";
  }
}
