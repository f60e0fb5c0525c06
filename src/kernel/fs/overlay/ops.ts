// overlayfs as the VFS sees it: everything is looked at in the layers (stack.ts) and changed in the upper one
// (changes.ts). What the layers do is told in state.ts.

import { EINVAL, ENOENT, EPERM } from "../../abi/errno.ts";
import { S_IFCHR, S_IFDIR, S_IFMT } from "../../abi/flags.ts";
import { values } from "../../table.ts";
import type { Kernel } from "../../world.ts";
import type { DentryId } from "../dentry.ts";
import { opsOf } from "../filesystems.ts";
import type { SbId, SuperBlock } from "../mount.ts";
import type { Attr, Dirent, FsOps, Real, View } from "../ops.ts";
import type { GenNode, Node } from "../path.ts";
import { overlayChanges } from "./changes.ts";
import {
  dataOf,
  handleOf,
  inodeOf,
  isGoneIn,
  listedIn,
  lookupIn,
  lowersOf,
  markOf,
  nameOf,
  namesIn,
  parentOf,
  topOf,
  upperOf,
} from "./stack.ts";
import { foundAt, overlayOf } from "./state.ts";

function top(k: Kernel, sb: SuperBlock, node: Node): Real {
  const real = topOf(k, sb, node);
  if (!real) throw new Error(`${node} is in no layer`);
  return real;
}

const attrOfReal = (v: View, { sb, node }: Real): Attr => opsOf(sb).attr(v, sb, node);

const PSEUDO_FIRST = 1 << 16; // minor numbers that stand for the layers' file systems: get_anon_bdev()
const PSEUDO_PER_OVERLAY = 512;

/** The number of the layer's file system among all that the overlay has. */
function fsid(sb: SuperBlock, of: SbId): number {
  const { upper, lowers } = overlayOf(sb);
  const all = [...new Set([...(upper ? [upper.sb] : []), ...lowers.map((l) => l.sb)])];
  return all.indexOf(of);
}

function isSameFs(sb: SuperBlock): boolean {
  const { upper, lowers } = overlayOf(sb);
  return new Set([...(upper ? [upper.sb] : []), ...lowers.map((l) => l.sb)]).size === 1;
}

/** Of a directory over several file systems: a number of the overlay's own, the same for as long as it is mounted. */
function ownNumber(node: Node): number {
  let h = 0x811c9dc5;
  for (const c of String(node)) h = Math.imul(h ^ c.charCodeAt(0), 0x01000193);
  return (h >>> 1) + 2 ** 31;
}

/** Whose inode number a file bears: its own, or that of the lower file it was copied up from. */
interface Numbered {
  readonly ino: number;
  readonly sb: SbId;
  readonly nlink: number;
  readonly dev?: Attr["dev"];
}

/** ovl_getattr() and ovl_map_dev_ino(): "st_ino" stays over a copy-up where it can, "st_dev" is one where it can. */
function attr(v: View, sb: SuperBlock, node: Node): Attr {
  const { k } = v;
  const real = top(k, sb, node);
  const own = attrOfReal(v, real);
  const dir = (own.mode & S_IFMT) === S_IFDIR;
  const lowers = lowersOf(k, sb, node);
  const [below] = lowers;
  const upper = upperOf(k, sb, node);
  // The root keeps the number of the upper root: ovl_get_root()
  const origin =
    upper === null || foundAt(node)?.kind === "root" ? null : below ? numbered(v, below) : originOf(k, sb, upper);
  const keeps = origin && (dir || origin.nlink === 1 || overlayOf(sb).upper?.index);
  const { ino, dev, sb: from } = keeps ? origin : { ...own, sb: real.sb.id };
  const nlink = dir
    ? lowers.length + (upper === null ? 0 : 1) > 1
      ? 1
      : own.nlink
    : linksOf(k, sb, upper, own.nlink, below);
  const shown = { ...own, blocks: blocksOf(v, sb, node, own), ino, nlink };
  if (isSameFs(sb)) return { ...shown, dev: sb };
  if (dir) return { ...shown, ino: ownNumber(node), dev: sb };
  const minor = PSEUDO_FIRST + sb.id * PSEUDO_PER_OVERLAY + fsid(sb, from);
  return { ...shown, dev: dev ?? { major: 0, minor } };
}

