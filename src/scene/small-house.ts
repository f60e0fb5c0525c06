// Machines that there is no space, or no need, to draw in full: a little house each, with its name, its state and how it
// is pretended.

import type { Machine } from "../kernel/world.ts";
import { EAVES, houseLine } from "./guest-house.ts";
import { fitText } from "./lettering.ts";
import { LAYER } from "./look.ts";
import { keyOn } from "./machine-key.ts";
import { aliveIn, machineName } from "./machines.ts";
import type { Block, Placed, Text } from "./placed.ts";
import type { Words } from "./words.ts";

const [W, H, ROOF] = [142, 78, 13]; // px
const [GAP_X, GAP_Y] = [2 * EAVES + 8, 12]; // px

/** The width of a column of little houses. px */
export const SMALL_W = W + 2 * EAVES;

/** As many little houses as fit, from left to right, the lowest row on the ground. */
export function smallHouses(machines: readonly Machine[], words: Words, width: number, height: number): Block {
  const cols = Math.max(1, Math.floor((width - 2 * EAVES + GAP_X) / (W + GAP_X)));
  const lines = Math.max(1, Math.floor((height + GAP_Y) / (H + GAP_Y)));
  const all = machines.length <= cols * lines;
  const shown = all ? machines : machines.slice(0, Math.max(0, cols * lines - 1));
  const places = shown.length + (all ? 0 : 1);
  const rows = Math.ceil(places / cols);
  const spot = (i: number, x: number, y: number) => ({
    x: x + EAVES + (i % cols) * (W + GAP_X),
    y: y + Math.floor(i / cols) * (H + GAP_Y),
  });
  const at = (x: number, y: number): Placed[] => [
    ...shown.flatMap((machine, i) => smallHouse(machine, words, spot(i, x, y))),
    ...(all ? [] : [rest(machines.length - shown.length, words, spot(shown.length, x, y))]),
  ];
  return { w: Math.min(cols, places) * (W + GAP_X) - GAP_X + 2 * EAVES, h: rows * (H + GAP_Y) - GAP_Y, at };
}

function smallHouse(machine: Machine, words: Words, spot: { readonly x: number; readonly y: number }): Placed[] {
  const { board, state } = machine;
  const { state: states, how, machine: say } = words.machines;
  const n = aliveIn(machine);
  const doing = state === "running" ? words.processes(n) : states[state];
  const texts: Text[] = [
    { x: 10, y: ROOF + 19, text: fitText(machineName(machine), "organ", W - 20), as: "organ" },
    { x: 10, y: ROOF + 36, text: fitText(how[board.how], "tag", W - 20), as: "tag" },
    { x: 10, y: ROOF + 53, text: fitText(doing, "tag", W - 20), as: "tag" },
  ];
  const key = keyOn(machine.id, "house");
  return [
    {
      ...{ key, kind: "house", layer: LAYER.room, ...spot, opacity: 1, weight: 1.75, points: houseLine(W, H, ROOF) },
      ...{
        texts,
        title: say(machineName(machine), board.how, state, n),
        data: { state, tile: true, machine: machine.id },
      },
    },
  ];
}

function rest(n: number, { machines }: Words, spot: { readonly x: number; readonly y: number }): Placed {
  const text = `+${machines.machines(n)}`;
  return {
    ...{ key: "more:machines", kind: "more", layer: LAYER.room, ...spot, opacity: 1, title: text },
    texts: [{ x: W / 2, y: H / 2 + 10, text, as: "note", anchor: "middle" }],
  };
}
