// The socket calls: socket(2), bind(2), listen(2), accept(2), connect(2), send(2), recv(2), shutdown(2), getsockname(2),
// setsockopt(2). The protocols are in net/.

import {
  EACCES,
  EADDRINUSE,
  EADDRNOTAVAIL,
  EAFNOSUPPORT,
  EAGAIN,
  EALREADY,
  EBADF,
  EINPROGRESS,
  EINVAL,
  EISCONN,
  EMFILE,
  ENOPROTOOPT,
  ENOTCONN,
  ENOTSOCK,
  EOPNOTSUPP,
  EPERM,
  EPROTONOSUPPORT,
  type Errno,
  ESOCKTNOSUPPORT,
  failed,
} from "../abi/errno.ts";
import { O_NONBLOCK, O_RDWR } from "../abi/flags.ts";
import * as A from "../abi/socket.ts";
import { fileOf, freeFd, installFile } from "../fs/fd.ts";
import type { OpenFile } from "../fs/file.ts";
import { ANY, type Ip } from "../net/address.ts";
import "../net/icmp.ts";
import { isBroadcast, isLocal } from "../net/route.ts";
import { DEFAULT_OPTIONS, type End, type Socket, type SockId } from "../net/socket.ts";
import { changeSocket, channel, givePort, isTaken, socketAt, sweepSockets } from "../net/socket-io.ts";
import { isFirstNetNs, netNs } from "../net/stack.ts";
import { inoOf, tcpConnect, tcpConnecting } from "../net/tcp.ts";
import { nextTcpState } from "../net/tcp-state.ts";
import { udpConnect } from "../net/udp.ts";
import { unixBind, unixConnect, unixPair } from "../net/unix.ts";
import { PORT_UNPRIVILEGED, SOMAXCONN } from "../param.ts";
import { capable } from "../security/capable.ts";
import type { Pid, Task } from "../task/task.ts";
import { type Block, isBlock, type Tx, wake } from "../tx.ts";

/** sockaddr_in or sockaddr_un. An abstract unix name starts with a NUL. */
export type SockAddr =
  | { readonly family: typeof A.AF_INET; readonly addr: number; readonly port: number }
  | { readonly family: typeof A.AF_UNIX; readonly path: string };

interface SocketArgs {
  readonly domain: number;
  readonly type: number;
  readonly protocol?: number;
}

export function sysSocket(tx: Tx, pid: Pid, { domain, type, protocol = 0 }: SocketArgs): number | Errno {
  const kind = kindOf(domain, type & 0xf, protocol);
  if (typeof kind === "number") return kind;
  const task = tx.task(pid);
  const { net } = task.ns;
  // "Only processes with … the CAP_NET_RAW capability in the user namespace that governs its network namespace" - raw(7)
  if (kind.type === "raw" && !capable(tx.k, task, "CAP_NET_RAW", netNs(tx.k, net).owner)) return EPERM;
  // net.ipv4.ping_group_range: "1 0", nobody; systemd lets everybody of the first namespace - icmp(7)
  if (kind.proto === "icmp" && kind.type === "dgram" && !isFirstNetNs(tx.k, net)) return EACCES;
  if (failed(freeFd(task))) return EMFILE;
  sweepSockets(tx, net);
  return openSocket(tx, task, makeSocket(tx, task, kind), type);
}

type Kind = Pick<Socket, "family" | "type" | "proto">;

const INET: Readonly<Record<number, readonly [Kind["type"], "tcp" | "udp" | null, number]>> = {
  [A.SOCK_STREAM]: ["stream", "tcp", A.IPPROTO_TCP],
  [A.SOCK_DGRAM]: ["dgram", "udp", A.IPPROTO_UDP],
};

function kindOf(domain: number, type: number, protocol: number): Kind | Errno {
  if (domain === A.AF_UNIX) {
    if (type !== A.SOCK_STREAM && type !== A.SOCK_DGRAM) return ESOCKTNOSUPPORT;
    return { family: "unix", type: type === A.SOCK_STREAM ? "stream" : "dgram", proto: null };
  }
  if (domain !== A.AF_INET) return EAFNOSUPPORT;
  if (protocol === A.IPPROTO_ICMP && type !== A.SOCK_STREAM) {
    return { family: "inet", type: type === A.SOCK_RAW ? "raw" : "dgram", proto: "icmp" };
  }
  const found = INET[type];
  if (!found) return type === A.SOCK_RAW ? EPROTONOSUPPORT : ESOCKTNOSUPPORT;
  const [name, proto, number] = found;
  return protocol === 0 || protocol === number ? { family: "inet", type: name, proto } : EPROTONOSUPPORT;
}

