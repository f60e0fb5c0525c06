// /proc/net/tcp, udp and unix: the sockets of a network namespace - proc_pid_net(5).

import { type Ip, littleEndianHex } from "../../net/address.ts";
import { type End, type Socket, socketsOf, waiting } from "../../net/socket.ts";
import { isOver } from "../../net/socket-io.ts";
import type { TcpState } from "../../net/tcp-state.ts";
import type { NsId } from "../../ns/namespace.ts";
import { shownId } from "../../security/id-map.ts";
import type { View } from "../ops.ts";

// include/net/tcp_states.h
export const TCP_STATE: Readonly<Record<TcpState, number>> = {
  ESTABLISHED: 1,
  SYN_SENT: 2,
  SYN_RECV: 3,
  FIN_WAIT1: 4,
  FIN_WAIT2: 5,
  TIME_WAIT: 6,
  CLOSE: 7,
  CLOSE_WAIT: 8,
  LAST_ACK: 9,
  LISTEN: 10,
  CLOSING: 11,
};

const hex = (n: number, width: number): string => n.toString(16).toUpperCase().padStart(width, "0");

const endText = (end: End | null): string => `${littleEndianHex(end?.ip ?? (0 as Ip))}:${hex(end?.port ?? 0, 4)}`;

const NO_POINTER = "0000000000000000"; // %pK for who may not see addresses of the kernel

/** Listening ones first, as the two tables are walked: tcp4_seq_show() */
export function tcp(v: View, ns: NsId): string {
  const all = socketsOf(v.k, ns).filter((s) => s.proto === "tcp" && s.state !== "CLOSE" && !isOver(s, v.now));
  const listening = all.filter((s) => s.state === "LISTEN");
  const rows = [...listening, ...all.filter((s) => s.state !== "LISTEN")].map((s, i) => tcpRow(v, s, i));
  const head = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";
  return [head, ...rows].map((line) => `${line.padEnd(149)}\n`).join("");
}

function tcpRow(v: View, s: Socket, i: number): string {
  const ends = `${String(i).padStart(4)}: ${endText(s.local)} ${endText(s.remote)} ${hex(TCP_STATE[s.state], 2)}`;
  if (s.state === "TIME_WAIT") {
    const left = hex(Math.max(0, Math.floor(((s.until ?? 0) - v.now) / 1e7)), 8);
    return `${ends} 00000000:00000000 03:${left} 00000000     0        0 0 3 ${NO_POINTER}`;
  }
  const queued = s.state === "LISTEN" ? s.queue.length : waiting(s, v.now);
  const uid = String(shownId(v.k, v.task.ns.user, "uid", s.uid)).padStart(5);
  const tail = s.state === "LISTEN" ? "100 0 0 10 0" : "20 4 30 10 -1";
  const ino = s.open ? s.ino : 0;
  return `${ends} 00000000:${hex(queued, 8)} 00:00000000 00000000 ${uid}        0 ${ino} 1 ${NO_POINTER} ${tail}`;
}

export function udp(v: View, ns: NsId): string {
  const bound = socketsOf(v.k, ns).filter((s) => s.proto === "udp" && s.local?.port);
  const rows = bound.map((s, i) => {
    const state = s.remote ? TCP_STATE.ESTABLISHED : TCP_STATE.CLOSE;
    const ends = `${String(i).padStart(5)}: ${endText(s.local)} ${endText(s.remote)} ${hex(state, 2)}`;
    const uid = String(shownId(v.k, v.task.ns.user, "uid", s.uid)).padStart(5);
    return `${ends} 00000000:${hex(waiting(s, v.now), 8)} 00:00000000 00000000 ${uid}        0 ${s.ino} 2 ${NO_POINTER} 0`;
  });
  const head =
    "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops";
  return [head, ...rows].map((line) => `${line.padEnd(127)}\n`).join("");
}

const SO_ACCEPTCON = 0x10000;
const SS_UNCONNECTED = 1;
const SS_CONNECTED = 3;

/** unix_seq_show(), net/unix/af_unix.c */
export function unix(v: View, ns: NsId): string {
  const rows = socketsOf(v.k, ns)
    .filter((s) => s.family === "unix")
    .map((s) => {
      const flags = s.state === "LISTEN" ? SO_ACCEPTCON : 0;
      const state = s.peer === null ? SS_UNCONNECTED : SS_CONNECTED;
      const type = s.type === "stream" ? 1 : 2;
      const refs = s.peer === null ? 2 : 3;
      const head = `${NO_POINTER}: ${hex(refs, 8)} 00000000 ${hex(flags, 8)} ${hex(type, 4)} ${hex(state, 2)}`;
      return `${head} ${String(s.ino).padStart(5)}${unixName(s)}\n`;
    });
  return `Num       RefCount Protocol Flags    Type St Inode Path\n${rows.join("")}`;
}

function unixName({ unix: name }: Socket): string {
  if (!name) return "";
  return ` ${name.kind === "pathname" ? name.path : `@${name.name.slice(1)}`}`;
}
