// coproc: a command in the background with a pipe to it and a pipe from it - bash(1), Coprocesses.
//
//   the shell  NAME[1] ── write pipe ──> 0  the command  1 ── read pipe ──> NAME[0]  the shell

import type { Coproc } from "unbash";
import { EBADF, failed, strerror } from "../../../kernel/abi/errno.ts";
import { F_GETFD, F_SETFD, FD_CLOEXEC } from "../../../kernel/abi/flags.ts";
import { err } from "../../libc.ts";
import { type Run, sys } from "../../program.ts";
import type { Coprocess } from "../job/coprocess.ts";
import { newJob, startProcess } from "../job/launch.ts";
import { addJob } from "../job/table.ts";
import { watchChildren } from "../job/wait.ts";
import { complain, prolog } from "../message.ts";
import type { Shell } from "../shell.ts";
import { printCommand } from "../syntax/print.ts";
import { Discard } from "../unwind.ts";
import { assign, assignArray } from "../variable.ts";

const HIGHEST = 63; // sh_openpipe(), general.c

export function* coproc(sh: Shell, node: Coproc): Run<number> {
  const name = node.name?.text ?? "COPROC";
  const { body } = node;
  if (body.type === "CompoundList") throw new Error("a coprocess without a command");
  if (sh.coprocess) {
    const { process, name: old } = sh.coprocess;
    yield* err(`${prolog(sh)}warning: execute_coproc: coproc [${process.pid}:${old}] still exists\n`);
  }
  yield* watchChildren(sh);
  const from = yield* openPipe(sh);
  const to = yield* openPipe(sh);
  const child = function* (sub: Shell): Run<number> {
    yield* sys("close", { fd: from.read });
    yield* sys("close", { fd: to.write });
    yield* take(to.read, 0);
    yield* take(from.write, 1);
    return yield* sub.core.runInChild(sub, body);
  };
  const process = yield* startProcess(sh, { node, body: child }, null, false);
  yield* sys("close", { fd: to.read });
  yield* sys("close", { fd: from.write });
  const made: Coprocess = { name, process, read: from.read, write: to.write };
  for (const fd of [made.read, made.write]) yield* sys("fcntl", { fd, cmd: F_SETFD, arg: FD_CLOEXEC });
  sh.coprocess = made;
  const { unit } = sh;
  const job = newJob(sh, [process], () => printCommand(node, unit.text), true);
  addJob(sh.jobs, job);
  sh.lastBackground = process.pid;
  if (sh.interactive) yield* err(`[${job.id}] ${process.pid}\n`);
  assignArray(sh.vars, name, [String(made.read), String(made.write)]);
  assign(sh.vars, `${name}_PID`, String(process.pid));
  return 0;
}

function* openPipe(sh: Shell): Run<{ readonly read: number; readonly write: number }> {
  const pipe = yield* sys("pipe2", { flags: 0 });
  if (failed(pipe)) throw new Discard(yield* complain(sh, `pipe error: ${strerror(pipe)}`));
  return { read: yield* moveUp(pipe.read), write: yield* moveUp(pipe.write) };
}

/** Out of the way of the numbers that scripts use: move_to_high_fd(), general.c */
function* moveUp(fd: number): Run<number> {
  for (let high = HIGHEST; high > 3; high--) {
    if ((yield* sys("fcntl", { fd: high, cmd: F_GETFD })) !== EBADF) continue;
    yield* take(fd, high);
    return high;
  }
  return fd;
}

function* take(fd: number, newfd: number): Run<void> {
  yield* sys("dup2", { fd, newfd });
  yield* sys("close", { fd });
}
