// ioctl_nsfs(2): from a namespace's file to the user namespace that owns it, or to its parent.

import { EINVAL, EMFILE, ENOTTY, EPERM, type Errno } from "../abi/errno.ts";
import { NS_GET_PARENT, NS_GET_USERNS, O_RDONLY } from "../abi/flags.ts";
import { freeFd, installFile } from "../fs/fd.ts";
import { nsPath } from "../fs/internal.ts";
import { userNs } from "../security/capable.ts";
import { lookup } from "../table.ts";
import { isWithin } from "../task/pid.ts";
import type { Pid, Task } from "../task/task.ts";
import type { Tx } from "../tx.ts";
import type { Kernel } from "../world.ts";
import type { NsId } from "./namespace.ts";

/** Returns a descriptor for the namespace found. */
export function nsIoctl(tx: Tx, pid: Pid, id: NsId, request: number): number | Errno {
  const task = tx.task(pid);
  const found = request === NS_GET_USERNS ? owner(tx.k, id) : request === NS_GET_PARENT ? parent(tx.k, id) : ENOTTY;
  if (found !== null && found < 0) return found as Errno;
  // "EPERM: The requested namespace is outside of the caller's namespace scope" - ioctl_nsfs(2)
  if (found === null || !inScope(tx.k, task, found as NsId)) return EPERM;
  if (freeFd(task) < 0) return EMFILE;
  const target = { kind: "ns", ns: found as NsId } as const;
  return installFile(tx, pid, { target, path: nsPath(found as NsId), flags: O_RDONLY, cloexec: true });
}

function owner(k: Kernel, id: NsId): NsId | null {
  const ns = lookup(k.namespaces, id);
  return ns.kind === "user" ? ns.parent : ns.owner;
}

/** "EINVAL: fd refers to a nonhierarchical namespace" */
function parent(k: Kernel, id: NsId): NsId | null | Errno {
  const ns = lookup(k.namespaces, id);
  return ns.kind === "user" || ns.kind === "pid" ? ns.parent : EINVAL;
}

function inScope(k: Kernel, task: Task, id: NsId): boolean {
  const ns = lookup(k.namespaces, id);
  if (ns.kind === "pid") return isWithin(k, id, task.ns.pid);
  for (let at: NsId | null = id; at !== null; at = userNs(k, at).parent) if (at === task.ns.user) return true;
  return false;
}
