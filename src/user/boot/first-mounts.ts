// The first mounts of a kernel: the internal ones, and rootfs with the root file system on top of it.
//
// "/" of the first process is not the root of the mount tree: below it is rootfs, an empty file system that the kernel
// starts with and never unmounts. That is why pivot_root can exchange what is on top of it.

import { createSb } from "../../kernel/fs/fs-types.ts";
import { NSFS_MNT, NSFS_SB, PIPEFS_MNT, PIPEFS_SB, SOCKFS_MNT, SOCKFS_SB } from "../../kernel/fs/internal.ts";
import type { FsType, MntId, Mount, MountFlags, SbId } from "../../kernel/fs/mount.ts";
import { freshMount } from "../../kernel/fs/mount-tree.ts";
import type { GenNode, Path } from "../../kernel/fs/path.ts";
import type { NsId } from "../../kernel/ns/namespace.ts";
import { INIT_USER_NS } from "../../kernel/security/capable.ts";
import type { Tx } from "../../kernel/tx.ts";

export const PLAIN: MountFlags = {
  readonly: false,
  nosuid: false,
  nodev: false,
  noexec: false,
  atime: "relatime",
  nodiratime: false,
};

/** The first thing a kernel does with files: mounts that no tree shows, for pipes and namespaces. */
export function mountInternal(tx: Tx): void {
  const make = (id: SbId, mnt: MntId, type: FsType): void => {
    const root = "/" as GenNode;
    const sb = {
      id,
      type,
      major: 0,
      minor: Number(id),
      readonly: false,
      options: "",
      root,
      nextIno: 1,
      used: 0,
      inodes: 0,
    };
    const whole = { ...sb, pidNs: null, userNs: INIT_USER_NS };
    tx.emit({ type: "sb.created", sb: whole });
    tx.emit({ type: "mount.attached", mount: freshMount(mnt, whole, type, { ...PLAIN, atime: "strictatime" }) });
  };
  make(PIPEFS_SB, PIPEFS_MNT, "pipefs");
  make(NSFS_SB, NSFS_MNT, "nsfs");
  make(SOCKFS_SB, SOCKFS_MNT, "sockfs");
}

export interface RootFs {
  readonly type: FsType;
  /** What mountinfo shows as its source, e.g. "/dev/vda1". */
  readonly source: string;
  readonly options?: string;
  readonly device?: { readonly major: number; readonly minor: number };
  /** A peer group's number: systemd makes "/" shared. */
  readonly peer: number | null;
}

export interface Booted {
  /** For MntNs.root. */
  readonly rootfs: MntId;
  /** "/" of the first process. */
  readonly root: Path;
}

/** Mounts the root file system of the mount namespace `ns`, empty. */
export function mountRoot(tx: Tx, ns: NsId, { type, source, options = "", device, peer }: RootFs): Booted {
  const bottom = createSb(tx, { type: "rootfs", options: "", task: null });
  const rootfs = { ...freshMount(tx.k.next.mnt as MntId, bottom, "none", PLAIN), ns };
  tx.emit({ type: "mount.attached", mount: rootfs });
  const sb = createSb(tx, { type, options, task: null, ...(device ? { device } : {}) });
  const id = tx.k.next.mnt as MntId;
  const on: Mount = { ...freshMount(id, sb, source, PLAIN), ns, parent: rootfs.id, mountpoint: rootfs.root, peer };
  tx.emit({ type: "mount.attached", mount: on });
  return { rootfs: rootfs.id, root: { mnt: id, node: sb.root } };
}
