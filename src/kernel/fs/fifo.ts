// Named pipes: fifo(7).
//
// "The FIFO must be opened on both ends (reading and writing) before data can be passed. Normally, opening the FIFO
// blocks until the other end is opened also" - fifo(7). Who comes second opens for those who wait too: they count as
// open (Pipe.expected) from that moment, even if the second one has written and closed before they go on.

import { ENXIO, type Errno } from "../abi/errno.ts";
import { O_ACCMODE, O_NONBLOCK, O_RDONLY, O_RDWR, O_WRONLY } from "../abi/flags.ts";
import { get } from "../table.ts";
import { type Block, type Tx, wake } from "../tx.ts";
import type { Pipe, PipeId } from "./file.ts";
import type { InodeId } from "./inode.ts";
import { makePipe } from "./pipe.ts";
import type { Node } from "./path.ts";
import { inodeAt } from "./tree.ts";

/** The pipe behind a named pipe's inode, once the other end is open or need not be. */
export function openFifo(tx: Tx, node: Node, flags: number): PipeId | Errno | Block {
  const inode = inodeAt(tx.k, node);
  if (inode.body.kind !== "fifo") throw new Error(`inode ${inode.id} is a ${inode.body.kind}, not a named pipe`);
  const pipe = inode.body.pipe === null ? undefined : get(tx.k.pipes, inode.body.pipe);
  const readersWait = `fifo:${inode.id}:reader`;
  const writersWait = `fifo:${inode.id}:writer`;
  const waiting = (channel: string): number => tx.k.waiters[channel]?.length ?? 0;
  const mode = flags & O_ACCMODE;
  const mayWait = (flags & O_NONBLOCK) === 0;

  if (mode === O_RDONLY && mayWait && !pipe?.writers && waiting(writersWait) === 0) return { block: readersWait };
  if (mode === O_WRONLY && !pipe?.readers && waiting(readersWait) === 0) {
    // "A process can open a FIFO in nonblocking mode. … opening for write-only fails with ENXIO" - fifo(7)
    return mayWait ? { block: writersWait } : ENXIO;
  }
  const id = pipe?.id ?? freshPipe(tx, inode.id);
  goneOn(tx, id, mode);
  if (mode !== O_WRONLY) meet(tx, id, writersWait, "writers");
  if (mode !== O_RDONLY) meet(tx, id, readersWait, "readers");
  return id;
}

function freshPipe(tx: Tx, inode: InodeId): PipeId {
  const id = makePipe(tx);
  tx.emit({ type: "inode.piped", inode, pipe: id });
  return id;
}

/** Counts the tasks that sleep in open(2) on the other side as open, and wakes them. */
function meet(tx: Tx, pipe: PipeId, channel: string, side: "readers" | "writers"): void {
  const count = tx.k.waiters[channel]?.length ?? 0;
  if (count === 0) return;
  const none = { readers: 0, writers: 0 };
  tx.emit({ type: "fifo.met", pipe, ...none, [side]: count });
  wake(tx, channel);
}

/** One who was counted while waiting is about to be counted by its open file instead. */
function goneOn(tx: Tx, id: PipeId, mode: number): void {
  const expected = (get(tx.k.pipes, id) as Pipe).expected ?? { readers: 0, writers: 0 };
  if (mode === O_RDWR || tx.since === null) return;
  if (mode === O_RDONLY && expected.readers > 0) tx.emit({ type: "fifo.met", pipe: id, readers: -1, writers: 0 });
  if (mode === O_WRONLY && expected.writers > 0) tx.emit({ type: "fifo.met", pipe: id, readers: 0, writers: -1 });
}
