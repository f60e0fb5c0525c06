// Names of protocols, ICMP types and ports as iptables reads and shows them.

import { services } from "../inet.ts";
import type { Run } from "../program.ts";

// The names that iptables knows without protocols(5): xtables_chain_protos[], and some of that file.
const NUMBERS: Readonly<Record<string, number>> = {
  all: 0,
  icmp: 1,
  igmp: 2,
  tcp: 6,
  udp: 17,
  gre: 47,
  esp: 50,
  ah: 51,
  "ipv6-icmp": 58,
  sctp: 132,
  udplite: 136,
};

/** null: nobody knows it. */
export function protocolNumber(word: string): number | null {
  if (/^\d+$/.test(word)) return Number(word) <= 255 ? Number(word) : null;
  return NUMBERS[word.toLowerCase()] ?? null;
}

export const protocolName = (n: number): string =>
  Object.entries(NUMBERS).find(([, number]) => number === n)?.[0] ?? String(n);

export interface IcmpName {
  readonly name: string;
  readonly type: number;
  readonly code: number | null;
}

// icmp_codes[], extensions/libxt_icmp.h
export const ICMP_NAMES: readonly IcmpName[] = [
  { name: "any", type: 255, code: null },
  { name: "echo-reply", type: 0, code: null },
  { name: "destination-unreachable", type: 3, code: null },
  { name: "network-unreachable", type: 3, code: 0 },
  { name: "host-unreachable", type: 3, code: 1 },
  { name: "protocol-unreachable", type: 3, code: 2 },
  { name: "port-unreachable", type: 3, code: 3 },
  { name: "redirect", type: 5, code: null },
  { name: "echo-request", type: 8, code: null },
  { name: "time-exceeded", type: 11, code: null },
];

/** "echo-request", "pong" for echo-reply, "8", "3/1"; null: no such type. */
export function icmpType(word: string): { readonly type: number; readonly code: number | null } | null {
  const m = /^(\d+)(?:\/(\d+))?$/.exec(word);
  if (m) return { type: Number(m[1]), code: m[2] === undefined ? null : Number(m[2]) };
  const full = word === "ping" ? "echo-request" : word === "pong" ? "echo-reply" : word;
  return ICMP_NAMES.find((i) => i.name === full) ?? null;
}

/** A port by number or name; null: no such service. */
export function* portNumber(word: string, proto: string): Run<number | null> {
  if (/^\d+$/.test(word)) return Number(word) <= 65535 ? Number(word) : null;
  const all = yield* services();
  return all.find((s) => s.proto === proto && (s.name === word || s.aliases.includes(word)))?.port ?? null;
}
