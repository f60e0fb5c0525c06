// The way of a packet: from a socket out through the hooks, over a link, and up again in another namespace; or on.
//
// All of it happens at once, in the call that sends: what answers has answered when the call comes back. Only what the
// kernel waits for (a neighbour that does not answer) is later: then the packet's `at` says when.

import { EACCES, EHOSTUNREACH, EINVAL, ENETUNREACH, type Errno } from "../abi/errno.ts";
import * as I from "../abi/socket.ts";
import type { NsId } from "../ns/namespace.ts";
import { get } from "../table.ts";
import type { Tx } from "../tx.ts";
import { ANY, isLoopback } from "./address.ts";
import { resolve } from "./arp.ts";
import { type DevId, isNoArp, type NetDevice } from "./device.ts";
import type { DropPlace, NetEvent } from "./event.ts";
import { isFlow, passHook, type Verdict } from "./hook.ts";
import type { RejectWith } from "./netfilter.ts";
import { icmpError, isIcmpError, type Packet, tcpPacket } from "./packet.ts";
import { type Hop, isBroadcast, isLocal, routeTo } from "./route.ts";
import { type Reached, reachable } from "./segment.ts";
import { isForwardingOn } from "./stack.ts";
import { type Flow, track } from "./track.ts";

/** Who takes a packet that has arrived: ICMP, TCP, UDP. */
export type Deliver = (tx: Tx, ns: NsId, packet: Packet, dev: NetDevice) => void;

const takers = new Map<Packet["proto"], Deliver>();

/** Called once by each protocol, as inet_add_protocol() is. */
export function registerProtocol(proto: Packet["proto"], deliver: Deliver): void {
  takers.set(proto, deliver);
}

/** What connect(2) and sendto(2) say when there is no way: fib_props[], net/ipv4/fib_semantics.c */
export function routeError(hop: Hop | null): Errno | null {
  if (!hop) return ENETUNREACH;
  if (hop.type === "blackhole") return EINVAL;
  if (hop.type === "unreachable") return EHOSTUNREACH;
  return hop.type === "prohibit" ? EACCES : null;
}

/** Sends a packet that was made here. Returns an error that a sender is told at once. */
export function output(tx: Tx, ns: NsId, packet: Packet, oif?: DevId): 0 | Errno {
  const hop = routeTo(tx.k, ns, packet.dst, oif, packet.src);
  const refused = routeError(hop);
  if (!hop || refused) return refused ?? ENETUNREACH;
  const verdict = passHook(tx, ns, "OUTPUT", track(tx, ns, packet), { in: null, out: hop.dev });
  if (!isFlow(verdict)) {
    // The sender is not told: on 6.12 neither DROP nor REJECT makes sendmsg(2) fail.
    stop(tx, ns, "OUTPUT", packet, verdict);
    return 0;
  }
  const { dst } = verdict.packet;
  const way = dst === packet.dst ? hop : routeTo(tx.k, ns, dst, undefined, verdict.packet.src);
  if (!way || routeError(way)) return lose(tx, ns, "route", verdict.packet);
  leave(tx, ns, verdict, null, way);
  return 0;
}

function lose(tx: Tx, ns: NsId, where: DropPlace, packet: Packet): 0 {
  tx.emit({ type: "packet.dropped", ns, where, packet } satisfies NetEvent);
  return 0;
}

/** A hook that does not let it pass. */
function stop(tx: Tx, ns: NsId, where: DropPlace, packet: Packet, verdict: Exclude<Verdict, Flow>): void {
  lose(tx, ns, where, packet);
  if ("reject" in verdict) reject(tx, ns, packet, verdict.reject);
}

const REJECT_CODE: Readonly<Record<Exclude<RejectWith, "tcp-reset">, number>> = {
  "icmp-net-unreachable": I.ICMP_NET_UNREACH,
  "icmp-host-unreachable": I.ICMP_HOST_UNREACH,
  "icmp-proto-unreachable": I.ICMP_PROT_UNREACH,
  "icmp-port-unreachable": I.ICMP_PORT_UNREACH,
  "icmp-net-prohibited": I.ICMP_NET_ANO,
  "icmp-host-prohibited": I.ICMP_HOST_ANO,
  "icmp-admin-prohibited": I.ICMP_PKT_FILTERED,
};

function reject(tx: Tx, ns: NsId, packet: Packet, how: RejectWith): void {
  if (how !== "tcp-reset") {
    tellSender(tx, ns, packet, I.ICMP_DEST_UNREACH, REJECT_CODE[how]);
    return;
  }
  const { src, dst, sport, dport, at } = packet;
  if (packet.tcp === undefined || packet.tcp === "R") return;
  output(tx, ns, tcpPacket({ src: dst, dst: src, sport: dport, dport: sport }, "R", null, at));
}

/** An ICMP error about a packet, to whom it came from: icmp_send(), net/ipv4/icmp.c */
export function tellSender(tx: Tx, ns: NsId, about: Packet, type: number, code: number, at = about.at): void {
  if (isIcmpError(about) || about.src === ANY || isBroadcast(tx.k, ns, about.dst)) return;
  const from = isLocal(tx.k, ns, about.dst) ? about.dst : (routeTo(tx.k, ns, about.src)?.src ?? ANY);
  output(tx, ns, icmpError(from, about, type, code, at));
}

/** The last hook, and out on the device. */
function leave(tx: Tx, ns: NsId, flow: Flow, inDev: NetDevice | null, hop: Hop): void {
  const verdict = passHook(tx, ns, "POSTROUTING", flow, { in: inDev, out: hop.dev, next: hop.via ?? ANY });
  if (!isFlow(verdict)) stop(tx, ns, "POSTROUTING", flow.packet, verdict);
  else transmit(tx, ns, verdict, hop);
}

