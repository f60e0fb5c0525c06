// TCP without sequence numbers: tcp(7). Packets are not reordered or doubled here, only lost, so a connection is its states,
// what was received, and the first SYN that is sent again until it is answered.

import { EADDRNOTAVAIL, ECONNREFUSED, ECONNRESET, EINPROGRESS, EPIPE, type Errno, ETIMEDOUT } from "../abi/errno.ts";
import type { NsId } from "../ns/namespace.ts";
import { SOCKET_BUFFER, TIME_WAIT_NS } from "../param.ts";
import { get, values } from "../table.ts";
import { type Block, type Tx, wake } from "../tx.ts";
import { ANY, type Ip } from "./address.ts";
import { icmpErrno } from "./icmp-errno.ts";
import { type Packet, type TcpFlags, tcpPacket } from "./packet.ts";
import { output, registerProtocol, routeError } from "./path.ts";
import { routeTo } from "./route.ts";
import { type End, type Socket, type SockId, waiting } from "./socket.ts";
import {
  advanceSocket,
  changeSocket,
  channel,
  destroySocket,
  failSocket,
  givePort,
  isOver,
  queueMessage,
  receiverOf,
  socketAt,
  sweepSockets,
  takeError,
  wakeSocket,
} from "./socket-io.ts";

const S = 1e9; // virtual nanoseconds
// When the SYN is sent again, in seconds after the first: "tcp_syn_linear_timeouts (4)" times a second apart, then each
// twice as late, "tcp_syn_retries (6)" of these; "the final timeout … will happen after 131 seconds" - ip-sysctl
const SYN_AGAIN = [1, 2, 3, 4, 5, 7, 11, 19, 35, 67];
const SYN_TIMEOUT = 131;

function send(tx: Tx, s: Socket, flags: TcpFlags, data = ""): 0 | Errno {
  if (!s.local || !s.remote) throw new Error(`socket ${s.id} has no ends`);
  const ends = { src: s.local.ip, dst: s.remote.ip, sport: s.local.port, dport: s.remote.port };
  return output(tx, s.ns, tcpPacket(ends, flags, s.id, tx.now, data));
}

/** connect(2), first part: chooses an address and a port, and asks. */
export function tcpConnect(tx: Tx, id: SockId, remote: End): 0 | Errno {
  const s = socketAt(tx.k, id);
  // "connect to 0.0.0.0 is to the host itself": __ip_route_output_key()
  const to: End = remote.ip === ANY ? { ...remote, ip: 0x7f000001 as Ip } : remote;
  const hop = routeTo(tx.k, s.ns, to.ip, undefined, s.local?.ip ?? ANY);
  const refused = routeError(hop);
  if (!hop || refused) return refused as Errno;
  sweepSockets(tx, s.ns);
  const ip = s.local?.ip || hop.src;
  const port = s.local?.port || givePort(tx, s, ip, false);
  if (port === null) return EADDRNOTAVAIL;
  advanceSocket(tx, id, "active.open", { local: { ip, port }, remote: to, syn: { at: tx.now, sent: 1 }, error: null });
  send(tx, socketAt(tx.k, id), "S");
  return 0;
}

/** connect(2), second part: how it stands; each time it is asked, what is due is sent. `since`: when the call was made. */
export function tcpConnecting(tx: Tx, id: SockId, since: number): 0 | Errno | Block {
  let s = socketAt(tx.k, id);
  // "SO_SNDTIMEO … if … for connect(2) … the timeout expires: EINPROGRESS" - socket(7)
  const patience = s.options.sndTimeo ? since + s.options.sndTimeo : Number.POSITIVE_INFINITY;
  if (s.state === "SYN_SENT" && s.syn && tx.now < patience) {
    const due = SYN_AGAIN.filter((n) => (s.syn?.at ?? 0) + n * S <= tx.now).length;
    if (!s.error && due >= s.syn.sent) {
      changeSocket(tx, id, { syn: { ...s.syn, sent: due + 1 } });
      send(tx, socketAt(tx.k, id), "S");
      s = socketAt(tx.k, id);
    }
  }
  const errno = takeError(tx, s);
  if (errno !== null) return abandon(tx, id, errno);
  if (s.state !== "SYN_SENT" || !s.syn) return s.state === "CLOSE" ? ECONNREFUSED : 0;
  const { at, sent } = s.syn;
  const end = at + SYN_TIMEOUT * S;
  if (tx.now >= end) return abandon(tx, id, ETIMEDOUT);
  if (tx.now >= patience) return EINPROGRESS;
  const again = SYN_AGAIN[sent - 1];
  const next = again === undefined ? end : at + again * S;
  return { block: channel(id, "out"), until: Math.min(s.error?.at ?? next, patience) };
}

