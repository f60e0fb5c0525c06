// runc start, and the end of a container.

import { failed } from "../../kernel/abi/errno.ts";
import { O_CLOEXEC, O_RDONLY } from "../../kernel/abi/flags.ts";
import { type Run, sys } from "../program.ts";
import { removeCgroup } from "./cgroup.ts";
import { type Container, fifoOf, forget, load, stateOf } from "./container.ts";
import { may } from "./container-life.ts";
import { Failure, orFail } from "./failure.ts";
import type { Runc } from "./log.ts";

/** Lets the program go: whoever opened the fifo for writing goes on. */
export function* openFifo(path: string): Run<void> {
  const fd = orFail(yield* sys("openat", { path, flags: O_RDONLY | O_CLOEXEC }), `open ${path}`);
  const data = yield* sys("read", { fd, count: 1 });
  yield* sys("close", { fd });
  if (failed(data) || data === "") throw new Failure("cannot start an already running container");
  yield* sys("unlink", { path });
}

export function* startContainer(r: Runc, id: string): Run<number> {
  const c = yield* load(r.root, id);
  const state = yield* stateOf(r.root, c);
  if (may(state, "container.started")) yield* openFifo(fifoOf(r.root, id));
  else if (state === "stopped") throw new Failure("cannot start a container that has stopped");
  else throw new Failure("cannot start an already running container");
  return 0;
}

/** Takes away the cgroup and the directory of a container whose processes have ended. */
export function* destroy(r: Runc, c: Container): Run<void> {
  orFail(yield* removeCgroup(c.cgroup_paths[""]), `unable to remove container's cgroup: rmdir ${c.cgroup_paths[""]}`);
  yield* forget(r.root, c.id);
}
