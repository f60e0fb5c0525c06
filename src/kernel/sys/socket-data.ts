// Data through sockets: sendto(2), recvfrom(2), read(2) and write(2) on them, shutdown(2), and what close(2) does.

import { EDESTADDRREQ, EINVAL, ENOTCONN, EPIPE, type Errno, failed } from "../abi/errno.ts";
import { POLLERR, POLLHUP, POLLIN, POLLOUT } from "../abi/flags.ts";
import { SIGPIPE } from "../abi/signal.ts";
import * as A from "../abi/socket.ts";
import type { OpenFile } from "../fs/file.ts";
import type { Ip } from "../net/address.ts";
import { sendEcho } from "../net/icmp.ts";
import type { Icmp } from "../net/packet.ts";
import { type Socket, type SockId, waiting } from "../net/socket.ts";
import { changeSocket, channel, socketAt, takeError, wakeSocket } from "../net/socket-io.ts";
import { tcpFinish, tcpSend } from "../net/tcp.ts";
import { udpSend } from "../net/udp.ts";
import { unixFinish, unixSend } from "../net/unix.ts";
import { SOCKET_BUFFER } from "../param.ts";
import { get } from "../table.ts";
import { sendSignal } from "../task/signal.ts";
import type { Pid } from "../task/task.ts";
import { type Block, isBlock, type Tx, wake } from "../tx.ts";
import { type SockAddr, socketOf, waitFor } from "./socket.ts";

interface Send {
  readonly fd: number;
  readonly data: string;
  readonly flags?: number;
  readonly addr?: SockAddr;
  /** A raw ICMP socket sends an echo request with this identifier and sequence number. */
  readonly echo?: { readonly ident: number; readonly seq: number };
}

export function sysSendto(tx: Tx, pid: Pid, { fd, data, flags = 0, addr, echo }: Send): number | Errno | Block {
  const found = socketOf(tx, pid, fd);
  if (failed(found)) return found;
  return send(tx, pid, found.s, found.file, data, flags, addr, echo);
}

function send(
  tx: Tx,
  pid: Pid,
  s: Socket,
  file: OpenFile,
  data: string,
  flags: number,
  addr?: SockAddr,
  echo?: Send["echo"],
): number | Errno | Block {
  const r = sendBy(tx, pid, s, data, addr, echo);
  if (isBlock(r)) return waitFor(tx, s, file, flags, "out", s.options.sndTimeo);
  // "the local end has been shut down on a connection oriented socket …: the process will also receive a SIGPIPE" - send(2)
  if (r === EPIPE && s.type === "stream") sendSignal(tx, 0 as Pid, pid, SIGPIPE);
  return r;
}

function sendBy(
  tx: Tx,
  pid: Pid,
  s: Socket,
  data: string,
  addr?: SockAddr,
  echo?: Send["echo"],
): number | Errno | Block {
  if (s.family === "unix") {
    const path = addr?.family === A.AF_UNIX && s.type === "dgram" ? addr.path : undefined;
    return unixSend(tx, tx.task(pid), s.id, data, path);
  }
  if (s.proto === "tcp") return s.state === "CLOSE" && !s.finished ? pipeError(tx, s) : tcpSend(tx, s.id, data);
  const errno = takeError(tx, s);
  if (errno !== null) return errno;
  const to = addr?.family === A.AF_INET ? { ip: addr.addr as Ip, port: addr.port } : s.remote;
  if (!to) return EDESTADDRREQ;
  if (s.proto === "udp") return udpSend(tx, s.id, data, to);
  return sendEcho(tx, s.id, to.ip, echo?.ident ?? 0, echo?.seq ?? 0, data);
}

const pipeError = (tx: Tx, s: Socket): Errno => takeError(tx, s) ?? EPIPE;

export const writeSocket = (tx: Tx, pid: Pid, file: OpenFile, id: SockId, data: string): number | Errno | Block =>
  send(tx, pid, socketAt(tx.k, id), file, data, 0);

export interface Received {
  readonly data: string;
  readonly addr: SockAddr | null;
  /** Raw sockets: the header of an ICMP message. */
  readonly icmp?: Icmp;
  readonly ident?: number;
  readonly ttl?: number;
}

interface Recv {
  readonly fd: number;
  readonly count: number;
  readonly flags?: number;
}

export function sysRecvfrom(tx: Tx, pid: Pid, { fd, count, flags = 0 }: Recv): Received | Errno | Block {
  const found = socketOf(tx, pid, fd);
  return failed(found) ? found : receive(tx, found.s, found.file, count, flags);
}

