// Stored file systems: ext4, tmpfs, devtmpfs, rootfs, mqueue. Inodes are files, dentries are their names.
//
// An inode has no name and may have several: each name in a directory is a dentry that points to one. "rm" takes a
// name away; the file goes when it has none left and nobody has it open.

import { EINVAL, ENOENT, ENOSPC, ENXIO, type Errno, failed } from "../abi/errno.ts";
import { S_IFDIR, S_IFMT } from "../abi/flags.ts";
import { get, lookup, values } from "../table.ts";
import type { Task } from "../task/task.ts";
import type { Tx } from "../tx.ts";
import type { Kernel } from "../world.ts";
import { blocksOf, isFull, sectors, sizeOf } from "./blocks.ts";
import type { DentryId } from "./dentry.ts";
import { openDevice } from "./device-open.ts";
import type { Inode, InodeId } from "./inode.ts";
import type { SuperBlock } from "./mount.ts";
import { listNames, nameIn } from "./names.ts";
import type { Attr, Dirent, FsChanges, FsOps, Made } from "./ops.ts";
import type { Node } from "./path.ts";

const NO_DEVICE = { major: 0, minor: 0 };

/** The inode behind a node of a stored file system. */
export function inodeAt(k: Kernel, node: Node): Inode {
  return lookup(k.inodes, lookup(k.dentries, node as DentryId).inode);
}

function find(k: Kernel, dir: Node, name: string): DentryId | Errno {
  const { body } = inodeAt(k, dir);
  if (body.kind !== "dir") return ENOENT;
  return nameIn(body.entries, name) ?? ENOENT;
}

function attrOf(inode: Inode, { type }: SuperBlock): Attr {
  const { mode, uid, gid, ino, nlink, atime, mtime, ctime, body } = inode;
  const rdev = body.kind === "device" ? { major: body.major, minor: body.minor } : NO_DEVICE;
  return {
    mode,
    uid,
    gid,
    ino,
    nlink,
    size: sizeOf(body, type),
    blocks: sectors(blocksOf(body, type)),
    rdev,
    atime,
    mtime,
    ctime,
  };
}

function list(k: Kernel, dir: Node): Dirent[] {
  const { body } = inodeAt(k, dir);
  if (body.kind !== "dir") return [];
  return listNames(body.entries).map(([name, id]) => {
    const { ino, mode } = inodeAt(k, id);
    return { ino, type: mode & S_IFMT, name };
  });
}

/** Does anything still use the file, apart from its names? A removed directory holds the one it was in. */
function isHeld(k: Kernel, inode: InodeId): boolean {
  const here = (node: Node | undefined): boolean => {
    for (let at = node; typeof at === "number"; ) {
      const dentry = lookup(k.dentries, at);
      if (dentry.inode === inode) return true;
      if (!dentry.unlinked) return false;
      at = dentry.parent;
    }
    return false;
  };
  if (values(k.files).some((f) => here(f.path?.node))) return true;
  const uses = (t: Task) => here(t.cwd.node) || here(t.root.node) || here(t.exe?.node);
  if (values(k.tasks).some((t) => t.state !== "zombie" && uses(t))) return true;
  return values(k.mounts).some((m) => here(m.root));
}

/** The last who held a file without a name lets go of it: the file goes, and its room is free again. */
export function evictUnused(tx: Tx, node: Node | undefined): void {
  if (typeof node !== "number") return;
  const dentry = get(tx.k.dentries, node);
  if (dentry?.unlinked && !isHeld(tx.k, dentry.inode)) tx.emit({ type: "inode.evicted", dentry: node });
}

function unlink(tx: Tx, node: Node): 0 {
  const dentry = node as DentryId;
  tx.emit({ type: "dentry.unlinked", dentry, held: isHeld(tx.k, inodeAt(tx.k, node).id), at: tx.now });
  return 0;
}

const inodeId = (tx: Tx, node: Node): InodeId => lookup(tx.k.dentries, node as DentryId).inode;

