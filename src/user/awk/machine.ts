// What a running awk program holds: variables, the record and its fields, open files and commands.

import type { Run } from "../program.ts";
import { compileRegex, type Regex, search } from "../regex.ts";
import type { Cmd } from "../tool.ts";
import { AwkError } from "./lex.ts";
import type { Program } from "./parse.ts";
import type { RecordReader } from "./records.ts";
import { fromOutside, toNumber, toText, type Value } from "./value.ts";

export type AwkArray = Map<string, Value>;

export interface OpenOutput {
  readonly fd: number;
  /** The command's process, for "|". */
  readonly pid: number | null;
  pending: string;
}

export interface OpenInput {
  readonly fd: number;
  readonly pid: number | null;
  readonly records: RecordReader;
}

export interface Machine {
  readonly cmd: Cmd;
  readonly program: Program;
  readonly globals: Map<string, Value>;
  readonly arrays: Map<string, AwkArray>;
  /** Locals of the functions being run, the innermost last. */
  readonly frames: Map<string, Value | AwkArray>[];
  readonly outputs: Map<string, OpenOutput>;
  readonly inputs: Map<string, OpenInput>;
  record: string;
  /** Fields from 1 on; null until they are asked for. */
  fields: Value[] | null;
  /** A field was assigned: $0 must be joined again. */
  stale: boolean;
  /** Which range patterns are open, by rule. */
  readonly open: Set<number>;
  seed: number;
  /** The next record of the files on the command line; null at their end. */
  readonly nextRecord: () => Run<string | null>;
}

export const text = (m: Machine, v: Value): string => toText(v, toText(m.globals.get("CONVFMT"), "%.6g"));

const dynamic = new Map<string, Regex>();

/** The regular expression that a value is. */
export function regexOf(source: string): Regex {
  const known = dynamic.get(source);
  if (known) return known;
  const regex = compileRegex(source, { extended: true });
  if (typeof regex === "string") throw new AwkError(`regular expression compile failed (${regex})\n${source}`);
  if (dynamic.size > 200) dynamic.clear();
  dynamic.set(source, regex);
  return regex;
}

/** The parts of a text between separators, as FS and split() cut it. */
export function splitText(source: string, separator: string | Regex, paragraphs = false): string[] {
  if (source === "") return [];
  if (separator === " ") return source.split(/[ \t\n]+/).filter((w) => w !== "");
  if (separator === "") return Array.from(source);
  if (
    typeof separator === "string" &&
    separator.length === 1 &&
    separator !== "\\" &&
    !/[.*+?^$[\]|(){}]/.test(separator)
  ) {
    return paragraphs
      ? source.split(new RegExp(`[${separator === "^" ? "\\^" : separator}\n]`))
      : source.split(separator);
  }
  const regex =
    typeof separator === "string" ? regexOf(separator.length === 1 ? `[${separator}]` : separator) : separator;
  const parts: string[] = [];
  let at = 0;
  for (let from = 0; from <= source.length; ) {
    const hit = search(regex, source, from);
    if (!hit) break;
    if (hit.end === hit.start) {
      from = hit.end + 1;
      continue;
    }
    parts.push(source.slice(at, hit.start));
    at = hit.end;
    from = hit.end;
  }
  parts.push(source.slice(at));
  return paragraphs ? parts.flatMap((p) => p.split("\n")) : parts;
}

export function setRecord(m: Machine, record: string): void {
  m.record = record;
  m.fields = null;
  m.stale = false;
}

export function fieldsOf(m: Machine): Value[] {
  if (m.fields) return m.fields;
  const fs = text(m, m.globals.get("FS"));
  const paragraphs = text(m, m.globals.get("RS")) === "";
  m.fields = splitText(m.record, fs, paragraphs).map(fromOutside);
  return m.fields;
}

export function recordOf(m: Machine): string {
  if (m.stale) {
    const ofs = text(m, m.globals.get("OFS"));
    m.record = (m.fields ?? []).map((v) => text(m, v)).join(ofs);
    m.stale = false;
  }
  return m.record;
}

export function getField(m: Machine, index: number): Value {
  if (index < 0) throw new AwkError(`negative field index $${index}`);
  if (index === 0) return fromOutside(recordOf(m));
  return fieldsOf(m)[index - 1];
}

export function setField(m: Machine, index: number, v: Value): void {
  if (index < 0) throw new AwkError(`negative field index $${index}`);
  if (index === 0) {
    setRecord(m, text(m, v));
    return;
  }
  const fields = fieldsOf(m);
  while (fields.length < index) fields.push("");
  fields[index - 1] = v;
  m.stale = true;
}

/** NF is counted when it is read, and cuts or fills the record when it is written. */
export function setNf(m: Machine, count: number): void {
  const fields = fieldsOf(m);
  while (fields.length < count) fields.push("");
  fields.length = Math.max(0, count);
  m.stale = true;
}

export const numberOf = (m: Machine, name: string): number => toNumber(m.globals.get(name));
