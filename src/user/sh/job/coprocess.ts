// The one coprocess that a shell has at a time.

import { type Run, sys } from "../../program.ts";
import type { Shell } from "../shell.ts";
import { unset } from "../variable.ts";
import type { JobProcess } from "./table.ts";

export interface Coprocess {
  readonly name: string;
  readonly process: JobProcess;
  /** Descriptors of the shell: what the command writes is read from one, what it reads is written to the other. */
  readonly read: number;
  readonly write: number;
}

/** Its pipes are the shell's alone: no other child keeps them open. */
export function* closeCoprocess(sh: Shell): Run<void> {
  if (!sh.coprocess) return;
  yield* sys("close", { fd: sh.coprocess.read });
  yield* sys("close", { fd: sh.coprocess.write });
  sh.coprocess = null;
}

/** Once it has ended and the jobs are looked through, its descriptors and variables go: coproc_reap(), execute_cmd.c */
export function* reapCoprocess(sh: Shell): Run<void> {
  if (!sh.coprocess || sh.coprocess.process.status === null) return;
  const { name } = sh.coprocess;
  yield* closeCoprocess(sh);
  unset(sh.vars, name);
  unset(sh.vars, `${name}_PID`);
}