function abandon(tx: Tx, id: SockId, errno: Errno): Errno {
  if (socketAt(tx.k, id).state !== "CLOSE") advanceSocket(tx, id, "timed-out");
  changeSocket(tx, id, { remote: null, syn: null });
  return errno;
}

/** send(2) on a connection: as much as the receiver has room for. */
export function tcpSend(tx: Tx, id: SockId, data: string): number | Errno | Block {
  const s = socketAt(tx.k, id);
  const errno = takeError(tx, s);
  if (errno !== null) return errno;
  if (s.shutdown.write || s.state === "CLOSE") return EPIPE;
  if (s.state === "SYN_SENT" || s.state === "SYN_RECV") return { block: channel(id, "out") };
  if (data === "") return 0;
  const peer = s.peer === null ? undefined : get(tx.k.sockets, s.peer);
  const room = peer ? SOCKET_BUFFER - waiting(peer, tx.now) : data.length;
  if (room <= 0) return { block: channel(id, "out") };
  send(tx, s, "PA", data.slice(0, room));
  return Math.min(room, data.length);
}

/** shutdown(2) for writing, and the half of close(2) that the other end sees. */
export function tcpFinish(tx: Tx, id: SockId): void {
  const s = socketAt(tx.k, id);
  if (s.shutdown.write) return;
  changeSocket(tx, id, { shutdown: { ...s.shutdown, write: true } });
  if (s.state !== "ESTABLISHED" && s.state !== "CLOSE_WAIT") return;
  advanceSocket(tx, id, "closed");
  send(tx, socketAt(tx.k, id), "FA");
}

/** close(2), when the last descriptor is gone: tcp_close(), net/ipv4/tcp.c */
export function tcpClose(tx: Tx, id: SockId): void {
  const s = socketAt(tx.k, id);
  changeSocket(tx, id, { open: false });
  if (s.state === "LISTEN") {
    for (const child of values(tx.k.sockets)) if (child.listener === id) reset(tx, child.id);
    destroySocket(tx, id);
  } else if (s.state === "CLOSE" || s.state === "SYN_SENT") destroySocket(tx, id);
  // "data was not read: the connection is reset" - RFC 2525, 2.17
  else if (s.received.length > 0) reset(tx, id);
  else if (s.state === "ESTABLISHED" || s.state === "CLOSE_WAIT") tcpFinish(tx, id);
}

function reset(tx: Tx, id: SockId): void {
  const s = socketAt(tx.k, id);
  destroySocket(tx, id);
  send(tx, s, "R");
}

function answer(tx: Tx, ns: NsId, p: Packet, flags: TcpFlags): void {
  const ends = { src: p.dst, dst: p.src, sport: p.dport, dport: p.sport };
  output(tx, ns, tcpPacket(ends, flags, null, p.at));
}

function receive(tx: Tx, ns: NsId, p: Packet): void {
  const s = receiverOf(tx.k, ns, p);
  // A socket that is bound and does not listen takes nothing.
  if (!s || s.state === "CLOSE" || isOver(s, p.at)) {
    if (p.tcp !== "R") answer(tx, ns, p, "R");
  } else if (s.state === "LISTEN") {
    if (p.tcp === "S") arrive(tx, s, p);
    else if (p.tcp !== "R") answer(tx, ns, p, "R");
  } else segment(tx, s, p);
}

/** A SYN at a listening socket makes a socket of its own: tcp_conn_request() */
function arrive(tx: Tx, listener: Socket, p: Packet): void {
  // "the SYN is dropped, and will come again": sk_acceptq_is_full() lets one more than `backlog` wait
  if (listener.queue.length > listener.backlog) {
    tx.emit({ type: "packet.dropped", ns: listener.ns, where: "backlog", packet: p });
    return;
  }
  const id = tx.k.next.sock as SockId;
  const fresh = { id, ino: inoOf(id), queue: [], backlog: 0, received: [], finished: false, error: null, syn: null };
  const ends = { local: { ip: p.dst, port: p.dport }, remote: { ip: p.src, port: p.sport } };
  const socket: Socket = {
    ...listener,
    ...fresh,
    ...ends,
    state: "SYN_RECV",
    listener: listener.id,
    peer: p.from ?? null,
    open: false,
  };
  tx.emit({ type: "socket.created", socket });
  send(tx, socket, "SA");
}

