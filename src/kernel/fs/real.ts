// From a place to what stores it. A file of an overlay is in one of its layers; a file of ext4 or tmpfs is where it is.

import { get, lookup } from "../table.ts";
import type { Kernel } from "../world.ts";
import type { DentryId } from "./dentry.ts";
import { opsOf } from "./filesystems.ts";
import type { Inode } from "./inode.ts";
import type { MntId, SuperBlock } from "./mount.ts";
import type { Real } from "./ops.ts";
import { foundAt } from "./overlay/state.ts";
import type { Node, Path } from "./path.ts";

/** The dentry whose inode holds the bytes, and its file system; null where they are generated. */
export function storedBehind(k: Kernel, sb: SuperBlock, node: Node): { sb: SuperBlock; node: DentryId } | null {
  for (let at: Real | null = { sb, node }; at; ) {
    if (typeof at.node === "number") return { sb: at.sb, node: at.node };
    at = opsOf(at.sb).real?.(k, at.sb, at.node) ?? null;
  }
  return null;
}

/** The inode that holds the bytes of a path; null where they are generated. */
export function inodeBehind(k: Kernel, { mnt, node }: Path): Inode | null {
  const dentry = typeof node === "number" ? node : storedBehind(k, sbOf(k, mnt), node)?.node;
  return dentry === undefined ? null : lookup(k.inodes, lookup(k.dentries, dentry).inode);
}

const sbOf = (k: Kernel, mnt: MntId): SuperBlock => lookup(k.superBlocks, lookup(k.mounts, mnt).sb);

/** The dentries that are in use as long as this place is: in an overlay those of its upper layer. */
export function dentriesOf(k: Kernel, node: Node): DentryId[] {
  if (typeof node === "number") return [node];
  const at = foundAt(node);
  const overlay = at && get(k.superBlocks, at.sb)?.overlay;
  if (!at || !overlay) return [];
  if (at.kind === "root") return overlay.upper ? [overlay.upper.root] : [];
  if (at.kind === "upper") return [at.dentry];
  const own = overlay.copied[node];
  return [...(own === undefined ? [] : [own]), ...dentriesOf(k, at.dir)];
}
