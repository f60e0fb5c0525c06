// How ip(8) shows devices and their addresses.

import { dotted } from "../../kernel/net/address.ts";
import type { Address } from "../../kernel/net/device.ts";
import type { LinkInfo } from "../../kernel/net/rtnl-link.ts";
import type { Run } from "../program.ts";
import type { Options } from "./context.ts";
import { nameOfNumber } from "./netns-names.ts";

/** "<BROADCAST,MULTICAST,UP,LOWER_UP>": print_link_flags(), ip/ipaddress.c */
export function flagsOf(l: LinkInfo, all: readonly LinkInfo[]): string {
  const running = l.up && l.operState !== "DOWN" && l.operState !== "LOWERLAYERDOWN";
  const names = [
    l.up && !running && "NO-CARRIER",
    l.kind === "loopback" && "LOOPBACK",
    l.kind !== "loopback" && "BROADCAST",
    l.kind !== "loopback" && l.kind !== "dummy" && "MULTICAST",
    l.noArp && "NOARP",
    l.up && "UP",
    l.up && l.carrier && "LOWER_UP",
    // The device that it is linked to, if it is here, is down.
    isLinkedHere(l) && all.some((o) => o.ifindex === l.link && !o.up) && "M-DOWN",
  ];
  return `<${names.filter(Boolean).join(",")}>`;
}

const isLinkedHere = (l: LinkInfo): boolean => l.link !== l.ifindex && l.linkNetnsid === null;

/** "v0@v1", "v0@if2" */
export function fullName(l: LinkInfo, all: readonly LinkInfo[]): string {
  if (l.linkNetnsid !== null) return `${l.name}@if${l.link}`;
  if (l.link === l.ifindex) return l.name;
  return `${l.name}@${all.find((o) => o.ifindex === l.link)?.name ?? `if${l.link}`}`;
}

/** The first line: what the device is. `link`: as "ip link" shows it. */
export function headOf(l: LinkInfo, all: readonly LinkInfo[], o: Options, link: boolean): string {
  const six = o.family === "inet6";
  const parts = [
    `${l.ifindex}: ${fullName(l, all)}: ${flagsOf(l, all)} mtu ${l.mtu}`,
    six ? "" : ` qdisc ${l.qdisc}`,
    l.master !== null ? ` master ${l.master}` : "",
    ` state ${l.operState}`,
    link ? " mode DEFAULT" : "",
    six ? "" : " group default",
    " qlen 1000",
  ];
  return parts.join("");
}

export function* hardwareOf(l: LinkInfo): Run<string> {
  const loop = l.kind === "loopback";
  const broadcast = loop ? "00:00:00:00:00:00" : "ff:ff:ff:ff:ff:ff";
  const where = l.linkNetnsid === null ? "" : yield* placeOf(l.linkNetnsid);
  return `    link/${loop ? "loopback" : "ether"} ${l.mac} brd ${broadcast}${where}`;
}

function* placeOf(id: number): Run<string> {
  const name = yield* nameOfNumber(id);
  return name === null ? ` link-netnsid ${id}` : ` link-netns ${name}`;
}

/** What has passed: print_stats64() */
export function statsOf({ rx, tx }: LinkInfo): string[] {
  const row = (t: LinkInfo["rx"]): string => `    ${`${t.bytes}`.padStart(10)} ${`${t.packets}`.padStart(7)}${NONE}`;
  return [
    "    RX:  bytes packets errors dropped  missed   mcast           ",
    row(rx),
    "    TX:  bytes packets errors dropped carrier collsns           ",
    row(tx),
  ];
}
const NONE = "      0       0       0       0 ";

export interface Shown {
  readonly family: "inet" | "inet6";
  readonly text: string;
  readonly scope: string;
  /** What stands between the address and its life time. */
  readonly line: string;
}

export function addressesOf(l: LinkInfo, o: Options): Shown[] {
  const four = l.addresses.map(
    (a): Shown => ({ family: "inet", text: prefixed(a), scope: a.scope, line: inetLine(a) }),
  );
  const six: Shown[] = l.linkLocal === null ? [] : [linkLocalShown(l, l.linkLocal)];
  return [...(o.family === "inet6" ? [] : four), ...(o.family === "inet" ? [] : six)];
}

const prefixed = (a: Address): string => `${dotted(a.ip)}/${a.prefix}`;

function inetLine(a: Address): string {
  const brd = a.broadcast === null ? "" : ` brd ${dotted(a.broadcast)}`;
  return `inet ${prefixed(a)}${brd} scope ${a.scope}${a.secondary ? " secondary" : ""} ${a.label}`;
}

function linkLocalShown(l: LinkInfo, address: string): Shown {
  const loop = l.kind === "loopback";
  const text = `${address}/${loop ? 128 : 64}`;
  const scope = loop ? "host" : "link";
  const tentative = l.tentative ? " tentative" : "";
  return {
    family: "inet6",
    text,
    scope,
    line: `inet6 ${text} scope ${scope}${tentative} proto kernel_${loop ? "lo" : "ll"} `,
  };
}

export const LIFETIME = "       valid_lft forever preferred_lft forever";
