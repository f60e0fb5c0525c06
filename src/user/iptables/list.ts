// iptables -L: chains as tables.

import { dotted } from "../../kernel/net/address.ts";
import type { Chain, Match, Net, Ports, Rule, Target } from "../../kernel/net/netfilter.ts";
import type { Service } from "../inet.ts";
import { ICMP_NAMES, protocolName } from "./protocols.ts";
import { ports, toText } from "./rule-text.ts";

export interface Look {
  readonly numeric: boolean;
  readonly verbose: boolean;
  readonly exact: boolean;
  readonly lineNumbers: boolean;
  /** services(5), where names are shown. */
  readonly services: readonly Service[];
}

export function chainText(c: Chain, all: readonly Chain[], look: Look): string {
  const { verbose, lineNumbers } = look;
  const counts = verbose ? ` ${count(c.packets, look)} packets, ${count(c.bytes, look)} bytes` : "";
  const kind = c.policy === null ? `${references(all, c.name)} references` : `policy ${c.policy}${counts}`;
  const head = `Chain ${c.name} (${kind})\n`;
  const columns = [
    lineNumbers ? "num  " : "",
    verbose ? " pkts bytes " : "",
    "target     prot opt ",
    verbose ? "in     out     " : "",
    "source               destination         \n",
  ];
  const rows = c.rules.map((r, i) => rowText(r, i + 1, look));
  return head + columns.join("") + rows.join("");
}

const references = (all: readonly Chain[], name: string): number =>
  all.reduce(
    (sum, c) => sum + c.rules.filter((r) => r.target && "chain" in r.target && r.target.chain === name).length,
    0,
  );

/** "12K": xtables_print_num() */
function count(n: number, { exact }: Look): string {
  if (exact || n <= 99_999) return String(n);
  const units = ["K", "M", "G", "T"];
  let value = n;
  for (const unit of units) {
    value = Math.round(value / 1000);
    if (value <= 9999 || unit === "T") return `${value}${unit}`;
  }
  return String(n);
}

function rowText(r: Rule, number: number, look: Look): string {
  const { verbose, lineNumbers } = look;
  const iface = (n: Rule["in"]): string => `${n?.not ? "!" : ""}${n?.name ?? "*"}`;
  const proto = r.proto ? `${r.proto.not ? "!" : ""}${protocolName(r.proto.number)}` : "all";
  const parts = [
    lineNumbers ? `${String(number).padEnd(4)} ` : "",
    verbose ? `${count(r.packets, look).padStart(5)} ${count(r.bytes, look).padStart(5)} ` : "",
    `${targetName(r.target).padEnd(10)} ${proto.padEnd(4)} --  `,
    verbose ? `${iface(r.in).padEnd(6)} ${iface(r.out).padEnd(6)}  ` : "",
    `${netText(r.source, look).padEnd(20)} ${netText(r.destination, look).padEnd(20)}`,
    r.target?.name === "goto" ? "[goto] " : "",
    ...r.matches.map((m) => ` ${matchText(m, look)}`),
    targetDetail(r.target),
  ];
  return `${parts.join("")}\n`;
}

function targetName(t: Target | null): string {
  if (!t) return "";
  return "chain" in t ? t.chain : t.name;
}

function netText(n: Net | undefined, { numeric }: Look): string {
  if (!n) return numeric ? "0.0.0.0/0" : "anywhere";
  return `${n.not ? "!" : ""}${dotted(n.ip)}${n.prefix === 32 ? "" : `/${n.prefix}`}`;
}

function portName(n: number, proto: string, { numeric, services }: Look): string {
  if (numeric) return String(n);
  return services.find((s) => s.port === n && s.proto === proto)?.name ?? String(n);
}

function portText(name: string, p: Ports | undefined, proto: string, look: Look): string {
  if (!p) return "";
  const one = p.first === p.last;
  const text = one
    ? portName(p.first, proto, look)
    : `${portName(p.first, proto, look)}:${portName(p.last, proto, look)}`;
  return ` ${name}${one ? "" : "s"}:${p.not ? "!" : ""}${text}`;
}

function matchText(m: Match, look: Look): string {
  switch (m.name) {
    case "tcp":
    case "udp": {
      const syn = m.syn ? ` flags:${m.syn.not ? "!" : ""}${look.numeric ? "0x17/0x02" : "FIN,SYN,RST,ACK/SYN"}` : "";
      return `${m.name}${portText("spt", m.sport, m.name, look)}${portText("dpt", m.dport, m.name, look)}${syn}`;
    }
    case "icmp": {
      const name = ICMP_NAMES.find((i) => i.type === m.type && i.code === m.code)?.name;
      if (!look.numeric && name !== undefined) return `icmp ${m.not ? "!" : ""}${name}`;
      return `icmp${m.not ? " !" : ""}type ${m.type}${m.code === null ? "" : ` code ${m.code}`}`;
    }
    case "conntrack":
      return `${m.not ? "! " : ""}ctstate ${m.states.join(",")}`;
    case "state":
      return `${m.not ? "! " : ""}state ${m.states.join(",")}`;
    case "addrtype":
      return `ADDRTYPE match ${m.side}-type ${m.not ? "!" : ""}${m.type}`;
    case "multiport": {
      const list = m.ports.map((p) => (p.first === p.last ? portName(p.first, "tcp", look) : ports(p)));
      return `multiport ${m.side} ${m.not ? "!" : ""}${list.join(",")}`;
    }
    case "comment":
      return `/* ${m.text} */`;
    default:
      return m satisfies never;
  }
}

function targetDetail(t: Target | null): string {
  switch (t?.name) {
    case "REJECT":
      return ` reject-with ${t.with}`;
    case "DNAT":
    case "SNAT":
      return ` to:${toText(t)}`;
    case "REDIRECT":
      return t.ports ? ` redir ports ${ports(t.ports, "-")}` : "";
    case "MASQUERADE":
      return t.ports ? ` masq ports: ${ports(t.ports, "-")}` : "";
    default:
      return "";
  }
}
