// sys: runs a chain of system calls in one process and prints each result.
//
//   sys OP ARG... [-- OP ARG...]...
//
// It prints "OP: 0", "OP: VALUE" or "OP: ERRNO"; the chain goes on after an error. Commands hide errnos, and escapes,
// setns and forks must happen in one process: so the recorded cases use it, and so may a curious reader.

import { out } from "../libc.ts";
import { Exit, type Main, type Run } from "../program.ts";
import { type Chain, type Op, type Step, step } from "./chain.ts";
import { FILE_OPS } from "./file-ops.ts";
import { NET_OPS } from "./net-ops.ts";
import { NS_OPS } from "./ns-ops.ts";
import { STAT_OPS } from "./stat-ops.ts";
import { forkRest, TASK_OPS } from "./task-ops.ts";

const OPS: Readonly<Record<string, Op>> = { ...FILE_OPS, ...STAT_OPS, ...NET_OPS, ...NS_OPS, ...TASK_OPS };

/** The words between two "--". */
export function steps(words: readonly string[]): Step[] {
  const found: string[][] = [[]];
  for (const word of words) {
    if (word === "--") found.push([]);
    else found.at(-1)?.push(word);
  }
  return found.filter((w) => w.length > 0).map(step);
}

function* run(c: Chain, chain: readonly Step[]): Run<number> {
  for (const [i, s] of chain.entries()) {
    if (s.op === "fork") yield* forkRest(s, () => run({ ...c }, chain.slice(i + 1)));
    else yield* runOne(c, s);
  }
  return 0;
}

function* runOne(c: Chain, s: Step): Run<void> {
  const op = Object.hasOwn(OPS, s.op) ? OPS[s.op] : undefined;
  if (op) return yield* op(c, s);
  yield* out(`${s.op}: unknown op\n`);
  throw new Exit(127);
}

export const sysMain: Main = (self) => run({ env: self.env, fd: -1, kid: 0, mark: 0 }, steps(self.argv.slice(1)));
