// Simple commands: words are expanded, then they name a function, a builtin or a file.
//
//   expand words ─> function? ─> builtin? ─> fork ─> in the child: redirections, assignments, execve(2)
//                   (in this process)                in the parent: wait4(2)

import type { Assignment, Command, Redirection, Word } from "unbash";
import { err } from "../../libc.ts";
import { compute, type Run } from "../../program.ts";
import type { Operand } from "../builtin/builtin.ts";
import { SPECIAL_BUILTINS } from "../builtin/names.ts";
import { BUILTINS, DECLARATIONS } from "../builtin/table.ts";
import { type Assigned, assignNode, expandAssignment, store } from "../expand/assignment.ts";
import { plainQuote } from "../expand/declaration.ts";
import { quoteForReuse } from "../expand/operation.ts";
import { expandInto, expandQuotedText } from "../expand/word.ts";
import { foreground, newJob, startProcess } from "../job/launch.ts";
import { complain } from "../message.ts";
import type { Shell, ShellFunction } from "../shell.ts";
import { parameter } from "../special.ts";
import { printCommand } from "../syntax/print.ts";
import { runTrap, trapCommand } from "../trap.ts";
import { ExitShell } from "../unwind.ts";
import { environment, lookup, put, type Variable, withAttribute } from "../variable.ts";
import { become, findCommand } from "./exec.ts";
import { forget, redirect, restore, type Saved } from "./redirect.ts";
import { closeSubstitutions } from "./tidy.ts";

/** `child`: this process was started for the command alone. */
export function* simple(sh: Shell, node: Command, mayExec: boolean, child = false): Run<number> {
  sh.at = node;
  sh.substituted = false;
  const open = sh.substitutions.length;
  if (sh.traps.size > 0 && trapCommand(sh, "DEBUG") !== undefined) yield* runTrap(sh, "DEBUG");
  const operands: Operand[] = [];
  const words: string[] = [];
  if (node.name) yield* expandInto(sh, node.name, words);
  const declares = DECLARATIONS.has(words[0] ?? "");
  for (const word of words.slice(1)) operands.push(word);
  for (const part of node.suffix) if (isArgument(part)) yield* argument(sh, part, declares, words, operands);
  const assignments = node.prefix.filter((p): p is Assignment => p.type === "Assignment");
  sh.at = node;
  let status: number;
  if (words.length === 0) status = yield* assignOnly(sh, node, assignments);
  else {
    status = yield* run(sh, node, words, operands, assignments, mayExec, child);
    sh.lastArgument = words.at(-1) ?? "";
  }
  if (sh.substitutions.length > open) yield* closeSubstitutions(sh, open);
  return status;
}

type Part = Command["suffix"][number];
const isArgument = (part: Part): part is Word | Assignment => part.type === "Word" || part.type === "Assignment";

function* argument(
  sh: Shell,
  part: Word | Assignment,
  declares: boolean,
  words: string[],
  operands: Operand[],
): Run<void> {
  if (part.type === "Assignment" && declares) {
    operands.push({ ...(yield* expandAssignment(sh, part)), text: part.text });
    words.push(part.text);
    return;
  }
  const from = words.length;
  yield* expandInto(sh, part.type === "Word" ? part : asWord(part), words);
  operands.push(...words.slice(from));
}

/** An argument that looks like an assignment, to a command that makes none. */
function asWord(part: Assignment): Word {
  const { value } = part;
  if (value.type !== "Word" || part.index)
    return { type: "Word", text: part.text, value: part.text, pos: part.pos, end: part.end };
  const head = part.text.slice(0, part.text.length - value.text.length);
  const literal = { type: "Literal", pos: part.pos, end: value.pos, text: head, value: head } as const;
  const rest = value.parts ?? [
    { type: "Literal", pos: value.pos, end: value.end, text: value.text, value: value.value } as const,
  ];
  return {
    type: "Word",
    text: part.text,
    value: head + value.value,
    pos: part.pos,
    end: part.end,
    parts: [literal, ...rest],
  };
}

