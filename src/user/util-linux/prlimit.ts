// prlimit(1): shows or sets resource limits, of a running process or of the command that it becomes.

import { ENOENT, failed } from "../../kernel/abi/errno.ts";
import { type Limit, type Resource, RLIM_INFINITY, resourceNumber } from "../../kernel/abi/resource.ts";
import { execvp } from "../exec.ts";
import { type Run, sys } from "../program.ts";
import type { Cmd } from "../tool.ts";
import { renderTable, type TableColumn } from "./columns.ts";
import { numberOr, orDie, ulTool } from "./frame.ts";

// In the order in which all are listed: prlimit_desc[], sys-utils/prlimit.c
const RESOURCES: readonly (readonly [name: Resource, description: string, unit: string])[] = [
  ["as", "address space limit", "bytes"],
  ["core", "max core file size", "bytes"],
  ["cpu", "CPU time", "seconds"],
  ["data", "max data size", "bytes"],
  ["fsize", "max file size", "bytes"],
  ["locks", "max number of file locks held", "locks"],
  ["memlock", "max locked-in-memory address space", "bytes"],
  ["msgqueue", "max bytes in POSIX mqueues", "bytes"],
  ["nice", "max nice prio allowed to raise", ""],
  ["nofile", "max number of open files", "files"],
  ["nproc", "max number of processes", "processes"],
  ["rss", "max resident set size", "bytes"],
  ["rtprio", "max real-time priority", ""],
  ["rttime", "timeout for real-time tasks", "microsecs"],
  ["sigpending", "max number of pending signals", "signals"],
  ["stack", "max stack size", "bytes"],
];

const OPTIONS = `
  -p, --pid <pid>        process id
  -o, --output <list>    define which output columns to use
  --noheadings           don't print headings
  --raw                  use the raw output format
  --verbose              verbose output
  -c, --core[=<limit>]   maximum size of core files created
  -d, --data[=<limit>]   maximum size of a process's data segment
  -e, --nice[=<limit>]   maximum nice priority allowed to raise
  -f, --fsize[=<limit>]  maximum size of files written by the process
  -i, --sigpending[=<limit>]  maximum number of pending signals
  -l, --memlock[=<limit>]  maximum size a process may lock into memory
  -m, --rss[=<limit>]    maximum resident set size
  -n, --nofile[=<limit>]  maximum number of open files
  -q, --msgqueue[=<limit>]  maximum bytes in POSIX message queues
  -r, --rtprio[=<limit>]  maximum real-time scheduling priority
  -s, --stack[=<limit>]  maximum stack size
  -t, --cpu[=<limit>]    maximum amount of CPU time in seconds
  -u, --nproc[=<limit>]  maximum number of user processes
  -v, --as[=<limit>]     size of virtual memory
  -x, --locks[=<limit>]  maximum number of file locks
  -y, --rttime[=<limit>]  CPU time in microseconds a process scheduled under real-time scheduling
`;

/** What was asked of one resource: to set a part of it, or, with neither, to show it. */
interface Asked {
  readonly resource: Resource;
  readonly soft?: number;
  readonly hard?: number;
}

export const prlimitMain = ulTool(
  {
    name: "prlimit",
    usage: ["[options] [--<resource>=<limit>] [-p PID]", "[options] [--<resource>=<limit>] COMMAND"],
    does: "Show or change the resource limits of a process.",
    options: OPTIONS,
    man: "prlimit(1)",
    stop: true,
  },
  function* (cmd) {
    const given = cmd.last("pid");
    const pid = given === undefined ? 0 : yield* numberOr(cmd, given, "invalid PID argument");
    const asked: Asked[] = [];
    for (const { name, value } of cmd.given) {
      const known = RESOURCES.find(([r]) => r === name);
      if (known) asked.push(yield* parse(cmd, known[0], value));
    }
    const columns = yield* chosenColumns(cmd);
    if (pid !== 0 && cmd.operands.length > 0) {
      yield* cmd.die(1, "options --pid and COMMAND are mutually exclusive");
    }
    if (asked.length === 0) asked.push(...RESOURCES.map(([resource]) => ({ resource })));
    const shown: string[][] = [];
    for (const each of asked) {
      const limit = yield* apply(cmd, pid, each);
      if (limit) shown.push(cellsOf(each.resource, limit));
    }
    if (shown.length > 0) {
      const rows = shown.map((cells) => ({ cells: columns.map((c) => cells[COLUMNS.indexOf(c)] ?? ""), parent: null }));
      const style = cmd.has("raw") ? "raw" : "table";
      yield* cmd.print(renderTable(columns, rows, { headings: !cmd.has("noheadings"), style, listName: "" }));
    }
    if (cmd.operands.length === 0) return 0;
    // What it has printed is still in its buffer, and is lost with its memory.
    const e = yield* execvp(cmd.operands, cmd.self.env, cmd.self);
    return yield* cmd.die(e === ENOENT ? 127 : 126, `failed to execute ${cmd.operands[0]}`, e);
  },
);

