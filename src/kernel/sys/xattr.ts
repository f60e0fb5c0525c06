// setxattr(2), getxattr(2), listxattr(2), removexattr(2). The l variants do not follow a symbolic link at the end.

import { type Errno, failed } from "../abi/errno.ts";
import type { Place } from "../fs/place.ts";
import { viewOf } from "../fs/view.ts";
import { FOLLOW, walk } from "../fs/walk.ts";
import { changeXattr, namesOfXattrs, readXattr } from "../fs/xattr.ts";
import type { Pid } from "../task/task.ts";
import type { Tx } from "../tx.ts";

interface OfFile {
  readonly path: string;
  /** The link itself: lgetxattr(2) and its sisters. */
  readonly nofollow?: boolean;
}

const find = (tx: Tx, pid: Pid, { path, nofollow }: OfFile): Place | Errno =>
  walk(viewOf(tx, tx.task(pid)), path, nofollow ? 0 : FOLLOW);

/** The value, a byte string. */
export function sysGetxattr(tx: Tx, pid: Pid, args: OfFile & { readonly name: string }): string | Errno {
  const place = find(tx, pid, args);
  return failed(place) ? place : readXattr(viewOf(tx, tx.task(pid)), place, args.name);
}

export function sysListxattr(tx: Tx, pid: Pid, args: OfFile): readonly string[] | Errno {
  const place = find(tx, pid, args);
  return failed(place) ? place : namesOfXattrs(viewOf(tx, tx.task(pid)), place);
}

interface Setxattr extends OfFile {
  readonly name: string;
  readonly value: string;
  /** XATTR_CREATE, XATTR_REPLACE */
  readonly flags?: number;
}

export function sysSetxattr(tx: Tx, pid: Pid, args: Setxattr): 0 | Errno {
  const place = find(tx, pid, args);
  return failed(place) ? place : changeXattr(tx, tx.task(pid), place, args.name, args.value, args.flags ?? 0);
}

export function sysRemovexattr(tx: Tx, pid: Pid, args: OfFile & { readonly name: string }): 0 | Errno {
  const place = find(tx, pid, args);
  return failed(place) ? place : changeXattr(tx, tx.task(pid), place, args.name, null, 0);
}
