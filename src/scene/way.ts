// The way of an event through a picture of several machines: from the process into its kernel and, as far as the event
// really went, on through the hypervisor and the host down to the device.
//
// Horizontal lanes (above each kernel, below the lowest slab) and vertical shafts (at the right of each house) are kept
// free of text. Every stop knows its way out to the shaft of the house that the call began in; from one stop to the next
// the way is out of the one and into the other, without the part that both share.

import { organOf } from "./crossing.ts";
import type { Crossing } from "./crossings.ts";
import { wallsOf } from "./guest-house.ts";
import { BELOW, keyOn } from "./machine-key.ts";
import { type Box, outline, type Placed, type Point } from "./placed.ts";
import { approach, LINE, obstacles, route } from "./route.ts";
import type { Organ } from "./words.ts";

export interface Stop {
  /** null: the process that the call began in. */
  readonly crossing: Crossing | null;
  readonly at: Point;
  /** From `at` to the shaft. */
  readonly out: readonly Point[];
  /** The kernel that the call belongs to. */
  readonly own?: boolean;
}

export interface Way {
  readonly stops: readonly Stop[];
  readonly points: readonly Point[];
  /** For each stop, the index in `points` at which it is reached. */
  readonly reached: readonly number[];
}

export interface Caller {
  readonly machine: string;
  readonly pid: number;
  readonly call: string;
}

interface Scene extends Caller {
  readonly placed: readonly Placed[];
  readonly find: (key: string) => Placed | undefined;
  /** x of the shaft of the house that the call began in. */
  readonly shaft: number;
  /** From a lane below all houses up to the shaft. */
  readonly up: (lane: number) => readonly Point[];
}

/** The way of a call; null when the picture has no place for where it begins. */
export function wayOf(placed: readonly Placed[], caller: Caller, path: readonly Crossing[]): Way | null {
  const scene = sceneOf(placed, caller);
  const { find, machine, pid } = scene;
  const process = find(keyOn(machine, `task:${pid}`));
  const organ = find(keyOn(machine, `organ:${organOf(caller.call)}`));
  const kernel = find(keyOn(machine, "kernel"));
  const house = find(keyOn(machine, "house"));
  const inside = process && organ && kernel ? ownStops(scene, process, organ, kernel) : null;
  if (!inside && !house) return null;
  const [start, own] = inside ?? [doorOf(scene, house as Placed), null];
  const guest = path.some(({ layer }) => layer === "guest-kernel");
  const isOwn = ({ layer }: Crossing): boolean => layer === "guest-kernel" || (layer === "host-kernel" && !guest);
  const stops: Stop[] = [start];
  const crossings = path.some(isOwn) ? path : [{ layer: "guest-kernel", name: "", op: "" } as const, ...path];
  for (const crossing of crossings) {
    const stop = isOwn(crossing) ? own && { ...own, crossing, own: true } : stopOf(scene, crossing);
    const last = stops.at(-1) as Stop;
    if (stop && !same(stop.at, last.at)) stops.push(stop);
  }
  return joined(stops);
}

function sceneOf(placed: readonly Placed[], caller: Caller): Scene {
  const byKey = new Map(placed.map((p) => [p.key, p]));
  const find = (key: string): Placed | undefined => byKey.get(key);
  const house = find(keyOn(caller.machine, "house"));
  const width = find("frame")?.w ?? 0;
  if (!house) return { ...caller, placed, find, shaft: width - 7, up: (lane) => [[width - 7, lane]] };
  const walls = wallsOf(house);
  const below = walls.y + walls.h + 4.5;
  const strip = width - 13;
  const under = (p: Placed): boolean => p.y > walls.y + walls.h && (p.key === "yard" || p.kind === "house");
  if (!placed.some(under)) {
    const shaft = house.data?.tile ? walls.x + walls.w / 2 : walls.shaft;
    return { ...caller, placed, find, shaft, up: (lane) => [[shaft, lane]] };
  }
  if (house.data?.tile) return { ...caller, placed, find, shaft: strip, up: (lane) => [[strip, lane]] };
  const up = (lane: number): readonly Point[] => [
    [strip, lane],
    [strip, below],
    [walls.shaft, below],
  ];
  return { ...caller, placed, find, shaft: walls.shaft, up };
}

