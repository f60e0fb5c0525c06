// mount(2) on what is mounted already: bind, move, remount, and how it propagates. fs/namespace.c

import { EBUSY, EINVAL, ELOOP, ENOENT, ENOTDIR, EPERM, type Errno, failed } from "../abi/errno.ts";
import {
  MS_PRIVATE,
  MS_REC,
  MS_SHARED,
  MS_SILENT,
  MS_SLAVE,
  MS_UNBINDABLE,
  O_ACCMODE,
  O_PATH,
  O_RDONLY,
} from "../abi/flags.ts";
import { isInitCgroupNs } from "../cgroup/namespace.ts";
import { capable } from "../security/capable.ts";
import { lookup, values } from "../table.ts";
import type { Task } from "../task/task.ts";
import type { Tx } from "../tx.ts";
import type { Kernel } from "../world.ts";
import { capacity } from "./blocks.ts";
import { isSubdir } from "./dpath.ts";
import { typeOf } from "./fs-types.ts";
import type { MntId, Mount, MountFlags } from "./mount.ts";
import { bequeathSlaves, childrenOf, cloneMount, freePeers, peersOf, subtree } from "./mount-tree.ts";
import type { View } from "./ops.ts";
import type { Node } from "./path.ts";
import { isDir, isMountRoot, isRemoved, type Place } from "./place.ts";
import { attachTree } from "./propagate.ts";
import { FOLLOW, walk } from "./walk.ts";

const dirAt = (v: View, { ops, sb, node }: Place): boolean => isDir(ops.perm(v, sb, node));

/** MS_BIND: "make a file or a directory subtree visible at another point" - mount(2). do_loopback() */
export function bindMount(tx: Tx, v: View, source: string, place: Place, recursive: boolean): 0 | Errno {
  if (source === "") return EINVAL;
  const from = walk(v, source, FOLLOW);
  if (failed(from)) return from;
  if (isRemoved(v, place)) return ENOENT;
  const { ns } = v.task;
  if (from.mount.unbindable || place.mount.ns !== ns.mnt) return EINVAL;
  // A namespace's file comes from nsfs, which is in no tree.
  if (from.mount.ns !== ns.mnt && from.sb.type !== "nsfs") return EINVAL;
  const below = childrenOf(v.k, from.mount).filter((m) => m.mountpoint !== null && isUnder(v, from, m.mountpoint));
  if (!recursive && below.some((m) => m.locked)) return EINVAL;
  if (dirAt(v, from) !== dirAt(v, place)) return ENOTDIR;
  const tree = copyTree(v, from, recursive ? below : []);
  return attachTree(tx, v, tree, place.mount, place.node);
}

const isUnder = (v: View, top: Place, node: Node): boolean => isSubdir(v, { mnt: top.mount.id, node }, top.node);

/** "[with] MS_REC … all mounts in the subtree are bind mounted, except unbindable ones" - mount(2). copy_tree() */
function copyTree(v: View, from: Place, below: readonly Mount[]): Mount[] {
  let next = v.k.next.mnt;
  const top = cloneMount(from.mount, next++ as MntId, from.node);
  const out: Mount[] = [top];
  const add = (mount: Mount, parent: MntId): void => {
    if (mount.unbindable) return;
    const id = next++ as MntId;
    const { mountpoint, locked } = mount;
    out.push({ ...cloneMount(mount, id, mount.root), parent, mountpoint, locked });
    for (const child of childrenOf(v.k, mount)) add(child, id);
  };
  for (const child of below) add(child, top.id);
  return out;
}

/** MS_MOVE: do_move_mount() */
export function moveMount(tx: Tx, v: View, source: string, place: Place): 0 | Errno {
  if (source === "") return EINVAL;
  const from = walk(v, source, FOLLOW);
  if (failed(from)) return from;
  if (isRemoved(v, place)) return ENOENT;
  const { mount } = from;
  const { ns } = v.task;
  if (place.mount.ns !== ns.mnt || mount.ns !== ns.mnt || mount.parent === null) return EINVAL;
  if (mount.locked || !isMountRoot(from)) return EINVAL;
  if (dirAt(v, from) !== dirAt(v, place)) return EINVAL;
  // "EINVAL: the parent mount of source … is shared" - mount(2), MS_MOVE
  if (lookup(v.k.mounts, mount.parent).peer !== null) return EINVAL;
  const tree = subtree(v.k, mount.id);
  if (place.mount.peer !== null && tree.some((m) => m.unbindable)) return EINVAL;
  // "ELOOP: … an attempt was made to move a mount to a descendant of itself" - mount(2)
  if (tree.some((m) => m.id === place.mount.id)) return ELOOP;
  return attachTree(tx, v, tree, place.mount, place.node, true);
}