/** Assignments and redirections without a command. */
function* assignOnly(sh: Shell, node: Command, assignments: readonly Assignment[]): Run<number> {
  yield* compute();
  const saved: Saved[] = [];
  const before = sh.status;
  const ok = node.redirects.length === 0 || (yield* redirect(sh, node.redirects, saved));
  yield* restore(saved);
  if (!ok) return sh.dialect.redirectionStatus;
  sh.status = before;
  for (const assignment of assignments) {
    const assigned = yield* assignNode(sh, assignment);
    if (sh.options.has("xtrace")) yield* trace(sh, assignmentText(assigned));
  }
  return sh.substituted ? sh.status : 0;
}

function* run(
  sh: Shell,
  node: Command,
  words: readonly string[],
  operands: readonly Operand[],
  assignments: readonly Assignment[],
  mayExec: boolean,
  child: boolean,
): Run<number> {
  const name = words[0] as string;
  const f = sh.functions.get(name);
  const isSpecialBuiltin = SPECIAL_BUILTINS.has(name) && !sh.dialect.extended;
  if (sh.options.has("xtrace")) {
    // Shown before they are made, so that the command's own line comes last.
    const shown: string[] = [];
    for (const node of assignments) shown.push(assignmentText(yield* expandAssignment(sh, node)));
    if (sh.dialect.extended) for (const text of shown) yield* trace(sh, text);
    yield* traceWords(sh, sh.dialect.extended ? words : [...shown, ...words]);
  }
  if (f && !isSpecialBuiltin)
    return yield* inShell(sh, node.redirects, assignments, name, () => sh.core.callFunction(sh, f, words));
  const builtin = BUILTINS[sh.dialect.name].get(name);
  if (builtin) {
    yield* compute();
    return yield* inShell(sh, node.redirects, assignments, name, () =>
      builtin(sh, words.slice(1), { name, operands, mayExec }),
    );
  }
  const path = yield* findCommand(sh, name);
  const body = function* (sub: Shell): Run<number> {
    if (!(yield* redirect(sub, node.redirects, null))) return sh.dialect.redirectionStatus;
    const env = yield* childEnvironment(sub, assignments, path ?? name);
    if (path === null) return yield* notFound(sub, name, words);
    return yield* become(sub, path, words, env);
  };
  const suppressed = mayExec && (child || sh.dialect.execsLast !== "simple" || node.redirects.length === 0);
  if (suppressed && path !== null) {
    const status = yield* body(sh);
    throw new ExitShell(status);
  }
  if (child) return yield* body(sh);
  const { unit } = sh;
  const process = yield* startProcess(sh, { node, body }, null, true);
  const job = newJob(sh, [process], () => printCommand(node, unit.text), false);
  return yield* foreground(sh, job);
}

/** "the shell searches for a defined shell function named command_not_found_handle" - bash(1), COMMAND EXECUTION. */
function* notFound(sh: Shell, name: string, words: readonly string[]): Run<number> {
  const handler = sh.dialect.extended ? sh.functions.get("command_not_found_handle") : undefined;
  if (handler) return yield* sh.core.callFunction(sh, handler, ["command_not_found_handle", ...words]);
  const inside = sh.inEval && !sh.dialect.extended ? "eval: " : "";
  return yield* complain(sh, inside + sh.dialect.notFound(name), 127);
}

/** The environment of a file to be run: what is exported, the assignments before the command, and _. */
function* childEnvironment(sub: Shell, assignments: readonly Assignment[], path: string): Run<readonly string[]> {
  const first: string[] = [];
  for (const node of assignments) {
    const { name, value } = yield* assignNode(sub, node);
    if (typeof value !== "string") continue;
    first.push(`${name}=${parameter(sub, name) ?? value}`);
  }
  const own = new Set(first.map((entry) => entry.slice(0, entry.indexOf("="))));
  const rest = environment(sub.vars).filter(
    (entry) => !own.has(entry.slice(0, entry.indexOf("="))) && !entry.startsWith("_="),
  );
  return sub.dialect.extended ? [...first, ...rest, `_=${path}`] : [...first, ...rest];
}

