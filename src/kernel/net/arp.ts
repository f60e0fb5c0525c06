// Finding the hardware address of a neighbour: arp(7).

import type { NsId } from "../ns/namespace.ts";
import type { Tx } from "../tx.ts";
import type { Ip } from "./address.ts";
import type { NetDevice } from "./device.ts";
import { neighbourAt, neighbourState, RESOLVE_NS } from "./neighbour.ts";
import { isLocal } from "./route.ts";
import { reachable } from "./segment.ts";

/** The address of `ip`'s device; or when the kernel will have given up asking. */
export type Resolved = { readonly mac: string } | { readonly failsAt: number };

/** `sender` is the address that asks, and that the one who answers learns. */
export function resolve(tx: Tx, ns: NsId, dev: NetDevice, ip: Ip, sender: Ip, at: number): Resolved {
  const known = neighbourAt(tx.k, ns, dev.id, ip);
  const state = known ? neighbourState(known, at) : null;
  if (known?.mac && state !== "STALE") return { mac: known.mac };
  // "If there is no answer the entry is unreachable" until it is asked for anew.
  if (known && state === "INCOMPLETE") return { failsAt: known.at + RESOLVE_NS };
  // Any address of the namespace is answered for, whichever device it is on: arp_ignore 0 - ip-sysctl
  const owner = reachable(tx.k, dev).find(({ device }) => isLocal(tx.k, device.ns, ip));
  const common = { ip, dev: dev.id, permanent: false, at };
  if (!owner) {
    tx.emit({ type: "neighbour.set", ns, neighbour: { ...common, mac: null, confirmed: false } });
    return { failsAt: at + RESOLVE_NS };
  }
  const { mac, ns: other, id } = owner.device;
  tx.emit({ type: "neighbour.set", ns, neighbour: { ...common, mac, confirmed: true } });
  const heard = neighbourAt(tx.k, other, id, sender);
  if (sender !== 0 && !heard?.permanent && (heard?.mac !== dev.mac || neighbourState(heard, at) === "STALE")) {
    const neighbour = { ip: sender, dev: id, mac: dev.mac, permanent: false, confirmed: false, at };
    tx.emit({ type: "neighbour.set", ns: other, neighbour });
  }
  return { mac };
}
