// Running a text: parse it, run the lines that are right, then tell what is wrong.

import { err } from "../../libc.ts";
import type { Run } from "../../program.ts";
import { prolog } from "../message.ts";
import type { Shell, TextOrigin } from "../shell.ts";
import { expandAliases } from "../syntax/alias.ts";
import type { Verdict } from "../syntax/check.ts";
import { parseText } from "../syntax/parse.ts";
import { REDIRECTIONS } from "../syntax/token.ts";
import { lineAt, type Unit, unitOf } from "../syntax/unit.ts";
import { runPending } from "../trap.ts";
import { Discard, ExitShell, ExpansionError } from "../unwind.ts";
import { isTail, runStatement } from "./list.ts";

/** A whole text at once: eval, source, -c, a script file, a trap. */
export function* runText(sh: Shell, text: string, how: TextOrigin): Run<number> {
  const { unit: outer, at } = sh;
  const source = expandAliases(sh, text);
  const aliases = aliasState(sh);
  const { script, verdict } = parseText(source, { extended: sh.dialect.extended, extglob: true });
  const unit = unitOf(source, how.name, how.line);
  sh.unit = unit;
  const { inEval } = sh;
  sh.inEval = how.label === "eval";
  sh.textDepth++;
  let status = 0;
  let skipTo = 0;
  try {
    for (const [i, statement] of script.commands.entries()) {
      if (statement.pos < skipTo) continue;
      // "the commands following the alias definition on that line are not affected"; those on later lines are.
      const previous = script.commands[i - 1];
      const lineStart = source.lastIndexOf("\n", statement.pos - 1) + 1;
      if (previous && lineStart >= previous.end && aliasState(sh) !== aliases) {
        const skipped = source.slice(0, lineStart).split("\n").length - 1;
        const later = text.split("\n").slice(skipped).join("\n");
        // It is still the same text: set -x shows no deeper level.
        sh.textDepth--;
        try {
          return yield* runText(sh, later, { ...how, line: how.line + skipped });
        } finally {
          sh.textDepth++;
        }
      }
      const last = (how.mayExec ?? false) && verdict.kind === "complete" && isTail(sh, script.commands, i);
      try {
        status = yield* runStatement(sh, statement, last);
        if (sh.pending.length > 0) yield* runPending(sh);
      } catch (e) {
        status = yield* givenUp(sh, e);
        // The rest of the line is given up: parse_and_execute() goes on with the next, and ends a subshell.
        skipTo = (source.indexOf("\n", statement.end) >>> 0) + 1;
      }
    }
    const open = verdict.kind === "complete" ? verdict.open : null;
    if (open && sh.dialect.extended) yield* warnHeredoc(sh, unit, open.pos, open.delimiter);
    if (verdict.kind !== "complete") status = yield* syntaxError(sh, unit, verdict, how.label);
  } finally {
    sh.textDepth--;
    sh.inEval = inEval;
    sh.unit = outer;
    sh.at = at;
  }
  return status;
}

/** What decides how aliases are expanded. */
const aliasState = (sh: Shell): string =>
  sh.aliases.size === 0 ? "" : JSON.stringify([sh.interactive || sh.shopts.has("expand_aliases"), ...sh.aliases]);

/** The status after an error that gives up a line; anything else goes on upwards. */
function* givenUp(sh: Shell, e: unknown): Run<number> {
  if (e instanceof ExpansionError) sh.status = yield* expansionFailed(sh, e);
  else if (e instanceof Discard && !sh.interactive) sh.status = e.status;
  else throw e;
  if (sh.isSubshell && !sh.interactive) throw new ExitShell(sh.status);
  return sh.status;
}

/** Prints an expansion's error; a fatal one ends a shell that is not interactive. */
export function* expansionFailed(sh: Shell, e: ExpansionError): Run<number> {
  yield* err(`${prolog(sh)}${e.message}\n`);
  if (sh.interactive) throw new Discard(1);
  if (e.fatal || !sh.dialect.extended) throw new ExitShell(!sh.dialect.extended ? 2 : sh.commandString ? 127 : 1);
  return 1;
}

function* warnHeredoc(sh: Shell, unit: Unit, pos: number, delimiter: string): Run<void> {
  const line = lineAt(unit, pos);
  const last = lineAt(unit, unit.text.replace(/\n$/, "").length);
  const name = sh.interactive ? "" : `line ${last}: `;
  yield* err(
    `${sh.name}: ${name}warning: here-document at line ${line} delimited by end-of-file (wanted \`${delimiter}')\n`,
  );
}

