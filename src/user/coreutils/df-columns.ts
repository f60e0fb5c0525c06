// The columns of df(1): field_data and get_field_list() in src/df.c.

import type { Run } from "../program.ts";
import { quote } from "../quote.ts";
import type { Cmd } from "../tool.ts";
import { humanSize } from "./human.ts";

/** Bytes, or inodes. */
export interface Usage {
  readonly total: number;
  readonly used: number;
  readonly free: number;
}

/** One file system. */
export interface Row {
  readonly source: string;
  readonly type: string;
  readonly target: string;
  /** The operand it was found by, "-" where there was none. */
  readonly file: string;
  readonly blocks: Usage;
  readonly inodes: Usage;
}

interface Column {
  readonly field: string;
  readonly head: string;
  readonly least: number;
  readonly side: "left" | "right";
  readonly text: (row: Row) => string;
}

const percent = ({ used, free }: Usage): string =>
  used + free === 0 ? "-" : `${Math.ceil((used * 100) / (used + free))}%`;

function allColumns(size: (bytes: number) => string, count: (n: number) => string, sizeHead: string): Column[] {
  const left = (field: string, head: string, least: number, text: Column["text"]): Column => ({
    field,
    head,
    least,
    side: "left",
    text,
  });
  const right = (field: string, head: string, least: number, text: Column["text"]): Column => ({
    field,
    head,
    least,
    side: "right",
    text,
  });
  return [
    left("source", "Filesystem", 14, (r) => r.source),
    left("fstype", "Type", 4, (r) => r.type),
    right("itotal", "Inodes", 5, (r) => count(r.inodes.total)),
    right("iused", "IUsed", 5, (r) => count(r.inodes.used)),
    right("iavail", "IFree", 5, (r) => count(r.inodes.free)),
    right("ipcent", "IUse%", 4, (r) => percent(r.inodes)),
    right("size", sizeHead, 5, (r) => size(r.blocks.total)),
    right("used", "Used", 5, (r) => size(r.blocks.used)),
    right("avail", "Avail", 5, (r) => size(r.blocks.free)),
    right("pcent", "Use%", 4, (r) => percent(r.blocks)),
    left("file", "File", 0, (r) => r.file),
    left("target", "Mounted on", 0, (r) => r.target),
  ];
}

/** The columns that the options ask for, from left to right. */
export function* chooseColumns(cmd: Cmd): Run<readonly Column[]> {
  const base = cmd.has("human-readable") ? 1024 : cmd.has("si") ? 1000 : null;
  const posix = cmd.has("portability");
  const all = allColumns(
    (n) => (base ? humanSize(n, base) : String(Math.ceil(n / 1024))),
    (n) => (base ? humanSize(n, base) : String(n)),
    base ? "Size" : posix ? "1024-blocks" : "1K-blocks",
  );
  const find = (field: string) => all.filter((c) => c.field === field);
  if (cmd.has("output")) return yield* listed(cmd, all);
  const type = cmd.has("print-type") ? ["fstype"] : [];
  if (cmd.has("inodes")) return ["source", ...type, "itotal", "iused", "iavail", "ipcent", "target"].flatMap(find);
  const heads: Readonly<Record<string, string>> = {
    ...(base ? {} : { avail: "Available" }),
    ...(posix ? { pcent: "Capacity" } : {}),
  };
  const chosen = ["source", ...type, "size", "used", "avail", "pcent", "target"].flatMap(find);
  return chosen.map((c) => ({ ...c, head: heads[c.field] ?? c.head }));
}

function* listed(cmd: Cmd, all: readonly Column[]): Run<readonly Column[]> {
  for (const [name, flag] of [
    ["inodes", "-i"],
    ["portability", "-P"],
    ["print-type", "-T"],
  ] as const) {
    if (cmd.has(name)) yield* cmd.misuse(`options ${flag} and --output are mutually exclusive`);
  }
  const fields = cmd.all("output").flatMap((list) => (list ? list.split(",") : all.map((c) => c.field)));
  const chosen: Column[] = [];
  for (const field of fields.length > 0 ? fields : all.map((c) => c.field)) {
    const column = all.find((c) => c.field === field);
    if (!column) return yield* cmd.misuse(`option --output: field ${quote(field)} unknown`);
    if (chosen.includes(column)) yield* cmd.misuse(`option --output: field ${quote(field)} used more than once`);
    chosen.push(column);
  }
  return chosen;
}

/** The last line of --total. */
export function totalOf(rows: readonly Row[], columns: readonly Column[]): Row {
  const sum = (which: "blocks" | "inodes"): Usage => ({
    total: rows.reduce((n, r) => n + r[which].total, 0),
    used: rows.reduce((n, r) => n + r[which].used, 0),
    free: rows.reduce((n, r) => n + r[which].free, 0),
  });
  const target = columns.some((c) => c.field === "source") ? "-" : "total";
  return { source: "total", type: "-", target, file: "-", blocks: sum("blocks"), inodes: sum("inodes") };
}

export function tableText(columns: readonly Column[], rows: readonly Row[]): string {
  const table = [columns.map((c) => c.head), ...rows.map((row) => columns.map((c) => c.text(row)))];
  const widths = columns.map((c, i) => Math.max(c.least, ...table.map((line) => line[i]?.length ?? 0)));
  const cell = (text: string, i: number): string => {
    if (columns[i]?.side === "right") return text.padStart(widths[i] ?? 0);
    return i === columns.length - 1 ? text : text.padEnd(widths[i] ?? 0);
  };
  return table.map((line) => `${line.map(cell).join(" ")}\n`).join("");
}
