// Files made, removed and written: what the file system does besides finding them.

import type { Op } from "../../machine/op.ts";
import type { DentryId } from "../fs/dentry.ts";
import type { InodeId } from "../fs/inode.ts";
import { countNames } from "../fs/names.ts";
import { get } from "../table.ts";
import type { Kernel } from "../world.ts";
import { run } from "./faults.ts";

const PAGE = 4096; // bytes

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
export function* removed(k: Kernel, id: DentryId): Generator<Op> {
  const dentry = get(k.dentries, id);
  const inode = dentry && get(k.inodes, dentry.inode);
  if (!inode || inode.nlink > 1) return;
  yield* run("delete_inode");
  if (inode.body.kind === "file") yield* run("truncate_page", Math.ceil(inode.body.size / PAGE));
}

/** generic_file_write(): each page found or made in the cache, a block for each new one. */
export function* write(k: Kernel, inode: InodeId, offset: number, bytes: number): Generator<Op> {
  const body = get(k.inodes, inode)?.body;
  const size = body?.kind === "file" ? body.size : 0;
  const touched = Math.ceil((offset + bytes) / PAGE) - Math.floor(offset / PAGE);
  const fresh = Math.max(0, Math.ceil((offset + bytes) / PAGE) - Math.ceil(size / PAGE));
  yield* run("page_cache", touched);
  yield* run("get_block", fresh);
}
