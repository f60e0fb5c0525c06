// Files made, removed and written: what the file system does besides finding them.

import type { Op } from "../../machine/op.ts";
import type { DentryId } from "../fs/dentry.ts";
import type { Inode, InodeId } from "../fs/inode.ts";
import { countNames } from "../fs/names.ts";
import { get } from "../table.ts";
import type { Kernel } from "../world.ts";
import { transfer } from "./devices.ts";
import { run } from "./faults.ts";
import type { Arch } from "./processes.ts";

const PAGE = 4096; // bytes

/** Whether the files of its file system lie on the machine's disk. */
const isOnDisk = (k: Kernel, { sb }: Inode): boolean => get(k.superBlocks, sb)?.type === "ext4";

const READAHEAD = 128 * 1024; // bytes: read_ahead_kb of a disk

/**
 * A file is read up to `end`: what is not in memory yet comes from the disk, and a part of what follows with it. Files
 * are read from the beginning here: how far is all that is kept.
 */
export function* readIn(arch: Arch, k: Kernel, inode: Inode, end: number): Generator<Op> {
  const { body, id } = inode;
  const have = arch.cached.get(id) ?? 0;
  if (body.kind !== "file" || end <= have || !isOnDisk(k, inode)) return;
  const to = Math.min(body.size, Math.ceil(end / READAHEAD) * READAHEAD);
  arch.cached.set(id, Math.max(to, end));
  if (to > have) yield* transfer(arch.devices.disk, "disk-read", to - have);
}

/** fsync(2), or with null sync(2): what was written goes to the disk, and a commit of the journal. */
export function* writeBack(arch: Arch, inode: InodeId | null): Generator<Op> {
  for (const [id, bytes] of arch.dirty) {
    if (inode !== null && id !== inode) continue;
    arch.dirty.delete(id);
    yield* transfer(arch.devices.disk, "disk-write", bytes);
  }
}

export function* making(k: Kernel, parent: DentryId): Generator<Op> {
  const dentry = get(k.dentries, parent);
  const body = dentry && get(k.inodes, dentry.inode)?.body;
  yield* run("dentry_alloc");
  yield* run("new_inode");
  // ext2_add_link() looks at every name that is there before it adds one
  if (body?.kind === "dir") yield* run("scan_entry", countNames(body.entries));
  yield* run("add_entry");
  yield* run("journal", 2);
}

/** The last name of a file is gone: its pages and blocks are given back. */
export function* removed(arch: Arch, k: Kernel, id: DentryId): Generator<Op> {
  const dentry = get(k.dentries, id);
  const inode = dentry && get(k.inodes, dentry.inode);
  if (!inode || inode.nlink > 1) return;
  arch.dirty.delete(inode.id);
  yield* run("delete_inode");
  if (inode.body.kind === "file") yield* run("truncate_page", Math.ceil(inode.body.size / PAGE));
}

/** generic_file_write(): each page found or made in the cache, a block for each new one. */
export function* write(arch: Arch, k: Kernel, id: InodeId, offset: number, bytes: number): Generator<Op> {
  const inode = get(k.inodes, id);
  const body = inode?.body;
  if (inode && isOnDisk(k, inode)) arch.dirty.set(id, (arch.dirty.get(id) ?? 0) + bytes);
  const size = body?.kind === "file" ? body.size : 0;
  arch.cached.set(id, Math.max(arch.cached.get(id) ?? 0, offset + bytes));
  const touched = Math.ceil((offset + bytes) / PAGE) - Math.floor(offset / PAGE);
  const fresh = Math.max(0, Math.ceil((offset + bytes) / PAGE) - Math.ceil(size / PAGE));
  yield* run("page_cache", touched);
  yield* run("get_block", fresh);
}
