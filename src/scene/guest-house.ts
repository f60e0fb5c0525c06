// A virtual machine: a smaller house with a roof, inside the picture of the house that it is a guest of. It has its own
// rooms and floors, its own kernel, and hardware that is only pretended; what pretends it stands below.
//
//        ________╱╲________
//       │ sign              │
//       │   processes rooms │
//       │  ───── floor ──── │ ┐
//       │  ▓▓ guest kernel  │ │ shaft: where calls leave the guest kernel
//       │  ┄┄ virtual hw ┄┄ │ │
//       │  ▒▒ its monitor   │ ┘ (only where the hypervisor is a process: hosted)
//       └───────────────────┘

import type { Machine, World } from "../kernel/world.ts";
import { type Arranged, arrange, BETWEEN } from "./arrange.ts";
import { type Env, makeEnv } from "./env.ts";
import { hardwareSlab } from "./hardware-slab.ts";
import { hypervisorSlab } from "./hypervisor-slab.ts";
import { kernelSlab } from "./kernel-slab.ts";
import { fitText, textWidth } from "./lettering.ts";
import { type HouseView, LAYER } from "./look.ts";
import { placedOn } from "./machine-key.ts";
import { aliveIn, hypervisorOf, isGuest, machineName } from "./machines.ts";
import type { Block, Box, Placed, Point, Text } from "./placed.ts";
import { rootFloor } from "./yard.ts";

export const EAVES = 5; // px that the roof stands out on both sides
export const ROOF = 15; // px
const HEAD = 26; // px for the sign
const PAD = 9; // px
const SHAFT = 13; // px at the right of a house's slabs, where calls go down to the hypervisor
const LANE = 27; // px above the kernel, for the label of a call
const GAP = 5; // px between slabs
const BODY = 72; // px at least for what lives in it
const STRETCH = [0, 60, 120, 200]; // px that the house may grow so that nobody in it is hidden

/** The machine as a house as wide as asked for, and no higher than need be. */
export function guestHouse(world: World, machine: Machine, view: HouseView, width: number, height: number): Block {
  const env = makeEnv(machine, { ...view, width, scale: 1 }, { compact: true, world });
  const inner = width - 2 * PAD - SHAFT;
  const slabs = slabsOf(world, env, inner);
  const slabsH = slabs.reduce((sum, b) => sum + b.h + GAP, 0) - GAP;
  const floor = rootFloor(env, inner, inner, true);
  const base = floor.h + LANE + slabsH + PAD;
  const sky = Math.max(BODY, height - ROOF - HEAD - base - 3);
  const body = bodyOf(env, width - 2 * PAD, sky);
  const h = ROOF + HEAD + body.h + 3 + base;

  const at = (x: number, y: number): readonly Placed[] => {
    const bottom = y + h;
    const out: Placed[] = [wall(env, { x, y, w: width, h })];
    out.push(...signOf(env, x + PAD, y + ROOF + 4, width - 2 * PAD));
    out.push(...body.at(x + PAD, bottom - base - 3 - body.h));
    out.push(...floor.at(x + PAD, bottom - base));
    let below = bottom - PAD - slabsH;
    for (const b of slabs) {
      out.push(...b.at(x + PAD, below));
      below += b.h + GAP;
    }
    return placedOn(machine.id, out).map((p) => faded(p, machine));
  };
  return { w: width, h, at };
}

/** Kernel and hardware of its own, and its monitor where that is part of the house. */
function slabsOf(world: World, env: Env, width: number): readonly Block[] {
  const { s, words } = env;
  const own = [kernelSlab(env, width), hardwareSlab(env, width)];
  const hypervisor = hypervisorOf(world, env.machine);
  if (hypervisor?.where !== "hosted") return own;
  const { name } = hypervisor;
  const fact = words.machines.how[env.machine.board.how];
  const title = `${words.machines.hypervisor} ${name}: ${fact}`;
  return [...own, hypervisorSlab({ key: "hypervisor:vmm", name, fact, title, s, small: true }, width)];
}

