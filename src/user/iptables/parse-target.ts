// Targets: "-j NAME" and their options - iptables-extensions(8)

import { type Ip, parseIp } from "../../kernel/net/address.ts";
import type { PortRange, RejectWith, Target } from "../../kernel/net/netfilter.ts";
import type { Run } from "../program.ts";
import { misuse, unmodelled } from "./message.ts";

export const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  REJECT: ["reject-with"],
  DNAT: ["to-destination", "random", "persistent"],
  SNAT: ["to-source", "random", "random-fully", "persistent"],
  MASQUERADE: ["to-ports", "random", "random-fully"],
  REDIRECT: ["to-ports", "random"],
};

/** Targets that Linux has and the model has not. */
export const OTHER_TARGETS =
  /^(AUDIT|CHECKSUM|CLASSIFY|CLUSTERIP|CONNMARK|CONNSECMARK|CT|DSCP|ECN|HMARK|IDLETIMER|LED|LOG|MARK|NETMAP|NFLOG|NFQUEUE|NOTRACK|RATEEST|SECMARK|SET|SYNPROXY|TCPMSS|TCPOPTSTRIP|TEE|TOS|TPROXY|TRACE|TTL|ULOG|QUEUE)$/;

const REJECTS: Readonly<Record<string, RejectWith>> = {
  "icmp-net-unreachable": "icmp-net-unreachable",
  "net-unreach": "icmp-net-unreachable",
  "icmp-host-unreachable": "icmp-host-unreachable",
  "host-unreach": "icmp-host-unreachable",
  "icmp-port-unreachable": "icmp-port-unreachable",
  "port-unreach": "icmp-port-unreachable",
  "icmp-proto-unreachable": "icmp-proto-unreachable",
  "proto-unreach": "icmp-proto-unreachable",
  "icmp-net-prohibited": "icmp-net-prohibited",
  "net-prohib": "icmp-net-prohibited",
  "icmp-host-prohibited": "icmp-host-prohibited",
  "host-prohib": "icmp-host-prohibited",
  "icmp-admin-prohibited": "icmp-admin-prohibited",
  "admin-prohib": "icmp-admin-prohibited",
  "tcp-reset": "tcp-reset",
};

/** The target with its options; `proto` is the rule's protocol. */
export function* targetOf(name: string, given: ReadonlyMap<string, string>, proto: number): Run<Target> {
  if (name === "ACCEPT" || name === "DROP" || name === "RETURN") return { name };
  for (const option of ["random", "random-fully", "persistent"]) {
    if (given.has(option)) yield* unmodelled(`'--${option}'`);
  }
  const transport = proto === 6 || proto === 17;
  switch (name) {
    case "REJECT": {
      const word = given.get("reject-with") ?? "icmp-port-unreachable";
      const how = REJECTS[word];
      if (!how) return yield* misuse(`unknown reject type "${word}"`);
      if (how === "tcp-reset" && proto !== 6) {
        return yield* misuse("TCP_RESET invalid for non-tcp");
      }
      return { name, with: how };
    }
    case "DNAT":
    case "SNAT": {
      const option = name === "DNAT" ? "to-destination" : "to-source";
      const value = given.get(option);
      if (value === undefined) return yield* misuse(`${name}: option "--${option}" must be specified`);
      const [address = "", ports] = value.split(":");
      if (ports !== undefined && !transport) {
        return yield* misuse("Need TCP, UDP, SCTP or DCCP with port specification");
      }
      const ip = address === "" ? null : parseIp(address);
      if (address.includes("-")) return yield* unmodelled("a range of addresses");
      if (address !== "" && ip === null) return yield* misuse(`Bad IP address "${address}"`);
      return { name, ip: ip as Ip | null, ports: ports === undefined ? null : yield* portRange(ports) };
    }
    default: {
      const value = given.get("to-ports");
      if (value !== undefined && !transport) {
        return yield* misuse("Need TCP, UDP, SCTP or DCCP with port specification");
      }
      return { name: name as "MASQUERADE" | "REDIRECT", ports: value === undefined ? null : yield* portRange(value) };
    }
  }
}

function* portRange(text: string): Run<PortRange> {
  const m = /^(\d+)(?:-(\d+))?$/.exec(text);
  const first = Number(m?.[1]);
  const last = Number(m?.[2] ?? m?.[1]);
  if (!m || first > 65535 || last > 65535 || first > last) return yield* misuse(`Port \`${text}' not valid\n`);
  return { first, last };
}
