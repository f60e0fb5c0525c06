// xargs(1) 4.10: builds command lines from standard input.

import { failed, strerror } from "../../kernel/abi/errno.ts";
import { O_RDONLY } from "../../kernel/abi/flags.ts";
import { WEXITSTATUS, WIFEXITED, WIFSIGNALED, WTERMSIG } from "../../kernel/abi/signal.ts";
import { execStatus, execvp, waitFor } from "../exec.ts";
import { err, readAll } from "../libc.ts";
import { fork, type Run, sys } from "../program.ts";
import { quoteIfNeeded } from "../quote.ts";
import { flush } from "../stdio.ts";
import { type Cmd, NOT_MODELLED, tool } from "../tool.ts";

const ARG_MAX = 131072; // characters a command line may have: xargs --show-limits, "Size of command buffer"

export const xargsMain = tool(
  {
    name: "xargs",
    usage: "[OPTION]... COMMAND [INITIAL-ARGS]...",
    version: "(GNU findutils) 4.10.0",
    stop: true,
    options: `
  -0, --null               items are separated by a null, not whitespace
  -a, --arg-file=FILE      read arguments from FILE, not standard input
  -d, --delimiter=CHARACTER  items in input stream are separated by CHARACTER
  -E END                   set logical EOF string
  -e, --eof[=END]          equivalent to -E END if END is specified
  -I R                     same as --replace=R
  -i, --replace[=R]        replace R in INITIAL-ARGS with names read from standard input
  -L, --max-lines=MAX-LINES  use at most MAX-LINES non-blank input lines per command line
  -l[MAX-LINES]            similar to -L but defaults to at most one non-blank input line
  -n, --max-args=MAX-ARGS  use at most MAX-ARGS arguments per command line
  ! -o, --open-tty         Reopen stdin as /dev/tty in the child process
  -P, --max-procs=MAX-PROCS  run at most MAX-PROCS processes at a time
  ! -p, --interactive      prompt before running commands
  ! --process-slot-var=VAR  set environment variable VAR in child processes
  -r, --no-run-if-empty    if there are no arguments, then do not run COMMAND
  -s, --max-chars=MAX-CHARS  limit length of command line to MAX-CHARS
  ! --show-limits          show limits on command-line length
  -t, --verbose            print commands before executing them
  -x, --exit               exit if the size (see -s) is exceeded
`,
  },
  function* (cmd): Run<number> {
    const replace = cmd.last("I") ?? (cmd.has("replace") ? (cmd.last("replace") ?? "{}") : undefined);
    const perLine = yield* count(
      cmd,
      cmd.has("l") && !cmd.has("max-lines") ? (cmd.last("l") ?? "1") : cmd.last("max-lines"),
      "L",
    );
    const most = yield* count(cmd, cmd.last("max-args"), "n");
    const chars = (yield* count(cmd, cmd.last("max-chars"), "s")) ?? ARG_MAX;
    const procs = cmd.last("max-procs");
    if (procs !== undefined && procs !== "1") {
      return yield* cmd.die(NOT_MODELLED, `option '-P ${procs}' is not modelled in Cutaway`);
    }
    const text = yield* readInput(cmd);
    const lines = yield* split(cmd, text, replace !== undefined);
    const command = cmd.operands.length > 0 ? cmd.operands : ["/bin/echo"];
    const batches: string[][] =
      replace !== undefined
        ? lines.flat().map((item) => command.map((w) => w.replaceAll(replace, item)))
        : group(lines, command, perLine, most, chars);
    if (replace === undefined && batches.length === 0 && !cmd.has("no-run-if-empty")) batches.push([...command]);
    let status = 0;
    for (const argv of batches) {
      const s = yield* run(cmd, argv);
      if (s.stop) return s.status;
      if (s.status !== 0) status = s.status;
    }
    return status;
  },
);

function* count(cmd: Cmd, text: string | undefined, option: string): Run<number | undefined> {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) {
    yield* cmd.warn(`invalid number "${text}" for -${option} option`);
    return yield* cmd.tryHelp();
  }
  if (Number(text) === 0) {
    yield* cmd.warn(`value ${text} for -${option} option should be >= 1`);
    return yield* cmd.tryHelp();
  }
  return Number(text);
}

function* readInput(cmd: Cmd): Run<string> {
  const path = cmd.last("arg-file");
  const fd = path === undefined || path === "-" ? 0 : yield* sys("openat", { path, flags: O_RDONLY });
  if (failed(fd)) return yield* cmd.die(1, `Cannot open input file '${path}'`, fd);
  const text = yield* readAll(fd);
  if (failed(text)) return yield* cmd.die(1, "error reading standard input", text);
  if (fd !== 0) yield* sys("close", { fd });
  return text;
}

