import { failed } from "../../kernel/abi/errno.ts";
import type { Run } from "../program.ts";
import { quote } from "../quote.ts";
import { lineReader } from "../stdio.ts";
import { type Cmd, NOT_MODELLED, tool } from "../tool.ts";
import { eachInput, readError } from "./inputs.ts";

export const nlMain = tool(
  {
    name: "nl",
    usage: "[OPTION]... [FILE]...",
    options: `
  -b, --body-numbering=STYLE  use STYLE for numbering body lines: a all, t nonempty, n none
  -d, --section-delimiter=CC  use CC for logical page delimiters
  -f, --footer-numbering=STYLE  use STYLE for numbering footer lines
  -h, --header-numbering=STYLE  use STYLE for numbering header lines
  -i, --line-increment=NUMBER  line number increment at each line
  -l, --join-blank-lines=NUMBER  group of NUMBER empty lines counted as one
  -n, --number-format=FORMAT  insert line numbers according to FORMAT: ln, rn, rz
  -p, --no-renumber        do not reset line numbers for each section
  -s, --number-separator=STRING  add STRING after (possible) line number
  -v, --starting-line-number=NUMBER  first line number for each section
  -w, --number-width=NUMBER  use NUMBER columns for line numbers
`,
  },
  function* (cmd): Run<number> {
    const styles = {
      body: yield* style(cmd, "body-numbering", "body", "t"),
      header: yield* style(cmd, "header-numbering", "header", "n"),
      footer: yield* style(cmd, "footer-numbering", "footer", "n"),
    };
    const start = yield* number(cmd, "starting-line-number", "invalid starting line number", 1, /^-?\d+$/);
    const step = yield* number(cmd, "line-increment", "invalid line number increment", 1, /^-?\d+$/);
    const width = yield* number(cmd, "number-width", "invalid line number field width", 6, /^[1-9]\d*$/);
    const join = yield* number(cmd, "join-blank-lines", "invalid line number of blank lines", 1, /^\d+$/);
    const format = cmd.last("number-format") ?? "rn";
    if (!/^(ln|rn|rz)$/.test(format)) return yield* cmd.misuse(`invalid line numbering format: ${quote(format)}`);
    const separator = cmd.last("number-separator") ?? "\t";
    const cc = (cmd.last("section-delimiter") ?? "\\:").padEnd(2, ":");
    let n = start;
    let section: keyof typeof styles = "body";
    let blanks = 0;
    const ok = yield* eachInput(cmd, cmd.operands, function* ({ name, fd }) {
      const lines = lineReader(fd);
      for (;;) {
        const raw = yield* lines.next();
        if (raw === null) return true;
        if (failed(raw)) {
          yield* readError(cmd, name, raw);
          return false;
        }
        const line = raw.endsWith("\n") ? raw.slice(0, -1) : raw;
        const mark = cc !== "" && [cc, cc + cc, cc + cc + cc].indexOf(line);
        if (typeof mark === "number" && mark >= 0) {
          section = mark === 0 ? "footer" : mark === 1 ? "body" : "header";
          if (!cmd.has("no-renumber")) n = start;
          yield* cmd.print("\n");
          continue;
        }
        blanks = line === "" ? blanks + 1 : 0;
        const how = styles[section];
        const counted = how === "a" ? line !== "" || blanks % join === 0 : how === "t" && line !== "";
        if (!counted) {
          yield* cmd.print(`${" ".repeat(width + separator.length)}${line}\n`);
          continue;
        }
        const digits = String(n);
        const text =
          format === "ln"
            ? digits.padEnd(width)
            : format === "rz"
              ? (n < 0 ? "-" : "") + digits.replace("-", "").padStart(width - (n < 0 ? 1 : 0), "0")
              : digits.padStart(width);
        yield* cmd.print(`${text}${separator}${line}\n`);
        n += step;
      }
    });
    return ok ? 0 : 1;
  },
);

function* style(cmd: Cmd, option: string, what: string, otherwise: string): Run<string> {
  const text = cmd.last(option) ?? otherwise;
  if (/^[atn]$/.test(text)) return text;
  if (text.startsWith("p")) return yield* cmd.die(NOT_MODELLED, "numbering style 'pBRE' is not modelled in Cutaway");
  return yield* cmd.misuse(`invalid ${what} numbering style: ${quote(text)}`);
}

function* number(cmd: Cmd, option: string, what: string, otherwise: number, form: RegExp): Run<number> {
  const text = cmd.last(option);
  if (text === undefined) return otherwise;
  return form.test(text) ? Number(text) : yield* cmd.die(1, `${what}: ${quote(text)}`);
}
