// Named pipes: fifo(7).
//
// "The FIFO must be opened on both ends (reading and writing) before data can be passed. Normally, opening the FIFO
// blocks until the other end is opened also" - fifo(7). Who comes second opens for those who wait too: they count as
// open (Pipe.expected) from that moment, even if the second one has written and closed before they go on.

import { ENXIO, type Errno } from "../abi/errno.ts";
import { O_ACCMODE, O_NONBLOCK, O_RDONLY, O_WRONLY } from "../abi/flags.ts";
import { get } from "../table.ts";
import { type Block, type Tx, wake } from "../tx.ts";
import type { Pipe, PipeId } from "./file.ts";
import type { InodeId } from "./inode.ts";
import type { Path } from "./path.ts";
import { makePipe } from "./pipe.ts";
import { inodeBehind } from "./real.ts";

const NOBODY = { readers: 0, writers: 0 };

/** The pipe behind a named pipe's inode, once the other end is open or need not be. */
export function openFifo(tx: Tx, path: Path, flags: number): PipeId | Errno | Block {
  const inode = inodeBehind(tx.k, path);
  if (inode?.body.kind !== "fifo") throw new Error(`${path.node} is not a named pipe`);
  const pipe = inode.body.pipe === null ? undefined : get(tx.k.pipes, inode.body.pipe);
  const readersWait = `fifo:${inode.id}:reader`;
  const writersWait = `fifo:${inode.id}:writer`;
  const waiting = (channel: string): number => tx.k.waiters[channel]?.length ?? 0;
  const mode = flags & O_ACCMODE;
  const mayWait = (flags & O_NONBLOCK) === 0;
  const met = tx.since !== null && pipe !== undefined && isExpected(pipe, mode);

  if (mode === O_RDONLY && mayWait && !met && !pipe?.writers && waiting(writersWait) === 0) {
    return { block: readersWait };
  }
  if (mode === O_WRONLY && !met && !pipe?.readers && waiting(readersWait) === 0) {
    // "A process can open a FIFO in nonblocking mode. … opening for write-only fails with ENXIO" - fifo(7)
    return mayWait ? { block: writersWait } : ENXIO;
  }
  const id = pipe?.id ?? freshPipe(tx, inode.id);
  // Counted while it waited; from now on its open file counts.
  if (met) tx.emit({ type: "fifo.met", pipe: id, ...NOBODY, [mode === O_RDONLY ? "readers" : "writers"]: -1 });
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
  tx.emit({ type: "fifo.met", pipe, ...NOBODY, [side]: count });
  wake(tx, channel);
}

/** Is the caller one of those who were counted while they waited? */
function isExpected({ expected = NOBODY }: Pipe, mode: number): boolean {
  return mode === O_RDONLY ? expected.readers > 0 : mode === O_WRONLY && expected.writers > 0;
}
