// Which mounts belong under which room: those that are in its tree and not in the tree around it.

import type { MntId, Mount } from "../kernel/fs/mount.ts";
import { get, values } from "../kernel/table.ts";
import type { Env } from "./env.ts";
import type { Room } from "./rooms.ts";
import { placeName, treeRoot } from "./where.ts";

/** A jail inside a jail's room stands on the same files: they are drawn once. */
export const hasOwnFloor = (room: Room): boolean => room.jail && room.parent?.root.node !== room.root.node;

/** What is mounted in the room's tree and not in the tree around it. Rooms that share a mount namespace share what
 * is mounted there; a procfs lies under the one whose processes it shows. */
export function ownMounts({ k, rooms }: Env, room: Room): Mount[] {
  const { mnt } = room.ns;
  const shares = (r: Room): boolean => r.ns.mnt === mnt;
  let outer = room;
  while (outer.parent && shares(outer.parent)) outer = outer.parent;
  const around = outer.parent?.ns.mnt ?? rooms.initial.mnt;
  const index = mountsByNs(k.mounts);
  const mine = index.get(mnt) ?? [];
  if (mnt !== around) {
    const there = new Set((index.get(around) ?? []).map((m) => `${m.sb}:${m.root}`));
    return mine.filter(
      (m) => m.parent !== null && !there.has(`${m.sb}:${m.root}`) && standsUnder(k, m, outer) === room,
    );
  }
  if (!hasOwnFloor(room)) return [];
  const top = `${placeName(k, room.root)}/`;
  return mine.filter((m) => placeName(k, { mnt: m.id, node: m.root }).startsWith(top));
}

/** The room of those below `outer`, in the same mount namespace, under which a mount is drawn. */
function standsUnder(k: Env["k"], mount: Mount, outer: Room): Room {
  const shown = get(k.superBlocks, mount.sb)?.pidNs;
  if (shown === null || shown === undefined || outer.ns.pid === shown) return outer;
  const inside = outer.children.filter((child) => child.ns.mnt === outer.ns.mnt);
  return inside.map((child) => standsUnder(k, mount, child)).find((r) => r.ns.pid === shown) ?? outer;
}

const byNs = new WeakMap<object, ReadonlyMap<number, Mount[]>>();

function mountsByNs(mounts: Env["k"]["mounts"]): ReadonlyMap<number, Mount[]> {
  const known = byNs.get(mounts);
  if (known) return known;
  const index = new Map<number, Mount[]>();
  for (const mount of values(mounts)) {
    if (mount.ns === null || mount.detached) continue;
    const list = index.get(mount.ns);
    if (list) list.push(mount);
    else index.set(mount.ns, [mount]);
  }
  byNs.set(mounts, index);
  return index;
}

/** The host's own mounts besides its root, as the yard stands on them. */
export function hostMounts({ k, rooms }: Env): { readonly id: MntId; readonly type: string; readonly name: string }[] {
  const root = treeRoot(k, rooms.initial.mnt);
  return (mountsByNs(k.mounts).get(rooms.initial.mnt) ?? [])
    .filter((m) => m.parent !== null && m.id !== root?.mnt)
    .map((m) => ({
      id: m.id,
      type: get(k.superBlocks, m.sb)?.type ?? "",
      name: placeName(k, { mnt: m.id, node: m.root }),
    }));
}
