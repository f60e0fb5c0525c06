// A line of events as counts, so that a hundred thousand of them can be drawn as a few hundred blocks.
//
// For every lane and every level there is one count for each run of 2**level events. A longer line only adds to what
// is there, so the counts are extended, not made again.

import { HOST, type WorldEvent } from "../kernel/apply.ts";
import type { LaneName } from "./words.ts";

export const LANES: readonly LaneName[] = ["processes", "guest", "kernel", "files", "hardware"];

const LEVELS = 20; // up to a million events in one block

export interface LaneBins {
  /** Events counted so far: positions 1 to length. */
  readonly length: number;
  /** counts[lane][level][i]: events of the lane among positions i * 2**level + 1 and the next 2**level - 1. */
  readonly counts: readonly (readonly number[])[][];
  /** Positions at which somebody typed. */
  readonly commands: readonly number[];
}

export function emptyBins(): LaneBins {
  return { length: 0, counts: LANES.map(() => Array.from({ length: LEVELS }, () => [])), commands: [] };
}

/** The same line, counted up to `length`. The given counts are used up: keep only what comes back. */
export function extendBins(bins: LaneBins, length: number, eventAt: (n: number) => WorldEvent | null): LaneBins {
  const counts = bins.counts as number[][][];
  const commands = bins.commands as number[];
  for (let n = bins.length + 1; n <= length; n++) {
    const event = eventAt(n);
    if (!event) continue;
    if (event.type === "tty.typed") commands.push(n);
    const lane = counts[LANES.indexOf(laneOf(event))];
    for (let level = 0; lane && level < LEVELS; level++) {
      const i = (n - 1) >> level;
      const row = lane[level] as number[];
      while (row.length <= i) row.push(0);
      row[i] = (row[i] ?? 0) + 1;
    }
  }
  return { length: Math.max(bins.length, length), counts, commands };
}

/** The lanes that a line has something in, or always shows: that of guests' kernels only where there are any. */
export const lanesIn = ({ counts }: LaneBins): readonly LaneName[] =>
  LANES.filter((name, i) => name !== "guest" || (counts[i]?.[0]?.length ?? 0) > 0);

/** The layer that an event belongs to: a call is its process's doing, what follows is the kernel's. */
export function laneOf(event: WorldEvent): LaneName {
  const [subject = ""] = event.type.split(".");
  if (event.type === "sys.called" || event.type === "tty.typed") return "processes";
  if (event.type === "task.chosen" || event.type === "task.preempted" || subject === "clock" || subject === "timer")
    return "hardware";
  if (FILES.has(subject)) return "files";
  return (event.on ?? HOST) === HOST ? "kernel" : "guest";
}

const FILES = new Set("file fd pipe fifo tty sb inode dentry mount".split(" "));
