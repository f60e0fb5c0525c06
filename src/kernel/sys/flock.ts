// flock(2): an advisory lock on an open file. Nobody is kept from reading or writing; only flock(2) itself waits.

import { EAGAIN, EINVAL, type Errno, failed } from "../abi/errno.ts";
import { LOCK_EX, LOCK_NB, LOCK_SH, LOCK_UN } from "../abi/flags.ts";
import { fileOf } from "../fs/fd.ts";
import { conflicts, lockChannel, wakeWaiters } from "../fs/lock.ts";
import type { Pid } from "../task/task.ts";
import type { Block, Tx } from "../tx.ts";

interface Flock {
  readonly fd: number;
  readonly operation: number;
}

export function sysFlock(tx: Tx, pid: Pid, { fd, operation }: Flock): 0 | Errno | Block {
  const file = fileOf(tx.k, tx.task(pid), fd);
  if (failed(file)) return file;
  const what = operation & ~LOCK_NB;
  if (what !== LOCK_SH && what !== LOCK_EX && what !== LOCK_UN) return EINVAL;
  const lock = what === LOCK_UN ? null : what === LOCK_SH ? "shared" : "exclusive";
  if (lock && conflicts(tx.k, file, lock)) {
    // "EWOULDBLOCK: The file is locked and the LOCK_NB flag was selected" - flock(2); the same number as EAGAIN
    return operation & LOCK_NB ? EAGAIN : { block: lockChannel(tx.k, file) };
  }
  if ((file.lock ?? null) === lock) return 0;
  tx.emit({ type: "file.locked", file: file.id, lock });
  if (lock !== "exclusive") wakeWaiters(tx, file);
  return 0;
}
