import { EINVAL, EPERM, type Errno } from "../abi/errno.ts";
import type { NsId, UtsNs } from "../ns/namespace.ts";
import { HOSTNAME_MAX } from "../param.ts";
import { capable } from "../security/capable.ts";
import { lookup } from "../table.ts";
import type { Pid } from "../task/task.ts";
import type { Tx } from "../tx.ts";
import type { Kernel } from "../world.ts";

export function utsNs(k: Kernel, id: NsId): UtsNs {
  const ns = lookup(k.namespaces, id);
  if (ns.kind !== "uts") throw new Error(`namespace ${id} is a ${ns.kind} namespace, not uts`);
  return ns;
}

// sethostname(2): rename the machine the caller believes it is running on.
//
// The name lives in the UTS namespace, not in the machine: a container renames
// only itself, while a VM owns a whole kernel and so has nobody to share with.
export function sysSethostname(tx: Tx, pid: Pid, { name }: { name: string }): 0 | Errno {
  const task = tx.task(pid);
  const uts = utsNs(tx.k, task.ns.uts);
  // "EPERM: the caller did not have the CAP_SYS_ADMIN capability in the user
  // namespace associated with its UTS namespace" - sethostname(2)
  if (!capable(tx.k, task, "CAP_SYS_ADMIN", uts.owner)) return EPERM;
  if (name.length > HOSTNAME_MAX) return EINVAL;
  tx.emit({ type: "uts.renamed", ns: uts.id, from: uts.hostname, to: name, by: pid });
  return 0;
}

// setdomainname(2): the NIS domain name, which lives beside the host name.
export function sysSetdomainname(tx: Tx, pid: Pid, { name }: { name: string }): 0 | Errno {
  const task = tx.task(pid);
  const uts = utsNs(tx.k, task.ns.uts);
  if (!capable(tx.k, task, "CAP_SYS_ADMIN", uts.owner)) return EPERM;
  if (name.length > HOSTNAME_MAX) return EINVAL;
  tx.emit({ type: "uts.domain-renamed", ns: uts.id, to: name, by: pid });
  return 0;
}

export interface Utsname {
  readonly sysname: string;
  readonly nodename: string;
  readonly release: string;
  readonly version: string;
  readonly machine: string;
  readonly domainname: string;
}

// uname(2): the kernel's name is the machine's, the host name the namespace's.
export function sysUname(tx: Tx, pid: Pid): Utsname {
  const { hostname, domainname } = utsNs(tx.k, tx.task(pid).ns.uts);
  const { release, version } = tx.k;
  return { sysname: "Linux", nodename: hostname, release, version, machine: "x86_64", domainname };
}
