// Builtins that steer: break, continue, return, exit, eval, source, exec, command, builtin, true, false, :

import { failed, strerror } from "../../../kernel/abi/errno.ts";
import { O_RDONLY, S_IFDIR, S_IFMT } from "../../../kernel/abi/flags.ts";
import { err, out, readAll } from "../../libc.ts";
import { type Run, sys } from "../../program.ts";
import { isStopped } from "../job/table.ts";
import { complain, currentLine } from "../message.ts";
import { become, findCommand } from "../run/exec.ts";
import { leave } from "../run/frame.ts";
import type { Frame, Shell } from "../shell.ts";
import { parameter } from "../special.ts";
import { resetTraps } from "../trap.ts";
import { ExitShell, LoopJump, Return } from "../unwind.ts";
import { environment } from "../variable.ts";
import { type Builtin, badOption, options } from "./builtin.ts";
import { describeName } from "./describe.ts";

// biome-ignore lint/correctness/useYield: does nothing, successfully
export const succeed: Builtin = function* () {
  return 0;
};
// biome-ignore lint/correctness/useYield: does nothing, unsuccessfully
export const fail: Builtin = function* () {
  return 1;
};

const looping = (kind: "break" | "continue"): Builtin =>
  function* (sh, args) {
    const [count = "1"] = args;
    if (!/^\d+$/.test(count)) {
      yield* complain(
        sh,
        sh.dialect.extended ? `${kind}: ${count}: numeric argument required` : `${kind}: Illegal number: ${count}`,
      );
      throw new ExitShell(sh.dialect.extended ? 128 : 2);
    }
    if (sh.loopDepth === 0) {
      if (!sh.dialect.extended) return 0;
      return yield* complain(sh, `${kind}: only meaningful in a \`for', \`while', or \`until' loop`, 0);
    }
    if (Number(count) < 1) return yield* complain(sh, `${kind}: ${count}: loop count out of range`);
    throw new LoopJump(kind, Math.min(Number(count), sh.loopDepth));
  };

export const breakLoop = looping("break");
export const continueLoop = looping("continue");

export const returnFrom: Builtin = function* (sh, args) {
  const status = yield* statusArgument(sh, "return", args);
  if (sh.frames.length === 0) {
    if (!sh.dialect.extended) throw new ExitShell(status);
    return yield* complain(sh, "return: can only `return' from a function or sourced script", 2);
  }
  throw new Return(status);
};

export const exit: Builtin = function* (sh, args) {
  if (sh.interactive && !sh.warnedOfJobs && sh.jobs.list.some(isStopped)) {
    sh.warnedOfJobs = true;
    yield* err(`${sh.login ? "logout" : "exit"}\nThere are stopped jobs.\n`);
    return 1;
  }
  if (sh.interactive && sh.dialect.name === "bash") yield* err(sh.login ? "logout\n" : "exit\n");
  throw new ExitShell(yield* statusArgument(sh, "exit", args));
};

function* statusArgument(sh: Shell, who: string, args: readonly string[]): Run<number> {
  const [text, more] = args;
  if (text === undefined) return sh.status;
  if (!/^[-+]?\d+$/.test(text)) {
    if (!sh.dialect.extended) {
      yield* complain(sh, `${who}: Illegal number: ${text}`);
      throw new ExitShell(2);
    }
    yield* complain(sh, `${who}: ${text}: numeric argument required`);
    return 2;
  }
  if (more !== undefined && sh.dialect.extended) return yield* complain(sh, `${who}: too many arguments`);
  return Number(BigInt.asUintN(8, BigInt(text)));
}

export const evaluate: Builtin = function* (sh, args) {
  const words = args[0] === "--" ? args.slice(1) : args;
  const text = words.join(" ");
  if (text.trim() === "") return 0;
  return yield* sh.core.runText(sh, text, { name: sh.unit.name, label: "eval", line: currentLine(sh) });
};

export const source: Builtin = function* (sh, args, { name }) {
  const words = args[0] === "--" ? args.slice(1) : args;
  const [file, ...positional] = words;
  if (file === undefined) {
    if (!sh.dialect.extended) return 0;
    yield* complain(sh, `${name}: filename argument required`);
    yield* err(`${name}: usage: ${name} filename [arguments]\n`);
    return 2;
  }
  const path = yield* sourcePath(sh, file);
  const text = yield* fileText(path);
  if (typeof text !== "string") return yield* cannotSource(sh, name, file, text.error);
  const frame: Frame = { kind: "source", name: "source", file: path, callerLine: currentLine(sh), saved: new Map() };
  const before = sh.positional;
  if (positional.length > 0) sh.positional = positional;
  sh.frames.push(frame);
  try {
    return yield* sh.core.runText(sh, text, { name: path, label: "", line: 1 });
  } catch (e) {
    if (e instanceof Return) return e.status;
    throw e;
  } finally {
    leave(sh, frame);
    if (positional.length > 0) sh.positional = before;
  }
};

