// Messages in the shell's own words: "bash: line 3: cd: /x: No such file or directory".

import type { Command } from "unbash";
import { err } from "../libc.ts";
import type { Run } from "../program.ts";
import { isBuiltin } from "./builtin/names.ts";
import type { Shell } from "./shell.ts";
import { commandPlace, lineAt } from "./syntax/unit.ts";

/** $LINENO */
export function currentLine(sh: Shell): number {
  if (sh.at === null) return sh.unit.line;
  return lineAt(sh.unit, sh.at.type === "Command" ? commandPlace(sh.at as Command) : sh.at.pos);
}

/** The name and place that an error begins with. */
export function prolog(sh: Shell): string {
  if (sh.dialect.name === "ash") return ashProlog(sh);
  if (sh.fromInteractive && sh.dialect.name === "bash") return `${baseName(sh.name)}: `;
  return `${errorName(sh)}: ${sh.dialect.place(currentLine(sh))}`;
}

// ash_vmsg() of busybox's ash.c names the builtin, the sourced file or the script, and only then the line.
function ashProlog(sh: Shell, builtin?: string): string {
  const sourced = sh.frames.findLast((f) => f.kind === "source")?.file;
  const command = builtin ?? sourced ?? sh.scriptName;
  const who = command && command !== sh.name ? `${sh.name}: ${command}: ` : `${sh.name}: `;
  if (!command || sh.fromInteractive) return who;
  const inText = sourced !== undefined || sh.scriptName !== null || !sh.commandString;
  return `${who}line ${currentLine(sh) - (inText ? 0 : 1)}: `;
}

/** The file an error is in: that of the function or sourced text, else $0. */
export function errorName(sh: Shell): string {
  if (sh.dialect.name !== "bash") return sh.name;
  return sh.frames.at(-1)?.file ?? sh.name;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** One line on standard error. Returns the status it goes with. */
export function* complain(sh: Shell, text: string, status = 1): Run<number> {
  const builtin = sh.dialect.name === "ash" ? /^([^ :]+): /.exec(text)?.[1] : undefined;
  if (builtin !== undefined && isBuiltin("ash", builtin)) {
    yield* err(`${ashProlog(sh, builtin)}${text.slice(builtin.length + 2)}\n`);
  } else yield* err(`${prolog(sh)}${text}\n`);
  return status;
}

/** A part of the real program that this model leaves out says so and never answers wrongly. */
export function* notModelled(sh: Shell, who: string, what: string): Run<number> {
  yield* err(`${prolog(sh)}${who}: ${what} is not modelled in Cutaway\n`);
  return 95;
}
