// What execve(2) needs of a program's file.

import { EACCES, type Errno, ETXTBSY, failed } from "../abi/errno.ts";
import { S_IFMT, S_IFREG, X_OK } from "../abi/flags.ts";
import { type FileCaps, readFileCaps } from "../abi/vfs-cap.ts";
import type { Task } from "../task/task.ts";
import type { Tx } from "../tx.ts";
import type { View } from "./ops.ts";
import type { Path } from "./path.ts";
import { mayAccess } from "./permission.ts";
import { type Place, pathOf } from "./place.ts";
import { inodeBehind } from "./real.ts";
import { isOpenForWriting } from "./text-busy.ts";
import { viewOf } from "./view.ts";
import { FOLLOW, walk } from "./walk.ts";
import { CAPS_XATTR } from "./xattr.ts";

export interface Loaded {
  readonly path: Path;
  readonly mode: number;
  /** As the initial user namespace numbers them. */
  readonly uid: number;
  readonly gid: number;
  /** The bytes of the file, without the hole at its end. */
  readonly text: string;
  /** The mount ignores S_ISUID, S_ISGID and the file's capabilities. */
  readonly nosuid: boolean;
  readonly caps: FileCaps | null;
}

function capsOfFile(v: View, { ops, sb, node }: Place): FileCaps | null {
  const bytes = ops.xattrs?.(v, sb, node)[CAPS_XATTR];
  return bytes === undefined ? null : readFileCaps(bytes);
}

/** "EACCES: The file or a script interpreter is not a regular file … The filesystem is mounted noexec" - execve(2) */
export function loadFile(tx: Tx, task: Task, path: string): Loaded | Errno {
  const v = viewOf(tx, task);
  const place = walk(v, path, FOLLOW);
  if (failed(place)) return place;
  const { mount, sb, ops, node } = place;
  const perm = ops.perm(v, sb, node);
  if ((perm.mode & S_IFMT) !== S_IFREG || mount.flags.noexec || !mayAccess(v, perm, X_OK)) return EACCES;
  if (isOpenForWriting(v.k, pathOf(place))) return ETXTBSY;
  const { mode, uid, gid } = perm;
  const body = inodeBehind(tx.k, pathOf(place))?.body;
  const text = body?.kind === "file" ? body.data : "";
  return { path: pathOf(place), mode, uid, gid, text, nosuid: mount.flags.nosuid, caps: capsOfFile(v, place) };
}