// "If filename does not contain a slash, filenames in PATH are used" - and then the current directory, unless posix
function* sourcePath(sh: Shell, file: string): Run<string> {
  if (file.includes("/")) return file;
  for (const dir of (parameter(sh, "PATH") ?? "").split(":")) {
    const path = `${dir === "" ? "." : dir}/${file}`;
    const st = yield* sys("stat", { path });
    if (!failed(st) && (st.mode & S_IFMT) !== S_IFDIR) return path;
  }
  return file;
}

function* fileText(path: string): Run<string | { readonly error: string }> {
  const fd = yield* sys("openat", { path, flags: O_RDONLY });
  if (failed(fd)) return { error: strerror(fd) };
  const text = yield* readAll(fd);
  yield* sys("close", { fd });
  return failed(text) ? { error: strerror(text).toLowerCase() } : text;
}

function* cannotSource(sh: Shell, name: string, file: string, error: string): Run<number> {
  if (!sh.dialect.extended) {
    const missing = error === "No such file or directory" && !file.includes("/");
    if (sh.dialect.name === "ash" && !missing) yield* complain(sh, `.: can't open '${file}': ${error}`);
    else yield* complain(sh, missing ? `.: ${file}: not found` : `.: ${sh.dialect.cannotOpen(file, error, false)}`);
    throw new ExitShell(2);
  }
  return yield* complain(sh, error === "is a directory" ? `${name}: ${file}: is a directory` : `${file}: ${error}`);
}

export const exec: Builtin = function* (sh, args) {
  const { letters, used, bad } = sh.dialect.extended
    ? options(args, "cla:")
    : { letters: new Map<string, string>(), used: 0, bad: null };
  if (bad) return yield* badOption(sh, "exec", bad, "exec [-cl] [-a name] [command [argument ...]] [redirection ...]");
  const words = args.slice(used);
  const [name] = words;
  if (name === undefined) return 0;
  const path = yield* findCommand(sh, name);
  if (path === null) return yield* notExeced(sh, name, `${name}: not found`, 127);
  const st = yield* sys("stat", { path });
  if (!failed(st) && (st.mode & S_IFMT) === S_IFDIR) {
    yield* complain(sh, `${path}: Is a directory`);
    return yield* notExeced(sh, name, `${path}: cannot execute: Is a directory`, 126);
  }
  const own = letters.get("a") ?? name;
  const argv = [letters.has("l") ? `-${own}` : own, ...words.slice(1)];
  const env = letters.has("c") ? [] : [...environment(sh.vars).filter((e) => !e.startsWith("_=")), `_=${path}`];
  yield* resetTraps(sh, sh.interactive, sh.watchesChildren);
  return yield* notExecedStatus(sh, yield* become(sh, path, argv, sh.dialect.extended ? env : environment(sh.vars)));
};

function* notExeced(sh: Shell, name: string, text: string, status: number): Run<number> {
  yield* complain(sh, sh.dialect.extended ? `exec: ${text}` : `exec: ${sh.dialect.notFound(name)}`);
  return yield* notExecedStatus(sh, status);
}

// biome-ignore lint/correctness/useYield: one shape for all builtins' ends
function* notExecedStatus(sh: Shell, status: number): Run<number> {
  // "If the command cannot be executed for some reason, a non-interactive shell exits, unless the execfail shell option
  // is enabled" - bash(1)
  if (sh.interactive || sh.shopts.has("execfail")) return status;
  throw new ExitShell(status);
}

export const command: Builtin = function* (sh, args, { mayExec }) {
  const { letters, used, bad } = options(args, "pvV");
  if (bad) return yield* badOption(sh, "command", bad, "command [-pVv] command [arg ...]");
  const words = args.slice(used);
  if (letters.has("v") || letters.has("V")) {
    let status = words.length > 0 ? 1 : 0;
    for (const word of words) {
      const text = yield* describeName(sh, word, letters.has("v") ? "short" : "long");
      if (text !== null) {
        yield* out(text);
        status = 0;
      } else if (letters.has("V")) yield* complain(sh, `command: ${word}: not found`);
    }
    return status === 1 && !sh.dialect.extended ? 127 : status;
  }
  if (words.length === 0) return 0;
  return yield* sh.core.runWords(sh, words, "command", mayExec);
};

export const builtin: Builtin = function* (sh, args) {
  const words = args[0] === "--" ? args.slice(1) : args;
  return words.length === 0 ? 0 : yield* sh.core.runWords(sh, words, "builtin", false);
};
