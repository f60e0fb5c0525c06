// Programs that run another with something changed: nice, nohup, timeout.

import { EACCES, EINTR, EPERM, type Errno, failed } from "../../kernel/abi/errno.ts";
import { O_APPEND, O_CREAT, O_WRONLY } from "../../kernel/abi/flags.ts";
import {
  SIGALRM,
  SIGCHLD,
  SIGCONT,
  SIGHUP,
  SIGINT,
  SIGKILL,
  SIGTERM,
  SIGTTIN,
  SIGTTOU,
  type SigNo,
  signalName,
  signalNumber,
} from "../../kernel/abi/signal.ts";
import { execStatus, execvp, exitCode } from "../exec.ts";
import { getenv } from "../libc.ts";
import { fork, onSignal, type Run, sys } from "../program.ts";
import { quote, quoteaf } from "../quote.ts";
import { isatty } from "../stdio.ts";
import { type Cmd, tool } from "../tool.ts";
import { join } from "./paths.ts";
import { parseDuration } from "./sleep.ts";

/** "nice -5 CMD" and "nice --5 CMD", but not the number of "nice -n -5 CMD". */
function oldAdjustments(args: readonly string[]): readonly string[] {
  const rewritten = [...args];
  for (let i = 0; i < args.length && args[i]?.startsWith("-"); i++) {
    const arg = args[i] as string;
    if (/^-[-+]?\d/.test(arg)) rewritten[i] = `--adjustment=${arg.slice(1)}`;
    else if (arg === "-n" || arg === "--adjustment") i++;
  }
  return rewritten;
}

export const niceMain = tool(
  {
    name: "nice",
    usage: "[OPTION] [COMMAND [ARG]...]",
    failure: 125,
    stop: true,
    options: `
  -n, --adjustment=N       add integer N to the niceness (default 10)
`,
    rewrite: oldAdjustments,
  },
  function* (cmd): Run<number> {
    const text = cmd.last("adjustment");
    if (text !== undefined && !/^[-+]?\d+$/.test(text)) return yield* cmd.die(125, `invalid adjustment ${quote(text)}`);
    const r = yield* sys("getpriority", { pid: 0 });
    const now = failed(r) ? 0 : r.nice;
    if (cmd.operands.length === 0) {
      if (text !== undefined) return yield* cmd.misuse("a command must be given with an adjustment");
      yield* cmd.print(`${now}\n`);
      return 0;
    }
    const nice = Math.max(-20, Math.min(19, now + Number(text ?? 10)));
    const e = yield* sys("setpriority", { pid: 0, nice });
    if (failed(e)) {
      yield* cmd.warn("cannot set niceness", e);
      if (e !== EPERM && e !== EACCES) return 125;
    }
    return yield* run(cmd, cmd.operands, (word) => quote(word));
  },
);

/** exec, or the message and 126 or 127. */
function* run(cmd: Cmd, argv: readonly string[], say: (word: string) => string): Run<number> {
  const e = yield* execvp(argv, cmd.self.env, cmd.self);
  yield* cmd.warn(cmd.busybox ? `can't execute '${argv[0]}'` : say(argv[0] ?? ""), e);
  return execStatus(e);
}

export const nohupMain = tool(
  { name: "nohup", usage: ["COMMAND [ARG]...", "OPTION"], options: "", failure: 125, stop: true },
  function* (cmd): Run<number> {
    if (cmd.operands.length === 0) return yield* cmd.misuse("missing operand");
    const [input, output, errors] = [yield* isatty(0), yield* isatty(1), yield* isatty(2)];
    if (input) {
      const fd = yield* sys("openat", { path: "/dev/null", flags: O_WRONLY });
      if (failed(fd)) return yield* cmd.die(125, "failed to render standard input unusable", fd);
      yield* sys("dup2", { fd, newfd: 0 });
      yield* sys("close", { fd });
      if (!output && !errors) yield* cmd.warn("ignoring input");
    }
    if (output) {
      const fd = yield* openLog(cmd, input);
      yield* sys("dup2", { fd, newfd: 1 });
      yield* sys("close", { fd });
    }
    if (errors) {
      if (!output)
        yield* cmd.warn(input ? "ignoring input and redirecting stderr to stdout" : "redirecting stderr to stdout");
      yield* sys("dup2", { fd: 1, newfd: 2 });
    }
    yield* sys("rt_sigaction", { sig: SIGHUP, action: "ignore" });
    return yield* run(cmd, cmd.operands, (word) => `failed to run command ${quote(word)}`);
  },
);

