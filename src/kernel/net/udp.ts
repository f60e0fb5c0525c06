// UDP: udp(7). A datagram arrives or it does not; one that nobody waits for is answered by an ICMP error.

import { EACCES, EADDRNOTAVAIL, type Errno } from "../abi/errno.ts";
import { ICMP_DEST_UNREACH, ICMP_PORT_UNREACH } from "../abi/socket.ts";
import type { NsId } from "../ns/namespace.ts";
import type { Tx } from "../tx.ts";
import { ANY, type Ip } from "./address.ts";
import { icmpErrno } from "./icmp-errno.ts";
import { type Packet, udpPacket } from "./packet.ts";
import { output, registerProtocol, routeError, tellSender } from "./path.ts";
import { isBroadcast, routeTo } from "./route.ts";
import { type End, type SockId, socketsOf } from "./socket.ts";
import { changeSocket, failSocket, givePort, queueMessage, receiverOf, socketAt } from "./socket-io.ts";

/** connect(2) on a datagram socket sends nothing: it fixes the other end. */
export function udpConnect(tx: Tx, id: SockId, remote: End): 0 | Errno {
  const local = chooseLocal(tx, id, remote.ip);
  if (typeof local === "number") return local;
  changeSocket(tx, id, { local, remote, state: "ESTABLISHED" });
  return 0;
}

function chooseLocal(tx: Tx, id: SockId, to: Ip): End | Errno {
  const s = socketAt(tx.k, id);
  const hop = routeTo(tx.k, s.ns, to, undefined, s.local?.ip ?? ANY);
  const refused = routeError(hop);
  if (!hop || refused) return refused as Errno;
  // "EACCES: … tried to connect to a broadcast address without having the socket broadcast flag enabled" - connect(2)
  if (hop.type === "broadcast" && !s.options.broadcast) return EACCES;
  const ip = s.local?.ip || hop.src;
  const port = s.local?.port || givePort(tx, s, ip, true);
  return port === null ? EADDRNOTAVAIL : { ip, port };
}

export function udpSend(tx: Tx, id: SockId, data: string, to: End): number | Errno {
  const chosen = chooseLocal(tx, id, to.ip);
  if (typeof chosen === "number") return chosen;
  const s = socketAt(tx.k, id);
  if (!s.local?.port) changeSocket(tx, id, { local: { ip: s.local?.ip ?? ANY, port: chosen.port } });
  const ends = { src: chosen.ip, dst: to.ip, sport: chosen.port, dport: to.port };
  const sent = output(tx, s.ns, udpPacket(ends, data, tx.now));
  return sent === 0 ? data.length : sent;
}

function receive(tx: Tx, ns: NsId, p: Packet): void {
  const message = { at: p.at, data: p.data, from: { ip: p.src, port: p.sport } };
  if (isBroadcast(tx.k, ns, p.dst)) {
    const all = socketsOf(tx.k, ns).filter((s) => s.proto === "udp" && s.local?.port === p.dport);
    for (const s of all) if (s.local?.ip === ANY || s.local?.ip === p.dst) queueMessage(tx, s.id, message);
    return;
  }
  const s = receiverOf(tx.k, ns, p);
  if (s) queueMessage(tx, s.id, message);
  else tellSender(tx, ns, p, ICMP_DEST_UNREACH, ICMP_PORT_UNREACH);
}

/** "all fatal errors will be passed to the user … when the socket is connected" - udp(7) */
export function udpError(tx: Tx, ns: NsId, p: Packet, quoted: Packet): void {
  const turned = { ...quoted, src: quoted.dst, dst: quoted.src, sport: quoted.dport, dport: quoted.sport };
  const s = receiverOf(tx.k, ns, turned);
  const errno = icmpErrno(p.icmp?.type ?? 0, p.icmp?.code ?? 0);
  if (s?.remote && errno !== null) failSocket(tx, s.id, errno, p.at);
}

registerProtocol("udp", receive);