function numbered(v: View, real: Real): Numbered {
  const { ino, nlink, dev } = attrOfReal(v, real);
  return { ino, nlink, sb: real.sb.id, ...(dev && { dev }) };
}

/** st_blocks of a file whose data was not copied up are those of the lower file. */
function blocksOf(v: View, sb: SuperBlock, node: Node, own: Attr): number {
  const data = dataOf(v.k, sb, node);
  return data && data.node !== upperOf(v.k, sb, node) ? attrOfReal(v, data).blocks : own.blocks;
}

/** The lower file that an upper one was copied from when the overlay was mounted before: its mark "origin". */
function originOf(k: Kernel, sb: SuperBlock, upper: DentryId): Numbered | null {
  const handle = markOf(k, sb, { sb, node: upper }, "origin");
  if (handle === undefined) return null;
  const { upper: above, lowers } = overlayOf(sb);
  const layers = new Set([above?.sb, ...lowers.map((l) => l.sb)]);
  const inode = values(k.inodes).find((i) => layers.has(i.sb) && handleOf(i) === handle);
  return inode ? { ino: inode.ino, sb: inode.sb, nlink: inode.nlink } : null;
}

function linksOf(k: Kernel, sb: SuperBlock, upper: DentryId | null, own: number, below: Real | undefined): number {
  if (upper === null || !below || !overlayOf(sb).upper?.index) return own;
  const counted = markOf(k, sb, { sb, node: upper }, "nlink");
  return counted === undefined ? own : inodeOf(k, below).nlink + Number(counted.slice(1));
}

function readdir(v: View, sb: SuperBlock, dir: Node): Dirent[] {
  return listedIn(v.k, sb, dir as GenNode).flatMap((name) => {
    const node = lookupIn(v.k, sb, dir as GenNode, name);
    if (node === null) return [{ ino: 0, type: S_IFCHR, name }];
    if (refusesRedirect(v.k, sb, node)) return [];
    const { ino, mode } = attr(v, sb, node);
    return [{ ino, type: mode & S_IFMT, name }];
  });
}

/** redirect_dir=nofollow: "refusing to follow redirect" */
function refusesRedirect(k: Kernel, sb: SuperBlock, node: GenNode): boolean {
  if (overlayOf(sb).redirect !== "nofollow") return false;
  const upper = upperOf(k, sb, node);
  return upper !== null && markOf(k, sb, { sb, node: upper }, "redirect") !== undefined;
}

/** The layers' attributes, without those that overlayfs keeps for itself; an escaped one shows as it was set. */
function xattrs(v: View, sb: SuperBlock, node: Node): Record<string, string> {
  const { prefix } = overlayOf(sb);
  const all = Object.entries(inodeOf(v.k, top(v.k, sb, node)).xattrs ?? {});
  const shown = all.flatMap(([name, value]): [string, string][] => {
    if (!name.startsWith(prefix)) return [[name, value]];
    const own = name.slice(prefix.length);
    return own.startsWith("overlay.") ? [[prefix + own.slice("overlay.".length), value]] : [];
  });
  return Object.fromEntries(shown);
}

export const overlayOps: FsOps = {
  lookup: (v, sb, dir, name) => {
    const node = lookupIn(v.k, sb, dir as GenNode, name);
    if (node === null) return ENOENT;
    return refusesRedirect(v.k, sb, node) ? EPERM : node;
  },
  perm: (v, sb, node) => inodeOf(v.k, top(v.k, sb, node)),
  attr,
  xattrs,
  readdir,
  isEmpty: (v, sb, dir) => namesIn(v.k, sb, dir as GenNode).length === 0,
  readlink: (v, sb, node) => {
    const { body } = inodeOf(v.k, top(v.k, sb, node));
    return body.kind === "symlink" ? body.target : EINVAL;
  },
  real: (k, sb, node) => dataOf(k, sb, node),
  parent: (v, sb, node) => parentOf(v.k, sb, node as GenNode),
  name: (v, sb, node) => nameOf(v.k, sb, node as GenNode),
  gone: (v, sb, node) => isGoneIn(v.k, sb, node as GenNode),
  open: (v, sb, node, flags) => {
    const real = top(v.k, sb, node);
    return opsOf(real.sb).open?.(v, real.sb, real.node, flags) ?? { kind: "node" };
  },
  changes: overlayChanges,
};
