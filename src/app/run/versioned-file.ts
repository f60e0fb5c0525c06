// Files that this page writes and reads again: JSON with a format and a version, so that what is wrong with one can be told.

import * as v from "valibot";

export type FileProblem = "not-json" | "other-format" | "later-version" | "damaged";

/** The content of a file's text by `schema`, which knows the format and the version; or what is wrong with it. */
export function readVersioned<S extends v.GenericSchema>(
  text: string,
  format: string,
  version: number,
  schema: S,
): v.InferOutput<S> | FileProblem {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "not-json";
  }
  const read = v.safeParse(schema, value);
  if (read.success) return read.output;
  const found = (value ?? {}) as { format?: unknown; version?: unknown };
  if (found.format !== format) return "other-format";
  return typeof found.version === "number" && found.version > version ? "later-version" : "damaged";
}