function transmit(tx: Tx, ns: NsId, flow: Flow, hop: Hop): void {
  const dev = get(tx.k.devices, hop.dev.id);
  const { packet } = flow;
  if (!dev?.up) {
    lose(tx, ns, "device", packet);
    return;
  }
  if (dev.kind === "loopback") {
    tx.emit({ type: "packet.sent", device: dev.id, packet });
    receive(tx, dev, flow);
    return;
  }
  if (hop.type === "broadcast") {
    tx.emit({ type: "packet.sent", device: dev.id, packet });
    for (const end of reachable(tx.k, dev)) arrive(tx, end, packet);
    return;
  }
  if (isNoArp(dev)) {
    tx.emit({ type: "packet.sent", device: dev.id, packet });
    return;
  }
  const sender = isLocal(tx.k, ns, packet.src) ? packet.src : (dev.addresses[0]?.ip ?? ANY);
  const found = resolve(tx, ns, dev, hop.next, sender, packet.at);
  if ("failsAt" in found) {
    lose(tx, ns, "neighbour", packet);
    // "EHOSTUNREACH" is told when the last question has not been answered: ipv4_link_failure()
    tellSender(tx, ns, packet, I.ICMP_DEST_UNREACH, I.ICMP_HOST_UNREACH, found.failsAt);
    return;
  }
  tx.emit({ type: "packet.sent", device: dev.id, packet });
  const end = reachable(tx.k, dev).find(({ device }) => device.mac === found.mac);
  if (end) arrive(tx, end, packet);
}

function arrive(tx: Tx, { device, way }: Reached, packet: Packet): void {
  for (const step of way.slice(0, -1)) {
    tx.emit({ type: step.how === "sent" ? "packet.sent" : "packet.received", device: step.device, packet });
  }
  receive(tx, device, null, packet);
}

/** A packet comes up from a device: ip_rcv(), net/ipv4/ip_input.c. On the loopback device it keeps its connection. */
function receive(tx: Tx, dev: NetDevice, known: Flow | null, packet = known?.packet): void {
  if (!packet) throw new Error("a device received nothing");
  const { ns } = dev;
  tx.emit({ type: "packet.received", device: dev.id, packet });
  const verdict = passHook(tx, ns, "PREROUTING", known ?? track(tx, ns, packet), { in: dev, out: null });
  if (!isFlow(verdict)) stop(tx, ns, "PREROUTING", packet, verdict);
  else if (isMartian(tx, dev, verdict.packet)) lose(tx, ns, "martian", verdict.packet);
  else if (isLocal(tx.k, ns, verdict.packet.dst) || isBroadcast(tx.k, ns, verdict.packet.dst)) up(tx, dev, verdict);
  else forward(tx, dev, verdict);
}

/** "packets with impossible addresses": ip_route_input_slow() and fib_validate_source() */
function isMartian(tx: Tx, dev: NetDevice, { src, dst }: Packet): boolean {
  if (dev.kind === "loopback") return false;
  return isLoopback(src) || isLoopback(dst) || isLocal(tx.k, dev.ns, src);
}

function up(tx: Tx, dev: NetDevice, flow: Flow): void {
  const { ns } = dev;
  const verdict = passHook(tx, ns, "INPUT", flow, { in: dev, out: null });
  if (!isFlow(verdict)) stop(tx, ns, "INPUT", flow.packet, verdict);
  else takers.get(verdict.packet.proto)?.(tx, ns, verdict.packet, dev);
}

/** ip_forward(), net/ipv4/ip_forward.c */
function forward(tx: Tx, dev: NetDevice, flow: Flow): void {
  const { ns } = dev;
  const { packet } = flow;
  if (!isForwardingOn(tx.k, ns)) {
    lose(tx, ns, "forwarding", packet);
    return;
  }
  const hop = routeTo(tx.k, ns, packet.dst, undefined, packet.src);
  const refused = routeError(hop);
  if (!hop || refused) {
    lose(tx, ns, "route", packet);
    const code = REFUSAL_CODE[refused ?? ENETUNREACH];
    if (code !== undefined) tellSender(tx, ns, packet, I.ICMP_DEST_UNREACH, code);
    return;
  }
  if (packet.ttl <= 1) {
    lose(tx, ns, "forwarding", packet);
    tellSender(tx, ns, packet, I.ICMP_TIME_EXCEEDED, 0);
    return;
  }
  // "there is a better way": back where it came from, to somebody whom the sender could have asked itself
  if (hop.dev.id === dev.id) redirect(tx, ns, packet, hop);
  const verdict = passHook(tx, ns, "FORWARD", flow, { in: dev, out: hop.dev });
  if (!isFlow(verdict)) stop(tx, ns, "FORWARD", packet, verdict);
  else leave(tx, ns, { ...verdict, packet: { ...verdict.packet, ttl: packet.ttl - 1 } }, dev, hop);
}

const REFUSAL_CODE: Readonly<Record<number, number>> = {
  [ENETUNREACH]: I.ICMP_NET_UNREACH,
  [EHOSTUNREACH]: I.ICMP_HOST_UNREACH,
  [EACCES]: I.ICMP_PKT_FILTERED,
};

function redirect(tx: Tx, ns: NsId, packet: Packet, hop: Hop): void {
  const back = routeTo(tx.k, ns, packet.src);
  if (!back || back.via !== null || back.dev.id !== hop.dev.id || isIcmpError(packet)) return;
  const from = back.src;
  output(tx, ns, icmpError(from, packet, I.ICMP_REDIRECT, I.ICMP_HOST_UNREACH, packet.at, hop.next));
}
