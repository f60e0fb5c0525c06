import { failed } from "../../kernel/abi/errno.ts";
import { S_IFMT, S_IFREG } from "../../kernel/abi/flags.ts";
import { argmatch } from "../argmatch.ts";
import { readAll } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { quotef } from "../quote.ts";
import { type Cmd, tool } from "../tool.ts";
import { eachInput, readError } from "./inputs.ts";

interface Counts {
  lines: number;
  words: number;
  chars: number;
  bytes: number;
  longest: number;
}

const KINDS = ["lines", "words", "chars", "bytes", "longest"] as const;
const FLAGS = { lines: "lines", words: "words", chars: "chars", bytes: "bytes", longest: "max-line-length" } as const;

export const wcMain = tool(
  {
    name: "wc",
    usage: ["[OPTION]... [FILE]...", "[OPTION]... --files0-from=F"],
    options: `
  -c, --bytes              print the byte counts
  -m, --chars              print the character counts
  -l, --lines              print the newline counts
  ! --files0-from=F        read input from the files specified by NUL-terminated names in file F
  -L, --max-line-length    print the maximum display width
  -w, --words              print the word counts
  --total=WHEN             when to print a line with total counts: auto, always, only, never
  ! --debug                indicate what line count acceleration is used
`,
  },
  function* (cmd): Run<number> {
    const asked = KINDS.filter((k) => cmd.has(FLAGS[k]));
    const kinds = asked.length > 0 ? asked : (["lines", "words", "bytes"] as const);
    const when = yield* argmatch(cmd, "--total", cmd.last("total") ?? "auto", [
      ["auto"],
      ["always"],
      ["only"],
      ["never"],
    ]);
    const width =
      when === "only" ? 1 : cmd.busybox ? (kinds.length === 1 ? 1 : 9) : yield* numberWidth(cmd, kinds.length);
    const total: Counts = { lines: 0, words: 0, chars: 0, bytes: 0, longest: 0 };
    const ok = yield* eachInput(cmd, cmd.operands, function* ({ name, fd }) {
      const text = yield* readAll(fd);
      if (failed(text)) yield* readError(cmd, name, text);
      const c = count(failed(text) ? "" : text);
      for (const k of KINDS) total[k] = k === "longest" ? Math.max(total[k], c[k]) : total[k] + c[k];
      if (when !== "only") yield* row(cmd, kinds, c, width, cmd.operands.length > 0 ? name : null);
      return !failed(text);
    });
    if (when === "always" || when === "only" || (when === "auto" && cmd.operands.length > 1)) {
      yield* row(cmd, kinds, total, width, when === "only" ? null : "total");
    }
    return ok ? 0 : 1;
  },
);

/** Numbers are as wide as the files' sizes added up; where a size is not known beforehand, 7. */
function* numberWidth(cmd: Cmd, kinds: number): Run<number> {
  const files = cmd.operands.length > 0 ? cmd.operands : ["-"];
  if (files.length === 1 && kinds === 1) return 1;
  let least = 1;
  let sum = 0;
  for (const name of files) {
    const st = name === "-" ? yield* sys("fstat", { fd: 0 }) : yield* sys("stat", { path: name });
    if (failed(st)) continue;
    if ((st.mode & S_IFMT) === S_IFREG) sum += st.size;
    else least = 7;
  }
  return Math.max(least, String(sum).length);
}

function count(text: string): Counts {
  const lines = text.split("\n").length - 1;
  const words = text.match(/[^ \t\n\v\f\r]+/g)?.filter((w) => /[!-~]/.test(w)).length ?? 0;
  let longest = 0;
  for (const line of text.split(/[\n\r\f]/)) longest = Math.max(longest, width(line));
  return { lines, words, chars: text.length, bytes: text.length, longest };
}

function width(line: string): number {
  let n = 0;
  for (const c of line) n = c === "\t" ? n + 8 - (n % 8) : n + (c >= " " && c <= "~" ? 1 : 0);
  return n;
}

function* row(cmd: Cmd, kinds: readonly (keyof Counts)[], c: Counts, width: number, name: string | null): Run<void> {
  const numbers = kinds.map((k) => String(c[k]).padStart(width)).join(" ");
  yield* cmd.print(`${numbers}${name === null ? "" : ` ${name.includes("\n") ? quotef(name) : name}`}\n`);
}
