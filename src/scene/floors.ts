// Floors: the file systems that stand under a room, as strata. The host's root is one slab under the whole house,
// for every room without another file system stands on it. A jail's floor is the directory that became its root,
// with the files that are really in it. What is mounted in one room only lies on top, as a thin sheet.

import type { Mount } from "../kernel/fs/mount.ts";
import { get } from "../kernel/table.ts";
import { fromBytes } from "../user/libc.ts";
import { type Env, isChanged } from "./env.ts";
import { FOLDER, folderFloor, SHAFT } from "./folder-floor.ts";
import { fitText, textWidth } from "./lettering.ts";
import { LAYER } from "./look.ts";
import type { Block, Placed, Text } from "./placed.ts";
import { hasOwnFloor, ownMounts } from "./room-mounts.ts";
import { type Room, seenFrom } from "./rooms.ts";
import { placeName, procAt } from "./where.ts";

export interface Floor {
  /** How wide it would like to be. px */
  readonly wish: number;
  readonly of: (width: number) => Block;
}

/** The strata under one room, the lowest last; each is as wide as the room. */
export function floorsUnder(env: Env, room: Room): readonly Floor[] {
  const strata = ownMounts(env, room).map((mount) => sheet(env, room, mount));
  if (hasOwnFloor(room)) strata.push({ wish: FOLDER * env.s, of: (width) => folderFloor(env, room.root, width) });
  return strata;
}

function sheet(env: Env, room: Room, mount: Mount): Floor {
  const { k, s, words } = env;
  const h = 21 * s;
  const sb = get(k.superBlocks, mount.sb);
  const type = sb?.type ?? "";
  const label = `${type} ${fromBytes(placeName(k, { mnt: mount.id, node: mount.root }))}`;
  const isWindow = type === "proc" && procAt(k, room.root)?.id === mount.id;
  const remark = isWindow ? words.proc((seenFrom(k, room)?.others.length ?? 0) > 0) : "";
  const wish = textWidth(label, "fact", s).w + textWidth(remark, "tag", s).w + (SHAFT + 26) * s;
  const of = (width: number): Block => {
    const name: Text = {
      x: SHAFT * s,
      y: 14.5 * s,
      text: fitText(label, "fact", width - (SHAFT + 8) * s, s),
      as: "fact",
      scale: s,
    };
    const note: Text = { x: width - 9 * s, y: 14.5 * s, text: remark, as: "tag", anchor: "end", scale: s };
    const at = (x: number, y: number): Placed[] => [
      {
        ...{ key: `floor:${mount.id}`, kind: "sheet", layer: LAYER.room, x, y, w: width, h, r: 3, opacity: 1 },
        data: { type, changed: isChanged(env, `mount:${mount.id}`) },
        title: `${label}: ${words.ownMount}`,
        texts: remark !== "" && wish <= width ? [name, note] : [name],
      },
    ];
    return { w: width, h, at };
  };
  return { wish, of };
}
