// Tables, chains and rules: iptables(8). A rule says which packets it is about and what becomes of them.

import type { Ip } from "./address.ts";

export type TableName = "filter" | "nat";
/** Where a packet passes by: netfilter's hooks. */
export type Hook = "PREROUTING" | "INPUT" | "FORWARD" | "OUTPUT" | "POSTROUTING";

/** The built-in chains, in the order that iptables lists them. */
export const BUILT_IN: Readonly<Record<TableName, readonly Hook[]>> = {
  filter: ["INPUT", "FORWARD", "OUTPUT"],
  nat: ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"],
};

export interface Chain {
  readonly name: string;
  /** null: not built in. */
  readonly policy: "ACCEPT" | "DROP" | null;
  readonly rules: readonly Rule[];
  readonly packets: number;
  readonly bytes: number;
}

export interface Rule {
  readonly source?: Net;
  readonly destination?: Net;
  readonly in?: Name;
  readonly out?: Name;
  /** A number of protocols(5); 0 is all. */
  readonly proto?: { readonly number: number; readonly not: boolean };
  readonly matches: readonly Match[];
  /** null: it only counts. */
  readonly target: Target | null;
  readonly packets: number;
  readonly bytes: number;
}

export interface Net {
  readonly ip: Ip;
  readonly prefix: number;
  readonly not: boolean;
}

/** An interface; "eth+" is every name that begins so. */
export interface Name {
  readonly name: string;
  readonly not: boolean;
}

export interface Ports {
  readonly first: number;
  readonly last: number;
  readonly not: boolean;
}

export type CtState = "INVALID" | "NEW" | "RELATED" | "ESTABLISHED" | "UNTRACKED";

export type Match =
  | { readonly name: "tcp" | "udp"; readonly sport?: Ports; readonly dport?: Ports; readonly syn?: { not: boolean } }
  /** code null: any */
  | { readonly name: "icmp"; readonly type: number; readonly code: number | null; readonly not: boolean }
  | { readonly name: "conntrack" | "state"; readonly states: readonly CtState[]; readonly not: boolean }
  | { readonly name: "addrtype"; readonly side: "src" | "dst"; readonly type: AddrType; readonly not: boolean }
  | {
      readonly name: "multiport";
      readonly side: "sports" | "dports" | "ports";
      readonly ports: readonly { readonly first: number; readonly last: number }[];
      readonly not: boolean;
    }
  | { readonly name: "comment"; readonly text: string };

export type AddrType = "LOCAL" | "UNICAST" | "BROADCAST";

export type Target =
  | { readonly name: "ACCEPT" | "DROP" | "RETURN" }
  | { readonly name: "jump" | "goto"; readonly chain: string }
  | { readonly name: "REJECT"; readonly with: RejectWith }
  | { readonly name: "DNAT" | "SNAT"; readonly ip: Ip | null; readonly ports: PortRange | null }
  | { readonly name: "MASQUERADE" | "REDIRECT"; readonly ports: PortRange | null };

export interface PortRange {
  readonly first: number;
  readonly last: number;
}

export type RejectWith =
  | "icmp-net-unreachable"
  | "icmp-host-unreachable"
  | "icmp-port-unreachable"
  | "icmp-proto-unreachable"
  | "icmp-net-prohibited"
  | "icmp-host-prohibited"
  | "icmp-admin-prohibited"
  | "tcp-reset";
