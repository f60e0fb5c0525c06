// Matches: "-m NAME" and their options - iptables-extensions(8)

import type { CtState, Match, Ports } from "../../kernel/net/netfilter.ts";
import type { Run } from "../program.ts";
import { misuse, unmodelled } from "./message.ts";
import { icmpType, portNumber } from "./protocols.ts";

/** A match while its options are being read. */
export type Draft = { name: Match["name"] } & Record<string, unknown>;

export const OPTIONS: Readonly<Record<Match["name"], readonly string[]>> = {
  tcp: ["sport", "source-port", "dport", "destination-port", "syn", "tcp-flags", "tcp-option"],
  udp: ["sport", "source-port", "dport", "destination-port"],
  icmp: ["icmp-type"],
  conntrack: [
    "ctstate",
    "ctproto",
    "ctorigsrc",
    "ctorigdst",
    "ctreplsrc",
    "ctrepldst",
    "ctstatus",
    "ctexpire",
    "ctdir",
  ],
  state: ["state"],
  addrtype: ["dst-type", "src-type", "limit-iface-in", "limit-iface-out"],
  multiport: ["dports", "destination-ports", "sports", "source-ports", "ports"],
  comment: ["comment"],
};

/** Matches that Linux has and the model has not. */
export const OTHER_MATCHES =
  /^(ah|bpf|cgroup|cluster|connbytes|connlabel|connlimit|connmark|cpu|dccp|devgroup|dscp|ecn|esp|hashlimit|helper|iprange|ipvs|length|limit|mac|mark|nfacct|osf|owner|physdev|pkttype|policy|quota|rateest|realm|recent|rpfilter|sctp|set|socket|statistic|string|tcpmss|time|tos|ttl|u32|udplite)$/;

const FLAGS_ONLY: ReadonlySet<string> = new Set(["syn"]);
export const takesArgument = (option: string): boolean => !FLAGS_ONLY.has(option);

/** Reads one option into the match it belongs to. */
export function* readOption(m: Draft, option: string, value: string, not: boolean): Run<void> {
  switch (m.name) {
    case "tcp":
    case "udp":
      return yield* readPorts(m, option, value, not);
    case "icmp": {
      const found = icmpType(value);
      if (!found) return yield* misuse(`Invalid ICMP type \`${value}'\n`);
      m.type = found.type;
      m.code = found.code;
      m.not = not;
      return;
    }
    case "conntrack":
    case "state":
      if (option !== "ctstate" && option !== "state") return yield* unmodelled(`'--${option}'`);
      m.states = yield* readStates(value, option);
      m.not = not;
      return;
    case "addrtype": {
      if (option.startsWith("limit")) return yield* unmodelled(`'--${option}'`);
      if (!/^(LOCAL|UNICAST|BROADCAST)$/.test(value)) return yield* unmodelled(`address type '${value}'`);
      m.side = option === "dst-type" ? "dst" : "src";
      m.type = value;
      m.not = not;
      return;
    }
    case "multiport":
      m.side = option.startsWith("d") ? "dports" : option.startsWith("s") ? "sports" : "ports";
      m.ports = yield* readList(value);
      m.not = not;
      return;
    case "comment":
      m.text = value;
      return;
    default:
      m.name satisfies never;
  }
}

function* readPorts(m: Draft, option: string, value: string, not: boolean): Run<void> {
  if (option === "syn") m.syn = { not };
  else if (option === "tcp-flags") {
    if (value !== "FIN,SYN,RST,ACK SYN") return yield* unmodelled("'--tcp-flags'");
    m.syn = { not };
  } else if (option === "tcp-option") yield* unmodelled("'--tcp-option'");
  else m[option.startsWith("s") ? "sport" : "dport"] = yield* readRange(value, m.name, not);
}

function* readRange(value: string, proto: string, not: boolean): Run<Ports> {
  const [from = "", to] = value.split(":");
  const first = from === "" && to !== undefined ? 0 : yield* port(from, proto);
  const last = to === undefined ? first : to === "" ? 65535 : yield* port(to, proto);
  return { first, last, not };
}

function* port(word: string, proto: string): Run<number> {
  const n = yield* portNumber(word, proto);
  return n ?? (yield* misuse(`invalid port/service \`${word}' specified`));
}

function* readList(value: string): Run<{ first: number; last: number }[]> {
  const found: { first: number; last: number }[] = [];
  for (const part of value.split(",")) {
    const [from = "", to = from] = part.split(":");
    found.push({ first: yield* port(from, "tcp"), last: yield* port(to, "tcp") });
  }
  return found;
}

const STATES: readonly CtState[] = ["INVALID", "NEW", "RELATED", "ESTABLISHED", "UNTRACKED"];

function* readStates(value: string, option: string): Run<CtState[]> {
  const words = value.toUpperCase().split(",");
  for (const [i, word] of words.entries()) {
    if (word === "SNAT" || word === "DNAT") yield* unmodelled(`'--${option} ${word}'`);
    if (!(STATES as readonly string[]).includes(word)) yield* misuse(`Bad ${option} "${value.split(",")[i]}"`);
  }
  return STATES.filter((s) => words.includes(s));
}

/** What is still missing when the rule ends. */
export function* finish(m: Draft): Run<Match> {
  const missing: Readonly<Record<string, string>> = {
    conntrack: m.states ? "" : "conntrack: At least one option is required",
    state: m.states ? "" : 'state: option "--state" must be specified',
    addrtype: m.type ? "" : "addrtype: you must specify --src-type or --dst-type",
    multiport: m.ports ? "" : "multiport expection an option",
    comment: m.text === undefined ? 'comment: option "--comment" must be specified' : "",
    icmp: m.type === undefined ? 'icmp: option "--icmp-type" must be specified' : "",
  };
  const problem = missing[m.name];
  if (problem) yield* misuse(problem);
  return m as unknown as Match;
}
