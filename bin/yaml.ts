// YAML content, read by a schema. What does not fit is refused with file, line and what was expected.

import * as v from "valibot";
import { LineCounter, parseDocument } from "yaml";
import type { Command } from "../src/learn/lesson.ts";

export interface Source {
  /** Path as messages should name it. */
  readonly file: string;
  readonly text: string;
}

export const text = v.pipe(v.string(), v.minLength(1));
export const both = v.strictObject({ ko: text, en: text });
export const condition = v.strictObject({
  prints: v.optional(text),
  has: v.optional(text),
  lacks: v.optional(text),
  matches: v.optional(text),
});
export const command = v.union([text, v.strictObject({ line: text, tty: v.number() })]);

export const toCommand = (c: string | Command): Command => (typeof c === "string" ? { line: c, tty: 1 } : c);

/** Throws an Error whose message is "file:line: what is wrong". */
export function readYaml<S extends v.GenericSchema>({ file, text }: Source, schema: S): v.InferOutput<S> {
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines });
  const [problem] = doc.errors;
  if (problem) throw new Error(`${file}:${problem.linePos?.[0].line ?? 1}: ${problem.message}`);
  const read = v.safeParse(schema, doc.toJS());
  if (read.success) return read.output;
  const [issue] = read.issues;
  const keys = issue.path?.map((p) => p.key as string | number) ?? [];
  const node = nodeAt(doc, keys);
  const line = node?.range ? lines.linePos(node.range[0]).line : 1;
  throw new Error(`${file}:${line}: ${keys.join(".")}: ${issue.message}`);
}

/** The node of the path, or of the nearest part of it that is there. */
function nodeAt(doc: ReturnType<typeof parseDocument>, keys: readonly (string | number)[]) {
  for (let n = keys.length; n > 0; n--) {
    const node = doc.getIn(keys.slice(0, n), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return node;
  }
  return null;
}
