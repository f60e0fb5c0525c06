// Telling the user what became of jobs: notify_of_job_status() of bash's jobs.c.

import { SIGINT, SIGPIPE, SIGTERM, signalName, WIFSIGNALED, WTERMSIG } from "../../../kernel/abi/signal.ts";
import { err } from "../../libc.ts";
import type { Run } from "../../program.ts";
import { prolog } from "../message.ts";
import type { Shell } from "../shell.ts";
import { reapCoprocess } from "./coprocess.ts";
import { deathLines, jobLine, signalText } from "./format.ts";
import { isDone, isStopped, type Job, type JobProcess, removeJob } from "./table.ts";

/** The signal that ended a job: that of its last process, with pipefail that of any. */
function deathSignal(job: Job, any: boolean): number {
  const last = any
    ? (job.processes.filter((p) => p.status !== 0).at(-1) ?? job.processes.at(-1))
    : job.processes.at(-1);
  const status = (last as JobProcess).status ?? 0;
  return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

/** A job in the foreground that a signal ended is told of, ^C and a broken pipe aside. */
export function* reportDeath(sh: Shell, job: Job, any: boolean): Run<void> {
  const sig = deathSignal(job, any);
  if (sig === 0 || sig === SIGINT || sig === SIGPIPE) return;
  if (!sh.dialect.extended) {
    yield* err(`${signalText(sig)}\n`);
  } else if (!sh.interactive && sig !== SIGTERM && !sh.traps.has(signalName(sig))) {
    yield* err(`${prolog(sh)}${deathLines(job)}\n`);
  } else yield* err(`${signalText(sig)}\n`);
}

/** Tells of background jobs that changed, and forgets those that ended. */
export function* notifyJobs(sh: Shell): Run<void> {
  for (const job of [...sh.jobs.list]) {
    if (job.notified || (!isDone(job) && !isStopped(job))) continue;
    yield* notifyJob(sh, job);
    job.notified = true;
    if (isDone(job)) removeJob(sh.jobs, job);
  }
  yield* reapCoprocess(sh);
}

function* notifyJob(sh: Shell, job: Job): Run<void> {
  const sig = isDone(job) ? deathSignal(job, sh.options.has("pipefail")) : 0;
  if (sh.interactive) {
    if (sh.options.has("monitor") || isDone(job)) yield* err(`${jobLine(sh.jobs, job)}\n`);
    return;
  }
  if (!sh.dialect.extended) {
    if (sig !== 0 && sig !== SIGINT && sig !== SIGPIPE) yield* err(`${signalText(sig)}\n`);
    return;
  }
  // Other ends are told in an interactive shell only, whatever set -m says.
  if (sig !== 0 && sig !== SIGINT && sig !== SIGTERM && sig !== SIGPIPE && !sh.traps.has(signalName(sig))) {
    yield* err(`${prolog(sh)}${deathLines(job)}\n`);
  }
}
