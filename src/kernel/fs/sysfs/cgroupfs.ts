// cgroup2 - cgroups(7). The model has the root cgroup alone, with every process in it: no cgroup can be made, and
// no controller counts or limits anything yet.

import { EINVAL, type Errno, ESRCH } from "../../abi/errno.ts";
import { values } from "../../table.ts";
import { numberIn, taskOf } from "../../task/pid.ts";
import type { Tx } from "../../tx.ts";
import { type At, dir, file, writable } from "../generated/entry.ts";
import { generatedFs } from "../generated/ops.ts";
import type { FsOps } from "../ops.ts";

const CONTROLLERS = "cpuset cpu io memory hugetlb pids rdma misc\n";

/** Numbers as the reader's pid namespace has them; a process that it does not see is left out. */
function procs({ v }: At): string {
  const numbers = values(v.k.tasks).map((task) => numberIn(v.k, v.task.ns.pid, task.pid));
  return numbers
    .filter((n) => n !== 0)
    .map((n) => `${n}\n`)
    .join("");
}

// Everybody is in the root cgroup already; only a process that does not exist cannot be moved there.
function move(tx: Tx, at: At, data: string): number | Errno {
  const pid = data.trim();
  if (!/^\d+$/.test(pid)) return EINVAL;
  const there = pid === "0" || taskOf(tx.k, at.v.task.ns.pid, Number(pid)) !== undefined;
  return there ? data.length : ESRCH;
}

export const cgroup2Ops: FsOps = generatedFs(
  dir({
    "cgroup.controllers": file(() => CONTROLLERS),
    "cgroup.max.depth": writable(
      () => "max\n",
      () => EINVAL,
    ),
    "cgroup.max.descendants": writable(
      () => "max\n",
      () => EINVAL,
    ),
    "cgroup.procs": writable(procs, move),
    "cgroup.stat": file(() => "nr_descendants 0\nnr_dying_descendants 0\n"),
    "cgroup.subtree_control": writable(
      () => CONTROLLERS,
      () => EINVAL,
    ),
    "cgroup.threads": writable(procs, move),
  }),
);
