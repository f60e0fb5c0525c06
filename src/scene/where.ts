// Where things are: names of places and mounts, as the host's own tree names them.
//
// The kernel follows names to places (path_resolution(7)); a picture needs the other way, from a place to its name,
// and which mount a process finds under a name.

import type { DentryId } from "../kernel/fs/dentry.ts";
import type { Mount } from "../kernel/fs/mount.ts";
import { nameIn } from "../kernel/fs/names.ts";
import type { Path } from "../kernel/fs/path.ts";
import type { NsId } from "../kernel/ns/namespace.ts";
import { get } from "../kernel/table.ts";
import type { Kernel } from "../kernel/world.ts";

const DEPTH = 64; // steps at most: a picture must not hang on a broken tree

/** "/srv/jail": the place's name, up to the root of the mount tree that it is in. */
export function placeName(k: Kernel, path: Path): string {
  let name = "";
  let { mnt, node } = path;
  for (let step = 0; step < DEPTH; step++) {
    const mount = get(k.mounts, mnt);
    if (!mount) break;
    if (node === mount.root) {
      if (mount.parent === null || mount.mountpoint === null) break;
      node = mount.mountpoint;
      mnt = mount.parent;
      continue;
    }
    if (typeof node === "string") {
      name = `${node === "/" ? "" : node}${name}`;
      node = mount.root;
      continue;
    }
    const dentry = get(k.dentries, node as DentryId);
    if (!dentry || dentry.parent === dentry.id) break;
    name = `/${dentry.name}${name}`;
    node = dentry.parent;
  }
  return name || "/";
}

/** The place's name as a process with this root reads it. */
export function nameBelow(k: Kernel, root: Path, path: Path): string {
  const top = placeName(k, root);
  const name = placeName(k, path);
  if (top === "/" || !(name === top || name.startsWith(`${top}/`))) return name;
  return name.slice(top.length) || "/";
}

/** What is on top at a place: a mount over a mount hides it. */
export function topmost(k: Kernel, path: Path): Path {
  let { mnt, node } = path;
  for (let step = 0; step < DEPTH; step++) {
    const on = get(k.mounts, mnt)?.children[node];
    const over = on === undefined ? undefined : get(k.mounts, on);
    if (!over) break;
    mnt = over.id;
    node = over.root;
  }
  return { mnt, node };
}

/** Where the tree of a mount namespace begins for its processes: on top of what is mounted at its root. */
export function treeRoot(k: Kernel, mntNs: NsId): Path | null {
  const ns = get(k.namespaces, mntNs);
  const mount = ns?.kind === "mnt" ? get(k.mounts, ns.root) : undefined;
  return mount ? topmost(k, { mnt: mount.id, node: mount.root }) : null;
}

/** An entry of a stored directory, mounts crossed; null when it has no such name. */
export function entry(k: Kernel, dir: Path, name: string): Path | null {
  const dentry = get(k.dentries, dir.node as DentryId);
  const body = dentry && get(k.inodes, dentry.inode)?.body;
  const node = body?.kind === "dir" ? nameIn(body.entries, name) : undefined;
  return node === undefined ? null : topmost(k, { mnt: dir.mnt, node });
}

/** The mount on top at ROOT/proc, when that is a procfs: the window through which processes are seen. */
export function procAt(k: Kernel, root: Path): Mount | null {
  const place = entry(k, topmost(k, root), "proc");
  const mount = place && get(k.mounts, place.mnt);
  if (!mount || place.node !== mount.root) return null;
  return get(k.superBlocks, mount.sb)?.type === "proc" ? mount : null;
}