function makeSocket(tx: Tx, task: Task, kind: Kind): SockId {
  const id = tx.k.next.sock as SockId;
  const { euid: uid, egid: gid } = task.cred;
  const socket: Socket = {
    ...kind,
    id,
    ns: task.ns.net,
    ino: inoOf(id),
    uid,
    local: null,
    remote: null,
    state: "CLOSE",
    backlog: 0,
    queue: [],
    listener: null,
    peer: null,
    received: [],
    finished: false,
    shutdown: { read: false, write: false },
    error: null,
    syn: null,
    until: null,
    options: DEFAULT_OPTIONS,
    unix: null,
    cred: { pid: task.pid, uid, gid },
    open: true,
  };
  tx.emit({ type: "socket.created", socket });
  return id;
}

function openSocket(tx: Tx, task: Task, socket: SockId, flags: number): number {
  const mode = O_RDWR | (flags & A.SOCK_NONBLOCK ? O_NONBLOCK : 0);
  const cloexec = (flags & A.SOCK_CLOEXEC) !== 0;
  return installFile(tx, task.pid, { target: { kind: "socket", socket }, path: null, flags: mode, cloexec });
}

export function sysSocketpair(tx: Tx, pid: Pid, a: SocketArgs): { readonly fds: readonly [number, number] } | Errno {
  const kind = kindOf(a.domain, a.type & 0xf, a.protocol ?? 0);
  if (typeof kind === "number") return kind;
  if (kind.family !== "unix") return EOPNOTSUPP;
  const task = tx.task(pid);
  const first = freeFd(task);
  if (failed(first) || failed(freeFd(task, first + 1))) return EMFILE;
  const one = makeSocket(tx, task, kind);
  const other = makeSocket(tx, task, kind);
  unixPair(tx, one, other);
  return { fds: [openSocket(tx, task, one, a.type), openSocket(tx, task, other, a.type)] };
}

/** The socket behind a descriptor: "ENOTSOCK: The file descriptor does not refer to a socket" */
export function socketOf(tx: Tx, pid: Pid, fd: number): { readonly s: Socket; readonly file: OpenFile } | Errno {
  const file = fileOf(tx.k, tx.task(pid), fd);
  if (failed(file)) return EBADF;
  if (file.target.kind !== "socket") return ENOTSOCK;
  return { s: socketAt(tx.k, file.target.socket), file };
}

export function sysBind(tx: Tx, pid: Pid, { fd, addr }: { fd: number; addr: SockAddr }): 0 | Errno {
  const found = socketOf(tx, pid, fd);
  if (failed(found)) return found;
  const { s } = found;
  const task = tx.task(pid);
  if (addr.family === A.AF_UNIX) return s.family === "unix" ? unixBind(tx, task, s.id, addr.path) : EINVAL;
  if (s.family !== "inet") return EINVAL;
  const ip = addr.addr as Ip;
  const { port } = addr;
  // inet_csk_get_port(), __inet_bind(): the order of the checks
  if (ip !== ANY && !isLocal(tx.k, s.ns, ip) && !(s.proto === "udp" && isBroadcast(tx.k, s.ns, ip)))
    return EADDRNOTAVAIL;
  // "EACCES: The address is protected, and the user is not the superuser" - bind(2), CAP_NET_BIND_SERVICE
  if (port > 0 && port < PORT_UNPRIVILEGED && s.proto !== "icmp") {
    if (!capable(tx.k, task, "CAP_NET_BIND_SERVICE", netNs(tx.k, s.ns).owner)) return EACCES;
  }
  if (s.local?.port) return EINVAL;
  if (port !== 0 && isTaken(tx.k, s, { ip, port }, tx.now)) return EADDRINUSE;
  const chosen = port || (s.proto === "icmp" ? 0 : givePort(tx, s, ip, true));
  if (chosen === null) return EADDRINUSE;
  changeSocket(tx, s.id, { local: { ip, port: chosen } });
  return 0;
}

