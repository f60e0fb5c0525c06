// $(command), `command`, <(command), >(command): another process and a pipe.

import type { CommandExpansionPart, ParsedScript, ProcessSubstitutionPart, Statement, Word } from "unbash";
import { type Errno, failed, strerror } from "../../../kernel/abi/errno.ts";
import { F_DUPFD, O_RDONLY } from "../../../kernel/abi/flags.ts";
import { readAll, readIntoMemory } from "../../libc.ts";
import { type Run, sys } from "../../program.ts";
import { forkSubshell } from "../job/fork.ts";
import { waitForProcess } from "../job/wait.ts";
import { complain } from "../message.ts";
import type { Shell } from "../shell.ts";
import { parseText } from "../syntax/parse.ts";
import { unitOf } from "../syntax/unit.ts";
import { Discard } from "../unwind.ts";

/** The output of a command, without the newlines at its end. */
export function* commandSubstitution(
  sh: Shell,
  part: CommandExpansionPart,
  expandText: (sh: Shell, word: Word) => Run<string>,
): Run<string> {
  const script = part.script;
  const file = script ? onlyRedirect(script) : null;
  if (file && sh.dialect.extended) return yield* contents(sh, file, expandText);
  const pipe = yield* sys("pipe2", { flags: 0 });
  if (failed(pipe)) {
    yield* complain(sh, `command substitution: ${strerror(pipe)}`);
    throw new Discard(1);
  }
  const pid = yield* forkSubshell(sh, function* (sub) {
    yield* sys("close", { fd: pipe.read });
    yield* moveTo(pipe.write, 1);
    sub.textDepth++;
    sub.options.delete("errexit");
    if (sh.options.has("posix") || sh.shopts.has("inherit_errexit") || !sh.dialect.extended) {
      if (sh.options.has("errexit")) sub.options.add("errexit");
    }
    return yield* runScript(sub, part.text, script);
  });
  yield* sys("close", { fd: pipe.write });
  const output = yield* readIntoMemory(pipe.read);
  yield* sys("close", { fd: pipe.read });
  sh.status = yield* waitForProcess(sh, pid);
  sh.substituted = true;
  return failed(output) ? "" : output.replaceAll("\0", "").replace(/\n+$/, "");
}

function* runScript(sub: Shell, text: string, script: ParsedScript | undefined): Run<number> {
  if (!script) return 0;
  if (script.source !== undefined) {
    // Backquotes: the text between them is a program of its own.
    const line = 1;
    sub.unit = unitOf(script.source, sub.unit.name, line);
    const { verdict } = parseText(script.source, { extended: sub.dialect.extended, extglob: true });
    if (verdict.kind !== "complete") {
      return yield* sub.core.runText(sub, script.source, { name: "command substitution", label: "", line });
    }
  } else if (text.startsWith("`")) {
    const body = text.slice(1, -1);
    const { verdict } = parseText(body, { extended: sub.dialect.extended, extglob: true });
    if (verdict.kind !== "complete") {
      return yield* sub.core.runText(sub, body, { name: "command substitution", label: "", line: 1 });
    }
  }
  return yield* sub.core.runStatements(sub, script.commands, true);
}

/** $(< file) is the file's content, without a process - bash(1), Command Substitution. */
function onlyRedirect(script: ParsedScript): Word | null {
  const [statement, another] = script.commands as readonly (Statement | undefined)[];
  if (!statement || another || statement.background || statement.command.type !== "Command") return null;
  const { name, prefix, suffix } = statement.command;
  const [only, more] = [...prefix, ...suffix];
  if (name || more || only?.type !== "Redirect" || only.operator !== "<" || only.descriptor) return null;
  return only.target ?? null;
}

function* contents(sh: Shell, file: Word, expandText: (sh: Shell, word: Word) => Run<string>): Run<string> {
  const path = yield* expandText(sh, file);
  const fd = yield* sys("openat", { path, flags: O_RDONLY });
  sh.substituted = true;
  if (failed(fd)) {
    sh.status = yield* complain(sh, `${path}: ${strerror(fd)}`);
    return "";
  }
  const text = yield* readAll(fd);
  yield* sys("close", { fd });
  sh.status = failed(text) ? 1 : 0;
  return failed(text) ? "" : text.replaceAll("\0", "").replace(/\n+$/, "");
}

/** The name of a pipe, /dev/fd/63, whose other end a process holds. */
export function* processSubstitution(sh: Shell, part: ProcessSubstitutionPart): Run<string | Errno> {
  const pipe = yield* sys("pipe2", { flags: 0 });
  if (failed(pipe)) return pipe;
  const reads = part.operator === "<";
  const [mine, other] = reads ? [pipe.read, pipe.write] : [pipe.write, pipe.read];
  // bash keeps these out of the way of the script's own descriptors: from 63 downwards.
  const fd = yield* highest(mine, 63 - sh.substitutions.length);
  if (failed(fd)) return fd;
  const pid = yield* forkSubshell(sh, function* (sub) {
    yield* sys("close", { fd });
    for (const open of sub.substitutions) yield* sys("close", { fd: open });
    sub.substitutions = [];
    yield* moveTo(other, reads ? 1 : 0);
    return part.script ? yield* sub.core.runStatements(sub, part.script.commands, true) : 0;
  });
  yield* sys("close", { fd: other });
  sh.substitutions.push(fd);
  sh.lastBackground = pid;
  return `/dev/fd/${fd}`;
}

function* highest(fd: number, wanted: number): Run<number | Errno> {
  const copy = yield* sys("fcntl", { fd, cmd: F_DUPFD, arg: wanted });
  if (!failed(copy)) yield* sys("close", { fd });
  return copy;
}

function* moveTo(fd: number, target: number): Run<void> {
  if (fd === target) return;
  yield* sys("dup2", { fd, newfd: target });
  yield* sys("close", { fd });
}
