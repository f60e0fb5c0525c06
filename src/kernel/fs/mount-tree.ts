// Mounts as a tree, and peer groups as sets: what mount(2), umount(2) and clone(2) look things up in.

import type { NsId } from "../ns/namespace.ts";
import { lookup, values } from "../table.ts";
import type { Task } from "../task/task.ts";
import type { Tx } from "../tx.ts";
import type { Kernel } from "../world.ts";
import type { MntId, Mount, SuperBlock } from "./mount.ts";
import type { Node } from "./path.ts";

/** `mnt` and all that is mounted below it, parents first, in the order they were mounted. */
export function subtree(k: Kernel, mnt: MntId): Mount[] {
  const mount = lookup(k.mounts, mnt);
  return [mount, ...childrenOf(k, mount).flatMap((child) => subtree(k, child.id))];
}

export function childrenOf(k: Kernel, mount: Mount): Mount[] {
  const ids = Object.values(mount.children) as MntId[];
  return ids.sort((a, b) => a - b).map((id) => lookup(k.mounts, id));
}

/** All mounts of a namespace, in the order they were made: what mountinfo lists. */
export function mountsOfNs(k: Kernel, ns: NsId | null): Mount[] {
  return values(k.mounts).filter((m) => m.ns === ns);
}

/** All mounts on a node, in every namespace. */
export function mountsOn(k: Kernel, node: Node): Mount[] {
  return values(k.mounts).filter((m) => m.mountpoint === node);
}

export function peersOf(k: Kernel, group: number): Mount[] {
  return values(k.mounts).filter((m) => m.peer === group);
}

export function slavesOf(k: Kernel, group: number): Mount[] {
  return values(k.mounts).filter((m) => m.master === group);
}

/** "EBUSY": an open file, a working directory, a root or a running program is in it. */
export function isInUse(k: Kernel, mnt: MntId): boolean {
  if (values(k.files).some((f) => f.path?.mnt === mnt)) return true;
  // A zombie has let go of everything: do_exit() comes before the parent waits.
  return values(k.tasks).some((t) => t.state !== "zombie" && usesMount(t, mnt));
}

function usesMount(t: Task, mnt: MntId): boolean {
  return t.cwd.mnt === mnt || t.root.mnt === mnt || t.exe?.mnt === mnt;
}

/** The last of a peer group goes: its slaves now follow whom it followed. do_make_slave(), fs/pnode.c */
export function bequeathSlaves(tx: Tx, mount: Mount): void {
  const { peer, master } = mount;
  if (peer === null || peersOf(tx.k, peer).some((m) => m.id !== mount.id)) return;
  for (const slave of slavesOf(tx.k, peer)) tx.emit({ type: "mount.changed", mount: slave.id, to: { master } });
}

/** A mount as a copy has it: same file system, source and flags, but in no tree yet. */
export function cloneMount(mount: Mount, id: MntId, root: Node): Mount {
  return { ...mount, id, root, ns: null, parent: null, mountpoint: null, children: {}, locked: false, detached: false };
}

/** A mount of a whole file system that no one else has mounted yet. */
export function freshMount(id: MntId, sb: SuperBlock, source: string, flags: Mount["flags"]): Mount {
  const nowhere = { ns: null, parent: null, mountpoint: null, children: {}, detached: false };
  const alone = { peer: null, master: null, unbindable: false, locked: false, lockedFlags: false };
  return { id, sb: sb.id, root: sb.root, source, flags, ...nowhere, ...alone };
}

/** Numbers for new peer groups, each the lowest that no group has: mnt_alloc_group_id(), fs/namespace.c */
export function freePeers(k: Kernel): () => number {
  const taken = new Set(values(k.mounts).map((m) => m.peer));
  return () => {
    let id = 1;
    while (taken.has(id)) id++;
    taken.add(id);
    return id;
  };
}
