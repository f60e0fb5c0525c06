// The frame that every command stands in: arguments, messages, buffered output, exit.
//
//   export const nprocMain = tool({ name: "nproc", usage: "[OPTION]...", options: "…" }, function* (cmd) {
//     yield* cmd.print("1\n");
//     return 0;
//   });

import { type Errno, failed, strerror } from "../kernel/abi/errno.ts";
import { usageOf } from "./busybox/message.ts";
import { type Given, getopt, type Option, optionHelp, optionTable } from "./getopt.ts";
import { err, getenv } from "./libc.ts";
import { Exit, type Main, type Run, type Self } from "./program.ts";
import { flush, put, type Stream, stream } from "./stdio.ts";

/** Status of an option that the real tool has and the model does not: never a silent wrong answer. */
export const NOT_MODELLED = 95;

export interface Tool {
  readonly name: string;
  /** After the name in "Usage: NAME …", one string a line. */
  readonly usage: string | readonly string[];
  /** See getopt.ts; --help and --version are added where the table has none. */
  readonly options: string;
  /** What --version prints after the name. */
  readonly version?: string;
  /** Exit status of usage errors and of failing to write: 1 for most. */
  readonly failure?: number;
  /** The first operand ends the options. */
  readonly stop?: boolean;
  /** No "Try 'x --help' for more information." behind a usage error. */
  readonly noTry?: boolean;
  /** Printed behind a usage error in place of "Try …". */
  readonly usageOnMisuse?: string;
  /** All that --help prints, for tools that do not print it as GNU's do. */
  readonly help?: string;
  /** Its messages begin with the last part of argv[0]: program_invocation_short_name(3). */
  readonly shortName?: boolean;
  /** A usage error shows the usage line before "Try …". */
  readonly usageText?: boolean;
  /** The program's name stands before "Try …" too. */
  readonly namedTry?: boolean;
  /** What a usage error prints instead of "Try …". */
  readonly usageHelp?: string;
  /** Said between the message of a wrong option and "Try …". */
  readonly onBadOption?: (self: Self) => Run<void>;
  /** Turns spellings that getopt cannot express ("head -5", "chmod -x") into ones it can. */
  readonly rewrite?: (args: readonly string[]) => readonly string[];
}

/** One run of a command. */
export interface Cmd {
  readonly self: Self;
  /** How its messages begin: argv[0] as typed, for busybox the applet's name. */
  readonly who: string;
  /** Speaks as BusyBox does instead of as GNU. */
  readonly busybox: boolean;
  readonly given: readonly Given[];
  readonly operands: readonly string[];
  readonly out: Stream;
  has(...names: string[]): boolean;
  /** The last argument given to this option. */
  last(name: string): string | undefined;
  all(name: string): string[];
  print(text: string): Run<void>;
  /** "who: text" or "who: text: strerror(e)" on standard error, output so far staying buffered. */
  warn(text: string, e?: Errno): Run<void>;
  /** warn, then exit. */
  die(status: number, text: string, e?: Errno): Run<never>;
  /** A usage error: the message, "Try '… --help' for more information.", exit. */
  misuse(text: string): Run<never>;
  /** The end of a usage error whose messages have been printed. */
  tryHelp(): Run<never>;
}

const COREUTILS = "(GNU coreutils) 9.7";
const tables = new Map<Tool, readonly Option[]>();

const TOOLS = new Map<Main, Tool>();

/** What a program was made of by `tool`; undefined for one that reads its arguments itself. */
export const toolOf = (main: Main): Tool | undefined => TOOLS.get(main);

/** The tool's table, read once. */
export function optionsOf(t: Tool): readonly Option[] {
  const known = tables.get(t);
  if (known) return known;
  const own = optionTable(t.options);
  const add = (name: string, line: string) => (own.some((o) => o.longs.includes(name)) ? [] : optionTable(line));
  const table = [
    ...own,
    ...add("help", "--help                  display this help and exit"),
    ...add("version", "--version               output version information and exit"),
  ];
  tables.set(t, table);
  return table;
}

