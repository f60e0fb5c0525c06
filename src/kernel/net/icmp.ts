// ICMP: icmp(7). The kernel answers echoes itself, tells errors to the sockets they are about, and gives a copy of
// everything to raw sockets, which is what ping(8) listens on.

import type { Errno } from "../abi/errno.ts";
import * as I from "../abi/socket.ts";
import type { NsId } from "../ns/namespace.ts";
import type { Tx } from "../tx.ts";
import { ANY, type Ip } from "./address.ts";
import { deviceNamed } from "./device.ts";
import { echoPacket, type Packet } from "./packet.ts";
import { output, registerProtocol, routeError } from "./path.ts";
import { isBroadcast, routeTo } from "./route.ts";
import { type SockId, socketsOf } from "./socket.ts";
import { changeSocket, givePort, queueMessage, socketAt } from "./socket-io.ts";
import { tcpError } from "./tcp.ts";
import { udpError } from "./udp.ts";

/** Sends an echo request, as ping(8) does. */
export function sendEcho(tx: Tx, id: SockId, to: Ip, ident: number, seq: number, data: string): number | Errno {
  const s = socketAt(tx.k, id);
  const dev = s.options.device === "" ? undefined : deviceNamed(tx.k, s.ns, s.options.device);
  const hop = routeTo(tx.k, s.ns, to, dev?.id, s.local?.ip ?? ANY);
  const refused = routeError(hop);
  if (!hop || refused) return refused as Errno;
  const src = s.local?.ip || hop.src;
  const own = s.type === "dgram" ? identOf(tx, id, src) : ident;
  const icmp = { type: I.ICMP_ECHO, code: 0, seq };
  const sent = output(tx, s.ns, echoPacket(src, to, own, icmp, data, s.options.ttl, tx.now), dev?.id);
  return sent === 0 ? data.length + 8 : sent;
}

/** "the kernel … sets the identifier" of a ping socket, which is its port - icmp(7) */
function identOf(tx: Tx, id: SockId, src: Ip): number {
  const s = socketAt(tx.k, id);
  if (s.local?.port) return s.local.port;
  const port = givePort(tx, s, src, true) ?? 0;
  changeSocket(tx, id, { local: { ip: s.local?.ip ?? ANY, port } });
  return port;
}

function receive(tx: Tx, ns: NsId, p: Packet): void {
  const { icmp } = p;
  if (!icmp) return;
  giveToRaw(tx, ns, p);
  const { quoted } = icmp;
  if (quoted?.proto === "tcp") tcpError(tx, ns, p, quoted);
  else if (quoted?.proto === "udp") udpError(tx, ns, p, quoted);
  // "icmp_echo_ignore_broadcasts (1)" - icmp(7)
  else if (icmp.type === I.ICMP_ECHO && !isBroadcast(tx.k, ns, p.dst)) {
    const reply = { type: I.ICMP_ECHOREPLY, code: 0, seq: icmp.seq };
    output(tx, ns, echoPacket(p.dst, p.src, p.sport, reply, p.data, 64, p.at));
  }
}

function giveToRaw(tx: Tx, ns: NsId, p: Packet): void {
  if (!p.icmp) return;
  const { icmp } = p;
  const message = { at: p.at, data: p.data, from: { ip: p.src, port: 0 }, icmp, ttl: p.ttl, ident: p.sport };
  for (const s of socketsOf(tx.k, ns)) {
    if (s.proto !== "icmp" || (s.local && s.local.ip !== ANY && s.local.ip !== p.dst)) continue;
    // ping sockets get the answers to their own questions only
    if (s.type === "dgram" && (icmp.type === I.ICMP_ECHO || (icmp.quoted?.sport ?? p.sport) !== s.local?.port))
      continue;
    queueMessage(tx, s.id, message);
  }
}

registerProtocol("icmp", receive);
