// Terminals and job control: tty(4), credentials(7), "Process group ID and session ID".

import { EAGAIN, EIO, type Errno } from "../abi/errno.ts";
import { O_NONBLOCK } from "../abi/flags.ts";
import { SIGTTIN } from "../abi/signal.ts";
import { lookup } from "../table.ts";
import { groupMembers, sendSignal } from "../task/signal.ts";
import type { Pid } from "../task/task.ts";
import { type Block, type Tx, wake } from "../tx.ts";
import type { OpenFile, TtyId } from "./file.ts";
import { readLine, SIGNAL_CHARS } from "./line-discipline.ts";

export function readTty(tx: Tx, pid: Pid, file: OpenFile, id: TtyId, count: number): string | Errno | Block {
  const tty = lookup(tx.k.ttys, id);
  const task = tx.task(pid);
  // "Only members of the foreground process group may read; others get SIGTTIN" - credentials(7)
  if (tty.session === task.sid && tty.foreground !== task.pgid) {
    if (task.sig.blocked.includes(SIGTTIN) || task.sig.actions[SIGTTIN]?.handler === "ignore") return EIO;
    for (const member of groupMembers(tx, task.pgid)) sendSignal(tx, 0 as Pid, member, SIGTTIN);
    return { block: `tty:${id}` };
  }
  const line = readLine(tty, count);
  if (!line) return file.flags & O_NONBLOCK ? EAGAIN : { block: `tty:${id}` };
  tx.emit({ type: "tty.read", tty: id, bytes: line.bytes, by: pid });
  return line.data;
}

export function writeTty(tx: Tx, pid: Pid, id: TtyId, data: string): number {
  if (data !== "") tx.emit({ type: "tty.written", tty: id, data, by: pid });
  return data.length;
}

/** A person types `text` (bytes) on a terminal. */
export function typeOn(tx: Tx, id: TtyId, text: string): void {
  for (const part of text.split(/([\u0003\u001a\u001c])/)) {
    if (part === "") continue;
    tx.emit({ type: "tty.typed", tty: id, data: part });
    const sig = SIGNAL_CHARS[part];
    const { foreground, raw } = lookup(tx.k.ttys, id);
    if (sig && foreground && !raw)
      for (const pid of groupMembers(tx, foreground as Pid)) sendSignal(tx, 0 as Pid, pid, sig);
  }
  if (lookup(tx.k.ttys, id).input !== "") wake(tx, `tty:${id}`);
}
