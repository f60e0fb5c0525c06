import { failed } from "../../kernel/abi/errno.ts";
import { globMatch } from "../glob.ts";
import { listDir } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { quote, quoteaf } from "../quote.ts";
import { type Cmd, tool } from "../tool.ts";
import { idOf } from "./copy.ts";
import { humanSize, parseSize } from "./human.ts";
import type { Stat } from "./ls-format.ts";
import { isDir } from "./mode.ts";
import { join } from "./paths.ts";

export const duMain = tool(
  {
    name: "du",
    usage: ["[OPTION]... [FILE]...", "[OPTION]... --files0-from=F"],
    options: `
  -0, --null               end each output line with NUL, not newline
  -a, --all                write counts for all files, not just directories
  -A, --apparent-size      print apparent sizes rather than device usage
  -B, --block-size=SIZE    scale sizes by SIZE before printing them
  -b, --bytes              equivalent to '--apparent-size --block-size=1'
  -c, --total              produce a grand total
  -D, --dereference-args   dereference only symlinks that are listed on the command line
  -d, --max-depth=N        print the total for a directory only if it is N or fewer levels below the command line argument
  ! --files0-from=F        summarize device usage of the NUL-terminated file names specified in file F
  -H                       equivalent to --dereference-args (-D)
  -h, --human-readable     print sizes in human readable format (e.g., 1K 234M 2G)
  ! --inodes               list inode usage information instead of block usage
  -k                       like --block-size=1K
  -L, --dereference        dereference all symbolic links
  -l, --count-links        count sizes many times if hard linked
  -m                       like --block-size=1M
  -P, --no-dereference     don't follow any symbolic links (this is the default)
  -S, --separate-dirs      for directories do not include size of subdirectories
  --si                     like -h, but use powers of 1000 not 1024
  -s, --summarize          display only a total for each argument
  ! -t, --threshold=SIZE   exclude entries smaller than SIZE if positive
  ! --time[=WORD]          show time of the last modification of any file in the directory
  ! --time-style=STYLE     show times using STYLE
  ! -X, --exclude-from=FILE  exclude files that match any pattern in FILE
  --exclude=PATTERN        exclude files that match PATTERN
  -x, --one-file-system    skip directories on different file systems
`,
  },
  function* (cmd): Run<number> {
    const depthText = cmd.last("max-depth");
    if (depthText !== undefined && !/^\d+$/.test(depthText)) {
      yield* cmd.warn(`invalid maximum depth ${quote(depthText)}`);
      return yield* cmd.tryHelp();
    }
    if (cmd.has("summarize") && cmd.has("all")) return yield* cmd.misuse("cannot both summarize and show all entries");
    if (cmd.has("summarize") && depthText !== undefined && depthText !== "0") {
      yield* cmd.warn(`warning: summarizing conflicts with --max-depth=${depthText}`);
      return yield* cmd.tryHelp();
    }
    const unit = cmd.given.findLast((g) => ["block-size", "bytes", "k", "m", "human-readable", "si"].includes(g.name));
    const block =
      unit?.name === "block-size"
        ? parseSize(unit.value ?? "")
        : unit?.name === "bytes"
          ? 1
          : unit?.name === "m"
            ? 1048576
            : 1024;
    if (!block) return yield* cmd.die(1, `invalid --block-size argument ${quote(unit?.value ?? "")}`);
    const walk: Walk = {
      cmd,
      depth: cmd.has("summarize") ? 0 : depthText === undefined ? Infinity : Number(depthText),
      show: (bytes) =>
        unit?.name === "human-readable" || unit?.name === "si"
          ? humanSize(bytes, unit.name === "si" ? 1000 : 1024)
          : String(Math.ceil(bytes / block)),
      apparent: cmd.has("apparent-size", "bytes"),
      seen: new Set(),
      ok: true,
    };
    let total = 0;
    for (const path of cmd.operands.length > 0 ? cmd.operands : ["."])
      total += (yield* measure(walk, path, 0, null)).all;
    if (cmd.has("total")) yield* line(walk, total, "total");
    return walk.ok ? 0 : 1;
  },
);

interface Walk {
  readonly cmd: Cmd;
  readonly depth: number;
  readonly show: (bytes: number) => string;
  readonly apparent: boolean;
  readonly seen: Set<string>;
  ok: boolean;
}

function* line(walk: Walk, bytes: number, path: string): Run<void> {
  yield* walk.cmd.print(`${walk.show(bytes)}\t${path}${walk.cmd.has("null") ? "\0" : "\n"}`);
}

interface Measured {
  /** With everything below. */
  readonly all: number;
  /** Without directories below: what -S shows. */
  readonly own: number;
}

const NOTHING: Measured = { all: 0, own: 0 };

function* measure(walk: Walk, path: string, depth: number, top: Stat | null): Run<Measured> {
  const { cmd } = walk;
  if (cmd.all("exclude").some((p) => globMatch(p, path) || globMatch(p, path.slice(path.lastIndexOf("/") + 1))))
    return NOTHING;
  const follow = cmd.has("dereference") || (depth === 0 && cmd.has("dereference-args", "H"));
  const st = yield* sys(follow ? "stat" : "lstat", { path });
  if (failed(st)) {
    yield* cmd.warn(`cannot access ${quoteaf(path)}`, st);
    walk.ok = false;
    return NOTHING;
  }
  if (top && cmd.has("one-file-system") && (st.dev.major !== top.dev.major || st.dev.minor !== top.dev.minor))
    return NOTHING;
  if (!cmd.has("count-links") && (st.nlink > 1 || depth === 0 || isDir(st.mode))) {
    if (walk.seen.has(idOf(st))) return NOTHING;
    walk.seen.add(idOf(st));
  }
  const size = walk.apparent ? (isDir(st.mode) ? 0 : st.size) : st.blocks * 512;
  if (!isDir(st.mode)) {
    if (depth === 0 || (cmd.has("all") && depth <= walk.depth)) yield* line(walk, size, path);
    return { all: size, own: size };
  }
  let [all, own] = [size, size];
  const names = yield* listDir(path);
  if (failed(names)) {
    yield* cmd.warn(`cannot read directory ${quoteaf(path)}`, names);
    walk.ok = false;
  } else {
    for (const name of names) {
      const child = join(path, name);
      const part = yield* measure(walk, child, depth + 1, top ?? st);
      const lst = yield* sys("lstat", { path: child });
      all += part.all;
      if (failed(lst) || !isDir(lst.mode)) own += part.all;
    }
  }
  if (depth <= walk.depth) yield* line(walk, cmd.has("separate-dirs") ? own : all, path);
  return { all, own };
}
