// One step as a moving picture: the call goes down, the kernel changes what it changes, the call returns.
// Everything is computed when the step is prepared; a frame only mixes.

import type { WorldEvent } from "../kernel/apply.ts";
import type { World } from "../kernel/world.ts";
import { house } from "./house.ts";
import type { HouseView } from "./look.ts";
import type { Placed } from "./placed.ts";
import { pulseOn } from "./pulse.ts";
import { same, tween } from "./tween.ts";

const DOWN = 0.4; // of the step: the call is on its way down
const UP = 0.7; // from here on it is on its way back; in between the picture changes

export interface StepScene {
  /** The frame a fraction `u` of the way through the step: 0 is before it, 1 after it. */
  readonly at: (u: number) => readonly Placed[];
}

/** Prepares the step from one world to another; `step` holds the events in between, the call first. */
export function stepScene(before: World, after: World, step: readonly WorldEvent[], view: HouseView): StepScene {
  const from = house(before, { ...view, step: [] });
  const to = house(after, { ...view, step });
  const down = pulseOn(from, step, view);
  const up = pulseOn(to, step, view);
  const still = from.length === to.length && from.every((a, i) => samePlace(a, to[i]));
  return {
    at: (u) => {
      const picture = tween(from, to, (u - DOWN) / (UP - DOWN));
      if (u < DOWN) return [...picture, ...(down ?? up ?? NOTHING)((0.5 * u) / DOWN)];
      if (u > UP) return [...picture, ...(up ?? down ?? NOTHING)(0.5 + (0.5 * (u - UP)) / (1 - UP))];
      const wait = (up ?? down ?? NOTHING)(0.5);
      return [...picture, ...(still ? wait : wait.filter((p) => p.points === undefined))];
    },
  };
}

const NOTHING = (): readonly Placed[] => [];

/** Only what the style sheet does differs, if anything. */
const samePlace = (a: Placed, b: Placed | undefined): boolean =>
  b !== undefined && a.key === b.key && same({ ...a, data: {} }, { ...b, data: {} });
