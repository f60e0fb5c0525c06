// /proc/PID/net: what the process's network namespace holds - proc_pid_net(5).

import { dotted, type Ip, littleEndianHex, maskOf } from "../../net/address.ts";
import type { Conn, Tuple } from "../../net/conntrack.ts";
import { devicesOf } from "../../net/device.ts";
import { PROTO_NUMBER } from "../../net/match.ts";
import { neighbourState, neighboursOf } from "../../net/neighbour.ts";
import type { Route } from "../../net/route.ts";
import { stackOf } from "../../net/stack.ts";
import { isTracking } from "../../net/track.ts";
import { get } from "../../table.ts";
import { type At, dir, type Entry, file, type GenDir, subjectOf } from "../generated/entry.ts";
import { tcp, udp, unix } from "./net-sockets.ts";

const nsOf = (at: At) => subjectOf(at).ns.net;

const DEVICES_HEAD = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
`;

/** dev_seq_printf_stats(), net/core/net-procfs.c */
function devices(at: At): string {
  const n = (value: number, width: number): string => String(value).padStart(width);
  const lines = devicesOf(at.v.k, nsOf(at)).map(({ name, rx, tx }) => {
    const received = `${n(rx.bytes, 8)} ${n(rx.packets, 7)}    0    0    0     0          0         0`;
    return `${name.padStart(6)}:${received} ${n(tx.bytes, 8)} ${n(tx.packets, 7)}    0    0    0     0       0          0\n`;
  });
  return DEVICES_HEAD + lines.join("");
}

const ROUTE_WIDTH = 127; // characters a line: fib_route_seq_show()
const RTF_UP = 1;
const RTF_GATEWAY = 2;
const RTF_HOST = 4;
const RTF_REJECT = 0x200;

function routes(at: At): string {
  const { k } = at.v;
  const head = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT";
  const row = (r: Route): string => {
    const dev = r.dev === null ? "*" : (get(k.devices, r.dev)?.name ?? "*");
    const refused = r.type === "unreachable" || r.type === "prohibit" ? RTF_REJECT : 0;
    const flags = RTF_UP | refused | (r.via === null ? 0 : RTF_GATEWAY) | (r.prefix === 32 ? RTF_HOST : 0);
    const hex = flags.toString(16).padStart(4, "0").toUpperCase();
    const mask = littleEndianHex(maskOf(r.prefix) as Ip);
    const ends = `${littleEndianHex(r.dst)}\t${littleEndianHex(r.via ?? (0 as Ip))}`;
    return `${dev}\t${ends}\t${hex}\t0\t0\t${r.metric}\t${mask}\t0\t0\t0`;
  };
  const lines = [head, ...stackOf(k, nsOf(at)).routes.map(row)];
  return lines.map((line) => `${line.padEnd(ROUTE_WIDTH)}\n`).join("");
}

const ATF_COM = 2; // the address is known
const ATF_PERM = 4;

/** arp_format_neigh_entry(), net/ipv4/arp.c */
function arp(at: At): string {
  const { k, now } = at.v;
  const rows = neighboursOf(k, nsOf(at)).map((n) => {
    const known = n.mac !== null && neighbourState(n, now) !== "FAILED";
    const flags = (known ? ATF_COM : 0) | (n.permanent ? ATF_PERM : 0);
    const name = get(k.devices, n.dev)?.name ?? "";
    const hw = `0x${(1).toString(16).padEnd(10)}0x${flags.toString(16).padEnd(10)}`;
    return `${dotted(n.ip).padEnd(16)} ${hw}${(n.mac ?? "00:00:00:00:00:00").padEnd(17)}     *        ${name}\n`;
  });
  return `IP address       HW type     Flags       HW address            Mask     Device\n${rows.join("")}`;
}

/** ct_seq_show(), net/netfilter/nf_conntrack_standalone.c */
function conntrack(at: At): string {
  const { k, now } = at.v;
  const tuple = (c: Conn, t: Tuple, answer: boolean): string => {
    const ends = `src=${dotted(t.src)} dst=${dotted(t.dst)}`;
    if (c.proto === "icmp") return `${ends} type=${answer ? 0 : 8} code=0 id=${t.sport}`;
    return `${ends} sport=${t.sport} dport=${t.dport}`;
  };
  const alive = stackOf(k, nsOf(at)).conns.filter((c) => c.until > now);
  const rows = alive.map((c) => {
    const seconds = Math.floor((c.until - now) / 1e9);
    const state = c.state === null ? "" : `${c.state} `;
    const unreplied = c.replied ? "" : " [UNREPLIED]";
    const assured = c.assured ? " [ASSURED]" : "";
    const head = `ipv4     2 ${c.proto.padEnd(8)} ${PROTO_NUMBER[c.proto]} ${seconds} ${state}`;
    const both = `${tuple(c, c.original, false)}${unreplied} ${tuple(c, c.reply, true)}${assured}`;
    return `${head}${both} mark=0 zone=0 use=2\n`;
  });
  return rows.join("");
}

const always: Readonly<Record<string, Entry>> = {
  arp: file(arp),
  dev: file(devices),
  route: file(routes),
  tcp: file((at) => tcp(at.v, nsOf(at))),
  udp: file((at) => udp(at.v, nsOf(at))),
  unix: file((at) => unix(at.v, nsOf(at))),
};

const tracking: Readonly<Record<string, Entry>> = { nf_conntrack: file(conntrack, 0o440) };

export const netDir: GenDir = {
  ...dir(always),
  names: (at) => Object.keys(entries(at)).sort(),
  entry: (at, name) => (Object.hasOwn(entries(at), name) ? (entries(at)[name] ?? null) : null),
};

function entries(at: At): Readonly<Record<string, Entry>> {
  const { k } = at.v;
  return isTracking(k, nsOf(at)) || stackOf(k, nsOf(at)).conns.length > 0 ? { ...always, ...tracking } : always;
}
