// runc kill, delete, pause and resume.

import { ESRCH, failed } from "../../kernel/abi/errno.ts";
import { SIGKILL, SIGNAL_NAMES, type SigNo } from "../../kernel/abi/signal.ts";
import { type Run, sys } from "../program.ts";
import { freeze, processesIn } from "./cgroup.ts";
import { type Container, forget, load, stateOf } from "./container.ts";
import { may } from "./container-life.ts";
import { errnoText, Failure } from "./failure.ts";
import type { Runc } from "./log.ts";
import { destroy } from "./start.ts";

const STEP = 100_000_000; // virtual nanoseconds between two looks whether it has gone: killContainer()
const LOOKS = 100;

/** "KILL", "SIGKILL", "kill" or a number: parseSignal() */
function signalOf(text: string): SigNo {
  if (/^\d+$/.test(text)) return Number(text);
  const name = text.toUpperCase().replace(/^SIG/, "");
  const n = (SIGNAL_NAMES as readonly string[]).indexOf(name);
  if (n <= 0) throw new Failure(`unknown signal "${text}"`);
  return n;
}

export function* kill(r: Runc, id: string, signal: string, everybody: boolean): Run<number> {
  const c = yield* load(r.root, id);
  const sig = signalOf(signal);
  yield* signalContainer(r, c, sig, everybody);
  return 0;
}

function* signalContainer(r: Runc, c: Container, sig: SigNo, everybody: boolean): Run<void> {
  const state = yield* stateOf(r.root, c);
  // Without a pid namespace of its own nobody dies with its first process.
  const all = everybody || (sig === SIGKILL && !c.config.namespaces.some((n) => n.type === "NEWPID"));
  if (all) {
    for (const pid of yield* processesIn(c.cgroup_paths[""])) yield* sys("kill", { pid, sig });
    return;
  }
  if (state === "stopped") throw new Failure("container not running");
  const e = yield* sys("kill", { pid: c.init_process_pid, sig });
  if (e === ESRCH) throw new Failure("container not running");
  if (failed(e)) throw new Failure(`unable to signal init: ${errnoText(e)}`);
  // A frozen process would not die of it.
  if (sig === SIGKILL && state === "paused") yield* freeze(c.cgroup_paths[""], false);
}

/** `force`: kills what runs, and does not mind what is not there. */
export function* remove(r: Runc, id: string, force: boolean): Run<number> {
  let c: Container;
  try {
    c = yield* load(r.root, id);
  } catch (e) {
    if (!(e instanceof Failure)) throw e;
    // What a creation that was interrupted left: a directory without state.json.
    if (force) yield* forget(r.root, id);
    if (force) return 0;
    throw e;
  }
  const state = yield* stateOf(r.root, c);
  if (may(state, "container.deleted")) yield* destroy(r, c);
  else if (force || state === "created") yield* killAndDestroy(r, c);
  else throw new Failure(`cannot delete container ${id} that is not stopped: ${state}`);
  return 0;
}

function* killAndDestroy(r: Runc, c: Container): Run<void> {
  yield* signalContainer(r, c, SIGKILL, false);
  for (let i = 0; i < LOOKS; i++) {
    yield* sys("nanosleep", { ns: STEP });
    if ((yield* stateOf(r.root, c)) === "stopped") return yield* destroy(r, c);
  }
  throw new Failure("container init still running");
}

export function* pause(r: Runc, id: string): Run<number> {
  const c = yield* load(r.root, id);
  const state = yield* stateOf(r.root, c);
  // Also between create and start, which the specification has no word for.
  if (state !== "created" && !may(state, "container.paused")) {
    throw new Failure(`container not running or created: ${state}`);
  }
  yield* freeze(c.cgroup_paths[""], true);
  return 0;
}

export function* resume(r: Runc, id: string): Run<number> {
  const c = yield* load(r.root, id);
  if (!may(yield* stateOf(r.root, c), "container.resumed")) throw new Failure("container not paused");
  yield* freeze(c.cgroup_paths[""], false);
  return 0;
}
