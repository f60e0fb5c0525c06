// Pipelines: a process for each command, pipes between them; ! and time.

import type { CommandNode, Pipeline, PipelineNode } from "unbash";
import { type Errno, failed, strerror } from "../../../kernel/abi/errno.ts";
import { F_DUPFD_CLOEXEC } from "../../../kernel/abi/flags.ts";
import type { NsPid } from "../../../kernel/task/task.ts";
import { err } from "../../libc.ts";
import { type Run, sys } from "../../program.ts";
import { foreground, newJob, startProcess } from "../job/launch.ts";
import type { JobProcess } from "../job/table.ts";
import { complain, notModelled } from "../message.ts";
import type { Shell } from "../shell.ts";
import { printCommand } from "../syntax/print.ts";
import { Discard, ExitShell } from "../unwind.ts";
import { command } from "./command.ts";

export function* pipeline(sh: Shell, node: PipelineNode, mayExec: boolean): Run<number> {
  if (node.type !== "Pipeline") {
    sh.status = yield* command(sh, node, mayExec);
    if (!SETS_PIPESTATUS.has(node.type)) sh.pipeStatus = [sh.status];
    return sh.status;
  }
  const negated = node.prefixes.filter((p) => p.type === "Negation").length % 2 === 1;
  const time = node.prefixes.find((p) => p.type === "Time");
  // busybox knows no such word: it is an applet.
  if (time && sh.dialect.name === "ash") return yield* notModelled(sh, "time", "timing a command");
  const started = time ? yield* clock() : 0;
  if (negated) sh.tolerant++;
  let status = 0;
  try {
    if (node.commands.length === 1) {
      status = yield* command(sh, node.commands[0] as CommandNode, false);
      sh.pipeStatus = [status];
    } else if (node.commands.length > 1) status = yield* piped(sh, node);
  } finally {
    if (negated) sh.tolerant--;
  }
  if (time) yield* err(times((yield* clock()) - started, time.posix !== undefined));
  sh.status = negated ? Number(status === 0) : status;
  return sh.status;
}

/** These leave what their own last pipeline left. */
const SETS_PIPESTATUS = new Set(["If", "While", "For", "ArithmeticFor", "Case", "BraceGroup", "Select"]);

function* piped(sh: Shell, node: Pipeline): Run<number> {
  const inShell = sh.shopts.has("lastpipe") && !sh.options.has("monitor");
  const { unit } = sh;
  const { processes, input } = yield* start(sh, node, true, inShell);
  const job = newJob(sh, processes, () => printCommand(node, unit.text), false);
  if (input === null) return yield* foreground(sh, job);
  const last = yield* inThisShell(sh, node.commands.at(-1) as CommandNode, input);
  yield* foreground(sh, job);
  sh.pipeStatus = [...sh.pipeStatus, last];
  return sh.options.has("pipefail") ? (sh.pipeStatus.filter((s) => s !== 0).at(-1) ?? 0) : last;
}

/** shopt lastpipe: the last command runs in the shell itself. */
function* inThisShell(sh: Shell, node: CommandNode, input: number): Run<number> {
  const saved = yield* sys("fcntl", { fd: 0, cmd: F_DUPFD_CLOEXEC, arg: 10 });
  yield* sys("dup2", { fd: input, newfd: 0 });
  yield* sys("close", { fd: input });
  const status = yield* command(sh, node, false);
  if (failed(saved)) yield* sys("close", { fd: 0 });
  else {
    yield* sys("dup2", { fd: saved, newfd: 0 });
    yield* sys("close", { fd: saved });
  }
  return status;
}

/** Starts the processes of a pipeline in the background. */
export function* startPipeline(sh: Shell, node: Pipeline, inForeground: boolean): Run<readonly JobProcess[]> {
  return (yield* start(sh, node, inForeground, false)).processes;
}

function* start(
  sh: Shell,
  node: Pipeline,
  inForeground: boolean,
  lastInShell: boolean,
): Run<{ processes: JobProcess[]; input: number | null }> {
  const processes: JobProcess[] = [];
  let input: number | null = null;
  for (const [i, stage] of node.commands.entries()) {
    const last = i === node.commands.length - 1;
    if (last && lastInShell) return { processes, input };
    const pipe = last ? null : yield* sys("pipe2", { flags: 0 });
    if (failed(pipe)) return yield* noPipe(sh, pipe);
    const both = node.operators[i] === "|&";
    const from: number | null = input;
    const pgid: NsPid | null = processes[0]?.pid ?? null;
    const body = function* (sub: Shell): Run<number> {
      if (pipe) yield* sys("close", { fd: pipe.read });
      if (from !== null) {
        yield* sys("dup2", { fd: from, newfd: 0 });
        yield* sys("close", { fd: from });
      }
      if (pipe) {
        yield* sys("dup2", { fd: pipe.write, newfd: 1 });
        if (both) yield* sys("dup2", { fd: 1, newfd: 2 });
        if (pipe.write > 2) yield* sys("close", { fd: pipe.write });
      }
      return yield* sub.core.runInChild(sub, stage);
    };
    processes.push(yield* startProcess(sh, { node: stage, body }, pgid, inForeground));
    if (from !== null) yield* sys("close", { fd: from });
    if (pipe) yield* sys("close", { fd: pipe.write });
    input = pipe ? pipe.read : null;
  }
  return { processes, input: null };
}

function* noPipe(sh: Shell, e: Errno): Run<never> {
  if (sh.dialect.name === "bash") throw new Discard(yield* complain(sh, `pipe error: ${strerror(e)}`));
  const status = yield* complain(sh, sh.dialect.name === "dash" ? "Pipe call failed" : "can't create pipe", 2);
  throw sh.interactive ? new Discard(status) : new ExitShell(status);
}

function* clock(): Run<number> {
  const now = yield* sys("clock_gettime", {});
  return failed(now) ? 0 : now;
}

/** User and system time are not told apart in the model: all time is real time. */
function times(ns: number, posix: boolean): string {
  const seconds = ns / 1e9;
  if (posix) return `real ${seconds.toFixed(2)}\nuser 0.00\nsys 0.00\n`;
  const minutes = Math.floor(seconds / 60);
  return `\nreal\t${minutes}m${(seconds % 60).toFixed(3)}s\nuser\t0m0.000s\nsys\t0m0.000s\n`;
}