/** Yard and rooms side by side, standing on the floor. */
function bodyOf(start: Env, width: number, sky: number): Block {
  const tried = STRETCH.map((more) => arrange(start, width, () => sky + more));
  const hidden = (a: Arranged): number => a.yard.hidden + a.buildings.reduce((sum, b) => sum + b.hidden, 0);
  const least = Math.min(...tried.map(hidden));
  const { yard, buildings, rest } = tried.find((a) => hidden(a) === least) as Arranged;
  const blocks: readonly Block[] = [yard, ...buildings, ...(rest ? [rest] : [])];
  const h = Math.max(BODY, ...blocks.map((b) => b.h));
  const used = blocks.reduce((sum, b) => sum + b.w, 0);
  const gap = Math.min(BETWEEN * 2, Math.max(BETWEEN / 2, (width - used) / Math.max(1, blocks.length - 1)));
  const at = (x: number, y: number): readonly Placed[] => {
    const out: Placed[] = [];
    let left = x;
    for (const b of blocks) {
      out.push(...b.at(left, y + h - b.h));
      left += b.w + gap;
    }
    return out;
  };
  return { w: width, h, at };
}

/** Outline of a house of this size, the roof's ridge at the top, as a closed line. */
export function houseLine(w: number, h: number, roof = ROOF): readonly Point[] {
  return [
    [0, roof],
    [-EAVES, roof],
    [w / 2, 0],
    [w + EAVES, roof],
    [w, roof],
    [w, h],
    [0, h],
    [0, roof],
    [w, roof],
  ];
}

/** The box of a house's walls, and where its shaft is. */
export function wallsOf({ x, y, points = [] }: Placed): Box & { readonly shaft: number } {
  const w = Math.max(...points.map(([px]) => px)) - EAVES;
  const h = Math.max(...points.map(([, py]) => py));
  return { x, y, w, h, shaft: x + w - (PAD + SHAFT) / 2 };
}

function wall({ machine, words }: Env, { x, y, w, h }: Box): Placed {
  const { board, state } = machine;
  return {
    ...{ key: "house", kind: "house", layer: LAYER.ground, x, y, opacity: 1, weight: 2.5, points: houseLine(w, h) },
    title: words.machines.machine(machineName(machine), board.how, state, aliveIn(machine)),
    data: { state },
  };
}

/** Its name, what it is, and at the right its state where it does not run. */
function signOf(env: Env, x: number, y: number, width: number): Placed[] {
  const { machine, words } = env;
  const { state, board } = machine;
  const w = words.machines;
  const what = isGuest(machine) ? whatItIs(env) : w.how[board.how];
  const stateText = state === "running" ? "" : w.state[state];
  const chipW = stateText ? textWidth(stateText, "organ").w + 20 : 0;
  const room = width - 8 - (chipW > 0 ? chipW + 10 : 0);
  const name = fitText(machineName(machine), "sign", room);
  const nameW = textWidth(name, "sign").w + 10;
  const texts: Text[] = [
    { x: 4, y: 14, text: name, as: "sign" },
    { x: 4 + nameW, y: 14, text: fitText(what, "tag", room - nameW), as: "tag" },
  ];
  const thing = { layer: LAYER.room, opacity: 1 };
  const title = w.machine(machineName(machine), board.how, state, aliveIn(machine));
  const box = { w: nameW, h: 18, r: 3 };
  const sign: Placed = { ...thing, ...box, key: "sign:house", kind: "sign", x, y, texts, title };
  if (!stateText) return [sign];
  const chip = { x: x + width - chipW, y: y - 1, w: chipW, h: 22, r: 11 };
  return [
    sign,
    {
      ...thing,
      ...{ ...chip, key: "state:house", kind: "state-chip", data: { state }, title: w.still[state as "off"] },
      texts: [{ x: chipW / 2, y: 15.5, text: stateText, as: "organ", anchor: "middle" }],
    },
  ];
}

/** "virtual machine · binary translation", "domain 0 · has the drivers" */
function whatItIs({ machine, words: { machines: w } }: Env): string {
  const { board, id } = machine;
  if (board.where === "on-hardware") return id === "host" ? w.dom0 : `${w.domU} · ${w.how[board.how]}`;
  return `${w.vm} · ${w.how[board.how]}`;
}

const STILL = 0.38; // what is in a house that does not run

/** Nothing moves in a house that has panicked or is off: what was there is only a shade. */
function faded(p: Placed, { state }: Machine): Placed {
  if (state === "running" || p.kind === "house" || p.kind === "sign" || p.kind === "state-chip") return p;
  return { ...p, opacity: p.opacity * STILL };
}
