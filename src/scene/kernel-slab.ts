// The kernel as a slab with its organs. They stand over the hardware that they manage: the scheduler over the
// processors, the VFS over the disk, the network over the card.

import { get, values } from "../kernel/table.ts";
import type { Pid } from "../kernel/task/task.ts";
import { fromBytes } from "../user/libc.ts";
import { callOf } from "./changes.ts";
import { organOf } from "./crossing.ts";
import type { Env } from "./env.ts";
import { liveCgroups } from "./inspect-cgroups.ts";
import { fitText, textWidth } from "./lettering.ts";
import { LAYER, NARROW } from "./look.ts";
import { isGuest } from "./machines.ts";
import type { Block, Box, Placed, Text } from "./placed.ts";
import type { Organ } from "./words.ts";

const ORGANS: readonly Organ[] = ["scheduler", "namespaces", "cgroup", "vfs", "network"];

/** A place in the slab: an organ's, or that of the parts of hypervisors, beside the scheduler over the processors. */
type Seat = Organ | "drivers";

const SHARE: Readonly<Record<Seat, number>> = {
  scheduler: 1.55,
  drivers: 0.7,
  namespaces: 1.15,
  cgroup: 0.9,
  vfs: 1,
  network: 0.95,
};
const LABEL = 132; // px for the slab's own name
const GAP = 8; // px between organs
const SMALL_GAP = 5; // px, in a house inside the picture
const EDGE = 10; // px

interface Column {
  readonly x: number;
  readonly w: number;
}

const seatsIn = (drivers: Env["drivers"]): readonly Seat[] =>
  drivers.length > 0 ? ["scheduler", "drivers", ...ORGANS.slice(1)] : ORGANS;

/** Where each organ stands from left to right, beside the slab's name when there is room for that. */
export function columns(
  { s, drivers }: Pick<Env, "s" | "drivers">,
  width: number,
  label = LABEL * s,
): Record<Seat, Column> {
  const seats = seatsIn(drivers);
  const left = width < NARROW ? EDGE : label;
  const room = width - left - EDGE - GAP * (seats.length - 1);
  const all = seats.reduce((sum, o) => sum + SHARE[o], 0);
  let x = left;
  const out = { drivers: { x: 0, w: 0 } } as Record<Seat, Column>;
  for (const seat of seats) {
    const w = (room * SHARE[seat]) / all;
    out[seat] = { x, w };
    x += w + GAP;
  }
  return out;
}

export function slab(key: "kernel" | "hardware", box: Box, texts: readonly Text[], title: string): Placed {
  return { key, kind: key, layer: LAYER.ground, ...box, r: 5, opacity: 1, texts, title };
}

export function kernelSlab(env: Env, width: number): Block {
  const plan = env.compact ? small : width < NARROW ? twoRows : oneRow;
  const { h, names, boxes } = plan(env, width);
  const title = `${env.words.kernel} Linux ${env.k.release}`;
  const data = { guest: isGuest(env.machine), state: env.machine.state };
  const at = (x: number, y: number): Placed[] => [
    { ...slab("kernel", { x, y, w: width, h }, names, title), data },
    ...ORGANS.flatMap((organ) =>
      organAt(env, organ, { ...boxes[organ], x: x + boxes[organ].x, y: y + boxes[organ].y }),
    ),
    ...driverBoxes(env, { ...boxes.drivers, x: x + boxes.drivers.x, y: y + boxes.drivers.y }),
  ];
  return { w: width, h, at };
}

interface Plan {
  readonly h: number;
  readonly names: readonly Text[];
  readonly boxes: Readonly<Record<Seat, Box>>;
}

