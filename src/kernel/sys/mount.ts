// mount(2), umount2(2), pivot_root(2): what the flags ask for. path_mount(), fs/namespace.c

import { EINVAL, EPERM, type Errno, failed } from "../abi/errno.ts";
import * as F from "../abi/flags.ts";
import type { MountFlags } from "../fs/mount.ts";
import { bindMount, changeType, moveMount, remount } from "../fs/mount-change.ts";
import { mountNew } from "../fs/mount-new.ts";
import { mayMount } from "../fs/mount-permission.ts";
import { pivotRoot } from "../fs/pivot-root.ts";
import { unmount } from "../fs/umount.ts";
import { viewOf } from "../fs/view.ts";
import { cross, FOLLOW, walk } from "../fs/walk.ts";
import type { Pid } from "../task/task.ts";
import type { Tx } from "../tx.ts";

interface MountArgs {
  readonly source: string;
  readonly target: string;
  readonly fstype: string;
  readonly flags: number;
  readonly data: string;
  /** By fsopen(2), fsmount(2) and move_mount(2), which do not mind a file system on top of itself. */
  readonly moved?: boolean;
}

const ATIME = F.MS_NOATIME | F.MS_NODIRATIME | F.MS_RELATIME | F.MS_STRICTATIME;
const PROPAGATION = F.MS_SHARED | F.MS_PRIVATE | F.MS_SLAVE | F.MS_UNBINDABLE;

/** The order in which the flags are looked at decides which operation it is: mount(2), DESCRIPTION. */
export function sysMount(
  tx: Tx,
  pid: Pid,
  { source, target, fstype, flags, data, moved = false }: MountArgs,
): 0 | Errno {
  const task = tx.task(pid);
  const v = viewOf(tx, task);
  const place = walk(v, target, FOLLOW);
  if (failed(place)) return place;
  if (!mayMount(v.k, task)) return EPERM;
  if (flags & F.MS_REMOUNT) {
    const kept = flags & ATIME ? null : place.mount.flags;
    return remount(tx, v, place, mountFlags(flags, kept), data, (flags & F.MS_BIND) !== 0);
  }
  // What is mounted goes on top of all that is mounted there, even on "." and "/": lock_mount()
  const top = cross(v, place);
  if (flags & F.MS_BIND) return bindMount(tx, v, source, top, (flags & F.MS_REC) !== 0);
  if (flags & PROPAGATION) return changeType(tx, task, place, flags);
  if (flags & F.MS_MOVE) return moveMount(tx, v, source, top);
  return mountNew(tx, v, top, { source, fstype, data, flags: mountFlags(flags, null), moved });
}

/** "MS_RELATIME: … the default since Linux 2.6.30"; a remount that names no atime flag keeps what there was. */
function mountFlags(flags: number, kept: MountFlags | null): MountFlags {
  const atime = flags & F.MS_NOATIME ? "noatime" : flags & F.MS_STRICTATIME ? "strictatime" : "relatime";
  return {
    readonly: (flags & F.MS_RDONLY) !== 0,
    nosuid: (flags & F.MS_NOSUID) !== 0,
    nodev: (flags & F.MS_NODEV) !== 0,
    noexec: (flags & F.MS_NOEXEC) !== 0,
    atime: kept?.atime ?? atime,
    nodiratime: kept?.nodiratime ?? (flags & F.MS_NODIRATIME) !== 0,
  };
}

interface Umount2 {
  readonly target: string;
  readonly flags: number;
}

export function sysUmount2(tx: Tx, pid: Pid, { target, flags }: Umount2): 0 | Errno {
  if (flags & ~(F.MNT_FORCE | F.MNT_DETACH | F.MNT_EXPIRE | F.UMOUNT_NOFOLLOW)) return EINVAL;
  const task = tx.task(pid);
  const v = viewOf(tx, task);
  const place = walk(v, target, flags & F.UMOUNT_NOFOLLOW ? 0 : FOLLOW);
  // "resolution of "." … moves up the list of mounts stacked at /" - pivot_root(2), NOTES: LOOKUP_MOUNTPOINT
  return failed(place) ? place : unmount(tx, task, cross(v, place), flags);
}

interface PivotRoot {
  readonly newRoot: string;
  readonly putOld: string;
}

export function sysPivotRoot(tx: Tx, pid: Pid, { newRoot, putOld }: PivotRoot): 0 | Errno {
  return pivotRoot(tx, pid, newRoot, putOld);
}
