// Mounts that are in no namespace's tree: "pipefs", "nsfs" and "sockfs".
//
// A pipe, a namespace and a socket are files too: the first two can be opened through /proc/PID/fd/N and /proc/PID/ns/*, and a
// namespace can be bind-mounted. So that every open file has a Path, Linux keeps a mount of its own for each
// kind, which nobody can reach by a name. They are made first at boot and so have fixed numbers.

import type { SockId } from "../net/socket.ts";
import type { NsId } from "../ns/namespace.ts";
import type { PipeId } from "./file.ts";
import type { MntId, SbId } from "./mount.ts";
import type { GenNode, Path } from "./path.ts";

export const PIPEFS_SB = 1 as SbId;
export const NSFS_SB = 2 as SbId;
export const SOCKFS_SB = 3 as SbId;
export const PIPEFS_MNT = 1 as MntId;
export const NSFS_MNT = 2 as MntId;
export const SOCKFS_MNT = 3 as MntId;

/** Where a pipe is: what /proc/PID/fd/N leads to when `path` of the open file is null. */
export function pipePath(pipe: PipeId): Path {
  return { mnt: PIPEFS_MNT, node: String(pipe) as GenNode };
}

/** Where a namespace is: what /proc/PID/ns/* leads to. Its name is "uts:[4026531838]". */
export function nsPath(ns: NsId): Path {
  return { mnt: NSFS_MNT, node: String(ns) as GenNode };
}

/** Where a socket is. Its name is "socket:[123]". */
export function socketPath(socket: SockId): Path {
  return { mnt: SOCKFS_MNT, node: String(socket) as GenNode };
}
