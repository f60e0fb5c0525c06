// Floors: the file systems that stand under a room, as strata. The host's root is one slab under the whole house,
// for every room without another file system stands on it. A jail's floor is the directory that became its root,
// with the files that are really in it. What is mounted in one room only lies on top, as a thin sheet.

import type { MntId, Mount } from "../kernel/fs/mount.ts";
import { get, values } from "../kernel/table.ts";
import { type Env, isChanged } from "./env.ts";
import { type FileBelow, filesBelow } from "./files-below.ts";
import { fitText, textWidth } from "./lettering.ts";
import { LAYER } from "./look.ts";
import type { Block, Placed } from "./placed.ts";
import type { Room } from "./rooms.ts";
import { placeName, procAt, treeRoot } from "./where.ts";

/** Free of text at the left of every floor: calls go down here. px */
export const SHAFT = 18;

/** The strata under one room, the lowest last; each is as wide as the room. */
export function floorsUnder(env: Env, room: Room): ((width: number) => Block)[] {
  const strata = ownMounts(env, room).map((mount) => (width: number) => sheet(env, room, mount, width));
  if (isOwnFloor(room)) strata.push((width) => jailFloor(env, room, width));
  return strata;
}

/** A jail inside a jail's room stands on the same files: they are drawn once. */
const isOwnFloor = (room: Room): boolean => room.jail && room.parent?.root.node !== room.root.node;

/** What is mounted in the room's tree and not in the tree around it. Rooms that share a mount namespace share what
 * is mounted there; a procfs lies under the one whose processes it shows. */
function ownMounts({ k, rooms }: Env, room: Room): Mount[] {
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
  if (!isOwnFloor(room)) return [];
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

function sheet(env: Env, room: Room, mount: Mount, width: number): Block {
  const { k, s, words } = env;
  const h = 21 * s;
  const sb = get(k.superBlocks, mount.sb);
  const type = sb?.type ?? "";
  const name = placeName(k, { mnt: mount.id, node: mount.root });
  const isWindow = type === "proc" && procAt(k, room.root)?.id === mount.id;
  const outside = sb?.pidNs !== room.ns.pid;
  const label = `${type} ${name}`;
  const labelW = textWidth(label, "fact", s).w;
  const remark = words.proc(outside);
  const hasRoom = textWidth(remark, "tag", s).w <= width - (SHAFT + 24) * s - labelW;
  const at = (x: number, y: number): Placed[] => [
    {
      ...{ key: `floor:${mount.id}`, kind: "sheet", layer: LAYER.room, x, y, w: width, h, r: 3, opacity: 1 },
      data: { type, changed: isChanged(env, `mount:${mount.id}`) },
      title: `${label}: ${words.ownMount}`,
      texts: [
        { x: SHAFT * s, y: 14.5 * s, text: fitText(label, "fact", width - (SHAFT + 8) * s, s), as: "fact", scale: s },
        ...(isWindow && hasRoom
          ? [
              {
                x: width - 9 * s,
                y: 14.5 * s,
                text: remark,
                as: "tag",
                anchor: "end",
                scale: s,
              } as const,
            ]
          : []),
      ],
    },
  ];
  return { w: width, h, at };
}

const CHIP_ROWS = 3;

function jailFloor(env: Env, room: Room, width: number): Block {
  const { k, s, words } = env;
  const { entries, cut } = filesBelow(k, room.root);
  const files = entries.filter((f) => f.kind !== "dir");
  const inner = width - (SHAFT + 8) * s;
  const { chips, rows, hidden } = wrap(env, files, inner);
  const h = (21 + rows * 20 + (rows > 0 ? 4 : 0)) * s;
  const place = placeName(k, room.root);
  const placeW = textWidth(place, "path", s).w;
  const at = (x: number, y: number): Placed[] => {
    const key = `floor:jail-${room.root.node}`;
    const right = inner - placeW - 10 * s;
    return [
      {
        ...{ key, kind: "jail-floor", layer: LAYER.room, x, y, w: width, h, r: 3, opacity: 1 },
        title: `${words.copied} ${place}`,
        texts: [
          { x: SHAFT * s, y: 14.5 * s, text: fitText(place, "path", inner, s), as: "path", scale: s },
          ...(right > 50 * s
            ? [
                {
                  x: width - 9 * s,
                  y: 14.5 * s,
                  text: fitText(words.copied, "tag", right, s),
                  as: "tag",
                  anchor: "end",
                  scale: s,
                } as const,
              ]
            : []),
        ],
      },
      ...chips.map(({ file, x: cx, row, w }): Placed => {
        const text = fitText(file.name, "path", w - 10 * s, s);
        return {
          ...{ key: `file:${file.dentry}`, kind: "file", layer: LAYER.thing, opacity: 1, r: 3, w, h: 17 * s },
          ...{
            x: x + SHAFT * s + cx,
            y: y + (21 + row * 20) * s,
            title: `${words.file} ${place}/${file.path}`,
            from: key,
          },
          data: { type: file.kind, changed: isChanged(env, `dentry:${file.dentry}`, `inode:${file.inode}`) },
          texts: [{ x: 5 * s, y: 12.5 * s, text, as: "path", scale: s }],
        };
      }),
      ...(hidden > 0
        ? [
            moreFiles(
              env,
              room,
              hidden,
              cut,
              x + SHAFT * s + (chips.at(-1)?.x ?? 0) + (chips.at(-1)?.w ?? 0),
              y + (21 + (rows - 1) * 20) * s,
            ),
          ]
        : []),
    ];
  };
  return { w: width, h, at };
}

function moreFiles({ s, words }: Env, room: Room, n: number, cut: boolean, x: number, y: number): Placed {
  const text = `${words.more(n)}${cut ? "…" : ""}`;
  return {
    ...{ key: `files:${room.root.node}`, kind: "more", layer: LAYER.thing, x: x + 6 * s, y, opacity: 1 },
    texts: [{ x: 0, y: 12.5 * s, text, as: "tag", scale: s }],
  };
}

interface Chip {
  readonly file: FileBelow;
  readonly x: number;
  readonly row: number;
  readonly w: number;
}

/** As many names as three rows hold; changed ones first, so that a file just copied is seen. */
function wrap(env: Env, files: readonly FileBelow[], width: number) {
  const { s, words } = env;
  const rank = (f: FileBelow): number => (isChanged(env, `dentry:${f.dentry}`, `inode:${f.inode}`) ? 0 : 1);
  const chips: Chip[] = [];
  let [x, row] = [0, 0];
  for (const file of [...files].sort((a, b) => rank(a) - rank(b))) {
    const w = Math.min(width, textWidth(file.name, "path", s).w + 11 * s, 132 * s);
    const left = files.length - chips.length - 1;
    const tail = left > 0 && row === CHIP_ROWS - 1 ? textWidth(words.more(left), "tag", s).w + 12 * s : 0;
    if (x + w + tail > width && x > 0) {
      if (row === CHIP_ROWS - 1) break;
      [x, row] = [0, row + 1];
    }
    chips.push({ file, x, row, w });
    x += w + 5 * s;
  }
  return { chips, rows: chips.length > 0 ? row + 1 : 0, hidden: files.length - chips.length };
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
