// The frame of procps-ng's tools: usage errors print the whole usage, on standard error.

import { err } from "../libc.ts";
import { Exit, type Main, type Run } from "../program.ts";
import { type Cmd, tool } from "../tool.ts";

export interface ProcpsTool {
  readonly name: string;
  readonly usage: string;
  readonly options: string;
  readonly failure?: number;
  /** What it calls itself instead of the last part of argv[0]. */
  readonly help?: string;
}

const COMMON = `
  -h, --help              display this help and exit
  -V, --version           output version information and exit
`;

export function usageOf(d: ProcpsTool): string {
  const lines = `${d.options.trim()}\n${COMMON.trim()}`.split("\n").map((line) => {
    const bare = line.replace(/^\s*!?\s*/, "");
    const note = /^\s*!/.test(line) ? "  (not modelled in Cutaway)" : "";
    return ` ${bare.startsWith("--") ? "    " : ""}${bare}${note}`;
  });
  const head = `\nUsage:\n ${d.name} ${d.usage}\n\nOptions:\n`;
  return `${head}${lines.join("\n")}\n\nFor more details see ${d.name}(1).\n`;
}

export function procpsTool(d: ProcpsTool, body: (cmd: Cmd) => Run<number>): Main {
  const t = {
    name: d.name,
    usage: d.usage,
    options: d.options + (/--help/.test(d.options) ? "" : COMMON),
    version: "from procps-ng 4.0.4",
    help: usageOf(d),
    shortName: true,
    noTry: true,
    usageOnMisuse: usageOf(d),
    ...(d.failure === undefined ? {} : { failure: d.failure }),
  };
  return tool(t, body);
}

/** The usage on standard error, and the end. */
export function* usageError(d: ProcpsTool, status = d.failure ?? 1): Run<never> {
  yield* err(usageOf(d));
  throw new Exit(status);
}

/** A message and where help is, as the tools say what makes no sense. */
export function* tryHelp(cmd: Cmd, message: string, status: number): Run<never> {
  yield* cmd.warn(message);
  yield* err(`Try \`${cmd.who} --help' for more information.\n`);
  throw new Exit(status);
}
