// What all kinds of sockets do alike: wake who waits, put something into the queue, take an error out.

import type { Errno } from "../abi/errno.ts";
import type { NsId } from "../ns/namespace.ts";
import { PORT_FIRST, PORT_LAST } from "../param.ts";
import { get, lookup } from "../table.ts";
import { type Tx, wake } from "../tx.ts";
import type { Kernel } from "../world.ts";
import { ANY, type Ip } from "./address.ts";
import type { SocketChange } from "./event.ts";
import type { Packet } from "./packet.ts";
import { type End, type Message, type Socket, type SockId, socketsOf } from "./socket.ts";
import { stackOf } from "./stack.ts";
import { nextTcpState, type TcpEvent } from "./tcp-state.ts";

/** What sleepers on a socket wait for: something to read or accept; room, or a connection. */
export const channel = (id: SockId, what: "in" | "out"): string => `socket:${id}:${what}`;

export function wakeSocket(tx: Tx, id: SockId): void {
  wake(tx, channel(id, "in"));
  wake(tx, channel(id, "out"));
}

export const socketAt = (k: Kernel, id: SockId): Socket => lookup(k.sockets, id);

export function changeSocket(tx: Tx, id: SockId, to: SocketChange): void {
  tx.emit({ type: "socket.changed", socket: id, to });
}

/** Moves a connection along its life cycle. */
export function advanceSocket(tx: Tx, id: SockId, event: TcpEvent["type"], to: SocketChange = {}): void {
  changeSocket(tx, id, { ...to, state: nextTcpState(socketAt(tx.k, id).state, event) });
}

export function queueMessage(tx: Tx, id: SockId, message: Message): void {
  tx.emit({ type: "socket.received", socket: id, message });
  wake(tx, channel(id, "in"));
}

export function failSocket(tx: Tx, id: SockId, errno: Errno, at: number): void {
  changeSocket(tx, id, { error: { at, errno } });
  wakeSocket(tx, id);
}

/** The error that waits at the socket, once: it is told one time. SO_ERROR */
export function takeError(tx: Tx, s: Socket): Errno | null {
  if (!s.error || s.error.at > tx.now) return null;
  const { errno } = s.error;
  changeSocket(tx, s.id, { error: null });
  return errno;
}

/** A socket of this protocol that is bound to where a packet goes; one that is connected to its sender comes first. */
export function receiverOf(k: Kernel, ns: NsId, p: Packet): Socket | null {
  const bound = socketsOf(k, ns).filter((s) => s.proto === p.proto && s.local?.port === p.dport);
  const here = bound.filter((s) => s.local?.ip === p.dst || s.local?.ip === ANY);
  const connected = here.find((s) => s.remote?.ip === p.src && s.remote.port === p.sport && s.local?.ip === p.dst);
  if (connected) return connected;
  const free = here.filter((s) => s.remote === null);
  return free.find((s) => s.local?.ip === p.dst) ?? free[0] ?? null;
}

/** Is something else bound there? bind(2): "EADDRINUSE" */
export function isTaken(k: Kernel, s: Socket, { ip, port }: End, now: number): boolean {
  return socketsOf(k, s.ns).some((o) => {
    if (o.id === s.id || o.proto !== s.proto || o.local?.port !== port || isOver(o, now)) return false;
    if (o.local.ip !== ip && o.local.ip !== ANY && ip !== ANY) return false;
    // "two sockets … may both bind … if both have set SO_REUSEADDR … and neither is listening": inet_csk_bind_conflict()
    if (s.options.reuseAddr && o.options.reuseAddr && o.state !== "LISTEN") return false;
    return !(s.options.reusePort && o.options.reusePort && s.uid === o.uid);
  });
}

/** It has left TIME_WAIT, though nobody has noticed yet. */
export const isOver = (s: Socket, now: number): boolean => s.until !== null && s.until <= now;

/** A port for who did not ask for one; connect(2) takes even ones, bind(2) odd ones, until they run out. */
export function givePort(tx: Tx, s: Socket, ip: Ip, odd: boolean): number | null {
  const span = PORT_LAST - PORT_FIRST + 1;
  const last = stackOf(tx.k, s.ns).lastPort || PORT_FIRST + SEED;
  for (let i = 2; i <= 2 * span; i += 2) {
    const offset = (((last - PORT_FIRST) & ~1) + i + (odd ? 1 : 0) + (i > span ? 1 : 0)) % span;
    const port = PORT_FIRST + offset;
    if (isTaken(tx.k, s, { ip, port }, tx.now)) continue;
    tx.emit({ type: "port.given", ns: s.ns, port });
    return port;
  }
  return null;
}

const SEED = 7000; // the kernel starts anywhere

/** Sockets whose time in TIME_WAIT is over go when the next one is made. */
export function sweepSockets(tx: Tx, ns: NsId): void {
  for (const s of socketsOf(tx.k, ns)) if (isOver(s, tx.now)) tx.emit({ type: "socket.destroyed", socket: s.id });
}

export function destroySocket(tx: Tx, id: SockId): void {
  const s = get(tx.k.sockets, id);
  if (!s) return;
  if (s.peer !== null && get(tx.k.sockets, s.peer)?.peer === id) changeSocket(tx, s.peer, { peer: null });
  tx.emit({ type: "socket.destroyed", socket: id });
}
