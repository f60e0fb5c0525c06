// One room with what stands in it and under it: shutters, sign, processes, the rooms inside it, the ghosts of those
// it can see, and its floors.

import { type Env, isChanged } from "./env.ts";
import { floorsUnder } from "./floors.ts";
import { ghosts } from "./ghosts.ts";
import { LAYER, NARROW } from "./look.ts";
import type { Block, Box, Placed } from "./placed.ts";
import { type Laid, processes } from "./process.ts";
import { roomName, roomOrigin } from "./room-name.ts";
import { type Room, seenFrom } from "./rooms.ts";
import { shutters } from "./shutters.ts";
import { sign } from "./sign.ts";

const PAD = 12; // px inside the wall
const FOOT = 12; // px above the floor, where calls cross to the shaft
const GAP = 14; // px between what stands side by side
const SHEET = 3; // px between floors
const SIGN_MAX = 220; // px: a longer name is cut
const OWN_MIN = 60; // px for the processes of a room that holds other rooms

/** The wall: none for a mere change of root, heavier with every shutter that is closed. */
const wallWeight = (closed: number): number => (closed === 0 ? 1.5 : 1.2 + 0.55 * closed);

/** A room no larger than `width` and `height`, if that can be done, and at least as wide as `wish`. */
export function building(env: Env, room: Room, width: number, height: number, wish = 0): Laid {
  const { k, s, words } = env;
  const pad = PAD * s;
  const row = shutters(env, room);
  const head = sign(env, `sign:${room.key}`, roomName(k, words, room), roomOrigin(k, room), {
    changed: room.closed.includes("uts") && isChanged(env, `name:${room.ns.uts}`),
    from: room.tasks[0]?.pid,
  });
  // A room that holds rooms is wide: its sign stands beside the shutters.
  const beside = room.children.length > 0 && width - 2 * pad - row.w > 110 * s;
  const signW = Math.min(SIGN_MAX * s, head.w, beside ? width - 2 * pad - row.w - GAP * s : SIGN_MAX * s);
  const headW = beside ? row.w + GAP * s + signW : Math.max(row.w, signW);
  const headH = (beside ? Math.max(row.h, head.h) : row.h + 7 * s + head.h) + 10 * s;
  const floors = floorsUnder(env, room);
  const floorsH = stackHeight(floors.map((floor) => floor.of(Math.max(headW + 2 * pad, wish))));
  const seen = seenFrom(k, room);
  const spare = height - floorsH - headH - pad - FOOT * s;
  const ghostRows = seen && spare > 190 * s ? 2 : 1;
  const atLeast = ghosts(env, room, seen, Math.max(headW, wish - 2 * pad), ghostRows);

  const inner = width - 2 * pad;
  const bodyMax = spare - (atLeast ? atLeast.h : 0);
  const narrow = env.view.width < NARROW; // then the rooms inside stand below the room's own processes
  const childMax = narrow ? inner : inner - (OWN_MIN + GAP) * s;
  const inside = room.children.map((child) => building(env, child, childMax, bodyMax, narrow ? inner : 0));
  const insideW = narrow ? 0 : inside.reduce((sum, b) => sum + b.w + GAP * s, 0);
  const own = processes(env, room.tasks, Math.max(OWN_MIN * s, inner - insideW), bodyMax, room.key);
  const insideH = narrow ? inside.reduce((sum, b) => sum + b.h + GAP, 0) : 0;
  const bodyH = narrow ? own.h + insideH : Math.max(own.h, ...inside.map((b) => b.h));

  const floorW = Math.min(width, Math.max(0, ...floors.map((floor) => floor.wish))) - 2 * pad;
  const w = Math.max(headW, own.w + insideW, wish - 2 * pad, floorW) + 2 * pad;
  const foot = ghosts(env, room, seen, w - 2 * pad, ghostRows);
  const footH = FOOT * s + (foot ? foot.h : 0);
  const h = pad + headH + bodyH + footH;
  const strata = floors.map((floor) => floor.of(w));

  const signAt = (x: number, y: number, room: number): readonly Placed[] =>
    beside
      ? head.within(room - row.w - GAP * s).at(x + row.w + GAP * s, y)
      : head.within(room).at(x, y + row.h + 7 * s);
  const at = (x: number, y: number): Placed[] => {
    const out: Placed[] = [wall(env, room, { x, y, w, h })];
    out.push(...row.at(x + pad, y + pad), ...signAt(x + pad, y + pad, w - 2 * pad));
    const base = y + h - footH; // what stands in the room stands on this line
    out.push(...own.at(x + pad, base - own.h - insideH));
    let left = x + w - pad - insideW + GAP * s;
    let lower = base - insideH + GAP;
    for (const b of inside) {
      out.push(...(narrow ? b.at(x + pad, lower) : b.at(left, base - b.h)));
      left += b.w + GAP * s;
      lower += b.h + GAP;
    }
    if (foot) out.push(...foot.at(x + pad, base));
    let below = y + h + SHEET;
    for (const f of strata) {
      out.push(...f.at(x, below));
      below += f.h + SHEET;
    }
    return out;
  };
  const hidden = own.hidden + inside.reduce((sum, b) => sum + b.hidden, 0);
  return { w, h: h + stackHeight(strata), at, hidden, plain: own.plain || inside.some((b) => b.plain) };
}

const stackHeight = (blocks: readonly Block[]): number => blocks.reduce((sum, b) => sum + b.h + SHEET, 0);

function wall(env: Env, room: Room, box: Box): Placed {
  const closed = room.closed.length;
  const name = roomName(env.k, env.words, room);
  return {
    key: room.key,
    kind: "room",
    layer: LAYER.room,
    ...box,
    r: 5,
    opacity: 1,
    weight: wallWeight(closed),
    data: { walls: closed, jail: room.jail, changed: room.tasks.some((t) => isChanged(env, `moved:${t.pid}`)) },
    title: env.words.room(name, room.tasks.length, room.closed),
    ...(room.tasks[0] && { from: `task:${room.tasks[0].pid}` }),
  };
}
