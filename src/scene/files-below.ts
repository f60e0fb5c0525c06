// The files in a directory tree, mounts not crossed: what somebody put on a floor.

import type { DentryId } from "../kernel/fs/dentry.ts";
import type { InodeId } from "../kernel/fs/inode.ts";
import { listNames } from "../kernel/fs/names.ts";
import type { Path } from "../kernel/fs/path.ts";
import { get } from "../kernel/table.ts";
import type { Kernel } from "../kernel/world.ts";

export interface FileBelow {
  readonly dentry: DentryId;
  readonly inode: InodeId;
  readonly name: string;
  /** Relative to the top of the tree: "lib/libc.so.6". */
  readonly path: string;
  readonly depth: number;
  readonly kind: "dir" | "file" | "symlink" | "other";
  readonly size: number;
}

export interface FilesBelow {
  /** Directories before what is in them, names in byte order. */
  readonly entries: readonly FileBelow[];
  /** There are more than were listed. */
  readonly cut: boolean;
}

const LIMIT = 600; // entries: a whole distribution is not listed file by file

const known = new WeakMap<object, Map<string, { readonly inodes: unknown; readonly found: FilesBelow }>>();

export function filesBelow(k: Kernel, top: Path): FilesBelow {
  const key = `${top.node}`;
  const before = known.get(k.dentries)?.get(key);
  if (before?.inodes === k.inodes) return before.found;
  const found = list(k, top.node as DentryId);
  const map = known.get(k.dentries) ?? new Map();
  known.set(k.dentries, map.set(key, { inodes: k.inodes, found }));
  return found;
}

function list(k: Kernel, top: DentryId): FilesBelow {
  const entries: FileBelow[] = [];
  const walk = (dir: DentryId, path: string, depth: number): boolean => {
    const body = bodyOf(k, dir);
    if (body?.kind !== "dir") return true;
    for (const [name, id] of listNames(body.entries).sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (entries.length >= LIMIT) return false;
      const inode = get(k.dentries, id)?.inode;
      const its = bodyOf(k, id);
      if (inode === undefined || !its) continue;
      const kind = its.kind === "dir" || its.kind === "file" || its.kind === "symlink" ? its.kind : "other";
      const size = its.kind === "file" ? its.size : 0;
      entries.push({ dentry: id, inode, name, path: `${path}${name}`, depth, kind, size });
      if (kind === "dir" && !walk(id, `${path}${name}/`, depth + 1)) return false;
    }
    return true;
  };
  const whole = walk(top, "", 0);
  return { entries, cut: !whole };
}

function bodyOf(k: Kernel, dentry: DentryId) {
  const inode = get(k.dentries, dentry)?.inode;
  return inode === undefined ? undefined : get(k.inodes, inode)?.body;
}

/** "1.2 MiB" */
export function sizeText(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : Math.round(value * 10) / 10} ${units[unit]}`;
}
