// shmget(2), msgget(2), semget(2) and the *ctl calls: System V IPC of the caller's namespace.

import { EACCES, EEXIST, EINVAL, ENOENT, ENOSPC, EPERM, type Errno } from "../abi/errno.ts";
import { IPC_CREAT, IPC_EXCL, IPC_PRIVATE } from "../abi/ipc.ts";
import { ipcNs, limitsOf, nextIpcId, objectsOf } from "../ipc/namespace.ts";
import type { AnyIpc, IpcKind, IpcObject } from "../ipc/objects.ts";
import { capable } from "../security/capable.ts";
import type { Pid, Task } from "../task/task.ts";
import type { Tx } from "../tx.ts";

const PAGE = 4096; // bytes
const pages = (size: number): number => Math.ceil(size / PAGE);

interface Get {
  readonly key: number;
  /** Permission bits, IPC_CREAT, IPC_EXCL. */
  readonly flags: number;
}

/** ipcperms(), ipc/util.c: the bits of the owner, the group or the others must allow what is asked. */
function refuses(tx: Tx, task: Task, object: IpcObject, asked: number): boolean {
  const { euid, egid, groups } = task.cred;
  const inGroup = [object.gid, object.cgid].some((gid) => gid === egid || groups.includes(gid));
  const shift = euid === object.uid || euid === object.cuid ? 6 : inGroup ? 3 : 0;
  const want = (asked >> 6) | (asked >> 3) | asked;
  if ((want & ~((object.mode >> shift) & 7) & 7) === 0) return false;
  return !capable(tx.k, task, "CAP_IPC_OWNER", ipcNs(tx.k, task.ns.ipc).owner);
}

/** ipcget(), ipc/util.c: finds the object of the key, or makes it. */
function get(tx: Tx, pid: Pid, kind: IpcKind, { key, flags }: Get, fits: Fits, made: Made): number | Errno {
  const task = tx.task(pid);
  const ns = ipcNs(tx.k, task.ns.ipc);
  const there = key === IPC_PRIVATE ? undefined : objectsOf(ns, kind).find((o) => o.key === key);
  if (there) {
    if (flags & IPC_CREAT && flags & IPC_EXCL) return EEXIST;
    if (!fits(there)) return EINVAL;
    return refuses(tx, task, there, flags & 0o777) ? EACCES : there.id;
  }
  if (key !== IPC_PRIVATE && !(flags & IPC_CREAT)) return ENOENT;
  const { euid: uid, egid: gid } = task.cred;
  const owner = { uid, gid, cuid: uid, cgid: gid, mode: flags & 0o777, ctime: tx.now };
  const object = made({ id: nextIpcId(ns, kind), key, ...owner });
  if (typeof object === "number") return object;
  tx.emit({ type: "ipc.created", ns: ns.id, object });
  return object.id;
}

type Fits = (there: AnyIpc) => boolean;
type Made = (common: IpcObject) => AnyIpc | Errno;

/** `size` in bytes. */
export function sysShmget(tx: Tx, pid: Pid, args: Get & { readonly size: number }): number | Errno {
  const { size } = args;
  const ns = ipcNs(tx.k, tx.task(pid).ns.ipc);
  return get(
    tx,
    pid,
    "shm",
    args,
    (there) => there.kind === "shm" && size <= there.size,
    (common) => {
      const { shmmax, shmall, shmmni } = limitsOf(ns);
      const segments = objectsOf(ns, "shm");
      const used = segments.reduce((n, o) => n + pages(o.size), 0);
      if (size < 1 || size > shmmax) return EINVAL;
      if (segments.length >= shmmni || used + pages(size) > shmall) return ENOSPC;
      return { kind: "shm", ...common, size, cpid: pid };
    },
  );
}

export function sysMsgget(tx: Tx, pid: Pid, args: Get): number | Errno {
  const ns = ipcNs(tx.k, tx.task(pid).ns.ipc);
  const full = objectsOf(ns, "msg").length >= limitsOf(ns).msgmni;
  return get(
    tx,
    pid,
    "msg",
    args,
    () => true,
    (common) => (full ? ENOSPC : { kind: "msg", ...common }),
  );
}

export function sysSemget(tx: Tx, pid: Pid, args: Get & { readonly count: number }): number | Errno {
  const { count } = args;
  const ns = ipcNs(tx.k, tx.task(pid).ns.ipc);
  const [perSet, inAll, , sets] = limitsOf(ns).sem;
  if (count < 0 || count > perSet) return EINVAL;
  const there = objectsOf(ns, "sem");
  const full = there.length >= sets || there.reduce((n, o) => n + o.count, 0) + count > inAll;
  return get(
    tx,
    pid,
    "sem",
    args,
    (object) => object.kind === "sem" && count <= object.count,
    (common) => (count === 0 ? EINVAL : full ? ENOSPC : { kind: "sem", ...common, count }),
  );
}

/** IPC_RMID of shmctl(2), msgctl(2) and semctl(2): only the owner, the creator or CAP_SYS_ADMIN may. */
export function sysIpcRemove(tx: Tx, pid: Pid, { kind, id }: { kind: IpcKind; id: number }): 0 | Errno {
  const task = tx.task(pid);
  const ns = ipcNs(tx.k, task.ns.ipc);
  const object = objectsOf(ns, kind).find((o) => o.id === id);
  if (!object) return EINVAL;
  const { euid } = task.cred;
  const own = euid === object.uid || euid === object.cuid;
  if (!own && !capable(tx.k, task, "CAP_SYS_ADMIN", ns.owner)) return EPERM;
  tx.emit({ type: "ipc.removed", ns: ns.id, kind, id });
  return 0;
}
