// Does a rule speak about this packet? iptables(8), "PARAMETERS"; iptables-extensions(8), "MATCH EXTENSIONS"

import { IPPROTO_ICMP, IPPROTO_TCP, IPPROTO_UDP } from "../abi/socket.ts";
import type { NsId } from "../ns/namespace.ts";
import type { Kernel } from "../world.ts";
import { type Ip, inNetwork } from "./address.ts";
import type { AddrType, CtState, Match, Name, Net, Ports, Rule } from "./netfilter.ts";
import type { Packet, Proto } from "./packet.ts";
import { isBroadcast, isLocal } from "./route.ts";

/** A packet at one of the hooks. */
export interface Passing {
  readonly k: Kernel;
  readonly ns: NsId;
  readonly packet: Packet;
  readonly state: CtState;
  /** Names of the devices; null where there is none yet, or none any more. */
  readonly in: string | null;
  readonly out: string | null;
}

export const PROTO_NUMBER: Readonly<Record<Proto, number>> = {
  icmp: IPPROTO_ICMP,
  tcp: IPPROTO_TCP,
  udp: IPPROTO_UDP,
};

export function ruleMatches(rule: Rule, p: Passing): boolean {
  const { packet } = p;
  if (rule.proto && rule.proto.number !== 0) {
    if ((PROTO_NUMBER[packet.proto] === rule.proto.number) === rule.proto.not) return false;
  }
  return (
    onNet(rule.source, packet.src) &&
    onNet(rule.destination, packet.dst) &&
    named(rule.in, p.in) &&
    named(rule.out, p.out) &&
    rule.matches.every((m) => matches(m, p))
  );
}

const onNet = (net: Net | undefined, ip: Ip): boolean => !net || inNetwork(ip, net.ip, net.prefix) !== net.not;

function named(wanted: Name | undefined, name: string | null): boolean {
  if (!wanted) return true;
  const found = wanted.name.endsWith("+") ? (name ?? "").startsWith(wanted.name.slice(0, -1)) : name === wanted.name;
  return (name !== null && found) !== wanted.not;
}

const within = (ports: Ports | undefined, port: number): boolean =>
  !ports || (port >= ports.first && port <= ports.last) !== ports.not;

function matches(m: Match, p: Passing): boolean {
  const { packet } = p;
  switch (m.name) {
    case "tcp":
    case "udp":
      if (packet.proto !== m.name) return false;
      if (m.syn && (packet.tcp === "S") === m.syn.not) return false;
      return within(m.sport, packet.sport) && within(m.dport, packet.dport);
    case "icmp": {
      const same = packet.icmp?.type === m.type && (m.code === null || packet.icmp.code === m.code);
      return packet.proto === "icmp" && same !== m.not;
    }
    case "conntrack":
    case "state":
      return m.states.includes(p.state) !== m.not;
    case "addrtype":
      return (typeOf(p.k, p.ns, m.side === "src" ? packet.src : packet.dst) === m.type) !== m.not;
    case "multiport": {
      const listed = (port: number) => m.ports.some((r) => port >= r.first && port <= r.last);
      const source = m.side !== "dports" && listed(packet.sport);
      const found = source || (m.side !== "sports" && listed(packet.dport));
      return packet.proto !== "icmp" && found !== m.not;
    }
    case "comment":
      return true;
    default:
      return m satisfies never;
  }
}

function typeOf(k: Kernel, ns: NsId, ip: Ip): AddrType {
  if (isLocal(k, ns, ip)) return "LOCAL";
  return isBroadcast(k, ns, ip) ? "BROADCAST" : "UNICAST";
}