/** The items of each line; -0 and -d have one item a line. */
function* split(cmd: Cmd, text: string, wholeLines: boolean): Run<string[][]> {
  const delimiter = cmd.has("null") ? "\0" : cmd.last("delimiter");
  if (delimiter !== undefined) {
    const c = delimiter === "\\n" ? "\n" : delimiter === "\\t" ? "\t" : delimiter === "\\0" ? "\0" : delimiter;
    const items = (text.endsWith(c) ? text.slice(0, -1) : text).split(c);
    return text === "" ? [] : items.map((i) => [i]);
  }
  const end = cmd.last("E") ?? cmd.last("eof");
  const lines: string[][] = [];
  let items: string[] = [];
  let item: string | null = null;
  let continued = false;
  const finish = (): boolean => {
    if (item === null) return true;
    if (end !== undefined && end !== "" && item === end) return false;
    items.push(item);
    item = null;
    return true;
  };
  for (let i = 0; i <= text.length; i++) {
    const c = text[i];
    if (c === undefined || c === "\n") {
      const blank = text[i - 1] === " " || text[i - 1] === "\t";
      if (!finish()) break;
      continued = blank && !wholeLines && c !== undefined;
      if (items.length > 0 && !continued) {
        lines.push(items);
        items = [];
      }
    } else if (c === "'" || c === '"') {
      const close = text.indexOf(c, i + 1);
      const newline = text.indexOf("\n", i + 1);
      if (close < 0 || (newline >= 0 && newline < close)) {
        const kind = c === "'" ? "single" : "double";
        return yield* cmd.die(
          1,
          `unmatched ${kind} quote; by default quotes are special to xargs unless you use the -0 option`,
        );
      }
      item = (item ?? "") + text.slice(i + 1, close);
      i = close;
    } else if (c === "\\") {
      item = (item ?? "") + (text[i + 1] ?? "");
      i++;
    } else if ((c === " " || c === "\t") && !(wholeLines && item !== null)) {
      if (!finish()) return lines;
    } else item = (item ?? "") + c;
  }
  if (items.length > 0) lines.push(items);
  return lines;
}

function group(
  lines: readonly string[][],
  command: readonly string[],
  perLine: number | undefined,
  most: number | undefined,
  chars: number,
): string[][] {
  const units = perLine === undefined ? lines.flat().map((i) => [i]) : lines;
  const limit = perLine ?? most ?? Infinity;
  const base = command.reduce((n, w) => n + w.length + 1, 0);
  const out: string[][] = [];
  let batch: string[] = [];
  let taken = 0;
  let size = base;
  const finish = () => {
    if (taken > 0) out.push([...command, ...batch]);
    batch = [];
    taken = 0;
    size = base;
  };
  for (const unit of units) {
    const length = unit.reduce((n, w) => n + w.length + 1, 0);
    if (taken >= limit || (taken > 0 && size + length > chars)) finish();
    batch.push(...unit);
    size += length;
    taken++;
  }
  finish();
  return out;
}

function* run(cmd: Cmd, argv: readonly string[]): Run<{ status: number; stop: boolean }> {
  if (cmd.has("verbose")) yield* err(`${argv.map(quoteIfNeeded).join(" ")}\n`);
  yield* flush(cmd.out);
  const pid = yield* fork(function* () {
    // The command does not read what xargs reads.
    if (!cmd.has("arg-file")) {
      const fd = yield* sys("openat", { path: "/dev/null", flags: O_RDONLY });
      if (!failed(fd)) {
        yield* sys("dup2", { fd, newfd: 0 });
        yield* sys("close", { fd });
      }
    }
    const e = yield* execvp(argv, cmd.self.env, cmd.self, true);
    yield* err(`${cmd.who}: ${argv[0]}: ${strerror(e)}\n`);
    return execStatus(e);
  });
  if (failed(pid)) return yield* cmd.die(1, "cannot fork", pid);
  const status = yield* waitFor(pid);
  if (failed(status)) return yield* cmd.die(1, "error waiting for child process", status);
  if (WIFSIGNALED(status)) {
    yield* cmd.warn(`${argv[0]}: terminated by signal ${WTERMSIG(status)}`);
    return { status: 125, stop: true };
  }
  const code = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
  if (code === 126 || code === 127) return { status: code, stop: true };
  if (code === 255) {
    yield* cmd.warn(`${argv[0]}: exited with status 255; aborting`);
    return { status: 124, stop: true };
  }
  return { status: code === 0 ? 0 : 123, stop: false };
}
