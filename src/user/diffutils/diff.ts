// diff(1) 3.10: normal, unified and brief output; files and directories.

import { EISDIR, ENOENT, type Errno, failed } from "../../kernel/abi/errno.ts";
import { O_RDONLY } from "../../kernel/abi/flags.ts";
import { strftime, wallClock } from "../coreutils/clock.ts";
import type { Stat } from "../coreutils/ls-format.ts";
import { isDir, typeName } from "../coreutils/mode.ts";
import { baseName, join } from "../coreutils/paths.ts";
import { byBytes, listDir, readAll } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { quoteIfNeeded } from "../quote.ts";
import { catchStackOverflow } from "../stack-overflow.ts";
import { type Cmd, tool } from "../tool.ts";
import { differences, type Hunk } from "./lcs.ts";

export const diffMain = tool(
  {
    name: "diff",
    usage: "[OPTION]... FILES",
    version: "(GNU diffutils) 3.10",
    failure: 2,
    namedTry: true,
    options: `
  --normal                 output a normal diff (the default)
  -q, --brief              report only when files differ
  -s, --report-identical-files  report when two files are the same
  ! -c                     output 3 lines of copied context
  ! -C, --context[=NUM]    output NUM (default 3) lines of copied context
  -u                       output 3 lines of unified context
  -U, --unified[=NUM]      output NUM (default 3) lines of unified context
  ! -e, --ed               output an ed script
  ! -n, --rcs              output an RCS format diff
  ! -y, --side-by-side     output in two columns
  ! -W, --width=NUM        output at most NUM (default 130) print columns
  ! -p, --show-c-function  show which C function each change is in
  --label=LABEL            use LABEL instead of file name and timestamp
  ! -t, --expand-tabs      expand tabs to spaces in output
  -r, --recursive          recursively compare any subdirectories found
  --no-dereference         don't follow symbolic links
  -N, --new-file           treat absent files as empty
  ! -x, --exclude=PAT      exclude files that match PAT
  -i, --ignore-case        ignore case differences in file contents
  -Z, --ignore-trailing-space  ignore white space at line end
  -b, --ignore-space-change  ignore changes in the amount of white space
  -w, --ignore-all-space   ignore all white space
  -B, --ignore-blank-lines  ignore changes where lines are all blank
  ! -I, --ignore-matching-lines=RE  ignore changes where all lines match RE
  -a, --text               treat all files as text
  ! --color[=WHEN]         color output; WHEN is never, always, or auto
  -v, --version            output version information and exit
`,
  },
  function* (cmd): Run<number> {
    yield* catchStackOverflow("diff");
    const [a, b, extra] = cmd.operands;
    if (a === undefined || b === undefined) return yield* cmd.misuse(`missing operand after '${a ?? cmd.who}'`);
    if (extra !== undefined) return yield* cmd.misuse(`extra operand '${extra}'`);
    const context = cmd.last("unified");
    if (context !== undefined && !/^\d+$/.test(context))
      return yield* cmd.misuse(`invalid context length '${context}'`);
    return yield* compare(cmd, a, b, true);
  },
);

interface Side {
  readonly path: string;
  readonly st: Stat | null;
}

function* look(cmd: Cmd, path: string): Run<Side | Errno> {
  if (path === "-") {
    const st = yield* sys("fstat", { fd: 0 });
    return failed(st) ? st : { path, st };
  }
  const st = yield* sys(cmd.has("no-dereference") ? "lstat" : "stat", { path });
  return failed(st) ? st : { path, st };
}

