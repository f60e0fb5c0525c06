import { SIGCONT } from "../../../kernel/abi/signal.ts";
import type { NsPid } from "../../../kernel/task/task.ts";
import { out } from "../../libc.ts";
import { type Run, sys } from "../../program.ts";
import { setParameter } from "../expand/scope.ts";
import { jobLine } from "../job/format.ts";
import { foreground } from "../job/launch.ts";
import { notifyJobs } from "../job/notify.ts";
import { isDone, isRunning, isStopped, type Job, marker, processOf, removeJob, touch } from "../job/table.ts";
import { exitStatus, reap, waitUntil } from "../job/wait.ts";
import { complain } from "../message.ts";
import type { Shell } from "../shell.ts";
import { runPending } from "../trap.ts";
import { type Builtin, badOption, options, say } from "./builtin.ts";
import { jobOf } from "./job-of.ts";

export const jobs: Builtin = function* (sh, args) {
  const { letters, used, bad } = options(args, "lnprs");
  if (bad) return yield* badOption(sh, "jobs", bad, "jobs [-lnprs] [jobspec ...] or jobs -x command [args]", "x");
  if (!sh.isSubshell) yield* reap(sh);
  let chosen: readonly Job[] = sh.jobs.list;
  const specs = args.slice(used);
  if (specs.length > 0) {
    const found: Job[] = [];
    for (const spec of specs) {
      const job = yield* jobOf(sh, "jobs", spec);
      if (job === null) return 1;
      found.push(job);
    }
    chosen = found;
  }
  if (letters.has("r")) chosen = chosen.filter(isRunning);
  if (letters.has("s")) chosen = chosen.filter(isStopped);
  const text = chosen.map((job) =>
    letters.has("p") ? `${job.pgid ?? job.processes[0]?.pid}` : jobLine(sh.jobs, job, letters.has("l")),
  );
  const status = yield* say(sh, "jobs", text.map((line) => `${line}\n`).join(""));
  for (const job of chosen) {
    job.notified = true;
    if (isDone(job)) removeJob(sh.jobs, job);
  }
  return status;
};

const resume = (who: "fg" | "bg"): Builtin =>
  function* (sh, args) {
    if (!sh.options.has("monitor")) {
      const message = sh.dialect.extended ? `${who}: no job control` : `${who}: No current job`;
      return yield* complain(sh, message, sh.dialect.extended ? 1 : 2);
    }
    const job = yield* jobOf(sh, who, args[0] ?? "%+");
    if (job === null) return 1;
    if (who === "bg" && isRunning(job)) {
      return yield* complain(sh, `bg: job ${job.id} already in background`, 0);
    }
    if (isDone(job)) return yield* complain(sh, `${who}: job has terminated`);
    for (const p of job.processes) p.stopped = false;
    touch(sh.jobs, job);
    job.notified = false;
    if (who === "fg") yield* out(`${job.text}\n`);
    else yield* out(`[${job.id}]${marker(sh.jobs, job)} ${job.text} &\n`);
    job.background = who === "bg";
    const target = job.pgid === null ? (job.processes[0]?.pid as NsPid) : -job.pgid;
    yield* sys("kill", { pid: target, sig: SIGCONT });
    if (who === "bg") return 0;
    const status = yield* foreground(sh, job);
    if (isDone(job)) removeJob(sh.jobs, job);
    return status;
  };

export const fg = resume("fg");
export const bg = resume("bg");

export const wait: Builtin = function* (sh, args) {
  const { letters, used, bad } = options(args, sh.dialect.extended ? "nfp:" : "");
  if (bad) return yield* badOption(sh, "wait", bad, "wait [-fn] [-p var] [id ...]");
  const ids = args.slice(used);
  sh.interruptible = true;
  try {
    if (letters.has("n")) return yield* waitNext(sh, ids, letters.get("p"));
    if (ids.length === 0) return yield* waitAll(sh);
    let status = 0;
    for (const id of ids) {
      status = id.startsWith("%") ? yield* waitJob(sh, id) : yield* waitPid(sh, id);
      if (sh.pending.length > 0) return status;
    }
    return status;
  } finally {
    sh.interruptible = false;
  }
};

