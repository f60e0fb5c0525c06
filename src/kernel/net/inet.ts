// Addresses of devices, and the routes that follow from them: ip-address(8), net/ipv4/devinet.c, fib_frontend.c

import { EADDRNOTAVAIL, EEXIST, type Errno } from "../abi/errno.ts";
import { lookup } from "../table.ts";
import type { Tx } from "../tx.ts";
import { type Ip, inNetwork, networkOf } from "./address.ts";
import type { Address, DevId, NetDevice } from "./device.ts";
import type { Route } from "./route.ts";
import { stackOf } from "./stack.ts";

const onSameNet = (a: Pick<Address, "ip" | "prefix">, b: Pick<Address, "ip" | "prefix">): boolean =>
  a.prefix === b.prefix && inNetwork(a.ip, networkOf(b.ip, b.prefix), b.prefix);

export function addAddress(tx: Tx, id: DevId, a: Omit<Address, "secondary">): 0 | Errno {
  const dev = lookup(tx.k.devices, id);
  if (dev.addresses.some((o) => o.ip === a.ip && o.prefix === a.prefix)) return EEXIST;
  const address = { ...a, secondary: dev.addresses.some((o) => !o.secondary && onSameNet(o, a)) };
  tx.emit({ type: "address.added", device: id, address });
  if (dev.up) addConnectedRoute(tx, lookup(tx.k.devices, id), address);
  return 0;
}

/** "the routes to the networks of its addresses": fib_add_ifaddr() */
export function addConnectedRoutes(tx: Tx, dev: NetDevice): void {
  for (const a of dev.addresses) addConnectedRoute(tx, dev, a);
}

function addConnectedRoute(tx: Tx, dev: NetDevice, { ip, prefix, secondary }: Address): void {
  if (secondary || prefix === 32 || dev.kind === "loopback") return;
  const dst = networkOf(ip, prefix);
  const common = { type: "unicast", via: null, metric: 0, scope: "link", proto: "kernel" } as const;
  const route: Route = { ...common, dst, prefix, dev: dev.id, src: ip };
  const there = stackOf(tx.k, dev.ns).routes.some((r) => r.dst === dst && r.prefix === prefix && r.dev === dev.id);
  if (!there) tx.emit({ type: "route.added", ns: dev.ns, route });
}

/** With a primary address go the secondary ones of its network: promote_secondaries is off - ip-sysctl */
export function removeAddress(tx: Tx, id: DevId, ip: Ip, prefix: number): 0 | Errno {
  const dev = lookup(tx.k.devices, id);
  const found = dev.addresses.find((a) => a.ip === ip && a.prefix === prefix);
  if (!found) return EADDRNOTAVAIL;
  const going = dev.addresses.filter((a) => a === found || (!found.secondary && a.secondary && onSameNet(a, found)));
  for (const a of going) tx.emit({ type: "address.removed", device: id, ip: a.ip, prefix: a.prefix });
  // fib_sync_down_addr(): routes that prefer this source go with it
  for (const route of stackOf(tx.k, dev.ns).routes) {
    if (route.src !== null && going.some((a) => a.ip === route.src)) {
      tx.emit({ type: "route.removed", ns: dev.ns, route });
    }
  }
  return 0;
}

/** What the kernel knew by way of this device, it knows no longer: routes and neighbours. */
export function forgetDevice(tx: Tx, dev: NetDevice): void {
  const { routes, neighbours } = stackOf(tx.k, dev.ns);
  for (const route of routes) if (route.dev === dev.id) tx.emit({ type: "route.removed", ns: dev.ns, route });
  for (const n of neighbours) {
    if (n.dev === dev.id) tx.emit({ type: "neighbour.removed", ns: dev.ns, device: dev.id, ip: n.ip });
  }
}
