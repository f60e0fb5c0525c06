// Whether a guest would do anything if it got the processor now: what the monitor of one that has halted waits for.

import { nextTask, nextUnthrottle } from "../cgroup/schedule.ts";
import type { Machine } from "../world.ts";

/** The guest has something to run, or to tell its monitor. */
export function isReady(machine: Machine, now: number): boolean {
  const { state, halt, serial } = machine;
  return serial !== "" || state === "off" || (state === "halted" && halt !== "halt") || hasWork(machine, now);
}

/** Its firmware or its kernel has something to do. */
export function hasWork({ state, boot, kernel }: Machine, now: number): boolean {
  if (state !== "running") return false;
  return boot.length > 0 || nextTask(kernel) !== undefined || nextTimer(kernel) <= now;
}

/** Virtual nanoseconds: when its first timer expires; never, where it has none. */
export const nextTimer = (k: Machine["kernel"]): number =>
  Math.min(k.timers[0]?.at ?? Number.POSITIVE_INFINITY, nextUnthrottle(k));
