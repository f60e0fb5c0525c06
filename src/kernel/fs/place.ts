// A Path with what is needed to work there at hand. Never stored: only its Path goes into an event.

import { S_IFDIR, S_IFLNK, S_IFMT } from "../abi/flags.ts";
import { lookup } from "../table.ts";
import type { Kernel } from "../world.ts";
import { opsOf } from "./filesystems.ts";
import type { Mount, SuperBlock } from "./mount.ts";
import type { FsOps, Perm, View } from "./ops.ts";
import type { Node, Path } from "./path.ts";

export interface Place {
  readonly mount: Mount;
  readonly sb: SuperBlock;
  readonly ops: FsOps;
  readonly node: Node;
}

export function placeOf(k: Kernel, path: Path): Place {
  return placeIn(k, lookup(k.mounts, path.mnt), path.node);
}

export function placeIn(k: Kernel, mount: Mount, node: Node): Place {
  const sb = lookup(k.superBlocks, mount.sb);
  return { mount, sb, ops: opsOf(sb), node };
}

export function pathOf(place: Place): Path {
  return { mnt: place.mount.id, node: place.node };
}

export const isDir = (perm: Perm): boolean => (perm.mode & S_IFMT) === S_IFDIR;
export const isSymlink = (perm: Perm): boolean => (perm.mode & S_IFMT) === S_IFLNK;

/** "EROFS": the mount or the whole file system is read-only. */
export function isReadonly(place: Place): boolean {
  return place.mount.flags.readonly || place.sb.readonly;
}

/** "ENOENT": the name was removed; nothing can be made or mounted there any more. */
export function isRemoved(v: View, { ops, sb, node }: Place): boolean {
  return ops.gone?.(v, sb, node) ?? false;
}

/** Is the place itself where its mount begins? path_mounted(), fs/namespace.c */
export function isMountRoot(place: Place): boolean {
  return place.node === place.mount.root;
}