/** "soft:hard, soft:, :hard or a value to define both limits" */
function* parse(cmd: Cmd, resource: Resource, text: string | undefined): Run<Asked> {
  if (text === undefined) return { resource };
  const amount = "unlimited|[0-9]+";
  const m = new RegExp(`^=?(?:(${amount})(:)?)?(?::?(${amount}))?$`).exec(text);
  const [, soft, colon, hard] = m ?? [];
  const range = m && (soft !== undefined ? hard === undefined || colon !== undefined : /^=?:/.test(text));
  if (!range) return yield* cmd.die(1, `failed to parse ${resource.toUpperCase()} limit`);
  const number = (word: string) => (word === "unlimited" ? RLIM_INFINITY : Number(word));
  const first = soft === undefined ? {} : { soft: number(soft) };
  const second = hard ?? (colon === undefined ? soft : undefined);
  return { resource, ...first, ...(second === undefined ? {} : { hard: number(second) }) };
}

/** Sets what is to be set; else the limit, to be shown. */
function* apply(cmd: Cmd, pid: number, { resource, soft, hard }: Asked): Run<Limit | null> {
  const name = resource.toUpperCase();
  const what = { pid, resource: resourceNumber(resource) };
  const sets = soft !== undefined || hard !== undefined;
  if (!sets) {
    const limit = yield* sys("prlimit64", what);
    return failed(limit) ? yield* cmd.die(1, `failed to get the ${name} resource limit`, limit) : limit;
  }
  const whole = soft !== undefined && hard !== undefined;
  const read = whole ? { soft, hard } : yield* sys("prlimit64", what);
  if (failed(read)) return yield* cmd.die(1, `failed to get old ${name} limit`, read);
  const next = { soft: soft ?? read.soft, hard: hard ?? read.hard };
  if (next.soft > next.hard) yield* cmd.die(1, `the soft limit ${name} cannot exceed the hard limit`);
  if (cmd.has("verbose")) {
    const who = pid || (yield* sys("getpid", {}));
    yield* cmd.print(`New ${name} limit for pid ${who}: <${amountOf(next.soft)}:${amountOf(next.hard)}>\n`);
  }
  yield* orDie(cmd, yield* sys("prlimit64", { ...what, next }), `failed to set the ${name} resource limit`);
  return null;
}

const COLUMNS: readonly TableColumn[] = [
  { name: "RESOURCE" },
  { name: "DESCRIPTION" },
  { name: "SOFT", right: true },
  { name: "HARD", right: true },
  { name: "UNITS" },
];

const amountOf = (n: number): string => (n === RLIM_INFINITY ? "unlimited" : String(n));

function cellsOf(resource: Resource, { soft, hard }: Limit): string[] {
  const [, description = "", unit = ""] = RESOURCES.find(([r]) => r === resource) ?? [];
  return [resource.toUpperCase(), description, amountOf(soft), amountOf(hard), unit];
}

function* chosenColumns(cmd: Cmd): Run<TableColumn[]> {
  const list = cmd.last("output");
  if (list === undefined) return [...COLUMNS];
  const found: TableColumn[] = [];
  for (const name of list.split(",")) {
    const column = COLUMNS.find((c) => c.name === name.toUpperCase());
    found.push(column ?? (yield* cmd.die(1, `unknown column: ${name}`)));
  }
  return found;
}
