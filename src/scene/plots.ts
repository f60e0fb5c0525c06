// Plots: directories that people prepare before anything lives in them. A jail is built for a long time before the
// first chroot(2), and that its floor is nothing but a directory being filled is half of what there is to see.

import { S_IFDIR, S_IFMT } from "../kernel/abi/flags.ts";
import type { DentryId } from "../kernel/fs/dentry.ts";
import { listNames } from "../kernel/fs/names.ts";
import type { Path } from "../kernel/fs/path.ts";
import { get } from "../kernel/table.ts";
import type { Kernel } from "../kernel/world.ts";
import type { Rooms } from "./rooms.ts";
import { entry, treeRoot } from "./where.ts";

const PARENTS = ["srv", "opt", "mnt"]; // empty on an installed system: hier(7)
const SHOWN = 2;

/** Directories made there since boot that no room stands on, the newest first. */
export function plots(k: Kernel, { all, initial }: Rooms): readonly Path[] {
  const root = treeRoot(k, initial.mnt);
  if (!root) return [];
  const taken = new Set(all.map((room) => room.root.node));
  return PARENTS.flatMap((name) => {
    const dir = entry(k, root, name);
    return dir ? newBelow(k, dir) : [];
  })
    .filter(({ node }) => !taken.has(node))
    .sort((a, b) => Number(b.node) - Number(a.node))
    .slice(0, SHOWN);
}

function newBelow(k: Kernel, dir: Path): Path[] {
  const inode = inodeOf(k, dir.node as DentryId);
  if (inode?.body.kind !== "dir") return [];
  return listNames(inode.body.entries).flatMap(([, id]) => {
    const child = inodeOf(k, id);
    const isNew = child && (child.mode & S_IFMT) === S_IFDIR && child.ctime >= 0; // installed files are older than boot
    return isNew ? [{ mnt: dir.mnt, node: id }] : [];
  });
}

function inodeOf(k: Kernel, id: DentryId) {
  const dentry = get(k.dentries, id);
  return dentry && get(k.inodes, dentry.inode);
}
