// The lines of ps: which columns stand in them, and how they share the space.

import type { Proc } from "./proc.ts";
import { ADDR, COLUMNS, type Column, MISSING, type View } from "./ps-columns.ts";

/** A column as it was asked for. */
export interface Field {
  readonly column: Column;
  readonly header: string;
  /** As given, else 0: the column's own. */
  readonly width: number;
}

export type FieldList = readonly Field[] | { readonly error: string } | { readonly missing: string };

const field = (name: string, header?: string): Field => {
  const column = name === "addr" ? ADDR : COLUMNS[name];
  if (!column) throw new Error(`ps has no column ${name}`);
  return { column, header: header ?? column.header, width: 0 };
};

/** "pid,uname=UID,time" for the formats that have letters. */
export const preset = (list: string): Field[] =>
  list.split(",").map((item) => {
    const [name = "", header] = item.split("=");
    return field(name, header);
  });

/** What stands behind -o: names separated by commas or blanks, "name:width", "name=header". */
export function parseFormat(list: string): FieldList {
  const items = list.split(/[ ,\t\n]/);
  if (items.at(-1) === "") items.pop();
  const fields: Field[] = [];
  for (const item of items) {
    if (item === "") return { error: "improper format list" };
    const [spec = "", header] = item.split(/=(.*)/s);
    const [name = "", size] = spec.split(":");
    if (MISSING.has(name)) return { missing: name };
    const column = Object.hasOwn(COLUMNS, name) ? COLUMNS[name] : undefined;
    if (!column) return { error: `unknown user-defined format specifier "${name}"` };
    if (size !== undefined && !/^[1-9]\d*$/.test(size)) {
      return { error: "column widths must be unsigned decimal numbers" };
    }
    fields.push({ column, header: header ?? column.header, width: Number(size ?? 0) });
  }
  return fields.length > 0 ? fields : { error: "improper format list" };
}

/** Columns of process numbers are as wide as the greatest number; a longer header of the user's widens a column. */
function widthOf(f: Field, pidWidth: number): number {
  if (f.width > 0) return f.width;
  const own = f.column.width === 0 ? pidWidth : f.column.width;
  return f.header === f.column.header ? own : Math.max(own, f.header.length);
}

/**
 * One line. A text that is too long pushes the next ones to the right, and they give the place back where they have
 * blanks in front: `correct` is where the next column should begin, `actual` where the line has come to.
 */
function line(fields: readonly Field[], pidWidth: number, texts: readonly string[]): string {
  let out = "";
  let correct = 0;
  let gap = 0;
  for (const [i, f] of fields.entries()) {
    const width = widthOf(f, pidWidth);
    const value = texts[i] ?? "";
    const pad = f.column.side === "right" ? Math.max(0, width - value.length) : 0;
    const room = correct - out.length + pad;
    out += " ".repeat(room < 1 ? gap : room) + value;
    correct += width + 1;
    gap = 1;
  }
  return `${out}\n`;
}

export const headerLine = (fields: readonly Field[], pidWidth: number): string =>
  fields.every((f) => f.header === "")
    ? ""
    : line(
        fields,
        pidWidth,
        fields.map((f) => f.header),
      );

/** `columns`: how wide the screen is; text that is too long is cut. */
export function processLine(fields: readonly Field[], v: View, p: Proc, columns: number): string {
  const texts = fields.map((f, i) => {
    const width = widthOf(f, v.pidWidth);
    const value = f.column.value(p, v, width);
    const last = i === fields.length - 1;
    return f.column.side === "rest" && !last ? value.slice(0, width) : value;
  });
  const full = line(fields, v.pidWidth, texts);
  return full.length - 1 > columns ? `${full.slice(0, columns)}\n` : full;
}
