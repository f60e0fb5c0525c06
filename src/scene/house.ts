// The house: one machine as a section drawing. Hardware at the bottom, the kernel on it, the floors on that, and on
// the floors the yard of the host's processes and the rooms.
//
// A container is a room in the house, and no more: its processes stand on the same kernel as everybody's.

import { HOST } from "../kernel/apply.ts";
import type { Machine, MachineId, World } from "../kernel/world.ts";
import { arrange, BETWEEN, split } from "./arrange.ts";
import { compound, isCompound } from "./compound.ts";
import { describeKernel } from "./describe.ts";
import { type Env, makeEnv } from "./env.ts";
import { folderFloor } from "./folder-floor.ts";
import { hardwareSlab } from "./hardware-slab.ts";
import { hypervisorSlab } from "./hypervisor-slab.ts";
import { kernelSlab } from "./kernel-slab.ts";
import { type HouseView, NARROW } from "./look.ts";
import { keyOn, keyParts, placedOn } from "./machine-key.ts";
import { hypervisorOf, isGuest } from "./machines.ts";
import { type Block, frame, type Placed } from "./placed.ts";
import { plots } from "./plots.ts";
import { building } from "./room-box.ts";
import { tiles } from "./tiles.ts";
import { rootFloor, yard } from "./yard.ts";

const MARGIN = 14; // px around the picture
const LANE = 34; // px above the kernel, kept free for the label of a call
const GAP = 6; // px between slabs
const APART = 56; // px between buildings at most

/** The world, or one machine of it, as placed things. The first one is the frame: it says how large the picture became. */
export function house(world: World, view: HouseView): readonly Placed[] {
  if (view.machine === undefined && isCompound(world)) return marked(compound(world, view), view);
  return marked(alone(world, view.machine ?? HOST, view), view);
}

/** One machine as a picture of its own. */
function alone(world: World, id: MachineId, view: HouseView): readonly Placed[] {
  const machine = world.machines[id];
  if (!machine) throw new Error(`no machine ${id} in this world`);
  const env: Env = { ...makeEnv(machine, view), ...(isGuest(machine) && { below: belowOf(world, machine, view) }) };
  const title = describeKernel(env.k, env.words);
  return placedOn(id, view.width < NARROW ? stacked(env, title) : sideBySide(env, title));
}

/** What stands below a machine that is looked at from inside. */
function belowOf(world: World, machine: Machine, { words }: HouseView): Env["below"] {
  const { hypervisor: label, how, where } = words.machines;
  const { board } = machine;
  const fact = `${how[board.how]} · ${where[board.where]}`;
  const name = hypervisorOf(world, machine)?.name ?? label;
  return { key: "hypervisor:vmm", name, fact, title: `${label} ${name}: ${fact}` };
}

/** Marks the chosen thing, and whatever else in the picture is the same process. */
function marked(placed: readonly Placed[], { selected, hovered }: HouseView): readonly Placed[] {
  if (!selected && !hovered) return placed;
  const chosen = placed.filter((p) => p.key === selected || p.key === hovered);
  const whose = (p: Placed): string | null =>
    p.data?.pid === undefined ? null : keyOn(keyParts(p.key).machine, `${p.data.pid}`);
  const processes = new Set(chosen.flatMap((p) => whose(p) ?? []));
  return placed.map((p) => {
    const who = whose(p);
    const kin = who !== null && processes.has(who);
    if (p.key !== selected && p.key !== hovered && !kin) return p;
    return { ...p, data: { ...p.data, selected: p.key === selected, hovered: p.key === hovered, kin } };
  });
}

interface Base {
  readonly floor: Block;
  /** From the kernel down: it, its hardware, and what pretends that. */
  readonly slabs: readonly Block[];
  /** From the top of the root floor to the bottom of the picture. */
  readonly h: number;
}

function base(env: Env, width: number, free: number): Base {
  const floor = rootFloor(env, width, free);
  const below = env.below ? [hypervisorSlab({ ...env.below, s: env.s, small: true }, width)] : [];
  const slabs = [kernelSlab(env, width), hardwareSlab(env, width), ...below];
  return { floor, slabs, h: floor.h + LANE * env.s + slabs.reduce((sum, b) => sum + b.h + GAP, -GAP) + MARGIN };
}

function placeBase({ floor, slabs, h }: Base, s: number, x: number, bottom: number): Placed[] {
  const y = bottom - h;
  const out: Placed[] = [...floor.at(x, y)];
  let under = y + floor.h + LANE * s;
  for (const b of slabs) {
    out.push(...b.at(x, under));
    under += b.h + GAP;
  }
  return out;
}

/** How high buildings may be when lettering is enlarged as the surroundings say. */
const skyOf =
  ({ width, height }: HouseView) =>
  (env: Env): number =>
    height - MARGIN - 3 - base(env, width - 2 * MARGIN, width).h;

function sideBySide(start: Env, title: string): Placed[] {
  const { width, height } = start.view;
  const inner = width - 2 * MARGIN;
  const { env, yard: ground, buildings, plots: lots, rest } = arrange(start, inner, skyOf(start.view));
  const blocks: readonly Block[] = [ground, ...buildings, ...lots, ...(rest ? [rest] : [])];
  const used = blocks.reduce((sum, b) => sum + b.w, 0);
  const gap = Math.min(APART * env.s, Math.max(BETWEEN, (inner - used) / Math.max(1, blocks.length - 1)));
  const below = base(env, inner, ground.w + gap);
  const total = Math.max(height, Math.max(...blocks.map((b) => b.h)) + 3 + below.h + MARGIN);

  const out: Placed[] = [frame(width, total, title), ...placeBase(below, env.s, MARGIN, total)];
  let x = MARGIN;
  for (const block of blocks) {
    out.push(...block.at(x, total - below.h - 3 - block.h));
    x += block.w + gap;
  }
  return out;
}

const STOREYS = 6; // rooms drawn in full on a narrow page
const SHAFT = 10; // px at the left of the storeys, where calls go down
const EDGE = 10; // px
const STOREY_GAP = 16; // px
const YARD = 330; // px; what the yard may take even when that makes the picture higher

/** Below each other on a narrow page: the rooms, then the yard, then the slabs. */
function stacked(env: Env, title: string): Placed[] {
  const { width, height } = env.view;
  const inner = width - 2 * EDGE;
  const wide = inner - SHAFT;
  const [shown, others] = split(env, STOREYS);
  const blocks: Block[] = others.length > 0 ? [tiles(env, others, wide, 240)] : [];
  blocks.push(...plots(env.k, env.rooms).map((place) => folderFloor(env, place, wide)));
  blocks.push(...shown.map((room) => building(env, room, wide, 560, wide)));
  const below = base(env, inner, inner);
  const free = height - blocks.reduce((sum, b) => sum + b.h + STOREY_GAP, 2 * MARGIN) - below.h;
  blocks.push(yard(env, wide, Math.max(YARD, free)));
  const need = blocks.reduce((sum, b) => sum + b.h + STOREY_GAP, MARGIN) + below.h;
  const total = Math.max(height, need);
  const out: Placed[] = [frame(width, total, title), ...placeBase(below, env.s, EDGE, total)];
  let y = total - below.h - 3;
  for (const block of blocks.reverse()) {
    y -= block.h;
    out.push(...block.at(EDGE + SHAFT, y));
    y -= STOREY_GAP;
  }
  return out;
}
