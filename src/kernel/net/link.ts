// Making, changing and removing network devices: ip-link(8).

import { EEXIST, EINVAL, ELOOP, EOPNOTSUPP, type Errno } from "../abi/errno.ts";
import type { NsId } from "../ns/namespace.ts";
import { get, lookup, values } from "../table.ts";
import type { Tx } from "../tx.ts";
import type { Kernel } from "../world.ts";
import { LOCALHOST } from "./address.ts";
import {
  type DevId,
  type DeviceKind,
  deviceAt,
  deviceNamed,
  hasCarrier,
  isForwarding,
  macOf,
  type NetDevice,
  portsOf,
} from "./device.ts";
import { addAddress, addConnectedRoutes, forgetDevice } from "./inet.ts";
import { stackOf } from "./stack.ts";

const MTU: Readonly<Record<DeviceKind, number>> = {
  loopback: 65536,
  veth: 1500,
  bridge: 1500,
  dummy: 1500,
  physical: 1500,
};

export interface NewDevice {
  readonly ns: NsId;
  readonly name: string;
  readonly kind: DeviceKind;
  readonly mac?: string;
}

/** Adds a device that is down. */
export function createDevice(tx: Tx, { ns, name, kind, mac }: NewDevice, peer: DevId | null = null): DevId {
  const id = tx.k.next.dev as DevId;
  const none = { bytes: 0, packets: 0 };
  const device: NetDevice = {
    id,
    ns,
    ifindex: stackOf(tx.k, ns).lastIfindex + 1,
    name,
    kind,
    mac: mac ?? (kind === "loopback" ? "00:00:00:00:00:00" : macOf(id)),
    mtu: MTU[kind],
    up: false,
    opened: false,
    peer,
    master: null,
    addresses: [],
    linkLocal: null,
    rx: none,
    tx: none,
  };
  tx.emit({ type: "link.created", device });
  return id;
}

/** "A freshly created network namespace contains only the loopback device", and that is down. */
export function createLoopback(tx: Tx, ns: NsId): void {
  createDevice(tx, { ns, name: "lo", kind: "loopback" });
}

/** What the first network namespace has when the kernel starts: a loopback device, and the machine's network card. */
export function createFirstDevices(tx: Tx, ns: NsId): void {
  createLoopback(tx, ns);
  createDevice(tx, { ns, name: tx.machine.hardware.nic, kind: "physical" });
}

/** Two ends of one cable: veth(4). The peer is made first: veth_newlink() */
export function createVeth(tx: Tx, one: NewDevice, other: NewDevice): void {
  const id = (tx.k.next.dev + 1) as DevId;
  const peer = createDevice(tx, other, id);
  createDevice(tx, one, peer);
  if (one.ns !== other.ns) {
    numberOf(tx, one.ns, other.ns);
    numberOf(tx, other.ns, one.ns);
  }
}

/** The first free "veth0", "veth1" …: dev_alloc_name() */
export function freeName(k: Kernel, ns: NsId, stem: string): string {
  for (let i = 0; ; i++) if (!deviceNamed(k, ns, `${stem}${i}`)) return `${stem}${i}`;
}

/** By which number `ns` knows the namespace `other`: peernet2id_alloc() */
export function numberOf(tx: Tx, ns: NsId, other: NsId): number {
  const { nsids } = stackOf(tx.k, ns);
  const known = Object.entries(nsids).find(([, id]) => id === other);
  if (known) return Number(known[0]);
  let id = 0;
  while (nsids[id] !== undefined) id++;
  tx.emit({ type: "netns.numbered", ns, other, id });
  return id;
}

/** Does `change`; devices that have a carrier by it get an IPv6 link-local address: addrconf_notify() */
export function changingCarriers(tx: Tx, change: () => void): void {
  const live = (): Set<DevId> =>
    new Set(values(tx.k.devices).flatMap((d) => (d.up && hasCarrier(tx.k, d) ? [d.id] : [])));
  const forwarding = (): Set<DevId> =>
    new Set(values(tx.k.devices).flatMap((d) => (d.master !== null && isForwarding(tx.k, d) ? [d.id] : [])));
  const before = live();
  const passed = forwarding();
  change();
  for (const id of forwarding()) {
    const { master } = lookup(tx.k.devices, id);
    if (passed.has(id) || master === null || lookup(tx.k.devices, master).hadPort) continue;
    tx.emit({ type: "link.changed", device: master, to: { hadPort: true } });
  }
  const after = live();
  for (const id of before) if (!after.has(id)) forgetNeighbours(tx, id);
  for (const id of after) {
    if (before.has(id) || lookup(tx.k.devices, id).linkLocal !== null) continue;
    tx.emit({ type: "link.changed", device: id, to: { linkLocal: tx.now } });
  }
}

