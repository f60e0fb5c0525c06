// Messages about routes: RTM_NEWROUTE, RTM_DELROUTE, RTM_GETROUTE - rtnetlink(7)

import { ENODEV, type Errno } from "../abi/errno.ts";
import type { NsId } from "../ns/namespace.ts";
import { get } from "../table.ts";
import type { Tx } from "../tx.ts";
import type { Kernel } from "../world.ts";
import { broadcastOf, type Ip, networkOf } from "./address.ts";
import { type DevId, deviceNamed, devicesOf, hasCarrier } from "./device.ts";
import { routeError } from "./path.ts";
import { type Hop, type Route, type RouteType, routeOrder, routeTo } from "./route.ts";
import { addRoute, type RouteRequest, removeRoute } from "./route-change.ts";
import { stackOf } from "./stack.ts";

export type RouteMessage =
  | NewRoute
  | DelRoute
  | { readonly type: "RTM_GETROUTE"; readonly dst?: Ip; readonly src?: Ip; readonly dev?: string };

interface NewRoute extends Omit<RouteRequest, "type" | "dev"> {
  readonly type: "RTM_NEWROUTE";
  readonly kind: RouteType;
  readonly dev: string | null;
  readonly how: "add" | "replace" | "append";
}

interface DelRoute {
  readonly type: "RTM_DELROUTE";
  readonly kind: RouteType | null;
  readonly dst: Ip;
  readonly prefix: number;
  readonly via: Ip | null;
  readonly dev: string | null;
  readonly metric: number | null;
}

interface Ack {
  readonly error: 0 | Errno;
  readonly extack?: string;
}

export function changeRoute(tx: Tx, ns: NsId, m: NewRoute | DelRoute): Ack {
  let dev: DevId | null = null;
  if (m.dev !== null) {
    const found = deviceNamed(tx.k, ns, m.dev);
    if (!found) return { error: ENODEV };
    dev = found.id;
  }
  if (m.type === "RTM_DELROUTE") {
    return removeRoute(tx, ns, { ...m, type: m.kind, dev }) ?? { error: 0 };
  }
  return addRoute(tx, ns, { ...m, type: m.kind, dev }, m.how) ?? { error: 0 };
}

/** A route as a dump tells it: those of the main table, and the local ones that follow from the addresses. */
export interface RouteInfo {
  readonly table: "main" | "local";
  readonly type: RouteType | "local" | "broadcast";
  readonly dst: Ip;
  readonly prefix: number;
  readonly via: Ip | null;
  readonly dev: string | null;
  readonly src: Ip | null;
  readonly metric: number;
  readonly scope: Route["scope"];
  readonly proto: Route["proto"];
  readonly onlink: boolean;
  /** The device has no carrier. */
  readonly linkdown: boolean;
}

export function dumpRoutes(k: Kernel, ns: NsId): RouteInfo[] {
  const main = stackOf(k, ns).routes.map((r): RouteInfo => {
    const dev = r.dev === null ? undefined : get(k.devices, r.dev);
    const linkdown = dev !== undefined && !hasCarrier(k, dev);
    const { type, dst, prefix, via, src, metric, scope, proto } = r;
    const onlink = r.onlink ?? false;
    return {
      table: "main",
      type,
      dst,
      prefix,
      via,
      dev: dev?.name ?? null,
      src,
      metric,
      scope,
      proto,
      onlink,
      linkdown,
    };
  });
  return [...main, ...localRoutes(k, ns)];
}

/** fib_add_ifaddr(), net/ipv4/fib_frontend.c */
function localRoutes(k: Kernel, ns: NsId): RouteInfo[] {
  const found: RouteInfo[] = [];
  for (const d of devicesOf(k, ns)) {
    const common = { table: "local", via: null, dev: d.name, metric: 0, proto: "kernel", onlink: false } as const;
    const down = !hasCarrier(k, d);
    for (const { ip: src, prefix, secondary } of d.addresses) {
      const one = { ...common, src, prefix: 32 };
      found.push({ ...one, type: "local", dst: src, scope: "host", linkdown: false });
      if (!d.up || secondary || prefix === 32) continue;
      const dst = networkOf(src, prefix);
      if (d.kind === "loopback") {
        found.push({ ...one, type: "local", dst, prefix, scope: "host", linkdown: down });
      }
      if (prefix < 31) {
        found.push({ ...one, type: "broadcast", dst: broadcastOf(src, prefix), scope: "link", linkdown: down });
      }
    }
  }
  return found.sort((a, b) => routeOrder(a as unknown as Route, b as unknown as Route));
}

/** What "ip route get" tells. */
export interface FoundRoute {
  readonly type: Hop["type"];
  readonly dst: Ip;
  readonly via: Ip | null;
  readonly dev: string;
  readonly src: Ip;
}

export function getRoute(
  tx: Tx,
  ns: NsId,
  m: { readonly dst?: Ip; readonly src?: Ip; readonly dev?: string },
): Ack & { readonly found?: FoundRoute } {
  const { dst } = m;
  if (dst === undefined) return { error: 0 };
  const oif = m.dev === undefined ? undefined : deviceNamed(tx.k, ns, m.dev);
  if (m.dev !== undefined && !oif) return { error: ENODEV };
  const hop = routeTo(tx.k, ns, dst, oif?.id, m.src);
  const refused = routeError(hop);
  if (!hop || refused) return { error: refused as Errno };
  return { error: 0, found: { type: hop.type, dst, via: hop.via, dev: hop.dev.name, src: hop.src } };
}