/** 0 the same, 1 different, 2 trouble. */
function* compare(cmd: Cmd, a: string, b: string, top: boolean): Run<number> {
  const found: Side[] = [];
  let trouble = false;
  const looked = [yield* look(cmd, a), yield* look(cmd, b)];
  const someThere = looked.some((s) => !failed(s));
  for (const [i, side] of looked.entries()) {
    if (!failed(side)) found.push(side);
    else if (side === ENOENT && cmd.has("new-file") && someThere) found.push({ path: i === 0 ? a : b, st: null });
    else {
      yield* cmd.warn(i === 0 ? a : b, side);
      trouble = true;
    }
  }
  const [x, y] = found;
  if (trouble || !x || !y) return 2;
  const [xDir, yDir] = [x.st !== null && isDir(x.st.mode), y.st !== null && isDir(y.st.mode)];
  if ((xDir || (!x.st && yDir)) && (yDir || (!y.st && xDir))) {
    if (!top && !cmd.has("recursive")) {
      yield* cmd.print(`Common subdirectories: ${quoteIfNeeded(a)} and ${quoteIfNeeded(b)}\n`);
      return 0;
    }
    return yield* compareDirs(cmd, a, b);
  }
  if (xDir !== yDir && top) {
    // "diff DIR FILE" compares the file of that name in the directory.
    return xDir
      ? yield* compare(cmd, join(a, baseName(b)), b, true)
      : yield* compare(cmd, a, join(b, baseName(a)), true);
  }
  if (xDir !== yDir) {
    const kind = (s: Side) => (s.st ? typeName(s.st.mode, s.st.size) : "regular empty file");
    yield* cmd.print(`File ${a} is a ${kind(x)} while file ${b} is a ${kind(y)}\n`);
    return 1;
  }
  return yield* compareFiles(cmd, x, y, top);
}

function* compareDirs(cmd: Cmd, a: string, b: string): Run<number> {
  const names = new Map<string, number>();
  for (const [i, dir] of [a, b].entries()) {
    const list = yield* listDir(dir);
    if (failed(list)) {
      if (list === ENOENT && cmd.has("new-file")) continue;
      yield* cmd.warn(dir, list);
      return 2;
    }
    for (const name of list) names.set(name, (names.get(name) ?? 0) | (i + 1));
  }
  let status = 0;
  for (const [name, where] of [...names].sort(([m], [n]) => byBytes(m, n))) {
    if (where !== 3 && !cmd.has("new-file")) {
      yield* cmd.print(`Only in ${quoteIfNeeded(where === 1 ? a : b)}: ${quoteIfNeeded(name)}\n`);
      status = Math.max(status, 1);
    } else status = Math.max(status, yield* compare(cmd, join(a, name), join(b, name), false));
  }
  return status;
}

function* read(side: Side): Run<string | Errno> {
  if (!side.st) return "";
  if (isDir(side.st.mode)) return EISDIR;
  const fd = side.path === "-" ? 0 : yield* sys("openat", { path: side.path, flags: O_RDONLY });
  if (failed(fd)) return fd;
  const text = yield* readAll(fd);
  if (fd !== 0) yield* sys("close", { fd });
  return text;
}

function* compareFiles(cmd: Cmd, x: Side, y: Side, top: boolean): Run<number> {
  const [p, q] = [yield* read(x), yield* read(y)];
  if (failed(p) || failed(q)) {
    if (failed(p)) yield* cmd.warn(x.path, p);
    if (failed(q)) yield* cmd.warn(y.path, q);
    return 2;
  }
  const names = `${quoteIfNeeded(x.path)} and ${quoteIfNeeded(y.path)}`;
  const binary = !cmd.has("text") && (p.includes("\0") || q.includes("\0"));
  const key = (line: string): string => fold(cmd, line);
  const [a, b] = [linesOf(p), linesOf(q)];
  const hunks = p === q || binary ? [] : differences(a.map(key), b.map(key)).filter((h) => !ignorable(cmd, h, a, b));
  const differ = binary ? p !== q : hunks.length > 0;
  if (!differ) {
    if (cmd.has("report-identical-files")) yield* cmd.print(`Files ${names} are identical\n`);
    return 0;
  }
  if (cmd.has("brief")) {
    yield* cmd.print(`Files ${names} differ\n`);
    return 1;
  }
  if (binary) {
    yield* cmd.print(`Binary files ${names} differ\n`);
    return 1;
  }
  if (!top) yield* cmd.print(`diff ${switches(cmd)}${names.replace(" and ", " ")}\n`);
  if (cmd.has("u", "unified")) yield* unified(cmd, x, y, a, b, hunks);
  else yield* normal(cmd, a, b, hunks);
  return 1;
}

/** The options as given, for the line that begins each file's part: "diff -ru a/x b/x". */
const switches = (cmd: Cmd): string => {
  const args = cmd.self.argv.slice(1).filter((w) => w.startsWith("-") && w !== "-" && w !== "--");
  return args.length > 0 ? `${args.join(" ")} ` : "";
};

