// Lists of commands: ; & && || and newlines, and what set -e makes of a failure.

import type { AndOr, PipelineNode, Statement } from "unbash";
import type { Run } from "../../program.ts";
import { background } from "../job/launch.ts";
import type { Shell } from "../shell.ts";
import { runPending, runTrap, trapCommand } from "../trap.ts";
import { ExitShell } from "../unwind.ts";
import { pipeline } from "./pipeline.ts";

/** `mayExec`: nothing follows, so the last simple command may replace the shell instead of being waited for. */
export function* runStatements(sh: Shell, statements: readonly Statement[], mayExec: boolean): Run<number> {
  let status = 0;
  for (const [i, statement] of statements.entries()) {
    const last = mayExec && isTail(sh, statements, i);
    status = yield* runStatement(sh, statement, last);
    if (sh.pending.length > 0) yield* runPending(sh);
  }
  return status;
}

/** The last command, unless the one before it on its line is in the background: bash's optimize_connection_fork(). */
export function isTail(sh: Shell, statements: readonly Statement[], i: number): boolean {
  if (i !== statements.length - 1) return false;
  const [before, last] = [statements[i - 1], statements[i]];
  if (!before?.background || !last) return true;
  return sh.unit.text.slice(before.end, last.pos).includes("\n");
}

export function* runStatement(sh: Shell, statement: Statement, mayExec: boolean): Run<number> {
  if (sh.options.has("noexec") && !sh.interactive) return 0;
  const { command } = statement;
  if (statement.background) {
    sh.status = yield* background(sh, command);
    sh.pipeStatus = [sh.status];
    return sh.status;
  }
  return command.type === "AndOr" ? yield* andOr(sh, command, mayExec) : yield* judged(sh, command, mayExec);
}

function* andOr(sh: Shell, node: AndOr, mayExec: boolean): Run<number> {
  const last = node.commands.length - 1;
  let status = 0;
  for (const [i, command] of node.commands.entries()) {
    if (i > 0 && (node.operators[i - 1] === "&&") !== (status === 0)) continue;
    if (i < last) {
      sh.tolerant++;
      try {
        status = yield* pipeline(sh, command, false);
      } finally {
        sh.tolerant--;
      }
    } else status = yield* judged(sh, command, mayExec);
  }
  return status;
}

/** Kinds whose failure counts for set -e and the ERR trap; in the others the commands within have counted already. */
const JUDGED = new Set(["Command", "Pipeline", "Subshell", "ArithmeticCommand", "TestCommand", "Redirected"]);

function* judged(sh: Shell, node: PipelineNode, mayExec: boolean): Run<number> {
  const status = yield* pipeline(sh, node, mayExec && !hasTraps(sh));
  if (status === 0 || sh.tolerant > 0 || !JUDGED.has(node.type)) return status;
  // "… or if the command's return value is being inverted with !"
  if (node.type === "Pipeline" && node.prefixes.some((p) => p.type === "Negation")) return status;
  if (node.type === "Redirected" && !JUDGED.has(node.command.type)) return status;
  if (trapCommand(sh, "ERR") !== undefined) yield* runTrap(sh, "ERR");
  if (sh.options.has("errexit")) throw new ExitShell(status);
  return status;
}

const hasTraps = (sh: Shell): boolean => !sh.inheritedTraps && sh.traps.size > 0;
