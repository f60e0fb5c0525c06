// cd, pwd, pushd, popd, dirs. The shell keeps the path as it was walked ($PWD); the kernel knows only where it is.

import { ENOENT, ENOTDIR, failed, strerror } from "../../../kernel/abi/errno.ts";
import { S_IFDIR, S_IFMT } from "../../../kernel/abi/flags.ts";
import { err, out } from "../../libc.ts";
import { type Run, sys } from "../../program.ts";
import { complain } from "../message.ts";
import type { Shell } from "../shell.ts";
import { parameter } from "../special.ts";
import { assign, exportVariable } from "../variable.ts";
import { type Builtin, badOption, options } from "./builtin.ts";

/** The path without ".", ".." and doubled slashes, by its text alone: cd -L. */
export function normal(path: string): string {
  const out: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") out.pop();
    else if (part !== "" && part !== ".") out.push(part);
  }
  return `/${out.join("/")}`;
}

/** $PWD at the start: what the environment says, if it is true, else what the kernel says. */
export function* currentDirectory(given: string | undefined): Run<string> {
  if (given?.startsWith("/") && !/\/\.{1,2}(\/|$)/.test(given)) {
    const here = yield* sys("stat", { path: "." });
    const there = yield* sys("stat", { path: given });
    if (!failed(here) && !failed(there) && here.ino === there.ino && sameDevice(here.dev, there.dev)) return given;
  }
  const cwd = yield* sys("getcwd", {});
  return failed(cwd) ? "" : cwd;
}

const sameDevice = (a: { major: number; minor: number }, b: { major: number; minor: number }): boolean =>
  a.major === b.major && a.minor === b.minor;

export const cd: Builtin = function* (sh, args) {
  const { letters, used, bad } = options(args, "LPe");
  if (bad) return yield* badOption(sh, "cd", bad, "cd [-L|[-P [-e]] [-@]] [dir]");
  const words = args.slice(used);
  if (words.length > 1 && sh.dialect.extended) return yield* complain(sh, "cd: too many arguments");
  let [dir] = words;
  let print = false;
  if (dir === undefined) {
    dir = parameter(sh, "HOME");
    if (dir === undefined) return sh.dialect.extended ? yield* complain(sh, "cd: HOME not set") : 0;
  } else if (dir === "-") {
    dir = parameter(sh, "OLDPWD");
    if (dir === undefined)
      return yield* complain(
        sh,
        sh.dialect.extended ? "cd: OLDPWD not set" : "cd: can't cd to -",
        sh.dialect.extended ? 1 : 2,
      );
    print = true;
  }
  return yield* change(sh, "cd", dir, letters.has("P") || sh.options.has("physical"), print);
};

function* change(sh: Shell, who: string, dir: string, physical: boolean, print: boolean): Run<number> {
  const found = yield* alongCdpath(sh, dir);
  const shown = print || found !== dir;
  const absolute = found.startsWith("/") ? found : `${sh.cwd === "/" ? "" : sh.cwd}/${found}`;
  // Logical: ".." goes back along the path as it was walked, not along the file system.
  const logical = normal(absolute);
  let r = yield* sys("chdir", { path: physical || sh.cwd === "" || dir === "" ? found || "." : logical });
  if (failed(r) && !physical && r !== ENOTDIR) r = yield* sys("chdir", { path: found });
  if (failed(r)) {
    if (sh.dialect.name === "dash") return yield* complain(sh, `${who}: can't cd to ${dir}`, 2);
    if (sh.dialect.name === "ash") return yield* complain(sh, `${who}: can't cd to ${dir}: ${strerror(r)}`, 2);
    return yield* complain(sh, `${who}: ${dir}: ${strerror(r)}`);
  }
  const asked = physical || sh.cwd === "" ? yield* sys("getcwd", {}) : logical;
  setDirectory(sh, failed(asked) ? logical : asked);
  if (shown) yield* out(`${sh.cwd}\n`);
  return 0;
}

