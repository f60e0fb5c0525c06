// The calls on user and group ids and capabilities: credentials(7), capabilities(7).
// Programs speak in ids of their own user namespace; the kernel keeps the initial namespace's.

import { CAPABILITIES, type CapSet } from "../abi/capability.ts";
import { EINVAL, EPERM, type Errno } from "../abi/errno.ts";
import { capableHere, userNs } from "../security/capable.ts";
import { shownId, toKernelId } from "../security/id-map.ts";
import { withUids } from "../task/cred.ts";
import { exceedsProcesses } from "../task/limits.ts";
import type { Cred, Pid, Task } from "../task/task.ts";
import type { Tx } from "../tx.ts";

const shown = (tx: Tx, task: Task, which: "uid" | "gid", id: number) => shownId(tx.k, task.ns.user, which, id);

export const sysGetuid = (tx: Tx, pid: Pid): number => shown(tx, tx.task(pid), "uid", tx.task(pid).cred.uid);
export const sysGeteuid = (tx: Tx, pid: Pid): number => shown(tx, tx.task(pid), "uid", tx.task(pid).cred.euid);
export const sysGetgid = (tx: Tx, pid: Pid): number => shown(tx, tx.task(pid), "gid", tx.task(pid).cred.gid);
export const sysGetegid = (tx: Tx, pid: Pid): number => shown(tx, tx.task(pid), "gid", tx.task(pid).cred.egid);
export const sysGetgroups = (tx: Tx, pid: Pid): number[] =>
  tx.task(pid).cred.groups.map((g) => shown(tx, tx.task(pid), "gid", g));

/** The kernel's ids; null where one is not mapped, undefined stays as it is (-1). */
function kernelIds(tx: Tx, task: Task, which: "uid" | "gid", ids: readonly number[], old: readonly number[]) {
  return ids.map((id, i) => (id === -1 ? (old[i] ?? null) : toKernelId(tx.k, task.ns.user, which, id)));
}

export function sysSetuid(tx: Tx, pid: Pid, { uid }: { uid: number }): 0 | Errno {
  const task = tx.task(pid);
  const [id] = kernelIds(tx, task, "uid", [uid], []);
  if (id === null || id === undefined) return EINVAL;
  // "If the calling process is privileged …, the real UID and saved set-user-ID are also set." - setuid(2)
  if (capableHere(tx.k, task, "CAP_SETUID")) return setUids(tx, task, id, id, id);
  if (id !== task.cred.uid && id !== task.cred.suid) return EPERM;
  return setUids(tx, task, task.cred.uid, id, task.cred.suid);
}

function setUids(tx: Tx, task: Task, uid: number, euid: number, suid: number): 0 {
  // flag_nproc_exceeded(), kernel/sys.c: the failure comes at execve(2), since programs forgot to check that of setuid(2)
  const exceeded = uid !== task.cred.uid && exceedsProcesses(tx, task, uid, 0);
  if (uid !== task.cred.uid && exceeded !== (task.nprocExceeded ?? false)) {
    tx.emit({ type: "task.set", pid: task.pid, option: "nprocExceeded", value: exceeded });
  }
  tx.emit({ type: "cred.changed", pid: task.pid, cred: withUids(tx.k, task, uid, euid, suid) });
  return 0;
}

interface Resuid {
  readonly ruid: number;
  readonly euid: number;
  readonly suid: number;
}

export function sysSetresuid(tx: Tx, pid: Pid, { ruid, euid, suid }: Resuid): 0 | Errno {
  const task = tx.task(pid);
  const old = [task.cred.uid, task.cred.euid, task.cred.suid];
  const [r, e, s] = kernelIds(tx, task, "uid", [ruid, euid, suid], old);
  if (r === null || e === null || s === null || r === undefined || e === undefined || s === undefined) return EINVAL;
  const free = capableHere(tx.k, task, "CAP_SETUID");
  if (!free && [r, e, s].some((id) => !old.includes(id))) return EPERM;
  return setUids(tx, task, r, e, s);
}

function setGids(tx: Tx, task: Task, part: Partial<Cred>): 0 {
  tx.emit({ type: "cred.changed", pid: task.pid, cred: { ...task.cred, ...part } });
  return 0;
}

export function sysSetgid(tx: Tx, pid: Pid, { gid }: { gid: number }): 0 | Errno {
  const task = tx.task(pid);
  const [id] = kernelIds(tx, task, "gid", [gid], []);
  if (id === null || id === undefined) return EINVAL;
  if (capableHere(tx.k, task, "CAP_SETGID")) return setGids(tx, task, { gid: id, egid: id, sgid: id });
  if (id !== task.cred.gid && id !== task.cred.sgid) return EPERM;
  return setGids(tx, task, { egid: id });
}

interface Resgid {
  readonly rgid: number;
  readonly egid: number;
  readonly sgid: number;
}

export function sysSetresgid(tx: Tx, pid: Pid, { rgid, egid, sgid }: Resgid): 0 | Errno {
  const task = tx.task(pid);
  const old = [task.cred.gid, task.cred.egid, task.cred.sgid];
  const [r, e, s] = kernelIds(tx, task, "gid", [rgid, egid, sgid], old);
  if (r === null || e === null || s === null || r === undefined || e === undefined || s === undefined) return EINVAL;
  const free = capableHere(tx.k, task, "CAP_SETGID");
  if (!free && [r, e, s].some((id) => !old.includes(id))) return EPERM;
  return setGids(tx, task, { gid: r, egid: e, sgid: s });
}

export function sysSetgroups(tx: Tx, pid: Pid, { groups }: { groups: readonly number[] }): 0 | Errno {
  const task = tx.task(pid);
  const user = userNs(tx.k, task.ns.user);
  // "EPERM: … the use of setgroups() is denied in this user namespace", or gid_map is not written yet
  if (!capableHere(tx.k, task, "CAP_SETGID") || user.setgroups === "deny" || user.gidMap === null) return EPERM;
  const ids = kernelIds(tx, task, "gid", groups, []);
  if (ids.some((id) => id === null)) return EINVAL;
  return setGids(tx, task, { groups: ids.filter((id) => id !== null) });
}

export const sysCapget = (tx: Tx, pid: Pid): Cred["caps"] => tx.task(pid).cred.caps;

interface Capset {
  readonly effective: CapSet;
  readonly permitted: CapSet;
  readonly inheritable: CapSet;
}

/** cap_capset(), security/commoncap.c: nothing may be added to the permitted set. */
export function sysCapset(tx: Tx, pid: Pid, { effective, permitted, inheritable }: Capset): 0 | Errno {
  const task = tx.task(pid);
  const { caps } = task.cred;
  const within = (a: CapSet, ...of: CapSet[]) => a.every((c) => of.some((s) => s.includes(c)));
  const setpcap = capableHere(tx.k, task, "CAP_SETPCAP");
  if (!within(permitted, caps.permitted) || !within(effective, permitted)) return EPERM;
  if (!setpcap && !within(inheritable, caps.inheritable, caps.permitted)) return EPERM;
  if (!within(inheritable, caps.inheritable, caps.bounding)) return EPERM;
  const order = (s: CapSet): CapSet => CAPABILITIES.filter((c) => s.includes(c));
  const ambient = caps.ambient.filter((c) => permitted.includes(c) && inheritable.includes(c));
  const next = {
    ...caps,
    effective: order(effective),
    permitted: order(permitted),
    inheritable: order(inheritable),
    ambient,
  };
  return setGids(tx, task, { caps: next });
}
