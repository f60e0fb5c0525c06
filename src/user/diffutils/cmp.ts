import { failed } from "../../kernel/abi/errno.ts";
import { O_RDONLY } from "../../kernel/abi/flags.ts";
import { parseSize } from "../coreutils/human.ts";
import { readAll } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { catchStackOverflow } from "../stack-overflow.ts";
import { type Cmd, tool } from "../tool.ts";

export const cmpMain = tool(
  {
    name: "cmp",
    usage: "[OPTION]... FILE1 [FILE2 [SKIP1 [SKIP2]]]",
    version: "(GNU diffutils) 3.10",
    failure: 2,
    namedTry: true,
    options: `
  -b, --print-bytes        print differing bytes
  -i, --ignore-initial=SKIP  skip first SKIP bytes of both inputs
  -l, --verbose            output byte numbers and differing byte values
  -n, --bytes=LIMIT        compare at most LIMIT bytes
  -s, --quiet, --silent    suppress all normal output
  -v, --version            output version information and exit
`,
  },
  function* (cmd): Run<number> {
    yield* catchStackOverflow("cmp");
    const [a, b = "-", skipA, skipB, extra] = cmd.operands;
    if (a === undefined) return yield* cmd.misuse(`missing operand after '${cmd.who}'`);
    if (extra !== undefined) return yield* cmd.misuse(`extra operand '${extra}'`);
    const skips = (cmd.last("ignore-initial") ?? "0").split(":");
    const first = yield* size(cmd, skipA ?? skips[0] ?? "0", "--ignore-initial");
    const second = yield* size(cmd, skipB ?? skips[1] ?? skips[0] ?? "0", "--ignore-initial");
    const limit = cmd.has("bytes") ? yield* size(cmd, cmd.last("bytes") ?? "", "--bytes") : Infinity;
    const x = (yield* read(cmd, a)).slice(first, first + limit);
    const y = (yield* read(cmd, b)).slice(second, second + limit);
    return yield* compare(cmd, a, b, x, y);
  },
);

function* size(cmd: Cmd, text: string, option: string): Run<number> {
  return parseSize(text) ?? (yield* cmd.misuse(`invalid ${option} value '${text}'`));
}

function* read(cmd: Cmd, name: string): Run<string> {
  const fd = name === "-" ? 0 : yield* sys("openat", { path: name, flags: O_RDONLY });
  if (failed(fd)) return yield* cmd.die(2, name, fd);
  const text = yield* readAll(fd);
  if (failed(text)) return yield* cmd.die(2, name, text);
  return text;
}

const octal = (c: string | undefined): string => (c ?? "").charCodeAt(0).toString(8).padStart(3);

function* compare(cmd: Cmd, a: string, b: string, x: string, y: string): Run<number> {
  const length = Math.min(x.length, y.length);
  const quiet = cmd.has("quiet");
  let status = 0;
  for (let i = 0; i < length; i++) {
    if (x[i] === y[i]) continue;
    status = 1;
    if (quiet) return 1;
    const bytes = `${octal(x[i])} ${shown(x[i])} ${octal(y[i])} ${shown(y[i])}`;
    if (!cmd.has("verbose")) {
      const line = x.slice(0, i).split("\n").length;
      const extra = cmd.has("print-bytes") ? ` is ${bytes}` : "";
      yield* cmd.print(
        `${a} ${b} differ: ${cmd.has("print-bytes") ? "byte" : "char"} ${i + 1}, line ${line}${extra}\n`,
      );
      return 1;
    }
    const width = String(length).length;
    const pair = cmd.has("print-bytes")
      ? `${octal(x[i])} ${shown(x[i]).padEnd(4)} ${octal(y[i])} ${shown(y[i])}`
      : `${octal(x[i])} ${octal(y[i])}`;
    yield* cmd.print(`${String(i + 1).padStart(width)} ${pair}\n`);
  }
  if (x.length === y.length) return status;
  if (quiet) return 1;
  const [short, text] = x.length < y.length ? [a, x] : [b, y];
  if (text === "") yield* cmd.warn(`EOF on ${short} which is empty`);
  else if (cmd.has("verbose")) yield* cmd.warn(`EOF on ${short} after byte ${text.length}`);
  else {
    const lines = text.split("\n").length - 1;
    const where = text.endsWith("\n") ? `line ${lines}` : `in line ${lines + 1}`;
    yield* cmd.warn(`EOF on ${short} after byte ${text.length}, ${where}`);
  }
  return 1;
}

function shown(c: string | undefined): string {
  const code = (c ?? "").charCodeAt(0);
  const high = code >= 128 ? "M-" : "";
  const low = code & 127;
  return high + (low < 32 ? `^${String.fromCharCode(low + 64)}` : low === 127 ? "^?" : String.fromCharCode(low));
}
