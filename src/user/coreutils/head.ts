import { failed } from "../../kernel/abi/errno.ts";
import { SEEK_CUR } from "../../kernel/abi/flags.ts";
import { readAll } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { quote, quoteaf } from "../quote.ts";
import { type Cmd, tool } from "../tool.ts";
import { parseSize } from "./human.ts";
import { eachInput, type Input } from "./inputs.ts";

const BUFSIZ = 8192; // bytes a read asks for

export const headMain = tool(
  {
    name: "head",
    usage: "[OPTION]... [FILE]...",
    options: `
  -c, --bytes=[-]NUM       print the first NUM bytes of each file; with the leading '-', all but the last NUM bytes
  -n, --lines=[-]NUM       print the first NUM lines instead of the first 10; with the leading '-', all but the last
  -q, --quiet, --silent    never print headers giving file names
  -v, --verbose            always print headers giving file names
  -z, --zero-terminated    line delimiter is NUL, not newline
`,
    // "head -5" and "head -5c", "-5q": only as the first argument
    rewrite: (args) => {
      const m = /^-(\d+)([bkm]?)([cl]?)([qvz]*)$/.exec(args[0] ?? "");
      if (!m) return args;
      const unit = m[2] ?? "";
      const flags = m[4] ? [`-${m[4]}`] : [];
      return [
        `--${m[3] === "c" || unit ? "bytes" : "lines"}=${m[1]}${unit === "m" ? "M" : unit}`,
        ...flags,
        ...args.slice(1),
      ];
    },
  },
  function* (cmd): Run<number> {
    const last = cmd.given.findLast((g) => g.name === "bytes" || g.name === "lines");
    const bytes = last?.name === "bytes";
    const text = last?.value ?? "10";
    const allBut = text.startsWith("-");
    const count = parseSize(text.replace(/^[-+]/, ""));
    if (count === null) {
      if (cmd.busybox) return yield* cmd.die(1, `invalid number '${text}'`);
      return yield* cmd.die(1, `invalid number of ${bytes ? "bytes" : "lines"}: ${quote(text.replace(/^-/, ""))}`);
    }
    const delimiter = cmd.has("zero-terminated") ? "\0" : "\n";
    const style = cmd.given.findLast((g) => g.name === "quiet" || g.name === "verbose")?.name;
    const headers = style === "verbose" || (style !== "quiet" && cmd.operands.length > 1);
    let first = true;
    const each = function* (input: Input): Run<boolean> {
      const name = input.name === "-" ? "standard input" : input.name;
      if (headers) {
        yield* cmd.print(`${first ? "" : "\n"}==> ${name} <==\n`);
        first = false;
      }
      if (allBut) return yield* elide(cmd, input, count, bytes, delimiter);
      return bytes ? yield* bytesOf(cmd, input, count) : yield* linesOf(cmd, input, count, delimiter);
    };
    const ok = yield* eachInput(cmd, cmd.operands, each, (name) => `cannot open ${quoteaf(name)} for reading`);
    return ok ? 0 : 1;
  },
);

function* readFailed(cmd: Cmd, name: string, e: Parameters<Cmd["warn"]>[1]): Run<boolean> {
  yield* cmd.warn(`error reading ${quoteaf(name)}`, e);
  return false;
}

function* linesOf(cmd: Cmd, { name, fd }: Input, count: number, delimiter: string): Run<boolean> {
  let left = count;
  while (left > 0) {
    const part = yield* sys("read", { fd, count: BUFSIZ });
    if (failed(part)) return yield* readFailed(cmd, name, part);
    if (part === "") return true;
    let end = 0;
    while (left > 0 && end < part.length) {
      const at = part.indexOf(delimiter, end);
      if (at < 0) {
        end = part.length;
        break;
      }
      end = at + 1;
      left--;
    }
    yield* cmd.print(part.slice(0, end));
    // What was read too far goes back, so that the next program in a group of commands gets it.
    if (left === 0 && end < part.length) yield* sys("lseek", { fd, offset: end - part.length, whence: SEEK_CUR });
  }
  return true;
}

function* bytesOf(cmd: Cmd, { name, fd }: Input, count: number): Run<boolean> {
  for (let left = count; left > 0; ) {
    const part = yield* sys("read", { fd, count: Math.min(left, BUFSIZ) });
    if (failed(part)) return yield* readFailed(cmd, name, part);
    if (part === "") return true;
    left -= part.length;
    yield* cmd.print(part);
  }
  return true;
}

function* elide(cmd: Cmd, { name, fd }: Input, count: number, bytes: boolean, delimiter: string): Run<boolean> {
  const all = yield* readAll(fd);
  if (failed(all)) return yield* readFailed(cmd, name, all);
  if (bytes) {
    yield* cmd.print(all.slice(0, Math.max(0, all.length - count)));
    return true;
  }
  const lines = all.match(delimiter === "\n" ? /[^\n]*\n|[^\n]+$/g : /[^\0]*\0|[^\0]+$/g) ?? [];
  yield* cmd.print(lines.slice(0, Math.max(0, lines.length - count)).join(""));
  return true;
}
