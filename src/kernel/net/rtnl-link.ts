// Messages about devices: RTM_NEWLINK, RTM_SETLINK, RTM_DELLINK, RTM_GETLINK - rtnetlink(7)

import { EBADF, EEXIST, EINVAL, ELOOP, ENODEV, EOPNOTSUPP, EPERM, type Errno, ESRCH, failed } from "../abi/errno.ts";
import { fileOf } from "../fs/fd.ts";
import type { NsId } from "../ns/namespace.ts";
import { get, lookup } from "../table.ts";
import { taskOf } from "../task/pid.ts";
import type { Task } from "../task/task.ts";
import type { Tx } from "../tx.ts";
import type { Kernel } from "../world.ts";
import {
  type Address,
  type DeviceKind,
  deviceNamed,
  devicesOf,
  hasCarrier,
  iflinkOf,
  isNoArp,
  linkLocalOf,
  type NetDevice,
  type OperState,
  operState,
  type Traffic,
} from "./device.ts";
import * as L from "./link.ts";
import { stackOf } from "./stack.ts";

/** Another namespace: of a process, or by a descriptor. */
export type NsRef = { readonly pid: number } | { readonly fd: number };

export type LinkRequest =
  | {
      readonly type: "RTM_NEWLINK";
      /** null: the kernel chooses. */
      readonly name: string | null;
      readonly kind: string;
      readonly mac?: string;
      readonly ns?: NsRef;
      readonly peer?: { readonly name?: string; readonly ns?: NsRef; readonly mac?: string };
    }
  | { readonly type: "RTM_DELLINK"; readonly name: string }
  | {
      readonly type: "RTM_SETLINK";
      readonly name: string;
      readonly up?: boolean;
      readonly newName?: string;
      readonly mtu?: number;
      readonly mac?: string;
      /** null: of none. */
      readonly master?: string | null;
      readonly ns?: NsRef;
    }
  | { readonly type: "RTM_GETLINK" }
  | { readonly type: "RTM_GETNSID"; readonly fd: number };

interface Ack {
  readonly error: 0 | Errno;
  readonly extack?: string;
}

const OK: Ack = { error: 0 };
const KINDS: readonly string[] = ["veth", "bridge", "dummy"];
/** dev_valid_name(), net/core/dev.c */
const isName = (name: string): boolean => /^[^\s/:]{1,15}$/.test(name) && name !== "." && name !== "..";

type Change = Extract<LinkRequest, { type: "RTM_NEWLINK" | "RTM_DELLINK" | "RTM_SETLINK" }>;

export function changeLink(tx: Tx, task: Task, ns: NsId, m: Change, may: (over: NsId) => boolean): Ack {
  if (m.type === "RTM_NEWLINK") return create(tx, task, ns, m, may);
  const dev = deviceNamed(tx.k, ns, m.name);
  if (!dev) return { error: ENODEV };
  return m.type === "RTM_DELLINK" ? { error: L.deleteDevice(tx, dev.id) } : set(tx, task, dev, m, may);
}

function create(
  tx: Tx,
  task: Task,
  ns: NsId,
  m: Extract<Change, { type: "RTM_NEWLINK" }>,
  may: (over: NsId) => boolean,
): Ack {
  if (!KINDS.includes(m.kind)) return { error: EOPNOTSUPP, extack: "Unknown device type" };
  const kind = m.kind as DeviceKind;
  const home = m.ns ? namespaceOf(tx, task, m.ns) : ns;
  const away = m.peer?.ns ? namespaceOf(tx, task, m.peer.ns) : home;
  if (failed(home)) return { error: home };
  if (failed(away)) return { error: away };
  if (!may(home) || !may(away)) return { error: EPERM };
  const name = m.name ?? L.freeName(tx.k, home, kind);
  if (!isName(name)) return { error: EINVAL };
  if (deviceNamed(tx.k, home, name)) return { error: EEXIST };
  const one = { ns: home, name, kind, ...(m.mac ? { mac: m.mac } : {}) };
  if (kind !== "veth") {
    L.createDevice(tx, one);
    return OK;
  }
  // The peer gets its name first, and the kernel chooses this device's after it.
  const peerName = m.peer?.name ?? L.freeName(tx.k, away, kind);
  if (!isName(peerName)) return { error: EINVAL };
  if (deviceNamed(tx.k, away, peerName)) return { error: EEXIST };
  const clash = home === away && peerName === name;
  if (clash && m.name !== null) return { error: EEXIST };
  const other = { ns: away, name: peerName, kind, ...(m.peer?.mac ? { mac: m.peer.mac } : {}) };
  L.createVeth(tx, clash ? { ...one, name: `${kind}${Number(name.slice(kind.length)) + 1}` } : one, other);
  return OK;
}

/** get_net_ns_by_pid(), get_net_ns_by_fd() */
function namespaceOf(tx: Tx, task: Task, ref: NsRef): NsId | Errno {
  if ("pid" in ref) {
    const other = taskOf(tx.k, task.ns.pid, ref.pid);
    return !other || other.state === "zombie" ? ESRCH : other.ns.net;
  }
  const file = fileOf(tx.k, task, ref.fd);
  if (typeof file === "number") return EBADF;
  if (file.target.kind !== "ns" || lookup(tx.k.namespaces, file.target.ns).kind !== "net") return EINVAL;
  return file.target.ns;
}

