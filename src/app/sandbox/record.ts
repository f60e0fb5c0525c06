// What is kept of the sandbox: the run, and the one that a loaded file has replaced.

import * as v from "valibot";
import { readStored, removeStored, writeStored } from "../view/storage.ts";
import type { RunFile } from "./run-file.ts";

const NOW = "run:sandbox";
const BEFORE = "run:sandbox-before";

const schema = v.object({ run: v.unknown(), at: v.number() });
export type Kept = v.InferOutput<typeof schema>;

function read(key: string): Kept | "damaged" | null {
  const text = readStored(key);
  if (text === null) return null;
  try {
    const kept = v.safeParse(schema, JSON.parse(text));
    return kept.success ? kept.output : "damaged";
  } catch {
    return "damaged";
  }
}

export const readSandbox = (): Kept | "damaged" | null => read(NOW);
export const writeSandbox = (kept: RunFile): void => writeStored(NOW, JSON.stringify(kept));
export const forgetSandbox = (): void => removeStored(NOW);

export const hasBefore = (): boolean => readStored(BEFORE) !== null;
export const writeBefore = (kept: Kept): void => writeStored(BEFORE, JSON.stringify(kept));

/** The run that was replaced; null where none was, or where it cannot be read. */
export function readBefore(): Kept | null {
  const kept = read(BEFORE);
  return kept === "damaged" ? null : kept;
}
