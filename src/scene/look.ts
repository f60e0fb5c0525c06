// What a scene of the house is told beside the world: how large, in which words, what is chosen, what just happened.

import type { WorldEvent } from "../kernel/apply.ts";
import type { MachineId } from "../kernel/world.ts";
import type { Crossing } from "./crossings.ts";
import type { Words } from "./words.ts";

export interface HouseView {
  /** Room for the picture, px. It is taken as it is, but a narrow picture grows higher than asked for. */
  readonly width: number;
  readonly height: number;
  readonly words: Words;
  /** Keys of things. */
  readonly selected?: string | null;
  readonly hovered?: string | null;
  /** Key of a room that is to be shown in full whatever else must be left out. */
  readonly focus?: string | null;
  /** The events that have just happened: what they changed is marked. */
  readonly step?: readonly WorldEvent[];
  /** What the step's event went through, where that is known. */
  readonly path?: readonly Crossing[] | undefined;
  /** The picture of this machine alone, seen from inside; unless told, of the whole world. */
  readonly machine?: MachineId | undefined;
  /** The machine to be drawn in full where not all can be. */
  readonly front?: MachineId | null;
  /** All machines as little houses. */
  readonly fleet?: boolean;
  /** Enlargement of the lettering, 1 to 1.4; unless told, as large as everything fits. */
  readonly scale?: number;
}

/** Below this width rooms stand one above the other. px */
export const NARROW = 640;

/** Order of painting; within a layer, the order of the list: a room before what stands in it. */
export const LAYER = { ground: 1, room: 2, link: 3, shutter: 4, thing: 5, mark: 6, pulse: 7 } as const;
