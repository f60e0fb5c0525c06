// Connection tracking: what a namespace remembers of the packets that passed, and by which other addresses it knows them.
//
// "original" is the tuple of the first packet as it arrived; "reply" that of the answers as they will arrive. Without
// address translation one is the other turned round.

import type { NsId } from "../ns/namespace.ts";
import type { Kernel } from "../world.ts";
import type { Ip } from "./address.ts";
import type { Packet, Proto, TcpFlags } from "./packet.ts";
import { stackOf } from "./stack.ts";

export interface Tuple {
  readonly src: Ip;
  readonly dst: Ip;
  readonly sport: number;
  readonly dport: number;
}

export type ConnState =
  | "SYN_SENT"
  | "SYN_RECV"
  | "ESTABLISHED"
  | "FIN_WAIT"
  | "CLOSE_WAIT"
  | "LAST_ACK"
  | "TIME_WAIT"
  | "CLOSE";

export interface Conn {
  readonly id: number;
  readonly proto: Proto;
  readonly original: Tuple;
  readonly reply: Tuple;
  /** TCP only. */
  readonly state: ConnState | null;
  /** Something came back: IPS_SEEN_REPLY. */
  readonly replied: boolean;
  readonly assured: boolean;
  /** Which addresses were looked at by the nat table, whether or not they were changed. */
  readonly natted: { readonly src: boolean; readonly dst: boolean };
  /** Virtual nanoseconds: it is forgotten then. */
  readonly until: number;
}

export const tupleOf = ({ src, dst, sport, dport }: Packet): Tuple => ({ src, dst, sport, dport });

export const turned = ({ src, dst, sport, dport }: Tuple): Tuple => ({
  src: dst,
  dst: src,
  sport: dport,
  dport: sport,
});

export const sameTuple = (a: Tuple, b: Tuple): boolean =>
  a.src === b.src && a.dst === b.dst && a.sport === b.sport && a.dport === b.dport;

/** The remembered connection that a packet belongs to, and in which direction it goes. */
export function findConn(k: Kernel, ns: NsId, proto: Proto, t: Tuple, now: number): Tracked | null {
  for (const conn of stackOf(k, ns).conns) {
    if (conn.proto !== proto || conn.until <= now) continue;
    if (sameTuple(conn.original, t)) return { conn, reply: false };
    if (sameTuple(conn.reply, t)) return { conn, reply: true };
  }
  return null;
}

export interface Tracked {
  readonly conn: Conn;
  readonly reply: boolean;
}

const S = 1e9; // virtual nanoseconds

// net.netfilter.nf_conntrack_*_timeout*, nf_conntrack_proto_*.c
const TCP_TIMEOUT: Readonly<Record<ConnState, number>> = {
  SYN_SENT: 120 * S,
  SYN_RECV: 60 * S,
  ESTABLISHED: 432_000 * S,
  FIN_WAIT: 120 * S,
  CLOSE_WAIT: 60 * S,
  LAST_ACK: 30 * S,
  TIME_WAIT: 120 * S,
  CLOSE: 10 * S,
};
const UDP_TIMEOUT = 30 * S;
const UDP_STREAM_TIMEOUT = 120 * S;
const ICMP_TIMEOUT = 30 * S;

/** What the packet makes of the connection: tcp_conntracks[], net/netfilter/nf_conntrack_proto_tcp.c, in short. */
export function advance(conn: Conn, reply: boolean, p: Packet): Conn {
  const state = p.tcp ? nextState(conn.state, reply, p.tcp) : null;
  const replied = conn.replied || reply;
  const stream = conn.proto === "udp" && replied;
  const assured =
    conn.assured || (state === null ? stream && !reply && conn.replied : conn.state === "SYN_RECV" && p.tcp === "A");
  const timeout = state
    ? TCP_TIMEOUT[state]
    : conn.proto === "icmp"
      ? ICMP_TIMEOUT
      : stream
        ? UDP_STREAM_TIMEOUT
        : UDP_TIMEOUT;
  return { ...conn, state, replied, assured, until: p.at + timeout };
}

function nextState(old: ConnState | null, reply: boolean, flags: TcpFlags): ConnState {
  switch (flags) {
    case "R":
      return "CLOSE";
    case "S":
      return old === null || old === "TIME_WAIT" || old === "CLOSE" ? "SYN_SENT" : old;
    case "SA":
      return reply && old === "SYN_SENT" ? "SYN_RECV" : (old ?? "ESTABLISHED");
    case "FA":
      return old === "FIN_WAIT" || old === "CLOSE_WAIT" ? "LAST_ACK" : old === "LAST_ACK" ? "LAST_ACK" : "FIN_WAIT";
    default:
      if (old === null || old === "SYN_RECV") return "ESTABLISHED";
      if (old === "FIN_WAIT") return "CLOSE_WAIT";
      return old === "LAST_ACK" ? "TIME_WAIT" : old;
  }
}
