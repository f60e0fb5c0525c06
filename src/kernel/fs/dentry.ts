import type { InodeId } from "./inode.ts";

export type DentryId = number & { readonly __dentry: true };

/** One name of one inode in one directory. A mount sits on a dentry, so it moves along with a rename. */
export interface Dentry {
  readonly id: DentryId;
  /** The directory's dentry; itself at the root of a file system. */
  readonly parent: DentryId;
  readonly name: string;
  readonly inode: InodeId;
  /** The name is gone, but something still holds the file: " (deleted)" in /proc. */
  readonly unlinked: boolean;
}
