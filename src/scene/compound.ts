// A world of several machines in one picture: what the host's kernel runs beside the houses of its guests, or, where a
// hypervisor sits on the hardware, all domains as equal houses on it. One house at least is drawn in full, the others as
// little ones.

import type { Machine, World } from "../kernel/world.ts";
import { arrange, BETWEEN } from "./arrange.ts";
import { describeWorld } from "./describe.ts";
import { type Env, makeEnv } from "./env.ts";
import { guestHouse } from "./guest-house.ts";
import { hardwareSlab } from "./hardware-slab.ts";
import { hypervisorSlab } from "./hypervisor-slab.ts";
import { kernelSlab } from "./kernel-slab.ts";
import { type HouseView, NARROW } from "./look.ts";
import { BELOW, keyParts, placedOn } from "./machine-key.ts";
import { domainsOf, groundOf, guestsOf, machineName, machinesOf } from "./machines.ts";
import { monitorBox } from "./monitor-box.ts";
import { type Block, frame, type Placed } from "./placed.ts";
import { SMALL_W, smallHouses } from "./small-house.ts";
import { rootFloor } from "./yard.ts";

const [MARGIN, EDGE] = [14, 10]; // px around the picture; on a narrow page
const [LANE, GAP] = [28, 6]; // px above the host's kernel; between slabs
const LEAST = 400; // px: no house in full is narrower, beside others
const WIDEST = 600; // px
const YARD = 210; // px kept for what the host's kernel runs itself
const FLEET = 2_000; // px that little houses may take where the picture may grow
/** px at the right of what stands on a narrow page, where calls go down. */
export const STRIP = 10;
const STOREY = 16; // px between what stands one above the other on a narrow page

export function compound(world: World, view: HouseView): readonly Placed[] {
  const title = describeWorld(world, view.words);
  const domains = domainsOf(world);
  return domains.length > 0 ? onHypervisor(world, domains, view, title) : onHost(world, view, title);
}

/** Houses drawn in full, and those that become little ones: the one in front is always among the first. */
function divide(machines: readonly Machine[], view: HouseView, full: number): readonly [Machine[], Machine[]] {
  if (view.fleet) return [[], [...machines]];
  const alive = machines.filter(({ state }) => state !== "off" && state !== "gone");
  const chosen = view.front ?? (view.selected ? keyParts(view.selected).machine : null);
  const front = machines.find(({ id }) => id === chosen) ?? alive.find(({ state }) => state === "running") ?? alive[0];
  const others = alive.filter((m) => m !== front);
  const kept = new Set([...(front ? [front] : []), ...others].slice(0, Math.max(1, full)));
  return [machines.filter((m) => kept.has(m)), machines.filter((m) => !kept.has(m))];
}

/** How many houses of the least width stand in `room` px, beside little ones for the rest. */
function fullIn(room: number, machines: readonly Machine[], view: HouseView): number {
  for (let n = machines.length; n > 1; n--) {
    const [full, little] = divide(machines, view, n);
    if (full.length * (LEAST + BETWEEN) + (little.length > 0 ? SMALL_W : -BETWEEN) <= room) return n;
  }
  return 1;
}

interface Base {
  /** From the ground that houses stand on to the bottom of the picture. */
  readonly h: number;
  readonly at: (x: number, y: number) => readonly Placed[];
}

function onHost(world: World, view: HouseView, title: string): readonly Placed[] {
  const ground = groundOf(world);
  if (!ground) return [frame(view.width, view.height, title)];
  const narrow = view.width < NARROW;
  const edge = narrow ? EDGE : MARGIN;
  const inner = view.width - 2 * edge;
  const start = makeEnv(ground, { ...view, scale: 1 }, { world });
  const guests = guestsOf(world, ground.id);
  const floor = rootFloor(start, inner, inner, true);
  const kernel = kernelSlab(start, inner);
  const hardware = hardwareSlab(start, inner);
  const base: Base = {
    h: floor.h + LANE + kernel.h + GAP + hardware.h + edge,
    at: (x, y) => {
      const under = y + floor.h + LANE;
      return [...hardware.at(x, under + kernel.h + GAP), ...kernel.at(x, under), ...floor.at(x, y)];
    },
  };
  const sky = view.height - base.h - edge - 3;
  const room = inner - YARD - BETWEEN;
  const [full, little] = divide(guests, view, narrow ? 1 : fullIn(room, guests, view));
  const houses = (w: number): readonly Block[] => full.map((m) => monitorBox(start, world, m, w, sky));
  if (narrow) {
    const own = arrange(start, inner - STRIP, () => Math.max(sky, 330));
    const small = little.length > 0 ? [smallHouses(little, view.words, inner - STRIP, FLEET, 1)] : [];
    return stacked(view, title, base, [...small, ...houses(inner - STRIP), ...own.buildings, own.yard]);
  }
  const littleW = little.length === 0 ? 0 : full.length > 0 ? SMALL_W : Math.max(SMALL_W, room);
  const left = room - (littleW > 0 ? littleW + BETWEEN : 0);
  const each = Math.min(WIDEST, (left - BETWEEN * (full.length - 1)) / Math.max(1, full.length));
  const own = arrange(start, inner - full.length * (each + BETWEEN) - (littleW > 0 ? littleW + BETWEEN : 0), () => sky);
  const small =
    little.length > 0 ? [smallHouses(little, view.words, littleW, view.fleet ? FLEET : sky, view.fleet ? 1.6 : 1)] : [];
  const outside = [own.yard, ...own.buildings, ...own.plots, ...(own.rest ? [own.rest] : [])];
  return beside(view, title, base, [...outside, ...houses(each), ...small]);
}

