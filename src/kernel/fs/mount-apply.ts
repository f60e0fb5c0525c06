// The writer of super blocks and mounts. `children` of a mount mirrors parent and mountpoint of what sits on it.

import type { Appliers } from "../event.ts";
import { get, lookup, remove, set } from "../table.ts";
import type { Kernel } from "../world.ts";
import type { MountEvent } from "./event.ts";
import type { MntId, Mount, SuperBlock } from "./mount.ts";
import { type Overlay, overlayOf } from "./overlay/state.ts";

function change(k: Kernel, id: MntId, part: Partial<Mount>): Kernel {
  return { ...k, mounts: set(k.mounts, id, { ...lookup(k.mounts, id), ...part }) };
}

/**
 * Puts `mnt` on its place. What was there before ends up on top of it: only propagation does that, for a path always
 * leads to the top. attach_recursive_mnt(), fs/namespace.c, "tucked"
 */
function put(k: Kernel, mnt: MntId): Kernel {
  const { parent, mountpoint, root } = lookup(k.mounts, mnt);
  if (parent === null || mountpoint === null) return k;
  const { children } = lookup(k.mounts, parent);
  const above = children[mountpoint];
  const placed = change(k, parent, { children: { ...children, [mountpoint]: mnt } });
  if (above === undefined) return placed;
  return put(change(placed, above, { parent: mnt, mountpoint: root }), above);
}

function take(k: Kernel, { id, parent, mountpoint }: Mount): Kernel {
  if (parent === null || mountpoint === null) return k;
  const below = get(k.mounts, parent);
  if (below?.children[mountpoint] !== id) return k;
  const children = { ...below.children };
  delete children[mountpoint];
  return change(k, parent, { children });
}

function changeOverlay(k: Kernel, sb: SuperBlock, part: Partial<Overlay>): Kernel {
  const overlay = { ...overlayOf(sb), ...part };
  return { ...k, superBlocks: set(k.superBlocks, sb.id, { ...sb, overlay }) };
}

export const mountAppliers: Appliers<MountEvent, Kernel> = {
  "sb.created": (k, { sb }) => ({
    ...k,
    superBlocks: set(k.superBlocks, sb.id, sb),
    next: { ...k.next, sb: Math.max(k.next.sb, sb.id + 1) },
  }),
  "overlay.copied-up": (k, { sb, node, dentry }) => {
    const old = lookup(k.superBlocks, sb);
    const { copied, names } = overlayOf(old);
    return changeOverlay(k, old, { copied: { ...copied, [node]: dentry }, names: { ...names, [dentry]: node } });
  },
  "overlay.whiteout-made": (k, { sb, dentry }) => changeOverlay(k, lookup(k.superBlocks, sb), { whiteout: dentry }),
  "sb.remounted": (k, { sb, readonly, options }) => ({
    ...k,
    superBlocks: set(k.superBlocks, sb, { ...lookup(k.superBlocks, sb), readonly, options }),
  }),
  "mount.attached": (k, { mount }) => {
    const next = {
      ...k.next,
      mnt: Math.max(k.next.mnt, mount.id + 1),
    };
    return put({ ...k, next, mounts: set(k.mounts, mount.id, mount) }, mount.id);
  },
  "mount.detached": (k, { mount, held }) => {
    const out = take(k, lookup(k.mounts, mount));
    if (!held) return { ...out, mounts: remove(out.mounts, mount) };
    return change(out, mount, { ns: null, parent: null, mountpoint: null, peer: null, master: null, detached: true });
  },
  "mount.moved": (k, { mount, parent, mountpoint }) => {
    const out = take(k, lookup(k.mounts, mount));
    return put(change(out, mount, { parent, mountpoint }), mount);
  },
  "mount.changed": (k, { mount, to }) => change(k, mount, to),
};
