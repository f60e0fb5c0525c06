// flock(1): runs a command while it holds a lock on a file, or locks a descriptor of the shell that called it.

import { EAGAIN, EINTR, EISDIR, ENOMEM, ENOSPC, EROFS, failed } from "../../kernel/abi/errno.ts";
import { LOCK_EX, LOCK_NB, LOCK_SH, LOCK_UN, O_CREAT, O_NOCTTY, O_RDONLY } from "../../kernel/abi/flags.ts";
import { SIGALRM } from "../../kernel/abi/signal.ts";
import { execvp, exitCode, waitFor } from "../exec.ts";
import { getenv } from "../libc.ts";
import { fork, onSignal, type Run, sys } from "../program.ts";
import type { Cmd } from "../tool.ts";
import { orDie, ulTool } from "./frame.ts";

// sysexits.h
const EX_USAGE = 64;
const EX_DATAERR = 65;
const EX_NOINPUT = 66;
const EX_UNAVAILABLE = 69;
const EX_OSERR = 71;
const EX_CANTCREAT = 73;

export const flockMain = ulTool(
  {
    name: "flock",
    usage: [
      "[options] <file>|<directory> <command> [<argument>...]",
      "[options] <file>|<directory> -c <command>",
      "[options] <file descriptor number>",
    ],
    does: "Manage file locks from shell scripts.",
    options: `
  -s, --shared            get a shared lock
  -x, -e, --exclusive     get an exclusive lock (default)
  -u, --unlock            remove a lock
  -n, --nb, --nonblock    fail rather than wait
  -w, --wait, --timeout=SECS  wait for a limited amount of time
  -E, --conflict-exit-code=NUMBER  exit code after conflict or timeout
  -o, --close             close file descriptor before running command
  -c, --command=COMMAND   run a single command string through the shell
  -F, --no-fork           execute command without forking
! --fcntl                 use fcntl(F_OFD_SETLK) rather than flock()
! --verbose               increase verbosity
`,
    man: "flock(1)",
    stop: true,
    failure: EX_USAGE,
  },
  function* (cmd) {
    if (cmd.self.argv.length < 2) yield* cmd.misuse("not enough arguments");
    if (cmd.has("no-fork") && cmd.has("close")) {
      yield* cmd.die(EX_USAGE, "the --no-fork and --close options are incompatible");
    }
    const [file, ...words] = cmd.operands;
    if (file === undefined) return yield* cmd.die(EX_USAGE, "requires file descriptor, file or directory");
    const argv = yield* command(cmd, words);
    const fd = argv ? yield* openLock(cmd, file) : yield* descriptor(cmd, file);
    if (!(yield* lock(cmd, fd, file))) return Number(cmd.last("conflict-exit-code") ?? 1);
    return argv ? yield* run(cmd, fd, argv) : 0;
  },
);

function* command(cmd: Cmd, words: readonly string[]): Run<readonly string[] | null> {
  const [first, text] = words;
  if (first === undefined) return null;
  if (first !== "-c" && first !== "--command") return words;
  if (text === undefined || words.length > 2) {
    yield* cmd.die(EX_USAGE, `${first} requires exactly one command argument`);
  }
  return [getenv(cmd.self, "SHELL") || "/bin/sh", "-c", text ?? ""];
}

function* descriptor(cmd: Cmd, text: string): Run<number> {
  if (/^\d+$/.test(text)) return Number(text);
  return yield* cmd.die(EX_USAGE, `bad file descriptor: '${text}'`);
}

function* openLock(cmd: Cmd, path: string): Run<number> {
  let fd = yield* sys("openat", { path, flags: O_RDONLY | O_NOCTTY | O_CREAT, mode: 0o666 });
  // "Linux doesn't like O_CREAT on a directory, even though it should be a no-op" - flock.c
  if (fd === EISDIR) fd = yield* sys("openat", { path, flags: O_RDONLY | O_NOCTTY });
  if (!failed(fd)) return fd;
  const status = fd === ENOMEM ? EX_OSERR : fd === EROFS || fd === ENOSPC ? EX_CANTCREAT : EX_NOINPUT;
  return yield* cmd.die(status, `cannot open lock file ${path}`, fd);
}

/** False where somebody else has it, and went on having it. */
function* lock(cmd: Cmd, fd: number, file: string): Run<boolean> {
  const kind = cmd.given.findLast((g) => /^(shared|exclusive|unlock)$/.test(g.name))?.name ?? "exclusive";
  const type = kind === "shared" ? LOCK_SH : kind === "unlock" ? LOCK_UN : LOCK_EX;
  const seconds = yield* timeout(cmd);
  const operation = type | (cmd.has("nb") || seconds === 0 ? LOCK_NB : 0);
  let expired = false;
  if (seconds !== null && seconds > 0) {
    // biome-ignore lint/correctness/useYield: a handler is a program; this one needs no system call
    yield* onSignal(SIGALRM, function* () {
      expired = true;
    });
    yield* sys("alarm", { ns: Math.round(seconds * 1e9) });
  }
  for (;;) {
    const e = yield* sys("flock", { fd, operation });
    if (!failed(e)) break;
    if (e === EAGAIN) return false;
    if (e !== EINTR) return yield* cmd.die(e === ENOMEM ? EX_OSERR : EX_DATAERR, file, e);
    if (expired) return false;
  }
  if (seconds !== null && seconds > 0) yield* sys("alarm", { ns: 0 });
  return true;
}

function* timeout(cmd: Cmd): Run<number | null> {
  const text = cmd.last("wait");
  if (text === undefined) return null;
  if (/^\d+(\.\d*)?$/.test(text)) return Number(text);
  return yield* cmd.die(EX_USAGE, `invalid timeout value: '${text}'`);
}

/** The child inherits the descriptor and with it the lock, so what it starts in the background holds it too. */
function* run(cmd: Cmd, fd: number, argv: readonly string[]): Run<number> {
  if (cmd.has("no-fork")) return yield* become(cmd, argv);
  const child = yield* fork(function* () {
    if (cmd.has("close")) yield* sys("close", { fd });
    return yield* become(cmd, argv);
  });
  if (failed(child)) return yield* cmd.die(EX_OSERR, "fork failed", child);
  return exitCode(yield* orDie(cmd, yield* waitFor(child), "waitpid failed", EX_OSERR));
}

function* become(cmd: Cmd, argv: readonly string[]): Run<number> {
  const e = yield* execvp(argv, cmd.self.env);
  yield* cmd.warn(`failed to execute ${argv[0]}`, e);
  return e === ENOMEM ? EX_OSERR : EX_UNAVAILABLE;
}
