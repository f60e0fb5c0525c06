// Programs that rearrange lines: tac, rev, nl, paste, fold, expand, comm, join.

import { ERANGE, failed } from "../../kernel/abi/errno.ts";
import { O_RDONLY } from "../../kernel/abi/flags.ts";
import { byBytes, readAll } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { quote, quotef } from "../quote.ts";
import { type LineReader, lineReader } from "../stdio.ts";
import { type Cmd, tool } from "../tool.ts";
import { undoEscapes } from "./escapes.ts";
import { eachInput, readError, splitLines } from "./inputs.ts";

export const tacMain = tool(
  {
    name: "tac",
    usage: "[OPTION]... [FILE]...",
    options: `
  -b, --before             attach the separator before instead of after
  ! -r, --regex            interpret the separator as a regular expression
  -s, --separator=STRING   use STRING as the separator instead of newline
`,
  },
  function* (cmd): Run<number> {
    const separator = cmd.last("separator") ?? "\n";
    if (separator === "") return yield* cmd.die(1, "separator cannot be empty");
    const ok = yield* eachInput(
      cmd,
      cmd.operands,
      function* ({ name, fd }) {
        const text = yield* readAll(fd);
        if (failed(text)) {
          yield* cmd.warn(`${quotef(name)}: read error`, text);
          return false;
        }
        const parts = text.split(separator);
        const last = parts.pop() ?? "";
        if (cmd.has("before"))
          yield* cmd.print(
            [...parts, last]
              .map((p, i) => (i > 0 ? separator : "") + p)
              .reverse()
              .join(""),
          );
        else
          yield* cmd.print(
            last +
              parts
                .reverse()
                .map((p) => p + separator)
                .join(""),
          );
        return true;
      },
      (name) => `failed to open ${quote(name)} for reading`,
    );
    return ok ? 0 : 1;
  },
);

export const pasteMain = tool(
  {
    name: "paste",
    usage: "[OPTION]... [FILE]...",
    options: `
  -d, --delimiters=LIST    reuse characters from LIST instead of TABs
  -s, --serial             paste one file at a time instead of in parallel
  -z, --zero-terminated    line delimiter is NUL, not newline
`,
  },
  function* (cmd): Run<number> {
    const end = cmd.has("zero-terminated") ? "\0" : "\n";
    const list = Array.from((cmd.last("delimiters") ?? "\t").matchAll(/\\(.)|./gs), (m) =>
      m[1] === undefined ? m[0] : m[1] === "0" ? "" : undoEscapes(m[0], "plain", false).text.replace(/^\\/, ""),
    );
    const delimiter = (i: number) => (list.length === 0 ? "" : (list[i % list.length] ?? ""));
    const files = cmd.operands.length > 0 ? cmd.operands : ["-"];
    const readers: LineReader[] = [];
    const stdin = lineReader(0, end);
    for (const name of files) {
      const fd = name === "-" ? 0 : yield* sys("openat", { path: name, flags: O_RDONLY });
      if (failed(fd)) return yield* cmd.die(1, quotef(name), fd);
      readers.push(fd === 0 ? stdin : lineReader(fd, end));
    }
    const next = function* (i: number): Run<string | null> {
      const line = yield* (readers[i] ?? stdin).next();
      if (failed(line)) return yield* cmd.die(1, quotef(files[i] ?? ""), line);
      return line?.endsWith(end) ? line.slice(0, -1) : line;
    };
    if (cmd.has("serial")) {
      for (const i of files.keys()) {
        let n = 0;
        for (let line = yield* next(i); line !== null; line = yield* next(i)) {
          yield* cmd.print((n > 0 ? delimiter(n - 1) : "") + line);
          n++;
        }
        yield* cmd.print(end);
      }
      return 0;
    }
    for (;;) {
      const row: (string | null)[] = [];
      for (const i of files.keys()) row.push(yield* next(i));
      if (row.every((cell) => cell === null)) return 0;
      yield* cmd.print(row.map((cell, i) => (cell ?? "") + (i < row.length - 1 ? delimiter(i) : end)).join(""));
    }
  },
);

export const foldMain = tool(
  {
    name: "fold",
    usage: "[OPTION]... [FILE]...",
    options: `
  -b, --bytes              count bytes rather than columns
  -c, --characters         count characters rather than columns
  -s, --spaces             break at spaces
  -w, --width=WIDTH        use WIDTH columns instead of 80
`,
    rewrite: (args) => args.map((a) => (/^-\d+$/.test(a) ? `--width=${a.slice(1)}` : a)),
  },
  function* (cmd): Run<number> {
    const text = cmd.last("width") ?? "80";
    const width = Number(text);
    if (!/^\d+$/.test(text) || width === 0)
      return yield* cmd.die(1, `invalid number of columns: ${quote(text)}`, width === 0 ? ERANGE : undefined);
    const ok = yield* eachInput(cmd, cmd.operands, function* ({ name, fd }) {
      const lines = lineReader(fd);
      for (;;) {
        const line = yield* lines.next();
        if (line === null) return true;
        if (failed(line)) {
          yield* readError(cmd, name, line);
          return false;
        }
        yield* cmd.print(foldLine(line, width, cmd.has("bytes", "characters"), cmd.has("spaces")));
      }
    });
    return ok ? 0 : 1;
  },
);

