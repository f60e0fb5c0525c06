// The shell: bash, dash and busybox's sh as one program of the simulated kernel.
//
//   text ─> check.ts: complete? where wrong? ─> unbash: syntax tree ─> run/: evaluator
//                                                                        │
//              words ─> expand/: braces, tilde, $x, $(…), splitting, file names
//              commands ─> builtin/: in this process · else fork(2), execve(2), wait4(2)
//
// The evaluator is a generator that yields system calls and nothing else, so whatever a shell does to the world can be
// seen as calls: every external command, ( ), pipeline stage, $( ) and & is a fork(2) of a real process; a pipe is
// pipe2(2) and dup2(2); a redirection is openat(2). Variables, functions and jobs are plain JavaScript values of the
// process: a forked child works on a copy (shell.ts).
//
// Left out, each with a message and status 95: programmable completion, restricted and posix mode of bash.
// The terminal is the kernel's, in canonical mode: there is no readline.

import { ENOENT, type Errno, failed, strerror } from "../../kernel/abi/errno.ts";
import { err, out, readFile } from "../libc.ts";
import type { Main, Run, Self } from "../program.ts";
import { readLine } from "./builtin/read-line.ts";
import { setByName } from "./builtin/settings.ts";
import { DIALECTS, type Dialect, type DialectName } from "./dialect.ts";
import { interact, isTerminal, startInteractive } from "./interactive.ts";
import { type Invocation, readInvocation } from "./invocation.ts";
import { runToEnd } from "./job/fork.ts";
import { needsMore } from "./needs-more.ts";
import { isBinary } from "./run/exec.ts";
import type { Shell } from "./shell.ts";
import { interactiveVariables, newShellOf, startupFiles, VERSION } from "./startup.ts";
import { runPending } from "./trap.ts";

/** The shell under whatever name it was called: "sh" and "dash" speak as dash does. */
export const bashMain: Main = (self) => main(self, dialectOf(self));
export const dashMain: Main = (self) => main(self, DIALECTS.dash);
/** busybox sh */
export const ashMain: Main = (self) => main(self, DIALECTS.ash);

function dialectOf(self: Self): Dialect {
  const name = (self.argv[0] ?? "").replace(/^-/, "");
  const called = name.slice(name.lastIndexOf("/") + 1);
  const known: Readonly<Record<string, DialectName>> = { sh: "dash", dash: "dash", ash: "ash", busybox: "ash" };
  return DIALECTS[known[self.arg] ?? known[called] ?? "bash"];
}

function* main(self: Self, dialect: Dialect): Run<number> {
  const how = readInvocation(self.argv, dialect);
  if (how.bad) return yield* badInvocation(self, dialect, how.bad);
  if (how.version) {
    yield* out(`GNU bash, version ${VERSION} (x86_64-pc-linux-gnu)\n`);
    return 0;
  }
  const sh = yield* newShellOf(self, dialect, how);
  return yield* runToEnd(sh, (shell) => session(shell, how));
}

function* badInvocation(self: Self, dialect: Dialect, bad: NonNullable<Invocation["bad"]>): Run<number> {
  const who = self.argv[0] ?? dialect.name;
  if (bad.kind === "not modelled") {
    yield* err(`${who}: option '${bad.option}' is not modelled in Cutaway\n`);
    return 95;
  }
  if (dialect.name === "ash") {
    const what = bad.kind === "no argument" ? `${bad.option} requires an argument` : `illegal option ${bad.option}`;
    yield* err(`${who}: ${what}\n`);
  } else if (!dialect.extended)
    yield* err(
      `${who}: 0: ${bad.kind === "no argument" ? `${bad.option} requires an argument` : `Illegal option ${bad.option}`}\n`,
    );
  else
    yield* err(
      `${who}: ${bad.option}: ${bad.kind === "no argument" ? "option requires an argument" : "invalid option"}\n`,
    );
  return 2;
}

function* session(sh: Shell, how: Invocation): Run<number> {
  for (const name of how.set) yield* setByName(sh, name, true);
  for (const name of how.unset) yield* setByName(sh, name, false);
  for (const name of how.shopts) sh.shopts.add(name);
  const typed = how.command === null && how.file === null && (yield* isTerminal(0)) && (yield* isTerminal(2));
  if (how.interactive || typed) {
    yield* startInteractive(sh);
    interactiveVariables(sh);
  }
  yield* startupFiles(sh, how);
  if (how.command !== null) return yield* runCommand(sh, how.command);
  if (how.file !== null) return yield* runFile(sh, how.file);
  return sh.interactive ? yield* interact(sh) : yield* runInput(sh);
}

function* runCommand(sh: Shell, text: string): Run<number> {
  const mayExec = sh.dialect.execsLast !== "never" && !sh.interactive;
  return yield* sh.core.runText(sh, text, { name: sh.name, label: "-c", line: 1, mayExec });
}

function* runFile(sh: Shell, path: string): Run<number> {
  const text = yield* readFile(path);
  if (failed(text)) return yield* cannotRead(sh, path, text);
  if (sh.dialect.extended && isBinary(text)) {
    yield* err(`${path}: ${path}: cannot execute binary file\n`);
    return 126;
  }
  sh.scriptName = path;
  return yield* sh.core.runText(sh, text, { name: path, label: "", line: 1 });
}

function* cannotRead(sh: Shell, path: string, e: Errno): Run<number> {
  const who = sh.self.argv[0] ?? "bash";
  if (sh.dialect.name === "ash") yield* err(`${who}: can't open '${path}': ${strerror(e)}\n`);
  else if (sh.dialect.name === "dash") yield* err(`${who}: 0: ${sh.dialect.cannotOpen(path, strerror(e), false)}\n`);
  else yield* err(`${who}: ${path}: ${strerror(e)}\n`);
  return sh.dialect.extended ? (e === ENOENT ? 127 : 126) : 2;
}

/** Commands from standard input: each is read, and no more, and run before the next, so that it may read what follows. */
function* runInput(sh: Shell): Run<number> {
  let text = "";
  let line = 1;
  for (;;) {
    const { text: part, ended, error } = yield* readLine(0, "\n", null);
    if (error !== null) {
      yield* err(`${sh.name}: error reading input file: ${strerror(error)}\n`);
      return 1;
    }
    text += part + (ended ? "" : "\n");
    if (!ended && needsMore(text, sh.dialect.extended)) continue;
    const whole = text;
    text = "";
    const from = line;
    line += whole.split("\n").length - 1;
    if (whole.trim() !== "") {
      const before = sh.syntaxErrors;
      sh.status = yield* sh.core.runText(sh, whole, { name: sh.name, label: "", line: from });
      if (sh.syntaxErrors !== before && sh.textDepth === 0) return 2;
      yield* runPending(sh);
    }
    if (ended) return sh.status;
  }
}
