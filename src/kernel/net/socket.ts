// Sockets: socket(7), tcp(7), udp(7), raw(7), unix(7). A socket belongs to the network namespace it was made in, wherever
// its process goes; an abstract unix name does too, a unix name in the file system does not.

import type { Errno } from "../abi/errno.ts";
import type { InodeId } from "../fs/inode.ts";
import type { NsId } from "../ns/namespace.ts";
import { values } from "../table.ts";
import type { Pid } from "../task/task.ts";
import type { Kernel } from "../world.ts";
import type { Ip } from "./address.ts";
import type { Icmp } from "./packet.ts";
import type { TcpState } from "./tcp-state.ts";

export type SockId = number & { readonly __sock: true };

export interface Socket {
  readonly id: SockId;
  readonly ns: NsId;
  readonly family: "inet" | "unix";
  readonly type: "stream" | "dgram" | "raw";
  readonly proto: "tcp" | "udp" | "icmp" | null;
  /** The number in "socket:[123]". */
  readonly ino: number;
  readonly uid: number;
  readonly local: End | null;
  readonly remote: End | null;
  /** TCP and unix streams; others are CLOSE, or ESTABLISHED once connected. */
  readonly state: TcpState;
  /** listen(2) */
  readonly backlog: number;
  /** Connections that wait for accept(2), the oldest first. */
  readonly queue: readonly SockId[];
  /** The listening socket that it came from, until it is accepted. */
  readonly listener: SockId | null;
  /** The socket at the other end, while there is one in this world. */
  readonly peer: SockId | null;
  readonly received: readonly Message[];
  /** The other end has sent all: an end of file follows what was received. */
  readonly finished: boolean;
  readonly shutdown: { readonly read: boolean; readonly write: boolean };
  /** An error that waits to be told, and from when on. */
  readonly error: { readonly at: number; readonly errno: Errno } | null;
  /** TCP: when the first SYN went out, and how many have. */
  readonly syn: { readonly at: number; readonly sent: number } | null;
  /** TCP: when it leaves TIME_WAIT. Virtual nanoseconds. */
  readonly until: number | null;
  readonly options: SocketOptions;
  readonly unix: UnixName | null;
  /** Who made the connection: SO_PEERCRED. */
  readonly cred: PeerCred;
  /** A process has a descriptor for it. */
  readonly open: boolean;
}

export interface End {
  readonly ip: Ip;
  readonly port: number;
}

/** Something received. `at`: when it is there. */
export interface Message {
  readonly at: number;
  readonly data: string;
  readonly from: End | null;
  readonly icmp?: Icmp;
  readonly ttl?: number;
  /** ICMP: the identifier. */
  readonly ident?: number;
  readonly unixFrom?: string | null;
}

export interface SocketOptions {
  readonly reuseAddr: boolean;
  readonly reusePort: boolean;
  readonly broadcast: boolean;
  /** Virtual nanoseconds; 0 waits for ever. */
  readonly rcvTimeo: number;
  readonly sndTimeo: number;
  readonly ttl: number;
  /** SO_BINDTODEVICE: an ifname, "" for none. */
  readonly device: string;
}

export const DEFAULT_OPTIONS: SocketOptions = {
  reuseAddr: false,
  reusePort: false,
  broadcast: false,
  rcvTimeo: 0,
  sndTimeo: 0,
  ttl: 64,
  device: "",
};

/** unix(7): "pathname", "abstract" (a name that starts with a NUL), else unnamed. */
export type UnixName =
  | { readonly kind: "pathname"; readonly path: string; readonly inode: InodeId }
  | { readonly kind: "abstract"; readonly name: string };

export interface PeerCred {
  readonly pid: Pid;
  readonly uid: number;
  readonly gid: number;
}

export const socketsOf = (k: Kernel, ns: NsId): Socket[] => values(k.sockets).filter((s) => s.ns === ns);

/** Bytes that wait to be read at `now`. */
export const waiting = (s: Socket, now: number): number =>
  s.received.reduce((sum, m) => sum + (m.at <= now ? m.data.length : 0), 0);
