// ps(1): a snapshot of the processes, from /proc and nothing else. In a new pid namespace it shows the old processes
// until a /proc of the namespace is mounted.

import { failed } from "../../kernel/abi/errno.ts";
import { R_OK, TIOCGWINSZ } from "../../kernel/abi/flags.ts";
import { readGroups, readUsers } from "../accounts.ts";
import { byBytes, err, readFile } from "../libc.ts";
import { Exit, type Run, sys } from "../program.ts";
import { type Cmd, NOT_MODELLED, plainTool } from "../tool.ts";
import { bootTime, meminfo, type Proc, readProc, readProcs, uptime } from "./proc.ts";
import { type Asker, type PsArgs, PsError, PsMissing, parsePsArgs, type SortKey } from "./ps-args.ts";
import { COLUMNS, type View } from "./ps-columns.ts";
import { forest } from "./ps-forest.ts";
import { headerLine, processLine } from "./ps-format.ts";

const USAGE = `
Usage:
 ps [options]

 Try 'ps --help <simple|list|output|threads|misc|all>'
  or 'ps --help <s|l|o|t|m|a>'
 for additional help text.

For more details see ps(1).
`;
const NO_PROC = 47; // exit status
const UNLIMITED = 131072;
const WIDE = 132; // columns with one w

export const psMain = plainTool({ name: "ps", usage: "[options]", options: "", help: USAGE }, function* (cmd) {
  const own = yield* self();
  if (failed(yield* sys("access", { path: "/proc/self/stat", mode: R_OK }))) {
    yield* err("Error, do this: mount -t proc proc /proc\n");
    return NO_PROC;
  }
  const asker: Asker = {
    euid: yield* sys("geteuid", {}),
    tty: own?.tty ?? 0,
    users: yield* readUsers(),
    groups: yield* readGroups(),
  };
  const args = yield* readArgs(cmd, asker);
  if (args.action === "version") return yield* say(cmd, "ps from procps-ng 4.0.4\n");
  if (args.action === "help") return yield* say(cmd, USAGE);
  if (args.action === "columns") {
    const line = ([name, { header }]: [string, { header: string }]) => `${name.padEnd(12)} ${header.padEnd(8)}\n`;
    return yield* say(cmd, Object.entries(COLUMNS).map(line).join(""));
  }
  return yield* list(cmd, args, asker);
});

/** /proc/self is right also where this /proc belongs to another pid namespace. */
function* self(): Run<Proc | null> {
  const link = yield* sys("readlink", { path: "/proc/self" });
  return failed(link) ? null : yield* readProc(Number(link));
}

function* say(cmd: Cmd, text: string): Run<number> {
  yield* cmd.print(text);
  return 0;
}

function* readArgs(cmd: Cmd, asker: Asker): Run<PsArgs> {
  try {
    return parsePsArgs(cmd.operands, asker);
  } catch (e) {
    if (e instanceof PsMissing) {
      return yield* cmd.die(NOT_MODELLED, `option '${e.message}' is not modelled in Cutaway`);
    }
    if (!(e instanceof PsError)) throw e;
    yield* err(`error: ${e.message}\n${USAGE}`);
    throw new Exit(1);
  }
}

function* screenColumns(wide: number): Run<number> {
  const size = yield* sys("ioctl", { fd: 1, request: TIOCGWINSZ });
  if (failed(size) || wide > 1) return UNLIMITED;
  return Math.max(Math.floor(size / 65536), wide === 1 ? WIDE : 0);
}

function* list(cmd: Cmd, args: PsArgs, asker: Asker): Run<number> {
  const columns = [...args.fields.map((f) => f.column), ...args.sort.flatMap((k) => COLUMNS[k.name] ?? [])];
  const files = new Set(columns.flatMap((c) => c.files));
  if (args.environment) files.add("environ");
  const wants = { files: [...files], links: [...new Set(columns.flatMap((c) => c.links))] };
  const pidMax = yield* readFile("/proc/sys/kernel/pid_max");
  const up = yield* uptime();
  const boot = yield* bootTime();
  const view: View = {
    users: new Map(asker.users.map((u) => [u.uid, u.name])),
    groups: new Map(asker.groups.map((g) => [g.gid, g.name])),
    now: boot + Math.floor(up),
    boot,
    uptime: up,
    memory: (yield* meminfo()).get("MemTotal") ?? 0,
    pidWidth: failed(pidMax) ? 5 : String(Number(pidMax) - 1).length,
    trueNames: args.trueNames,
    numeric: args.numeric,
    environment: args.environment,
    branch: "",
  };
  const procs = sorted((yield* readProcs(wants)).filter(args.accepts), args, view);
  const lines = args.forest ? forest(procs, args.forest) : procs.map((p) => ({ p, branch: "" }));
  const width = yield* screenColumns(args.wide);
  if (args.headers) yield* cmd.print(headerLine(args.fields, view.pidWidth));
  for (const { p, branch } of lines) yield* cmd.print(processLine(args.fields, { ...view, branch }, p, width));
  return lines.length > 0 ? 0 : 1;
}

const FOREST_ORDER: readonly SortKey[] = [
  { name: "ppid", down: false },
  { name: "start_time", down: false },
];

function sorted(procs: Proc[], args: PsArgs, view: View): Proc[] {
  const keys = args.forest ? [...FOREST_ORDER.slice(0, 1), ...args.sort, ...FOREST_ORDER.slice(1)] : args.sort;
  return procs.sort((a, b) => {
    for (const { name, down } of keys) {
      const order = compare(COLUMNS[name]?.key(a, view), COLUMNS[name]?.key(b, view));
      if (order !== 0) return down ? -order : order;
    }
    return 0;
  });
}

function compare(a: number | string = "", b: number | string = ""): number {
  return typeof a === "number" && typeof b === "number" ? a - b : byBytes(String(a), String(b));
}
