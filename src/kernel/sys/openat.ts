import { type Errno, failed } from "../abi/errno.ts";
import { openPath, startAt } from "../fs/open.ts";
import type { Pid } from "../task/task.ts";
import type { Block, Tx } from "../tx.ts";

interface Openat {
  readonly dirfd?: number;
  readonly path: string;
  readonly flags: number;
  readonly mode?: number;
}

/** openat(2): a descriptor for the file at `path`. */
export function sysOpenat(tx: Tx, pid: Pid, { dirfd, path, flags, mode = 0 }: Openat): number | Errno | Block {
  const from = startAt(tx, tx.task(pid), dirfd, path);
  return failed(from) ? from : openPath(tx, pid, path, flags, mode, from);
}
