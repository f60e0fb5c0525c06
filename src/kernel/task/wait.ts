// wait4(2): the state changes of a child.

import { ECHILD, EINVAL, type Errno } from "../abi/errno.ts";
import { WCONTINUED, WNOHANG, WUNTRACED } from "../abi/flags.ts";
import { get } from "../table.ts";
import type { Block, Tx } from "../tx.ts";
import { reap } from "./exit.ts";
import { numberIn, taskOf } from "./pid.ts";
import type { NsPid, Pid, Task } from "./task.ts";

export interface Waited {
  readonly pid: NsPid;
  readonly status: number;
}

/** pid: a child; -1 any; 0 any of the caller's process group; below -1 any of that group. */
export function wait4(
  tx: Tx,
  me: Pid,
  args: { readonly pid: number; readonly options: number },
): Waited | Errno | Block {
  const { pid, options } = args;
  if (options & ~(WNOHANG | WUNTRACED | WCONTINUED)) return EINVAL;
  const task = tx.task(me);
  const children = task.children.map((c) => tx.task(c)).filter((c) => matches(tx, task, c, pid));
  if (children.length === 0) return ECHILD;
  const zombie = children.find((c) => c.state === "zombie");
  if (zombie) {
    const done = { pid: numberIn(tx.k, task.ns.pid, zombie.pid), status: zombie.status };
    reap(tx, zombie.pid, me);
    return done;
  }
  const changed = children.find(
    (c) => (c.jobChange === "stopped" && options & WUNTRACED) || (c.jobChange === "continued" && options & WCONTINUED),
  );
  if (changed) {
    const status = changed.jobChange === "stopped" ? changed.status : 0xffff;
    tx.emit({ type: "task.reported", pid: changed.pid });
    return { pid: numberIn(tx.k, task.ns.pid, changed.pid), status };
  }
  if (options & WNOHANG) return { pid: 0 as NsPid, status: 0 };
  return { block: `child:${me}` };
}

function matches(tx: Tx, parent: Task, child: Task, pid: number): boolean {
  if (pid === -1) return true;
  if (pid > 0) return taskOf(tx.k, parent.ns.pid, pid)?.pid === child.pid;
  if (pid === 0) return child.pgid === parent.pgid;
  return get(tx.k.tasks, child.pid) !== undefined && numberIn(tx.k, parent.ns.pid, child.pgid) === -pid;
}
