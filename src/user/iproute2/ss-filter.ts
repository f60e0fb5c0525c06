// Which sockets ss(8) shows: states, and an expression over addresses and ports.

import { type Ip, inNetwork, networkOf, parseIp } from "../../kernel/net/address.ts";
import type { TcpState } from "../../kernel/net/tcp-state.ts";
import type { DiagInfo } from "../../kernel/sys/sock-diag.ts";
import type { Service } from "../inet.ts";

export const STATE_NAMES: Readonly<Record<TcpState, string>> = {
  ESTABLISHED: "ESTAB",
  SYN_SENT: "SYN-SENT",
  SYN_RECV: "SYN-RECV",
  FIN_WAIT1: "FIN-WAIT-1",
  FIN_WAIT2: "FIN-WAIT-2",
  TIME_WAIT: "TIME-WAIT",
  CLOSE: "UNCONN",
  CLOSE_WAIT: "CLOSE-WAIT",
  LAST_ACK: "LAST-ACK",
  LISTEN: "LISTEN",
  CLOSING: "CLOSING",
};

const ALL: readonly TcpState[] = Object.keys(STATE_NAMES) as TcpState[];
const without = (...states: TcpState[]): readonly TcpState[] => ALL.filter((s) => !states.includes(s));

const WORDS: Readonly<Record<string, readonly TcpState[]>> = {
  all: ALL,
  connected: without("CLOSE", "LISTEN"),
  synchronized: without("CLOSE", "LISTEN", "SYN_SENT"),
  bucket: ["SYN_RECV", "TIME_WAIT"],
  big: without("SYN_RECV", "TIME_WAIT"),
  established: ["ESTABLISHED"],
  "syn-sent": ["SYN_SENT"],
  "syn-recv": ["SYN_RECV"],
  "fin-wait-1": ["FIN_WAIT1"],
  "fin-wait-2": ["FIN_WAIT2"],
  "time-wait": ["TIME_WAIT"],
  unconnected: ["CLOSE"],
  closed: ["CLOSE"],
  "close-wait": ["CLOSE_WAIT"],
  "last-ack": ["LAST_ACK"],
  listening: ["LISTEN"],
  closing: ["CLOSING"],
};

/** The states that a word after "state" means; null: it is none. */
export const statesNamed = (word: string): readonly TcpState[] | null => WORDS[word.toLowerCase()] ?? null;

export type Test = (s: DiagInfo) => boolean;

/** Reads "sport = :80 or dst 10.0.0.0/8"; null where it is no such expression. */
export function expression(words: readonly string[], services: readonly Service[]): Test | null {
  const tokens = words
    .join(" ")
    .replace(/([()!])/g, " $1 ")
    .replace(/\b(sport|dport)\s*(==|!=|>=|<=|=|>|<)\s*/g, "$1 $2 ")
    .split(/\s+/)
    .filter((t) => t !== "");
  const reader = { at: 0 };
  const test = either(tokens, reader, services);
  return test && reader.at === tokens.length ? test : null;
}

interface Reader {
  at: number;
}

function either(t: readonly string[], r: Reader, services: readonly Service[]): Test | null {
  let left = both(t, r, services);
  while (left && /^(or|\|\|?)$/.test(t[r.at] ?? "")) {
    r.at++;
    const [a, b]: [Test, Test | null] = [left, both(t, r, services)];
    left = b && ((s) => a(s) || b(s));
  }
  return left;
}

function both(t: readonly string[], r: Reader, services: readonly Service[]): Test | null {
  let left = one(t, r, services);
  while (left && r.at < t.length && !/^(or|\|\|?|\))$/.test(t[r.at] ?? "")) {
    if (/^(and|&&?)$/.test(t[r.at] ?? "")) r.at++;
    const [a, b]: [Test, Test | null] = [left, one(t, r, services)];
    left = b && ((s) => a(s) && b(s));
  }
  return left;
}

function one(t: readonly string[], r: Reader, services: readonly Service[]): Test | null {
  const word = t[r.at++];
  if (word === "not" || word === "!") {
    const inner = one(t, r, services);
    return inner && ((s) => !inner(s));
  }
  if (word === "(") {
    const inner = either(t, r, services);
    return t[r.at++] === ")" ? inner : null;
  }
  if (word === "src" || word === "dst") {
    if (t[r.at] === "=" || t[r.at] === "==") r.at++;
    return address(word === "src" ? "local" : "remote", t[r.at++] ?? "", services);
  }
  if (word !== "sport" && word !== "dport") return null;
  const end = word === "sport" ? "local" : "remote";
  const compare = COMPARE[t[r.at] ?? ""];
  if (compare) r.at++;
  const port = portOf(t[r.at++] ?? "", services);
  return port === null
    ? null
    : (s) => (compare ?? (COMPARE["="] as (a: number, b: number) => boolean))(s[end]?.port ?? 0, port);
}

const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "=": (a, b) => a === b,
  "==": (a, b) => a === b,
  eq: (a, b) => a === b,
  "!=": (a, b) => a !== b,
  neq: (a, b) => a !== b,
  ne: (a, b) => a !== b,
  ">=": (a, b) => a >= b,
  ge: (a, b) => a >= b,
  "<=": (a, b) => a <= b,
  le: (a, b) => a <= b,
  ">": (a, b) => a > b,
  gt: (a, b) => a > b,
  "<": (a, b) => a < b,
  lt: (a, b) => a < b,
};

/** ":80", ":http", "80" */
function portOf(word: string, services: readonly Service[]): number | null {
  const name = word.replace(/^.*:/, "");
  if (/^\d+$/.test(name)) return Number(name);
  return services.find((s) => s.name === name)?.port ?? null;
}

/** "10.0.0.1", "10.0.0.0/8", "10.0.0.1:80" */
function address(end: "local" | "remote", word: string, services: readonly Service[]): Test | null {
  const [host = "", port] = word.split(":");
  const [text = "", length = "32"] = host.split("/");
  const ip = text === "" || text === "*" ? null : parseIp(text);
  const wanted = port === undefined || port === "*" ? null : portOf(port, services);
  if ((text !== "" && text !== "*" && ip === null) || (port !== undefined && port !== "*" && wanted === null))
    return null;
  const prefix = Number(length);
  return (s) =>
    (ip === null || (s[end] !== null && inNetwork(s[end].ip as Ip, networkOf(ip, prefix), prefix))) &&
    (wanted === null || s[end]?.port === wanted);
}
