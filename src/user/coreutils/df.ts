// df(1): how full file systems are, by /proc/self/mountinfo and statfs(2).

import { failed } from "../../kernel/abi/errno.ts";
import { readFile } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { quotef } from "../quote.ts";
import { type Cmd, tool } from "../tool.ts";
import { chooseColumns, type Row, tableText, totalOf, type Usage } from "./df-columns.ts";
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
  --output[=FIELD_LIST]    use the output format defined by FIELD_LIST, or print all fields if FIELD_LIST is omitted
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
    const columns = yield* chooseColumns(cmd);
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
        const row = yield* rowOf(cmd, m, "-");
        if (row && (cmd.has("all") || row.blocks.total > 0)) rows.push(row);
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
        const row = m ? yield* rowOf(cmd, m, path) : null;
        if (row) rows.push(row);
      }
    }
    if (rows.length === 0) return status !== 0 ? status : yield* cmd.die(1, "no file systems processed");
    if (cmd.has("total")) rows.push(totalOf(rows, columns));
    yield* cmd.print(tableText(columns, rows));
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

function* rowOf(cmd: Cmd, m: Mounted, file: string): Run<Row | null> {
  const fs = yield* sys("statfs", { path: m.target });
  if (failed(fs)) {
    yield* cmd.warn(quotef(m.target), fs);
    return null;
  }
  const blocks: Usage = {
    total: fs.blocks * fs.bsize,
    used: (fs.blocks - fs.bfree) * fs.bsize,
    free: fs.bavail * fs.bsize,
  };
  const inodes: Usage = { total: fs.files, used: fs.files - fs.ffree, free: fs.ffree };
  return { source: m.source, type: m.type, target: m.target, file, blocks, inodes };
}
