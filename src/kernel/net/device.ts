// Network devices: netdevice(7). A device belongs to one network namespace; its carrier and state follow from others.

import type { NsId } from "../ns/namespace.ts";
import { get, lookup, values } from "../table.ts";
import type { Kernel } from "../world.ts";
import type { Ip } from "./address.ts";

export type DevId = number & { readonly __dev: true };

/** "physical": a card of the machine, which goes back to the first namespace when its own dies. */
export type DeviceKind = "loopback" | "veth" | "bridge" | "dummy" | "physical";

export interface Address {
  readonly ip: Ip;
  readonly prefix: number;
  readonly broadcast: Ip | null;
  readonly scope: "global" | "link" | "host";
  /** The device's name, or "name:something". */
  readonly label: string;
  /** Another address of the same network came first: IFA_F_SECONDARY. */
  readonly secondary: boolean;
}

export interface Traffic {
  readonly bytes: number;
  readonly packets: number;
}

export interface NetDevice {
  /** Unique in its kernel; a program sees `ifindex`. */
  readonly id: DevId;
  readonly ns: NsId;
  /** Unique in its namespace. */
  readonly ifindex: number;
  readonly name: string;
  readonly kind: DeviceKind;
  readonly mac: string;
  readonly mtu: number;
  /** IFF_UP */
  readonly up: boolean;
  /** It was up at least once, and has a queueing discipline since. */
  readonly opened: boolean;
  /** veth: the other end. */
  readonly peer: DevId | null;
  /** The bridge that it is a port of. */
  readonly master: DevId | null;
  /** bridge: a port was forwarding once, so its carrier depends on ports from now on. */
  readonly hadPort?: boolean;
  readonly addresses: readonly Address[];
  /** When its IPv6 link-local address was made; null: it has none. Virtual nanoseconds. */
  readonly linkLocal: number | null;
  readonly rx: Traffic;
  readonly tx: Traffic;
}

export type OperState = "UNKNOWN" | "DOWN" | "LOWERLAYERDOWN" | "UP";

/** The devices of a namespace, by ifindex. */
export function devicesOf(k: Kernel, ns: NsId): NetDevice[] {
  return values(k.devices)
    .filter((d) => d.ns === ns)
    .sort((a, b) => a.ifindex - b.ifindex);
}

export const deviceNamed = (k: Kernel, ns: NsId, name: string): NetDevice | undefined =>
  values(k.devices).find((d) => d.ns === ns && d.name === name);

export const deviceAt = (k: Kernel, ns: NsId, ifindex: number): NetDevice | undefined =>
  values(k.devices).find((d) => d.ns === ns && d.ifindex === ifindex);

export const loopbackOf = (k: Kernel, ns: NsId): NetDevice | undefined =>
  values(k.devices).find((d) => d.ns === ns && d.kind === "loopback");

export const portsOf = (k: Kernel, bridge: DevId): NetDevice[] => values(k.devices).filter((d) => d.master === bridge);

/** Does the cable lead anywhere? A veth has a carrier when both ends are up: veth_open(), drivers/net/veth.c */
export function hasCarrier(k: Kernel, d: NetDevice): boolean {
  if (d.kind === "veth") return d.up && d.peer !== null && (get(k.devices, d.peer)?.up ?? false);
  if (d.kind !== "bridge") return true;
  return !d.hadPort || (d.up && portsOf(k, d.id).some((port) => isForwarding(k, port)));
}

/** A port of a bridge that passes frames on: br_port_state_selection(), net/bridge/br_stp_if.c, without STP. */
export const isForwarding = (k: Kernel, port: NetDevice): boolean => port.up && hasCarrier(k, port);

/** rfc2863_policy() and default_operstate(), net/core/link_watch.c */
export function operState(k: Kernel, d: NetDevice): OperState {
  if (!d.up) return "DOWN";
  if (hasCarrier(k, d)) {
    return d.kind === "veth" || d.kind === "physical" || (d.kind === "bridge" && d.hadPort) ? "UP" : "UNKNOWN";
  }
  // The kernel looks the peer's number up in the device's own namespace, where it may be another device's or nobody's.
  const iflink = iflinkOf(k, d);
  if (iflink === d.ifindex) return "DOWN";
  const lower = deviceAt(k, d.ns, iflink);
  return !lower || hasCarrier(k, lower) ? "DOWN" : "LOWERLAYERDOWN";
}

/** The number of the device that it is linked to, as that one's namespace counts; its own where there is none. */
export const iflinkOf = (k: Kernel, d: NetDevice): number =>
  d.peer === null ? d.ifindex : lookup(k.devices, d.peer).ifindex;

/** Neighbours are not asked for: IFF_NOARP. */
export const isNoArp = (d: NetDevice): boolean => d.kind === "dummy" || d.kind === "loopback";

/** A locally administered address that is the same in every run: the model has no dice. */
export function macOf(id: number): string {
  let state = (id * 0x9e3779b1) >>> 0;
  const bytes = Array.from({ length: 6 }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
  bytes[0] = ((bytes[0] as number) & 0xfe) | 2; // eth_random_addr(): unicast, locally administered
  return bytes.map((b) => b.toString(16).padStart(2, "0")).join(":");
}

/** The device's IPv6 link-local address: EUI-64, RFC 4291, appendix A. */
export function linkLocalOf(mac: string): string {
  const b = mac.split(":").map((x) => Number.parseInt(x, 16)) as [number, number, number, number, number, number];
  const words = [(b[0] ^ 2) * 256 + b[1], b[2] * 256 + 0xff, 0xfe00 + b[3], b[4] * 256 + b[5]];
  return `fe80::${words.map((w) => w.toString(16)).join(":")}`;
}
