import { failed } from "../../kernel/abi/errno.ts";
import { O_RDONLY } from "../../kernel/abi/flags.ts";
import { byBytes, readAll } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { quote, quotef } from "../quote.ts";
import { type Cmd, tool } from "../tool.ts";
import { splitLines } from "./inputs.ts";

export const joinMain = tool(
  {
    name: "join",
    usage: "[OPTION]... FILE1 FILE2",
    options: `
  -a FILENUM               also print unpairable lines from file FILENUM, where FILENUM is 1 or 2
  --check-order            check that the input is correctly sorted, even if all input lines are pairable
  --nocheck-order          do not check that the input is correctly sorted
  -e STRING                replace missing (empty) input fields with STRING
  --header                 treat the first line in each file as field headers
  -i, --ignore-case        ignore differences in case when comparing fields
  -j FIELD                 equivalent to '-1 FIELD -2 FIELD'
  -o FORMAT                obey FORMAT while constructing output line
  -t CHAR                  use CHAR as input and output field separator
  -v FILENUM               like -a FILENUM, but suppress joined output lines
  -1 FIELD                 join on this FIELD of file 1
  -2 FIELD                 join on this FIELD of file 2
  -z, --zero-terminated    line delimiter is NUL, not newline
`,
  },
  function* (cmd): Run<number> {
    const [a, b, extra] = cmd.operands;
    if (a === undefined) return yield* cmd.misuse("missing operand");
    if (b === undefined) return yield* cmd.misuse(`missing operand after ${quote(a)}`);
    if (extra !== undefined) return yield* cmd.misuse(`extra operand ${quote(extra)}`);
    const job: Job = {
      cmd,
      keys: [
        yield* field(cmd, cmd.last("1") ?? cmd.last("j") ?? "1"),
        yield* field(cmd, cmd.last("2") ?? cmd.last("j") ?? "1"),
      ],
      separator: cmd.last("t") ?? null,
      end: cmd.has("zero-terminated") ? "\0" : "\n",
      alone: [...cmd.all("a"), ...cmd.all("v")],
      format: (cmd.last("o") ?? "").split(/[, ]/).filter((s) => s !== ""),
      empty: cmd.last("e") ?? "",
    };
    for (const n of job.alone) if (!/^[12]$/.test(n)) return yield* cmd.die(1, `invalid file number: ${quote(n)}`);
    for (const spec of job.format) {
      if (!/^(0|[12]\.\d+)$/.test(spec)) return yield* cmd.die(1, `invalid field specifier: ${quote(spec)}`);
    }
    return yield* joinFiles(job, yield* rows(job, a), yield* rows(job, b), [a, b]);
  },
);

interface Job {
  readonly cmd: Cmd;
  readonly keys: readonly [number, number];
  readonly separator: string | null;
  readonly end: string;
  readonly alone: readonly string[];
  readonly format: readonly string[];
  readonly empty: string;
}

function* field(cmd: Cmd, text: string): Run<number> {
  return /^[1-9]\d*$/.test(text) ? Number(text) - 1 : yield* cmd.die(1, `invalid field number: ${quote(text)}`);
}

function* rows(job: Job, name: string): Run<string[][]> {
  const fd = name === "-" ? 0 : yield* sys("openat", { path: name, flags: O_RDONLY });
  if (failed(fd)) return yield* job.cmd.die(1, quotef(name), fd);
  const text = yield* readAll(fd);
  if (failed(text)) return yield* job.cmd.die(1, quotef(name), text);
  const { separator } = job;
  return splitLines(text, job.end).map((l) =>
    separator === null ? l.split(/[ \t]+/).filter((f) => f !== "") : separator === "" ? [l] : l.split(separator),
  );
}

function* joinFiles(job: Job, a: string[][], b: string[][], names: readonly string[]): Run<number> {
  const fold = (s: string) => (job.cmd.has("ignore-case") ? s.toLowerCase() : s);
  const key = (row: string[] | undefined, file: 0 | 1) => fold(row?.[job.keys[file]] ?? "");
  let [i, j] = [0, 0];
  let disorder = 0;
  if (job.cmd.has("header") && a[0] && b[0]) {
    yield* emit(job, a[0], b[0]);
    [i, j] = [1, 1];
  }
  const check = function* (list: string[][], at: number, file: 0 | 1): Run<void> {
    if (job.cmd.has("nocheck-order") || at + 1 >= list.length || disorder & (file + 1)) return;
    if (byBytes(key(list[at], file), key(list[at + 1], file)) <= 0) return;
    disorder |= file + 1;
    const line = (list[at + 1] ?? []).join(job.separator ?? " ");
    yield* job.cmd.warn(`${names[file]}:${at + 2}: is not sorted: ${line}`);
  };
  while (i < a.length && j < b.length) {
    const d = byBytes(key(a[i], 0), key(b[j], 1));
    if (d < 0) {
      yield* check(a, i, 0);
      if (job.alone.includes("1")) yield* emit(job, a[i] ?? null, null);
      i++;
    } else if (d > 0) {
      yield* check(b, j, 1);
      if (job.alone.includes("2")) yield* emit(job, null, b[j] ?? null);
      j++;
    } else {
      let [m, n] = [i, j];
      while (m < a.length && key(a[m], 0) === key(a[i], 0)) m++;
      while (n < b.length && key(b[n], 1) === key(b[j], 1)) n++;
      if (!job.cmd.has("v")) {
        for (const x of a.slice(i, m)) for (const y of b.slice(j, n)) yield* emit(job, x, y);
      }
      [i, j] = [m, n];
    }
  }
  for (; i < a.length; i++) if (job.alone.includes("1")) yield* emit(job, a[i] ?? null, null);
  for (; j < b.length; j++) if (job.alone.includes("2")) yield* emit(job, null, b[j] ?? null);
  if (disorder) yield* job.cmd.warn("input is not in sorted order");
  return disorder ? 1 : 0;
}

function* emit(job: Job, x: string[] | null, y: string[] | null): Run<void> {
  const fill = (s: string | undefined) => (s === undefined || s === "" ? job.empty : s);
  const joined = fill(x?.[job.keys[0]] ?? y?.[job.keys[1]]);
  const rest = (row: string[] | null, k: number) => (row ?? []).filter((_, i) => i !== k).map(fill);
  const fields =
    job.format.length > 0
      ? job.format.map((spec) => {
          if (spec === "0") return joined;
          const [file, n] = spec.split(".").map(Number);
          return fill((file === 1 ? x : y)?.[(n ?? 1) - 1]);
        })
      : [joined, ...rest(x, job.keys[0]), ...rest(y, job.keys[1])];
  yield* job.cmd.print(fields.join(job.separator || " ") + job.end);
}