function onHypervisor(world: World, domains: readonly Machine[], view: HouseView, title: string): readonly Placed[] {
  const narrow = view.width < NARROW;
  const edge = narrow ? EDGE : MARGIN;
  const inner = view.width - 2 * edge;
  const { words } = view;
  const { how, where } = words.machines;
  const fact = `${how[domains[0]?.board.how ?? "para"]} · ${where["on-hardware"]}`;
  const about = `${words.machines.hypervisor} Xen: ${fact}`;
  const slab = hypervisorSlab({ key: "hypervisor:xen", name: "Xen", fact, title: about, s: 1, small: narrow }, inner);
  const hardware = hardwareSlab(physical(world, domains, view), inner);
  const base: Base = {
    h: 8 + slab.h + GAP + hardware.h + edge,
    at: (x, y) => [...placedOn(BELOW, hardware.at(x, y + 8 + slab.h + GAP)), ...slab.at(x, y + 8)],
  };
  const sky = view.height - base.h - edge - 3;
  const [full, little] = divide(domains, view, narrow ? 1 : fullIn(inner, domains, view));
  const houses = (w: number): readonly Block[] => full.map((m) => guestHouse(world, m, view, w, sky));
  const littleW = full.length > 0 && !narrow ? SMALL_W : inner - STRIP;
  const small =
    little.length > 0
      ? [smallHouses(little, words, littleW, narrow || view.fleet ? FLEET : sky, view.fleet ? 1.6 : 1)]
      : [];
  if (narrow) return stacked(view, title, base, [...small, ...houses(inner - STRIP)]);
  const left = inner - (little.length > 0 ? SMALL_W + BETWEEN : 0);
  const each = (left - BETWEEN * (full.length - 1)) / Math.max(1, full.length);
  return beside(view, title, base, [...houses(each), ...small]);
}

/** The real hardware: its processors have a domain on them, whatever that has a process for. */
function physical(world: World, domains: readonly Machine[], view: HouseView): Env {
  const [dom0] = domains as [Machine];
  const hardware = world.xen?.hardware ?? dom0.hardware;
  const board = { ...dom0.board, how: "none", where: "none" } as const;
  const current = world.xen && world.machines[world.xen.current];
  const name = current ? machineName(current) : "";
  const onCpu = current ? [{ text: name, title: name }] : [];
  return { ...makeEnv({ ...dom0, hardware, board }, { ...view, scale: 1 }), onCpu };
}

function beside(view: HouseView, title: string, base: Base, blocks: readonly Block[]): readonly Placed[] {
  const inner = view.width - 2 * MARGIN;
  const total = Math.max(view.height, Math.max(...blocks.map((b) => b.h)) + 3 + base.h + MARGIN);
  const used = blocks.reduce((sum, b) => sum + b.w, 0);
  const gap = Math.min(2 * BETWEEN, Math.max(BETWEEN / 2, (inner - used) / Math.max(1, blocks.length - 1)));
  const out: Placed[] = [frame(view.width, total, title), ...base.at(MARGIN, total - base.h)];
  let x = MARGIN;
  for (const block of blocks) {
    out.push(...block.at(x, total - base.h - 3 - block.h));
    x += block.w + gap;
  }
  return out;
}

function stacked(view: HouseView, title: string, base: Base, blocks: readonly Block[]): readonly Placed[] {
  const need = blocks.reduce((sum, b) => sum + b.h + STOREY, EDGE) + base.h;
  const total = Math.max(view.height, need);
  const out: Placed[] = [frame(view.width, total, title), ...base.at(EDGE, total - base.h)];
  let y = total - base.h - 3;
  for (const block of [...blocks].reverse()) {
    y -= block.h;
    out.push(...block.at(EDGE, y));
    y -= STOREY;
  }
  return out;
}

/** Whether a world is more than one machine on its own. */
export const isCompound = (world: World): boolean => machinesOf(world).length > 1 || domainsOf(world).length > 0;
