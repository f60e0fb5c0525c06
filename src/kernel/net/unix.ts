// Unix sockets: unix(7). They reach whoever has bound the name: a name in the file system is found by its inode, from any
// network namespace; an abstract one ("\0name") only from the same.

import {
  EACCES,
  EADDRINUSE,
  ECONNREFUSED,
  ECONNRESET,
  EEXIST,
  EINVAL,
  ENOTCONN,
  EPIPE,
  EPROTOTYPE,
  type Errno,
  failed,
} from "../abi/errno.ts";
import { S_IFSOCK, W_OK } from "../abi/flags.ts";
import { makeNode } from "../fs/create.ts";
import type { InodeId } from "../fs/inode.ts";
import { mayAccess } from "../fs/permission.ts";
import { inodeAt } from "../fs/tree.ts";
import { viewOf } from "../fs/view.ts";
import { FOLLOW, walk } from "../fs/walk.ts";
import { SOCKET_BUFFER } from "../param.ts";
import { get, values } from "../table.ts";
import type { Task } from "../task/task.ts";
import { type Block, type Tx, wake } from "../tx.ts";
import type { Socket, SockId, UnixName } from "./socket.ts";
import { waiting } from "./socket.ts";
import {
  advanceSocket,
  changeSocket,
  channel,
  destroySocket,
  failSocket,
  queueMessage,
  socketAt,
  takeError,
  wakeSocket,
} from "./socket-io.ts";
import { inoOf } from "./tcp.ts";

/** bind(2): makes the file, or takes the abstract name. */
export function unixBind(tx: Tx, task: Task, id: SockId, path: string): 0 | Errno {
  const s = socketAt(tx.k, id);
  if (s.unix) return EINVAL;
  if (path.startsWith("\0")) {
    if (abstractOwner(tx, s, path)) return EADDRINUSE;
    changeSocket(tx, id, { unix: { kind: "abstract", name: path } });
    return 0;
  }
  const made = makeNode(tx, task, path, S_IFSOCK | (0o777 & ~task.umask), { kind: "socket" });
  if (failed(made)) return made === EEXIST ? EADDRINUSE : made;
  const inode = inodeOf(tx, task, path);
  if (typeof inode !== "object") return inode;
  changeSocket(tx, id, { unix: { kind: "pathname", path, inode: inode.id } });
  return 0;
}

function abstractOwner(tx: Tx, s: Socket, name: string): Socket | undefined {
  return values(tx.k.sockets).find((o) => o.ns === s.ns && o.unix?.kind === "abstract" && o.unix.name === name);
}

function inodeOf(tx: Tx, task: Task, path: string): { readonly id: InodeId } | Errno {
  const v = viewOf(tx, task);
  const place = walk(v, path, FOLLOW);
  if (failed(place)) return place;
  if (typeof place.node !== "number") return ECONNREFUSED;
  const inode = inodeAt(tx.k, place.node);
  // "EACCES: Write permission is denied on the socket file" - connect(2)
  if (!mayAccess(v, place.ops.perm(v, place.sb, place.node), W_OK)) return EACCES;
  return inode.body.kind === "socket" ? inode : ECONNREFUSED;
}

/** The socket that has bound this name. */
function find(tx: Tx, task: Task, s: Socket, path: string): Socket | Errno {
  if (path.startsWith("\0")) return abstractOwner(tx, s, path) ?? ECONNREFUSED;
  const inode = inodeOf(tx, task, path);
  if (typeof inode !== "object") return inode;
  const bound = (o: Socket): boolean => o.unix?.kind === "pathname" && o.unix.inode === inode.id && o.open;
  return values(tx.k.sockets).find(bound) ?? ECONNREFUSED;
}

