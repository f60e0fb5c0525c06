// One IP packet, as far as the model looks into it.

import type { Ip } from "./address.ts";
import type { SockId } from "./socket.ts";

export type Proto = "icmp" | "tcp" | "udp";

export interface Packet {
  readonly proto: Proto;
  readonly src: Ip;
  readonly dst: Ip;
  /** ICMP: the echo's identifier in both. */
  readonly sport: number;
  readonly dport: number;
  readonly ttl: number;
  /** bytes, IP header included */
  readonly length: number;
  /** When it is there: later than now where somebody had to wait, e.g. for a neighbour that never answers. */
  readonly at: number;
  readonly tcp?: TcpFlags;
  readonly icmp?: Icmp;
  readonly data: string;
  /** TCP: the socket that sent it. A real one finds it by sequence numbers. */
  readonly from?: SockId;
}

/** "S", "SA", "A", "PA", "FA", "R": as tcpdump(8) names them. */
export type TcpFlags = "S" | "SA" | "A" | "PA" | "FA" | "R";

export interface Icmp {
  readonly type: number;
  readonly code: number;
  readonly seq: number;
  /** An error quotes the packet that it is about; a redirect names the better gateway. */
  readonly quoted?: Packet;
  readonly gateway?: Ip;
}

const IP_HEADER = 20; // bytes
const TCP_HEADER: Readonly<Record<TcpFlags, number>> = { S: 40, SA: 40, A: 32, PA: 32, FA: 32, R: 20 };
const UDP_HEADER = 8;
const ICMP_HEADER = 8;
/** "ICMP error … contains as much of the original datagram as possible": what Linux quotes at most - RFC 1812, 4.3.2.3 */
const QUOTE_MAX = 576;
export const DEFAULT_TTL = 64; // net.ipv4.ip_default_ttl

type Ends = Pick<Packet, "src" | "dst" | "sport" | "dport">;

export function tcpPacket(ends: Ends, flags: TcpFlags, from: SockId | null, at: number, data = ""): Packet {
  const length = IP_HEADER + TCP_HEADER[flags] + data.length;
  const common = { proto: "tcp", ...ends, ttl: DEFAULT_TTL, length, at, tcp: flags, data } as const;
  return from === null ? common : { ...common, from };
}

export function udpPacket(ends: Ends, data: string, at: number): Packet {
  return { proto: "udp", ...ends, ttl: DEFAULT_TTL, length: IP_HEADER + UDP_HEADER + data.length, at, data };
}

export function echoPacket(src: Ip, dst: Ip, id: number, icmp: Icmp, data: string, ttl: number, at: number): Packet {
  const length = IP_HEADER + ICMP_HEADER + data.length;
  return { proto: "icmp", src, dst, sport: id, dport: id, ttl, length, at, icmp, data };
}

/** An ICMP message about `about`, from `src` to whom that came from. */
export function icmpError(src: Ip, about: Packet, type: number, code: number, at: number, gateway?: Ip): Packet {
  const length = Math.min(IP_HEADER + ICMP_HEADER + about.length, QUOTE_MAX);
  const icmp: Icmp = { type, code, seq: 0, quoted: about, ...(gateway === undefined ? {} : { gateway }) };
  return { proto: "icmp", src, dst: about.src, sport: 0, dport: 0, ttl: DEFAULT_TTL, length, at, icmp, data: "" };
}

/** "An ICMP error message MUST NOT be sent as the result of receiving: an ICMP error message" - RFC 1122, 3.2.2 */
export const isIcmpError = (p: Packet): boolean => p.icmp?.quoted !== undefined;