/** Inode numbers of sockets: volatile. */
export const inoOf = (id: SockId): number => 20000 + id;

function segment(tx: Tx, s: Socket, p: Packet): void {
  switch (p.tcp) {
    case "R":
      refused(tx, s, p);
      return;
    case "S":
      // Sent again, because the answer was lost.
      if (s.state === "SYN_RECV") send(tx, s, "SA");
      return;
    case "SA":
      if (s.state !== "SYN_SENT") return;
      advanceSocket(tx, s.id, "syn-ack.received", { peer: p.from ?? null, syn: null });
      send(tx, socketAt(tx.k, s.id), "A");
      wakeSocket(tx, s.id);
      return;
    default:
      if (s.state === "SYN_RECV") established(tx, s);
      if (p.data !== "") take(tx, s.id, p);
      if (p.tcp === "FA") finished(tx, s.id, p);
      else if (p.data === "") acknowledged(tx, s.id);
  }
}

function established(tx: Tx, s: Socket): void {
  advanceSocket(tx, s.id, "ack.received");
  if (s.listener === null) return;
  const listener = get(tx.k.sockets, s.listener);
  if (!listener) return;
  changeSocket(tx, listener.id, { queue: [...listener.queue, s.id] });
  wake(tx, channel(listener.id, "in"));
}

function take(tx: Tx, id: SockId, p: Packet): void {
  const s = socketAt(tx.k, id);
  if (!s.open && s.listener === null) {
    reset(tx, id);
    return;
  }
  queueMessage(tx, id, { at: p.at, data: p.data, from: null });
  send(tx, socketAt(tx.k, id), "A");
}

function acknowledged(tx: Tx, id: SockId): void {
  const s = get(tx.k.sockets, id);
  if (!s) return;
  if (s.state === "LAST_ACK") destroySocket(tx, id);
  else if (s.state === "FIN_WAIT1") {
    // "tcp_fin_timeout (60 seconds): how long an orphaned connection remains in the FIN_WAIT_2 state" - tcp(7)
    advanceSocket(tx, id, "ack.received", s.open ? {} : { until: tx.now + TIME_WAIT_NS });
  } else if (s.state === "CLOSING") advanceSocket(tx, id, "ack.received", { until: tx.now + TIME_WAIT_NS });
}

function finished(tx: Tx, id: SockId, p: Packet): void {
  const s = get(tx.k.sockets, id);
  if (!s || !["ESTABLISHED", "FIN_WAIT1", "FIN_WAIT2"].includes(s.state)) return;
  advanceSocket(tx, id, "fin.received", { finished: true });
  if (socketAt(tx.k, id).state === "TIME_WAIT") changeSocket(tx, id, { until: p.at + TIME_WAIT_NS });
  send(tx, socketAt(tx.k, id), "A");
  wakeSocket(tx, id);
}

function refused(tx: Tx, s: Socket, p: Packet): void {
  if (s.state === "TIME_WAIT") return;
  const errno = s.state === "SYN_SENT" ? ECONNREFUSED : s.state === "CLOSE_WAIT" ? EPIPE : ECONNRESET;
  if (!s.open) {
    destroySocket(tx, s.id);
    return;
  }
  advanceSocket(tx, s.id, "rst.received", { finished: true });
  failSocket(tx, s.id, errno, p.at);
}

/** An ICMP error about a packet that this socket sent: tcp_v4_err(). */
export function tcpError(tx: Tx, ns: NsId, p: Packet, quoted: Packet): void {
  const turned = { ...quoted, src: quoted.dst, dst: quoted.src, sport: quoted.dport, dport: quoted.sport };
  const s = receiverOf(tx.k, ns, turned);
  const errno = icmpErrno(p.icmp?.type ?? 0, p.icmp?.code ?? 0);
  if (s?.state !== "SYN_SENT" || errno === null) return;
  // While connect(2) sends the first SYN it owns the socket, and an answer that comes at once is noted only: the next SYN
  // brings it again - "sk_err_soft"
  if (s.syn?.sent === 1 && p.at <= tx.now) return;
  failSocket(tx, s.id, errno, p.at);
}

registerProtocol("tcp", receive);
