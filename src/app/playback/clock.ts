// Playback time: when each step is shown. The only place where milliseconds and event positions meet.
//
// A step that changes the picture gets time to be seen, housekeeping (reading a library, closing a file) flashes by.
// All that one typed line caused plays in a sensible total: long stretches are compressed, short ones are not.

import { type Steps, stepAt } from "./steps.ts";

const STEP_MS = 700; // a step of weight 1, at speed 1
const LINE_MS = 4200; // what one typed line may take before it is compressed
const GROWTH = 0.35; // beyond that, time grows with this power of the length

/** times[k] is when step k begins, in milliseconds at speed 1. */
export type Clock = readonly number[];

export function clockOf({ bounds, weights, typed }: Steps): Clock {
  const times: number[] = [0];
  const starts = new Set(typed);
  let first = 0;
  for (let k = 1; k <= weights.length; k++) {
    if (k < weights.length && !starts.has(bounds[k] ?? -1)) continue;
    pushStretch(times, weights.slice(first, k));
    first = k;
  }
  return times;
}

function pushStretch(times: number[], weights: readonly number[]): void {
  const full = weights.reduce((sum, weight) => sum + weight * STEP_MS, 0);
  const scale = full <= LINE_MS ? 1 : (LINE_MS * (full / LINE_MS) ** GROWTH) / full;
  let now = times.at(-1) ?? 0;
  for (const weight of weights) {
    now += weight * STEP_MS * scale;
    times.push(now);
  }
}

/** A moment between two positions: `u` of the way from `from` to `to`. */
export interface Frame {
  readonly from: number;
  readonly to: number;
  readonly u: number;
}

export const still = (n: number): Frame => ({ from: n, to: n, u: 0 });

/** When position `n` is shown. Inside a step, time passes evenly over its events. */
export function timeOf(steps: Steps, clock: Clock, n: number): number {
  const k = stepAt(steps, n);
  const from = steps.bounds[k] ?? 0;
  const to = steps.bounds[k + 1] ?? from;
  const begin = clock[k] ?? 0;
  return to === from ? begin : begin + (((clock[k + 1] ?? begin) - begin) * (n - from)) / (to - from);
}

/** What is shown at `time`. */
export function frameAt(steps: Steps, clock: Clock, time: number): Frame {
  let low = 0;
  let high = steps.bounds.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((clock[middle] ?? Number.POSITIVE_INFINITY) <= time) low = middle;
    else high = middle - 1;
  }
  const from = steps.bounds[low] ?? 0;
  const to = steps.bounds[low + 1];
  const begin = clock[low] ?? 0;
  const end = clock[low + 1];
  if (to === undefined || end === undefined) return still(from);
  return { from, to, u: end === begin ? 1 : Math.max(0, (time - begin) / (end - begin)) };
}
