// The operations on processes, signals and ids.

import { errnoName, failed } from "../../kernel/abi/errno.ts";
import { WNOHANG } from "../../kernel/abi/flags.ts";
import { RESOURCES, RLIM_INFINITY } from "../../kernel/abi/resource.ts";
import { SIGKILL, signalName, WEXITSTATUS, WIFEXITED, WTERMSIG } from "../../kernel/abi/signal.ts";
import { MADV_POPULATE_WRITE } from "../../kernel/sys/memory.ts";
import { execvp, waitFor } from "../exec.ts";
import { out, readFile } from "../libc.ts";
import { clone, compute, Exit, fork, onSignal, type Run, sys } from "../program.ts";
import { atoi, type Chain, type Op, report, type Step, say, signum } from "./chain.ts";

const MS = 1_000_000; // virtual nanoseconds
const SPAWN_WAIT = 30 * MS; // until the spawned child has surely exited
const MIB = 2 ** 20; // bytes
const TURN = 64; // steps of computing between two looks at the clock

const usleep = (us: number): Run<unknown> => sys("nanosleep", { ns: us * 1000 });

const plain = (call: (s: Step) => Run<number>): Op =>
  function* (_c, s) {
    yield* report(s, yield* call(s));
  };

function* forkwait(_c: Chain, s: Step): Run<void> {
  // biome-ignore lint/correctness/useYield: ends at once
  const pid = yield* fork(function* () {
    return 0;
  });
  if (!failed(pid)) yield* waitFor(pid);
  yield* report(s, failed(pid) ? pid : 0);
}

/** A child that exits with code N at once and is not waited for. */
function* spawn(c: Chain, s: Step): Run<void> {
  // biome-ignore lint/correctness/useYield: ends at once
  const pid = yield* fork(function* () {
    return atoi(s.word(1)) & 0xff;
  });
  c.kid = pid;
  yield* sys("nanosleep", { ns: SPAWN_WAIT });
  yield* report(s, failed(pid) ? pid : 0);
}

/** The state letter of the last spawned child, from /proc/PID/stat. */
function* state(c: Chain, s: Step): Run<void> {
  const text = yield* readFile(`/proc/${c.kid}/stat`);
  if (failed(text)) return yield* report(s, text);
  const end = text.lastIndexOf(")");
  if (end >= 0) yield* say(s, text.slice(end + 2, end + 3));
}

function* wait(_c: Chain, s: Step): Run<void> {
  const r = yield* sys("wait4", { pid: -1, options: 0 });
  if (failed(r)) return yield* report(s, r);
  const { status } = r;
  yield* say(s, WIFEXITED(status) ? `exited ${WEXITSTATUS(status)}` : `killed ${signalName(WTERMSIG(status))}`);
}

/** Forks N sleeping children and says how many succeeded. */
function* forkn(_c: Chain, s: Step): Run<void> {
  const want = atoi(s.word(1));
  const kids: number[] = [];
  let error = "none";
  while (kids.length < want) {
    const pid = yield* fork(function* () {
      yield* sys("pause", {});
      return 0;
    });
    if (failed(pid)) {
      error = errnoName(pid);
      break;
    }
    kids.push(pid);
  }
  yield* out(`forkn: ${kids.length} of ${want}, first error ${error}\n`);
  for (const pid of kids) {
    yield* sys("kill", { pid, sig: SIGKILL });
    yield* waitFor(pid);
  }
}

/** A child forks a grandchild and exits; the grandchild tells who its parent is then. */
function* orphan(_c: Chain, s: Step): Run<void> {
  const ends = yield* sys("pipe2", { flags: 0 });
  if (failed(ends)) return yield* report(s, ends);
  yield* fork(function* () {
    yield* fork(function* () {
      yield* sys("close", { fd: ends.read });
      const first = yield* sys("getppid", {});
      while ((yield* sys("getppid", {})) === first) yield* usleep(1000);
      yield* sys("write", { fd: ends.write, data: String(yield* sys("getppid", {})) });
      return 0;
    });
    yield* usleep(20_000);
    return 0;
  });
  yield* sys("close", { fd: ends.write });
  const text = yield* sys("read", { fd: ends.read, count: 16 });
  yield* sys("close", { fd: ends.read });
  const me = yield* sys("getpid", {});
  const parent = failed(text) || text === "" ? -1 : Number(text);
  yield* say(s, parent === 0 ? "0" : parent === 1 ? "1" : parent === me ? "self" : "other");
  for (;;) {
    const r = yield* sys("wait4", { pid: -1, options: WNOHANG });
    if (failed(r) || r.pid === 0) return;
  }
}

