// A kernel before its first process: one machine, nothing mounted, the first namespace of each kind.

import { ROOT_CGROUP } from "../../kernel/cgroup/cgroup.ts";
import type { MntId } from "../../kernel/fs/mount.ts";
import { INIT_IPC_NS } from "../../kernel/ipc/namespace.ts";
import { createFirstDevices } from "../../kernel/net/link.ts";
import type { Namespace, NsId, NsKind } from "../../kernel/ns/namespace.ts";
import { INIT_USER_NS } from "../../kernel/security/capable.ts";
import { emptyTable } from "../../kernel/table.ts";
import { INIT_PID_NS } from "../../kernel/task/pid.ts";
import type { NsSet, Pid } from "../../kernel/task/task.ts";
import type { Tx } from "../../kernel/tx.ts";

// The numbers of the first namespaces: include/linux/proc_ns.h. Those of net and mnt are the first two that the kernel
// gives out, in that order.
const INUM: Readonly<Record<NsKind, number>> = {
  ipc: 0xefff_ffff,
  uts: 0xefff_fffe,
  user: 0xefff_fffd,
  pid: 0xefff_fffc,
  cgroup: 0xefff_fffb,
  time: 0xefff_fffa,
  net: 0xf000_0000,
  mnt: 0xf000_0001,
};

const ALL_IDS = [{ inside: 0, outside: 0, count: 4294967295 }] as const;

/** The host's own namespaces. The mount namespace gets its tree later: mntns.root-set. */
export function initialNamespaces(tx: Tx, hostname: string): NsSet {
  const ids = {} as Record<NsKind, NsId>;
  const add = (kind: NsKind, part: object): void => {
    const id = tx.k.next.ns as NsId;
    const ns = { kind, id, inum: INUM[kind], owner: INIT_USER_NS, ...part } as Namespace;
    tx.emit({ type: "ns.created", ns, by: 0 as Pid });
    ids[kind] = id;
  };
  const maps = { uidMap: ALL_IDS, gidMap: ALL_IDS, setgroups: "allow" };
  add("user", { parent: null, level: 0, uid: 0, gid: 0, ...maps });
  add("pid", { parent: null, level: 0, init: null, dead: false, last: 0, members: emptyTable() });
  add("mnt", { root: 0 as MntId });
  add("uts", { hostname, domainname: "(none)" });
  for (const kind of ["ipc", "net", "cgroup", "time"] as const)
    add(kind, kind === "cgroup" ? { root: ROOT_CGROUP } : {});
  createFirstDevices(tx, ids.net);
  if (ids.user !== INIT_USER_NS || ids.pid !== INIT_PID_NS || ids.ipc !== INIT_IPC_NS)
    throw new Error("the first namespaces have other numbers");
  return { ...ids, pidForChildren: ids.pid, timeForChildren: ids.time };
}
