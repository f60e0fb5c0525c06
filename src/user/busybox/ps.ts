// ps of BusyBox, as Debian builds it: every process, whosever it is, and few columns (no TIME): procps/ps.c.

import { failed } from "../../kernel/abi/errno.ts";
import { TIOCGWINSZ } from "../../kernel/abi/flags.ts";
import { readGroups, readUsers } from "../accounts.ts";
import { getopt } from "../getopt.ts";
import { err, out } from "../libc.ts";
import { PAGE_KB, type Proc, readProcs } from "../procps/proc.ts";
import { type Main, type Run, sys } from "../program.ts";
import { isatty } from "../stdio.ts";
import { baseName } from "./message.ts";
import { SPECS } from "./spec.ts";

interface Names {
  readonly user: (uid: number) => string;
  readonly group: (gid: number) => string;
}

interface Column {
  readonly name: string;
  readonly header: string;
  readonly width: number;
  readonly value: (p: Proc, width: number, names: Names) => string;
}

const left = (text: string, width: number): string => text.slice(0, width);
const right = (n: number | string, width: number): string => String(n).padStart(width);

/** Four characters of a number of kB: smart_ulltoa4(), libbb/human_readable.c. */
function size(kb: number, width: number): string {
  if (kb < 10_000) return right(kb, width);
  const mb = kb / 1024;
  const [n, unit] = mb < 1000 ? [mb, "m"] : [mb / 1024, "g"];
  return right(n < 9.95 ? `${n.toFixed(1)}${unit}` : `${Math.round(n)}${unit}`, width);
}

// In the order that the message about an unknown one lists them.
const COLUMNS: readonly Column[] = [
  { name: "user", header: "USER", width: 8, value: (p, w, n) => left(n.user(p.uids[1] ?? 0), w) },
  { name: "group", header: "GROUP", width: 8, value: (p, w, n) => left(n.group(p.gids[1] ?? 0), w) },
  { name: "comm", header: "COMMAND", width: 16, value: (p, w) => left(p.comm, w) },
  { name: "args", header: "COMMAND", width: 256, value: (p) => commandLine(p) },
  { name: "pid", header: "PID", width: 5, value: (p, w) => right(p.pid, w) },
  { name: "ppid", header: "PPID", width: 5, value: (p, w) => right(p.ppid, w) },
  { name: "pgid", header: "PGID", width: 5, value: (p, w) => right(p.pgrp, w) },
  { name: "nice", header: "NI", width: 5, value: (p, w) => right(p.nice, w) },
  { name: "rgroup", header: "RGROUP", width: 8, value: (p, w, n) => left(n.group(p.gids[0] ?? 0), w) },
  { name: "ruser", header: "RUSER", width: 8, value: (p, w, n) => left(n.user(p.uids[0] ?? 0), w) },
  {
    name: "tty",
    header: "TT",
    width: 6,
    value: (p) => (p.tty === 0 ? "?" : `${(p.tty >> 8) & 0xfff},${p.tty & 0xff}`),
  },
  { name: "vsz", header: "VSZ", width: 4, value: (p) => size(Math.floor(p.vsize / 1024), 4) },
  { name: "sid", header: "SID", width: 5, value: (p, w) => right(p.session, w) },
  { name: "stat", header: "STAT", width: 4, value: (p) => p.state + (p.nice < 0 ? "<" : p.nice > 0 ? "N" : "") },
  { name: "rss", header: "RSS", width: 4, value: (p) => size(p.rss * PAGE_KB, 4) },
];

const MAX_WIDTH = 2048;

/** "{comm} args" where the kernel's name and the command line differ; "[comm]" without one: read_cmdline(), libbb. */
function commandLine(p: Proc): string {
  if (p.argv.length === 0) return `[${p.comm}]`;
  const text = p.argv.join(" ").replace(/[\0-\x1f\x7f]/g, (c) => (c === "\0" ? " " : "?"));
  const base = baseName((p.argv[0] ?? "").replace(/^-/, ""));
  return base.slice(0, 15) === p.comm ? text : `{${p.comm}} ${text}`;
}

/** -o pid,user=WHO: a heading that is not empty is as wide as its column. */
function* chosen(words: readonly string[]): Run<Column[] | null> {
  const columns: Column[] = [];
  for (const part of words.flatMap((w) => w.split(","))) {
    const [name = "", heading] = part.split(/=(.*)/s);
    const column = COLUMNS.find((c) => c.name === name);
    if (!column) {
      const known = COLUMNS.map((c) => c.name).join(",");
      yield* err(`ps: bad -o argument '${name}', supported arguments: ${known}\n`);
      return null;
    }
    const header = heading ?? column.header;
    columns.push({ ...column, header, width: heading?.length || column.width });
  }
  return columns;
}

const DEFAULT = ["pid", "user", "args"].flatMap((name) => COLUMNS.filter((c) => c.name === name));

export const psApplet: Main = function* (self) {
  const { given } = getopt(SPECS.ps?.options ?? [], self.argv.slice(1), false);
  const words = given.filter((g) => g.name === "o").map((g) => g.value ?? "");
  const columns = words.length === 0 ? DEFAULT : yield* chosen(words);
  if (columns === null) return 1;
  const users = new Map((yield* readUsers()).map((u) => [u.uid, u.name]));
  const groups = new Map((yield* readGroups()).map((g) => [g.gid, g.name]));
  const names: Names = { user: (n) => users.get(n) ?? String(n), group: (n) => groups.get(n) ?? String(n) };
  const width = yield* screenWidth();
  const line = (cells: readonly string[]): string =>
    `${cells
      .map((c, i) => (i === cells.length - 1 ? c : c.padEnd(columns[i]?.width ?? 0)))
      .join(" ")
      .slice(0, width)}\n`;
  let text = columns.some((c) => c.header !== "") ? line(columns.map((c) => c.header)) : "";
  for (const p of yield* readProcs()) text += line(columns.map((c) => c.value(p, c.width, names) || "-"));
  yield* out(text);
  return 0;
};

function* screenWidth(): Run<number> {
  if (!(yield* isatty(1))) return MAX_WIDTH;
  const winsize = yield* sys("ioctl", { fd: 1, request: TIOCGWINSZ });
  return failed(winsize) ? MAX_WIDTH : Math.floor(winsize / 65536) - 1;
}
