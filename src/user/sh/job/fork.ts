// fork(2) as the shell does it: the child goes on with a copy of the shell's state.

import { EAGAIN, failed, strerror } from "../../../kernel/abi/errno.ts";
import { SIGSEGV } from "../../../kernel/abi/signal.ts";
import type { NsPid } from "../../../kernel/task/task.ts";
import { err } from "../../libc.ts";
import { fork as forkCall, type Run, sys } from "../../program.ts";
import { errorName, prolog } from "../message.ts";
import { cloneShell, type Shell } from "../shell.ts";
import { Interrupted, resetTraps, runExitTrap } from "../trap.ts";
import { Discard, ExitShell, ExpansionError, LoopJump, Return } from "../unwind.ts";

const RETRIES = [1, 2, 4, 8]; // seconds: FORKSLEEP_MAX is 16, jobs.c
const SECOND = 1e9;
const FORK_FAILED = 254; // EX_NOEXEC with the bit that throw_to_top_level adds

/** Forks; `body` is what the child runs. Comes back only in the parent, and not where fork(2) fails for good. */
export function* forkSubshell(sh: Shell, body: (sub: Shell) => Run<number>): Run<NsPid> {
  const sub = cloneShell(sh);
  const pid = yield* forkRetrying(sh, function* (self) {
    sub.self = self;
    sub.interactive = false;
    sub.watchesChildren = false;
    yield* resetTraps(sub, sh.interactive, sh.watchesChildren);
    return yield* runToEnd(sub, body);
  });
  return pid;
}

function* forkRetrying(sh: Shell, child: Parameters<typeof forkCall>[0]): Run<NsPid> {
  const who = sh.dialect.name === "bash" ? `${errorName(sh)}: ` : prolog(sh);
  for (const seconds of sh.dialect.name === "bash" ? [...RETRIES, null] : [null]) {
    const pid = yield* forkCall(child);
    if (!failed(pid)) return pid;
    if (pid !== EAGAIN || seconds === null) {
      yield* err(`${who}${sh.dialect.cannotFork(strerror(pid))}\n`);
      break;
    }
    yield* err(`${who}fork: retry: ${strerror(pid)}\n`);
    if (failed(yield* sys("nanosleep", { ns: seconds * SECOND }))) {
      const last = yield* forkCall(child);
      if (!failed(last)) return last;
      yield* err(`${who}fork: ${strerror(last)}\n`);
      break;
    }
  }
  if (sh.interactive) throw new Discard(FORK_FAILED);
  throw new ExitShell(sh.dialect.name === "bash" ? FORK_FAILED : 2);
}

/** Runs a process's commands to its end: the EXIT trap, and the status it ends with. */
export function* runToEnd(sh: Shell, body: (sh: Shell) => Run<number>): Run<number> {
  try {
    try {
      sh.status = yield* body(sh);
    } catch (e) {
      sh.status = endStatus(e);
      if (e instanceof ExpansionError) yield* err(`${prolog(sh)}${e.message}\n`);
    }
    return (yield* runExitTrap(sh)) & 255;
  } catch (e) {
    return endStatus(e) & 255;
  }
}

function endStatus(e: unknown): number {
  if (e instanceof ExitShell || e instanceof Return || e instanceof Discard || e instanceof Interrupted)
    return e.status;
  if (e instanceof LoopJump) return 0;
  // JavaScript's stack is full: bash would end with a segmentation fault at the end of its own.
  if (e instanceof RangeError) return 128 + SIGSEGV;
  if (e instanceof ExpansionError) return 1;
  throw e;
}
