// Descriptors: the small numbers through which a process uses open files.

import { EBADF, EMFILE, type Errno } from "../abi/errno.ts";
import { O_ACCMODE, O_RDONLY, O_WRONLY } from "../abi/flags.ts";
import { collectNetNs } from "../net/netns-life.ts";
import { releaseSocket } from "../net/socket-close.ts";
import { get, lookup } from "../table.ts";
import { softLimit } from "../task/limits.ts";
import type { Pid, Task } from "../task/task.ts";
import { type Tx, wake } from "../tx.ts";
import type { Kernel } from "../world.ts";
import type { FileId, OpenFile, Target } from "./file.ts";
import { wakeWaiters } from "./lock.ts";
import type { Path } from "./path.ts";
import { evictUnused } from "./tree.ts";

/** "the lowest-numbered file descriptor not currently open for the process" - open(2), from `least` up. */
export function freeFd(task: Task, least = 0): number | Errno {
  const max = softLimit(task, "nofile");
  for (let fd = least; fd < max; fd++) if (!task.fds[fd]) return fd;
  return EMFILE;
}

/** The open file behind a descriptor. */
export function fileOf(k: Kernel, task: Task, fd: number): OpenFile | Errno {
  const entry = task.fds[fd];
  return entry ? lookup(k.files, entry.file) : EBADF;
}

export interface Opening {
  readonly target: Target;
  readonly path: Path | null;
  readonly flags: number;
  readonly cloexec: boolean;
}

/** Makes an open file and the descriptor for it; the caller has made sure that one is free. */
export function installFile(tx: Tx, pid: Pid, { target, path, flags, cloexec }: Opening): number {
  const fd = freeFd(tx.task(pid));
  if (fd < 0) throw new Error(`process ${pid} has no free descriptor`);
  const file: OpenFile = { id: tx.k.next.file as FileId, flags, pos: 0, refs: 0, path, target };
  tx.emit({ type: "file.opened", pid, file, fd, cloexec });
  return fd;
}

/** Closes a descriptor that is open, and wakes who waited for its end of a pipe to go. */
export function closeFd(tx: Tx, pid: Pid, fd: number): void {
  const file = fileOf(tx.k, tx.task(pid), fd);
  if (typeof file === "number") throw new Error(`process ${pid} has no descriptor ${fd}`);
  tx.emit({ type: "fd.closed", pid, fd });
  if (file.lock && !get(tx.k.files, file.id)) wakeWaiters(tx, file);
  evictUnused(tx, file.path?.node);
  const closed = !get(tx.k.files, file.id);
  if (closed && file.target.kind === "socket") releaseSocket(tx, file.target.socket);
  if (closed && file.target.kind === "ns") collectNetNs(tx, file.target.ns);
  if (file.target.kind !== "pipe") return;
  const pipe = get(tx.k.pipes, file.target.pipe);
  if (!pipe) return;
  if (pipe.writers === 0) wake(tx, `pipe:${pipe.id}:read`);
  if (pipe.readers === 0) wake(tx, `pipe:${pipe.id}:write`);
}

export const readable = (file: OpenFile): boolean => (file.flags & O_ACCMODE) !== O_WRONLY;
export const writable = (file: OpenFile): boolean => (file.flags & O_ACCMODE) !== O_RDONLY;