/** neigh_carrier_down(): what was known of a link that is interrupted is forgotten. */
function forgetNeighbours(tx: Tx, id: DevId): void {
  const dev = get(tx.k.devices, id);
  for (const n of dev ? stackOf(tx.k, dev.ns).neighbours : []) {
    if (dev && n.dev === id && !n.permanent) {
      tx.emit({ type: "neighbour.removed", ns: dev.ns, device: id, ip: n.ip });
    }
  }
}

export function setUp(tx: Tx, id: DevId): void {
  if (lookup(tx.k.devices, id).up) return;
  changingCarriers(tx, () => tx.emit({ type: "link.changed", device: id, to: { up: true, opened: true } }));
  const dev = lookup(tx.k.devices, id);
  // inetdev_event(), NETDEV_UP: the loopback device gets its address where it has none
  if (dev.kind === "loopback" && dev.addresses.length === 0) {
    addAddress(tx, id, { ip: LOCALHOST, prefix: 8, broadcast: null, scope: "host", label: dev.name });
  } else addConnectedRoutes(tx, dev);
}

export function setDown(tx: Tx, id: DevId): void {
  const dev = lookup(tx.k.devices, id);
  if (!dev.up) return;
  forgetDevice(tx, dev);
  changingCarriers(tx, () => tx.emit({ type: "link.changed", device: id, to: { up: false, linkLocal: null } }));
}

export function deleteDevice(tx: Tx, id: DevId): 0 | Errno {
  const dev = lookup(tx.k.devices, id);
  // "RTNETLINK answers: Operation not supported": no rtnl_link_ops->dellink
  if (dev.kind === "loopback" || dev.kind === "physical") return EOPNOTSUPP;
  remove(tx, id);
  return 0;
}

/** Takes a device out, whatever it is; a veth takes its other end along. */
export function remove(tx: Tx, id: DevId): void {
  const dev = lookup(tx.k.devices, id);
  for (const port of portsOf(tx.k, id)) tx.emit({ type: "link.changed", device: port.id, to: { master: null } });
  forgetDevice(tx, dev);
  changingCarriers(tx, () => tx.emit({ type: "link.deleted", device: id }));
  if (dev.peer !== null && get(tx.k.devices, dev.peer)) remove(tx, dev.peer);
}

export function setMaster(tx: Tx, id: DevId, master: DevId | null): 0 | Errno {
  const dev = lookup(tx.k.devices, id);
  if (master !== null) {
    const bridge = lookup(tx.k.devices, master);
    if (bridge.kind !== "bridge") return EOPNOTSUPP;
    if (dev.kind === "loopback") return EINVAL;
    if (dev.kind === "bridge") return ELOOP;
  }
  if (dev.master !== master) {
    changingCarriers(tx, () => tx.emit({ type: "link.changed", device: id, to: { master } }));
  }
  return 0;
}

/** Why a device cannot go to another network namespace; null: it can. */
export function refusesMove(k: Kernel, dev: NetDevice, ns: NsId): { error: Errno; extack: string } | null {
  // dev->netns_local
  if (dev.kind === "loopback" || dev.kind === "bridge") {
    return { error: EINVAL, extack: "The interface netns is immutable" };
  }
  if (dev.ns === ns) return null;
  if (deviceNamed(k, ns, dev.name)) {
    return { error: EEXIST, extack: "An interface with the same name exists in the target netns" };
  }
  return null;
}

/** "the device is shut down, loses its addresses", and is then in the other one: __dev_change_net_namespace() */
export function moveDevice(tx: Tx, id: DevId, ns: NsId, name?: string): void {
  const dev = lookup(tx.k.devices, id);
  if (dev.ns === ns) return;
  setDown(tx, id);
  forgetDevice(tx, lookup(tx.k.devices, id));
  // "IFLA_NEW_NETNSID": where it went is told in the namespace that it leaves
  numberOf(tx, dev.ns, ns);
  // It keeps its number where that is free.
  const ifindex = deviceAt(tx.k, ns, dev.ifindex) ? stackOf(tx.k, ns).lastIfindex + 1 : dev.ifindex;
  tx.emit({ type: "link.moved", device: id, ns, ifindex, name: name ?? dev.name });
  const other = dev.peer === null ? undefined : get(tx.k.devices, dev.peer);
  if (!other || other.ns === ns) return;
  numberOf(tx, ns, other.ns);
  numberOf(tx, other.ns, ns);
}
