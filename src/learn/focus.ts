// What a step is about, as the key of a thing on the stage.

import { HOST } from "../kernel/apply.ts";
import { values } from "../kernel/table.ts";
import type { World } from "../kernel/world.ts";
import { hypervisorOf, isGuest, machinesOf } from "../scene/machines.ts";
import { rooms } from "../scene/rooms.ts";
import type { Focus } from "./lesson.ts";

const PARTS = { kernel: "kernel", hardware: "hardware", files: "floor:root", host: "yard" } as const;

/** The key of what `focus` names in this world; null while it is not there. */
export function focusKey(world: World, focus: Focus): string | null {
  if ("part" in focus) return focus.part === "hypervisor" ? hypervisorKey(world) : PARTS[focus.part];
  const kernel = world.machines[HOST]?.kernel;
  if (!kernel) return null;
  const comm = "process" in focus ? focus.process : focus.room;
  const newest = values(kernel.tasks).findLast((task) => task.comm === comm && task.state !== "dead");
  if (!newest) return null;
  return "process" in focus ? `task:${newest.pid}` : (rooms(kernel).roomOf(newest.pid)?.key ?? null);
}

function hypervisorKey(world: World): string | null {
  const guest = machinesOf(world).find(isGuest);
  return (guest && hypervisorOf(world, guest)?.key) ?? null;
}