function foldLine(line: string, width: number, bytes: boolean, spaces: boolean): string {
  let out = "";
  let row = "";
  let column = 0;
  const advance = (at: number, c: string): number => {
    if (bytes) return at + 1;
    return c === "\b" ? Math.max(0, at - 1) : c === "\r" ? 0 : c === "\t" ? at + 8 - (at % 8) : at + 1;
  };
  for (const c of line) {
    if (c === "\n") {
      out += `${row}\n`;
      row = "";
      column = 0;
      continue;
    }
    if (advance(column, c) > width && row !== "") {
      const at = spaces ? Math.max(row.lastIndexOf(" "), row.lastIndexOf("\t")) + 1 : 0;
      const cut = at > 0 ? at : row.length;
      out += `${row.slice(0, cut)}\n`;
      row = row.slice(cut);
      column = Array.from(row).reduce(advance, 0);
    }
    row += c;
    column = advance(column, c);
  }
  return out + row;
}

export const expandMain = tool(
  {
    name: "expand",
    usage: "[OPTION]... [FILE]...",
    options: `
  -i, --initial            do not convert tabs after non blanks
  -t, --tabs=N             have tabs N characters apart, not 8
`,
  },
  function* (cmd): Run<number> {
    const text = cmd.last("tabs") ?? "8";
    if (!/^\d+$/.test(text)) return yield* cmd.die(1, `tab size contains invalid character(s): ${quote(text)}`);
    const size = Number(text);
    if (size === 0) return yield* cmd.die(1, "tab size cannot be 0");
    const ok = yield* eachInput(cmd, cmd.operands, function* ({ name, fd }) {
      const all = yield* readAll(fd);
      if (failed(all)) {
        yield* readError(cmd, name, all);
        return false;
      }
      let column = 0;
      let initial = true;
      let out = "";
      for (const c of all) {
        if (c === "\t" && (initial || !cmd.has("initial"))) {
          const blanks = size - (column % size);
          out += " ".repeat(blanks);
          column += blanks;
          continue;
        }
        out += c;
        column = c === "\n" ? 0 : c === "\b" ? Math.max(0, column - 1) : column + 1;
        initial = c === "\n" || (initial && (c === " " || c === "\t"));
      }
      yield* cmd.print(out);
      return true;
    });
    return ok ? 0 : 1;
  },
);

/** The lines of both files of comm and join. */
function* bothFiles(cmd: Cmd, end: string): Run<[string[], string[]]> {
  const [a, b, extra] = cmd.operands;
  if (a === undefined) return yield* cmd.misuse("missing operand");
  if (b === undefined) return yield* cmd.misuse(`missing operand after ${quote(a)}`);
  if (extra !== undefined) return yield* cmd.misuse(`extra operand ${quote(extra)}`);
  const read = function* (name: string): Run<string[]> {
    const fd = name === "-" ? 0 : yield* sys("openat", { path: name, flags: O_RDONLY });
    if (failed(fd)) return yield* cmd.die(1, quotef(name), fd);
    const text = yield* readAll(fd);
    if (failed(text)) return yield* cmd.die(1, quotef(name), text);
    return splitLines(text, end);
  };
  return [yield* read(a), yield* read(b)];
}

export const commMain = tool(
  {
    name: "comm",
    usage: "[OPTION]... FILE1 FILE2",
    options: `
  -1                       suppress column 1 (lines unique to FILE1)
  -2                       suppress column 2 (lines unique to FILE2)
  -3                       suppress column 3 (lines that appear in both files)
  --check-order            check that the input is correctly sorted, even if all input lines are pairable
  --nocheck-order          do not check that the input is correctly sorted
  --output-delimiter=STR   separate columns with STR
  --total                  output a summary
  -z, --zero-terminated    line delimiter is NUL, not newline
`,
  },
  function* (cmd): Run<number> {
    const end = cmd.has("zero-terminated") ? "\0" : "\n";
    const [a, b] = yield* bothFiles(cmd, end);
    const tab = cmd.last("output-delimiter") ?? "\t";
    const before = ["", cmd.has("1") ? "" : tab, (cmd.has("1") ? "" : tab) + (cmd.has("2") ? "" : tab)];
    const counts = [0, 0, 0];
    let disorder = 0;
    const unsorted = function* (lines: readonly string[], i: number, which: number): Run<void> {
      if (disorder & which || i < 1 || cmd.has("nocheck-order") || (lines[i - 1] ?? "") <= (lines[i] ?? "")) return;
      disorder |= which;
      yield* cmd.warn(`file ${which} is not in sorted order`);
    };
    let [i, j] = [0, 0];
    let unpaired = false;
    while (i < a.length || j < b.length) {
      const d = i >= a.length ? 1 : j >= b.length ? -1 : byBytes(a[i] ?? "", b[j] ?? "");
      const column = d < 0 ? 0 : d > 0 ? 1 : 2;
      if (d !== 0) unpaired = true;
      if (unpaired) {
        if (d <= 0) yield* unsorted(a, i, 1);
        if (d >= 0) yield* unsorted(b, j, 2);
      }
      counts[column] = (counts[column] ?? 0) + 1;
      if (!cmd.has(String(column + 1))) yield* cmd.print((before[column] ?? "") + (d <= 0 ? a[i] : b[j]) + end);
      if (d <= 0) i++;
      if (d >= 0) j++;
    }
    if (cmd.has("total")) yield* cmd.print(`${counts.join(tab)}${tab}total${end}`);
    if (disorder) yield* cmd.warn("input is not in sorted order");
    return disorder ? 1 : 0;
  },
);
