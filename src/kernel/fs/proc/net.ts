// What a network namespace shows: /proc/PID/net and /proc/sys/net - proc_pid_net(5).

import { EINVAL, type Errno } from "../../abi/errno.ts";
import { DEFAULT_TTL } from "../../net/packet.ts";
import { isFirstNetNs, netNs } from "../../net/stack.ts";
import type { NetNs } from "../../ns/namespace.ts";
import { PORT_FIRST, PORT_LAST, PORT_UNPRIVILEGED, SOMAXCONN } from "../../param.ts";
import { capable } from "../../security/capable.ts";
import { toKernelId } from "../../security/id-map.ts";
import { type At, dir, file, type GenDir, type GenFile } from "../generated/entry.ts";

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

// Values that the model keeps to; one that it would have to act on when it is changed cannot be changed here.
const fixed = (text: (at: At) => string | number): GenFile => file((at) => `${text(at)}\n`);

/** "net.ipv4.ping_group_range": nobody, but where systemd let everybody in, the first namespace. icmp(7) */
const pingGroups = fixed((at) => (isFirstNetNs(at.v.k, own(at).id) ? "0\t2147483647" : "1\t0"));

/** /proc/sys/net */
export const netSettings: GenDir = dir({
  core: dir({ somaxconn: fixed(() => SOMAXCONN) }),
  ipv4: dir({
    // One switch for all devices: writing it is writing ip_forward - Documentation/networking/ip-sysctl.rst
    conf: dir({ all: dir({ forwarding: ipForward }) }),
    ip_default_ttl: fixed(() => DEFAULT_TTL),
    ip_forward: ipForward,
    ip_local_port_range: fixed(() => `${PORT_FIRST}\t${PORT_LAST}`),
    ip_unprivileged_port_start: fixed(() => PORT_UNPRIVILEGED),
    ping_group_range: pingGroups,
  }),
});
