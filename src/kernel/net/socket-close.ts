// close(2) on a socket.

import { get } from "../table.ts";
import type { Tx } from "../tx.ts";
import { collectNetNs } from "./netns-life.ts";
import type { SockId } from "./socket.ts";
import { destroySocket } from "./socket-io.ts";
import { tcpClose } from "./tcp.ts";
import { unixClose } from "./unix.ts";

/** The last descriptor of a socket is gone; its namespace may go with it. */
export function releaseSocket(tx: Tx, id: SockId): void {
  const s = get(tx.k.sockets, id);
  if (!s) return;
  if (s.family === "unix") unixClose(tx, id);
  else if (s.proto === "tcp") tcpClose(tx, id);
  else destroySocket(tx, id);
  collectNetNs(tx, s.ns);
}
