// One command of any kind: simple, compound, a function's definition.

import type { CommandNode, CompoundCommand, Function as FunctionNode, Statement } from "unbash";
import { compute, type Run } from "../../program.ts";
import { expandArithmetic } from "../expand/word.ts";
import { foreground, newJob, startProcess } from "../job/launch.ts";
import { complain } from "../message.ts";
import type { Shell } from "../shell.ts";
import { printCommand } from "../syntax/print.ts";
import { ExpansionError } from "../unwind.ts";
import { isName } from "../variable.ts";
import { arithmeticFor, caseCommand, forCommand, ifCommand, selectCommand, whileCommand } from "./compound.ts";
import { conditional } from "./conditional.ts";
import { coproc } from "./coproc.ts";
import { redirect, restore, type Saved } from "./redirect.ts";
import { simple, trace } from "./simple.ts";
import { closeSubstitutions } from "./tidy.ts";

export function* command(sh: Shell, node: CommandNode, mayExec: boolean): Run<number> {
  switch (node.type) {
    case "Command":
      return yield* simple(sh, node, mayExec);
    case "Redirected":
      return yield* redirected(sh, node, mayExec);
    case "Function":
      return yield* define(sh, node);
    case "Coproc":
      return yield* coproc(sh, node);
    default:
      return yield* compound(sh, node, mayExec);
  }
}

function* redirected(sh: Shell, node: Extract<CommandNode, { type: "Redirected" }>, mayExec: boolean): Run<number> {
  sh.at = node.command;
  if (node.command.type === "Subshell") return yield* subshell(sh, node, mayExec);
  const saved: Saved[] = [];
  try {
    const ok = yield* redirect(sh, node.redirects, saved);
    const status = ok ? yield* compound(sh, node.command, false) : sh.dialect.redirectionStatus;
    yield* restore(saved);
    yield* closeSubstitutions(sh, 0);
    return status;
  } catch (e) {
    yield* restore(saved);
    throw e;
  }
}

function* compound(sh: Shell, node: CompoundCommand, mayExec: boolean): Run<number> {
  // dash and busybox's ash hand "this is the last command" down into compound commands (EV_EXIT), bash does not.
  const deep = mayExec && sh.dialect.execsLast !== "simple";
  switch (node.type) {
    case "If":
      return yield* ifCommand(sh, node, deep);
    case "While":
      return yield* whileCommand(sh, node);
    case "For":
      return yield* forCommand(sh, node);
    case "ArithmeticFor":
      return yield* arithmeticFor(sh, node);
    case "Case":
      return yield* caseCommand(sh, node, deep);
    case "Select":
      return yield* selectCommand(sh, node);
    case "BraceGroup":
      return yield* sh.core.runStatements(sh, node.body.commands, deep);
    case "Subshell":
      return yield* subshell(sh, node, mayExec);
    case "ArithmeticCommand":
      sh.at = node;
      yield* compute();
      return yield* arithmeticCommand(sh, node.body);
    case "TestCommand":
      sh.at = node;
      yield* compute();
      if (sh.dialect.name !== "dash") return yield* conditional(sh, node.expression);
      return yield* complain(sh, sh.dialect.notFound("[["), 127);
  }
}

function* arithmeticCommand(sh: Shell, body: string): Run<number> {
  if (sh.options.has("xtrace")) yield* trace(sh, `(( ${body.trim()} ))`);
  try {
    return (yield* expandArithmetic(sh, body, "((: ")) === 0n ? 1 : 0;
  } catch (e) {
    if (!(e instanceof ExpansionError) || e.fatal) throw e;
    return yield* complain(sh, e.message);
  }
}

type SubshellNode = Extract<CommandNode, { type: "Subshell" | "Redirected" }>;

/** ( … ): a process of its own, where the last command needs no further one. */
function* subshell(sh: Shell, node: SubshellNode, mayExec: boolean): Run<number> {
  if (mayExec && sh.isSubshell && sh.dialect.execsLast !== "simple") return yield* subshellBody(sh, node);
  const { unit } = sh;
  const process = yield* startProcess(sh, { node, body: (sub) => subshellBody(sub, node) }, null, true);
  return yield* foreground(
    sh,
    newJob(sh, [process], () => printCommand(node, unit.text), false),
  );
}

export function* subshellBody(sh: Shell, node: SubshellNode): Run<number> {
  if (node.type === "Redirected") {
    if (!(yield* redirect(sh, node.redirects, null))) return sh.dialect.redirectionStatus;
    const { command: inner } = node;
    return inner.type === "Subshell" ? yield* subshellList(sh, inner.body.commands) : yield* compound(sh, inner, false);
  }
  return yield* subshellList(sh, node.body.commands);
}

function* subshellList(sh: Shell, statements: readonly Statement[]): Run<number> {
  const [only, more] = statements;
  // A command alone in its subshell replaces it, whatever its redirections.
  if (only?.command.type === "Command" && !more && !only.background) return yield* simple(sh, only.command, true, true);
  return yield* sh.core.runStatements(sh, statements, true);
}

/** What a process of a pipeline or in the background does: the command, in place of which it may be exec'd. */
export function* runInChild(sh: Shell, node: Statement["command"]): Run<number> {
  if (node.type === "Command") return yield* simple(sh, node, true, true);
  if (node.type === "Subshell") return yield* subshellBody(sh, node);
  if (node.type === "Redirected" && node.command.type === "Subshell") return yield* subshellBody(sh, node);
  const statement: Statement = {
    type: "Statement",
    pos: node.pos,
    end: node.end,
    command: node,
    background: undefined,
  };
  return yield* sh.core.runStatements(sh, [statement], sh.dialect.execsLast !== "simple");
}

function* define(sh: Shell, node: FunctionNode): Run<number> {
  const name = node.name.text;
  if (!sh.dialect.extended && !isName(name)) return yield* complain(sh, "Syntax error: Bad function name", 2);
  sh.functions.set(name, { name, node, unit: sh.unit });
  return 0;
}
