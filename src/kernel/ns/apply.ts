import type { Appliers } from "../event.ts";
import { userNs } from "../security/capable.ts";
import { lookup, set } from "../table.ts";
import type { Kernel } from "../world.ts";
import type { NsEvent } from "./event.ts";
import type { Namespace, NsId, NsKind } from "./namespace.ts";

type Of<K extends NsKind> = Extract<Namespace, { readonly kind: K }>;

function change<K extends "mnt" | "pid" | "uts" | "user" | "net">(
  k: Kernel,
  id: NsId,
  kind: K,
  part: Partial<Of<K>>,
): Kernel {
  const ns = lookup(k.namespaces, id);
  if (ns.kind !== kind) throw new Error(`namespace ${id} is a ${ns.kind} namespace, not ${kind}`);
  return { ...k, namespaces: set(k.namespaces, id, { ...ns, ...part } as Namespace) };
}

export const nsAppliers: Appliers<NsEvent, Kernel> = {
  "ns.created": (k, { ns }) => ({
    ...k,
    namespaces: set(k.namespaces, ns.id, ns),
    next: { ...k.next, ns: Math.max(k.next.ns, ns.id + 1) },
  }),
  "uts.renamed": (k, { ns, to }) => change(k, ns, "uts", { hostname: to }),
  "uts.domain-renamed": (k, { ns, to }) => change(k, ns, "uts", { domainname: to }),
  "mntns.root-set": (k, { ns, root }) => change(k, ns, "mnt", { root }),
  "pidns.died": (k, { ns }) => change(k, ns, "pid", { dead: true }),
  "pidns.rebooted": (k, { ns, sig }) => change(k, ns, "pid", { reboot: sig }),
  "pidns.last-set": (k, { ns, last }) => change(k, ns, "pid", { last }),
  "netns.forwarding-set": (k, { ns, value }) => change(k, ns, "net", { ipForward: value }),
  "userns.mapped": (k, { ns, which, map }) =>
    change(k, ns, "user", which === "uid" ? { uidMap: map } : { gidMap: map }),
  "userns.limited": (k, { ns, kind, max }) => {
    const { limits } = userNs(k, ns);
    return change(k, ns, "user", { limits: { ...limits, [kind]: max } });
  },
  "userns.setgroups-set": (k, { ns, value }) => change(k, ns, "user", { setgroups: value }),
};
