// argmatch of gnulib: an argument that is one of a few words, each perhaps with synonyms.

import { err } from "./libc.ts";
import type { Run } from "./program.ts";
import { Exit } from "./program.ts";
import { quote } from "./quote.ts";
import type { Cmd } from "./tool.ts";

/** The first word of the row that `value` names, whole or as an unambiguous beginning; else the message, status 1. */
export function* argmatch(cmd: Cmd, flag: string, value: string, rows: readonly (readonly string[])[]): Run<string> {
  const exact = rows.find((row) => row.includes(value));
  if (exact?.[0] !== undefined) return exact[0];
  const begun = rows.filter((row) => row.some((word) => word.startsWith(value)));
  if (begun.length === 1 && begun[0]?.[0] !== undefined) return begun[0][0];
  yield* cmd.warn(`${begun.length > 1 ? "ambiguous" : "invalid"} argument ${quote(value)} for ${quote(flag)}`);
  yield* err(`Valid arguments are:\n${rows.map((row) => `  - ${row.map(quote).join(", ")}\n`).join("")}`);
  yield* err(`Try '${cmd.who} --help' for more information.\n`);
  throw new Exit(1);
}
