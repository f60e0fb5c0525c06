// What a network namespace shows: /proc/PID/net and /proc/sys/net - proc_pid_net(5). There are network devices, but no
// protocols and so no traffic: nothing is counted, and forwarding is a setting that is kept and inherited only.

import { EINVAL, type Errno } from "../../abi/errno.ts";
import type { NetNs, NsId } from "../../ns/namespace.ts";
import { capable } from "../../security/capable.ts";
import { toKernelId } from "../../security/id-map.ts";
import { lookup, values } from "../../table.ts";
import type { Kernel } from "../../world.ts";
import { type At, dir, file, type GenDir, type GenFile, subjectOf } from "../generated/entry.ts";

function netNs(k: Kernel, id: NsId): NetNs {
  const ns = lookup(k.namespaces, id);
  if (ns.kind !== "net") throw new Error(`namespace ${id} is not a network namespace`);
  return ns;
}

/** The namespace of the one who looks, wherever the procfs was mounted: net_ctl_header_lookup(), net/sysctl_net.c */
const own = (at: At): NetNs => netNs(at.v.k, at.v.task.ns.net);

// "Allow network administrator to have same access as root": net_ctl_permissions(). Root of the namespace's owner owns it.
function permOf(at: At): { mode: number; uid: number; gid: number } {
  const { owner } = own(at);
  const root = (which: "uid" | "gid") => toKernelId(at.v.k, owner, which, 0) ?? 0;
  const mode = capable(at.v.k, at.v.task, "CAP_NET_ADMIN", owner) ? 0o666 : 0o644;
  return { mode, uid: root("uid"), gid: root("gid") };
}

const ipForward: GenFile = {
  kind: "file",
  mode: 0o644,
  perm: permOf,
  read: (at) => `${own(at).ipForward ?? 0}\n`,
  write: (tx, at, data): number | Errno => {
    if (!/^\s*-?\d+\s*$/.test(data)) return EINVAL;
    tx.emit({ type: "netns.forwarding-set", ns: own(at).id, value: Number(data) });
    return data.length;
  },
};

/** /proc/sys/net */
export const netSettings: GenDir = dir({ ipv4: dir({ ip_forward: ipForward }) });

const DEVICES_HEAD = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
`;
const NO_TRAFFIC =
  "       0       0    0    0    0     0          0         0        0       0    0    0    0     0       0          0";

/** Each namespace has a loopback device of its own; the network card is in the first one. */
function devices(at: At): string {
  const id = subjectOf(at).ns.net;
  const first = values(at.v.k.namespaces).find((n) => n.kind === "net");
  const names = ["lo", ...(first?.id === id ? [at.v.hardware.nic] : [])];
  return DEVICES_HEAD + names.map((name) => `${name.padStart(6)}:${NO_TRAFFIC}\n`).join("");
}

/** /proc/PID/net */
export const netDir: GenDir = dir({ dev: file(devices) });