/** bash's words for a mistake: what was unexpected, and the line it is in. Returns status 2. */
export function* syntaxError(
  sh: Shell,
  unit: Unit,
  verdict: Exclude<Verdict, { kind: "complete" }>,
  label: string,
): Run<number> {
  for (const line of syntaxMessages(sh, unit, verdict, label)) yield* err(`${line}\n`);
  sh.status = 2;
  if (!sh.dialect.extended && !sh.interactive) throw new ExitShell(2);
  if (sh.textDepth === 1) sh.syntaxErrors++;
  return 2;
}

function syntaxMessages(
  sh: Shell,
  unit: Unit,
  verdict: Exclude<Verdict, { kind: "complete" }>,
  label: string,
): string[] {
  const lines = unit.text.split("\n");
  const endLine = unit.line + lines.length - (unit.text.endsWith("\n") ? 1 : 0);
  const at = verdict.pos > unit.text.length ? endLine : lineAt(unit, verdict.pos);
  if (sh.dialect.name !== "bash") return [dashMessage(sh, unit, verdict, at, label)];
  const who = sh.fromInteractive ? prolog(sh) : `${unit.name}: ${label === "" ? "" : `${label}: `}`;
  const place = (line: number): string => (sh.fromInteractive ? who : `${who}line ${line}: `);
  if (verdict.kind === "unfinished") {
    if (verdict.closer !== "") return [`${place(at)}unexpected EOF while looking for matching \`${verdict.closer}'`];
    return [`${place(endLine)}syntax error: unexpected end of file`];
  }
  const line = lines[at - unit.line] ?? "";
  if (verdict.message === "maximum nesting level exceeded") return [`${place(at)}${verdict.message}`];
  if (verdict.message) return [`${place(at)}${verdict.message}`, `${place(at)}syntax error: \`${verdict.token}'`];
  const what = `syntax error near unexpected token \`${verdict.token}'`;
  return sh.fromInteractive ? [`${who}${what}`] : [`${place(at)}${what}`, `${place(at)}\`${line}'`];
}

function dashMessage(
  sh: Shell,
  unit: Unit,
  verdict: Exclude<Verdict, { kind: "complete" }>,
  at: number,
  label: string,
): string {
  if (sh.dialect.name === "ash") return ashMessage(sh, unit, verdict, at, label);
  const inside = label === "eval" ? "eval: " : "";
  const who = (line: number): string => `${unit.name}: ${sh.dialect.place(line)}${inside}`;
  const syntax = "Syntax error: ";
  if (verdict.kind === "unfinished") {
    const expecting = verdict.expected === null ? "" : ` (expecting "${verdict.expected}")`;
    if (verdict.closer === "")
      return `${who(unit.line + unit.text.split("\n").length - 1)}${syntax}end of file unexpected${expecting}`;
    if (verdict.closer === ")") return `${who(at)}${syntax}end of file unexpected (expecting ")")`;
    if (verdict.closer === "`") return `${who(at)}${syntax}EOF in backquote substitution`;
    return `${who(at)}${syntax}Unterminated quoted string`;
  }
  const token = tokenName(verdict.token);
  return `${who(at)}${syntax}${token} unexpected${verdict.expected === null ? "" : ` (expecting "${verdict.expected}")`}`;
}

const tokenName = (token: string): string =>
  token === "newline"
    ? "newline"
    : REDIRECTIONS.has(token)
      ? "redirection"
      : /^[\w-]+$/.test(token) && !RESERVED.has(token)
        ? "word"
        : `"${token}"`;

// raise_error_unexpected_syntax() of busybox's ash.c
function ashMessage(
  sh: Shell,
  unit: Unit,
  verdict: Exclude<Verdict, { kind: "complete" }>,
  at: number,
  label: string,
): string {
  const command = label === "eval" ? "eval" : label === "" && unit.name !== sh.name ? unit.name : sh.scriptName;
  const place = command === null || sh.fromInteractive ? "" : `line ${at}: `;
  const who = `${sh.name}: ${command === null || command === sh.name ? "" : `${command}: `}${place}syntax error: `;
  if (verdict.kind === "unfinished") {
    if (verdict.closer === "`") return `${who}EOF in backquote substitution`;
    if (verdict.closer !== "" && verdict.closer !== ")") return `${who}unterminated quoted string`;
    const expected = verdict.closer === ")" ? ")" : verdict.expected;
    return `${who}unexpected end of file${expected === null ? "" : ` (expecting "${expected}")`}`;
  }
  return `${who}unexpected ${tokenName(verdict.token)}${verdict.expected === null ? "" : ` (expecting "${verdict.expected}")`}`;
}

const RESERVED = new Set(["then", "else", "elif", "fi", "do", "done", "esac", "in"]);
