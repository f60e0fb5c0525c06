import { failed } from "../../kernel/abi/errno.ts";
import { O_RDONLY, S_IFIFO, S_IFMT, S_IFREG, SEEK_SET } from "../../kernel/abi/flags.ts";
import { argmatch } from "../argmatch.ts";
import { readAll, readIntoMemory } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { quote, quoteaf } from "../quote.ts";
import { flush } from "../stdio.ts";
import { type Cmd, tool } from "../tool.ts";
import { idOf } from "./copy.ts";
import { parseSize } from "./human.ts";
import { eachInput, type Input } from "./inputs.ts";
import { parseDuration } from "./sleep.ts";

export const tailMain = tool(
  {
    name: "tail",
    usage: "[OPTION]... [FILE]...",
    options: `
  -c, --bytes=[+]NUM       output the last NUM bytes; or use -c +NUM to output starting with byte NUM of each file
  ! --debug                indicate which --follow implementation is used
  --follow[=HOW]           output appended data as the file grows: name, descriptor
  -f                       the same as --follow=descriptor
  -F                       same as --follow=name --retry
  -n, --lines=[+]NUM       output the last NUM lines, instead of the last 10; or use -n +NUM to skip NUM-1 lines
  --max-unchanged-stats=N  with --follow=name, reopen a FILE which has not changed size after N iterations
  --pid=PID                with -f, exit after PID no longer exists
  -q, --quiet, --silent    never output headers giving file names
  --retry                  keep trying to open a file if it is inaccessible
  -s, --sleep-interval=N   with -f, sleep for approximately N seconds (default 1.0) between iterations
  -v, --verbose            always output headers giving file names
  -z, --zero-terminated    line delimiter is NUL, not newline
`,
    // "tail -5", "tail +5", "tail -5f"
    rewrite: (args) => {
      const m = /^([-+])(\d+)([bcl]?)(f?)$/.exec(args[0] ?? "");
      if (!m || (m[1] === "+" && args.length > 2)) return args;
      const count = `${m[1] === "+" ? "+" : ""}${m[2]}${m[3] === "b" ? "b" : ""}`;
      return [
        `--${m[3] === "c" || m[3] === "b" ? "bytes" : "lines"}=${count}`,
        ...(m[4] ? ["-f"] : []),
        ...args.slice(1),
      ];
    },
  },
  function* (cmd): Run<number> {
    const last = cmd.given.findLast((g) => g.name === "bytes" || g.name === "lines");
    const bytes = last?.name === "bytes";
    const text = last?.value ?? "10";
    const fromStart = text.startsWith("+");
    const count = parseSize(text.replace(/^[-+]/, ""));
    if (count === null && cmd.busybox) return yield* cmd.die(1, `invalid number '${text}'`);
    if (count === null) return yield* cmd.die(1, `invalid number of ${bytes ? "bytes" : "lines"}: ${quote(text)}`);
    const delimiter = cmd.has("zero-terminated") ? "\0" : "\n";
    const style = cmd.given.findLast((g) => g.name === "quiet" || g.name === "verbose")?.name;
    const heads: Heads = {
      on: style === "verbose" || (style !== "quiet" && cmd.operands.length > 1),
      last: null,
    };
    const follow = cmd.has("follow", "f", "F");
    const followed: Followed[] = [];
    const each = function* ({ name, fd }: Input): Run<boolean> {
      yield* heading(cmd, heads, name);
      const all = yield* readIntoMemory(fd);
      if (failed(all)) {
        yield* cmd.warn(`error reading ${quoteaf(name === "-" ? "standard input" : name)}`, all);
        return false;
      }
      yield* cmd.print(bytes ? lastBytes(all, count, fromStart) : lastLines(all, count, fromStart, delimiter));
      if (follow) {
        const st = yield* sys("fstat", { fd });
        if (!failed(st) && (name !== "-" || ((st.mode & S_IFMT) !== S_IFIFO && (st.mode & S_IFMT) === S_IFREG))) {
          followed.push({ name, size: all.length, id: idOf(st) });
        }
      }
      return true;
    };
    const say = (name: string) => `cannot open ${quoteaf(name)} for reading`;
    const ok = yield* eachInput(cmd, cmd.operands, each, say);
    if (!ok && cmd.busybox && cmd.operands.length === 1) return yield* cmd.die(1, "no files");
    // A file that is not there yet is waited for.
    if (cmd.has("F", "retry")) {
      for (const name of cmd.operands)
        if (!followed.some((f) => f.name === name)) followed.push({ name, size: 0, id: "" });
    }
    if (follow && followed.length === 0 && !ok && !cmd.has("F", "retry")) {
      return yield* cmd.die(1, "no files remaining");
    }
    if (follow && (followed.length > 0 || cmd.has("F", "retry"))) yield* followAll(cmd, followed, heads);
    return ok ? 0 : 1;
  },
);

