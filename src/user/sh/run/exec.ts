// Finding a command's file and becoming it: PATH, execve(2), and what to say when that fails.

import { EACCES, ENOENT, ENOEXEC, ENOTDIR, type Errno, failed, strerror } from "../../../kernel/abi/errno.ts";
import { O_RDONLY, S_IFDIR, S_IFMT, X_OK } from "../../../kernel/abi/flags.ts";
import { isApplet } from "../../busybox/applets.ts";
import { execApplet } from "../../busybox/standalone.ts";
import { readFile } from "../../libc.ts";
import { type Run, sys } from "../../program.ts";
import { complain } from "../message.ts";
import type { Shell } from "../shell.ts";
import { parameter } from "../special.ts";
import { has } from "../variable.ts";

/** The file that a name stands for, null where there is none. With a slash it is the file itself. */
export function* findCommand(sh: Shell, name: string, path = parameter(sh, "PATH") ?? ""): Run<string | null> {
  if (name.includes("/")) return name;
  if (name === "") return null;
  if (sh.dialect.standalone && isApplet(name)) return name;
  const known = sh.hashed.get(name);
  if (known) {
    known.hits++;
    return known.path;
  }
  const [found] = yield* filesNamed(name, path, false);
  if (found && sh.options.has("hashall")) sh.hashed.set(name, { path: found, hits: 1 });
  return found ?? (yield* notExecutable(name, path));
}

/** All executable files of that name along PATH, or the first. */
export function* filesNamed(name: string, path: string, all: boolean): Run<string[]> {
  const found: string[] = [];
  for (const dir of path === "" ? [] : path.split(":")) {
    const file = `${dir === "" ? "." : dir}/${name}`;
    if (!(yield* isFile(file)) || failed(yield* sys("access", { path: file, mode: X_OK }))) continue;
    found.push(file);
    if (!all) break;
  }
  return found;
}

// A file that may not be executed is still found, so that the error is "Permission denied".
function* notExecutable(name: string, path: string): Run<string | null> {
  for (const dir of path === "" ? [] : path.split(":")) {
    const file = `${dir === "" ? "." : dir}/${name}`;
    if (yield* isFile(file)) return file;
  }
  return null;
}

function* isFile(path: string): Run<boolean> {
  const st = yield* sys("stat", { path });
  return !failed(st) && (st.mode & S_IFMT) !== S_IFDIR;
}

/** Becomes the file; comes back only with the status for what went wrong, after the message. */
export function* become(sh: Shell, path: string, argv: readonly string[], env: readonly string[]): Run<number> {
  if (sh.dialect.standalone && isApplet(path)) return yield* becomeApplet(sh, argv, env);
  const { e, tried } = yield* tryFiles(sh, path, argv, env);
  if (e === ENOEXEC) return yield* asScript(sh, tried, argv);
  // dash says the name, bash the file
  const shown = sh.dialect.extended ? path : (argv[0] ?? path);
  const st = yield* sys("stat", { path });
  const directory = !failed(st) && (st.mode & S_IFMT) === S_IFDIR;
  if (e === EACCES && directory) return yield* complain(sh, sh.dialect.cannotRun(shown, "Is a directory"), 126);
  if (e === ENOENT) return yield* missing(sh, shown, !failed(st));
  const interpreter =
    sh.dialect.extended && !failed(yield* sys("access", { path, mode: X_OK })) ? yield* interpreterOf(path) : null;
  if (interpreter !== null) {
    return yield* complain(sh, `${path}: ${interpreter}: bad interpreter: ${strerror(e)}`, 126);
  }
  return yield* complain(sh, sh.dialect.cannotRun(shown, strerror(e)), 126);
}

interface Tried {
  readonly e: Errno;
  readonly tried: string;
}

/** Where a remembered file is no longer, dash goes on along PATH behind it: shellexec() of its exec.c. */
function* tryFiles(sh: Shell, path: string, argv: readonly string[], env: readonly string[]): Run<Tried> {
  let e = (yield* sys("execve", { path, argv, env })) as Errno;
  const [name = ""] = argv;
  if (sh.dialect.extended || name.includes("/")) return { e, tried: path };
  const dirs = (parameter(sh, "PATH") ?? "").split(":").map((dir) => dir || ".");
  let tried = path;
  for (const dir of dirs.slice(dirs.indexOf(path.slice(0, -name.length - 1)) + 1)) {
    if (e !== ENOENT && e !== ENOTDIR) break;
    tried = `${dir}/${name}`;
    e = (yield* sys("execve", { path: tried, argv, env })) as Errno;
  }
  return { e: e === ENOTDIR ? ENOENT : e, tried };
}

// shellexec() of busybox's ash.c: the applet, else the name as it is, else along PATH.
function* becomeApplet(sh: Shell, argv: readonly string[], env: readonly string[]): Run<number> {
  const name = argv[0] ?? "";
  yield* execApplet(sh.self, argv, env);
  yield* sys("execve", { path: name, argv, env });
  for (const dir of (parameter(sh, "PATH") ?? "").split(":")) {
    yield* sys("execve", { path: dir === "" ? name : `${dir}/${name}`, argv, env });
  }
  return yield* complain(sh, sh.dialect.notFound(name), 127);
}

function* missing(sh: Shell, path: string, exists: boolean): Run<number> {
  if (!exists || !sh.dialect.extended) {
    return yield* complain(sh, sh.dialect.cannotRun(path, "No such file or directory"), 127);
  }
  // The file is there: its interpreter or its loader is not.
  return yield* complain(sh, `${path}: cannot execute: required file not found`, 127);
}

function* interpreterOf(path: string): Run<string | null> {
  const fd = yield* sys("openat", { path, flags: O_RDONLY });
  if (failed(fd)) return null;
  const head = yield* sys("read", { fd, count: 256 });
  yield* sys("close", { fd });
  const m = failed(head) ? null : /^#![ \t]*(\S+)/.exec(head);
  return m ? (m[1] as string) : null;
}

// "If this execution fails because the file is not in executable format, and the file is not a directory, it is assumed
// to be a shell script … A subshell is spawned to execute it" - bash(1), COMMAND EXECUTION ENVIRONMENT
function* asScript(sh: Shell, path: string, argv: readonly string[]): Run<number> {
  const text = yield* readFile(path);
  if (failed(text)) return yield* complain(sh, `${path}: ${strerror(text as Errno)}`, 126);
  if (isBinary(text)) return yield* complain(sh, `${path}: cannot execute binary file: ${strerror(ENOEXEC)}`, 126);
  for (const [name, v] of sh.vars.table)
    if (!has(v, "x") && !/^(IFS|PS4|OPTIND)$/.test(name)) sh.vars.table.delete(name);
  sh.functions.clear();
  sh.aliases.clear();
  sh.frames = [];
  sh.name = path;
  sh.scriptName = path;
  sh.positional = argv.slice(1);
  return yield* sh.core.runText(sh, text, { name: path, label: "", line: 1 });
}

/** check_binary_file() of bash's general.c: a NUL in the first line. */
export function isBinary(text: string): boolean {
  const line = text.slice(0, 80).split("\n", 1)[0] ?? "";
  return line.includes("\0") || text.startsWith("\x7fELF");
}
