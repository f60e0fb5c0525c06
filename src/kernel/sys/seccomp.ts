// seccomp(2): gives up system calls, for ever.

import { EACCES, EINVAL, type Errno } from "../abi/errno.ts";
import { capableHere } from "../security/capable.ts";
import type { Seccomp, SeccompFilter } from "../security/seccomp.ts";
import type { Pid, Task } from "../task/task.ts";
import type { Tx } from "../tx.ts";

export const SECCOMP_SET_MODE_STRICT = 0;
export const SECCOMP_SET_MODE_FILTER = 1;

interface SeccompArgs {
  readonly op: number;
  readonly flags?: number;
  readonly filter?: SeccompFilter;
}

export function sysSeccomp(tx: Tx, pid: Pid, { op, flags = 0, filter }: SeccompArgs): 0 | Errno {
  const task = tx.task(pid);
  const old = task.seccomp;
  if (flags !== 0) return EINVAL;
  if (op === SECCOMP_SET_MODE_STRICT) return filter || old?.mode === 2 ? EINVAL : enter(tx, pid, { mode: 1 });
  if (op !== SECCOMP_SET_MODE_FILTER || !filter) return EINVAL;
  if (!mayFilter(tx, task)) return EACCES;
  if (old?.mode === 1) return EINVAL;
  return enter(tx, pid, { mode: 2, filters: [filter, ...(old?.filters ?? [])] });
}

/**
 * "EACCES: The caller did not have the CAP_SYS_ADMIN capability in its user namespace, or had not set no_new_privs" -
 * seccomp(2). Else it could start a set-user-ID program that believes setuid(2) to have worked.
 */
const mayFilter = (tx: Tx, task: Task): boolean => task.noNewPrivs || capableHere(tx.k, task, "CAP_SYS_ADMIN");

function enter(tx: Tx, pid: Pid, to: Seccomp): 0 {
  tx.emit({ type: "seccomp.set", pid, to });
  return 0;
}
