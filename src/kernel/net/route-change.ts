// Adding and removing routes of the main table: ip-route(8), net/ipv4/fib_semantics.c

import { EEXIST, EINVAL, ENETDOWN, ENETUNREACH, ENODEV, type Errno, ESRCH } from "../abi/errno.ts";
import type { NsId } from "../ns/namespace.ts";
import { lookup } from "../table.ts";
import type { Tx } from "../tx.ts";
import { type Ip, networkOf } from "./address.ts";
import { type DevId, loopbackOf } from "./device.ts";
import { isLocal, type Route, type RouteType, routeTo } from "./route.ts";
import { stackOf } from "./stack.ts";

export interface RouteRequest {
  readonly type: RouteType;
  readonly dst: Ip;
  readonly prefix: number;
  readonly via: Ip | null;
  readonly dev: DevId | null;
  readonly src: Ip | null;
  readonly metric: number;
  readonly scope: Route["scope"] | null;
  readonly proto: Route["proto"];
  readonly onlink: boolean;
}

/** An error as netlink acknowledges it: the number, and a sentence where the kernel has one. */
export interface Refusal {
  readonly error: Errno;
  readonly extack?: string;
}

export function addRoute(tx: Tx, ns: NsId, r: RouteRequest, how: "add" | "replace" | "append"): Refusal | null {
  if (networkOf(r.dst, r.prefix) !== r.dst) {
    return { error: EINVAL, extack: "Invalid prefix for given prefix length" };
  }
  const hop = nextHop(tx, ns, r);
  if ("error" in hop) return hop;
  if (r.src !== null && !isLocal(tx.k, ns, r.src)) return { error: EINVAL, extack: "Invalid prefsrc address" };
  const { type, dst, prefix, via, src, metric, proto } = r;
  const scope = r.scope ?? (type === "unicast" && via === null ? "link" : "global");
  const onlink = r.onlink ? { onlink: true } : {};
  const route: Route = { type, dst, prefix, via, dev: hop.dev, src, metric, scope, proto, ...onlink };
  const same = stackOf(tx.k, ns).routes.filter((o) => o.dst === dst && o.prefix === prefix && o.metric === metric);
  if (how === "add" && same.length > 0) return { error: EEXIST };
  if (how === "append" && same.some((o) => o.via === via && o.dev === hop.dev)) return { error: EEXIST };
  const [first] = same;
  if (how === "replace" && first) tx.emit({ type: "route.removed", ns, route: first });
  tx.emit({ type: "route.added", ns, route });
  return null;
}

/** fib_check_nh(): the device must be up, and a gateway on a network of ours. */
function nextHop(tx: Tx, ns: NsId, r: RouteRequest): { readonly dev: DevId | null } | Refusal {
  if (r.type !== "unicast") return { dev: null };
  if (r.via === null || r.onlink) {
    if (r.dev === null) return { error: ENODEV };
    const { up } = lookup(tx.k.devices, r.dev);
    return up ? { dev: r.dev } : { error: ENETDOWN, extack: "Device for nexthop is not up" };
  }
  const hop = routeTo(tx.k, ns, r.via, r.dev ?? undefined);
  const ok = hop && (hop.type === "local" || (hop.type === "unicast" && hop.via === null));
  if (!ok) return { error: ENETUNREACH, extack: "Nexthop has invalid gateway" };
  if (hop.type === "local") {
    const on = stackOf(tx.k, ns).routes.find((o) => o.src === r.via)?.dev;
    return { dev: r.dev ?? on ?? loopbackOf(tx.k, ns)?.id ?? null };
  }
  return { dev: hop.dev.id };
}

export type RouteSelector = Pick<RouteRequest, "dst" | "prefix" | "via" | "dev"> & {
  readonly metric: number | null;
  readonly type: RouteType | null;
};

export function removeRoute(tx: Tx, ns: NsId, s: RouteSelector): Refusal | null {
  const found = stackOf(tx.k, ns).routes.find(
    (r) =>
      r.dst === s.dst &&
      r.prefix === s.prefix &&
      (s.via === null || r.via === s.via) &&
      (s.dev === null || r.dev === s.dev) &&
      (s.metric === null || r.metric === s.metric) &&
      (s.type === null || r.type === s.type),
  );
  if (!found) return { error: ESRCH };
  tx.emit({ type: "route.removed", ns, route: found });
  return null;
}
