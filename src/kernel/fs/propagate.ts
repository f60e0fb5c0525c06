// Mount propagation: what is mounted in one place appears in others. mount_namespaces(7), "SHARED SUBTREES";
// fs/pnode.c
//
// Mounts with the same `peer` number are a peer group: what happens on one happens on all. A mount whose `master` is
// that number is a slave: it receives from the group and gives nothing back. A slave may have peers of its own, and those
// slaves of their own: events flow down that tree.
//
//   host /  peer 1 ──────┬── peer 1  container A  (shared: both ways)
//                        └── master 1  container B  (slave: from the host only)

import { ENOSPC, type Errno } from "../abi/errno.ts";
import type { NsId } from "../ns/namespace.ts";
import { MOUNT_MAX } from "../param.ts";
import { lookup } from "../table.ts";
import type { Tx } from "../tx.ts";
import type { Kernel } from "../world.ts";
import { isSubdir } from "./dpath.ts";
import type { MntId, Mount } from "./mount.ts";
import { cloneMount, freePeers, mountsOfNs, peersOf, slavesOf } from "./mount-tree.ts";
import type { View } from "./ops.ts";
import type { Node, Path } from "./path.ts";

/** The mounts that receive what happens on `mount`, itself not among them. */
export function receivers(k: Kernel, mount: Mount): Mount[] {
  return mount.peer === null ? [] : groupAndBelow(k, mount.peer).filter((m) => m.id !== mount.id);
}

function groupAndBelow(k: Kernel, group: number): Mount[] {
  const slaves = slavesOf(k, group);
  const peerGroups = new Set(slaves.flatMap((m) => (m.peer === null ? [] : [m.peer])));
  const plain = slaves.filter((m) => m.peer === null);
  return [...peersOf(k, group), ...plain, ...[...peerGroups].flatMap((g) => groupAndBelow(k, g))];
}

/** A tree of mounts that is about to be attached: parents first; `parent` of the others is inside the tree. */
export type Tree = readonly Mount[];

interface Copies {
  readonly v: View;
  /** The tree as it will be on the destination. */
  readonly tree: Tree;
  readonly dest: Mount;
  readonly mountpoint: Node;
  nextMnt: number;
  /** Numbers for new peer groups. */
  readonly nextPeer: () => number;
  readonly out: Mount[][];
}

/**
 * Attaches `tree` to `mountpoint` of `dest`, and a copy of it wherever `dest` propagates to.
 * `moved`: the mounts exist already, their tree only changes its place. attach_recursive_mnt(), fs/namespace.c
 */
export function attachTree(tx: Tx, v: View, tree: Tree, dest: Mount, mountpoint: Node, moved = false): 0 | Errno {
  const firstFree = Math.max(tx.k.next.mnt, ...tree.map((m) => m.id + 1));
  const nextPeer = freePeers(tx.k);
  // "mounts … attached to a shared mount become shared": each gets a peer group - mount_namespaces(7)
  const shared = tree.map((m) => (dest.peer !== null && m.peer === null ? { ...m, peer: nextPeer() } : m));
  const copies: Copies = { v, tree: shared, dest, mountpoint, nextMnt: firstFree, nextPeer, out: [] };
  if (dest.peer !== null) copyToGroup(copies, dest.peer, new Map(shared.map((m) => [m.id, m])), null);
  // "ENOSPC": fs.mount-max; binding a shared tree into itself doubles it each time
  const count = copies.out.reduce((sum, copy) => sum + copy.length, tree.length);
  if (mountsOfNs(v.k, dest.ns).length + count > MOUNT_MAX) return ENOSPC;
  shared.forEach((m, i) => {
    const to = i === 0 ? { parent: dest.id, mountpoint } : { parent: m.parent, mountpoint: m.mountpoint };
    if (!moved)
      tx.emit({ type: "mount.attached", mount: { ...m, ...to, ns: dest.ns, unbindable: keepsUnbindable(m) } });
    else if (m.peer !== tree[i]?.peer) tx.emit({ type: "mount.changed", mount: m.id, to: { peer: m.peer } });
  });
  const [top] = shared;
  if (moved && top) tx.emit({ type: "mount.moved", mount: top.id, parent: dest.id, mountpoint });
  for (const copy of copies.out) for (const mount of copy) tx.emit({ type: "mount.attached", mount });
  return 0;
}

/** A shared mount is not unbindable: set_mnt_shared(), fs/pnode.h */
const keepsUnbindable = (m: Mount): boolean => m.unbindable && m.peer === null;

/** `sources`: the mount of the tree at this level that copies share with (peers) or follow (slaves). */
function copyToGroup(
  c: Copies,
  group: number,
  sources: ReadonlyMap<MntId, Mount>,
  master: typeof sources | null,
): void {
  const members = peersOf(c.v.k, group).filter((m) => m.id !== c.dest.id && sees(c, m));
  for (const m of members) {
    copyTo(c, m, (node) => ({ peer: sources.get(node.id)?.peer ?? null, master: masterOf(node, sources, master) }));
  }
  // Nobody of a slave group sees the place: then its own slaves follow the group above.
  const above = master !== null && members.length === 0 ? master : sources;
  const slaves = slavesOf(c.v.k, group);
  for (const m of slaves) {
    if (m.peer === null && sees(c, m)) {
      copyTo(c, m, (node) => ({ peer: null, master: above.get(node.id)?.peer ?? null }));
    }
  }
  for (const peer of new Set(slaves.flatMap((m) => (m.peer === null ? [] : [m.peer])))) {
    const own = new Map(c.tree.map((node) => [node.id, { ...node, peer: c.nextPeer() }]));
    copyToGroup(c, peer, own, above);
  }
}

function masterOf(
  node: Mount,
  _own: ReadonlyMap<MntId, Mount>,
  master: ReadonlyMap<MntId, Mount> | null,
): number | null {
  return master === null ? node.master : (master.get(node.id)?.peer ?? null);
}

/** Is the mount point in the part of the file system that this mount shows? */
function sees({ v, dest, mountpoint }: Copies, m: Mount): boolean {
  const path: Path = { mnt: dest.id, node: mountpoint };
  return m.sb === dest.sb && isSubdir(v, path, m.root);
}

function copyTo(c: Copies, at: Mount, group: (node: Mount) => Pick<Mount, "peer" | "master">): void {
  const ids = new Map<MntId, MntId>();
  // "mounts … inherited from a more privileged mount namespace" are locked, the top of the tree excepted
  const lessPrivileged = ownerOf(c.v.k, at.ns) !== ownerOf(c.v.k, c.dest.ns);
  const copy = c.tree.map((node, i) => {
    const id = c.nextMnt++ as MntId;
    ids.set(node.id, id);
    const parent = i === 0 || node.parent === null ? at.id : (ids.get(node.parent) ?? null);
    const mountpoint = i === 0 ? c.mountpoint : node.mountpoint;
    const locks = { locked: lessPrivileged && i > 0, lockedFlags: lessPrivileged || node.lockedFlags };
    return { ...cloneMount(node, id, node.root), ...group(node), ns: at.ns, parent, mountpoint, ...locks };
  });
  c.out.push(copy);
}

function ownerOf(k: Kernel, ns: NsId | null): NsId | null {
  return ns === null ? null : lookup(k.namespaces, ns).owner;
}