/** A new inode and its name; with `dir` null, the root of the file system. */
export function createInode(tx: Tx, sb: SuperBlock, dir: Node | null, name: string, made: Made): DentryId {
  const { next } = tx.k;
  const id = next.dentry as DentryId;
  const { mode, uid, gid, body } = made;
  const nlink = (mode & S_IFMT) === S_IFDIR ? 2 : 1;
  const at = tx.now;
  const ino = lookup(tx.k.superBlocks, sb.id).nextIno;
  const inode = {
    id: next.inode as InodeId,
    sb: sb.id,
    ino,
    mode,
    uid,
    gid,
    nlink,
    atime: at,
    mtime: at,
    ctime: at,
    body,
  };
  const dentry = { id, parent: (dir ?? id) as DentryId, name, inode: inode.id, unlinked: false };
  tx.emit({ type: "inode.created", inode, dentry, at });
  return id;
}

const changes: FsChanges = {
  create: (tx, sb, dir, name, made) => {
    // "ENOSPC: The device … has no room for the new directory [entry]" - mkdir(2)
    if (isFull(sb, tx.machine.hardware, made.body)) return ENOSPC;
    return createInode(tx, sb, dir, name, made);
  },
  link: (tx, sb, node, dir, name) => {
    if (isFull(sb, tx.machine.hardware, null)) return ENOSPC;
    const inode = inodeId(tx, node);
    const id = tx.k.next.dentry as DentryId;
    tx.emit({
      type: "dentry.linked",
      dentry: { id, parent: dir as DentryId, name, inode, unlinked: false },
      at: tx.now,
    });
    return 0;
  },
  unlink: (tx, _sb, node) => unlink(tx, node),
  rename: (tx, sb, node, dir, name, { replaced: old, left }) => {
    const from = lookup(tx.k.dentries, node as DentryId);
    if (left !== null && isFull(sb, tx.machine.hardware, left.body)) return ENOSPC;
    const replaced = old === null ? null : { dentry: old as DentryId, held: isHeld(tx.k, inodeAt(tx.k, old).id) };
    tx.emit({
      type: "dentry.renamed",
      dentry: node as DentryId,
      parent: dir as DentryId,
      name,
      replaced,
      at: tx.now,
    });
    if (left !== null) createInode(tx, sb, from.parent, from.name, left);
    return 0;
  },
  exchange: (tx, _sb, a, b) => {
    tx.emit({ type: "dentry.exchanged", a: a as DentryId, b: b as DentryId, at: tx.now });
    return 0;
  },
  chmod: (tx, _sb, node, mode) => {
    tx.emit({ type: "inode.chmoded", inode: inodeId(tx, node), mode, at: tx.now });
    return 0;
  },
  chown: (tx, _sb, node, uid, gid, mode) => {
    tx.emit({ type: "inode.chowned", inode: inodeId(tx, node), uid, gid, mode, at: tx.now });
    return 0;
  },
  touch: (tx, _sb, node, atime, mtime) => {
    tx.emit({ type: "inode.touched", inode: inodeId(tx, node), atime, mtime, at: tx.now });
    return 0;
  },
  truncate: (tx, _sb, node, size) => {
    tx.emit({ type: "inode.truncated", inode: inodeId(tx, node), size, at: tx.now });
    return 0;
  },
  write: (tx, _sb, node, offset, data) => {
    tx.emit({ type: "inode.written", inode: inodeId(tx, node), offset, data, at: tx.now });
    return 0;
  },
};

export const treeOps: FsOps = {
  lookup: (v, _sb, dir, name) => find(v.k, dir, name),
  perm: (v, _sb, node) => inodeAt(v.k, node),
  attr: (v, sb, node) => attrOf(inodeAt(v.k, node), sb),
  readdir: (v, _sb, dir) => list(v.k, dir),
  readlink: (v, _sb, node) => {
    const { body } = inodeAt(v.k, node);
    return body.kind === "symlink" ? body.target : EINVAL;
  },
  parent: (v, _sb, node) => lookup(v.k.dentries, node as DentryId).parent,
  name: (v, _sb, node) => lookup(v.k.dentries, node as DentryId).name,
  gone: (v, _sb, node) => lookup(v.k.dentries, node as DentryId).unlinked,
  open: (v, _sb, node) => {
    const { body } = inodeAt(v.k, node);
    if (body.kind === "device") return openDevice(v, body.major, body.minor);
    // "ENXIO: The file is a UNIX domain socket" - open(2)
    return body.kind === "socket" ? ENXIO : { kind: "node" };
  },
  changes,
};

/** The entry of a directory that the caller knows to be there: for building trees at boot. */
export function entry(k: Kernel, dir: Node, name: string): DentryId | null {
  const found = find(k, dir, name);
  return failed(found) ? null : found;
}