/** 128 + the signal that a trap is set for: "wait … shall return immediately with an exit status >128" - POSIX */
function* interrupted(sh: Shell): Run<number> {
  const sig = sh.pending[0] ?? 0;
  yield* runPending(sh);
  return 128 + sig;
}

function* waitAll(sh: Shell): Run<number> {
  const done = (): boolean => sh.jobs.list.every((job) => isDone(job) || isStopped(job));
  yield* waitUntil(sh, done, [], sh.options.has("monitor"));
  if (sh.pending.length > 0) return yield* interrupted(sh);
  yield* notifyJobs(sh);
  sh.jobs.ended.clear();
  return 0;
}

function* waitJob(sh: Shell, spec: string): Run<number> {
  const job = yield* jobOf(sh, "wait", spec);
  return job === null ? 127 : yield* waitFor(sh, job, null);
}

function* waitPid(sh: Shell, id: string): Run<number> {
  if (!/^\d+$/.test(id)) {
    return yield* complain(
      sh,
      sh.dialect.extended ? `wait: \`${id}': not a pid or valid job spec` : `wait: Illegal number: ${id}`,
      sh.dialect.extended ? 1 : 2,
    );
  }
  const pid = Number(id) as NsPid;
  const found = processOf(sh.jobs, pid);
  if (found) return yield* waitFor(sh, found.job, pid);
  if (!sh.jobs.ended.has(pid) && pid === sh.lastBackground)
    yield* waitUntil(sh, () => sh.jobs.ended.has(pid), [], false);
  const ended = sh.jobs.ended.get(pid);
  if (ended !== undefined) return exitStatus(ended);
  if (!sh.dialect.extended) return 127;
  return yield* complain(sh, `wait: pid ${id} is not a child of this shell`, 127);
}

function* waitFor(sh: Shell, job: Job, pid: NsPid | null): Run<number> {
  const over = (): boolean => {
    const p = pid === null ? null : job.processes.find((process) => process.pid === pid);
    return p ? p.status !== null : isDone(job);
  };
  yield* waitUntil(sh, over, [], false);
  if (sh.pending.length > 0 && !over()) return yield* interrupted(sh);
  const p = pid === null ? job.processes.at(-1) : job.processes.find((process) => process.pid === pid);
  const status = p?.status ?? 127 << 8;
  if (isDone(job)) {
    if (!sh.interactive) yield* notifyJobs(sh);
    removeJob(sh.jobs, job);
  }
  return exitStatus(status);
}

function* waitNext(sh: Shell, ids: readonly string[], variable: string | undefined): Run<number> {
  const wanted: Job[] = [];
  for (const id of ids) {
    const job = id.startsWith("%")
      ? yield* jobOf(sh, "wait", id)
      : (processOf(sh.jobs, Number(id) as NsPid)?.job ?? null);
    if (job) wanted.push(job);
  }
  const candidates = ids.length > 0 ? wanted : sh.jobs.list;
  if (candidates.length === 0) return 127;
  const done = (): Job | undefined => candidates.find(isDone);
  yield* waitUntil(sh, () => done() !== undefined, [], false);
  if (sh.pending.length > 0 && !done()) return yield* interrupted(sh);
  const job = done();
  if (!job) return 127;
  const last = job.processes.at(-1);
  if (variable !== undefined) setParameter(sh, variable, String(last?.pid ?? ""));
  yield* notifyJobs(sh);
  removeJob(sh.jobs, job);
  return exitStatus(last?.status ?? 0);
}

export const disown: Builtin = function* (sh, args) {
  const { letters, used, bad } = options(args, "ahr");
  if (bad) return yield* badOption(sh, "disown", bad, "disown [-h] [-ar] [jobspec ... | pid ...]");
  if (letters.has("h")) return 0;
  const specs = args.slice(used);
  if (letters.has("a")) sh.jobs.list = [];
  for (const spec of specs.length > 0 ? specs : letters.has("a") ? [] : ["%+"]) {
    const job = /^\d+$/.test(spec)
      ? (processOf(sh.jobs, Number(spec) as NsPid)?.job ?? null)
      : yield* jobOf(sh, "disown", spec);
    if (job === null) return 1;
    sh.jobs.list = sh.jobs.list.filter((other) => other !== job);
  }
  return 0;
};