/** Lines with their newline; one that lacks it is not the same as one that has it. */
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

function fold(cmd: Cmd, line: string): string {
  let text = line;
  if (cmd.has("ignore-all-space")) text = text.replace(/[ \t\v\f\r\n]/g, "");
  else if (cmd.has("ignore-space-change")) text = text.replace(/[ \t\v\f\r]+/g, " ").replace(/ ?\n?$/, "");
  else if (cmd.has("ignore-trailing-space")) text = text.replace(/[ \t\v\f\r]*\n?$/, "");
  return cmd.has("ignore-case") ? text.toLowerCase() : text;
}

function ignorable(cmd: Cmd, h: Hunk, a: readonly string[], b: readonly string[]): boolean {
  if (!cmd.has("ignore-blank-lines")) return false;
  return [...a.slice(h.aFrom, h.aTo), ...b.slice(h.bFrom, h.bTo)].every((l) => l === "\n");
}

const shown = (mark: string, line: string): string =>
  mark + line + (line.endsWith("\n") ? "" : "\n\\ No newline at end of file\n");

/** "3,5" or "3"; an empty range is the line before it. */
const range = (from: number, to: number): string =>
  to - from <= 1 ? String(to > from ? from + 1 : from) : `${from + 1},${to}`;

function* normal(cmd: Cmd, a: readonly string[], b: readonly string[], hunks: readonly Hunk[]): Run<void> {
  for (const h of hunks) {
    const kind = h.aFrom === h.aTo ? "a" : h.bFrom === h.bTo ? "d" : "c";
    yield* cmd.print(`${range(h.aFrom, h.aTo)}${kind}${range(h.bFrom, h.bTo)}\n`);
    for (const line of a.slice(h.aFrom, h.aTo)) yield* cmd.print(shown("< ", line));
    if (kind === "c") yield* cmd.print("---\n");
    for (const line of b.slice(h.bFrom, h.bTo)) yield* cmd.print(shown("> ", line));
  }
}

function* unified(
  cmd: Cmd,
  x: Side,
  y: Side,
  a: readonly string[],
  b: readonly string[],
  hunks: readonly Hunk[],
): Run<void> {
  const labels = cmd.all("label");
  const context = Number(cmd.last("unified") ?? 3);
  const head = (side: Side, label: string | undefined): string => {
    if (label !== undefined) return label;
    const t = wallClock(side.st?.mtime ?? 0);
    const when = side.st ? strftime("%Y-%m-%d %H:%M:%S.%N %z", t) : "1970-01-01 00:00:00.000000000 +0000";
    return `${quoteIfNeeded(side.path)}\t${when}`;
  };
  yield* cmd.print(`--- ${head(x, labels[0])}\n+++ ${head(y, labels[1])}\n`);
  for (let i = 0; i < hunks.length; ) {
    const first = hunks[i];
    let last = first;
    let next = i + 1;
    // Changes whose context would touch are shown together.
    while (last && hunks[next] && (hunks[next]?.aFrom ?? 0) - last.aTo <= 2 * context) last = hunks[next++];
    if (!first || !last) return;
    const aFrom = Math.max(0, first.aFrom - context);
    const bFrom = Math.max(0, first.bFrom - context);
    const aTo = Math.min(a.length, last.aTo + context);
    const bTo = Math.min(b.length, last.bTo + context);
    yield* cmd.print(`@@ -${counted(aFrom, aTo)} +${counted(bFrom, bTo)} @@\n`);
    let at = aFrom;
    for (const h of hunks.slice(i, next)) {
      for (const line of a.slice(at, h.aFrom)) yield* cmd.print(shown(" ", line));
      for (const line of a.slice(h.aFrom, h.aTo)) yield* cmd.print(shown("-", line));
      for (const line of b.slice(h.bFrom, h.bTo)) yield* cmd.print(shown("+", line));
      at = h.aTo;
    }
    for (const line of a.slice(at, aTo)) yield* cmd.print(shown(" ", line));
    i = next;
  }
}

/** "3,5" = from line 3, five lines; one line is "3", none is "2,0". */
const counted = (from: number, to: number): string =>
  to - from === 1 ? String(from + 1) : to === from ? `${from},0` : `${from + 1},${to - from}`;
