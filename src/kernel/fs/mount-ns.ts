// Mount namespaces: each has a tree of mounts of its own over the same file systems. mount_namespaces(7)

import type { NsId } from "../ns/namespace.ts";
import { NS_INUM_BASE } from "../param.ts";
import { lookup } from "../table.ts";
import type { Task } from "../task/task.ts";
import type { Tx } from "../tx.ts";
import type { Kernel } from "../world.ts";
import type { MntId } from "./mount.ts";
import { cloneMount, subtree } from "./mount-tree.ts";
import type { Path } from "./path.ts";

/** What "/" is in a mount namespace: the top of what is mounted on its root. */
export function namespaceRoot(k: Kernel, ns: NsId): Path {
  const space = lookup(k.namespaces, ns);
  if (space.kind !== "mnt") throw new Error(`namespace ${ns} is a ${space.kind} namespace, not mnt`);
  let mount = lookup(k.mounts, space.root);
  for (;;) {
    const top = mount.children[mount.root];
    if (top === undefined) return { mnt: mount.id, node: mount.root };
    mount = lookup(k.mounts, top);
  }
}

export interface MntNsCopy {
  readonly ns: NsId;
  /** The caller's root and working directory, in the copied mounts. */
  readonly root: Path;
  readonly cwd: Path;
}

/**
 * CLONE_NEWNS: "the mount point list of the new namespace is a copy of the caller's" - mount_namespaces(7).
 * A shared mount's copy joins its peer group; where `owner` is another user namespace it becomes a slave, and the
 * mounts are locked together: "Mount points … from a more privileged … namespace are locked together and may not be
 * separated" - mount_namespaces(7), "Restrictions on mount namespaces".
 */
export function copyMntNs(tx: Tx, task: Task, owner: NsId): MntNsCopy {
  const old = lookup(tx.k.namespaces, task.ns.mnt);
  if (old.kind !== "mnt") throw new Error(`namespace ${old.id} is a ${old.kind} namespace, not mnt`);
  const ns = tx.k.next.ns as NsId;
  const mounts = subtree(tx.k, old.root);
  const copies = new Map<MntId, MntId>();
  mounts.forEach((m, i) => {
    copies.set(m.id, (tx.k.next.mnt + i) as MntId);
  });
  const copyOf = (id: MntId): MntId => copies.get(id) ?? id;
  const space = { kind: "mnt", id: ns, inum: NS_INUM_BASE + ns, owner, root: copyOf(old.root) } as const;
  tx.emit({ type: "ns.created", ns: space, by: task.pid });
  const lessPrivileged = owner !== old.owner;
  mounts.forEach((m, i) => {
    const group = lessPrivileged && m.peer !== null ? { peer: null, master: m.peer } : {};
    const locks = lessPrivileged
      ? { locked: i > 0, lockedFlags: true }
      : { locked: m.locked, lockedFlags: m.lockedFlags };
    const parent = m.parent === null ? null : copyOf(m.parent);
    const place = { ns, parent, mountpoint: m.mountpoint };
    tx.emit({
      type: "mount.attached",
      mount: { ...cloneMount(m, copyOf(m.id), m.root), ...group, ...locks, ...place },
    });
  });
  const moved = ({ mnt, node }: Path): Path => ({ mnt: copyOf(mnt), node });
  return { ns, root: moved(task.root), cwd: moved(task.cwd) };
}