function* alongCdpath(sh: Shell, dir: string): Run<string> {
  const cdpath = parameter(sh, "CDPATH");
  if (!cdpath || /^(\/|\.{1,2}(\/|$))/.test(dir)) return dir;
  for (const base of cdpath.split(":")) {
    if (base === "") break;
    const path = `${base.replace(/\/$/, "")}/${dir}`;
    const st = yield* sys("stat", { path });
    if (!failed(st) && (st.mode & S_IFMT) === S_IFDIR) return path;
  }
  return dir;
}

function setDirectory(sh: Shell, path: string): void {
  assign(sh.vars, "OLDPWD", sh.cwd);
  if (sh.dialect.extended) exportVariable(sh.vars, "OLDPWD");
  sh.cwd = path;
  assign(sh.vars, "PWD", path);
  if (sh.dialect.extended) exportVariable(sh.vars, "PWD");
}

export const pwd: Builtin = function* (sh, args) {
  const { letters, bad } = options(args, "LP");
  if (bad) return yield* badOption(sh, "pwd", bad, "pwd [-LP]");
  if (!letters.has("P") && !sh.options.has("physical") && sh.cwd !== "") return yield* say(sh, sh.cwd);
  const cwd = yield* sys("getcwd", {});
  if (!failed(cwd)) return yield* say(sh, cwd);
  const why = cwd === ENOENT ? `getcwd: cannot access parent directories: ${strerror(cwd)}` : strerror(cwd);
  return yield* complain(sh, `pwd: error retrieving current directory: ${why}`);
};

function* say(_sh: Shell, path: string): Run<number> {
  return failed(yield* out(`${path}\n`)) ? 1 : 0;
}

const tilde = (sh: Shell, path: string): string => {
  const home = parameter(sh, "HOME");
  if (!home || home === "/") return path;
  return path === home ? "~" : path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
};

const stack = (sh: Shell): string[] => [sh.cwd, ...sh.dirStack];

export const dirs: Builtin = function* (sh, args) {
  const { letters, bad } = options(args, "clpv");
  if (bad) return yield* badOption(sh, "dirs", bad, "dirs [-clpv] [+N] [-N]");
  if (letters.has("c")) {
    sh.dirStack.length = 0;
    return 0;
  }
  const shown = stack(sh).map((dir) => (letters.has("l") ? dir : tilde(sh, dir)));
  if (letters.has("v")) yield* out(shown.map((dir, i) => `${String(i).padStart(2)}  ${dir}\n`).join(""));
  else yield* out(shown.join(letters.has("p") ? "\n" : " ").concat("\n"));
  return 0;
};

export const pushd: Builtin = function* (sh, args, call) {
  const [dir] = args;
  const all = stack(sh);
  if (dir === undefined && all.length < 2) return yield* complain(sh, "pushd: no other directory");
  if (dir !== undefined && /^[-+]\d+$/.test(dir)) return yield* rotate(sh, dir, call.name);
  const from = sh.cwd;
  const status = yield* change(sh, "pushd", dir ?? (sh.dirStack[0] as string), false, false);
  if (status !== 0) return status;
  if (dir === undefined) sh.dirStack[0] = from;
  else sh.dirStack.unshift(from);
  return yield* dirs(sh, [], call);
};

function* rotate(sh: Shell, by: string, who: string): Run<number> {
  const all = stack(sh);
  const n = by.startsWith("+") ? Number(by.slice(1)) : all.length - 1 - Number(by.slice(1));
  if (n < 0 || n >= all.length) return yield* complain(sh, `${who}: ${by}: directory stack index out of range`);
  const turned = [...all.slice(n), ...all.slice(0, n)];
  const status = yield* change(sh, who, turned[0] as string, false, false);
  if (status !== 0) return status;
  sh.dirStack.splice(0, sh.dirStack.length, ...turned.slice(1));
  yield* out(
    `${stack(sh)
      .map((dir) => tilde(sh, dir))
      .join(" ")}\n`,
  );
  return 0;
}

export const popd: Builtin = function* (sh, args, call) {
  const [top] = sh.dirStack;
  if (args.length > 0) {
    yield* err(`popd: usage: popd [-n] [+N | -N]\n`);
    return 2;
  }
  if (top === undefined) return yield* complain(sh, "popd: directory stack empty");
  const status = yield* change(sh, "popd", top, false, false);
  if (status !== 0) return status;
  sh.dirStack.shift();
  return yield* dirs(sh, [], call);
};
