// A packet and the connection it belongs to, as a namespace tracks them from its first hook to its last: nf_conntrack_in().

import { ICMP_ECHO } from "../abi/socket.ts";
import type { NsId } from "../ns/namespace.ts";
import type { Tx } from "../tx.ts";
import type { Kernel } from "../world.ts";
import { advance, type Conn, findConn, type Tuple, tupleOf, turned } from "./conntrack.ts";
import type { CtState, Match, Rule } from "./netfilter.ts";
import { isIcmpError, type Packet } from "./packet.ts";
import { stackOf } from "./stack.ts";

export interface Flow {
  readonly packet: Packet;
  /** null: not tracked. Not remembered before the packet has passed all hooks. */
  readonly conn: Conn | null;
  readonly reply: boolean;
  readonly state: CtState;
  readonly confirmed: boolean;
}

const TRANSLATES = /^(DNAT|SNAT|MASQUERADE|REDIRECT)$/;

/** Connections are tracked while a rule needs it, by its match or its target: nf_ct_netns_get(). */
export function isTracking(k: Kernel, ns: NsId): boolean {
  const { tables } = stackOf(k, ns);
  const byMatch = (m: Match): boolean => m.name === "conntrack" || m.name === "state";
  const needs = (r: Rule): boolean => TRANSLATES.test(r.target?.name ?? "") || r.matches.some(byMatch);
  return [...(tables.filter ?? []), ...(tables.nat ?? [])].some((c) => c.rules.some(needs));
}

export function track(tx: Tx, ns: NsId, packet: Packet): Flow {
  const plain = { packet, conn: null, reply: false, state: "INVALID", confirmed: false } as const;
  if (!isTracking(tx.k, ns)) return plain;
  const { quoted } = packet.icmp ?? {};
  if (quoted) {
    // It goes the way of the answers to the packet that it quotes: nf_conntrack_inet_error()
    const found = findConn(tx.k, ns, quoted.proto, turned(tupleOf(quoted)), packet.at);
    return found ? { ...plain, conn: found.conn, reply: found.reply, state: "RELATED", confirmed: true } : plain;
  }
  const found = findConn(tx.k, ns, packet.proto, tupleOf(packet), packet.at);
  if (found) {
    const conn = advance(found.conn, found.reply, packet);
    tx.emit({ type: "conntrack.set", ns, conn });
    const state = found.reply || found.conn.replied ? "ESTABLISHED" : "NEW";
    return { packet, conn, reply: found.reply, state, confirmed: true };
  }
  if (packet.tcp === "R" || packet.tcp === "SA") return plain;
  if (packet.icmp && packet.icmp.type !== ICMP_ECHO) return plain;
  return { packet, conn: freshConn(tx.k, ns, packet), reply: false, state: "NEW", confirmed: false };
}

function freshConn(k: Kernel, ns: NsId, packet: Packet): Conn {
  const original = tupleOf(packet);
  return {
    id: stackOf(k, ns).nextConn,
    proto: packet.proto,
    original,
    reply: turned(original),
    state: null,
    replied: false,
    assured: false,
    natted: { src: false, dst: false },
    until: 0,
  };
}

/** Remembers a connection whose first packet got through: nf_conntrack_confirm(). */
export function confirm(tx: Tx, ns: NsId, flow: Flow): Flow {
  if (!flow.conn || flow.confirmed) return flow;
  for (const old of stackOf(tx.k, ns).conns) {
    if (old.until <= flow.packet.at) tx.emit({ type: "conntrack.removed", ns, conn: old.id });
  }
  const conn = advance({ ...flow.conn, id: stackOf(tx.k, ns).nextConn }, false, flow.packet);
  tx.emit({ type: "conntrack.set", ns, conn });
  return { ...flow, conn, confirmed: true };
}

/** The packet with the addresses that the connection has on this side: nf_nat_packet(). */
export function translate(flow: Flow, side: "src" | "dst"): Flow {
  const { conn, packet, reply } = flow;
  if (!conn) return flow;
  const to: Tuple = reply ? turned(conn.original) : turned(conn.reply);
  if (isIcmpError(packet)) return { ...flow, packet: translateError(packet, conn, reply, side, to) };
  const part = side === "src" ? { src: to.src, sport: to.sport } : { dst: to.dst, dport: to.dport };
  return { ...flow, packet: { ...packet, ...part } };
}

/** An error goes to whom its packet came from, and quotes it as that one had sent it: nf_nat_icmp_reply_translation(). */
function translateError(p: Packet, conn: Conn, reply: boolean, side: "src" | "dst", to: Tuple): Packet {
  const { icmp } = p;
  if (!icmp?.quoted) return p;
  if (side === "dst") {
    const sent = reply ? conn.original : conn.reply;
    return { ...p, dst: to.dst, icmp: { ...icmp, quoted: { ...icmp.quoted, ...sent } } };
  }
  const answered = reply ? conn.reply.src : conn.original.src;
  return p.src === answered ? { ...p, src: to.src } : p;
}
