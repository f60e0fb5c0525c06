// Where a name leads: a place in a mounted file system, as Linux's `struct path`.

import type { DentryId } from "./dentry.ts";
import type { MntId } from "./mount.ts";

/** Place in a file system: a dentry of a stored one, or a path of a generated one such as "/1/status" in procfs. */
export type Node = DentryId | GenNode;
export type GenNode = string & { readonly __node: true };

export interface Path {
  readonly mnt: MntId;
  readonly node: Node;
}

export const samePath = (a: Path, b: Path): boolean => a.mnt === b.mnt && a.node === b.node;