const baseName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** Makes a program of a body that is told its arguments. */
export function tool(t: Tool, body: (cmd: Cmd) => Run<number>): Main {
  const main: Main = function* (self) {
    const stop = t.stop === true || getenv(self, "POSIXLY_CORRECT") !== undefined;
    const args = self.argv.slice(1);
    const parsed = getopt(optionsOf(t), t.rewrite?.(args) ?? args, stop);
    const cmd = command(t, self, parsed.given, parsed.operands);
    return yield* atExit(t, cmd, function* () {
      yield* settle(t, cmd);
      if (parsed.problem) {
        if (!cmd.busybox && t.onBadOption) {
          yield* cmd.warn(parsed.problem);
          yield* t.onBadOption(self);
          yield* cmd.tryHelp();
        }
        yield* cmd.misuse(parsed.problem);
      }
      return yield* body(cmd);
    });
  };
  TOOLS.set(main, t);
  return main;
}

/** For programs that read their arguments themselves (echo, test, expr, find): all of them are operands. */
export function plainTool(t: Tool, body: (cmd: Cmd) => Run<number>): Main {
  return function* (self) {
    const cmd = command(t, self, [], self.argv.slice(1));
    return yield* atExit(t, cmd, () => body(cmd));
  };
}

// exit(3): what is still buffered is written, and a failed write is a failed command (gnulib's close_stdout).
function* atExit(t: Tool, cmd: Cmd, body: () => Run<number>): Run<number> {
  let status: number;
  try {
    status = yield* body();
  } catch (e) {
    if (!(e instanceof Exit)) throw e;
    status = e.status;
  }
  const e = yield* flush(cmd.out);
  if (!failed(e)) return status;
  yield* cmd.warn("write error", e);
  return t.failure ?? 1;
}

// --help, --version and what is not modelled, in the order given.
function* settle(t: Tool, cmd: Cmd): Run<void> {
  for (const g of cmd.given) {
    if (g.name === "help") {
      yield* cmd.print(helpText(t, cmd.who));
      throw new Exit(0);
    }
    if (g.name === "version" && g.flag !== "-v") {
      yield* cmd.print(`${t.name} ${t.version ?? COREUTILS}\n`);
      throw new Exit(0);
    }
    if (!g.modelled) yield* cmd.die(NOT_MODELLED, `option '${g.flag}' is not modelled in Cutaway`);
  }
}

export function helpText(t: Tool, who: string = t.name): string {
  if (t.help !== undefined) return t.help;
  return `${usageLines(t, who)}\n\n${optionHelp(optionsOf(t))}`;
}

function usageLines(t: Tool, who: string): string {
  const usage = typeof t.usage === "string" ? [t.usage] : t.usage;
  return usage.map((u, i) => `${i === 0 ? "Usage:" : "  or: "} ${who} ${u}`.trimEnd()).join("\n");
}

function command(t: Tool, self: Self, given: readonly Given[], operands: readonly string[]): Cmd {
  const busybox = self.arg === "busybox";
  const argv0 = self.argv[0] ?? t.name;
  const who = busybox || t.shortName ? baseName(argv0) : argv0;
  const out = stream(1);
  const warn = (text: string, e?: Errno) =>
    err(e === undefined ? `${who}: ${text}\n` : `${who}: ${text}: ${strerror(e)}\n`) as unknown as Run<void>;
  function* die(status: number, text: string, e?: Errno): Run<never> {
    yield* warn(text, e);
    throw new Exit(status);
  }
  function* misuse(text: string): Run<never> {
    if (!busybox) yield* warn(text);
    return yield* tryHelp();
  }
  function* tryHelp(): Run<never> {
    if (t.usageOnMisuse !== undefined) yield* err(t.usageOnMisuse);
    else if (busybox) yield* err(usageOf(who));
    else if (t.usageHelp !== undefined) yield* err(t.usageHelp);
    else if (t.usageText) yield* err(`${usageLines(t, who)}\nTry '${who} --help' for more information.\n`);
    else if (!t.noTry) yield* err(`${t.namedTry ? `${who}: ` : ""}Try '${who} --help' for more information.\n`);
    throw new Exit(busybox ? 1 : (t.failure ?? 1));
  }
  return {
    self,
    who,
    busybox,
    given,
    operands,
    out,
    has: (...names) => given.some((g) => names.includes(g.name)),
    last: (name) => given.findLast((g) => g.name === name)?.value,
    all: (name) => given.filter((g) => g.name === name).map((g) => g.value ?? ""),
    print: (text) => put(out, text),
    warn,
    die,
    misuse,
    tryHelp,
  };
}
