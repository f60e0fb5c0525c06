// Starting processes as jobs: in the foreground, waited for; in the background, listed.

import type { Statement } from "unbash";
import { failed, strerror } from "../../../kernel/abi/errno.ts";
import { COOKED, O_RDONLY, TCSETS, TIOCSPGRP } from "../../../kernel/abi/flags.ts";
import { SIGINT, SIGQUIT, SIGTTOU, WIFSIGNALED, WTERMSIG } from "../../../kernel/abi/signal.ts";
import type { NsPid } from "../../../kernel/task/task.ts";
import { err } from "../../libc.ts";
import { type Run, sys } from "../../program.ts";
import { complain } from "../message.ts";
import type { Shell } from "../shell.ts";
import { printCommand } from "../syntax/print.ts";
import { closeCoprocess } from "./coprocess.ts";
import { forkSubshell } from "./fork.ts";
import { stoppedMessage } from "./format.ts";
import { notifyJobs, reportDeath } from "./notify.ts";
import { addJob, isDone, isStopped, type Job, type JobProcess } from "./table.ts";
import { exitStatus, waitForJob, watchChildren } from "./wait.ts";

/** One process to be: what it is called, and what it does. */
export interface Stage {
  readonly node: Statement["command"];
  readonly body: (sub: Shell) => Run<number>;
}

const jobControl = (sh: Shell): boolean => sh.options.has("monitor");

/** Starts one process of a job; `pgid` is the job's group so far. */
export function* startProcess(sh: Shell, stage: Stage, pgid: NsPid | null, foreground: boolean): Run<JobProcess> {
  const { unit } = sh;
  const control = jobControl(sh);
  const { terminal } = sh;
  const pid = yield* forkSubshell(sh, function* (sub) {
    if (control) {
      yield* sys("setpgid", { pid: 0, pgid: pgid ?? 0 });
      if (foreground && terminal && pgid === null) yield* giveTerminal(terminal.fd, yield* ownGroup());
      sub.options.delete("monitor");
      sub.terminal = null;
    } else if (!foreground) {
      // "When job control is not in effect, asynchronous commands ignore SIGINT and SIGQUIT" - bash(1), SIGNALS
      yield* sys("rt_sigaction", { sig: SIGINT, action: "ignore" });
      yield* sys("rt_sigaction", { sig: SIGQUIT, action: "ignore" });
    }
    // "Other than those created to execute command and process substitutions, the file descriptors are not available
    // in subshells." - bash(1), Coprocesses
    if (stage.node.type !== "Command") yield* closeCoprocess(sub);
    return yield* stage.body(sub);
  });
  if (control) yield* sys("setpgid", { pid, pgid: pgid ?? pid });
  return {
    pid,
    status: null,
    stopped: false,
    get text() {
      return printCommand(stage.node, unit.text);
    },
  };
}

function* ownGroup(): Run<NsPid> {
  const group = yield* sys("getpgid", { pid: 0 });
  return failed(group) ? (0 as NsPid) : group;
}

/** tcsetpgrp(3). A process in the background may do it only while it ignores or blocks SIGTTOU. */
export function* giveTerminal(fd: number, pgid: NsPid): Run<void> {
  const old = yield* sys("rt_sigprocmask", { how: "block", set: [SIGTTOU] });
  yield* sys("ioctl", { fd, request: TIOCSPGRP, arg: pgid });
  yield* sys("rt_sigprocmask", { how: "set", set: Array.isArray(old) ? old : [] });
}

export function newJob(sh: Shell, processes: readonly JobProcess[], text: () => string, background: boolean): Job {
  const pgid = jobControl(sh) ? ((processes[0]?.pid ?? null) as NsPid | null) : null;
  return {
    id: 0,
    processes,
    pgid,
    background,
    notified: false,
    cwd: sh.cwd,
    get text() {
      return text();
    },
  };
}

/** Waits for a job that has the terminal; returns the status of its last process. */
export function* foreground(sh: Shell, job: Job): Run<number> {
  if (jobControl(sh) && sh.terminal && job.pgid !== null) yield* giveTerminal(sh.terminal.fd, job.pgid);
  yield* waitForJob(sh, job);
  if (jobControl(sh) && sh.terminal) {
    yield* giveTerminal(sh.terminal.fd, sh.terminal.pgid);
    // set_tty_state(), jobs.c: a job that a signal ended may have left the terminal raw.
    const killed = job.processes.some(({ status }) => status !== null && WIFSIGNALED(status));
    if (killed) yield* sys("ioctl", { fd: sh.terminal.fd, request: TCSETS, arg: COOKED });
  }
  const statuses = job.processes.map((p) => (p.status === null ? 128 + 20 : exitStatus(p.status)));
  sh.pipeStatus = statuses;
  const failing = statuses.filter((s) => s !== 0).at(-1) ?? 0;
  const status = sh.options.has("pipefail") ? failing : (statuses.at(-1) ?? 0);
  if (isStopped(job)) {
    job.background = true;
    addJob(sh.jobs, job);
    job.notified = true;
    yield* err(`\n${stoppedMessage(sh.jobs, job)}\n`);
    return status;
  }
  yield* reportDeath(sh, job, sh.options.has("pipefail"));
  if (!sh.interactive && sh.jobs.list.length > 0) yield* notifyJobs(sh);
  const last = job.processes.at(-1)?.status ?? 0;
  if (sh.interactive && isDone(job) && WIFSIGNALED(last) && WTERMSIG(last) === SIGINT) yield* err("\n");
  return status;
}

/** cmd & */
export function* background(sh: Shell, node: Statement["command"]): Run<number> {
  const { unit } = sh;
  yield* watchChildren(sh);
  const stages = node.type === "Pipeline" && node.commands.length > 1 && node.prefixes.length === 0 ? null : [node];
  const control = jobControl(sh);
  const body = function* (sub: Shell): Run<number> {
    if (!control && !readsSomething(node)) {
      // "the default standard input for the command is the empty file /dev/null" - bash(1), Lists
      const fd = yield* sys("openat", { path: "/dev/null", flags: O_RDONLY });
      if (failed(fd) && sh.dialect.name === "ash") {
        return yield* complain(sub, `can't open '/dev/null': ${strerror(fd)}`, 2);
      }
      if (!failed(fd) && fd !== 0) {
        yield* sys("dup2", { fd, newfd: 0 });
        yield* sys("close", { fd });
      }
    }
    return yield* sub.core.runInChild(sub, node);
  };
  let processes: readonly JobProcess[];
  if (stages) processes = [yield* startProcess(sh, { node, body }, null, false)];
  else processes = yield* sh.core.startPipeline(sh, node as Extract<Statement["command"], { type: "Pipeline" }>, false);
  const text = (): string => printCommand(node, unit.text);
  const job = newJob(sh, processes, text, true);
  addJob(sh.jobs, job);
  const last = processes.at(-1) as JobProcess;
  sh.lastBackground = last.pid;
  if (sh.interactive && sh.dialect.name !== "ash") yield* err(`[${job.id}] ${last.pid}\n`);
  return 0;
}

/** A command with a redirected standard input keeps it. */
function readsSomething(node: Statement["command"]): boolean {
  const redirects = node.type === "Command" || node.type === "Redirected" ? node.redirects : [];
  return redirects.some(
    (r) => r.operator.startsWith("<") && (r.descriptor?.type ?? "FileDescriptor") === "FileDescriptor",
  );
}
