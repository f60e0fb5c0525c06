// What there is to know of a chosen thing: facts, not pixels. A fact may lead on to another thing by its key.

import { HOST } from "../kernel/apply.ts";
import { get } from "../kernel/table.ts";
import type { Pid } from "../kernel/task/task.ts";
import type { Machine, MachineId, World } from "../kernel/world.ts";
import { wordsFor } from "./env.ts";
import { kernelFacts } from "./inspect-kernel.ts";
import { machinesFacts } from "./inspect-machine.ts";
import { placeFacts } from "./inspect-place.ts";
import { roomFacts, shutterFacts } from "./inspect-room.ts";
import { taskFacts } from "./inspect-task.ts";
import { keyIn, keyOn, keyParts } from "./machine-key.ts";
import type { Words } from "./words.ts";

export interface Row {
  readonly label: string;
  readonly value: string;
  /** The thing that the value names. */
  readonly key?: string;
  /** For the style sheet: a namespace's kind. */
  readonly ns?: string;
  /** Names, numbers and paths: set in the code's letters. */
  readonly mono?: boolean;
}

export interface Facts {
  readonly key: string;
  readonly kind: "task" | "room" | "namespace" | "place" | "kernel" | "machine" | "hypervisor";
  readonly title: string;
  readonly rows: readonly Row[];
}

/** Facts about the thing with this key; null when the world has no such thing now. */
export function inspect(
  world: World,
  key: string,
  words: Words,
  machine: MachineId = keyParts(key).machine,
): Facts | null {
  const own = keyIn(machine, key) ?? key;
  const about = machinesFacts(world, machine, own, words);
  if (about) return about;
  const m = world.machines[machine];
  if (!m) return null;
  const facts = factsIn(m, own, wordsFor(m, words));
  if (!facts || machine === HOST) return facts;
  const rows = facts.rows.map((row) => (row.key === undefined ? row : { ...row, key: keyOn(machine, row.key) }));
  return { ...facts, key: keyOn(machine, facts.key), rows };
}

/** Facts about a thing of one machine, by the key of its own picture. */
function factsIn(m: Machine, key: string, words: Words): Facts | null {
  const k = m.kernel;
  const pid = /^(?:task|ghost|queue|fd|badge|monitor):(\d+)/.exec(key)?.[1];
  if (pid !== undefined) {
    const task = get(k.tasks, Number(pid) as Pid);
    return task ? taskFacts(k, task, words) : null;
  }
  if (key.startsWith("room:") || key.startsWith("sign:room:")) return roomFacts(k, key.replace(/^sign:/, ""), words);
  if (key.startsWith("shutter:")) return shutterFacts(k, key, words);
  if (key.startsWith("floor:") || key.startsWith("file:")) return placeFacts(k, key, words);
  return kernelFacts(m, key, words);
}
