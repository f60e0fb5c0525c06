// execvp(3): running a command by its name, as env, nice, chroot, xargs, find -exec and the like do.

import { EACCES, EINTR, ENODEV, ENOENT, ENOEXEC, ENOTDIR, type Errno, failed } from "../kernel/abi/errno.ts";
import { WEXITSTATUS, WIFEXITED, WTERMSIG } from "../kernel/abi/signal.ts";
import { tryApplet } from "./busybox/standalone.ts";
import { fork, type Run, type Self, sys } from "./program.ts";

// "a search path that includes [...] /bin:/usr/bin" where PATH is not set - exec(3)
const DEFAULT_PATH = "/bin:/usr/bin";

/**
 * Replaces the process; comes back only with the error. PATH is that of `env`, the new environment. A busybox `self`
 * tries its applets first; `forked`: it may go on as one.
 */
export function* execvp(argv: readonly string[], env: readonly string[], self?: Self, forked = false): Run<Errno> {
  const file = argv[0] ?? "";
  if (file === "") return ENOENT;
  if (self) yield* tryApplet(self, argv, env, forked);
  if (file.includes("/")) return yield* execOrScript(file, argv, env);
  const path = env.find((e) => e.startsWith("PATH="))?.slice(5) ?? DEFAULT_PATH;
  let refused = false;
  let last: Errno = ENOENT;
  for (const dir of path.split(":")) {
    last = yield* execOrScript(dir === "" ? file : `${dir}/${file}`, argv, env);
    // "If permission is denied for a file [...], these functions will continue searching the rest of the search
    // path. If no other file is found, however, they will return with errno set to EACCES." - exec(3)
    if (last === EACCES) refused = true;
    else if (last !== ENOENT && last !== ENOTDIR && last !== ENODEV) return last;
  }
  return refused ? EACCES : last;
}

// "If the header of a file isn't recognized (the attempted execve(2) failed with the error ENOEXEC), these functions
// will execute the shell (/bin/sh) with the path of the file as its first argument." - exec(3)
function* execOrScript(path: string, argv: readonly string[], env: readonly string[]): Run<Errno> {
  const e = (yield* sys("execve", { path, argv, env })) as Errno;
  if (e !== ENOEXEC) return e;
  return (yield* sys("execve", { path: "/bin/sh", argv: ["/bin/sh", path, ...argv.slice(1)], env })) as Errno;
}

/** 126 where the command was found but could not be run, 127 where it was not found: env(1), chroot(1), nice(1). */
export const execStatus = (e: Errno): 126 | 127 => (e === ENOENT ? 127 : 126);

/** waitpid(2), made again after a signal. */
export function* waitFor(pid: number): Run<number | Errno> {
  for (;;) {
    const r = yield* sys("wait4", { pid, options: 0 });
    if (failed(r)) {
      if (r !== EINTR) return r;
    } else return r.status;
  }
}

/** Runs a command to its end in a child. `failure` says what the child prints when it cannot be run. */
export function* spawn(
  argv: readonly string[],
  env: readonly string[],
  failure: (e: Errno) => Run<number>,
  setup?: () => Run<void>,
): Run<number | Errno> {
  const pid = yield* fork(function* () {
    if (setup) yield* setup();
    return yield* failure(yield* execvp(argv, env));
  });
  return failed(pid) ? pid : yield* waitFor(pid);
}

/** The number a shell's $? would show for a status word. */
export const exitCode = (status: number): number => (WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
