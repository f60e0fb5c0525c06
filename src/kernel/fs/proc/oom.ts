// /proc/PID/oom_score and oom_score_adj: who is killed first when memory is out - proc_pid_oom_score_adj(5)

import { EACCES, EINVAL } from "../../abi/errno.ts";
import { parseInt32 } from "../../cgroup/parse.ts";
import { resident } from "../../cgroup/reclaim.ts";
import { capable } from "../../security/capable.ts";
import { type At, subjectOf, writable } from "../generated/entry.ts";
import { PAGE } from "./numbers.ts";

const MOST = 1000; // OOM_SCORE_ADJ_MAX

const adjOf = (at: At): number => subjectOf(at).memory.oomScoreAdj ?? 0;

/** "The range … 0 to 1000", of which a third is what oom_score_adj can take away: proc_oom_score(), fs/proc/base.c */
export function oomScore(at: At): string {
  const task = subjectOf(at);
  if (task.state === "zombie" || adjOf(at) === -MOST) return "0\n";
  const share = (resident(task) * PAGE * MOST) / at.v.hardware.memory;
  return `${Math.floor(((MOST + share + adjOf(at)) * 2) / 3)}\n`;
}

const LEGACY_MOST = 15; // OOM_ADJUST_MAX
const LEGACY_LEAST = -17; // OOM_DISABLE

/** The older scale of the same number: proc_pid_oom_adj(5) */
export const oomAdj = writable(
  (at) => `${adjOf(at) === MOST ? LEGACY_MOST : Math.trunc((adjOf(at) * -LEGACY_LEAST) / MOST)}\n`,
  (tx, at, data) => {
    const old = parseInt32(data);
    if (old === null || old > LEGACY_MOST || old < LEGACY_LEAST) return EINVAL;
    const value = old === LEGACY_MOST ? MOST : Math.trunc((old * MOST) / -LEGACY_LEAST);
    if (value < adjOf(at) && !capable(tx.k, at.v.task, "CAP_SYS_RESOURCE")) return EACCES;
    tx.emit({ type: "oom.adjusted", pid: subjectOf(at).pid, value });
    return data.length;
  },
);

export const oomScoreAdj = writable(
  (at) => `${adjOf(at)}\n`,
  (tx, at, data) => {
    const value = parseInt32(data);
    if (value === null || Math.abs(value) > MOST) return EINVAL;
    // "only a process with CAP_SYS_RESOURCE may lower it" below what it began with: __set_oom_adj()
    if (value < Math.min(0, adjOf(at)) && !capable(tx.k, at.v.task, "CAP_SYS_RESOURCE")) return EACCES;
    tx.emit({ type: "oom.adjusted", pid: subjectOf(at).pid, value });
    return data.length;
  },
);