/** A function or builtin: assignments and redirections last as long as it does. */
function* inShell(
  sh: Shell,
  redirects: readonly Redirection[],
  assignments: readonly Assignment[],
  name: string,
  body: () => Run<number>,
): Run<number> {
  if (redirects.length === 0 && assignments.length === 0) {
    const status = yield* body();
    return status;
  }
  const saved: Saved[] = [];
  const hidden = new Map<string, Variable | undefined>();
  try {
    if (!(yield* redirect(sh, redirects, saved))) {
      yield* restore(saved);
      // "a redirection error with a special built-in utility shall cause the shell to exit" - POSIX, 2.8.1
      if (!sh.dialect.extended && SPECIAL_BUILTINS.has(name)) throw new ExitShell(sh.dialect.redirectionStatus);
      return sh.dialect.redirectionStatus;
    }
    for (const node of assignments) yield* assignHidden(sh, node, hidden);
    const status = yield* body();
    if (name === "exec") yield* forget(saved);
    else yield* restore(saved);
    unhide(sh, hidden, name);
    return status;
  } catch (e) {
    yield* restore(saved);
    unhide(sh, hidden, name);
    throw e;
  }
}

function* assignHidden(sh: Shell, node: Assignment, hidden: Map<string, Variable | undefined>): Run<void> {
  const assigned: Assigned = yield* expandAssignment(sh, node);
  const old = sh.vars.table.get(assigned.name);
  if (!hidden.has(assigned.name)) hidden.set(assigned.name, old);
  store(sh, assigned);
  const v = lookup(sh.vars, assigned.name);
  if (v) put(sh.vars, assigned.name, withAttribute(v, "x"));
}

function unhide(sh: Shell, hidden: Map<string, Variable | undefined>, name: string): void {
  // "variable assignments … shall remain in effect after the built-in completes" - POSIX, 2.14; bash keeps to it only
  // in posix mode.
  if (!sh.dialect.extended && SPECIAL_BUILTINS.has(name)) return;
  for (const [variable, old] of hidden) {
    sh.vars.environment = null;
    if (old) sh.vars.table.set(variable, old);
    else sh.vars.table.delete(variable);
  }
}

/** command, builtin, exec: a command given as words. */
export function* runWords(
  sh: Shell,
  words: readonly string[],
  how: "all" | "command" | "builtin",
  mayExec: boolean,
): Run<number> {
  const name = words[0] ?? "";
  const f: ShellFunction | undefined = how === "all" ? sh.functions.get(name) : undefined;
  if (f) return yield* sh.core.callFunction(sh, f, words);
  const builtin = BUILTINS[sh.dialect.name].get(name);
  if (builtin) return yield* builtin(sh, words.slice(1), { name, operands: words.slice(1), mayExec });
  if (how === "builtin") return yield* complain(sh, `builtin: ${name}: not a shell builtin`);
  const path = yield* findCommand(sh, name);
  const body = function* (sub: Shell): Run<number> {
    if (path === null) return yield* complain(sub, sub.dialect.notFound(name), 127);
    return yield* become(sub, path, words, yield* childEnvironment(sub, [], path));
  };
  if (mayExec && path !== null) throw new ExitShell(yield* body(sh));
  const node = sh.at as Command;
  const { unit } = sh;
  const process = yield* startProcess(sh, { node, body }, null, true);
  return yield* foreground(
    sh,
    newJob(sh, [process], () => printCommand(node, unit.text), false),
  );
}

// --- set -x -------------------------------------------------------------------------------------------------------

export function* trace(sh: Shell, text: string): Run<void> {
  const prompt = parameter(sh, "PS4") ?? "";
  sh.options.delete("xtrace");
  const { status } = sh;
  const prefix = /[$`\\]/.test(prompt) ? yield* expandQuotedText(sh, prompt) : prompt;
  sh.status = status;
  sh.options.add("xtrace");
  // "The first character of the expanded value of PS4 is replicated … to indicate multiple levels of indirection"
  const depth = sh.dialect.extended ? Math.max(0, sh.textDepth - 1) : 0;
  yield* err(`${prefix.slice(0, 1).repeat(depth)}${prefix}${text}\n`);
}

const traceWords = (sh: Shell, words: readonly string[]): Run<void> => {
  const quote = (word: string): string => (word === "" ? "''" : sh.dialect.extended ? traceQuote(word) : word);
  return trace(sh, words.map(quote).join(" "));
};

const traceQuote = (word: string): string => (plainQuote(word) === word ? word : quoteForReuse(word));

const assignmentText = ({ name, value, append }: Assigned): string =>
  `${name}${append ? "+" : ""}=${typeof value === "string" ? (value === "" ? "" : traceQuote(value)) : `(${value.map((v) => traceQuote(v.value)).join(" ")})`}`;
