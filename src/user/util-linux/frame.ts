// The frame of util-linux's tools: their --help and --version, their messages, and running a command.

import { ENOENT, type Errno, failed } from "../../kernel/abi/errno.ts";
import { execvp } from "../exec.ts";
import { getenv } from "../libc.ts";
import { type Main, type Run, sys } from "../program.ts";
import { flush } from "../stdio.ts";
import { type Cmd, type Tool, tool } from "../tool.ts";

export interface UlTool {
  readonly name: string;
  /** Lines after the name under "Usage:". */
  readonly usage: readonly string[];
  /** What it is for, one sentence. */
  readonly does: string;
  /** See getopt.ts. */
  readonly options: string;
  /** The manual page that --help names, with its section. */
  readonly man: string;
  readonly version?: string;
  readonly stop?: boolean;
  readonly failure?: number;
}

const COMMON = `
  -h, --help              display this help
  -V, --version           display version
`;

const NOT_MODELLED_NOTE = "  (not modelled in Cutaway)";

function helpOf(d: UlTool): string {
  const options = `${d.options.trim()}\n${COMMON.trim()}`.split("\n").map((line) => {
    const bare = line.replace(/^\s*!?\s*/, "");
    return ` ${bare.startsWith("--") ? "    " : ""}${bare}${/^\s*!/.test(line) ? NOT_MODELLED_NOTE : ""}`;
  });
  const usage = d.usage.map((u) => ` ${d.name} ${u}`);
  const parts = ["", "Usage:", ...usage, "", d.does, "", "Options:", ...options, "", `For more details see ${d.man}.`];
  return `${parts.join("\n")}\n`;
}

export function ulTool(d: UlTool, body: (cmd: Cmd) => Run<number>): Main {
  const t: Tool = {
    name: d.name,
    usage: d.usage,
    options: d.options + COMMON,
    version: d.version ?? "from util-linux 2.41.5",
    help: helpOf(d),
    shortName: true,
    ...(d.stop === undefined ? {} : { stop: d.stop }),
    ...(d.failure === undefined ? {} : { failure: d.failure }),
  };
  return tool(t, body);
}

/** errtryhelp: "NAME: bad usage" and where to look. */
export const badUsage = (cmd: Cmd): Run<never> => cmd.misuse("bad usage");

/** Replaces the process by the command, or ends it: 127 not found, 126 not runnable. */
export function* execCommand(cmd: Cmd, argv: readonly string[], env: readonly string[]): Run<never> {
  yield* flush(cmd.out);
  const e = yield* execvp(argv, env, cmd.self);
  return yield* cmd.die(e === ENOENT ? 127 : 126, `failed to execute ${argv[0]}`, e);
}

/** The command of the operands; without one the user's shell, as a login shell. */
export function* execOrShell(cmd: Cmd, argv: readonly string[], env: readonly string[]): Run<never> {
  if (argv.length > 0) return yield* execCommand(cmd, argv, env);
  const shell = getenv({ ...cmd.self, env }, "SHELL") || "/bin/sh";
  yield* flush(cmd.out);
  const name = `-${shell.slice(shell.lastIndexOf("/") + 1)}`;
  const e = yield* execFile(shell, name, env);
  return yield* cmd.die(e === ENOENT ? 127 : 126, `failed to execute ${shell}`, e);
}

function* execFile(path: string, argv0: string, env: readonly string[]): Run<Errno> {
  return (yield* sys("execve", { path, argv: [argv0], env })) as Errno;
}

/** strtoul_or_err: a decimal number or "NAME: MESSAGE: 'TEXT'". */
export function* numberOr(cmd: Cmd, text: string, message: string): Run<number> {
  if (/^\s*\+?\d+$/.test(text)) return Number(text);
  return yield* cmd.die(1, `${message}: '${text}'`);
}

/** The call's result, or the end with "NAME: MESSAGE: strerror". */
export function* orDie<T>(cmd: Cmd, r: T, message: string, status = 1): Run<T> {
  if (failed(r)) return yield* cmd.die(status, message, r);
  return r;
}
