// From a place back to a name: what getcwd(2), /proc/PID/cwd and mountinfo print. d_path(), fs/d_path.c
//
// A place has a name only relative to somebody's root. Walking up from it either meets that root, or ends
// somewhere else: at the root of the mount tree (a chroot that was left), or at a mount that is in no tree any more.

import { lookup } from "../table.ts";
import { NSFS_MNT, PIPEFS_MNT, SOCKFS_MNT } from "./internal.ts";
import type { MntId } from "./mount.ts";
import type { View } from "./ops.ts";
import type { Node, Path } from "./path.ts";
import { isMountRoot, placeIn, placeOf } from "./place.ts";

export interface Name {
  readonly text: string;
  /** "root": below the root asked for. "tree": outside it. "nowhere": in a mount that is in no tree. */
  readonly within: "root" | "tree" | "nowhere";
}

/** The name of `path` as seen from `root`, without any mark. prepend_path(), fs/d_path.c */
export function nameFrom(v: View, path: Path, root: Path): Name {
  let at = placeOf(v.k, path);
  let text = "";
  while (at.mount.id !== root.mnt || at.node !== root.node) {
    if (isMountRoot(at)) {
      const { parent, mountpoint } = at.mount;
      if (parent === null || mountpoint === null) {
        return { text: text || "/", within: at.mount.ns === null ? "nowhere" : "tree" };
      }
      at = placeIn(v.k, lookup(v.k.mounts, parent), mountpoint);
      continue;
    }
    const above = at.ops.parent(v, at.sb, at.node);
    // A bind mount shows a part of the file system, and this place was moved out of it.
    if (above === at.node) return { text: text || "/", within: "nowhere" };
    text = `/${at.ops.name(v, at.sb, at.node)}${text}`;
    at = { ...at, node: above };
  }
  return { text: text || "/", within: "root" };
}

const INTERNAL: ReadonlySet<MntId> = new Set([PIPEFS_MNT, NSFS_MNT, SOCKFS_MNT]);

/** As a link in /proc shows it: "/tmp/x", "/tmp/x (deleted)", "pipe:[10001]", "uts:[4026531838]". */
export function dPath(v: View, path: Path, root: Path = v.task.root): string {
  const at = placeOf(v.k, path);
  if (INTERNAL.has(path.mnt)) return at.ops.name(v, at.sb, at.node);
  const { text } = nameFrom(v, path, root);
  return isGone(v, path) ? `${text} (deleted)` : text;
}

/** Was the last name of this place removed? */
export function isGone(v: View, path: Path): boolean {
  const at = placeOf(v.k, path);
  return at.ops.gone?.(v, at.sb, at.node) ?? false;
}

/** Is `path` the place `top` or below it, mounts included? is_path_reachable(), fs/namespace.c */
export function isBelow(v: View, path: Path, top: Path): boolean {
  return nameFrom(v, path, top).within === "root";
}

/** Is `node` in the part of its own file system that starts at `top`? is_subdir(), fs/dcache.c */
export function isSubdir(v: View, path: Path, top: Node): boolean {
  const { ops, sb } = placeOf(v.k, path);
  for (let node = path.node; ; ) {
    if (node === top) return true;
    const above = ops.parent(v, sb, node);
    if (above === node) return false;
    node = above;
  }
}