export function readSocket(tx: Tx, file: OpenFile, id: SockId, count: number): string | Errno | Block {
  const r = receive(tx, socketAt(tx.k, id), file, count, 0);
  return typeof r === "object" && "data" in r ? r.data : r;
}

function receive(tx: Tx, s: Socket, file: OpenFile, count: number, flags: number): Received | Errno | Block {
  if (s.proto === "tcp" && (s.state === "LISTEN" || (s.state === "CLOSE" && !s.finished && !s.error))) return ENOTCONN;
  if (s.family === "unix" && s.type === "stream" && s.state === "CLOSE") return EINVAL;
  const [first] = s.received;
  if (first && first.at <= tx.now)
    return s.type === "stream" ? take(tx, s, count, flags) : takeOne(tx, s, count, flags);
  const errno = takeError(tx, s);
  if (errno !== null) return errno;
  if (s.type === "stream" && (s.finished || s.shutdown.read)) return { data: "", addr: null };
  const next = Math.min(first?.at ?? Number.POSITIVE_INFINITY, s.error?.at ?? Number.POSITIVE_INFINITY);
  return waitFor(tx, s, file, flags, "in", s.options.rcvTimeo, next);
}

function take(tx: Tx, s: Socket, count: number, flags: number): Received {
  const there = s.received.filter((m) => m.at <= tx.now);
  const data = there
    .map((m) => m.data)
    .join("")
    .slice(0, count);
  if (!(flags & A.MSG_PEEK) && data !== "") {
    tx.emit({ type: "socket.read", socket: s.id, bytes: data.length });
    if (s.peer !== null) wake(tx, channel(s.peer, "out"));
  }
  return { data, addr: null };
}

function takeOne(tx: Tx, s: Socket, count: number, flags: number): Received {
  const [m] = s.received;
  if (!m) throw new Error(`socket ${s.id} has received nothing`);
  if (!(flags & A.MSG_PEEK)) tx.emit({ type: "socket.read", socket: s.id, bytes: null });
  const data = m.data.slice(0, count);
  if (s.family === "unix") return { data, addr: m.unixFrom ? { family: A.AF_UNIX, path: m.unixFrom } : null };
  const addr: SockAddr = { family: A.AF_INET, addr: m.from?.ip ?? 0, port: m.from?.port ?? 0 };
  if (!m.icmp) return { data, addr };
  return { data, addr, icmp: m.icmp, ident: m.ident ?? 0, ttl: m.ttl ?? 0 };
}

export function sysShutdown(tx: Tx, pid: Pid, { fd, how }: { fd: number; how: number }): 0 | Errno {
  const found = socketOf(tx, pid, fd);
  if (failed(found)) return found;
  const { s } = found;
  if (how < A.SHUT_RD || how > A.SHUT_RDWR) return EINVAL;
  const connected = s.family === "unix" ? s.peer !== null : s.remote !== null && s.state !== "CLOSE";
  if (!connected) return ENOTCONN;
  if (how !== A.SHUT_RD) {
    if (s.family === "unix") unixFinish(tx, s.id);
    else if (s.proto === "tcp") tcpFinish(tx, s.id);
  }
  if (how !== A.SHUT_WR) {
    const now = socketAt(tx.k, s.id);
    changeSocket(tx, s.id, { shutdown: { ...now.shutdown, read: true } });
  }
  wakeSocket(tx, s.id);
  return 0;
}

/** What poll(2) sees. */
export function pollSocket(tx: Tx, id: SockId): number {
  const s = socketAt(tx.k, id);
  const [first] = s.received;
  let found = 0;
  if (s.queue.length > 0 || (first && first.at <= tx.now) || s.finished || s.shutdown.read) found |= POLLIN;
  const ends = s.type === "stream" && s.state !== "LISTEN";
  if (s.error && s.error.at <= tx.now) found |= POLLERR | POLLIN;
  if (ends && (s.state === "CLOSE" || (s.finished && s.shutdown.write))) found |= POLLHUP;
  if (s.state !== "LISTEN" && s.state !== "SYN_SENT" && hasRoom(tx, s)) found |= POLLOUT;
  return found;
}

function hasRoom(tx: Tx, s: Socket): boolean {
  const peer = s.peer === null ? undefined : get(tx.k.sockets, s.peer);
  return !peer || waiting(peer, tx.now) < SOCKET_BUFFER;
}

/** When something is there that is still on its way; Infinity: nothing is. */
export function nextArrival(tx: Tx, id: SockId): number {
  const s = socketAt(tx.k, id);
  const times = [s.received[0]?.at, s.error?.at].filter((at) => at !== undefined && at > tx.now) as number[];
  return Math.min(...times, Number.POSITIVE_INFINITY);
}
