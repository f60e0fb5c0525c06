// What is shared shows: the processes of others that a room sees, because the procfs at its /proc shows their pid
// namespace. They stand at the foot of the room, with the numbers that this procfs gives them.

import { fromBytes } from "../user/libc.ts";
import type { Env } from "./env.ts";
import { fitText } from "./lettering.ts";
import { LAYER } from "./look.ts";
import type { Block, Placed } from "./placed.ts";
import type { Room, Seen } from "./rooms.ts";

const R = 15; // px; radius of a ghost
const CELL = 54; // px
const ROW = 50; // px
const CAPTION = 19; // px

/** Up to `rows` rows of ghosts under a caption, as many as `width` holds; null when the room sees nobody. */
export function ghosts(env: Env, room: Room, seen: Seen | null, width: number, rows: number): Block | null {
  if (!seen || seen.others.length === 0) return null;
  const { s, words } = env;
  const cols = Math.max(2, Math.floor(width / (CELL * s)));
  const cell = width / cols;
  const all = seen.others.length;
  const shown = seen.others.slice(0, all <= cols * rows ? all : cols * rows - 1);
  const places = shown.length + (shown.length < all ? 1 : 0);
  const spot = (i: number): readonly [number, number] => [
    (i % cols) * cell + cell / 2,
    (CAPTION + Math.floor(i / cols) * ROW + R + 5) * s,
  ];
  const at = (x: number, y: number): Placed[] => [
    {
      ...{ key: `seen:${room.key}`, kind: "seen", layer: LAYER.room, x, y, opacity: 1 },
      texts: [{ x: 0, y: 15 * s, text: fitText(words.seenThrough, "tag", width, s), as: "tag", scale: s }],
    },
    ...shown.map(({ task, pid }, i): Placed => {
      const [dx, dy] = spot(i);
      const name = fitText(fromBytes(task.comm), "tag", cell - 8 * s, s);
      return {
        ...{ key: `ghost:${task.pid}@${room.key}`, kind: "ghost", layer: LAYER.thing, x: x + dx, y: y + dy, r: R * s },
        ...{
          opacity: 1,
          title: words.ghost(fromBytes(task.comm), pid),
          data: { pid: task.pid },
          from: `task:${task.pid}`,
        },
        texts: [
          { x: 0, y: 4 * s, text: pid > 9999 ? `…${pid % 1000}` : `${pid}`, as: "fact", anchor: "middle", scale: s },
          { x: 0, y: (R + 12.5) * s, text: name, as: "tag", anchor: "middle", scale: s },
        ],
      };
    }),
    ...(shown.length < all
      ? [others(env, room, all - shown.length, cell, x + spot(shown.length)[0], y + spot(shown.length)[1])]
      : []),
  ];
  return { w: width, h: (CAPTION + Math.ceil(places / cols) * ROW) * s, at };
}

function others({ s, words }: Env, room: Room, n: number, cell: number, x: number, y: number): Placed {
  const long = words.more(n);
  const text = fitText(long, "tag", cell, s) === long ? long : `+${n}`;
  return {
    ...{ key: `ghosts:${room.key}`, kind: "more", layer: LAYER.thing, x, y, opacity: 1, title: words.processes(n) },
    texts: [{ x: 0, y: 4 * s, text, as: "tag", anchor: "middle", scale: s }],
  };
}
