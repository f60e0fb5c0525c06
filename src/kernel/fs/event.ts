// What happens to file systems, inodes, names and mounts.

import type { Dentry, DentryId } from "./dentry.ts";
import type { PipeId } from "./file.ts";
import type { FileEvent } from "./file-event.ts";
import type { Inode, InodeId } from "./inode.ts";
import type { MntId, Mount, SbId, SuperBlock } from "./mount.ts";
import type { GenNode, Node } from "./path.ts";

export type FsEvent = FileEvent | InodeEvent | MountEvent;

/** `at` is the virtual time that the change leaves in the inodes. */
export type InodeEvent =
  /** A new inode and its first name. At the root of a file system the dentry is its own parent. */
  | { readonly type: "inode.created"; readonly inode: Inode; readonly dentry: Dentry; readonly at: number }
  /** Another name for an inode: a hard link. */
  | { readonly type: "dentry.linked"; readonly dentry: Dentry; readonly at: number }
  /** A name is removed. `held`: the file is still open, mounted or somebody's directory, and stays until then. */
  | { readonly type: "dentry.unlinked"; readonly dentry: DentryId; readonly held: boolean; readonly at: number }
  /** Nobody holds a file without a name any more. */
  | { readonly type: "inode.evicted"; readonly dentry: DentryId }
  /** The dentry moves; what bore the new name before loses it. */
  | {
      readonly type: "dentry.renamed";
      readonly dentry: DentryId;
      readonly parent: DentryId;
      readonly name: string;
      readonly replaced: { readonly dentry: DentryId; readonly held: boolean } | null;
      readonly at: number;
    }
  /** Two dentries change places. */
  | { readonly type: "dentry.exchanged"; readonly a: DentryId; readonly b: DentryId; readonly at: number }
  /** `data` replaces the bytes from `offset`; a gap is filled with zeros. */
  | {
      readonly type: "inode.written";
      readonly inode: InodeId;
      readonly offset: number;
      readonly data: string;
      readonly at: number;
    }
  | { readonly type: "inode.truncated"; readonly inode: InodeId; readonly size: number; readonly at: number }
  | { readonly type: "inode.chmoded"; readonly inode: InodeId; readonly mode: number; readonly at: number }
  | {
      readonly type: "inode.chowned";
      readonly inode: InodeId;
      readonly uid: number;
      readonly gid: number;
      readonly mode: number;
      readonly at: number;
    }
  | {
      readonly type: "inode.touched";
      readonly inode: InodeId;
      readonly atime: number;
      readonly mtime: number;
      readonly at: number;
    }
  /** An extended attribute gets a value, or with null goes. */
  | {
      readonly type: "inode.xattr-set";
      readonly inode: InodeId;
      readonly name: string;
      readonly value: string | null;
      readonly at: number;
    }
  /** A named pipe is open for the first time: its data has a place. */
  | { readonly type: "inode.piped"; readonly inode: InodeId; readonly pipe: PipeId }
  /** Both ends of a named pipe met: those who wait count as open until they have gone on. */
  | { readonly type: "fifo.met"; readonly pipe: PipeId; readonly readers: number; readonly writers: number };

export type MountEvent =
  | { readonly type: "sb.created"; readonly sb: SuperBlock }
  /** A place of an overlay has an upper file from now on. */
  | { readonly type: "overlay.copied-up"; readonly sb: SbId; readonly node: GenNode; readonly dentry: DentryId }
  /** The file that all whiteouts of an overlay are names of. */
  | { readonly type: "overlay.whiteout-made"; readonly sb: SbId; readonly dentry: DentryId }
  | { readonly type: "sb.remounted"; readonly sb: SbId; readonly readonly: boolean; readonly options: string }
  | { readonly type: "mount.attached"; readonly mount: Mount }
  /** `held`: something still uses it, so it lives on outside every tree (lazy umount). */
  | { readonly type: "mount.detached"; readonly mount: MntId; readonly held: boolean }
  | { readonly type: "mount.moved"; readonly mount: MntId; readonly parent: MntId; readonly mountpoint: Node }
  | { readonly type: "mount.changed"; readonly mount: MntId; readonly to: MountChange };

/** What mount(2) changes in a mount that stays where it is. */
export type MountChange = Partial<Pick<Mount, "flags" | "peer" | "master" | "unbindable" | "locked">>;
