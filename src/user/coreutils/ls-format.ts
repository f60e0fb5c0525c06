// The lines and cells of ls: columns as wide as their widest field, then the name with its colour and indicator.

import type { Errno } from "../../kernel/abi/errno.ts";
import { S_IFIFO, S_IFLNK, S_IFMT, S_IFREG, S_IFSOCK } from "../../kernel/abi/flags.ts";
import type { SysRet } from "../../kernel/sys/table.ts";
import { quoteIfNeeded } from "../quote.ts";
import { strftime, type Timespec, wallClock } from "./clock.ts";
import { humanSize } from "./human.ts";
import { paint } from "./ls-color.ts";
import { isDevice, isDir, isLink, modeString } from "./mode.ts";

export type Stat = Exclude<SysRet<"lstat">, Errno>;

export interface Entry {
  readonly name: string;
  readonly path: string;
  readonly st: Stat | null;
  readonly type: "dir" | "other";
  /** From the directory, where stat was not needed or failed. */
  readonly ino?: number;
  readonly fileType?: number;
  /** Where a symbolic link leads; mode null where nothing is there. */
  readonly link: { readonly target: string; readonly mode: number | null } | null;
  readonly owner?: string | undefined;
  readonly group?: string | undefined;
}

/** Everything the options decide. */
export interface Shape {
  readonly format: "long" | "one" | "columns" | "across" | "commas";
  readonly sort: "name" | "none" | "size" | "time" | "version" | "extension" | "width";
  readonly time: "mtime" | "atime" | "ctime";
  readonly timeStyle: string;
  readonly quoting: "literal" | "shell" | "c" | "escape";
  /** Print ? for what is not printable. */
  readonly control: boolean;
  readonly indicator: "none" | "slash" | "type" | "classify";
  readonly hidden: "dot" | "implied" | "none";
  readonly follow: "never" | "dirs" | "operands" | "always";
  readonly sizes: "bytes" | "human" | "si";
  readonly color: boolean;
  readonly width: number;
  readonly tab: number;
  readonly directory: boolean;
  readonly blocks: boolean;
  readonly now: Timespec;
  readonly busybox: boolean;
  readonly recursive: boolean;
  readonly reverse: boolean;
  readonly dirsFirst: boolean;
  readonly inode: boolean;
  readonly numeric: boolean;
  readonly owner: boolean;
  readonly group: boolean;
  readonly end: string;
  readonly needsStat: boolean;
  readonly needsType: boolean;
  readonly checksLinks: boolean;
  readonly lsColors: string;
  readonly shows: (name: string) => boolean;
}

/** A name with what stands before and after it: `width` counts what is seen, `text` has colours too. */
export interface Cell {
  readonly text: string;
  readonly width: number;
}

const blockText = (blocks: number, shape: Shape): string =>
  shape.sizes === "bytes" ? String(Math.ceil(blocks / 2)) : humanSize(blocks * 512, shape.sizes === "si" ? 1000 : 1024);

export function totalBlocks(entries: readonly Entry[], shape: Shape): string {
  const sum = entries.reduce((n, e) => n + (e.st?.blocks ?? 0), 0);
  return `total ${blockText(sum, shape)}\n`;
}

