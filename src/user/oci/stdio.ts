// Standard input and output of a process in a container. In the foreground runc stands between: pipes, whose other ends
// it copies from and to its own descriptors. Detached, the process has runc's own.

import { failed } from "../../kernel/abi/errno.ts";
import { F_SETFL, O_CLOEXEC, O_NONBLOCK, POLLHUP, POLLIN, POLLOUT } from "../../kernel/abi/flags.ts";
import { SIGHUP, SIGINT, SIGPIPE, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2 } from "../../kernel/abi/signal.ts";
import { exitCode, waitFor } from "../exec.ts";
import { write } from "../libc.ts";
import { onSignal, type Run, sys } from "../program.ts";
import { orFail } from "./failure.ts";

const CHUNK = 32768; // bytes: io.Copy of Go

export interface Stdio {
  /** The process's descriptors 0, 1 and 2. */
  readonly inside: readonly [number, number, number];
  /** runc's ends; null where the process has runc's own. */
  readonly ends: { readonly input: number; readonly output: number; readonly error: number } | null;
}

export const inherited: Stdio = { inside: [0, 1, 2], ends: null };

/** Pipes that belong to the container's root. */
export function* pipes(uid: number, gid: number): Run<Stdio> {
  const made = [];
  for (let i = 0; i < 3; i++) made.push(orFail(yield* sys("pipe2", { flags: O_CLOEXEC }), "pipe2"));
  const [i, o, e] = made as [(typeof made)[0], (typeof made)[0], (typeof made)[0]];
  if (uid !== 0 || gid !== 0) {
    for (const fd of [i.read, o.write, e.write]) yield* sys("fchown", { fd, owner: uid, group: gid });
  }
  return { inside: [i.read, o.write, e.write], ends: { input: i.write, output: o.read, error: e.read } };
}

/** The process has its ends; runc's copies of them would keep the pipes open. */
export function* closeInside({ inside, ends }: Stdio): Run<void> {
  if (ends) for (const fd of inside) yield* sys("close", { fd });
}

export function* closeEnds({ ends }: Stdio): Run<void> {
  if (ends) for (const fd of [ends.input, ends.output, ends.error]) yield* sys("close", { fd });
}

const FORWARDED = [SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGTERM];

/** Copies until the process has ended, hands signals on to it, and returns what $? would show. */
export function* attend(pid: number, { ends }: Stdio): Run<number> {
  for (const sig of FORWARDED) yield* onSignal(sig, (s) => sys("kill", { pid, sig: s }));
  yield* sys("rt_sigaction", { sig: SIGPIPE, action: "ignore" });
  if (ends) yield* relay(ends);
  const status = yield* waitFor(pid);
  return failed(status) ? 1 : exitCode(status);
}

function* relay({ input, output, error }: NonNullable<Stdio["ends"]>): Run<void> {
  const open = new Map([
    [output, 1],
    [error, 2],
  ]);
  let reading = true; // standard input has not ended
  let waiting = ""; // read from it, not yet taken by the process
  yield* sys("fcntl", { fd: input, cmd: F_SETFL, arg: O_NONBLOCK });
  while (open.size > 0) {
    const fds = [...open.keys()].map((fd) => ({ fd, events: POLLIN }));
    if (waiting !== "") fds.push({ fd: input, events: POLLOUT });
    else if (reading) fds.push({ fd: 0, events: POLLIN });
    const ready = yield* sys("poll", { fds, timeout: -1 });
    if (failed(ready)) continue; // a signal, which has been handed on
    for (const { fd, revents } of ready) {
      const to = open.get(fd);
      if (to !== undefined && revents & (POLLIN | POLLHUP)) {
        const part = yield* sys("read", { fd, count: CHUNK });
        if (failed(part) || part === "") open.delete(fd);
        else yield* write(to, part);
      } else if (fd === input) {
        const n = yield* sys("write", { fd, data: waiting });
        waiting = failed(n) ? "" : waiting.slice(n);
        if (failed(n)) reading = false;
      } else if (fd === 0) {
        const part = yield* sys("read", { fd, count: CHUNK });
        if (!failed(part) && part !== "") waiting = part;
        else {
          reading = false;
          yield* sys("close", { fd: input });
        }
      }
    }
  }
}
