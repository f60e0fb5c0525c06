// Reading and writing what an open file of kind "node" (or a generated text) stands for.
// Both move the file's position themselves, for with O_APPEND only they know where a write ended.

import { EBADF, EFBIG, EINVAL, EIO, EISDIR, ENOSPC, type Errno, failed } from "../abi/errno.ts";
import { O_APPEND, O_PATH, S_ISGID, S_ISUID } from "../abi/flags.ts";
import { SIGXFSZ } from "../abi/signal.ts";
import { chargeWrite } from "../cgroup/fault.ts";
import { FILE_MAX } from "../param.ts";
import { capable } from "../security/capable.ts";
import { softLimit } from "../task/limits.ts";
import { sendSignal } from "../task/signal.ts";
import type { Pid, Task } from "../task/task.ts";
import { type Block, isBlock, type Tx } from "../tx.ts";
import type { Kernel } from "../world.ts";
import { BLOCK, capacity } from "./blocks.ts";
import type { OpenFile } from "./file.ts";
import type { Perm, View } from "./ops.ts";
import { maySetgid } from "./permission.ts";
import { isDir, type Place, placeOf } from "./place.ts";
import { inodeBehind, storedBehind } from "./real.ts";
import { inodeAt } from "./tree.ts";
import { viewOf } from "./view.ts";
import { CAPS_XATTR } from "./xattr.ts";

/** At most `count` bytes from the file's position; "" at its end. */
export function readNode(tx: Tx, task: Task, file: OpenFile, count: number): string | Errno | Block {
  if (file.path === null || file.flags & O_PATH) return EBADF;
  const { ops, sb, node } = placeOf(tx.k, file.path);
  if (isDir(ops.perm(viewOf(tx, task), sb, node))) return EISDIR;
  if (ops.read) {
    const text = ops.read(viewOf(tx, task), sb, node);
    if (failed(text)) return text;
    const part = text.slice(file.pos, file.pos + count);
    if (part !== "") tx.emit({ type: "file.moved", file: file.id, pos: file.pos + part.length });
    return part;
  }
  // A generated file was opened for writing only, or has nothing to read.
  const inode = inodeBehind(tx.k, file.path);
  if (!inode) return EIO;
  const { body } = inode;
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
  if (ops.write || ops.changes === undefined) {
    if (ops.write === undefined) return EIO;
    const opener = file.target.kind === "node" ? file.target.opener : undefined;
    const taken = ops.write(tx, task, sb, node, data, opener, file.pos);
    if (!isBlock(taken) && !failed(taken)) {
      tx.emit({ type: "file.moved", file: file.id, pos: file.pos + taken });
    }
    return taken;
  }
  if (data === "") return 0;
  const at = file.flags & O_APPEND ? seekSize(tx.k, file) : file.pos;
  if (at + data.length > FILE_MAX) return EFBIG;
  const allowed = allowedSize(tx, task, at, data.length);
  if (failed(allowed)) return allowed;
  const fits = data.slice(0, roomFor(tx, place, at, allowed));
  // "ENOSPC: The device containing the file … has no room for the data" - write(2)
  if (fits === "") return ENOSPC;
  const real = storedBehind(tx.k, sb, node);
  if (!real) return EIO;
  const charged = chargeWrite(tx, task, real.sb, inodeAt(tx.k, real.node), at, fits.length);
  if (isBlock(charged)) return charged;
  dropSetuid(tx, task, place);
  const result = ops.changes.write(tx, sb, node, at, fits.slice(0, charged));
  if (failed(result)) return result;
  tx.emit({ type: "file.moved", file: file.id, pos: at + charged });
  return charged;
}

/** How many of `count` bytes the task's RLIMIT_FSIZE allows it to write: generic_write_check_limits(), fs/read_write.c */
export function allowedSize(tx: Tx, task: Task, at: number, count: number): number | Errno {
  const max = softLimit(task, "fsize");
  if (at < max) return Math.min(count, max - at);
  // "Attempts to extend a file beyond this limit result in delivery of a SIGXFSZ signal … EFBIG" - getrlimit(2)
  sendSignal(tx, 0 as Pid, task.pid, SIGXFSZ);
  return EFBIG;
}

/** How many of `count` bytes the file system has room for, at offset `at` of the file. */
export function roomFor(tx: Tx, { sb, node }: Place, at: number, count: number): number {
  const real = storedBehind(tx.k, sb, node);
  if (!real) return count;
  const { body } = inodeAt(tx.k, real.node);
  if (body.kind !== "file") return count;
  const free = capacity(real.sb, tx.machine.hardware) - real.sb.used;
  const end = (Math.ceil(body.data.length / BLOCK) + Math.max(0, free)) * BLOCK;
  return Math.max(0, Math.min(count, end - at));
}

/**
 * "When a write is made by a process without CAP_FSETID, set-user-ID and set-group-ID are cleared" - inode(7): in the
 * initial user namespace, setattr_should_drop_suidgid(), fs/attr.c. The file's capabilities go whoever writes:
 * file_remove_privs(), fs/inode.c
 */
export function dropSetuid(tx: Tx, task: Task, { ops, sb, node }: Place): void {
  const v = viewOf(tx, task);
  const perm = ops.perm(v, sb, node);
  const mode = withoutSetuid(v, perm);
  dropFileCaps(tx, v, { ops, sb, node });
  if (mode !== perm.mode && !capable(tx.k, task, "CAP_FSETID")) ops.changes?.chmod(tx, sb, node, mode);
}

/** cap_inode_killpriv() */
export function dropFileCaps(tx: Tx, v: View, { ops, sb, node }: Pick<Place, "ops" | "sb" | "node">): void {
  if (ops.xattrs?.(v, sb, node)[CAPS_XATTR] !== undefined) ops.changes?.setxattr(tx, sb, node, CAPS_XATTR, null);
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
  const body = file.path && inodeBehind(k, file.path)?.body;
  return body?.kind === "file" ? body.size : 0;
}
