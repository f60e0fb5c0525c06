// A saved run that comes from outside (a file, an address, the storage), checked before it is run again.

import * as v from "valibot";
import type { SavedRun } from "../../timeline/session.ts";

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const parent = v.nullable(v.object({ branch: count, at: count }));

const schema = v.object({
  version: v.literal(1),
  world: v.string(),
  current: count,
  branches: v.pipe(
    v.array(
      v.object({
        name: v.string(),
        parent,
        inputs: v.array(
          v.object({ step: count, at: count, tty: count, text: v.string(), open: v.optional(v.literal(true)) }),
        ),
        step: count,
        at: count,
      }),
    ),
    v.minLength(1),
  ),
});

/** Why a saved run cannot be used: it was written by a later version of Cutaway, or it is not (any more) a run. */
export class UnusableRun extends Error {
  readonly reason: "later-version" | "damaged";
  constructor(reason: "later-version" | "damaged", message: string) {
    super(message);
    this.reason = reason;
  }
}

/** Throws UnusableRun. */
export function readSavedRun(value: unknown): SavedRun {
  const read = v.safeParse(schema, value);
  if (read.success && read.output.current < read.output.branches.length) return read.output;
  const version = (value as { version?: unknown } | null)?.version;
  if (typeof version === "number" && version > 1) throw new UnusableRun("later-version", `version ${version}`);
  throw new UnusableRun("damaged", read.issues?.[0].message ?? "the current branch is not in it");
}
