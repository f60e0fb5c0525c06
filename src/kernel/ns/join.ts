// setns(2): join a namespace that somebody else made.

import { EMPTY_SET, FULL_SET } from "../abi/capability.ts";
import { EINVAL, EPERM, type Errno, ESRCH } from "../abi/errno.ts";
import { CLONE_FLAGS } from "../abi/flags.ts";
import { namespaceRoot } from "../fs/mount-ns.ts";
import { mayInspect } from "../fs/proc/access.ts";
import { collectNetNs } from "../net/netns-life.ts";
import { capable } from "../security/capable.ts";
import { get, lookup } from "../table.ts";
import { isWithin } from "../task/pid.ts";
import type { NsSet, Pid, Task } from "../task/task.ts";
import type { Tx } from "../tx.ts";
import type { Namespace, NsId, NsKind } from "./namespace.ts";

/** `nstype` 0 takes any kind. */
export function joinNamespace(tx: Tx, pid: Pid, target: NsId, nstype: number): 0 | Errno {
  const task = tx.task(pid);
  const ns = lookup(tx.k.namespaces, target);
  if (nstype !== 0 && nstype !== CLONE_FLAGS[ns.kind]) return EINVAL;
  const refused = check(tx, task, ns);
  if (refused) return refused;
  tx.emit({ type: "task.joined", pid, ns: { ...task.ns, ...moved(ns) } });
  if (ns.kind === "net") collectNetNs(tx, task.ns.net);
  if (ns.kind === "user") {
    const caps = {
      effective: FULL_SET,
      permitted: FULL_SET,
      inheritable: EMPTY_SET,
      bounding: FULL_SET,
      ambient: EMPTY_SET,
    };
    tx.emit({ type: "cred.changed", pid, cred: { ...task.cred, caps } });
  }
  if (ns.kind === "mnt") {
    // The caller's root and working directory become the root of the namespace: mntns_install(), fs/namespace.c
    const root = namespaceRoot(tx.k, ns.id);
    tx.emit({ type: "task.chrooted", pid, root });
    tx.emit({ type: "task.chdired", pid, cwd: root });
  }
  return 0;
}

const JOIN_ORDER: readonly NsKind[] = ["user", "mnt", "uts", "ipc", "pid", "cgroup", "net", "time"];

/** setns(2) with a pidfd: joins all namespaces of that process which `flags` names, or none. */
export function joinProcess(tx: Tx, pid: Pid, other: Pid, flags: number): 0 | Errno {
  const all = Object.values(CLONE_FLAGS).reduce((a, b) => a | b, 0);
  if (flags === 0 || flags & ~all) return EINVAL;
  const target = get(tx.k.tasks, other);
  if (!target || target.state === "zombie") return ESRCH;
  // "the caller must have PTRACE_MODE_READ_REALCREDS over the process" - setns(2), validate_nsset()
  if (!mayInspect(tx.k, tx.task(pid), target)) return EPERM;
  const before = tx.world;
  const emitted = tx.trace.length;
  for (const kind of JOIN_ORDER) {
    const r = flags & CLONE_FLAGS[kind] ? joinNamespace(tx, pid, target.ns[kind], 0) : 0;
    if (r === 0) continue;
    tx.world = before;
    tx.trace.length = emitted;
    return r;
  }
  return 0;
}

function moved(ns: Namespace): Partial<NsSet> {
  // "setns(2) … PID: the calling process itself does not change its namespace, only its children's" - setns(2)
  if (ns.kind === "pid") return { pidForChildren: ns.id };
  if (ns.kind === "time") return { time: ns.id, timeForChildren: ns.id };
  return { [ns.kind]: ns.id };
}

function check(tx: Tx, task: Task, ns: Namespace): Errno | null {
  const own = task.ns.user;
  if (ns.kind === "user") {
    // "A process may not … rejoin its current user namespace" - setns(2)
    if (ns.id === own) return EINVAL;
    return capable(tx.k, task, "CAP_SYS_ADMIN", ns.id) ? null : EPERM;
  }
  if (!capable(tx.k, task, "CAP_SYS_ADMIN", ns.owner) || !capable(tx.k, task, "CAP_SYS_ADMIN", own)) return EPERM;
  // "a process can … only reassociate with a descendant PID namespace of its own" - setns(2)
  if (ns.kind === "pid" && !isWithin(tx.k, ns.id, task.ns.pid)) return EINVAL;
  if (ns.kind === "mnt" && !capable(tx.k, task, "CAP_SYS_CHROOT", own)) return EPERM;
  return null;
}
