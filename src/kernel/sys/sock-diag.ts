// Asking about sockets: sock_diag(7), what ss(8) reads. One call stands for a request on a netlink socket and its answers.

import { type Socket, socketsOf, waiting } from "../net/socket.ts";
import { isOver } from "../net/socket-io.ts";
import { shownId } from "../security/id-map.ts";
import type { Pid } from "../task/task.ts";
import type { Tx } from "../tx.ts";

export type DiagInfo = Pick<Socket, "family" | "type" | "proto" | "local" | "remote" | "state" | "unix"> & {
  readonly ino: number;
  readonly uid: number;
  /** Bytes to be read; of a listening socket, connections to be accepted. */
  readonly recvQ: number;
  /** Of a listening socket, how many of these may wait. */
  readonly sendQ: number;
  /** unix: the number of the socket at the other end; 0 for none. */
  readonly peerIno: number;
};

/** The sockets of the caller's network namespace. */
export function sysSockDiag(tx: Tx, pid: Pid): readonly DiagInfo[] {
  const { net, user } = tx.task(pid).ns;
  const all = socketsOf(tx.k, net).filter((s) => !isOver(s, tx.now));
  return all.map((s) => {
    const { family, type, proto, local, remote, state, unix } = s;
    const listens = state === "LISTEN";
    return {
      ...{ family, type, proto, local, remote, state, unix },
      ino: s.open ? s.ino : 0,
      uid: shownId(tx.k, user, "uid", s.uid),
      recvQ: listens ? s.queue.length : waiting(s, tx.now),
      sendQ: listens ? s.backlog : 0,
      peerIno: all.find((o) => o.id === s.peer)?.ino ?? 0,
    };
  });
}