/** MS_REMOUNT | MS_BIND: the flags of this mount only. MS_REMOUNT: those of the file system too. */
export function remount(tx: Tx, v: View, place: Place, flags: MountFlags, data: string, bind: boolean): 0 | Errno {
  const { mount, sb } = place;
  if (mount.ns !== v.task.ns.mnt || !isMountRoot(place)) return EINVAL;
  if (!mayChangeFlags(mount, flags)) return EPERM;
  // "EBUSY: … an attempt to remount read-only, because it still holds files open for writing" - mount(2)
  if (flags.readonly && !mount.flags.readonly && isWrittenThrough(v.k, (mnt) => mnt === mount.id)) return EBUSY;
  if (!bind) {
    if (!capable(v.k, v.task, "CAP_SYS_ADMIN", sb.userNs)) return EPERM;
    const options = data === "" ? sb.options : (typeOf(sb.type)?.options(data) ?? null);
    if (options === null) return EINVAL;
    // "Too small a size for current use": shmem_reconfigure(), mm/shmem.c
    if (sb.type === "tmpfs" && capacity({ ...sb, options }, v.hardware) < sb.used) return EINVAL;
    const inSb = (mnt: MntId) => lookup(v.k.mounts, mnt).sb === sb.id;
    if (flags.readonly && !sb.readonly && isWrittenThrough(v.k, inSb)) return EBUSY;
    // "ignored on non-init namespace mounts" - cgroup-v2.rst, Mounting: nsdelegate and the others
    const kept = sb.type === "cgroup2" && !isInitCgroupNs(v.k, v.task.ns.cgroup);
    tx.emit({ type: "sb.remounted", sb: sb.id, readonly: flags.readonly, options: kept ? sb.options : options });
  }
  tx.emit({ type: "mount.changed", mount: mount.id, to: { flags } });
  return 0;
}

/** Flags that came from a more privileged namespace cannot be cleared. can_change_locked_flags() */
function mayChangeFlags({ flags: old, lockedFlags }: Mount, to: MountFlags): boolean {
  if (!lockedFlags) return true;
  if ((old.readonly && !to.readonly) || (old.nodev && !to.nodev)) return false;
  if ((old.nosuid && !to.nosuid) || (old.noexec && !to.noexec)) return false;
  return old.atime === to.atime && old.nodiratime === to.nodiratime;
}

/** Is a file open for writing that was opened through a mount that `among` says? */
function isWrittenThrough(k: Kernel, among: (mnt: MntId) => boolean): boolean {
  return values(k.files).some(({ path, flags, target }) => {
    const writes = (flags & O_ACCMODE) !== O_RDONLY && (flags & O_PATH) === 0;
    return path !== null && target.kind === "node" && writes && among(path.mnt);
  });
}

const TYPES = MS_SHARED | MS_PRIVATE | MS_SLAVE | MS_UNBINDABLE;

/** MS_SHARED, MS_PRIVATE, MS_SLAVE, MS_UNBINDABLE: do_change_type() */
export function changeType(tx: Tx, task: Task, place: Place, flags: number): 0 | Errno {
  if (!isMountRoot(place) || place.mount.ns !== task.ns.mnt) return EINVAL;
  const type = flags & TYPES;
  // "one of the propagation types … in addition only MS_REC and MS_SILENT" - mount(2)
  const single = type === MS_SHARED || type === MS_PRIVATE || type === MS_SLAVE || type === MS_UNBINDABLE;
  if (!single || flags & ~(TYPES | MS_REC | MS_SILENT)) return EINVAL;
  const mounts = flags & MS_REC ? subtree(tx.k, place.mount.id) : [place.mount];
  for (const { id } of mounts) setPropagation(tx, id, type);
  return 0;
}

function setPropagation(tx: Tx, id: MntId, type: number): void {
  const mount = lookup(tx.k.mounts, id);
  const { peer } = mount;
  if (type === MS_SHARED) {
    const to = { peer: peer ?? freePeers(tx.k)(), unbindable: false };
    if (peer === null || mount.unbindable) tx.emit({ type: "mount.changed", mount: id, to });
    return;
  }
  bequeathSlaves(tx, mount);
  // Out of its peer group; a slave of those it leaves behind. Without peers there is nobody to follow:
  // "--make-slave" then leaves a private mount, or a slave of whom it followed before. do_make_slave(), fs/pnode.c
  const left = peer !== null && peersOf(tx.k, peer).some((m) => m.id !== id) ? peer : mount.master;
  const master = type === MS_SLAVE ? left : null;
  const unbindable = type === MS_UNBINDABLE;
  if (peer === null && master === mount.master && unbindable === mount.unbindable) return;
  const to = type === MS_SLAVE ? { peer: null, master } : { peer: null, master, unbindable };
  tx.emit({ type: "mount.changed", mount: id, to });
}
