// Keys of things in a picture of several machines. What belongs to the host keeps its bare key, so one machine alone has
// the keys it always had; what belongs to another machine has that machine's name in front: `web|task:1`.

import { HOST, type WorldEvent } from "../kernel/apply.ts";
import type { MachineId } from "../kernel/world.ts";
import type { Placed } from "./placed.ts";

const MARK = "|";

/** In place of a machine: the real hardware below a hypervisor that is nobody's guest. */
export const BELOW: MachineId = "below";

/** The key that a thing of a machine has in the whole picture. */
export const keyOn = (machine: MachineId, key: string): string => (machine === HOST ? key : `${machine}${MARK}${key}`);

export interface KeyParts {
  readonly machine: MachineId;
  /** The key as that machine's own picture has it. */
  readonly key: string;
}

export function keyParts(key: string): KeyParts {
  const at = key.indexOf(MARK);
  if (at >= 0) return { machine: key.slice(0, at), key: key.slice(at + 1) };
  return { machine: HOST, key };
}

/** The key as one machine's own picture has it; null when it belongs to another machine. */
export function keyIn(machine: MachineId, key: string | null | undefined): string | null {
  if (key === null || key === undefined) return null;
  const parts = keyParts(key);
  return parts.machine === machine ? parts.key : null;
}

/** The things of a machine's own picture as things of the whole one. */
export function placedOn(machine: MachineId, placed: readonly Placed[]): readonly Placed[] {
  if (machine === HOST) return placed;
  return placed.map((p) => {
    if (p.kind === "frame") return p;
    const from = p.from === undefined ? {} : { from: keyOn(machine, p.from) };
    return { ...p, ...from, key: keyOn(machine, p.key), data: { ...p.data, machine } };
  });
}

/** The events of a step that happened on a machine. */
export const stepOn = (machine: MachineId, step: readonly WorldEvent[]): readonly WorldEvent[] =>
  step.filter((e) => (e.on ?? HOST) === machine);
