// A rule as the command line that makes it: iptables -S, iptables-save.

import { dotted } from "../../kernel/net/address.ts";
import type { Match, Net, Ports, Rule, Target } from "../../kernel/net/netfilter.ts";
import { protocolName } from "./protocols.ts";

const not = (n: { readonly not: boolean } | undefined): string => (n?.not ? "! " : "");

const net = (n: Net): string => `${dotted(n.ip)}/${n.prefix}`;

/** "-A CHAIN …" without the first two words. */
export function ruleText(r: Rule): string {
  const parts = [
    r.source ? `${not(r.source)}-s ${net(r.source)}` : "",
    r.destination ? `${not(r.destination)}-d ${net(r.destination)}` : "",
    r.in ? `${not(r.in)}-i ${r.in.name}` : "",
    r.out ? `${not(r.out)}-o ${r.out.name}` : "",
    r.proto ? `${not(r.proto)}-p ${protocolName(r.proto.number)}` : "",
    ...r.matches.map(matchText),
    r.target ? targetText(r.target) : "",
  ];
  return parts.filter((p) => p !== "").join(" ");
}

export const ports = (p: { first: number; last: number }, separator = ":"): string =>
  p.first === p.last ? String(p.first) : `${p.first}${separator}${p.last}`;

const port = (name: string, p: Ports | undefined): string => (p ? ` ${not(p)}--${name} ${ports(p)}` : "");

function matchText(m: Match): string {
  switch (m.name) {
    case "tcp":
    case "udp":
      return `-m ${m.name}${port("sport", m.sport)}${port("dport", m.dport)}${m.syn ? ` ${not(m.syn)}--tcp-flags FIN,SYN,RST,ACK SYN` : ""}`;
    case "icmp":
      return `-m icmp ${not(m)}--icmp-type ${m.type === 255 ? "any" : `${m.type}${m.code === null ? "" : `/${m.code}`}`}`;
    case "conntrack":
      return `-m conntrack ${not(m)}--ctstate ${m.states.join(",")}`;
    case "state":
      return `-m state ${not(m)}--state ${m.states.join(",")}`;
    case "addrtype":
      return `-m addrtype ${not(m)}--${m.side}-type ${m.type}`;
    case "multiport":
      return `-m multiport ${not(m)}--${m.side} ${m.ports.map((p) => ports(p)).join(",")}`;
    case "comment":
      return `-m comment --comment ${quoted(m.text)}`;
    default:
      return m satisfies never;
  }
}

/** xtables_save_string(): quoted only where it must be. */
const quoted = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `"${text.replace(/(["\\])/g, "\\$1")}"`;

function targetText(t: Target): string {
  switch (t.name) {
    case "ACCEPT":
    case "DROP":
    case "RETURN":
      return `-j ${t.name}`;
    case "jump":
      return `-j ${t.chain}`;
    case "goto":
      return `-g ${t.chain}`;
    case "REJECT":
      return `-j REJECT --reject-with ${t.with}`;
    case "DNAT":
      return `-j DNAT --to-destination ${toText(t)}`;
    case "SNAT":
      return `-j SNAT --to-source ${toText(t)}`;
    case "MASQUERADE":
    case "REDIRECT":
      return `-j ${t.name}${t.ports ? ` --to-ports ${ports(t.ports, "-")}` : ""}`;
    default:
      return t satisfies never;
  }
}

/** "172.17.0.2:80" */
export const toText = (t: Extract<Target, { name: "DNAT" | "SNAT" }>): string =>
  `${t.ip === null ? "" : dotted(t.ip)}${t.ports ? `:${ports(t.ports, "-")}` : ""}`;
