// Copy-up: before a file of a lower layer is changed, it is copied into the upper one, with the directories above it.
//
//   lower ──(write, chmod, link, rename …)──> copying ──> upper        ovl_copy_up_one(), fs/overlayfs/copy_up.c
//                                                │
//                                                └ ENOSPC, EROFS: nothing is left, the call fails
//
// "the parent directory hierarchy is first created in the upper filesystem … the metadata … is copied up, then the data".
// Owner, mode, times and attributes are those of the lower file, so nobody sees that it moved.

import { ENOSPC, EROFS, type Errno, failed } from "../../abi/errno.ts";
import { S_IFDIR, S_IFMT, S_IFREG } from "../../abi/flags.ts";
import { lookup } from "../../table.ts";
import type { Tx } from "../../tx.ts";
import { blocksOf, capacity, inodeCapacity } from "../blocks.ts";
import type { DentryId } from "../dentry.ts";
import type { Body, Inode } from "../inode.ts";
import type { SuperBlock } from "../mount.ts";
import { NO_NAMES, nameIn } from "../names.ts";
import type { GenNode } from "../path.ts";
import { treeOps } from "../tree.ts";
import { handleOf, indexName, inodeOf, lowersOf, markOf, nameOf, parentOf, upperOf } from "./stack.ts";
import { overlayOf, type Upper } from "./state.ts";

/** The changes of the upper layer's own file system. */
export function upperChanges() {
  if (!treeOps.changes) throw new Error("a stored file system takes changes");
  return treeOps.changes;
}

export const upperSb = (tx: Tx, { sb }: Upper): SuperBlock => lookup(tx.k.superBlocks, sb);

/** Sets one of overlayfs's marks on an upper file, where the upper layer takes them. */
export function mark(tx: Tx, sb: SuperBlock, dentry: DentryId, name: string, value: string | null): void {
  const { prefix, marks, upper } = overlayOf(sb);
  if (!marks || !upper) return;
  upperChanges().setxattr(tx, upperSb(tx, upper), dentry, prefix + name, value);
}

/**
 * The upper file of a place, made if need be. `whole`: with metacopy=on the data too, for something will be written.
 * EROFS: there is no upper layer. ENOSPC: it has no room.
 */
export function copyUp(tx: Tx, id: SuperBlock, node: GenNode, whole = false): DentryId | Errno {
  const sb = lookup(tx.k.superBlocks, id.id);
  const { upper } = overlayOf(sb);
  if (!upper) return EROFS;
  const there = upperOf(tx.k, sb, node);
  if (there !== null) {
    const failure = whole ? fillIn(tx, sb, node, there, upper) : 0;
    if (failed(failure)) return failure;
    return named(tx, sb, node, there, upper);
  }
  const parent = copyUp(tx, sb, parentOf(tx.k, sb, node));
  if (failed(parent)) return parent;
  return copyOne(tx, lookup(tx.k.superBlocks, id.id), node, parent, whole);
}

function copyOne(tx: Tx, sb: SuperBlock, node: GenNode, parent: DentryId, whole: boolean): DentryId | Errno {
  const { upper, metacopy, prefix } = overlayOf(sb);
  const [real] = lowersOf(tx.k, sb, node);
  if (!upper || !real) throw new Error(`${node} has nothing to copy up`);
  const inode = inodeOf(tx.k, real);
  const regular = (inode.mode & S_IFMT) === S_IFREG;
  const metaOnly = metacopy && regular && !whole;
  const body = metaOnly ? emptied(inode.body) : copied(inode.body);
  const fs = upperSb(tx, upper);
  if (!hasRoom(tx, fs, body)) return ENOSPC;
  const above = inodeOf(tx.k, { sb: fs, node: parent });
  const { mode, uid, gid, atime, mtime } = inode;
  const changes = upperChanges();
  const dentry = changes.create(tx, fs, parent, nameOf(tx.k, sb, node), { mode, uid, gid, body }) as DentryId | Errno;
  if (failed(dentry)) return dentry;
  for (const [name, value] of Object.entries(inode.xattrs ?? {})) {
    if (!name.startsWith(prefix)) changes.setxattr(tx, fs, dentry, name, value);
  }
  mark(tx, sb, dentry, "origin", handleOf(inode));
  if (metaOnly) mark(tx, sb, dentry, "metacopy", "");
  if (markOf(tx.k, sb, { sb: fs, node: parent }, "impure") === undefined) mark(tx, sb, parent, "impure", "y");
  changes.touch(tx, fs, dentry, atime, mtime);
  changes.touch(tx, fs, parent, above.atime, above.mtime);
  if (upper.index !== null && inode.nlink > 1 && (inode.mode & S_IFMT) !== S_IFDIR) {
    changes.link(tx, fs, dentry, upper.index, indexName(inode));
    mark(tx, sb, dentry, "nlink", "L+0");
  }
  tx.emit({ type: "overlay.copied-up", sb: sb.id, node, dentry });
  return dentry;
}

/** With index=on the copy may have been made under another name of the file: this name is then one more link to it. */
function named(tx: Tx, sb: SuperBlock, node: GenNode, there: DentryId, upper: Upper): DentryId | Errno {
  if (upper.index === null || lookup(tx.k.dentries, there).parent !== upper.index) return there;
  const parent = copyUp(tx, sb, parentOf(tx.k, sb, node));
  if (failed(parent)) return parent;
  const name = nameOf(tx.k, sb, node);
  upperChanges().link(tx, upperSb(tx, upper), there, parent, name);
  const { body } = inodeOf(tx.k, { sb, node: parent });
  const dentry = body.kind === "dir" ? nameIn(body.entries, name) : undefined;
  if (dentry === undefined) throw new Error(`${name} was linked and is not there`);
  tx.emit({ type: "overlay.copied-up", sb: sb.id, node, dentry });
  return dentry;
}

/** The data of a file whose metadata alone was copied up. */
function fillIn(tx: Tx, sb: SuperBlock, node: GenNode, dentry: DentryId, upper: Upper): 0 | Errno {
  const fs = upperSb(tx, upper);
  if (markOf(tx.k, sb, { sb: fs, node: dentry }, "metacopy") === undefined) return 0;
  const [real] = lowersOf(tx.k, sb, node);
  const body = real && inodeOf(tx.k, real).body;
  const { atime, mtime } = inodeOf(tx.k, { sb: fs, node: dentry });
  if (body?.kind === "file") {
    if (!hasRoom(tx, fs, body)) return ENOSPC;
    if (body.data !== "") upperChanges().write(tx, fs, dentry, 0, body.data);
  }
  mark(tx, sb, dentry, "metacopy", null);
  return upperChanges().touch(tx, fs, dentry, atime, mtime);
}

function copied(body: Body): Body {
  if (body.kind === "dir") return { kind: "dir", entries: NO_NAMES };
  return body.kind === "fifo" ? { kind: "fifo", pipe: null } : body;
}

const emptied = (body: Body): Body => (body.kind === "file" ? { kind: "file", data: "", size: body.size } : body);

function hasRoom(tx: Tx, fs: SuperBlock, body: Inode["body"]): boolean {
  const { hardware } = tx.machine;
  if (fs.inodes >= inodeCapacity(fs, hardware)) return false;
  return blocksOf(body, fs.type) <= Math.max(0, capacity(fs, hardware) - fs.used);
}
