// Making, removing and changing in an overlay: always in the upper layer. fs/overlayfs/dir.c, inode.c

import { EIO, EPERM, type Errno, failed } from "../../abi/errno.ts";
import { S_IFCHR, S_IFDIR, S_IFMT } from "../../abi/flags.ts";
import { lookup } from "../../table.ts";
import type { Tx } from "../../tx.ts";
import type { DentryId } from "../dentry.ts";
import type { SuperBlock } from "../mount.ts";
import type { FsChanges, Made } from "../ops.ts";
import type { GenNode, Node } from "../path.ts";
import { copyUp, mark, upperChanges, upperSb } from "./copy-up.ts";
import { countLinks, isMerge, lowerHas, upperEntry } from "./entry.ts";
import { exchangeUpper, renameUpper } from "./rename.ts";
import { nameOf, parentOf, upperOf } from "./stack.ts";
import { nodeOfUpper, overlayOf } from "./state.ts";
import { putWhiteout, removeUpper } from "./whiteout.ts";

const fresh = (tx: Tx, sb: SuperBlock): SuperBlock => lookup(tx.k.superBlocks, sb.id);

/** ovl_create_or_link(): a whiteout that is in the way goes; a directory over lower ones shows nothing of them. */
function create(tx: Tx, old: SuperBlock, dir: Node, name: string, made: Made): Node | Errno {
  const device = made.body.kind === "device" && made.body.major === 0 && made.body.minor === 0;
  // "Don't allow creation of "whiteout" on overlay" - ovl_mknod()
  if (device && (made.mode & S_IFMT) === S_IFCHR) return EPERM;
  const parent = copyUp(tx, old, dir as GenNode);
  if (failed(parent)) return parent;
  const sb = fresh(tx, old);
  const { upper } = overlayOf(sb);
  if (!upper) throw new Error("what was copied up has an upper layer");
  const hidden = upperEntry(tx, sb, parent, name);
  // A directory over a whiteout must be marked opaque: ovl_create_over_whiteout()
  if (hidden !== null && (made.mode & S_IFMT) === S_IFDIR && !overlayOf(sb).marks) return EIO;
  if (hidden !== null) upperChanges().unlink(tx, upperSb(tx, upper), hidden);
  const dentry = upperChanges().create(tx, upperSb(tx, upper), parent, name, made);
  if (failed(dentry)) return dentry;
  const isDir = (made.mode & S_IFMT) === S_IFDIR;
  if (isDir && (hidden !== null || isMerge(tx, sb, dir as GenNode))) mark(tx, sb, dentry as DentryId, "opaque", "y");
  return nodeOfUpper(sb, dentry as DentryId);
}

function link(tx: Tx, old: SuperBlock, node: Node, dir: Node, name: string): 0 | Errno {
  const file = copyUp(tx, old, node as GenNode);
  if (failed(file)) return file;
  const parent = copyUp(tx, old, dir as GenNode);
  if (failed(parent)) return parent;
  const sb = fresh(tx, old);
  const { upper } = overlayOf(sb);
  if (!upper) throw new Error("what was copied up has an upper layer");
  const hidden = upperEntry(tx, sb, parent, name);
  if (hidden !== null) upperChanges().unlink(tx, upperSb(tx, upper), hidden);
  countLinks(tx, sb, file, 1);
  return upperChanges().link(tx, upperSb(tx, upper), file, parent, name);
}

function unlink(tx: Tx, old: SuperBlock, node: Node): 0 | Errno {
  const at = node as GenNode;
  const dir = parentOf(tx.k, old, at);
  const name = nameOf(tx.k, old, at);
  const parent = copyUp(tx, old, dir);
  if (failed(parent)) return parent;
  const sb = fresh(tx, old);
  const upper = upperOf(tx.k, sb, at);
  if (upper !== null) countLinks(tx, sb, upper, -1);
  const entry = upperEntry(tx, sb, parent, name);
  if (entry !== null) removeUpper(tx, sb, entry);
  if (lowerHas(tx, sb, dir, name)) putWhiteout(tx, sb, parent, name);
  return 0;
}

/** A change of the file itself: after its copy-up it is one of the upper file. */
const onUpper =
  <A extends readonly unknown[]>(
    change: (tx: Tx, fs: SuperBlock, dentry: DentryId, ...args: A) => 0 | Errno,
    whole = false,
  ) =>
  (tx: Tx, sb: SuperBlock, node: Node, ...args: A): 0 | Errno => {
    const dentry = copyUp(tx, sb, node as GenNode, whole);
    if (failed(dentry)) return dentry;
    const { upper } = overlayOf(sb);
    if (!upper) throw new Error("what was copied up has an upper layer");
    return change(tx, upperSb(tx, upper), dentry, ...args);
  };

/** Marks of an overlay that is a layer of another one get a second prefix: ovl_xattr_escape_name() */
export function escaped(sb: SuperBlock, name: string): string {
  const { prefix } = overlayOf(sb);
  return name.startsWith(prefix) ? `${prefix}overlay.${name.slice(prefix.length)}` : name;
}

export const overlayChanges: FsChanges = {
  create,
  link,
  unlink,
  rename: renameUpper,
  exchange: exchangeUpper,
  chmod: onUpper((tx, fs, d, mode: number) => upperChanges().chmod(tx, fs, d, mode)),
  chown: onUpper((tx, fs, d, uid: number, gid: number, mode: number) =>
    upperChanges().chown(tx, fs, d, uid, gid, mode),
  ),
  touch: onUpper((tx, fs, d, atime: number, mtime: number) => upperChanges().touch(tx, fs, d, atime, mtime)),
  truncate: onUpper((tx, fs, d, size: number) => upperChanges().truncate(tx, fs, d, size), true),
  write: onUpper((tx, fs, d, at: number, data: string) => upperChanges().write(tx, fs, d, at, data), true),
  setxattr: (tx, sb, node, name, value) =>
    onUpper((t, fs, d) => upperChanges().setxattr(t, fs, d, escaped(sb, name), value))(tx, sb, node),
  prepareWrite: onUpper(() => 0 as const, true),
};
