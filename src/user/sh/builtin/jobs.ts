// jobs, fg, bg, wait, kill, disown.

import { failed, strerror } from "../../../kernel/abi/errno.ts";
import { SIGCONT, signalName, signalNumber, SIGTERM } from "../../../kernel/abi/signal.ts";
import type { NsPid } from "../../../kernel/task/task.ts";
import { err, out } from "../../libc.ts";
import { type Run, sys } from "../../program.ts";
import { jobLine } from "../job/format.ts";
import { foreground } from "../job/launch.ts";
import { notifyJobs } from "../job/notify.ts";
import { findJob, type Job, isDone, isRunning, isStopped, marker, processOf, removeJob, touch } from "../job/table.ts";
import { exitStatus, reap, waitUntil } from "../job/wait.ts";
import { complain } from "../message.ts";
import type { Shell } from "../shell.ts";
import { runPending } from "../trap.ts";
import { setParameter } from "../expand/scope.ts";
import { badOption, type Builtin, options, say } from "./builtin.ts";

/** The job of an argument; complains where there is none. */
function* jobOf(sh: Shell, who: string, spec: string): Run<Job | null> {
  const job = findJob(sh.jobs, spec);
  if (job !== null && job !== "ambiguous") return job;
  if (job === "ambiguous") yield* complain(sh, `${who}: ${spec}: ambiguous job spec`);
  else yield* complain(sh, `${who}: ${noJob(sh, spec)}`);
  return null;
}

const noJob = (sh: Shell, spec: string): string =>
  !sh.dialect.extended ? `No such job: ${spec}` : spec === "%%" || spec === "%+" ? "current: no such job" : `${spec}: no such job`;

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
  const text = chosen.map((job) => (letters.has("p") ? `${job.pgid ?? job.processes[0]?.pid}` : jobLine(sh.jobs, job, letters.has("l"))));
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
    return yield* complain(sh, sh.dialect.extended ? `wait: \`${id}': not a pid or valid job spec` : `wait: Illegal number: ${id}`, sh.dialect.extended ? 1 : 2);
  }
  const pid = Number(id) as NsPid;
  const found = processOf(sh.jobs, pid);
  if (found) return yield* waitFor(sh, found.job, pid);
  if (!sh.jobs.ended.has(pid) && pid === sh.lastBackground) yield* waitUntil(sh, () => sh.jobs.ended.has(pid), [], false);
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
    const job = id.startsWith("%") ? yield* jobOf(sh, "wait", id) : (processOf(sh.jobs, Number(id) as NsPid)?.job ?? null);
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

const KILL_USAGE = "kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]";

export const kill: Builtin = function* (sh, args) {
  if (args.length === 0) {
    yield* err(sh.dialect.extended ? `kill: usage: ${KILL_USAGE}\n` : `${sh.name}: Usage: kill [-s sigspec | -signum | -sigspec] [pid | job]... or\nkill -l [exitstatus]\n`);
    return 2;
  }
  const [first = ""] = args;
  if (first === "-l" || first === "-L") return yield* listSignals(sh, args.slice(1));
  let sig: number | null = SIGTERM;
  let rest = args;
  let spec: string | null = null;
  if (first === "-s" || first === "-n") {
    spec = args[1] ?? "";
    rest = args.slice(2);
  } else if (first === "--") rest = args.slice(1);
  else if (/^-./.test(first)) {
    spec = first.slice(1);
    rest = args.slice(1);
  }
  if (spec !== null) sig = signalNumber(spec);
  if (sig === null) return yield* complain(sh, sh.dialect.extended ? `kill: ${spec}: invalid signal specification` : (/^[A-Z]/i.test(spec ?? "") && first !== "-s" ? `kill: Illegal option -${spec?.[0]}` : `kill: invalid signal number or name: ${spec}`));
  if (rest[0] === "--") rest = rest.slice(1);
  if (rest.length === 0) {
    yield* err(`kill: usage: ${KILL_USAGE}\n`);
    return 2;
  }
  let status = 0;
  for (const target of rest) status = (yield* killOne(sh, target, sig)) || status;
  return status;
};

function* killOne(sh: Shell, target: string, sig: number): Run<number> {
  if (target.startsWith("%")) {
    const job = yield* jobOf(sh, "kill", target);
    if (job === null) return 1;
    if (job.pgid !== null) return yield* send(sh, target, -job.pgid, sig);
    for (const p of job.processes) yield* sys("kill", { pid: p.pid, sig });
    return 0;
  }
  if (!/^-?\d+$/.test(target)) {
    const message = sh.dialect.extended ? `kill: ${target}: arguments must be process or job IDs` : `kill: Illegal number: ${target}`;
    return yield* complain(sh, message);
  }
  return yield* send(sh, target, Number(target), sig);
}

function* send(sh: Shell, target: string, pid: number, sig: number): Run<number> {
  const r = yield* sys("kill", { pid, sig });
  if (!failed(r)) return 0;
  if (sh.dialect.name === "dash") return yield* complain(sh, `kill: ${strerror(r)}`);
  if (sh.dialect.name === "ash") return yield* complain(sh, `can't kill pid ${target}: ${strerror(r)}`);
  return yield* complain(sh, `kill: (${target}) - ${strerror(r)}`);
}

function* listSignals(sh: Shell, args: readonly string[]): Run<number> {
  let status = 0;
  for (const arg of args) {
    const n = /^\d+$/.test(arg) ? Number(arg) : null;
    if (n !== null) {
      const sig = n > 128 ? n - 128 : n;
      if (sig > 64) status = yield* complain(sh, `kill: ${arg}: invalid signal specification`);
      else yield* out(`${sig === 0 ? "EXIT" : signalName(sig)}\n`);
    } else {
      const sig = signalNumber(arg);
      if (sig === null) status = yield* complain(sh, `kill: ${arg}: invalid signal specification`);
      else yield* out(`${sig}\n`);
    }
  }
  if (args.length === 0) yield* out(sh.dialect.extended ? signalTable() : `${Array.from({ length: 31 }, (_, i) => signalName(i + 1)).join("\n")}\n`);
  return status;
}

/** Five to a row, as kill -l shows them. */
function signalTable(): string {
  const all = Array.from({ length: 64 }, (_, i) => i + 1).filter((n) => n !== 32 && n !== 33);
  const name = (n: number): string => (n === 29 ? "IO" : n <= 31 ? signalName(n) : n <= 49 ? (n === 34 ? "RTMIN" : `RTMIN+${n - 34}`) : n === 64 ? "RTMAX" : `RTMAX-${64 - n}`);
  let text = "";
  for (const [i, n] of all.entries()) {
    text += `${String(n).padStart(2)}) SIG${name(n)}${i % 5 === 4 ? "\n" : "\t"}`;
  }
  return `${text}\n`;
}

export const disown: Builtin = function* (sh, args) {
  const { letters, used, bad } = options(args, "ahr");
  if (bad) return yield* badOption(sh, "disown", bad, "disown [-h] [-ar] [jobspec ... | pid ...]");
  if (letters.has("h")) return 0;
  const specs = args.slice(used);
  if (letters.has("a")) sh.jobs.list = [];
  for (const spec of specs.length > 0 ? specs : letters.has("a") ? [] : ["%+"]) {
    const job = /^\d+$/.test(spec) ? (processOf(sh.jobs, Number(spec) as NsPid)?.job ?? null) : yield* jobOf(sh, "disown", spec);
    if (job === null) return 1;
    sh.jobs.list = sh.jobs.list.filter((other) => other !== job);
  }
  return 0;
};
