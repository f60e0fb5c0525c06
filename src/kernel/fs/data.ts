// Reading and writing what an open file of kind "node" (or a generated text) stands for.
// Both move the file's position themselves, for with O_APPEND only they know where a write ended.

import { EBADF, EFBIG, EINVAL, EIO, EISDIR, ENOSPC, type Errno, failed } from "../abi/errno.ts";
import { O_APPEND, O_PATH, S_ISGID, S_ISUID } from "../abi/flags.ts";
import { FILE_MAX } from "../param.ts";
import { capable } from "../security/capable.ts";
import type { Task } from "../task/task.ts";
import { type Block, isBlock, type Tx } from "../tx.ts";
import type { Kernel } from "../world.ts";
import { BLOCK, capacity } from "./blocks.ts";
import type { OpenFile } from "./file.ts";
import type { Perm, View } from "./ops.ts";
import { maySetgid } from "./permission.ts";
import { isDir, type Place, placeOf } from "./place.ts";
import { inodeAt } from "./tree.ts";
import { viewOf } from "./view.ts";

/** At most `count` bytes from the file's position; "" at its end. */
export function readNode(tx: Tx, task: Task, file: OpenFile, count: number): string | Errno | Block {
  if (file.path === null || file.flags & O_PATH) return EBADF;
  const { ops, sb, node } = placeOf(tx.k, file.path);
  if (isDir(ops.perm(viewOf(tx, task), sb, node))) return EISDIR;
  // A generated file was opened for writing only, or has nothing to read.
  if (typeof node !== "number") return EIO;
  const { body } = inodeAt(tx.k, node);
  if (body.kind !== "file") return EINVAL;
  const part = bytesAt(body.data, body.size, file.pos, count);
  if (part !== "") tx.emit({ type: "file.moved", file: file.id, pos: file.pos + part.length });
  return part;
}

/** The bytes of a sparse file: past `data` they are zeros. */
function bytesAt(data: string, size: number, from: number, count: number): string {
  const end = Math.min(size, from + count);
  if (end <= from) return "";
  const stored = data.slice(from, end);
  return stored.length === end - from ? stored : stored.padEnd(end - from, "\0");
}

/** Writes all of `data` at the file's position, or at the end with O_APPEND. */
export function writeNode(tx: Tx, task: Task, file: OpenFile, data: string): number | Errno | Block {
  if (file.path === null || file.flags & O_PATH) return EBADF;
  const place = placeOf(tx.k, file.path);
  const { ops, sb, node } = place;
  if (ops.changes === undefined) {
    if (ops.write === undefined) return EIO;
    const taken = ops.write(tx, task, sb, node, data);
    if (!isBlock(taken) && !failed(taken)) {
      tx.emit({ type: "file.moved", file: file.id, pos: file.pos + taken });
    }
    return taken;
  }
  if (data === "") return 0;
  const at = file.flags & O_APPEND ? seekSize(tx.k, file) : file.pos;
  if (at + data.length > FILE_MAX) return EFBIG;
  const fits = data.slice(0, roomFor(tx, place, at, data.length));
  // "ENOSPC: The device containing the file … has no room for the data" - write(2)
  if (fits === "") return ENOSPC;
  dropSetuid(tx, task, place);
  const result = ops.changes.write(tx, sb, node, at, fits);
  if (failed(result)) return result;
  tx.emit({ type: "file.moved", file: file.id, pos: at + fits.length });
  return fits.length;
}

/** How many of `count` bytes the file system has room for, at offset `at` of the file. */
export function roomFor(tx: Tx, { sb, node }: Place, at: number, count: number): number {
  const { body } = inodeAt(tx.k, node);
  if (body.kind !== "file") return count;
  const free = capacity(sb, tx.machine.hardware) - sb.used;
  const end = (Math.ceil(body.data.length / BLOCK) + Math.max(0, free)) * BLOCK;
  return Math.max(0, Math.min(count, end - at));
}

/**
 * "When a write is made by a process without CAP_FSETID, set-user-ID and set-group-ID are cleared" - inode(7): in the
 * initial user namespace, setattr_should_drop_suidgid(), fs/attr.c
 */
export function dropSetuid(tx: Tx, task: Task, { ops, sb, node }: Place): void {
  const v = viewOf(tx, task);
  const perm = ops.perm(v, sb, node);
  const mode = withoutSetuid(v, perm);
  if (mode !== perm.mode && !capable(tx.k, task, "CAP_FSETID")) ops.changes?.chmod(tx, sb, node, mode);
}

/**
 * The mode without S_ISUID, and without S_ISGID where it means "run with this group", or where the caller could not
 * set it. setattr_should_drop_sgid(), fs/attr.c
 */
export function withoutSetuid(v: View, perm: Perm): number {
  const sgid = perm.mode & 0o010 || !maySetgid(v, perm, perm.gid) ? S_ISGID : 0;
  return perm.mode & ~(S_ISUID | sgid);
}

/** What SEEK_END counts from. */
export function seekSize(k: Kernel, file: OpenFile): number {
  if (file.path === null || typeof file.path.node !== "number") return 0;
  const { body } = inodeAt(k, file.path.node);
  return body.kind === "file" ? body.size : 0;
}
