import { failed } from "../../kernel/abi/errno.ts";
import type { Run } from "../program.ts";
import { quote } from "../quote.ts";
import { lineReader } from "../stdio.ts";
import { type Cmd, tool } from "../tool.ts";
import { eachInput, readError } from "./inputs.ts";

/** From and to, counted from 1; Infinity for an open end. */
type Range = readonly [number, number];

export const cutMain = tool(
  {
    name: "cut",
    usage: "OPTION... [FILE]...",
    options: `
  -b, --bytes=LIST         select only these bytes
  -c, --characters=LIST    select only these characters
  -d, --delimiter=DELIM    use DELIM instead of TAB for field delimiter
  -f, --fields=LIST        select only these fields
  -n                       (ignored)
  --complement             complement the set of selected bytes, characters or fields
  -s, --only-delimited     do not print lines not containing delimiters
  --output-delimiter=STRING  use STRING as the output delimiter
  -z, --zero-terminated    line delimiter is NUL, not newline
`,
  },
  function* (cmd): Run<number> {
    const lists = cmd.given.filter((g) => ["bytes", "characters", "fields"].includes(g.name));
    const [list, more] = lists;
    if (more) return yield* cmd.misuse("only one list may be specified");
    if (!list && cmd.busybox) return yield* cmd.die(1, "expected a list of bytes, characters, or fields");
    if (!list) return yield* cmd.misuse("you must specify a list of bytes, characters, or fields");
    const fields = list.name === "fields";
    const given = cmd.last("delimiter");
    if (given !== undefined && given.length > 1) return yield* cmd.misuse("the delimiter must be a single character");
    if (given !== undefined && !fields) {
      return yield* cmd.misuse("an input delimiter may be specified only when operating on fields");
    }
    if (cmd.has("only-delimited") && !fields) {
      return yield* cmd.misuse("suppressing non-delimited lines makes sense\n\tonly when operating on fields");
    }
    const ranges = yield* parseList(cmd, list.value ?? "", fields);
    const end = cmd.has("zero-terminated") ? "\0" : "\n";
    const delimiter = given === undefined ? "\t" : given || "\0";
    const between = cmd.last("output-delimiter") ?? (fields ? delimiter : "");
    const complement = cmd.has("complement");
    const chosen = (n: number) => ranges.some(([from, to]) => from <= n && n <= to) !== complement;
    const one = (line: string): string | null => {
      if (!fields) return cutBytes(line, chosen, cmd.has("output-delimiter") ? between : "");
      const parts = line.split(delimiter);
      if (parts.length === 1) return cmd.has("only-delimited") ? null : line;
      return parts.filter((_, i) => chosen(i + 1)).join(between);
    };
    const ok = yield* eachInput(cmd, cmd.operands, function* ({ name, fd }) {
      const lines = lineReader(fd, end);
      for (;;) {
        const line = yield* lines.next();
        if (line === null) return true;
        if (failed(line)) {
          yield* readError(cmd, name, line);
          return false;
        }
        const text = one(line.endsWith(end) ? line.slice(0, -1) : line);
        if (text !== null) yield* cmd.print(text + end);
      }
    });
    return ok ? 0 : 1;
  },
);

/** Chosen bytes; separate ranges are joined by the output delimiter. */
function cutBytes(line: string, chosen: (n: number) => boolean, between: string): string {
  let out = "";
  let gap = false;
  for (let i = 0; i < line.length; i++) {
    if (!chosen(i + 1)) {
      gap = out !== "";
      continue;
    }
    out += (gap ? between : "") + line[i];
    gap = false;
  }
  return out;
}

function* parseList(cmd: Cmd, text: string, fields: boolean): Run<Range[]> {
  const what = fields ? "field" : "byte/character position";
  const ranges: Range[] = [];
  for (const part of text.split(/[, \t]/)) {
    const m = /^(\d*)(-?)(\d*)$/.exec(part);
    if (!m || (part === "" && fields)) {
      const kind = fields ? "field" : "byte or character";
      if (part === "" && !m) return yield* cmd.misuse(`missing list of ${kind}s`);
      if (m)
        return yield* cmd.misuse(
          fields ? "fields are numbered from 1" : "byte/character positions are numbered from 1",
        );
      const bad = fields ? `invalid field value ${quote(part)}` : `invalid byte/character position ${quote(part)}`;
      return yield* cmd.misuse(/-.*-/.test(part) ? `invalid ${fields ? "field" : "byte or character"} range` : bad);
    }
    if (part === "-") return yield* cmd.misuse("invalid range with no endpoint: -");
    const from = m[1] === "" ? 1 : Number(m[1]);
    const to = m[2] === "" ? from : m[3] === "" ? Infinity : Number(m[3]);
    if (from === 0 || to === 0) {
      return yield* cmd.misuse(fields ? "fields are numbered from 1" : "byte/character positions are numbered from 1");
    }
    if (to < from) return yield* cmd.misuse("invalid decreasing range");
    ranges.push([from, to]);
  }
  return ranges.length > 0 ? ranges : yield* cmd.misuse(`missing list of ${what}s`);
}