/** nohup.out here, else in the home directory. */
function* openLog(cmd: Cmd, input: boolean): Run<number> {
  const home = getenv(cmd.self, "HOME");
  let why: Errno | undefined;
  for (const path of ["nohup.out", ...(home === undefined ? [] : [join(home, "nohup.out")])]) {
    const fd = yield* sys("openat", { path, flags: O_CREAT | O_WRONLY | O_APPEND, mode: 0o600 });
    if (!failed(fd)) {
      yield* cmd.warn(`${input ? "ignoring input and " : ""}appending output to ${quoteaf(path)}`);
      return fd;
    }
    yield* cmd.warn(`failed to open ${quoteaf(path)}`, fd);
    why = fd;
  }
  return yield* cmd.die(125, "no place for output", why);
}

export const timeoutMain = tool(
  {
    name: "timeout",
    usage: ["[OPTION] DURATION COMMAND [ARG]..."],
    failure: 125,
    stop: true,
    options: `
  -f, --foreground         allow COMMAND to read from the TTY and get TTY signals; children will not be timed out
  -k, --kill-after=DURATION  also send a KILL signal if COMMAND is still running this long after the initial signal
  -p, --preserve-status    exit with the same status as COMMAND, even when the command times out
  -s, --signal=SIGNAL      specify the signal to be sent on timeout
  -v, --verbose            diagnose to stderr any signal sent upon timeout
`,
  },
  function* (cmd): Run<number> {
    const [duration, ...argv] = cmd.operands;
    if (duration === undefined || argv.length === 0) return yield* cmd.tryHelp();
    const word = cmd.last("signal");
    const sig = word === undefined ? SIGTERM : signalNumber(word);
    if (sig === null) return yield* cmd.misuse(`${quote(word ?? "")}: invalid signal`);
    const [limit, grace] = [yield* seconds(cmd, duration), yield* seconds(cmd, cmd.last("kill-after") ?? "0")];
    return yield* watch(cmd, argv, limit, grace, sig);
  },
);

function* seconds(cmd: Cmd, text: string | undefined): Run<number> {
  if (text === undefined) return 0;
  const n = parseDuration(text);
  return n ?? (yield* cmd.misuse(`invalid time interval ${quote(text)}`));
}

function* watch(cmd: Cmd, argv: readonly string[], limit: number, grace: number, first: SigNo): Run<number> {
  const foreground = cmd.has("foreground");
  // A group of its own, so that the signal reaches what the command starts.
  if (!foreground) yield* sys("setpgid", { pid: 0, pgid: 0 });
  let child = 0;
  let timedOut = false;
  let next: SigNo = first;
  const deliver = function* (sig: SigNo): Run<void> {
    if (cmd.has("verbose")) yield* cmd.warn(`sending signal ${signalName(sig)} to command ${quote(argv[0] ?? "")}`);
    yield* sys("kill", { pid: child, sig });
    if (!foreground) {
      yield* sys("rt_sigaction", { sig, action: "ignore" });
      yield* sys("kill", { pid: 0, sig });
      if (sig !== SIGKILL && sig !== SIGCONT) {
        yield* sys("kill", { pid: child, sig: SIGCONT });
        yield* sys("kill", { pid: 0, sig: SIGCONT });
      }
    }
  };
  const cleanup = function* (sig: SigNo): Run<void> {
    if (sig === SIGALRM) {
      timedOut = true;
      sig = next;
    }
    if (child === 0) return;
    if (grace > 0) {
      // "also send a KILL signal if COMMAND is still running this long after the initial signal was sent"
      next = SIGKILL;
      yield* sys("alarm", { ns: Math.round(grace * 1e9) });
      grace = 0;
    }
    yield* deliver(sig);
  };
  for (const sig of [SIGALRM, SIGINT, SIGHUP, SIGTERM, 3, ...(first === SIGKILL ? [] : [first])]) {
    yield* onSignal(sig, cleanup, true);
  }
  yield* sys("rt_sigaction", { sig: SIGTTIN, action: "ignore" });
  yield* sys("rt_sigaction", { sig: SIGTTOU, action: "ignore" });
  yield* onSignal(SIGCHLD, function* () {}, true);
  const pid = yield* fork(function* (): Run<number> {
    yield* sys("rt_sigaction", { sig: SIGTTIN, action: "default" });
    yield* sys("rt_sigaction", { sig: SIGTTOU, action: "default" });
    return yield* run(cmd, argv, (word) => `failed to run command ${quote(word)}`);
  });
  if (failed(pid)) return yield* cmd.die(125, "fork system call failed", pid);
  child = pid;
  if (limit > 0 && Number.isFinite(limit)) yield* sys("alarm", { ns: Math.max(1, Math.round(limit * 1e9)) });
  for (;;) {
    const done = yield* sys("wait4", { pid, options: 0 });
    if (failed(done)) {
      if (done === EINTR) continue;
      return yield* cmd.die(125, "error waiting for command", done);
    }
    const code = exitCode(done.status);
    if (timedOut && !cmd.has("preserve-status")) {
      // A command that had to be killed counts as killed: 128+9.
      return (done.status & 0x7f) === SIGKILL ? 128 + SIGKILL : 124;
    }
    return code;
  }
}
