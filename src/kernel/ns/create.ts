// New namespaces for clone(2) and unshare(2).

import { EMPTY_SET, FULL_SET } from "../abi/capability.ts";
import { EINVAL, ENOSPC, EPERM, type Errno } from "../abi/errno.ts";
import {
  CLONE_NEWCGROUP,
  CLONE_NEWIPC,
  CLONE_NEWNET,
  CLONE_NEWNS,
  CLONE_NEWPID,
  CLONE_NEWTIME,
  CLONE_NEWUSER,
  CLONE_NEWUTS,
} from "../abi/flags.ts";
import { copyMntNs } from "../fs/mount-ns.ts";
import type { Path } from "../fs/path.ts";
import { createLoopback } from "../net/link.ts";
import { NS_INUM_BASE, PID_NS_DEPTH, USER_NS_DEPTH } from "../param.ts";
import { capable, userNs } from "../security/capable.ts";
import { fromKernelId } from "../security/id-map.ts";
import { emptyTable, lookup, values } from "../table.ts";
import { pidNs } from "../task/pid.ts";
import type { Cred, NsSet, Task } from "../task/task.ts";
import type { Tx } from "../tx.ts";
import type { Kernel } from "../world.ts";
import { isChrooted } from "./chrooted.ts";
import { overLimit } from "./limits.ts";
import type { Namespace, NsId } from "./namespace.ts";

export const CLONE_NEW_ALL =
  CLONE_NEWNS |
  CLONE_NEWPID |
  CLONE_NEWUTS |
  CLONE_NEWIPC |
  CLONE_NEWNET |
  CLONE_NEWUSER |
  CLONE_NEWCGROUP |
  CLONE_NEWTIME;

export interface Made {
  readonly ns: NsSet;
  readonly cred: Cred;
  readonly root: Path;
  readonly cwd: Path;
}

/** Checks all, then makes the namespaces that `flags` names, as `task` would have them afterwards. */
export function makeNamespaces(tx: Tx, task: Task, flags: number): Made | Errno {
  const refused = refusesNamespaces(tx, task, flags);
  if (refused) return refused;
  let { ns, cred, root, cwd } = task;
  const add = (part: Omit<Namespace, "id" | "inum" | "owner"> & { owner?: NsId }): NsId => {
    const id = tx.k.next.ns as NsId;
    const common = { id, inum: NS_INUM_BASE + id, owner: part.owner ?? ns.user };
    tx.emit({ type: "ns.created", ns: { ...part, ...common } as Namespace, by: task.pid });
    return id;
  };
  // "the user namespace is guaranteed to be created first" - user_namespaces(7)
  if (flags & CLONE_NEWUSER) {
    const parent = userNs(tx.k, ns.user);
    const { euid: uid, egid: gid } = cred;
    const fresh = { kind: "user", parent: parent.id, level: parent.level + 1, uid, gid, uidMap: null, gidMap: null };
    const user = add({ ...fresh, setgroups: parent.setgroups, owner: tx.k.next.ns as NsId } as never);
    ns = { ...ns, user };
    cred = {
      ...cred,
      caps: {
        effective: FULL_SET,
        permitted: FULL_SET,
        inheritable: EMPTY_SET,
        bounding: FULL_SET,
        ambient: EMPTY_SET,
      },
    };
  }
  if (flags & CLONE_NEWNS) {
    const copy = copyMntNs(tx, { ...task, ns }, ns.user);
    ns = { ...ns, mnt: copy.ns };
    root = copy.root;
    cwd = copy.cwd;
  }
  if (flags & CLONE_NEWUTS) {
    const uts = lookup(tx.k.namespaces, ns.uts);
    if (uts.kind !== "uts") throw new Error(`namespace ${ns.uts} is not a uts namespace`);
    ns = { ...ns, uts: add({ kind: "uts", hostname: uts.hostname, domainname: uts.domainname } as never) };
  }
  if (flags & CLONE_NEWPID) {
    const parent = pidNs(tx.k, ns.pid);
    const fresh = { kind: "pid", parent: parent.id, level: parent.level + 1, init: null, dead: false, last: 0 };
    ns = { ...ns, pidForChildren: add({ ...fresh, members: emptyTable() } as never) };
  }
  if (flags & CLONE_NEWTIME) ns = { ...ns, timeForChildren: add({ kind: "time" }) };
  if (flags & CLONE_NEWIPC) ns = { ...ns, ipc: add({ kind: "ipc" }) };
  if (flags & CLONE_NEWNET) {
    ns = { ...ns, net: add({ kind: "net", ipForward: initialForwarding(tx.k) } as never) };
    createLoopback(tx, ns.net);
  }
  if (flags & CLONE_NEWCGROUP) ns = { ...ns, cgroup: add({ kind: "cgroup", root: task.cgroup } as never) };
  return { ns, cred, root, cwd };
}

// "for IPv4 we inherit all current settings from init_net" - net.core.devconf_inherit_init_net, Documentation/networking
function initialForwarding(k: Kernel): number {
  const first = values(k.namespaces).find((n) => n.kind === "net");
  return first?.kind === "net" ? (first.ipForward ?? 0) : 0;
}

/** Why `task` may not have the namespaces that `flags` names; null: it may. */
export function refusesNamespaces(tx: Tx, task: Task, flags: number): Errno | null {
  if (flags & CLONE_NEWUSER) {
    // "EPERM: CLONE_NEWUSER was specified …, and the caller is in a chroot environment" - unshare(2)
    if (isChrooted(tx.k, task)) return EPERM;
    const own = userNs(tx.k, task.ns.user);
    if (own.level >= USER_NS_DEPTH) return ENOSPC;
    // "either the effective user ID or the effective group ID of the caller does not have a mapping in the parent"
    if (fromKernelId(tx.k, own.id, "uid", task.cred.euid) === null) return EPERM;
    if (fromKernelId(tx.k, own.id, "gid", task.cred.egid) === null) return EPERM;
  } else if (flags & CLONE_NEW_ALL && !capable(tx.k, task, "CAP_SYS_ADMIN", task.ns.user)) return EPERM;
  if (flags & CLONE_NEWPID) {
    // unshare(CLONE_NEWPID) twice: copy_pid_ns() wants the children's namespace to be the caller's own
    if (task.ns.pidForChildren !== task.ns.pid) return EINVAL;
    if (pidNs(tx.k, task.ns.pid).level >= PID_NS_DEPTH) return ENOSPC;
  }
  if (overLimit(tx.k, task, flags)) return ENOSPC;
  return null;
}