/** The name as the quoting style has it. */
export function spell(name: string, shape: Shape): string {
  let text = name;
  if (shape.quoting === "shell") text = quoteIfNeeded(name);
  else if (shape.quoting !== "literal") {
    const special = shape.quoting === "c" ? /["\\]|[^ -~]/g : /[ \\]|[^ -~]/g;
    text = name.replace(special, cEscape);
    if (shape.quoting === "c") text = `"${text}"`;
  }
  return shape.control ? text.replace(/[^ -~]/g, "?") : text;
}

const LETTERS: Readonly<Record<string, string>> = {
  "\x07": "a",
  "\b": "b",
  "\f": "f",
  "\n": "n",
  "\r": "r",
  "\t": "t",
  "\v": "v",
};

function cEscape(c: string): string {
  if (LETTERS[c]) return `\\${LETTERS[c]}`;
  return c >= " " && c <= "~" ? `\\${c}` : `\\${c.charCodeAt(0).toString(8).padStart(3, "0")}`;
}

function indicator(mode: number, shape: Shape): string {
  if (shape.indicator === "none") return "";
  if (isDir(mode)) return "/";
  if (shape.indicator === "slash") return "";
  switch (mode & S_IFMT) {
    case S_IFLNK:
      return "@";
    case S_IFIFO:
      return "|";
    case S_IFSOCK:
      return "=";
    case S_IFREG:
      return shape.indicator === "classify" && mode & 0o111 ? "*" : "";
    default:
      return "";
  }
}

const modeOf = (e: Entry): number => e.st?.mode ?? e.fileType ?? S_IFREG;

/** On a terminal, where one name is quoted, the others are moved right by one so that the names line up. */
function leader(entries: readonly Entry[], shape: Shape): (spelled: string) => string {
  const some = shape.quoting === "shell" && entries.some((e) => /^['"]/.test(spell(e.name, shape)));
  const aligned = some && shape.format !== "one" && shape.format !== "commas";
  return (spelled) => (aligned && !/^['"]/.test(spelled) ? " " : "");
}

export function shortCells(entries: readonly Entry[], shape: Shape): Cell[] {
  const lead = leader(entries, shape);
  const wide = (texts: string[]): number =>
    shape.format === "commas" ? 0 : Math.max(0, ...texts.map((t) => t.length));
  const inodes = entries.map((e) => (shape.inode ? String(e.st?.ino ?? e.ino ?? "?") : ""));
  const blocks = entries.map((e) => (shape.blocks ? (e.st ? blockText(e.st.blocks, shape) : "?") : ""));
  const [inodeWidth, blockWidth] = [wide(inodes), wide(blocks)];
  return entries.map((e, i) => {
    const before =
      (shape.inode ? `${(inodes[i] ?? "").padStart(inodeWidth)} ` : "") +
      (shape.blocks ? `${(blocks[i] ?? "").padStart(blockWidth)} ` : "");
    const name = spell(e.name, shape);
    const mark = indicator(modeOf(e), shape);
    const start = before + lead(name);
    return {
      text: start + paint(name, e, shape) + mark,
      width: start.length + name.replace(/[^ -~]/g, "").length + mark.length,
    };
  });
}

const HALF_YEAR = 31556952 / 2; // seconds

/** "Jan  1 00:00", or the year for what is older than half a year or in the future. */
export function timeText(ns: number, shape: Shape): string {
  const t = wallClock(ns);
  const age = shape.now.sec - t.sec + (shape.now.nsec - t.nsec) / 1e9;
  const recent = age >= 0 && age < HALF_YEAR;
  switch (shape.timeStyle) {
    case "full-iso":
      return strftime("%Y-%m-%d %H:%M:%S.%N %z", t);
    case "long-iso":
      return strftime("%Y-%m-%d %H:%M", t);
    case "iso":
      return strftime(recent ? "%m-%d %H:%M" : "%Y-%m-%d ", t);
    case "":
    case "locale":
      return strftime(recent ? "%b %e %H:%M" : "%b %e  %Y", t);
    default: {
      const [old = "", fresh = old] = shape.timeStyle.slice(1).split("\n");
      return strftime(recent ? fresh : old, t);
    }
  }
}

export function longLines(entries: readonly Entry[], shape: Shape): string[] {
  if (shape.busybox) return entries.map((e) => busyboxLine(e, shape));
  const lead = leader(entries, shape);
  const rows = entries.map((e) => {
    const st = e.st;
    const size = st && !isDevice(st.mode) ? sizeText(st.size, shape) : st ? "" : "?";
    return {
      e,
      inode: String(st?.ino ?? "?"),
      blocks: st ? blockText(st.blocks, shape) : "?",
      nlink: String(st?.nlink ?? "?"),
      owner: st ? (e.owner ?? String(st.uid)) : "?",
      group: st ? (e.group ?? String(st.gid)) : "?",
      size,
      major: st && isDevice(st.mode) ? String(st.rdev.major) : "",
      minor: st && isDevice(st.mode) ? String(st.rdev.minor) : "",
      time: st ? timeText(st[shape.time], shape) : "?",
    };
  });
  type Row = (typeof rows)[number];
  type Field = Exclude<keyof Row, "e">;
  const widths = new Map<Field, number>();
  const wide = (f: Field): number => {
    const known = widths.get(f) ?? Math.max(0, ...rows.map((r) => r[f].length));
    widths.set(f, known);
    return known;
  };
  const devices = wide("major") > 0 ? wide("major") + 2 + wide("minor") : 0;
  const sizeWidth = Math.max(wide("size"), devices);
  // Names stand left, numbers right.
  const id = (r: Row, f: "owner" | "group"): string =>
    r.e[f] === undefined && r.e.st ? r[f].padStart(wide(f)) : r[f].padEnd(wide(f));
  return rows.map((r) => {
    const mode = r.e.st ? modeString(r.e.st.mode) : `${modeString(modeOf(r.e))[0]}?????????`;
    const size = r.major
      ? `${r.major.padStart(sizeWidth - 2 - wide("minor"))}, ${r.minor.padStart(wide("minor"))}`
      : r.size;
    const fields = [
      ...(shape.inode ? [r.inode.padStart(wide("inode"))] : []),
      ...(shape.blocks ? [r.blocks.padStart(wide("blocks"))] : []),
      mode,
      r.nlink.padStart(wide("nlink")),
      ...(shape.owner ? [id(r, "owner")] : []),
      ...(shape.group ? [id(r, "group")] : []),
      size.padStart(sizeWidth),
      r.e.st ? r.time : r.time.padStart(timeText(0, shape).length),
    ];
    return `${fields.join(" ")} ${tail(r.e, shape, lead)}`;
  });
}

const sizeText = (size: number, shape: Shape): string =>
  shape.sizes === "bytes" ? String(size) : humanSize(size, shape.sizes === "si" ? 1000 : 1024);

/** The name, and for a link where it leads. */
function tail(e: Entry, shape: Shape, lead: (spelled: string) => string): string {
  const name = spell(e.name, shape);
  const shown = lead(name) + paint(name, e, shape);
  if (!e.link) return shown + (e.st && !isLink(e.st.mode) ? indicator(e.st.mode, shape) : "");
  const target = spell(e.link.target, shape);
  const to: Entry = { ...e, name: e.link.target, link: null, st: null, fileType: e.link.mode ?? 0 };
  const mark = e.link.mode === null ? "" : indicator(e.link.mode, shape);
  return `${shown} -> ${paint(target, to, shape)}${mark}`;
}

// BusyBox gives every field a fixed width.
function busyboxLine(e: Entry, shape: Shape): string {
  const st = e.st;
  if (!st) return e.name;
  const id = (name: string | undefined, n: number) =>
    name === undefined ? String(n).padEnd(8) : name.slice(0, 8).padEnd(8);
  const size = isDevice(st.mode)
    ? `${String(st.rdev.major).padStart(4)}, ${String(st.rdev.minor).padStart(3)}`
    : sizeText(st.size, shape).padStart(9);
  const inode = shape.inode ? `${String(st.ino).padStart(7)} ` : "";
  const blocks = shape.blocks ? `${String(st.blocks >> 1).padStart(6)} ` : "";
  const owner = `${id(e.owner, st.uid)} ${id(e.group, st.gid)}`;
  const link = e.link ? ` -> ${e.link.target}` : indicator(st.mode, shape);
  const when = timeText(st[shape.time], shape);
  return `${inode}${blocks}${modeString(st.mode)} ${String(st.nlink).padStart(4)} ${owner} ${size} ${when} ${e.name}${link}`;
}
