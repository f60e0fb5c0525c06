import type { NsId } from "../ns/namespace.ts";
import type { Overlay } from "./overlay/state.ts";
import type { Node } from "./path.ts";

export type MntId = number & { readonly __mnt: true };
export type SbId = number & { readonly __sb: true };

/** A mounted file system apart from where it is mounted. */
export interface SuperBlock {
  readonly id: SbId;
  readonly type: FsType;
  /** st_dev: major and minor number. */
  readonly major: number;
  readonly minor: number;
  readonly readonly: boolean;
  /** The file system's own options as mountinfo's last field shows them, without rw/ro. */
  readonly options: string;
  readonly root: Node;
  /** procfs: the pid namespace of the one who mounted it. */
  readonly pidNs: NsId | null;
  /** mqueue: the ipc namespace whose queues it shows. */
  readonly ipcNs?: NsId;
  /** sysfs: the network namespace of the one who mounted it, whose devices it shows. */
  readonly netNs?: NsId;
  /** The user namespace it was mounted from: whose privilege counts over the whole of it. */
  readonly userNs: NsId;
  /** The next inode number. */
  readonly nextIno: number;
  /** Blocks of 4096 bytes that its files take. */
  readonly used: number;
  readonly inodes: number;
  /** The layers, where it is an overlay. */
  readonly overlay?: Overlay;
}

export type FsType =
  | "ext4"
  | "tmpfs"
  | "devtmpfs"
  | "rootfs"
  | "proc"
  | "sysfs"
  | "devpts"
  | "cgroup2"
  | "mqueue"
  | "overlay"
  /** Never mounted by a program: internal.ts. */
  | "pipefs"
  | "nsfs"
  | "sockfs";

export interface Mount {
  readonly id: MntId;
  /** null when it is in no tree: taken out by umount, or internal (internal.ts). */
  readonly ns: NsId | null;
  /** null at the root of its namespace's tree. */
  readonly parent: MntId | null;
  /** Where it sits, in the parent's file system. */
  readonly mountpoint: Node | null;
  readonly sb: SbId;
  /** What shows there: the file system's root, or a part of it (bind mount). */
  readonly root: Node;
  readonly source: string;
  readonly flags: MountFlags;
  /** Peer group it shares events with; null when private - mount_namespaces(7). */
  readonly peer: number | null;
  /** Peer group it receives events from: a slave. */
  readonly master: number | null;
  readonly unbindable: boolean;
  /** Came from a more privileged mount namespace: cannot be unmounted alone - mount_namespaces(7), "MNT_LOCKED". */
  readonly locked: boolean;
  /** Its flags came from there too, and cannot be cleared. */
  readonly lockedFlags: boolean;
  /** What is mounted on it, by the place: one mount at most at each. Kept by apply.ts. */
  readonly children: Readonly<Record<Node, MntId>>;
  /** Taken out of the tree by a lazy umount while something still uses it. */
  readonly detached: boolean;
}

export interface MountFlags {
  readonly readonly: boolean;
  readonly nosuid: boolean;
  readonly nodev: boolean;
  readonly noexec: boolean;
  readonly atime: "relatime" | "noatime" | "strictatime";
  readonly nodiratime: boolean;
}
