// The variables a shell begins with, and the files it reads first.

import { failed } from "../../kernel/abi/errno.ts";
import { readFile } from "../libc.ts";
import { type Run, type Self, sys } from "../program.ts";
import { currentDirectory } from "./builtin/directory.ts";
import { CORE } from "./core.ts";
import type { Dialect } from "./dialect.ts";
import type { Invocation } from "./invocation.ts";
import { newShell, type Shell } from "./shell.ts";
import { parameter } from "./special.ts";
import { unitOf } from "./syntax/unit.ts";
import { Return } from "./unwind.ts";
import { bashOrder, dashOrder, isName, noVariables, PLAIN, put, type Variable } from "./variable.ts";

export const VERSION = "5.2.37(1)-release";
const DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

export function* newShellOf(self: Self, dialect: Dialect, how: Invocation): Run<Shell> {
  const argv0 = self.argv[0] ?? dialect.name;
  const name = how.command !== null ? (how.name ?? argv0) : (how.file ?? argv0);
  const vars = noVariables(dialect.extended ? bashOrder : dashOrder);
  for (const entry of self.env) {
    const at = entry.indexOf("=");
    if (at > 0 && isName(entry.slice(0, at))) {
      vars.table.set(entry.slice(0, at), { ...PLAIN, value: entry.slice(at + 1), attributes: "x" });
    }
  }
  const pid = yield* sys("getpid", {});
  const ppid = yield* sys("getppid", {});
  const uid = yield* sys("getuid", {});
  const euid = yield* sys("geteuid", {});
  const sh = newShell({
    core: CORE,
    dialect,
    name,
    vars,
    positional: how.args,
    pid,
    ppid,
    uid,
    euid,
    login: how.login,
    commandString: how.command !== null,
    unit: unitOf("", name),
    self,
  });
  sh.readsStdin = how.readsStdin;
  sh.cwd = yield* currentDirectory(parameter(sh, "PWD"));
  if (dialect.extended) yield* bashVariables(sh, argv0);
  else dashVariables(sh);
  return sh;
}

const setTo = (sh: Shell, name: string, value: string, attributes = ""): void => {
  const old = sh.vars.table.get(name);
  put(sh.vars, name, { ...PLAIN, value, attributes: attributes || (old?.attributes ?? "") });
};

const unlessSet = (sh: Shell, name: string, value: string): void => {
  if (!sh.vars.table.has(name)) setTo(sh, name, value);
};

function* bashVariables(sh: Shell, argv0: string): Run<void> {
  setTo(sh, "BASH", argv0.includes("/") ? argv0 : "/bin/bash");
  setTo(sh, "BASH_VERSION", VERSION);
  const versinfo: Variable = {
    ...PLAIN,
    array: new Map(["5", "2", "37", "1", "release", "x86_64-pc-linux-gnu"].entries()),
    attributes: "r",
  };
  put(sh.vars, "BASH_VERSINFO", versinfo);
  const host = yield* sys("uname", {});
  setTo(sh, "HOSTNAME", failed(host) ? "" : host.nodename);
  setTo(sh, "HOSTTYPE", "x86_64");
  setTo(sh, "MACHTYPE", "x86_64-pc-linux-gnu");
  setTo(sh, "OSTYPE", "linux-gnu");
  setTo(sh, "IFS", " \t\n");
  setTo(sh, "OPTIND", "1");
  setTo(sh, "OPTERR", "1");
  setTo(sh, "PPID", String(sh.ppid), "ir");
  setTo(sh, "UID", String(sh.uid), "ir");
  setTo(sh, "EUID", String(sh.euid), "ir");
  unlessSet(sh, "PATH", DEFAULT_PATH);
  unlessSet(sh, "TERM", "dumb");
  unlessSet(sh, "SHELL", "/bin/bash");
  unlessSet(sh, "PS4", "+ ");
  setTo(sh, "PWD", sh.cwd, "x");
  if (!sh.vars.table.has("OLDPWD")) put(sh.vars, "OLDPWD", { ...PLAIN, attributes: "x" });
  countLevel(sh);
  sh.vars.table.delete("_");
}

function countLevel(sh: Shell): void {
  const level = Number(parameter(sh, "SHLVL") ?? 0);
  setTo(sh, "SHLVL", String(Number.isInteger(level) && level >= 0 ? level + 1 : 1), "x");
}

function dashVariables(sh: Shell): void {
  setTo(sh, "IFS", " \t\n");
  setTo(sh, "OPTIND", "1");
  setTo(sh, "PPID", String(sh.ppid));
  unlessSet(sh, "PATH", DEFAULT_PATH);
  setTo(sh, "PS1", sh.dialect.prompt(sh.euid === 0));
  setTo(sh, "PS2", "> ");
  setTo(sh, "PS4", "+ ");
  setTo(sh, "PWD", sh.cwd, "x");
  if (sh.dialect.name === "ash") countLevel(sh);
}

/** The prompts that bash has of its own; Debian's /etc/bash.bashrc then sets another PS1, where it is found. */
export function interactiveVariables(sh: Shell): void {
  if (!sh.dialect.extended) return;
  unlessSet(sh, "PS1", sh.dialect.prompt(sh.euid === 0));
  unlessSet(sh, "PS2", "> ");
}

/** /etc/profile and the like, in the order of bash(1), INVOCATION. Files that do not exist are no error. */
export function* startupFiles(sh: Shell, how: Invocation): Run<void> {
  const home = parameter(sh, "HOME") ?? "";
  if (how.login && !how.noprofile) {
    yield* sourceIfThere(sh, "/etc/profile");
    const own = sh.dialect.extended ? [".bash_profile", ".bash_login", ".profile"] : [".profile"];
    for (const name of own) if (yield* sourceIfThere(sh, `${home}/${name}`)) break;
  } else if (sh.interactive && sh.dialect.extended && !how.norc) {
    yield* sourceIfThere(sh, "/etc/bash.bashrc");
    yield* sourceIfThere(sh, `${home}/.bashrc`);
  }
  const extra = sh.dialect.extended
    ? sh.interactive
      ? undefined
      : parameter(sh, "BASH_ENV")
    : sh.interactive
      ? parameter(sh, "ENV")
      : undefined;
  if (extra) yield* sourceIfThere(sh, extra);
}

function* sourceIfThere(sh: Shell, path: string): Run<boolean> {
  const text = yield* readFile(path);
  if (failed(text)) return false;
  sh.frames.push({ kind: "source", name: "source", file: path, callerLine: 0, saved: new Map() });
  try {
    yield* sh.core.runText(sh, text, { name: path, label: "", line: 1 });
  } catch (e) {
    if (!(e instanceof Return)) throw e;
  } finally {
    sh.frames.pop();
  }
  return true;
}
