// Waiting for children, and noticing what became of those in the background.

import { EINTR, failed } from "../../../kernel/abi/errno.ts";
import { WNOHANG, WUNTRACED } from "../../../kernel/abi/flags.ts";
import { SIGCHLD, WEXITSTATUS, WIFEXITED, WIFSTOPPED, WSTOPSIG, WTERMSIG } from "../../../kernel/abi/signal.ts";
import type { NsPid } from "../../../kernel/task/task.ts";
import { onSignal, type Run, sys } from "../../program.ts";
import type { Shell } from "../shell.ts";
import { isDone, isStopped, type Job, type JobProcess, processOf } from "./table.ts";

/** $? of a status word. */
export function exitStatus(word: number): number {
  if (WIFSTOPPED(word)) return 128 + WSTOPSIG(word);
  return WIFEXITED(word) ? WEXITSTATUS(word) : 128 + WTERMSIG(word);
}

/** Writes down what wait4(2) told. */
function record(sh: Shell, pid: NsPid, status: number, extra: readonly JobProcess[]): void {
  const found = extra.find((p) => p.pid === pid) ?? processOf(sh.jobs, pid)?.process;
  if (!found) {
    if (!WIFSTOPPED(status)) sh.jobs.ended.set(pid, status);
    return;
  }
  if (WIFSTOPPED(status)) found.stopped = true;
  else {
    found.stopped = false;
    found.status = status;
  }
  const job = processOf(sh.jobs, pid)?.job;
  if (job && (isDone(job) || isStopped(job))) job.notified = false;
}

/** Waits until `done`, noting every child that changes meanwhile. False where a signal, or the lack of children, ended it. */
export function* waitUntil(sh: Shell, done: () => boolean, extra: readonly JobProcess[], stops: boolean): Run<boolean> {
  sh.waiting++;
  let complete = true;
  while (!done()) {
    const r = yield* sys("wait4", { pid: -1, options: stops ? WUNTRACED : 0 });
    if (r === EINTR) {
      if (sh.pending.length > 0 && sh.interruptible) {
        complete = false;
        break;
      }
    } else if (failed(r)) {
      complete = false;
      break;
    } else record(sh, r.pid as NsPid, r.status, extra);
  }
  sh.waiting--;
  return complete;
}

/** Waits for one child that is no job: a command or process substitution. */
export function* waitForProcess(sh: Shell, pid: NsPid): Run<number> {
  yield* waitUntil(sh, () => sh.jobs.ended.has(pid), [], false);
  const status = sh.jobs.ended.get(pid) ?? 127 << 8;
  sh.jobs.ended.delete(pid);
  return exitStatus(status);
}

/** Waits for a job in the foreground, until it has ended or stopped. */
export function* waitForJob(sh: Shell, job: Job): Run<void> {
  yield* waitUntil(sh, () => isDone(job) || isStopped(job), job.processes, sh.options.has("monitor"));
}

/** Takes notice of children that ended or stopped, without waiting. */
export function* reap(sh: Shell): Run<void> {
  for (;;) {
    const r = yield* sys("wait4", { pid: -1, options: WNOHANG | (sh.options.has("monitor") ? WUNTRACED : 0) });
    if (failed(r) || r.pid === 0) return;
    record(sh, r.pid as NsPid, r.status, []);
  }
}

/** From now on a child's end is noticed at once, so that it leaves no zombie: bash's SIGCHLD handler. */
export function* watchChildren(sh: Shell): Run<void> {
  if (sh.watchesChildren) return;
  sh.watchesChildren = true;
  yield* onSignal(
    SIGCHLD,
    function* () {
      if (sh.waiting === 0) yield* reap(sh);
    },
    true,
  );
}
