// Machines that there is no space, or no need, to draw in full: a little house each, with its name, its state and how it
// is pretended.

import type { Machine } from "../kernel/world.ts";
import { EAVES, houseLine } from "./guest-house.ts";
import { fitText, textWidth } from "./lettering.ts";
import { LAYER } from "./look.ts";
import { keyOn } from "./machine-key.ts";
import { aliveIn, machineName } from "./machines.ts";
import type { Block, Placed, Text } from "./placed.ts";
import type { Words } from "./words.ts";

const [W, H, ROOF] = [142, 78, 13]; // px
const [GAP_X, GAP_Y] = [2 * EAVES + 8, 12]; // px
const SCALES = [1.6, 1.3, 1]; // a few houses are drawn larger: the first one with which all fit

/** The width of a column of little houses. px */
export const SMALL_W = W + 2 * EAVES;

/** As many little houses as fit, from left to right, the lowest row on the ground; larger ones if they need not be so small. */
export function smallHouses(
  machines: readonly Machine[],
  words: Words,
  width: number,
  height: number,
  largest = 1,
): Block {
  const s = SCALES.find((s) => s <= largest && holds(width, Math.min(height, ROOMY), s) >= machines.length) ?? 1;
  const [w, h] = [W * s, H * s];
  const cols = Math.max(1, Math.floor((width - 2 * EAVES + GAP_X) / (w + GAP_X)));
  const all = machines.length <= holds(width, height, s);
  const shown = all ? machines : machines.slice(0, Math.max(0, holds(width, height, s) - 1));
  const places = shown.length + (all ? 0 : 1);
  const rows = Math.ceil(places / cols);
  const spot = (i: number, x: number, y: number) => ({
    x: x + EAVES + (i % cols) * (w + GAP_X),
    y: y + Math.floor(i / cols) * (h + GAP_Y),
  });
  const at = (x: number, y: number): Placed[] => [
    ...shown.map((machine, i) => smallHouse(machine, words, spot(i, x, y), s)),
    ...(all ? [] : [rest(machines.length - shown.length, words, spot(shown.length, x, y))]),
  ];
  return { w: Math.min(cols, places) * (w + GAP_X) - GAP_X + 2 * EAVES, h: rows * (h + GAP_Y) - GAP_Y, at };
}

const ROOMY = 340; // px that larger houses may be high, all together

/** How many little houses a place holds. */
function holds(width: number, height: number, s: number): number {
  const cols = Math.max(1, Math.floor((width - 2 * EAVES + GAP_X) / (W * s + GAP_X)));
  return cols * Math.max(1, Math.floor((height + GAP_Y) / (H * s + GAP_Y)));
}

function smallHouse(
  machine: Machine,
  words: Words,
  spot: { readonly x: number; readonly y: number },
  s: number,
): Placed {
  const { board, state, id } = machine;
  const { state: states, how, machine: say } = words.machines;
  const n = aliveIn(machine);
  const doing = state === "running" ? words.processes(n) : states[state];
  const room = (W - 20) * s;
  const line = (y: number, text: string, as: "organ" | "tag"): Text => ({
    ...{ x: 10 * s, y: y * s, text: fitText(text, as, room, s), as, scale: s },
  });
  const whole = how[board.how];
  const fits = textWidth(whole, "tag", s).w <= room;
  const texts = [
    line(ROOF + 19, machineName(machine), "organ"),
    line(ROOF + 36, fits ? whole : whole.replace(/\s*\(.*\)$/, ""), "tag"),
    line(ROOF + 53, doing, "tag"),
  ];
  const shape = { weight: 1.75 * s, points: houseLine(W * s, H * s, ROOF * s) };
  return {
    ...{ key: keyOn(id, "house"), kind: "house", layer: LAYER.room, ...spot, opacity: 1, ...shape },
    ...{ texts, title: say(machineName(machine), board.how, state, n), data: { state, tile: true, machine: id } },
  };
}

function rest(n: number, { machines }: Words, spot: { readonly x: number; readonly y: number }): Placed {
  const text = `+${machines.machines(n)}`;
  return {
    ...{ key: "more:machines", kind: "more", layer: LAYER.room, ...spot, opacity: 1, title: text },
    texts: [{ x: W / 2, y: H / 2 + 10, text, as: "note", anchor: "middle" }],
  };
}