export function sysListen(tx: Tx, pid: Pid, { fd, backlog }: { fd: number; backlog: number }): 0 | Errno {
  const found = socketOf(tx, pid, fd);
  if (failed(found)) return found;
  const { s } = found;
  if (s.type !== "stream") return EOPNOTSUPP;
  if (s.state !== "CLOSE" && s.state !== "LISTEN") return EINVAL;
  if (s.family === "unix" && !s.unix) return EINVAL;
  let { local } = s;
  if (s.family === "inet" && !local?.port) {
    const port = givePort(tx, s, ANY, true);
    if (port === null) return EADDRINUSE;
    local = { ip: ANY, port };
  }
  const most = Math.min(backlog < 0 ? SOMAXCONN : backlog, SOMAXCONN);
  const state = s.state === "LISTEN" ? s.state : nextTcpState(s.state, "passive.open");
  changeSocket(tx, s.id, { local, backlog: most, state });
  return 0;
}

export interface Accepted {
  readonly fd: number;
  readonly addr: SockAddr;
}

export function sysAccept4(
  tx: Tx,
  pid: Pid,
  { fd, flags = 0 }: { fd: number; flags?: number },
): Accepted | Errno | Block {
  const found = socketOf(tx, pid, fd);
  if (failed(found)) return found;
  const { s, file } = found;
  if (s.type !== "stream") return EOPNOTSUPP;
  if (s.state !== "LISTEN") return EINVAL;
  const [first, ...rest] = s.queue;
  if (first === undefined) return waitFor(tx, s, file, 0, "in", s.options.rcvTimeo);
  const task = tx.task(pid);
  if (failed(freeFd(task))) return EMFILE;
  changeSocket(tx, s.id, { queue: rest });
  changeSocket(tx, first, { listener: null, open: true });
  wake(tx, channel(s.id, "out"));
  return { fd: openSocket(tx, task, first, flags), addr: remoteAddr(socketAt(tx.k, first)) };
}

/** EAGAIN where the caller does not wait, or has waited as long as it would. */
export function waitFor(
  tx: Tx,
  s: Socket,
  file: OpenFile,
  flags: number,
  what: "in" | "out",
  timeout: number,
  next = Number.POSITIVE_INFINITY,
): Errno | Block {
  const until = timeout ? (tx.since ?? tx.now) + timeout : Number.POSITIVE_INFINITY;
  if (file.flags & O_NONBLOCK || flags & A.MSG_DONTWAIT || tx.now >= until) return EAGAIN;
  const at = Math.min(until, next);
  return Number.isFinite(at) ? { block: channel(s.id, what), until: at } : { block: channel(s.id, what) };
}

export function sysConnect(tx: Tx, pid: Pid, { fd, addr }: { fd: number; addr: SockAddr }): 0 | Errno | Block {
  const found = socketOf(tx, pid, fd);
  if (failed(found)) return found;
  const { s, file } = found;
  if (addr.family === A.AF_UNIX) {
    if (s.family !== "unix") return EAFNOSUPPORT;
    if (s.type === "stream" && s.state !== "CLOSE") return s.state === "ESTABLISHED" ? EISCONN : EINVAL;
    const r = unixConnect(tx, tx.task(pid), s.id, addr.path);
    return isBlock(r) && file.flags & O_NONBLOCK ? EAGAIN : r;
  }
  if (s.family !== "inet") return EINVAL;
  const to: End = { ip: addr.addr as Ip, port: addr.port };
  if (s.proto === "udp") {
    return udpConnect(tx, s.id, to);
  }
  if (s.proto === "icmp") {
    changeSocket(tx, s.id, { remote: to });
    return 0;
  }
  return connectStream(tx, s, file, to);
}

