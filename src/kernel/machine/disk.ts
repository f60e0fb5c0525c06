// What is on a virtual disk, while no kernel has it mounted: the stored file system of its machine as it was left.

import type { Dentry, DentryId } from "../fs/dentry.ts";
import type { Inode, InodeId } from "../fs/inode.ts";
import type { SuperBlock } from "../fs/mount.ts";
import { emptyTable, get, lookup, remove, set, type Table, values } from "../table.ts";
import type { Kernel } from "../world.ts";

export interface DiskContent {
  readonly sb: SuperBlock;
  readonly inodes: Table<InodeId, Inode>;
  readonly dentries: Table<DentryId, Dentry>;
  /** The first numbers that are free. */
  readonly next: { readonly inode: number; readonly dentry: number };
}

const diskOf = (k: Kernel): SuperBlock | undefined => values(k.superBlocks).find((sb) => sb.type === "ext4");

/** The root disk's share of a kernel's tables; null where it has none. */
export function contentOf(k: Kernel): DiskContent | null {
  const sb = diskOf(k);
  if (!sb) return null;
  let inodes = emptyTable<InodeId, Inode>();
  let dentries = emptyTable<DentryId, Dentry>();
  for (const inode of values(k.inodes)) if (inode.sb === sb.id) inodes = set(inodes, inode.id, inode);
  for (const d of values(k.dentries)) {
    if (!d.unlinked && get(inodes, d.inode)) dentries = set(dentries, d.id, d);
  }
  const { inode, dentry } = k.next;
  return { sb, inodes, dentries, next: { inode, dentry } };
}

/** A kernel that has mounted a disk with this content instead of its own. */
export function withContent(k: Kernel, { sb, inodes, dentries, next }: DiskContent): Kernel {
  const own = diskOf(k);
  if (!own || own.id !== sb.id) throw new Error("the disk was made by another kind of machine");
  const change = { inodes: k.inodes, dentries: k.dentries };
  for (const d of values(k.dentries)) {
    if (lookup(k.inodes, d.inode).sb === sb.id) change.dentries = remove(change.dentries, d.id);
  }
  for (const old of values(k.inodes)) if (old.sb === sb.id) change.inodes = remove(change.inodes, old.id);
  for (const kept of values(inodes)) change.inodes = set(change.inodes, kept.id, kept);
  for (const d of values(dentries)) change.dentries = set(change.dentries, d.id, d);
  return {
    ...k,
    ...change,
    superBlocks: set(k.superBlocks, sb.id, sb),
    next: { ...k.next, inode: Math.max(k.next.inode, next.inode), dentry: Math.max(k.next.dentry, next.dentry) },
  };
}
