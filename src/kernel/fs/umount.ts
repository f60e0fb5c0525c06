// umount2(2): taking a mount out of the tree, here and wherever it was propagated to. fs/namespace.c, fs/pnode.c

import { EBUSY, EINVAL, EPERM, type Errno } from "../abi/errno.ts";
import { MNT_DETACH, MNT_EXPIRE, MNT_FORCE } from "../abi/flags.ts";
import { collectNetNs } from "../net/netns-life.ts";
import type { NsId } from "../ns/namespace.ts";
import { capable } from "../security/capable.ts";
import { get, lookup } from "../table.ts";
import type { Task } from "../task/task.ts";
import type { Tx } from "../tx.ts";
import type { Kernel } from "../world.ts";
import { NSFS_SB } from "./internal.ts";
import type { MntId, Mount } from "./mount.ts";
import { mayMount } from "./mount-permission.ts";
import { bequeathSlaves, childrenOf, isInUse, mountsOn, subtree } from "./mount-tree.ts";
import type { Node } from "./path.ts";
import { isMountRoot, type Place } from "./place.ts";
import { receivers } from "./propagate.ts";

export function unmount(tx: Tx, task: Task, place: Place, flags: number): 0 | Errno {
  const { mount } = place;
  if (!mayMount(tx.k, task)) return EPERM;
  if (!isMountRoot(place)) return EINVAL;
  if (mount.ns !== task.ns.mnt || mount.locked) return EINVAL;
  if (flags & MNT_FORCE && !capable(tx.k, task, "CAP_SYS_ADMIN", lookup(tx.k.superBlocks, mount.sb).userNs))
    return EPERM;
  if (mount.parent === null) return EINVAL;
  // MNT_EXPIRE: "mark the mount as expired" needs two calls - umount2(2); refused rather than half done.
  if (flags & MNT_EXPIRE) return EINVAL;
  if (flags & MNT_DETACH) {
    detachTree(tx, subtree(tx.k, mount.id));
    return 0;
  }
  if (isBusy(tx.k, mount)) return EBUSY;
  detachTree(tx, [mount]);
  return 0;
}

/** propagate_mount_busy(), fs/pnode.c: busy here, or at a place it was propagated to. */
function isBusy(k: Kernel, mount: Mount): boolean {
  if (childrenOf(k, mount).length > 0 || isInUse(k, mount.id)) return true;
  return propagated(k, mount).some((copy) => {
    const others = childrenOf(k, copy).filter((c) => c.mountpoint !== copy.root);
    return others.length === 0 && isInUse(k, copy.id);
  });
}

/** The copies of `mount` that sit at the same place of the mounts that its parent propagates to. */
function propagated(k: Kernel, { parent, mountpoint }: Mount): Mount[] {
  if (parent === null || mountpoint === null) return [];
  return receivers(k, lookup(k.mounts, parent)).flatMap((m) => {
    const id = m.children[mountpoint];
    return id === undefined ? [] : [lookup(k.mounts, id)];
  });
}

/** Takes these mounts out, and their propagated copies with them; parents first in `tree`. */
function detachTree(tx: Tx, tree: readonly Mount[]): void {
  const going = new Set<MntId>(tree.map((m) => m.id));
  for (const mount of [...tree].reverse()) {
    for (const copy of propagated(tx.k, mount)) {
      // A copy that has mounts of its own on it stays; one that only covers it completely falls down in its place.
      const kept = childrenOf(tx.k, copy).filter((c) => !going.has(c.id) && c.mountpoint !== copy.root);
      if (kept.length === 0 && !copy.locked) going.add(copy.id);
    }
  }
  const leavesFirst = [...going].sort((a, b) => depth(tx.k, b) - depth(tx.k, a));
  const fallen = leavesFirst.flatMap((id) => landing(tx.k, lookup(tx.k.mounts, id), going));
  const pinned = leavesFirst.flatMap((id) => {
    const { sb, root } = lookup(tx.k.mounts, id);
    return sb === NSFS_SB ? [Number(root) as NsId] : [];
  });
  for (const id of leavesFirst) {
    bequeathSlaves(tx, lookup(tx.k.mounts, id));
    tx.emit({ type: "mount.detached", mount: id, held: isInUse(tx.k, id) });
  }
  for (const place of fallen) tx.emit({ type: "mount.moved", ...place });
  for (const id of pinned) collectNetNs(tx, id);
}

const depth = (k: Kernel, id: MntId): number => {
  const { parent } = lookup(k.mounts, id);
  return parent === null ? 0 : 1 + depth(k, parent);
};

/** Where the mount that covers a going one comes to lie. restore_mounts(), fs/pnode.c */
function landing(k: Kernel, below: Mount, going: ReadonlySet<MntId>) {
  const topper = below.children[below.root];
  if (topper === undefined || going.has(topper)) return [];
  let { parent, mountpoint } = below;
  while (parent !== null && going.has(parent)) ({ parent, mountpoint } = lookup(k.mounts, parent));
  return parent === null || mountpoint === null ? [] : [{ mount: topper, parent, mountpoint }];
}

/** A name is removed that is a mount point in other namespaces: what is mounted there goes. detach_mounts() */
export function detachAll(tx: Tx, node: Node): void {
  for (const mount of mountsOn(tx.k, node)) {
    if (get(tx.k.mounts, mount.id)) detachTree(tx, subtree(tx.k, mount.id));
  }
}
