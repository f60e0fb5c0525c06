// The interactive shell: prompt, read, run, over and over; job control over a terminal.
//
// There is no readline: the kernel's terminal edits lines and echoes them (canonical mode), the page adds its own
// history and completion.

import { EINTR, ENOTTY, failed, strerror } from "../../kernel/abi/errno.ts";
import { F_DUPFD_CLOEXEC, O_RDWR, TCGETS } from "../../kernel/abi/flags.ts";
import { err, out } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { giveTerminal } from "./job/launch.ts";
import { notifyJobs } from "./job/notify.ts";
import { isStopped } from "./job/table.ts";
import { reap, watchChildren } from "./job/wait.ts";
import { needsMore } from "./needs-more.ts";
import { promptText } from "./prompt.ts";
import type { Shell } from "./shell.ts";
import { parameter } from "./special.ts";
import { Interrupted, interactiveSignals, runPending } from "./trap.ts";
import { Discard, ExitShell } from "./unwind.ts";

const LINE = 4096; // the terminal's longest line

export const isTerminal = function* (fd: number): Run<boolean> {
  return !failed(yield* sys("ioctl", { fd, request: TCGETS }));
};

/** Takes the terminal: the shell becomes a group of its own, in its foreground. */
export function* startInteractive(sh: Shell): Run<void> {
  sh.interactive = true;
  sh.fromInteractive = true;
  if (sh.dialect.banner !== "") yield* out(sh.dialect.banner);
  sh.shopts.add("expand_aliases");
  for (const option of ["emacs", "histexpand", "history"] as const) if (sh.dialect.extended) sh.options.add(option);
  yield* interactiveSignals(sh);
  yield* watchChildren(sh);
  const tty = (yield* isTerminal(0)) ? 0 : yield* otherTerminal();
  if (tty === null) return yield* withoutTerminal(sh);
  const copy = yield* sys("fcntl", { fd: tty, cmd: F_DUPFD_CLOEXEC, arg: 255 });
  if (tty > 2) yield* sys("close", { fd: tty });
  const fd = failed(copy) ? 0 : copy;
  const group = yield* sys("getpgid", { pid: 0 });
  if (group !== sh.pid) yield* sys("setpgid", { pid: 0, pgid: 0 });
  const own = yield* sys("getpgid", { pid: 0 });
  if (failed(own)) return;
  sh.terminal = { fd, pgid: own };
  sh.options.add("monitor");
  yield* giveTerminal(fd, own);
}

/** Where the input is none: standard error or output, else the controlling terminal. */
function* otherTerminal(): Run<number | null> {
  for (const fd of [2, 1]) if (yield* isTerminal(fd)) return fd;
  const fd = yield* sys("openat", { path: "/dev/tty", flags: O_RDWR });
  return failed(fd) ? null : fd;
}

/** initialize_job_control() of bash's jobs.c, setjobctl() of dash's. */
function* withoutTerminal(sh: Shell): Run<void> {
  const name = sh.name.slice(sh.name.lastIndexOf("/") + 1);
  if (sh.dialect.name === "bash") {
    let group = yield* sys("getpgid", { pid: 0 });
    if (group === 0) {
      // Its group is outside the pid namespace: it makes one.
      yield* sys("setpgid", { pid: 0, pgid: 0 });
      group = yield* sys("getpgid", { pid: 0 });
    }
    yield* err(`${name}: cannot set terminal process group (${group}): ${strerror(ENOTTY)}\n`);
    yield* err(`${name}: no job control in this shell\n`);
  } else yield* err(`${sh.name}: ${sh.dialect.place(0)}can't access tty; job control turned off\n`);
}

/** Returns only when the input ends; `exit` throws. */
export function* interact(sh: Shell): Run<number> {
  let text = "";
  let line = 1;
  for (;;) {
    try {
      if (text === "") yield* beforePrompt(sh);
      yield* err(yield* promptText(sh, text === "" ? "PS1" : "PS2"));
      const input = yield* sys("read", { fd: 0, count: LINE });
      if (failed(input)) {
        if (input !== EINTR) return sh.status;
        yield* runPending(sh);
        continue;
      }
      if (input === "") {
        if (text === "" && (yield* stoppedJobs(sh))) continue;
        if (text === "") yield* err(sh.dialect.name === "bash" ? (sh.login ? "logout\n" : "exit\n") : "\n");
        if (text === "") return sh.status;
      }
      text += input;
      if (input !== "" && needsMore(text, sh.dialect.extended)) continue;
      const whole = text;
      text = "";
      const from = line;
      line += whole.split("\n").length - 1;
      yield* runLine(sh, whole, from);
    } catch (e) {
      text = "";
      if (e instanceof ExitShell && (e.status & ~255) === 0) throw e;
      yield* recover(sh, e);
    }
  }
}

function* runLine(sh: Shell, text: string, line: number): Run<void> {
  if (text.trim() === "") return;
  sh.history.push(inOneLine(text.replace(/\n$/, "")));
  if (sh.history.length > 500) sh.history.shift();
  const warned = sh.warnedOfJobs;
  sh.status = yield* sh.core.runText(sh, text, { name: sh.name, label: "", line });
  // The warning about stopped jobs holds for the very next command only.
  if (warned) sh.warnedOfJobs = false;
}

/** shopt cmdhist: a command of several lines is remembered as one, with the semicolons it needs. */
function inOneLine(text: string): string {
  if (!text.includes("\n") || /<<|['"`\\]/.test(text)) return text;
  return text.replace(/(\b(?:then|do|else|in)|[{(|;]|&&)?[ \t]*\n[ \t]*/g, (_, opener?: string) =>
    opener ? `${opener} ` : "; ",
  );
}

function* recover(sh: Shell, e: unknown): Run<void> {
  if (e instanceof Interrupted) {
    yield* err("\n");
    sh.status = e.status;
  } else if (e instanceof Discard) sh.status = e.status;
  else throw e;
}

function* beforePrompt(sh: Shell): Run<void> {
  yield* reap(sh);
  yield* notifyJobs(sh);
  const command = parameter(sh, "PROMPT_COMMAND");
  if (!command || !sh.dialect.extended) return;
  const { status } = sh;
  yield* sh.core.runText(sh, command, { name: sh.name, label: "PROMPT_COMMAND", line: 1 });
  sh.status = status;
}

/** "There are stopped jobs.": the first ^D or exit only warns. */
function* stoppedJobs(sh: Shell): Run<boolean> {
  if (sh.warnedOfJobs || !sh.jobs.list.some(isStopped)) return false;
  sh.warnedOfJobs = true;
  yield* err(sh.dialect.name === "bash" ? "exit\nThere are stopped jobs.\n" : "\nYou have stopped jobs.\n");
  return true;
}
