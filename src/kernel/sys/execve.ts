// execve(2): the process goes on, its program does not.
//
// A program file is a stand-in for an ELF file: after the magic number it names the program whose code it is,
// the dynamic loader (PT_INTERP) and the shared libraries (DT_NEEDED). The kernel looks the loader up and starts it;
// the loader, a program like any other, looks for the libraries. So a jail without ld-linux fails here with ENOENT,
// and a jail without libc fails later, in the loader, with the loader's own message.

import { E2BIG, EAGAIN, ELIBBAD, ELOOP, ENOEXEC, type Errno, failed } from "../abi/errno.ts";
import { enforceAbove } from "../cgroup/reclaim.ts";
import { closeFd } from "../fs/fd.ts";
import { type Loaded, loadFile } from "../fs/load.ts";
import { COMM_LEN, SCRIPT_DEPTH } from "../param.ts";
import { execCred } from "../task/cred.ts";
import { exceedsProcesses, softLimit } from "../task/limits.ts";
import type { Image, Pid } from "../task/task.ts";
import type { Tx } from "../tx.ts";

// Bytes of arguments and environment, a quarter of the stack limit within these: bprm_stack_limits(), fs/exec.c
const ARG_MIN = 128 * 2 ** 10;
const ARG_MAX = 6 * 2 ** 20;
const MAX_ARG_STRLEN = 32 * 4096; // bytes of one string with its NUL: execve(2), "Limits on size of arguments"
const POINTER = 8; // what each string takes in the argv and envp arrays
const ELF = "\x7fELF";
const SHEBANG_MAX = 255; // bytes of a #! line that are read: BINPRM_BUF_SIZE - 1

interface Execve {
  readonly path: string;
  readonly argv: readonly string[];
  readonly env: readonly string[];
}

export function sysExecve(tx: Tx, pid: Pid, { path, argv, env }: Execve): 0 | Errno {
  const strings = [...argv, ...env];
  if (strings.some((s) => s.length + 1 > MAX_ARG_STRLEN)) return E2BIG;
  const { nprocExceeded, cred: old } = tx.task(pid);
  // "EAGAIN (since Linux 3.1): Having changed its real UID using one of the set*uid() calls, the caller was—and is now
  // still—above its RLIMIT_NPROC resource limit" - execve(2)
  if (nprocExceeded && exceedsProcesses(tx, tx.task(pid), old.uid, 0)) return EAGAIN;
  const room = Math.max(ARG_MIN, Math.min(ARG_MAX, Math.floor(softLimit(tx.task(pid), "stack") / 4)));
  if (strings.reduce((n, s) => n + s.length + 1 + POINTER, 0) > room) return E2BIG;
  const found = resolve(tx, pid, path, argv, 0);
  if (failed(found)) return found;
  const { file, args } = found;
  const image = readImage(tx, pid, file);
  if (failed(image)) return image;
  const task = tx.task(pid);
  const cred = execCred(tx.k, task, file, !file.nosuid);
  // A program that would not get what its file grants does not start: "EPERM: … would not obtain all permitted
  // capabilities" - execve(2)
  if (failed(cred)) return cred;
  for (const [fd, { cloexec }] of Object.entries(task.fds)) if (cloexec) closeFd(tx, pid, Number(fd));
  const comm = (path.split("/").at(-1) ?? path).slice(0, COMM_LEN);
  tx.emit({ type: "task.execed", pid, exe: file.path, argv: args, env, comm, image, cred });
  enforceAbove(tx, task.cgroup);
  return 0;
}

interface Resolved {
  readonly file: Loaded;
  readonly args: readonly string[];
}

/** Follows `#!` lines: "#!interpreter [optional-arg]" - execve(2), "Interpreter scripts". */
function resolve(tx: Tx, pid: Pid, path: string, argv: readonly string[], depth: number): Resolved | Errno {
  if (depth > SCRIPT_DEPTH) return ELOOP;
  const file = loadFile(tx, tx.task(pid), path);
  if (failed(file)) return file;
  if (!file.text.startsWith("#!")) return { file, args: argv };
  const [line = ""] = file.text.slice(2, SHEBANG_MAX).split("\n");
  const m = /^[ \t]*([^ \t]+)(?:[ \t]+(.*?))?[ \t]*$/.exec(line);
  if (!m?.[1]) return ENOEXEC;
  const args = [m[1], ...(m[2] ? [m[2]] : []), path, ...argv.slice(1)];
  return resolve(tx, pid, m[1], args, depth + 1);
}

function field(text: string, name: string): string | null {
  return new RegExp(`^${name}: (.*)$`, "m").exec(text)?.[1] ?? null;
}

/** The header of a stand-in: up to the first blank line. */
function header(file: Loaded): string | null {
  return file.text.startsWith(ELF) ? (file.text.split("\n\n")[0] ?? "") : null;
}

function readImage(tx: Tx, pid: Pid, file: Loaded): Image | Errno {
  const text = header(file);
  const program = text === null ? null : field(text, "program");
  if (text === null || program === null) return ENOEXEC;
  const interp = field(text, "interp");
  const needed = (field(text, "needed") ?? "").split(" ").filter((s) => s !== "");
  const arg = field(text, "arg") ?? "";
  if (interp === null) return { program, entry: program, interp, needed, arg };
  const loader = loadFile(tx, tx.task(pid), interp);
  if (failed(loader)) return loader;
  const entry = field(header(loader) ?? "", "program");
  // "ELIBBAD: An ELF interpreter was not in a recognized format" - execve(2)
  return entry === null ? ELIBBAD : { program, entry, interp, needed, arg };
}
