// Rooms that there is no space to draw in full: a tile each, with the name, the closed shutters and how many processes.

import type { Env } from "./env.ts";
import { fitText, textWidth } from "./lettering.ts";
import { LAYER } from "./look.ts";
import type { Block, Placed, Text } from "./placed.ts";
import { roomName } from "./room-name.ts";
import type { Room } from "./rooms.ts";
import { LETTER } from "./shutters.ts";

const [W, H, GAP] = [126, 44, 8]; // px

export function tiles(env: Env, rooms: readonly Room[], width: number, height: number): Block {
  const cols = Math.max(1, Math.floor((width + GAP) / (W + GAP)));
  const lines = Math.max(1, Math.floor((height + GAP) / (H + GAP)));
  const all = rooms.length <= cols * lines;
  const shown = all ? rooms : rooms.slice(0, cols * lines - 1);
  const places = shown.length + (all ? 0 : 1);
  const used = Math.ceil(places / cols);
  const spot = (i: number, x: number, y: number) => ({
    x: x + (i % cols) * (W + GAP),
    y: y + Math.floor(i / cols) * (H + GAP),
  });
  const at = (x: number, y: number): Placed[] => [
    ...shown.map((room, i) => tile(env, room, spot(i, x, y))),
    ...(all ? [] : [rest(env, rooms.length - shown.length, spot(shown.length, x, y))]),
  ];
  return { w: Math.min(cols, places) * (W + GAP) - GAP, h: used * (H + GAP) - GAP, at };
}

function tile(env: Env, room: Room, spot: { x: number; y: number }): Placed {
  const { words } = env;
  const inside = room.tasks.length + countInside(room);
  const letters = room.closed.map((kind) => LETTER[kind]).join("");
  const lettersW = textWidth(letters, "letter").w;
  const texts: Text[] = [
    { x: 9, y: 18, text: fitText(roomName(env.k, words, room), "organ", W - 24 - lettersW), as: "organ" },
    { x: W - 9, y: 18, text: letters, as: "letter", anchor: "end" },
    { x: 9, y: 34, text: fitText(words.processes(inside), "tag", W - 18), as: "tag" },
  ];
  return {
    ...{ key: room.key, kind: "room", layer: LAYER.room, ...spot, w: W, h: H, r: 4, opacity: 1, texts },
    ...{ weight: room.closed.length === 0 ? 1.5 : 1.2 + 0.25 * room.closed.length },
    data: { walls: room.closed.length, jail: room.jail, tile: true },
    title: words.room(roomName(env.k, words, room), inside, room.closed),
  };
}

const countInside = (room: Room): number =>
  room.children.reduce((sum, child) => sum + child.tasks.length + countInside(child), 0);

function rest({ words }: Env, n: number, spot: { x: number; y: number }): Placed {
  return {
    ...{ key: "more:rooms", kind: "more", layer: LAYER.room, ...spot, opacity: 1, title: words.moreRooms(n) },
    texts: [{ x: W / 2, y: H / 2 + 4, text: words.moreRooms(n), as: "note", anchor: "middle" }],
  };
}
