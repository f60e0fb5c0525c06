// Where a packet goes: the forwarding information base, ip-route(8). Longest prefix, then lowest metric.

import type { NsId } from "../ns/namespace.ts";
import { get } from "../table.ts";
import type { Kernel } from "../world.ts";
import { ANY, BROADCAST, broadcastOf, type Ip, inNetwork, isMulticast, networkOf } from "./address.ts";
import { type Address, type DevId, devicesOf, loopbackOf, type NetDevice } from "./device.ts";
import { stackOf } from "./stack.ts";

export type RouteType = "unicast" | "blackhole" | "unreachable" | "prohibit";
export type RouteScope = "global" | "link" | "host";

/** A route of the main table. */
export interface Route {
  readonly type: RouteType;
  readonly dst: Ip;
  readonly prefix: number;
  readonly via: Ip | null;
  readonly dev: DevId | null;
  readonly src: Ip | null;
  readonly metric: number;
  readonly scope: RouteScope;
  readonly proto: "kernel" | "boot" | "static";
  /** "pretend that the nexthop is directly attached to this link" - ip-route(8) */
  readonly onlink?: boolean;
}

/** What the lookup found. */
export interface Hop {
  readonly type: "local" | "broadcast" | RouteType;
  /** The device that the packet leaves by; for local ones the loopback device. */
  readonly dev: NetDevice;
  /** The neighbour to hand it to: the gateway, or the destination itself. */
  readonly next: Ip;
  readonly via: Ip | null;
  /** The source address it gets where none was chosen. */
  readonly src: Ip;
}

/** The order of a dump: fib_trie keeps keys ascending, longer prefixes of a key first. */
export const routeOrder = (a: Route, b: Route): number => a.dst - b.dst || b.prefix - a.prefix || a.metric - b.metric;

/** Is this one of the namespace's own addresses? On a loopback device the whole network is. */
export function isLocal(k: Kernel, ns: NsId, ip: Ip): boolean {
  return devicesOf(k, ns).some((d) => d.addresses.some((a) => a.ip === ip || (d.up && ownsNetwork(d, a, ip))));
}

const ownsNetwork = (d: NetDevice, a: Address, ip: Ip): boolean =>
  d.kind === "loopback" && inNetwork(ip, networkOf(a.ip, a.prefix), a.prefix);

/** A directed broadcast of a device that is up, or the limited one. */
export function isBroadcast(k: Kernel, ns: NsId, ip: Ip): boolean {
  if (ip === BROADCAST) return true;
  return devicesOf(k, ns).some(
    (d) => d.up && d.addresses.some((a) => a.prefix < 31 && broadcastOf(a.ip, a.prefix) === ip),
  );
}

/** Looks `dst` up: first among the local addresses, then in the main table. null: "ENETUNREACH". */
export function routeTo(k: Kernel, ns: NsId, dst: Ip, oif?: DevId, src: Ip = ANY): Hop | null {
  const lo = loopbackOf(k, ns);
  if (lo && isLocal(k, ns, dst)) return { type: "local", dev: lo, next: dst, via: null, src: src || dst };
  const route = mainRoute(k, ns, dst, oif);
  if (!route) return null;
  const dev = route.dev === null ? lo : get(k.devices, route.dev);
  if (!dev) return null;
  const type = route.type === "unicast" && isBroadcast(k, ns, dst) ? "broadcast" : route.type;
  const chosen = src || route.src || sourceOn(k, ns, dev, route.via ?? ANY);
  return { type, dev, next: route.via ?? dst, via: route.via, src: chosen };
}

function mainRoute(k: Kernel, ns: NsId, dst: Ip, oif?: DevId): Route | null {
  if (isMulticast(dst)) return null;
  let best: Route | null = null;
  for (const r of stackOf(k, ns).routes) {
    if (!inNetwork(dst, r.dst, r.prefix) || (oif !== undefined && r.dev !== oif)) continue;
    if (!best || r.prefix > best.prefix || (r.prefix === best.prefix && r.metric < best.metric)) best = r;
  }
  return best;
}

/** inet_select_addr(), net/ipv4/devinet.c: the first address of the device that is on the gateway's network, or any. */
export function sourceOn(k: Kernel, ns: NsId, dev: NetDevice, near: Ip): Ip {
  const usable = (a: Address): boolean => !a.secondary && a.scope === "global";
  const own = dev.addresses.filter(usable);
  const best = own.find((a) => near !== ANY && inNetwork(near, networkOf(a.ip, a.prefix), a.prefix)) ?? own[0];
  if (best) return best.ip;
  for (const d of devicesOf(k, ns)) {
    const other = d.addresses.find(usable);
    if (other) return other.ip;
  }
  return ANY;
}