/** The amber parts of a kernel: modules of hypervisors, side by side. */
function driverBoxes({ drivers, s, words }: Env, { x, y, w, h }: Box): Placed[] {
  const each = (w - GAP * (drivers.length - 1)) / drivers.length;
  return drivers.map(({ key, name }, i): Placed => {
    const box = { x: x + i * (each + GAP), y, w: each, h, r: 4 };
    const middle = h / 2;
    const texts: Text[] = [
      { x: 10 * s, y: middle - 4 * s, text: fitText(name, "organ", each - 16 * s, s), as: "organ", scale: s },
    ];
    const fact = fitText(words.machines.hypervisor, "fact", each - 16 * s, s);
    if (h > 40 * s && fact) texts.push({ x: 10 * s, y: middle + 12.5 * s, text: fact, as: "fact", scale: s });
    else texts.splice(0, 1, { ...(texts[0] as Text), y: middle + 4.5 * s });
    return {
      key,
      kind: "hypervisor",
      layer: LAYER.room,
      ...box,
      opacity: 1,
      texts,
      title: words.machines.driver(name),
    };
  });
}

/** "6.12.41" of "6.12.41+deb13-amd64" */
const shortRelease = (release: string): string => /^\d+(\.\d+)*/.exec(release)?.[0] ?? release;

function oneRow(env: Env, width: number): Plan {
  const { k, s, words } = env;
  const h = 62 * s;
  const cols = columns(env, width);
  const room = (LABEL - 20) * s;
  const release = `Linux ${shortRelease(k.release)}`;
  const names: Text[] = [
    { x: 14 * s, y: 27 * s, text: fitText(words.kernel, "sign", room, s), as: "sign", scale: s },
    { x: 14 * s, y: 44 * s, text: fitText(release, "fact", room, s), as: "fact", scale: s },
  ];
  const box = ({ x, w }: Column): Box => ({ x, y: 9 * s, w, h: h - 18 * s });
  return { h, names, boxes: seated(cols, box) };
}

function seated(cols: Record<Seat, Column>, box: (column: Column) => Box): Record<Seat, Box> {
  const { scheduler, drivers, namespaces, cgroup, vfs, network } = cols;
  return {
    ...{ scheduler: box(scheduler), drivers: box(drivers), namespaces: box(namespaces), cgroup: box(cgroup) },
    ...{ vfs: box(vfs), network: box(network) },
  };
}

/** In a house inside the picture: the name above, the organs without their facts below. */
function small({ k, s, words, drivers }: Env, width: number): Plan {
  const [head, row] = [22 * s, 24 * s];
  const release = `Linux ${shortRelease(k.release)}`;
  const names: Text[] = [
    { x: EDGE, y: 14 * s, text: fitText(words.kernel, "organ", width / 2, s), as: "organ", scale: s },
    { x: width - EDGE, y: 14 * s, text: release, as: "fact", anchor: "end", scale: s },
  ];
  const lettered = seatsIn(drivers).map((seat) => {
    const text = seat === "drivers" ? drivers.map(({ name }) => name).join("") : words.organs[seat];
    return { seat, w: textWidth(text, "organ", s).w };
  });
  const spare = width - 2 * EDGE - SMALL_GAP * (lettered.length - 1) - lettered.reduce((sum, { w }) => sum + w, 0);
  const boxes = { drivers: { x: 0, y: 0, w: 0, h: 0 } } as Record<Seat, Box>;
  let x = EDGE;
  for (const { seat, w } of lettered) {
    boxes[seat] = { x, y: head, w: w + spare / lettered.length, h: row };
    x += boxes[seat].w + SMALL_GAP;
  }
  return { h: head + row + 8 * s, names, boxes };
}

function twoRows({ k, s, words, drivers }: Env, width: number): Plan {
  const [head, row] = [28 * s, 42 * s];
  const second = head + row + GAP;
  const fifth = (width - 2 * EDGE - GAP) / 5;
  const third = (width - 2 * EDGE - 2 * GAP) / 3;
  const at = (i: number): Box => ({ x: EDGE + i * (third + GAP), y: second, w: third, h: row });
  return {
    h: second + row + 9 * s,
    names: [
      { x: 14 * s, y: 19 * s, text: words.kernel, as: "sign", scale: s },
      { x: width - 12, y: 19 * s, text: `Linux ${shortRelease(k.release)}`, as: "fact", anchor: "end", scale: s },
    ],
    boxes: {
      scheduler: { x: EDGE, y: head, w: drivers.length > 0 ? 2 * fifth : 3 * fifth, h: row },
      drivers: { x: EDGE + 2 * fifth + GAP, y: head, w: fifth - GAP, h: row },
      namespaces: { x: EDGE + 3 * fifth + GAP, y: head, w: 2 * fifth, h: row },
      ...{ cgroup: at(0), vfs: at(1), network: at(2) },
    },
  };
}

