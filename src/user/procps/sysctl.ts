// sysctl(8): the kernel's parameters, which are files under /proc/sys.

import { EACCES, EINVAL, ENOENT, EPERM, failed } from "../../kernel/abi/errno.ts";
import { O_WRONLY, S_IFDIR, S_IFMT } from "../../kernel/abi/flags.ts";
import { byBytes, err, listDir, readFile, write } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import type { Cmd } from "../tool.ts";
import { type ProcpsTool, procpsTool, tryHelp, usageError } from "./frame.ts";

const SYSCTL: ProcpsTool = {
  name: "sysctl",
  usage: "[options] [variable[=value] ...]",
  options: `
  -a, -A, -X, --all       display all variables
  --deprecated            include deprecated parameters to listing
  --dry-run               Print the key and values but do not write
  -b, --binary            print value without new line
  -e, --ignore            ignore unknown variables errors
  -N, --names             print variable names without values
  -n, --values            print only values of the given variable(s)
! -p, -f, --load[=<file>]  read values from file
! --system                read values from all system directories
  -r, --pattern <expression>  select setting that match expression
  -q, --quiet             do not echo variable set
  -w, --write             enable writing a value to variable
  -o                      does nothing
  -x                      does nothing
`,
};
const ROOT = "/proc/sys";

/** "kernel.hostname" and "kernel/hostname" are the same; the first separator decides what a dot means. */
function pathOf(name: string): string {
  const dotted = /[./]/.exec(name)?.[0] !== "/";
  const swap = (c: string) => (c === "." ? "/" : c === "/" ? "." : c);
  return `${ROOT}/${dotted ? Array.from(name, swap).join("") : name}`;
}

const nameOf = (path: string): string =>
  Array.from(path.slice(ROOT.length + 1), (c) => (c === "/" ? "." : c === "." ? "/" : c)).join("");

export const sysctlMain = procpsTool(SYSCTL, function* (cmd) {
  if (cmd.has("all")) {
    const pattern = cmd.last("pattern");
    return yield* showTree(cmd, ROOT, pattern === undefined ? null : new RegExp(pattern));
  }
  if (cmd.operands.length === 0) {
    if (cmd.given.length === 0) yield* usageError(SYSCTL);
    yield* tryHelp(cmd, "no variables specified", 1);
  }
  let status = 0;
  for (const operand of cmd.operands) {
    const equals = operand.indexOf("=");
    if (equals < 0 && cmd.has("write")) {
      yield* cmd.warn(`command line(0): invalid syntax, continuing...`);
      status = 1;
    } else if (equals < 0) status |= yield* show(cmd, operand);
    else status |= yield* change(cmd, operand.slice(0, equals).trim(), operand.slice(equals + 1).trim());
  }
  return status;
});

function* missing(cmd: Cmd, path: string): Run<number> {
  if (cmd.has("ignore")) return 0;
  yield* cmd.warn(`cannot stat ${path}`, ENOENT);
  return 1;
}

function* show(cmd: Cmd, name: string): Run<number> {
  const path = pathOf(name);
  const st = yield* sys("stat", { path });
  if (failed(st)) return yield* missing(cmd, path);
  if ((st.mode & S_IFMT) === S_IFDIR) return yield* showTree(cmd, path, null);
  return yield* showFile(cmd, path);
}

function* showFile(cmd: Cmd, path: string): Run<number> {
  const name = nameOf(path);
  if (cmd.has("names")) {
    yield* cmd.print(`${name}\n`);
    return 0;
  }
  const text = yield* readFile(path);
  if (text === EACCES) {
    yield* err(`sysctl: permission denied on key '${name}'\n`);
    return 1;
  }
  if (failed(text)) {
    yield* err(`sysctl: reading key "${name}"\n`);
    return 1;
  }
  if (cmd.has("binary")) yield* cmd.print(text.replace(/\n$/, ""));
  else {
    for (const line of text.replace(/\n$/, "").split("\n")) {
      yield* cmd.print(cmd.has("values") ? `${line}\n` : `${name} = ${line}\n`);
    }
  }
  return 0;
}

function* showTree(cmd: Cmd, dir: string, pattern: RegExp | null): Run<number> {
  const names = yield* listDir(dir);
  if (failed(names)) return 1;
  let status = 0;
  for (const name of names.sort(byBytes)) {
    const path = `${dir}/${name}`;
    const st = yield* sys("stat", { path });
    if (failed(st)) continue;
    if ((st.mode & S_IFMT) === S_IFDIR) status |= yield* showTree(cmd, path, pattern);
    else if ((st.mode & 0o444) !== 0 && (pattern === null || pattern.test(nameOf(path)))) {
      status |= yield* showFile(cmd, path);
    }
  }
  return status;
}

function* change(cmd: Cmd, name: string, value: string): Run<number> {
  const path = pathOf(name);
  const key = nameOf(path);
  const st = yield* sys("stat", { path });
  if (failed(st)) return yield* missing(cmd, path);
  if ((st.mode & 0o222) === 0) {
    yield* cmd.warn(`setting key "${key}"`, EPERM);
    return 0;
  }
  if ((st.mode & S_IFMT) === S_IFDIR) {
    yield* cmd.warn(`setting key "${key}"`, EINVAL);
    return 1;
  }
  if (!cmd.has("dry-run")) {
    const fd = yield* sys("openat", { path, flags: O_WRONLY });
    if (failed(fd)) {
      if (fd === EACCES) yield* cmd.warn(`permission denied on key "${key}"`);
      else yield* cmd.warn(`setting key "${key}"`, fd);
      return 1;
    }
    const r = yield* write(fd, `${value}\n`);
    yield* sys("close", { fd });
    if (failed(r)) {
      yield* cmd.warn(`setting key "${key}"`, r);
      return 1;
    }
  }
  if (cmd.has("quiet")) return 0;
  if (cmd.has("names")) yield* cmd.print(`${key}\n`);
  else yield* cmd.print(cmd.has("values") ? `${value}\n` : `${key} = ${value}\n`);
  return 0;
}
