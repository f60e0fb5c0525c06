// mount(2) of a file system: do_new_mount(), fs/namespace.c

import { EBUSY, EINVAL, ENODEV, ENOENT, ENOSPC, ENOTBLK, ENOTDIR, EPERM, type Errno, failed } from "../abi/errno.ts";
import { S_IFBLK, S_IFMT } from "../abi/flags.ts";
import { MOUNT_MAX } from "../param.ts";
import { capable, capableHere, INIT_USER_NS } from "../security/capable.ts";
import { lookup, values } from "../table.ts";
import type { Task } from "../task/task.ts";
import type { Tx } from "../tx.ts";
import { createSb, singleSb, typeOf } from "./fs-types.ts";
import type { FsType, MntId, MountFlags, SuperBlock } from "./mount.ts";
import { freshMount, mountsOfNs } from "./mount-tree.ts";
import type { View } from "./ops.ts";
import { isDir, isMountRoot, isRemoved, type Place, placeIn } from "./place.ts";
import { attachTree } from "./propagate.ts";
import { inodeAt } from "./tree.ts";
import { FOLLOW, walk } from "./walk.ts";

export interface NewMount {
  readonly source: string;
  readonly fstype: string;
  readonly data: string;
  readonly flags: MountFlags;
}

export function mountNew(tx: Tx, v: View, place: Place, { source, fstype, data, flags }: NewMount): 0 | Errno {
  const { task } = v;
  if (fstype === "") return EINVAL;
  // "ENODEV: filesystemtype not configured in the kernel" - mount(2)
  const type = typeOf(fstype);
  if (!type) return ENODEV;
  if (!(type.inUserNs ? capableHere(v.k, task, "CAP_SYS_ADMIN") : capable(v.k, task, "CAP_SYS_ADMIN"))) return EPERM;
  const options = type.options(data);
  if (options === null) return EINVAL;
  const disk = type.name === "ext4" ? diskOf(v, source) : null;
  if (failed(disk)) return disk;
  const refused = refusesInUserNs(v, type.name);
  if (refused) return refused;
  if (isRemoved(v, place)) return ENOENT;
  if (place.mount.ns !== task.ns.mnt) return EINVAL;
  const there = disk ?? singleSb(v.k, type.name, task);
  // "EBUSY: … the same filesystem is already mounted there" - mount(2)
  if (there && there.id === place.mount.sb && isMountRoot(place)) return EBUSY;
  if (!isDir(place.ops.perm(v, place.sb, place.node))) return ENOTDIR;
  if (mountsOfNs(v.k, task.ns.mnt).length >= MOUNT_MAX) return ENOSPC;
  const sb = there ?? createSb(tx, { type: type.name, options, task, readonly: flags.readonly });
  const mount = freshMount(tx.k.next.mnt as MntId, sb, source, flags);
  return attachTree(tx, { ...v, k: tx.k }, [mount], place.mount, place.node);
}

/** The file system on the block device at `source`, which is the one thing known of a disk. */
function diskOf(v: View, source: string): SuperBlock | Errno {
  const place = walk(v, source, FOLLOW);
  if (failed(place)) return place;
  // "ENOTBLK: source is not a block device (and a device was required)" - mount(2)
  if ((place.ops.perm(v, place.sb, place.node).mode & S_IFMT) !== S_IFBLK || typeof place.node !== "number") {
    return ENOTBLK;
  }
  const { body } = inodeAt(v.k, place.node);
  if (body.kind !== "device") return ENOTBLK;
  const on = values(v.k.superBlocks).find((s) => s.major === body.major && s.minor === body.minor);
  return on ?? EINVAL;
}

/**
 * In a user namespace "a new mount of procfs or sysfs is permitted only if an existing one is fully visible"
 * mount_too_revealing(), fs/namespace.c; and procfs only by who owns the pid namespace it would show.
 */
function refusesInUserNs(v: View, type: FsType): Errno | null {
  const { task } = v;
  if (type === "proc" && !capable(v.k, task, "CAP_SYS_ADMIN", lookup(v.k.namespaces, task.ns.pid).owner)) return EPERM;
  if (type === "sysfs" && !capable(v.k, task, "CAP_SYS_ADMIN", lookup(v.k.namespaces, task.ns.net).owner)) return EPERM;
  if (type === "mqueue" && !capable(v.k, task, "CAP_SYS_ADMIN", lookup(v.k.namespaces, task.ns.ipc).owner))
    return EPERM;
  if (task.ns.user === INIT_USER_NS || (type !== "proc" && type !== "sysfs")) return null;
  const visible = mountsOfNs(v.k, task.ns.mnt).some((m) => {
    const sb = lookup(v.k.superBlocks, m.sb);
    return sb.type === type && m.root === sb.root && !coversSomething(v, task, m.id);
  });
  return visible ? null : EPERM;
}

/** Does a mount that cannot be taken away hide a part of this one? An empty directory hides nothing. */
function coversSomething(v: View, task: Task, mnt: MntId): boolean {
  return mountsOfNs(v.k, task.ns.mnt).some((child) => {
    if (child.parent !== mnt || !child.locked || child.mountpoint === null) return false;
    const { ops, sb } = placeIn(v.k, lookup(v.k.mounts, mnt), child.mountpoint);
    if (!isDir(ops.perm(v, sb, child.mountpoint))) return true;
    const list = ops.readdir(v, sb, child.mountpoint);
    return failed(list) || list.length > 0;
  });
}
