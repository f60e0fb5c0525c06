// How runc makes a process in a container: the parent's side of nsexec.ts and init.ts. process_linux.go of runc
//
//   clone ──> `runc init` ──> [cgroup] ──> how to be born ──> pids ──> what to become ──> "hooks", "ready" ──> end of file

import { failed } from "../../kernel/abi/errno.ts";
import { F_DUPFD_CLOEXEC } from "../../kernel/abi/flags.ts";
import { RESOURCES, type Resource, resourceNumber } from "../../kernel/abi/resource.ts";
import { SIGKILL } from "../../kernel/abi/signal.ts";
import { waitFor } from "../exec.ts";
import { fork, type Run, sys } from "../program.ts";
import { errnoText, Failure, orFail } from "./failure.ts";
import type { Bootstrap, ProcessConfig } from "./init-config.ts";
import { type Message, receive, send, socketPair } from "./messages.ts";
import type { ProcessSpec } from "./spec.ts";

const PIPE = 3; // descriptors of `runc init`, behind those for standard input and output
const FIFO = 4;
const ABOVE = 10;

export interface Birth {
  readonly bootstrap: Bootstrap;
  readonly config: ProcessConfig;
  /** exec.fifo, for a container's first process. */
  readonly fifo: number | null;
  /** What become descriptors 0, 1 and 2. */
  readonly stdio: readonly [number, number, number];
  readonly rlimits: ProcessSpec["rlimits"];
  /** The child has begun, and has made none of its own yet. */
  readonly begun: (pid: number) => Run<void>;
  /** Its pid is known. */
  readonly born: (pid: number) => Run<void>;
  /** Everything is mounted. */
  readonly hooks: (pid: number) => Run<void>;
  readonly ready: (pid: number) => Run<void>;
  /** It failed, and has not been killed yet. */
  readonly failing: () => Run<void>;
}

/** Its pid, when it has done all but wait for its start. On failure nothing of it is left. */
export function* bear(b: Birth): Run<number> {
  const [pipe, childEnd] = yield* socketPair();
  const first = orFail(yield* fork(() => becomeInit(b, childEnd)), "fork/exec /proc/self/exe");
  yield* sys("close", { fd: childEnd });
  const children: number[] = [first];
  try {
    yield* b.begun(first);
    yield* send(pipe, b.bootstrap);
    const pids = yield* receive<{ stage1_pid: number; stage2_pid: number }>(pipe);
    if (!pids) throw new Failure("waiting for init preliminary setup: EOF");
    children.push(pids.stage1_pid, pids.stage2_pid);
    for (const pid of [first, pids.stage1_pid]) yield* waitFor(pid);
    children.splice(0, 2);
    yield* b.born(pids.stage2_pid);
    yield* send(pipe, b.config);
    yield* converse(b, pipe, pids.stage2_pid);
    yield* sys("close", { fd: pipe });
    return pids.stage2_pid;
  } catch (e) {
    yield* b.failing();
    yield* sys("close", { fd: pipe });
    for (const pid of children) yield* sys("kill", { pid, sig: SIGKILL });
    for (const pid of children) yield* waitFor(pid);
    throw e;
  }
}

function* converse(b: Birth, pipe: number, pid: number): Run<void> {
  let sentRun = false;
  for (;;) {
    const m = yield* receive<Message>(pipe);
    if (m === null && sentRun) return;
    if (m === null) throw new Failure("error during container init: EOF");
    if (m.type === "procError") throw new Failure(sentRun ? m.message : `error during container init: ${m.message}`);
    if (m.type === "procHooks") {
      yield* b.hooks(pid);
      yield* send(pipe, { type: "procResume" });
    } else {
      // While its parent may still do it: a user namespace could not raise them.
      yield* setRlimits(pid, b.rlimits);
      yield* b.ready(pid);
      yield* send(pipe, { type: "procRun" });
      sentRun = true;
    }
  }
}

function* setRlimits(pid: number, rlimits: ProcessSpec["rlimits"] = []): Run<void> {
  for (const { type, soft, hard } of rlimits) {
    const resource = resourceNumber(type.replace(/^RLIMIT_/, "").toLowerCase() as Resource);
    const r = yield* sys("prlimit64", { pid, resource, next: { soft, hard } });
    if (failed(r))
      throw new Failure(
        `error setting rlimits for ready process: error setting rlimit type ${resource}: ${errnoText(r)}`,
      );
  }
}

export const isRlimit = (type: string): boolean =>
  type.startsWith("RLIMIT_") && (RESOURCES as readonly string[]).includes(type.slice(7).toLowerCase());

/** In the child: its descriptors, then the same program anew, whose memory no longer is that of runc. */
function* becomeInit({ stdio, fifo }: Birth, pipe: number): Run<number> {
  const high: number[] = [];
  for (const fd of [...stdio, pipe, ...(fifo === null ? [] : [fifo])]) {
    const copy = yield* sys("fcntl", { fd, cmd: F_DUPFD_CLOEXEC, arg: ABOVE });
    high.push(copy);
  }
  for (const [newfd, fd] of high.entries()) yield* sys("dup2", { fd, newfd });
  const env = [`_LIBCONTAINER_INITPIPE=${PIPE}`, ...(fifo === null ? [] : [`_LIBCONTAINER_FIFOFD=${FIFO}`])];
  yield* sys("execve", { path: "/proc/self/exe", argv: ["runc", "init"], env });
  return 1;
}
