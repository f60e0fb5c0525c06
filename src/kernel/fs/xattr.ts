// Extended attributes: a name and a value beside the file's own fields - xattr(7).
//
// The prefix of the name decides who may: "user." asks the permission bits, "trusted." CAP_SYS_ADMIN (and nobody else
// even sees them), "security." one capability each. overlayfs keeps its marks in trusted.overlay.*, setcap(8) keeps
// what a program may do in security.capability.

import {
  E2BIG,
  EACCES,
  EEXIST,
  EINVAL,
  ENODATA,
  EOPNOTSUPP,
  EOVERFLOW,
  EPERM,
  ERANGE,
  EROFS,
  type Errno,
  failed,
} from "../abi/errno.ts";
import { R_OK, S_IFDIR, S_IFMT, S_IFREG, S_ISVTX, W_OK, XATTR_CREATE, XATTR_REPLACE } from "../abi/flags.ts";
import { packFileCaps, readFileCaps } from "../abi/vfs-cap.ts";
import { XATTR_NAME_MAX, XATTR_SIZE_MAX } from "../param.ts";
import { capable } from "../security/capable.ts";
import { fromKernelId, toKernelId } from "../security/id-map.ts";
import type { Task } from "../task/task.ts";
import type { Tx } from "../tx.ts";
import type { View } from "./ops.ts";
import { capableOver, mayAccess, ownsOrCapable } from "./permission.ts";
import { isReadonly, type Place } from "./place.ts";
import { viewOf } from "./view.ts";

export const CAPS_XATTR = "security.capability";

/** xattr_permission(), fs/xattr.c; `want` is R_OK or W_OK. */
function refuses(v: View, place: Place, name: string, want: number): Errno | null {
  if (want === W_OK && isReadonly(place)) return EROFS;
  if (name.startsWith("security.") || name.startsWith("system.")) return null;
  if (name.startsWith("trusted.")) {
    if (capable(v.k, v.task, "CAP_SYS_ADMIN")) return null;
    return want === W_OK ? EPERM : ENODATA;
  }
  const perm = place.ops.perm(v, place.sb, place.node);
  const type = perm.mode & S_IFMT;
  if (name.startsWith("user.")) {
    // "user extended attributes are allowed only for regular files and directories" - xattr(7)
    if (type !== S_IFREG && type !== S_IFDIR) return want === W_OK ? EPERM : ENODATA;
    if (type === S_IFDIR && perm.mode & S_ISVTX && want === W_OK && !ownsOrCapable(v, perm)) return EPERM;
  }
  return mayAccess(v, perm, want) ? null : EACCES;
}

/** xattr_resolve_name(): does the file system keep attributes of this prefix? */
function refusesName(name: string): Errno | null {
  const m = /^(user|trusted|security)\.(.*)$/s.exec(name);
  if (!m) return EOPNOTSUPP;
  return m[2] === "" ? EINVAL : null;
}

/** The value of an attribute. "ENODATA: The named attribute does not exist, or the process has no access to it" */
export function readXattr(v: View, place: Place, name: string): string | Errno {
  if (name === "" || name.length > XATTR_NAME_MAX) return ERANGE;
  const refused = refuses(v, place, name, R_OK);
  if (refused) return refused;
  if (!place.ops.xattrs) return EOPNOTSUPP;
  const unknown = refusesName(name);
  if (unknown) return unknown;
  const value = place.ops.xattrs(v, place.sb, place.node)[name];
  if (value === undefined) return ENODATA;
  return name === CAPS_XATTR ? shownCaps(v, value) : value;
}

/** The names that the caller may know of, in order. trusted ones only with CAP_SYS_ADMIN: simple_xattr_list() */
export function namesOfXattrs(v: View, place: Place): readonly string[] {
  const all = Object.keys(place.ops.xattrs?.(v, place.sb, place.node) ?? {}).sort();
  return capable(v.k, v.task, "CAP_SYS_ADMIN") ? all : all.filter((name) => !name.startsWith("trusted."));
}

/** Setting `value`, or with null removing it; `flags` are XATTR_CREATE and XATTR_REPLACE. */
export function changeXattr(
  tx: Tx,
  task: Task,
  place: Place,
  name: string,
  value: string | null,
  flags: number,
): 0 | Errno {
  if (name === "" || name.length > XATTR_NAME_MAX) return ERANGE;
  if (value !== null && value.length > XATTR_SIZE_MAX) return E2BIG;
  const v = viewOf(tx, task);
  const refused = refuses(v, place, name, W_OK);
  if (refused) return refused;
  if (name.startsWith("security.")) {
    // cap_inode_setxattr() and cap_convert_nscap(), security/commoncap.c
    const perm = place.ops.perm(v, place.sb, place.node);
    const may =
      name === CAPS_XATTR ? capableOver(tx.k, task, "CAP_SETFCAP", perm) : capable(tx.k, task, "CAP_SYS_ADMIN");
    if (!may) return EPERM;
  }
  const { ops, sb, node } = place;
  const bytes = name === CAPS_XATTR && value !== null ? storedCaps(v, value) : value;
  if (failed(bytes)) return bytes;
  if (!ops.xattrs || !ops.changes) return EOPNOTSUPP;
  const unknown = refusesName(name);
  if (unknown) return unknown;
  const there = Object.hasOwn(ops.xattrs(v, sb, node), name);
  if (there && flags & XATTR_CREATE) return EEXIST;
  if (!there && (flags & XATTR_REPLACE || value === null)) return ENODATA;
  return ops.changes.setxattr(tx, sb, node, name, bytes);
}

/** Root of a user namespace grants for that namespace: the attribute names him. cap_convert_nscap() */
function storedCaps(v: View, value: string): string | Errno {
  const caps = readFileCaps(value);
  const rootid = toKernelId(v.k, v.task.ns.user, "uid", caps?.rootid ?? 0);
  return caps && rootid !== null ? packFileCaps({ ...caps, rootid }) : EINVAL;
}

/** What the caller's own root granted shows as if there were no other: cap_inode_getsecurity() */
function shownCaps(v: View, value: string): string | Errno {
  const caps = readFileCaps(value);
  if (!caps) return value;
  const rootid = fromKernelId(v.k, v.task.ns.user, "uid", caps.rootid);
  if (rootid !== null) return packFileCaps({ ...caps, rootid });
  return EOVERFLOW;
}
