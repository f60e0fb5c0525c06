// From a name to a place: the path walk of path_resolution(7).
//
// One component at a time: the directory must be searchable, the name is looked up, a mount on it is crossed, a
// symbolic link is replaced by its text. ".." stops at the task's root and leaves a mount where it is mounted.

import { EACCES, ELOOP, ENAMETOOLONG, ENOENT, ENOTDIR, type Errno, failed } from "../abi/errno.ts";
import { X_OK } from "../abi/flags.ts";
import { NAME_MAX, PATH_MAX, SYMLINK_MAX } from "../param.ts";
import { lookup } from "../table.ts";
import type { FsType, MntId } from "./mount.ts";
import type { View } from "./ops.ts";
import type { Node, Path } from "./path.ts";
import { mayAccess, mayFollowLink } from "./permission.ts";
import { isDir, isSymlink, type Place, placeIn, placeOf } from "./place.ts";

/** A symbolic link at the end is followed too. */
export const FOLLOW = 1;
/** "ENOTDIR" unless it is a directory in the end. */
export const DIRECTORY = 2;

/** The directory that a name is in, and the name: for making, removing, renaming. */
export interface Parent {
  readonly dir: Place;
  /** "." and ".." as they stand; "" when the path is nothing but slashes. */
  readonly name: string;
  /** Slashes follow the name: it can only be a directory. */
  readonly trailing: boolean;
}

/** Where `path` leads; relative ones from `from`, or the working directory. */
export function walk(v: View, path: string, how: number, from: Path = v.task.cwd): Place | Errno {
  const end = resolve(v, path, (how & FOLLOW) !== 0, false, from);
  if (failed(end)) return end;
  const { dir: place } = end;
  if (how & DIRECTORY && !isDir(place.ops.perm(v, place.sb, place.node))) return ENOTDIR;
  return place;
}

/** Where the last name of `path` is, or would be. Its own link, if it is one, is not followed. */
export function walkParent(v: View, path: string, from: Path = v.task.cwd): Parent | Errno {
  return resolve(v, path, false, true, from);
}

/** Names that these do not have are not too long for them; the others ask simple_lookup(), fs/libfs.c, or as much. */
const ANY_LENGTH: ReadonlySet<FsType> = new Set(["proc", "sysfs", "cgroup2"]);

/** The entry itself: not what is mounted on it. */
export function entryOf(v: View, { ops, sb, node }: Place, name: string): Node | Errno {
  if (name.length > NAME_MAX && !ANY_LENGTH.has(sb.type)) return ENAMETOOLONG;
  return ops.lookup(v, sb, node, name);
}

/** One name in a directory already found: crosses mounts, follows no link. */
export function step(v: View, dir: Place, name: string): Place | Errno {
  const node = entryOf(v, dir, name);
  if (failed(node)) return node;
  return cross(v, node === dir.node ? dir : { ...dir, node });
}

/** The top of what is mounted on this place. */
export function cross(v: View, place: Place): Place {
  let { mount, node } = place;
  for (;;) {
    const top = mount.children[node];
    if (top === undefined) break;
    mount = lookup(v.k.mounts, top);
    node = mount.root;
  }
  return mount === place.mount ? place : placeIn(v.k, mount, node);
}

function resolve(v: View, path: string, follow: boolean, parent: boolean, from: Path): Parent | Errno {
  // "ENOENT: pathname is the empty string" - path_resolution(7)
  if (path === "") return ENOENT;
  if (path.length >= PATH_MAX) return ENAMETOOLONG;
  let text = path;
  let at = placeOf(v.k, path[0] === "/" ? v.task.root : from);
  let pos = 0;
  let links = 0;
  let trailing = false;
  for (;;) {
    while (text[pos] === "/") pos++;
    if (pos >= text.length) {
      if (trailing && !isDir(at.ops.perm(v, at.sb, at.node))) return ENOTDIR;
      return { dir: at, name: "", trailing };
    }
    let end = text.indexOf("/", pos);
    if (end < 0) end = text.length;
    const name = text.slice(pos, end);
    pos = end;
    trailing = end < text.length;
    let last = true;
    for (let i = end; i < text.length; i++) {
      if (text[i] === "/") continue;
      last = false;
      break;
    }
    const perm = at.ops.perm(v, at.sb, at.node);
    if (!isDir(perm)) return ENOTDIR;
    // "EACCES: Search permission is denied for one of the directories" - path_resolution(7)
    if (!mayAccess(v, perm, X_OK)) return EACCES;
    if (last && parent) return { dir: at, name, trailing };
    if (name === ".") continue;
    if (name === "..") {
      at = up(v, at);
      continue;
    }
    const next = step(v, at, name);
    if (failed(next)) return next;
    const nextPerm = next.ops.perm(v, next.sb, next.node);
    if (!isSymlink(nextPerm) || (last && !follow && !trailing)) {
      at = next;
      continue;
    }
    // "ELOOP: Too many symbolic links were encountered" - path_resolution(7): 40
    if (++links > SYMLINK_MAX) return ELOOP;
    if (last && !mayFollowLink(v, perm, nextPerm)) return EACCES;
    const jump = next.ops.follow?.(v, next.sb, next.node) ?? null;
    if (jump !== null) {
      if (failed(jump)) return jump;
      at = placeOf(v.k, jump);
      continue;
    }
    const target = next.ops.readlink(v, next.sb, next.node);
    if (failed(target)) return target;
    if (target === "") return ENOENT;
    text = target + text.slice(end);
    pos = 0;
    trailing = false;
    if (target[0] === "/") at = placeOf(v.k, v.task.root);
  }
}

/**
 * "..": the parent of the root is the root; at the top of a mount, the directory that holds its mount point.
 * Like a name, it leads to the top of what is mounted where it arrives, even when it stays. follow_dotdot(), fs/namei.c
 */
export function up(v: View, place: Place): Place {
  const { root } = v.task;
  const isRoot = (mnt: MntId, node: Node): boolean => mnt === root.mnt && node === root.node;
  if (isRoot(place.mount.id, place.node)) return cross(v, place);
  let { mount, node } = place;
  while (node === mount.root) {
    if (mount.parent === null || mount.mountpoint === null) return cross(v, place);
    node = mount.mountpoint;
    mount = lookup(v.k.mounts, mount.parent);
    if (isRoot(mount.id, node)) return cross(v, place);
  }
  const from = mount === place.mount ? place : placeIn(v.k, mount, node);
  return cross(v, { ...from, node: from.ops.parent(v, from.sb, node) });
}
