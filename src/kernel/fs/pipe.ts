// pipe(7): bytes that wait between a writer and a reader.

import { EAGAIN, EPIPE, type Errno } from "../abi/errno.ts";
import { O_NONBLOCK } from "../abi/flags.ts";
import { SIGPIPE } from "../abi/signal.ts";
import { PIPE_BUF, PIPE_SIZE } from "../param.ts";
import { lookup } from "../table.ts";
import { sendSignal } from "../task/signal.ts";
import type { Pid } from "../task/task.ts";
import { type Block, type Tx, wake } from "../tx.ts";
import type { OpenFile, Pipe, PipeId } from "./file.ts";

/** A new pipe without ends. `outside`: its reader is not in the world. */
export function makePipe(tx: Tx, outside = false): PipeId {
  const id = tx.k.next.pipe as PipeId;
  const pipe: Pipe = { id, data: "", readers: 0, writers: 0, ino: 10000 + id, outside };
  tx.emit({ type: "pipe.created", pipe });
  return id;
}

export function readPipe(tx: Tx, pid: Pid, file: OpenFile, id: PipeId, count: number): string | Errno | Block {
  const pipe = lookup(tx.k.pipes, id);
  if (pipe.data !== "") {
    const data = pipe.data.slice(0, count);
    tx.emit({ type: "pipe.read", pipe: id, bytes: data.length, by: pid });
    wake(tx, `pipe:${id}:write`);
    return data;
  }
  // "If all file descriptors referring to the write end of a pipe have been closed, then … read(2) … will see end-of-file"
  if (pipe.writers === 0) return "";
  return file.flags & O_NONBLOCK ? EAGAIN : { block: `pipe:${id}:read` };
}

export function writePipe(tx: Tx, pid: Pid, file: OpenFile, id: PipeId, data: string): number | Errno | Block {
  const pipe = lookup(tx.k.pipes, id);
  if (pipe.readers === 0 && !pipe.outside) {
    // "a write(2) will cause a SIGPIPE signal to be generated for the calling process" - pipe(7)
    sendSignal(tx, 0 as Pid, pid, SIGPIPE);
    return EPIPE;
  }
  if (data === "") return 0;
  const room = pipe.outside ? data.length : PIPE_SIZE - pipe.data.length;
  // "writes of less than PIPE_BUF bytes must be atomic" - pipe(7)
  const least = data.length <= PIPE_BUF ? data.length : 1;
  if (room < least) return file.flags & O_NONBLOCK ? EAGAIN : { block: `pipe:${id}:write` };
  const part = data.slice(0, room);
  tx.emit({ type: "pipe.written", pipe: id, data: part, by: pid });
  wake(tx, `pipe:${id}:read`);
  return part.length;
}
