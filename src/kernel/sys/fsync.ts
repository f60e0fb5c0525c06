// fsync(2), fdatasync(2), sync(2): what was written goes to the disk. The model's disk is never behind its files; when
// the requests to it are made, and what they cost, kernel/arch reads off these calls.

import { EBADF, EINVAL, type Errno, failed } from "../abi/errno.ts";
import { O_PATH } from "../abi/flags.ts";
import { fileOf } from "../fs/fd.ts";
import { lookup } from "../table.ts";
import type { Pid } from "../task/task.ts";
import type { Tx } from "../tx.ts";

/** File systems that have nothing to be written. Those of kernfs answer all the same: noop_fsync(). */
const GENERATED: ReadonlySet<string> = new Set(["proc", "nsfs", "devpts"]);

export function sysFsync(tx: Tx, pid: Pid, { fd }: { fd: number }): 0 | Errno {
  const file = fileOf(tx.k, tx.task(pid), fd);
  if (failed(file)) return file;
  if (file.flags & O_PATH) return EBADF;
  // "EINVAL: fd is bound to a special file (e.g., a pipe, FIFO, or socket) which does not support synchronization"
  if (file.target.kind !== "node" || !file.path) return EINVAL;
  const { type } = lookup(tx.k.superBlocks, lookup(tx.k.mounts, file.path.mnt).sb);
  return GENERATED.has(type) ? EINVAL : 0;
}

export const sysSync = (): 0 => 0;
