// What every part of the house needs to know while it is laid out.

import type { Pid, Task } from "../kernel/task/task.ts";
import type { Kernel, Machine, World } from "../kernel/world.ts";
import type { Hardware } from "../machine/hardware.ts";
import { fromBytes } from "../user/libc.ts";
import { changes } from "./changes.ts";
import type { Cell } from "./forest.ts";
import type { HypervisorSlab } from "./hypervisor-slab.ts";
import { textWidth } from "./lettering.ts";
import type { HouseView } from "./look.ts";
import { keyIn, stepOn } from "./machine-key.ts";
import { type Driver, driversOf, isGuest, monitorsOf } from "./machines.ts";
import { type Rooms, rooms } from "./rooms.ts";
import type { Words } from "./words.ts";

export interface Env {
  readonly machine: Machine;
  readonly k: Kernel;
  readonly hardware: Hardware;
  readonly words: Words;
  readonly view: HouseView;
  readonly rooms: Rooms;
  /** What the step changed: see changes.ts. */
  readonly changed: ReadonlySet<string>;
  /** Processes that must not be left out: of the step, the selection. */
  readonly first: ReadonlySet<Pid>;
  /** Enlargement: a house with few things shows them larger. */
  readonly s: number;
  /** A house inside a picture of others: its parts say less. */
  readonly compact: boolean;
  /** Processes that hold a house of their own: they stand beside it, not in the yard. */
  readonly housed: ReadonlySet<Pid>;
  /** Parts of hypervisors in this kernel. */
  readonly drivers: readonly Driver[];
  /** What runs on the processors, where it is not this kernel that decides. */
  readonly onCpu?: readonly OnCpu[];
  /** What pretends the machine, where that stands in the picture right below it. */
  readonly below?: Omit<HypervisorSlab, "s" | "small"> | undefined;
}

export interface OnCpu {
  readonly text: string;
  readonly title: string;
  readonly pid?: Pid;
}

export interface Surroundings {
  readonly compact?: boolean;
  /** The houses inside are part of the picture. */
  readonly world?: World;
}

/** Everything about one machine; its things have the keys of its own picture. */
export function makeEnv(machine: Machine, view: HouseView, { compact = false, world }: Surroundings = {}): Env {
  const { id, hardware, kernel: k } = machine;
  const step = stepOn(id, view.step ?? []);
  const own = {
    ...view,
    ...{ selected: keyIn(id, view.selected), hovered: keyIn(id, view.hovered), focus: keyIn(id, view.focus), step },
  };
  const first = new Set<Pid>();
  for (const key of [own.selected, own.hovered]) {
    const pid = /^(?:task|ghost):(\d+)/.exec(key ?? "")?.[1];
    if (pid) first.add(Number(pid) as Pid);
  }
  for (const e of step) if ("pid" in e) first.add(e.pid);
  return {
    ...{ machine, k, hardware, words: wordsFor(machine, view.words), view: own, rooms: rooms(k) },
    ...{ changed: changes(step), first, s: 1, compact },
    housed: world ? monitorsOf(world, id) : new Set(),
    drivers: world ? driversOf(world, id) : [],
  };
}

/** A guest's kernel is not the host's, and its hardware is nothing but a promise. */
export function wordsFor(machine: Machine, words: Words): Words {
  if (!isGuest(machine)) return words;
  const { guestKernel, guestPid, pretended, guestRoot } = words.machines;
  return { ...words, kernel: guestKernel, hostPid: guestPid, hardware: pretended, hostRoot: guestRoot };
}

/** A number that fits into its circle: five digits are set a little smaller. */
export const pidScale = (pid: number, s: number): number => (pid > 9999 ? (s * 11) / 12 : s);

/** The room that one process takes: as wide as the longest name of its neighbours. */
export function cellFor(tasks: readonly Task[], { s }: Env, tagged: string | null): Cell {
  const r = 18 * s;
  let text = tagged === null ? 0 : textWidth(tagged, "tag", s).w;
  for (const { comm } of tasks) text = Math.max(text, textWidth(fromBytes(comm).slice(0, COMM), "comm", s).w);
  return { w: Math.max(2 * r + 22 * s, text + 18 * s), h: 2 * r + (tagged === null ? 17 : 31) * s, r, gap: 15 * s };
}

const COMM = 11; // letters of a name that the cells make room for; a longer one is cut

export const isChanged = (env: Env, ...keys: readonly string[]): boolean => keys.some((key) => env.changed.has(key));