function connectStream(tx: Tx, s: Socket, file: OpenFile, to: End): 0 | Errno | Block {
  const waits = (file.flags & O_NONBLOCK) === 0;
  if (tx.since === null) {
    // "EALREADY: The socket is nonblocking and a previous connection attempt has not yet been completed"
    if (s.state === "SYN_SENT") return waits ? tcpConnecting(tx, s.id, tx.now) : EALREADY;
    if (s.state === "LISTEN" || s.state !== "CLOSE") return EISCONN;
    const started = tcpConnect(tx, s.id, to);
    if (failed(started)) return started;
  }
  const r = tcpConnecting(tx, s.id, tx.since ?? tx.now);
  return isBlock(r) && !waits ? EINPROGRESS : r;
}

const inet = (end: End | null): SockAddr => ({ family: A.AF_INET, addr: end?.ip ?? 0, port: end?.port ?? 0 });

const unixAddr = (s: Socket | null): SockAddr => ({
  family: A.AF_UNIX,
  path: s?.unix ? (s.unix.kind === "abstract" ? s.unix.name : s.unix.path) : "",
});

const remoteAddr = (s: Socket): SockAddr => (s.family === "unix" ? unixAddr(null) : inet(s.remote));

export function sysGetsockname(tx: Tx, pid: Pid, { fd }: { fd: number }): SockAddr | Errno {
  const found = socketOf(tx, pid, fd);
  if (failed(found)) return found;
  return found.s.family === "unix" ? unixAddr(found.s) : inet(found.s.local);
}

export function sysGetpeername(tx: Tx, pid: Pid, { fd }: { fd: number }): SockAddr | Errno {
  const found = socketOf(tx, pid, fd);
  if (failed(found)) return found;
  const { s } = found;
  if (s.family === "unix") return s.peer === null ? ENOTCONN : unixAddr(peerOf(tx, s));
  return s.remote === null || s.state === "SYN_SENT" || s.state === "CLOSE" ? ENOTCONN : inet(s.remote);
}

const peerOf = (tx: Tx, s: Socket): Socket | null => (s.peer === null ? null : socketAt(tx.k, s.peer));

interface SetOption {
  readonly fd: number;
  readonly level: number;
  readonly name: number;
  readonly value: number | string;
}

export function sysSetsockopt(tx: Tx, pid: Pid, { fd, level, name, value }: SetOption): 0 | Errno {
  const found = socketOf(tx, pid, fd);
  if (failed(found)) return found;
  const { s } = found;
  const set = (to: Partial<Socket["options"]>): 0 => {
    changeSocket(tx, s.id, { options: { ...s.options, ...to } });
    return 0;
  };
  if (level === A.IPPROTO_IP && name === A.IP_TTL) return set({ ttl: Number(value) });
  if (level !== A.SOL_SOCKET) return ENOPROTOOPT;
  switch (name) {
    case A.SO_REUSEADDR:
      return set({ reuseAddr: value !== 0 });
    case A.SO_REUSEPORT:
      return set({ reusePort: value !== 0 });
    case A.SO_BROADCAST:
      return set({ broadcast: value !== 0 });
    case A.SO_RCVTIMEO:
      return set({ rcvTimeo: Number(value) });
    case A.SO_SNDTIMEO:
      return set({ sndTimeo: Number(value) });
    case A.SO_BINDTODEVICE:
      return set({ device: String(value) });
    default:
      return ENOPROTOOPT;
  }
}

interface GetOption {
  readonly fd: number;
  readonly level: number;
  readonly name: number;
}

export function sysGetsockopt(tx: Tx, pid: Pid, { fd, level, name }: GetOption): { readonly value: number } | Errno {
  const found = socketOf(tx, pid, fd);
  if (failed(found)) return found;
  const { s } = found;
  if (level !== A.SOL_SOCKET) return ENOPROTOOPT;
  switch (name) {
    case A.SO_ERROR: {
      const errno = s.error && s.error.at <= tx.now ? -s.error.errno : 0;
      if (errno) changeSocket(tx, s.id, { error: null });
      return { value: errno };
    }
    case A.SO_TYPE:
      return { value: s.type === "stream" ? A.SOCK_STREAM : s.type === "dgram" ? A.SOCK_DGRAM : A.SOCK_RAW };
    case A.SO_ACCEPTCONN:
      return { value: s.state === "LISTEN" ? 1 : 0 };
    case A.SO_REUSEADDR:
      return { value: s.options.reuseAddr ? 1 : 0 };
    default:
      return ENOPROTOOPT;
  }
}
