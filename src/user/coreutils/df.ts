// df(1): how full file systems are, by /proc/self/mountinfo and statfs(2).

import { failed } from "../../kernel/abi/errno.ts";
import { readFile } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { quotef } from "../quote.ts";
import { type Cmd, tool } from "../tool.ts";
import { humanSize } from "./human.ts";
import { canonicalize } from "./paths.ts";

interface Mounted {
  readonly source: string;
  readonly type: string;
  readonly target: string;
  readonly device: string;
}

export const dfMain = tool(
  {
    name: "df",
    usage: "[OPTION]... [FILE]...",
    options: `
  -a, --all                include pseudo, duplicate, inaccessible file systems
  ! -B, --block-size=SIZE  scale sizes by SIZE before printing them
  -h, --human-readable     print sizes in powers of 1024 (e.g., 1023M)
  -H, --si                 print sizes in powers of 1000 (e.g., 1.1G)
  -i, --inodes             list inode information instead of block usage
  -k                       like --block-size=1K
  -l, --local              limit listing to local file systems
  --no-sync                do not invoke sync before getting usage info (default)
  ! --output[=FIELD_LIST]  use the output format defined by FIELD_LIST, or print all fields if FIELD_LIST is omitted
  -P, --portability        use the POSIX output format
  --sync                   invoke sync before getting usage info
  --total                  elide all entries insignificant to available space, and produce a grand total
  -t, --type=TYPE          limit listing to file systems of type TYPE
  -T, --print-type         print file system type
  -x, --exclude-type=TYPE  limit listing to file systems not of type TYPE
  -v                       (ignored)
`,
  },
  function* (cmd): Run<number> {
    const text = yield* readFile("/proc/self/mountinfo");
    if (failed(text)) return yield* cmd.die(1, "cannot read table of mounted file systems", text);
    const mounts = text
      .split("\n")
      .filter((l) => l !== "")
      .map(parseMount);
    let status = 0;
    const rows: Row[] = [];
    if (cmd.operands.length === 0) {
      for (const m of chosen(cmd, mounts)) {
        const row = yield* rowOf(cmd, m, m.target);
        if (row && (cmd.has("all") || row.total > 0)) rows.push(row);
      }
    } else {
      for (const path of cmd.operands) {
        const st = yield* sys("stat", { path });
        const full = failed(st) ? st : yield* canonicalize(path, "none");
        if (failed(full)) {
          yield* cmd.warn(quotef(path), full);
          status = 1;
          continue;
        }
        const m = mounts.findLast((x) => x.target === mountPoint(mounts, full));
        const row = m ? yield* rowOf(cmd, m, m.target) : null;
        if (row) rows.push(row);
      }
    }
    if (rows.length === 0) return status !== 0 ? status : yield* cmd.die(1, "no file systems processed");
    yield* print(cmd, rows);
    return status;
  },
);

/** The mount that a path is on: the longest target that leads to it. */
function mountPoint(mounts: readonly Mounted[], path: string): string {
  const over = mounts.filter((m) => m.target === "/" || path === m.target || path.startsWith(`${m.target}/`));
  return over.reduce((best, m) => (m.target.length >= best.length ? m.target : best), "/");
}

function parseMount(line: string): Mounted {
  const undo = (s: string) => s.replace(/\\([0-7]{3})/g, (_, o: string) => String.fromCharCode(Number.parseInt(o, 8)));
  const [left = "", right = ""] = line.split(" - ");
  const [, , device = "", , target = ""] = left.split(" ");
  const [type = "", source = ""] = right.split(" ");
  return { source: undo(source), type, target: undo(target), device };
}

/** Without -a: of mounts of one device the one with the shortest target; nothing that another mount hides. */
function chosen(cmd: Cmd, mounts: readonly Mounted[]): Mounted[] {
  const types = cmd.all("type");
  const not = cmd.all("exclude-type");
  const wanted = mounts.filter((m) => (types.length === 0 || types.includes(m.type)) && !not.includes(m.type));
  if (cmd.has("all")) return wanted;
  const kept: Mounted[] = [];
  for (const m of wanted) {
    if (wanted.findLast((o) => o.target === m.target) !== m) continue;
    const same = kept.findIndex((o) => o.device === m.device);
    if (same < 0) kept.push(m);
    else if (m.target.length < (kept[same]?.target.length ?? 0)) kept[same] = m;
  }
  return kept;
}

interface Row {
  readonly m: Mounted;
  readonly total: number;
  readonly used: number;
  readonly free: number;
  /** Of what a user may use. */
  readonly percent: string;
}

function* rowOf(cmd: Cmd, m: Mounted, path: string): Run<Row | null> {
  const fs = yield* sys("statfs", { path });
  if (failed(fs)) {
    yield* cmd.warn(quotef(path), fs);
    return null;
  }
  if (cmd.has("inodes")) {
    const used = fs.files - fs.ffree;
    return { m, total: fs.files, used, free: fs.ffree, percent: percent(used, fs.files) };
  }
  const used = (fs.blocks - fs.bfree) * fs.bsize;
  const free = fs.bavail * fs.bsize;
  return { m, total: fs.blocks * fs.bsize, used, free, percent: percent(used, used + free) };
}

const percent = (used: number, all: number): string => (all === 0 ? "-" : `${Math.ceil((used * 100) / all)}%`);

function* print(cmd: Cmd, rows: readonly Row[]): Run<void> {
  const human = cmd.has("human-readable") ? 1024 : cmd.has("si") ? 1000 : null;
  const inodes = cmd.has("inodes");
  const size = (n: number): string => (human ? humanSize(n, human) : String(inodes ? n : Math.ceil(n / 1024)));
  const posix = cmd.has("portability");
  const heads = inodes
    ? ["Inodes", "IUsed", "IFree", "IUse%"]
    : posix
      ? ["1024-blocks", "Used", "Available", "Capacity"]
      : human
        ? ["Size", "Used", "Avail", "Use%"]
        : ["1K-blocks", "Used", "Available", "Use%"];
  const typed = cmd.has("print-type");
  const table = [
    ["Filesystem", ...(typed ? ["Type"] : []), ...heads, "Mounted on"],
    ...rows.map((r) => [
      r.m.source,
      ...(typed ? [r.m.type] : []),
      size(r.total),
      size(r.used),
      size(r.free),
      r.percent,
      r.m.target,
    ]),
  ];
  if (cmd.has("total")) {
    const [total, used, free] = (["total", "used", "free"] as const).map((k) => rows.reduce((n, r) => n + r[k], 0));
    const all = inodes ? (total ?? 0) : (used ?? 0) + (free ?? 0);
    table.push([
      "total",
      ...(typed ? ["-"] : []),
      size(total ?? 0),
      size(used ?? 0),
      size(free ?? 0),
      percent(used ?? 0, all),
      "-",
    ]);
  }
  // At least 14 columns for the device and 5 for a size: src/df.c, field_data.
  const least = ["Filesystem".length + 4, ...(typed ? [4] : []), 5, 5, 5, 4, 0];
  const widths = least.map((w, i) => Math.max(w, ...table.map((row) => row[i]?.length ?? 0)));
  for (const row of table) {
    const cells = row.map((cell, i) => {
      if (i === row.length - 1) return cell;
      return i === 0 || (typed && i === 1) ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0);
    });
    yield* cmd.print(`${cells.join(" ")}\n`);
  }
}
