// Network address translation: what a target of the nat table makes of a new connection.

import type { NsId } from "../ns/namespace.ts";
import type { Kernel } from "../world.ts";
import { type Ip, LOCALHOST } from "./address.ts";
import { type Conn, sameTuple, type Tuple } from "./conntrack.ts";
import { deviceNamed, type NetDevice } from "./device.ts";
import type { PortRange, Target } from "./netfilter.ts";
import { sourceOn } from "./route.ts";
import { stackOf } from "./stack.ts";

/** The connection with another destination: what the answers will come from. DNAT, REDIRECT. */
export function withDestination(k: Kernel, ns: NsId, conn: Conn, target: Target, inDev: string | null): Conn {
  const { reply } = conn;
  if (target.name === "DNAT") {
    const sport = target.ports ? portIn(target.ports, reply.sport) : reply.sport;
    return { ...conn, reply: { ...reply, src: target.ip ?? reply.src, sport } };
  }
  if (target.name !== "REDIRECT") return conn;
  // "redirects the packet to the machine itself by changing the destination IP to the primary address of the incoming
  // interface (locally-generated packets are mapped to the localhost address, 127.0.0.1)" - iptables-extensions(8)
  const dev = inDev === null ? undefined : deviceNamed(k, ns, inDev);
  const src = dev ? (dev.addresses[0]?.ip ?? reply.src) : LOCALHOST;
  return { ...conn, reply: { ...reply, src, sport: target.ports ? portIn(target.ports, reply.sport) : reply.sport } };
}

/** The connection with another source: what the answers will go to. SNAT, MASQUERADE. */
export function withSource(k: Kernel, ns: NsId, conn: Conn, target: Target, out: NetDevice | null, next: Ip): Conn {
  if (target.name !== "SNAT" && target.name !== "MASQUERADE") return conn;
  const dst = target.name === "SNAT" ? target.ip : out ? sourceOn(k, ns, out, next) : null;
  if (dst === null) return conn;
  const dport = target.ports ? portIn(target.ports, conn.reply.dport) : conn.reply.dport;
  return { ...conn, reply: unique(k, ns, conn, { ...conn.reply, dst, dport }) };
}

const portIn = ({ first, last }: PortRange, port: number): number => (port >= first && port <= last ? port : first);

/** "If … two connections would be mapped to the same, the port is changed too": nf_nat_l4proto_unique_tuple() */
function unique(k: Kernel, ns: NsId, conn: Conn, wanted: Tuple): Tuple {
  if (conn.proto === "icmp") return wanted;
  const taken = (t: Tuple): boolean =>
    stackOf(k, ns).conns.some((c) => c.id !== conn.id && c.proto === conn.proto && sameTuple(c.reply, t));
  let t = wanted;
  for (let port = 1024; taken(t) && port < 65536; port++) t = { ...wanted, dport: port };
  return t;
}
