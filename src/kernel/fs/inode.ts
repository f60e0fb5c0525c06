import type { Charge } from "../cgroup/memory.ts";
import type { PipeId } from "./file.ts";
import type { SbId } from "./mount.ts";
import type { Names } from "./names.ts";

export type InodeId = number & { readonly __inode: true };

/** A file apart from its names. Ids of users and groups are those of the initial user namespace. */
export interface Inode {
  readonly id: InodeId;
  readonly sb: SbId;
  /** The inode number that stat(2) shows. */
  readonly ino: number;
  /** S_IF* type and permission bits. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly nlink: number;
  /** Virtual nanoseconds since boot; files of the installed system are older (negative). */
  readonly atime: number;
  readonly mtime: number;
  readonly ctime: number;
  readonly body: Body;
  /** Extended attributes by their full names, "user.note"; values are byte strings. Absent: none. */
  readonly xattrs?: Xattrs;
  /** Pages of its data that a cgroup pays for; absent: none. */
  readonly charges?: readonly Charge[];
}

export type Xattrs = Readonly<Record<string, string>>;

/** What an inode holds. File data is a byte string: one character a byte. */
export type Body =
  | { readonly kind: "dir"; readonly entries: Names }
  /** Bytes from data.length to size are zeros (a hole). */
  | { readonly kind: "file"; readonly data: string; readonly size: number }
  | { readonly kind: "symlink"; readonly target: string }
  | { readonly kind: "device"; readonly major: number; readonly minor: number }
  | { readonly kind: "fifo"; readonly pipe: PipeId | null }
  | { readonly kind: "socket" };

/** The body after `data` was written at `offset`. A gap before it becomes zeros; what follows stays. */
export function writtenBody(inode: Inode, offset: number, data: string): Body {
  const { body } = inode;
  if (body.kind !== "file") throw new Error(`inode ${inode.id} is a ${body.kind}: it holds no bytes`);
  const end = offset + data.length;
  const size = Math.max(body.size, end);
  if (offset === body.data.length) return { kind: "file", data: body.data + data, size };
  const head = offset <= body.data.length ? body.data.slice(0, offset) : body.data.padEnd(offset, "\0");
  return { kind: "file", data: head + data + body.data.slice(end), size };
}