/** Where a call begins, and its own kernel's organ. */
function ownStops(scene: Scene, process: Placed, organ: Placed, kernel: Placed): readonly [Stop, Stop] {
  const house = scene.find(keyOn(scene.machine, "house"));
  const { down, end } = route(scene.placed, process, organ, kernel, house ? wallsOf(house).x + 5 : undefined);
  const lane: Point = [scene.shaft, kernel.y - LINE];
  const start = { crossing: null, at: down[0] as Point, out: [...down, lane] };
  const back = [...end].reverse();
  return [start, { crossing: null, at: back[0] as Point, out: [...back, lane] }];
}

/** A call in a house that is drawn small begins at its door. */
function doorOf({ shaft }: Scene, house: Placed): Stop {
  const { x, y, w, h } = wallsOf(house);
  const at: Point = [x + w / 2, y + h];
  const step: Point = [at[0], y + h + 5];
  return { crossing: null, at, out: at[0] === shaft ? [at] : [at, step, [shaft, step[1]]] };
}

function stopOf(scene: Scene, crossing: Crossing): Stop | null {
  const { find, machine } = scene;
  switch (crossing.layer) {
    case "hypervisor": {
      const own = find(keyOn(machine, "hypervisor:vmm"));
      if (own) return atSide(scene, crossing, own);
      const xen = find("hypervisor:xen");
      if (xen) return { crossing, at: [scene.shaft, xen.y], out: [[scene.shaft, xen.y]] };
      return atOrgan(scene, crossing, find("hypervisor:kvm"), find("kernel"));
    }
    case "host-kernel":
      if (find("hypervisor:xen")) return inDomain0(scene, crossing);
      if (/qemu|vmx/i.test(crossing.name)) return atMonitor(scene, crossing);
      return atOrgan(
        scene,
        crossing,
        driverFor(scene, crossing) ?? find(`organ:${hostOrgan(scene, crossing)}`),
        find("kernel"),
      );
    case "device":
      return atDevice(scene, crossing);
    default:
      return null;
  }
}

/** The monitor at the bottom of its house is entered from the shaft. */
function atSide({ shaft }: Scene, crossing: Crossing, { x, y, w = 0, h = 0 }: Placed): Stop {
  const at: Point = [x + w, y + h / 2];
  return { crossing, at, out: [at, [shaft, at[1]]] };
}

/** A part of the host's kernel is entered from the lane above it. */
function atOrgan(scene: Scene, crossing: Crossing, organ?: Placed, kernel?: Placed): Stop | null {
  if (!organ || !kernel) return null;
  const lane = kernel.y - LINE;
  const end = approach(scene.placed, obstacles(scene.placed, null), organ, kernel, lane);
  const back = [...end].reverse();
  return { crossing, at: back[0] as Point, out: [...back, ...scene.up(lane)] };
}

const driverFor = ({ find }: Scene, { op, name }: Crossing): Placed | undefined =>
  op === "world-switch" || name === "vmmon" ? find("hypervisor:vmmon") : undefined;

const DISK = /disk|blk|ata|ide|nvme|vd|sd|io-?eventfd|scsi/i;
const NIC = /net|nic|e1000|eth|rtl|tap|packet/i;

function hostOrgan({ call }: Scene, { name, op }: Crossing): Organ {
  const what = `${name} ${op}`;
  if (NIC.test(what)) return "network";
  if (DISK.test(what)) return "vfs";
  return /timer|sched|hlt|interrupt/i.test(what) ? "scheduler" : organOf(call);
}

/** QEMU's circle stands at the top of its box: up between the box and the wall of the house. */
function atMonitor(scene: Scene, crossing: Crossing): Stop | null {
  const house = scene.find(keyOn(scene.machine, "house"));
  const box = scene.placed.find((p) => p.kind === "monitor" && house && within(outline(p), house));
  const circle = box && scene.find(`task:${box.data?.pid}`);
  const kernel = scene.find("kernel");
  if (!box || !circle || !kernel) return null;
  const [lane, x] = [kernel.y - LINE, box.x + 3];
  const at: Point = [circle.x - (circle.r ?? 0), circle.y];
  return { crossing, at, out: [at, [x, circle.y], [x, lane], ...scene.up(lane)] };
}

