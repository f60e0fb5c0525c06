// The house in one or two sentences: what a reader who does not see the picture is told.

import { values } from "../kernel/table.ts";
import type { Kernel, MachineId, World } from "../kernel/world.ts";
import { aliveIn, machineName, machinesOf } from "./machines.ts";
import { roomName } from "./room-name.ts";
import { rooms } from "./rooms.ts";
import { type Lang, WORDS, type Words } from "./words.ts";

const NAMED = 3; // rooms that are described one by one
const MACHINES = 5;

/** One machine of a world, said. */
export function describeHouse(world: World, lang: Lang, machine: MachineId = "host"): string {
  const kernel = world.machines[machine]?.kernel;
  return kernel ? describeKernel(kernel, WORDS[lang]) : "";
}

/** All machines of a world, said. */
export function describeWorld(world: World, words: Words): string {
  const all = machinesOf(world);
  const { world: said, machine: say } = words.machines;
  const running = all.filter(({ state }) => state === "running").length;
  const named = all.slice(0, MACHINES).map((m) => say(machineName(m), m.board.how, m.state, aliveIn(m)));
  return `${said(running, all.length)} ${named.join("; ")}.`;
}

export function describeKernel(k: Kernel, words: Words): string {
  const { all } = rooms(k);
  const alive = values(k.tasks).filter((t) => t.state !== "dead").length;
  const inside = all.reduce((sum, room) => sum + room.tasks.length, 0);
  const first = words.house(alive, all.length, inside);
  if (all.length === 0) return first;
  const named = all.slice(0, NAMED).map((room) => ({ name: roomName(k, words, room), closed: room.closed }));
  return `${first} ${words.house2(named)}.`;
}
