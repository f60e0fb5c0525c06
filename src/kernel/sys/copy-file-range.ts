import { EBADF, EINVAL, EISDIR, ENOSPC, type Errno, EXDEV, failed } from "../abi/errno.ts";
import { O_APPEND, O_PATH } from "../abi/flags.ts";
import { chargeWrite } from "../cgroup/fault.ts";
import { allowedSize, roomFor } from "../fs/data.ts";
import { fileOf, readable, writable } from "../fs/fd.ts";
import type { OpenFile } from "../fs/file.ts";
import type { Inode } from "../fs/inode.ts";
import { placeOf } from "../fs/place.ts";
import { inodeBehind } from "../fs/real.ts";
import { lookup } from "../table.ts";
import type { Pid } from "../task/task.ts";
import { type Block, isBlock, type Tx } from "../tx.ts";

interface CopyFileRange {
  readonly fdIn: number;
  readonly fdOut: number;
  readonly length: number;
}

/** copy_file_range(2): copies inside the kernel, from position to position; a hole stays a hole. */
export function sysCopyFileRange(tx: Tx, pid: Pid, { fdIn, fdOut, length }: CopyFileRange): number | Errno | Block {
  const task = tx.task(pid);
  const from = fileOf(tx.k, task, fdIn);
  if (failed(from)) return from;
  const to = fileOf(tx.k, task, fdOut);
  if (failed(to)) return to;
  const source = inodeOf(tx, from);
  if (failed(source)) return source;
  const dest = inodeOf(tx, to);
  if (failed(dest)) return dest;
  // "EBADF: … fd_in … is not open for reading; or fd_out is not open for writing. … O_APPEND is set" - copy_file_range(2)
  if (!readable(from) || !writable(to) || to.flags & O_APPEND || from.flags & O_PATH) return EBADF;
  if (source.sb !== dest.sb) return EXDEV;
  const { body } = source;
  if (body.kind !== "file" || dest.body.kind !== "file") return EINVAL;
  const wanted = Math.max(0, Math.min(length, body.size - from.pos));
  const left = wanted === 0 ? 0 : allowedSize(tx, task, to.pos, wanted);
  if (failed(left)) return left;
  const stored = body.data.slice(from.pos, from.pos + left);
  const room = to.path === null ? 0 : roomFor(tx, placeOf(tx.k, to.path), to.pos, stored.length);
  if (room === 0 && stored !== "") return ENOSPC;
  const n = room < stored.length ? room : left;
  const overlaps = from.pos < to.pos + n && to.pos < from.pos + n;
  if (source.id === dest.id && overlaps && n > 0) return EINVAL;
  if (n === 0) return 0;
  // Zeros are written out only where bytes stand that they replace.
  const zeros = Math.max(0, Math.min(n, dest.body.data.length - to.pos) - stored.length);
  const whole = stored.slice(0, n) + "\0".repeat(zeros);
  const charged = chargeWrite(tx, task, lookup(tx.k.superBlocks, dest.sb), dest, to.pos, whole.length);
  if (isBlock(charged)) return charged;
  const data = whole.slice(0, charged);
  const copied = charged < whole.length ? charged : n;
  if (data !== "") tx.emit({ type: "inode.written", inode: dest.id, offset: to.pos, data, at: tx.now });
  const end = to.pos + copied;
  if (end > Math.max(dest.body.size, to.pos + data.length)) {
    tx.emit({ type: "inode.truncated", inode: dest.id, size: end, at: tx.now });
  }
  tx.emit({ type: "file.moved", file: from.id, pos: from.pos + copied });
  tx.emit({ type: "file.moved", file: to.id, pos: end });
  return copied;
}

function inodeOf(tx: Tx, file: OpenFile): Inode | Errno {
  const inode = file.target.kind === "node" && file.path ? inodeBehind(tx.k, file.path) : null;
  if (!inode) return EINVAL;
  return inode.body.kind === "dir" ? EISDIR : inode;
}