export function unixConnect(tx: Tx, task: Task, id: SockId, path: string): 0 | Errno | Block {
  const s = socketAt(tx.k, id);
  const to = find(tx, task, s, path);
  if (failed(to)) return to;
  if (to.type !== s.type) return EPROTOTYPE;
  if (s.type === "dgram") {
    changeSocket(tx, id, { peer: to.id, state: "ESTABLISHED" });
    return 0;
  }
  if (to.state !== "LISTEN") return ECONNREFUSED;
  if (to.queue.length > to.backlog) return { block: channel(to.id, "out") };
  const other = tx.k.next.sock as SockId;
  const common = { family: "unix", type: s.type, proto: null, uid: to.uid, local: null, remote: null } as const;
  const fresh = { backlog: 0, queue: [], received: [], finished: false, error: null, syn: null, until: null } as const;
  tx.emit({
    type: "socket.created",
    socket: {
      ...common,
      ...fresh,
      id: other,
      ns: to.ns,
      ino: inoOf(other),
      state: "ESTABLISHED",
      listener: to.id,
      peer: id,
      shutdown: { read: false, write: false },
      options: to.options,
      unix: to.unix,
      cred: to.cred,
      open: false,
    },
  });
  changeSocket(tx, id, { peer: other, state: "ESTABLISHED" });
  changeSocket(tx, to.id, { queue: [...to.queue, other] });
  wake(tx, channel(to.id, "in"));
  return 0;
}

/** socketpair(2): two that know only each other. */
export function unixPair(tx: Tx, a: SockId, b: SockId): void {
  changeSocket(tx, a, { peer: b, state: "ESTABLISHED" });
  changeSocket(tx, b, { peer: a, state: "ESTABLISHED" });
}

const nameOf = (name: UnixName | null): string | null =>
  name === null ? null : name.kind === "abstract" ? name.name : name.path;

export function unixSend(tx: Tx, task: Task, id: SockId, data: string, path?: string): number | Errno | Block {
  const s = socketAt(tx.k, id);
  const errno = takeError(tx, s);
  if (errno !== null) return errno;
  if (s.shutdown.write) return EPIPE;
  const to = path === undefined ? (s.peer === null ? ENOTCONN : get(tx.k.sockets, s.peer)) : find(tx, task, s, path);
  if (failed(to)) return s.finished ? EPIPE : to;
  if (!to) return s.type === "dgram" ? ECONNREFUSED : EPIPE;
  if (to.shutdown.read) return EPIPE;
  const room = SOCKET_BUFFER - waiting(to, tx.now);
  if (room <= 0 || (s.type === "dgram" && room < data.length)) return { block: channel(id, "out") };
  const part = data.slice(0, room);
  queueMessage(tx, to.id, { at: tx.now, data: part, from: null, unixFrom: nameOf(s.unix) });
  return part.length;
}

/** shutdown(2) for writing: the other end reads to the end of file. */
export function unixFinish(tx: Tx, id: SockId): void {
  const s = socketAt(tx.k, id);
  changeSocket(tx, id, { shutdown: { ...s.shutdown, write: true } });
  if (s.peer === null || !get(tx.k.sockets, s.peer)) return;
  changeSocket(tx, s.peer, { finished: true });
  wakeSocket(tx, s.peer);
}

/** The last descriptor is gone: the name is free if it is abstract, and what nobody accepted is refused. */
export function unixClose(tx: Tx, id: SockId): void {
  const s = socketAt(tx.k, id);
  for (const child of s.queue) if (get(tx.k.sockets, child)) drop(tx, child, true);
  if (s.state === "LISTEN") advanceSocket(tx, id, "closed");
  drop(tx, id, s.received.length > 0);
}

function drop(tx: Tx, id: SockId, unread: boolean): void {
  const { peer, type } = socketAt(tx.k, id);
  const other = peer === null ? undefined : get(tx.k.sockets, peer);
  destroySocket(tx, id);
  if (!other || type === "dgram") return;
  changeSocket(tx, other.id, { finished: true });
  if (unread) failSocket(tx, other.id, ECONNRESET, tx.now);
  else wakeSocket(tx, other.id);
}
