// pidfd_open(2): a descriptor that stands for a process. Unlike a number it never comes to mean another one.

import { EINVAL, EMFILE, type Errno, ESRCH } from "../abi/errno.ts";
import { O_RDWR } from "../abi/flags.ts";
import { freeFd, installFile } from "../fs/fd.ts";
import { taskOf } from "../task/pid.ts";
import type { Pid } from "../task/task.ts";
import type { Tx } from "../tx.ts";

interface PidfdOpen {
  readonly pid: number;
  readonly flags: number;
}

export function sysPidfdOpen(tx: Tx, me: Pid, { pid, flags }: PidfdOpen): number | Errno {
  if (flags !== 0 || pid <= 0) return EINVAL;
  const task = tx.task(me);
  const target = taskOf(tx.k, task.ns.pid, pid);
  if (!target) return ESRCH;
  if (freeFd(task) < 0) return EMFILE;
  // "the close-on-exec flag is set on the file descriptor" - pidfd_open(2)
  return installFile(tx, me, { target: { kind: "pidfd", pid: target.pid }, path: null, flags: O_RDWR, cloexec: true });
}
