// echo and printf.

import { now, strftime, type Timespec } from "../../coreutils/clock.ts";
import { type Complaint, formatPrintf } from "../../coreutils/printf.ts";
import { err } from "../../libc.ts";
import type { Run } from "../../program.ts";
import { decodeEscapes } from "../expand/escape.ts";
import { backslashQuote } from "../expand/operation.ts";
import { setElement, setParameter } from "../expand/scope.ts";
import { complain, notModelled } from "../message.ts";
import type { Shell } from "../shell.ts";
import { isUtf8 } from "../special.ts";
import { isName } from "../variable.ts";
import { type Builtin, say } from "./builtin.ts";

export const echo: Builtin = function* (sh, args) {
  return yield* say(sh, "echo", echoText(sh, args));
};

function echoText(sh: Shell, args: readonly string[]): string {
  let newline = true;
  let escapes = sh.dialect.echoEscapes || sh.shopts.has("xpg_echo");
  let i = 0;
  const option = sh.dialect.echoEscapes ? /^-n$/ : /^-[neE]+$/;
  for (; i < args.length && option.test(args[i] as string); i++) {
    for (const letter of (args[i] as string).slice(1)) {
      if (letter === "n") newline = false;
      else escapes = letter === "e";
    }
    if (sh.dialect.echoEscapes) {
      i++;
      break;
    }
  }
  const text = args.slice(i).join(" ");
  if (!escapes) return newline ? `${text}\n` : text;
  const done = decodeEscapes(text, "echo", isUtf8(sh));
  return done.text + (newline && !done.stop ? "\n" : "");
}

export const printf: Builtin = function* (sh, args) {
  let rest = args;
  let variable: string | null = null;
  if (rest[0] === "-v" && sh.dialect.extended) {
    variable = rest[1] ?? "";
    rest = rest.slice(2);
    if (!/^[A-Za-z_]\w*(\[.*\])?$/.test(variable)) {
      return yield* complain(sh, `printf: \`${variable}': not a valid identifier`, 2);
    }
  }
  if (rest[0] === "--") rest = rest.slice(1);
  const format = rest[0];
  if (format === undefined) {
    if (!sh.dialect.extended) return yield* complain(sh, "printf: usage: printf format [arg ...]", 2);
    yield* err("printf: usage: printf [-v var] format [arguments]\n");
    return 2;
  }
  const dated = sh.dialect.extended && DATE.test(format);
  const clock = dated ? yield* now() : null;
  const date = clock ? (pattern: string, word: string | undefined) => dateText(pattern, word, clock) : undefined;
  if (dated && /^-2$/m.test(rest.slice(1).join("\n"))) return yield* notModelled(sh, "printf", "the time -2 of %( )T");
  const { text, complaints } = formatPrintf(format, rest.slice(1), backslashQuote, date);
  const told = complaints.filter((c) => c.kind !== "not-a-number" || c.word !== "");
  if (variable !== null) yield* assignResult(sh, variable, text);
  const status = variable === null ? yield* say(sh, "printf", text) : 0;
  for (const c of told) {
    // busybox: the builtin is the applet, and speaks under the shell's applet name.
    if (sh.dialect.name === "ash")
      yield* err(`${sh.name.slice(sh.name.lastIndexOf("/") + 1)}: invalid number '${c.word}'\n`);
    else yield* complain(sh, `printf: ${complaintText(sh, c)}`);
  }
  return told.length > 0 ? 1 : status;
};

const DATE = /%[-+ #0']*\d*(\.\d+)?\(/;

/** "%(datefmt)T: … -1 represents the current time … If no argument is specified … as if -1 had been given" - bash(1) */
function dateText(pattern: string, word: string | undefined, clock: Timespec): string {
  const sec = word === undefined || word === "-1" ? clock.sec : Number.parseInt(word, 10) || 0;
  return strftime(pattern === "" ? "%X" : pattern, { sec, nsec: 0 });
}

// biome-ignore lint/correctness/useYield: assignments make no system call
function* assignResult(sh: Shell, variable: string, text: string): Run<void> {
  const m = /^(\w+)\[(.*)\]$/.exec(variable);
  if (m) setElement(sh, m[1] as string, m[2] as string, text);
  else if (isName(variable)) setParameter(sh, variable, text);
}

function complaintText(sh: Shell, { kind, word }: Complaint): string {
  if (!sh.dialect.extended && kind === "not-a-number") return `${word}: expected numeric value`;
  if (!sh.dialect.extended && kind === "trailing") return `${word}: not completely converted`;
  switch (kind) {
    case "not-a-number":
    case "trailing":
      return `${word}: invalid number`;
    case "range":
      return `warning: ${word}: Numerical result out of range`;
    case "bare-percent":
      return `\`%': missing format character`;
    default:
      return `\`${word.at(-1)}': invalid format character`;
  }
}