const within = ({ x, y, w, h }: Box, p: Placed): boolean => p.x >= x && p.x <= x + w && p.y >= y && p.y <= y + h;

/** Under Xen the drivers are in domain 0's kernel: down to Xen, along above it, and up the shaft of that house. */
function inDomain0(scene: Scene, crossing: Crossing): Stop | null {
  const { find, shaft } = scene;
  const [house, xen] = [find("house"), find("hypervisor:xen")];
  if (!house || !xen) return null;
  const bus = xen.y - 4;
  const walls = wallsOf(house);
  const [kernel, organ] = [find("kernel"), find(`organ:${hostOrgan(scene, crossing)}`)];
  if (house.data?.tile || !kernel || !organ) {
    const at: Point = [walls.x + walls.w / 2, walls.y + walls.h];
    return { crossing, at, out: [at, [at[0], bus], [shaft, bus]] };
  }
  const lane = kernel.y - LINE;
  const back = [...approach(scene.placed, obstacles(scene.placed, null), organ, kernel, lane)].reverse();
  return { crossing, at: back[0] as Point, out: [...back, [walls.shaft, lane], [walls.shaft, bus], [shaft, bus]] };
}

/** The real device, below everything: down between two organs of the kernel, or through Xen. */
function atDevice(scene: Scene, crossing: Crossing): Stop | null {
  const { find, shaft } = scene;
  const what = `${crossing.name} ${crossing.op}`;
  const unit = NIC.test(what) ? "nic" : DISK.test(what) ? "disk" : "cpu";
  const xen = find("hypervisor:xen");
  const device = find(xen ? keyOn(BELOW, `hardware:${unit}`) : `hardware:${unit}`);
  if (!device) return null;
  const at: Point = [device.x + (device.w ?? 0) / 2, device.y];
  if (xen) {
    const [bus, under] = [xen.y - 4, xen.y + (xen.h ?? 0) + 3];
    const dom0 = find("house");
    const down = dom0 && !dom0.data?.tile ? wallsOf(dom0).shaft : shaft;
    return { crossing, at, out: [at, [at[0], under], [down, under], [down, bus], [shaft, bus]] };
  }
  const kernel = find("kernel");
  if (!kernel) return null;
  const [lane, under] = [kernel.y - LINE, kernel.y + (kernel.h ?? 0) + 3];
  const x = gapFor(scene, kernel, at[0]);
  return { crossing, at, out: [at, [at[0], under], [x, under], [x, lane], ...scene.up(lane)] };
}

/** x between two organs of a kernel, the nearest at the left of `x`; at its edge where they stand in two rows. */
function gapFor({ placed }: Scene, kernel: Placed, x: number): number {
  const organs = placed.filter((p) => p.kind === "organ" && p.key.startsWith("organ:"));
  if (new Set(organs.map((o) => Math.round(o.y))).size > 1) return kernel.x + 5;
  const left = organs.filter((o) => o.x <= x).reduce((most, o) => Math.max(most, o.x), kernel.x + 9);
  return left - 4;
}

function joined(stops: readonly Stop[]): Way {
  const points: Point[] = [];
  const reached: number[] = [];
  for (const [i, stop] of stops.entries()) {
    const before = stops[i - 1];
    for (const p of before ? link(before, stop) : [stop.at]) {
      const last = points.at(-1);
      if (!last || !same(p, last)) points.push(p);
    }
    reached.push(points.length - 1);
  }
  return { stops, points, reached };
}

/** Out of one stop and into the next, by the first lane that both ways out come to. */
function link(a: Stop, b: Stop): readonly Point[] {
  for (let i = 1; i < a.out.length; i++) {
    const j = b.out.findIndex((p, k) => k > 0 && p[1] === a.out[i]?.[1]);
    if (j > 0) return [...a.out.slice(1, i + 1), ...b.out.slice(0, j + 1).reverse()];
  }
  return [...a.out.slice(1), ...[...b.out].reverse()];
}

const same = (a: Point, b: Point): boolean => Math.abs(a[0] - b[0]) < 0.5 && Math.abs(a[1] - b[1]) < 0.5;