/** Uses N milliseconds of processor time. */
function* burn(_c: Chain, s: Step): Run<void> {
  const start = (yield* sys("times", {})).user;
  while ((yield* sys("times", {})).user - start < atoi(s.word(1)) * MS) {
    for (let i = 0; i < TURN; i++) yield* compute();
  }
  yield* report(s, 0);
}

/** Touches N MiB of anonymous memory, a MiB at a time. */
function* alloc(_c: Chain, s: Step): Run<void> {
  const length = atoi(s.word(1)) * MIB;
  const addr = yield* sys("mmap", { length });
  if (failed(addr)) return yield* report(s, addr);
  for (let at = addr; at < addr + length; at += MIB) {
    yield* sys("madvise", { addr: at, length: MIB, advice: MADV_POPULATE_WRITE });
  }
  yield* report(s, 0);
}

/** Sets the soft and the hard limit of a resource, or prints them; -1 is no limit. */
function* limit(s: Step, pid: number, [name = "", soft, hard]: readonly string[]): Run<void> {
  const known = (RESOURCES as readonly string[]).indexOf(name);
  const resource = known >= 0 ? known : atoi(name);
  const number = (text: string) => (atoi(text) < 0 ? RLIM_INFINITY : atoi(text));
  const next = soft !== undefined && hard !== undefined ? { soft: number(soft), hard: number(hard) } : undefined;
  const old = yield* sys("prlimit64", next ? { pid, resource, next } : { pid, resource });
  if (failed(old) || next) return yield* report(s, failed(old) ? old : 0);
  const shown = (n: number) => (n === RLIM_INFINITY ? -1 : n);
  yield* say(s, `${shown(old.soft)} ${shown(old.hard)}`);
}

export const TASK_OPS: Readonly<Record<string, Op>> = {
  forkwait,
  spawn,
  state,
  getpid: plain(() => sys("getpid", {})),
  getppid: plain(() => sys("getppid", {})),
  getuid: plain(() => sys("getuid", {})),
  geteuid: plain(() => sys("geteuid", {})),
  getgid: plain(() => sys("getgid", {})),
  kill: plain((s) => sys("kill", { pid: atoi(s.word(1)), sig: signum(s.word(2)) })),
  wait,
  // biome-ignore lint/correctness/useYield: ends the process
  *exit(_c, s) {
    throw new Exit(atoi(s.word(1)) & 0xff);
  },
  setuid: plain((s) => sys("setuid", { uid: atoi(s.word(1)) })),
  setgid: plain((s) => sys("setgid", { gid: atoi(s.word(1)) })),
  setgroups: plain((s) => sys("setgroups", { groups: s.words.slice(1).map(atoi) })),
  *usleep(_c, s) {
    yield* usleep(atoi(s.word(1)));
  },
  *exec(c, s) {
    yield* report(s, yield* execvp(s.words.slice(1), c.env));
  },
  *sigign(_c, s) {
    yield* sys("rt_sigaction", { sig: signum(s.word(1)), action: "ignore" });
    yield* report(s, 0);
  },
  *sighandle(_c, s) {
    // signal(3) of glibc: SA_RESTART
    yield* onSignal(signum(s.word(1)), announce, true);
    yield* report(s, 0);
  },
  prlimit: (_c, s) => limit(s, 0, s.words.slice(1)),
  prlimitpid: (_c, s) => limit(s, atoi(s.word(1)), s.words.slice(2)),
  forkn,
  orphan,
  burn,
  alloc,
};

function* announce(sig: number): Run<undefined> {
  yield* out(`signal: ${signalName(sig)}\n`);
  return undefined;
}

/** After "fork" the child runs the rest of the chain; the parent waits and ends as the child did. */
export function* forkRest(s: Step, rest: () => Run<number>): Run<void> {
  const pid = yield* clone(0, rest);
  if (failed(pid)) return yield* report(s, pid);
  const status = yield* waitFor(pid);
  if (failed(status)) throw new Exit(0);
  const ended = WIFEXITED(status);
  if (!ended) yield* say(s, `killed ${signalName(WTERMSIG(status))}`);
  else if (WEXITSTATUS(status) !== 0) yield* say(s, `exited ${WEXITSTATUS(status)}`);
  throw new Exit(ended ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}
