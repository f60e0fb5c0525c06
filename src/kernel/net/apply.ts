// What each network event does to the kernel.

import type { Appliers } from "../event.ts";
import type { NetNs, NsId } from "../ns/namespace.ts";
import { get, lookup, remove, set } from "../table.ts";
import type { Kernel } from "../world.ts";
import type { Address, DevId, NetDevice } from "./device.ts";
import type { NetEvent } from "./event.ts";
import { routeOrder } from "./route.ts";
import type { Message, Socket, SockId } from "./socket.ts";
import { type NetStack, netNs, stackOf } from "./stack.ts";

function changeNs(k: Kernel, id: NsId, part: Partial<NetNs>): Kernel {
  return { ...k, namespaces: set(k.namespaces, id, { ...netNs(k, id), ...part }) };
}

const changeStack = (k: Kernel, ns: NsId, part: (old: NetStack) => Partial<NetStack>): Kernel => {
  const old = stackOf(k, ns);
  return changeNs(k, ns, { stack: { ...old, ...part(old) } });
};

const changeDevice = (k: Kernel, id: DevId, part: (old: NetDevice) => Partial<NetDevice>): Kernel => {
  const old = lookup(k.devices, id);
  return { ...k, devices: set(k.devices, id, { ...old, ...part(old) }) };
};

const changeSocket = (k: Kernel, id: SockId, part: (old: Socket) => Partial<Socket>): Kernel => {
  const old = lookup(k.sockets, id);
  return { ...k, sockets: set(k.sockets, id, { ...old, ...part(old) }) };
};

/** What is left of a stream after `bytes`, or of messages after the first. */
function readFrom(received: readonly Message[], bytes: number | null): readonly Message[] {
  const [first, ...rest] = received;
  if (!first || bytes === null) return rest;
  if (bytes < first.data.length) return [{ ...first, data: first.data.slice(bytes) }, ...rest];
  const over = bytes - first.data.length;
  return over > 0 ? readFrom(rest, over) : rest;
}

const counted = (old: NetDevice["rx"], bytes: number) => ({ bytes: old.bytes + bytes, packets: old.packets + 1 });
const ETHERNET = 14; // bytes of a frame's header, which rx_bytes counts

/** Numbers of a namespace that is gone are given again: rtnl_net_notifyid(), RTM_DELNSID. */
function forgetNumbers(k: Kernel, dead: NsId): Kernel {
  let next = k;
  for (const ns of [...netNamespaces(k)]) {
    const ids = Object.entries(stackOf(next, ns).nsids).filter(([, other]) => other !== dead);
    if (ids.length !== Object.keys(stackOf(next, ns).nsids).length) {
      next = changeStack(next, ns, () => ({ nsids: Object.fromEntries(ids) }));
    }
  }
  return next;
}

function* netNamespaces(k: Kernel): Generator<NsId> {
  for (let id = 1; id < k.next.ns; id++) {
    const ns = get(k.namespaces, id as NsId);
    if (ns?.kind === "net" && ns.stack) yield ns.id;
  }
}

