// What every part of the house needs to know while it is laid out.

import type { Pid, Task } from "../kernel/task/task.ts";
import type { Kernel } from "../kernel/world.ts";
import type { Hardware } from "../machine/hardware.ts";
import { fromBytes } from "../user/libc.ts";
import { changes } from "./changes.ts";
import type { Cell } from "./forest.ts";
import { textWidth } from "./lettering.ts";
import type { HouseView } from "./look.ts";
import { type Rooms, rooms } from "./rooms.ts";
import type { Words } from "./words.ts";

export interface Env {
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
}

export function makeEnv(k: Kernel, hardware: Hardware, view: HouseView): Env {
  const first = new Set<Pid>();
  for (const key of [view.selected, view.hovered]) {
    const pid = /^(?:task|ghost):(\d+)/.exec(key ?? "")?.[1];
    if (pid) first.add(Number(pid) as Pid);
  }
  const step = view.step ?? [];
  for (const e of step) if ("pid" in e) first.add(e.pid);
  return { k, hardware, words: view.words, view, rooms: rooms(k), changed: changes(step), first, s: 1 };
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