interface Heads {
  readonly on: boolean;
  last: string | null;
}

function* heading(cmd: Cmd, heads: Heads, name: string): Run<void> {
  if (!heads.on || heads.last === name) return;
  yield* cmd.print(`${heads.last === null ? "" : "\n"}==> ${name === "-" ? "standard input" : name} <==\n`);
  heads.last = name;
}

const lastBytes = (all: string, count: number, fromStart: boolean): string =>
  fromStart ? all.slice(Math.max(0, count - 1)) : count === 0 ? "" : all.slice(-count);

function lastLines(all: string, count: number, fromStart: boolean, delimiter: string): string {
  if (fromStart) {
    let at = 0;
    for (let n = 1; n < count; n++) {
      const end = all.indexOf(delimiter, at);
      if (end < 0) return "";
      at = end + 1;
    }
    return all.slice(at);
  }
  if (count === 0) return "";
  let at = all.length;
  if (all.endsWith(delimiter)) at--;
  for (let n = 0; n < count; n++) {
    if (at <= 0) return all;
    at = all.lastIndexOf(delimiter, at - 1);
    if (at < 0) return all;
  }
  return all.slice(at + 1);
}

interface Followed {
  readonly name: string;
  size: number;
  id: string;
}

/** Looks at the files again and again; the real program is told of changes by inotify(7), which is not modelled. */
function* followAll(cmd: Cmd, files: Followed[], heads: Heads): Run<void> {
  const how = cmd.has("follow")
    ? yield* argmatch(cmd, "--follow", cmd.last("follow") ?? "descriptor", [["descriptor"], ["name"]])
    : "";
  const byName = cmd.has("F") || how === "name";
  const interval = parseDuration(cmd.last("sleep-interval") ?? "1") ?? 1;
  const pid = cmd.last("pid");
  yield* flush(cmd.out);
  for (;;) {
    for (const f of files) {
      const fd = f.name === "-" ? 0 : yield* sys("openat", { path: f.name, flags: O_RDONLY });
      if (failed(fd)) continue;
      const st = yield* sys("fstat", { fd });
      if (!failed(st)) {
        if (f.id === "") {
          yield* cmd.warn(`${quoteaf(f.name)} has appeared;  following new file`);
          f.id = idOf(st);
        } else if (byName && idOf(st) !== f.id) {
          yield* cmd.warn(`${quoteaf(f.name)} has been replaced;  following new file`);
          f.id = idOf(st);
          f.size = 0;
        } else if (st.size < f.size) {
          yield* cmd.warn(`${f.name}: file truncated`);
          f.size = 0;
        }
        if (st.size > f.size) {
          yield* sys("lseek", { fd, offset: f.size, whence: SEEK_SET });
          const more = yield* readAll(fd);
          if (!failed(more)) {
            yield* heading(cmd, heads, f.name);
            yield* cmd.print(more);
            yield* flush(cmd.out);
            f.size += more.length;
          }
        }
      }
      if (fd !== 0) yield* sys("close", { fd });
    }
    if (pid !== undefined && failed(yield* sys("kill", { pid: Number(pid), sig: 0 }))) return;
    yield* sys("nanosleep", { ns: Math.round(interval * 1e9) });
  }
}