export const netAppliers: Appliers<NetEvent, Kernel> = {
  "link.created": (k, { device }) => {
    const next = { ...k.next, dev: Math.max(k.next.dev, device.id + 1) };
    const added = { ...k, next, devices: set(k.devices, device.id, device) };
    return changeStack(added, device.ns, (s) => ({ lastIfindex: Math.max(s.lastIfindex, device.ifindex) }));
  },
  "link.deleted": (k, { device }) => ({ ...k, devices: remove(k.devices, device) }),
  "link.changed": (k, { device, to }) => changeDevice(k, device, () => to),
  "link.moved": (k, { device, ns, ifindex, name }) => {
    const moved = changeDevice(k, device, () => ({
      ...{ ns, ifindex, name, addresses: [], linkLocal: null, master: null },
      opened: false,
    }));
    return changeStack(moved, ns, (s) => ({ lastIfindex: Math.max(s.lastIfindex, ifindex) }));
  },
  "address.added": (k, { device, address }) =>
    changeDevice(k, device, ({ addresses }) => ({ addresses: withAddress(addresses, address) })),
  "address.removed": (k, { device, ip, prefix }) =>
    changeDevice(k, device, ({ addresses }) => ({
      addresses: addresses.filter((a) => a.ip !== ip || a.prefix !== prefix),
    })),
  "route.added": (k, { ns, route }) =>
    changeStack(k, ns, ({ routes }) => ({ routes: [...routes, route].sort(routeOrder) })),
  "route.removed": (k, { ns, route }) =>
    changeStack(k, ns, ({ routes }) => ({ routes: routes.filter((r) => r !== route && !sameRoute(r, route)) })),
  "neighbour.set": (k, { ns, neighbour: n }) =>
    changeStack(k, ns, ({ neighbours }) => ({
      neighbours: [...neighbours.filter((o) => o.ip !== n.ip || o.dev !== n.dev), n],
    })),
  "neighbour.removed": (k, { ns, device, ip }) =>
    changeStack(k, ns, ({ neighbours }) => ({
      neighbours: neighbours.filter((n) => n.ip !== ip || n.dev !== device),
    })),
  "netns.numbered": (k, { ns, other, id }) => changeStack(k, ns, ({ nsids }) => ({ nsids: { ...nsids, [id]: other } })),
  "netns.died": (k, { ns }) => {
    const { stack: _gone, ...rest } = netNs(k, ns);
    return forgetNumbers({ ...k, namespaces: set(k.namespaces, ns, { ...rest, dead: true }) }, ns);
  },
  "netfilter.changed": (k, { ns, table, chains }) =>
    changeStack(k, ns, ({ tables }) => ({ tables: { ...tables, [table]: chains } })),
  "netfilter.matched": (k, { ns, table, chain, rule, bytes }) =>
    changeStack(k, ns, ({ tables }) => ({
      tables: {
        ...tables,
        [table]: (tables[table] ?? []).map((c) => {
          if (c.name !== chain) return c;
          if (rule === null) return { ...c, packets: c.packets + 1, bytes: c.bytes + bytes };
          const rules = c.rules.map((r, i) =>
            i === rule ? { ...r, packets: r.packets + 1, bytes: r.bytes + bytes } : r,
          );
          return { ...c, rules };
        }),
      },
    })),
  "conntrack.set": (k, { ns, conn }) =>
    changeStack(k, ns, ({ conns, nextConn }) => ({
      conns: conns.some((c) => c.id === conn.id) ? conns.map((c) => (c.id === conn.id ? conn : c)) : [...conns, conn],
      nextConn: Math.max(nextConn, conn.id + 1),
    })),
  "conntrack.removed": (k, { ns, conn }) =>
    changeStack(k, ns, ({ conns }) => ({ conns: conns.filter((c) => c.id !== conn) })),
  "packet.sent": (k, { device, packet }) =>
    changeDevice(k, device, (d) => ({ tx: counted(d.tx, packet.length + ETHERNET) })),
  "packet.received": (k, { device, packet }) =>
    changeDevice(k, device, (d) => ({ rx: counted(d.rx, packet.length + (d.kind === "bridge" ? 0 : ETHERNET)) })),
  "packet.dropped": (k) => k,
  "socket.created": (k, { socket }) => ({
    ...k,
    sockets: set(k.sockets, socket.id, socket),
    next: { ...k.next, sock: Math.max(k.next.sock, socket.id + 1) },
  }),
  "socket.changed": (k, { socket, to }) => changeSocket(k, socket, () => to),
  "socket.received": (k, { socket, message }) =>
    changeSocket(k, socket, ({ received }) => ({ received: [...received, message] })),
  "socket.read": (k, { socket, bytes }) =>
    changeSocket(k, socket, ({ received }) => ({ received: readFrom(received, bytes) })),
  "socket.destroyed": (k, { socket }) => ({ ...k, sockets: remove(k.sockets, socket) }),
  "port.given": (k, { ns, port }) => changeStack(k, ns, () => ({ lastPort: port })),
};

/** Primary addresses stand before secondary ones: inet_insert_ifa(). */
function withAddress(old: readonly Address[], a: Address): readonly Address[] {
  const at = a.secondary ? old.length : old.filter((o) => !o.secondary).length;
  return [...old.slice(0, at), a, ...old.slice(at)];
}

const sameRoute = (a: NetStack["routes"][number], b: NetStack["routes"][number]): boolean =>
  a.dst === b.dst &&
  a.prefix === b.prefix &&
  a.metric === b.metric &&
  a.dev === b.dev &&
  a.via === b.via &&
  a.type === b.type;