function set(
  tx: Tx,
  task: Task,
  dev: NetDevice,
  m: Extract<Change, { type: "RTM_SETLINK" }>,
  may: (over: NsId) => boolean,
): Ack {
  if (m.ns) {
    const to = namespaceOf(tx, task, m.ns);
    if (failed(to)) return { error: to };
    if (!may(to)) return { error: EPERM };
    const refused = L.refusesMove(tx.k, m.newName ? { ...dev, name: m.newName } : dev, to);
    if (refused) return refused;
    L.moveDevice(tx, dev.id, to, m.newName);
    if (m.up) L.setUp(tx, dev.id);
    return OK;
  }
  if (m.newName !== undefined && m.newName !== dev.name) {
    if (!isName(m.newName)) return { error: EINVAL };
    if (deviceNamed(tx.k, dev.ns, m.newName)) return { error: EEXIST };
  }
  const master = m.master ? deviceNamed(tx.k, dev.ns, m.master) : undefined;
  if (m.master && !master) return { error: ENODEV };
  if (m.mtu !== undefined && dev.kind !== "dummy" && (m.mtu < 68 || m.mtu > 65535)) {
    return { error: EINVAL, extack: m.mtu < 68 ? "mtu less than device minimum" : "mtu greater than device maximum" };
  }
  if (m.mac !== undefined && dev.kind === "loopback") return { error: EOPNOTSUPP };
  if (m.master !== undefined) {
    const e = L.setMaster(tx, dev.id, master?.id ?? null);
    if (e === ELOOP) return { error: e, extack: "Can not enslave a bridge to a bridge" };
    if (e !== 0) return { error: e };
  }
  const to = {
    ...(m.newName === undefined ? {} : { name: m.newName, addresses: renamed(dev, m.newName) }),
    ...(m.mtu === undefined ? {} : { mtu: m.mtu }),
    ...(m.mac === undefined ? {} : { mac: m.mac }),
  };
  if (Object.keys(to).length > 0) tx.emit({ type: "link.changed", device: dev.id, to });
  if (m.up === true) L.setUp(tx, dev.id);
  if (m.up === false) L.setDown(tx, dev.id);
  return OK;
}

/** inetdev_changename(): labels follow. */
const renamed = (dev: NetDevice, name: string): readonly Address[] =>
  dev.addresses.map((a) => ({ ...a, label: name + a.label.slice(dev.name.length) }));

/** A device as a dump tells it. */
export interface LinkInfo {
  readonly ifindex: number;
  readonly name: string;
  readonly kind: DeviceKind;
  readonly mac: string;
  readonly mtu: number;
  readonly up: boolean;
  readonly carrier: boolean;
  readonly noArp: boolean;
  readonly operState: OperState;
  readonly qdisc: string;
  readonly master: string | null;
  readonly forwarding: boolean;
  /** The number of the device it is linked to; its own where there is none. */
  readonly link: number;
  /** Where that one is, if it is in another namespace: by which number this one knows it. */
  readonly linkNetnsid: number | null;
  readonly addresses: readonly Address[];
  readonly linkLocal: string | null;
  /** "tentative": duplicate address detection is still going on - ip-address(8) */
  readonly tentative: boolean;
  readonly rx: Traffic;
  readonly tx: Traffic;
}

const DAD_NS = 1.5e9; // a delay of up to a second, and one question that nobody answers for a second - RFC 4862, 5.4

export function dumpLinks(tx: Tx, ns: NsId): LinkInfo[] {
  return devicesOf(tx.k, ns).map((d) => infoOf(tx, d));
}

function infoOf(tx: Tx, d: NetDevice): LinkInfo {
  const { ifindex, name, kind, mac, mtu, up, addresses, linkLocal, rx } = d;
  const peer = d.peer === null ? undefined : get(tx.k.devices, d.peer);
  const linkNetnsid = peer && peer.ns !== d.ns ? L.numberOf(tx, d.ns, peer.ns) : null;
  return {
    ...{ ifindex, name, kind, mac, mtu, up, addresses, rx, tx: d.tx, linkNetnsid },
    carrier: up && hasCarrier(tx.k, d),
    noArp: kind === "dummy",
    operState: operState(tx.k, d),
    qdisc: d.opened ? (kind === "physical" ? "fq_codel" : "noqueue") : "noop",
    master: masterName(tx.k, d),
    forwarding: up && hasCarrier(tx.k, d),
    link: iflinkOf(tx.k, d),
    linkLocal: linkLocal === null ? null : kind === "loopback" ? "::1" : linkLocalOf(mac),
    tentative: linkLocal !== null && !isNoArp(d) && tx.now < linkLocal + DAD_NS,
  };
}

const masterName = (k: Kernel, d: NetDevice): string | null =>
  d.master === null ? null : (get(k.devices, d.master)?.name ?? null);

/** RTM_GETNSID: by which number the caller's namespace knows another; -1: by none. */
export function numberOfFd(tx: Tx, task: Task, ns: NsId, fd: number): number {
  const other = namespaceOf(tx, task, { fd });
  const known = Object.entries(stackOf(tx.k, ns).nsids).find(([, id]) => id === other);
  return known ? Number(known[0]) : -1;
}