function organAt(env: Env, organ: Organ, box: Box): Placed[] {
  const { s, words, view } = env;
  const call = callOf(view.step ?? []);
  const fact = organFact(env, organ);
  const room = box.w - (env.compact ? 2 : 16 * s);
  const middle = box.h / 2;
  const name = { text: fitText(words.organs[organ], "organ", room, s), as: "organ", scale: s } as const;
  const texts: Text[] = env.compact
    ? [{ x: box.w / 2, y: middle + 4.5 * s, ...name, anchor: "middle" }]
    : [{ x: 10 * s, y: middle - 4 * s, ...name }];
  const placed: Placed = {
    ...{ key: `organ:${organ}`, kind: "organ", layer: LAYER.room, ...box, r: 4, opacity: 1, texts },
    data: { organ, changed: call !== null && organOf(call.call) === organ, guest: isGuest(env.machine) },
    title: `${words.organs[organ]}: ${fact}`,
  };
  if (env.compact) return [placed];
  if (organ === "scheduler") return [placed, ...queue(env, box.x + 10 * s, box.y + middle + 1 * s, box.w - 20 * s)];
  texts.push({ x: 10 * s, y: middle + 12.5 * s, text: fitText(fact, "fact", room, s), as: "fact", scale: s });
  return [placed];
}

function organFact({ k, words }: Env, organ: Organ): string {
  switch (organ) {
    case "scheduler":
      return `${words.queue} ${k.runQueue.length}`;
    case "vfs":
      return words.mounts(values(k.mounts).filter((m) => m.ns !== null).length);
    case "namespaces":
      return words.namespaces(k.namespaces.size, k.namespaces.size - 8);
    case "network":
      return words.devices(k.devices.size);
    case "cgroup":
      return words.groups(liveCgroups(k).length);
  }
}

/** The run queue, the next one first: who waits for a processor. */
function queue(env: Env, x: number, y: number, w: number): Placed[] {
  const { k, s, words } = env;
  const label = k.runQueue.length > 0 ? words.queue : words.queueEmpty;
  const base = y + 11.5 * s;
  const thing = { layer: LAYER.thing, opacity: 1, y: base };
  const note = (key: string, at: number, text: string, kind: string): Placed => ({
    ...{ ...thing, key, kind, x: at, data: { guest: isGuest(env.machine) } },
    texts: [{ x: 0, y: 0, text, as: "fact", scale: s }],
  });
  const out: Placed[] = [note("queue", x, fitText(label, "fact", w, s), "queue")];
  let left = x + textWidth(label, "fact", s).w + 8 * s;
  for (const [i, pid] of k.runQueue.entries()) {
    const chip = textWidth(`${pid}`, "fact", s).w + 12 * s;
    const more = k.runQueue.length - i;
    const tail = more > 1 ? textWidth(`+${more}`, "fact", s).w + 4 * s : 0;
    if (left + chip + tail > x + w) {
      out.push(note("queue:more", left, `+${more}`, "queue"));
      break;
    }
    out.push(runner(env, pid, { x: left, y: y - 1.5 * s, w: chip, h: 17 * s }));
    left += chip + 4 * s;
  }
  return out;
}

function runner({ k, s, words }: Env, pid: Pid, box: Box): Placed {
  const task = get(k.tasks, pid);
  return {
    ...{ key: `queue:${pid}`, kind: "runner", layer: LAYER.thing, ...box, r: 8.5 * s, opacity: 1, data: { pid } },
    ...(task && { title: words.process(fromBytes(task.comm), pid, task.state) }),
    texts: [{ x: box.w / 2, y: 12.3 * s, text: `${pid}`, as: "fact", anchor: "middle", scale: s }],
    from: `task:${pid}`,
  };
}
