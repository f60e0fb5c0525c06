// The house as a tree of words, for readers who walk it with the arrow keys: host, then rooms with their namespaces,
// then processes, then open files. A node has the key of the thing in the picture, so both have one focus; only
// descriptors (`fd:PID:N`) have no picture of their own and stand for their process.

import { group } from "d3";
import type { Path } from "../kernel/fs/path.ts";
import type { NsKind } from "../kernel/ns/namespace.ts";
import type { Task } from "../kernel/task/task.ts";
import type { Kernel, Machine, MachineId, World } from "../kernel/world.ts";
import { fromBytes } from "../user/libc.ts";
import { describeWorld } from "./describe.ts";
import { wordsFor } from "./env.ts";
import { keyOn, keyParts } from "./machine-key.ts";
import { aliveIn, domainsOf, groundOf, guestsOf, hypervisorOf, machineName } from "./machines.ts";
import { plots } from "./plots.ts";
import { hasOwnFloor } from "./room-mounts.ts";
import { roomName } from "./room-name.ts";
import { numberIn, type Room, rooms } from "./rooms.ts";
import { shutterState } from "./shutters.ts";
import { targetName } from "./target.ts";
import { placeName } from "./where.ts";
import type { Words } from "./words.ts";

export interface TreeNode {
  readonly key: string;
  readonly label: string;
  readonly children: readonly TreeNode[];
}

/** The tree of a world: its machines, each with its kernel, its yard and its rooms. */
export function roomTree(world: World, words: Words, machine?: MachineId): TreeNode {
  const domains = domainsOf(world);
  if (machine === undefined && domains.length > 0) {
    const children = [below(words), ...domains.map((m) => houseNode(world, words, m))];
    return { key: "world", label: describeWorld(world, words), children };
  }
  const ground = machine === undefined ? groundOf(world) : (world.machines[machine] ?? null);
  return ground ? machineNode(world, words, ground) : { key: "frame", label: words.host, children: [] };
}

const below = ({ machines }: Words): TreeNode => ({
  ...{ key: "hypervisor:xen", label: `${machines.hypervisor} Xen: ${machines.where["on-hardware"]}`, children: [] },
});

/** A machine as its kernel, and everything that lives on it. */
function machineNode(world: World, words: Words, machine: Machine): TreeNode {
  const { id, kernel: k } = machine;
  const own = wordsFor(machine, words);
  return {
    key: keyOn(id, "kernel"),
    label: `${own.kernel} Linux ${k.release}`,
    children: [
      ...inhabitants(own, k).map((node) => nodeOn(id, node)),
      ...guestsOf(world, id).map((guest) => houseNode(world, words, guest)),
    ],
  };
}

/** A guest as a house: what pretends it, then its kernel and what lives on that. One that is off has nothing in it. */
function houseNode(world: World, words: Words, machine: Machine): TreeNode {
  const { id, board, state } = machine;
  const { machine: say, hypervisor: label } = words.machines;
  const hypervisor = hypervisorOf(world, machine);
  const pretends = hypervisor?.where === "hosted" ? [hypervisor] : [];
  return {
    key: keyOn(id, "house"),
    label: say(machineName(machine), board.how, state, aliveIn(machine)),
    children: [
      ...pretends.map(({ key, name }) => ({ key, label: `${label} ${name}`, children: [] })),
      ...(aliveIn(machine) > 0 ? [machineNode(world, words, machine)] : []),
    ],
  };
}

function nodeOn(machine: MachineId, { key, label, children }: TreeNode): TreeNode {
  return { key: keyOn(machine, key), label, children: children.map((child) => nodeOn(machine, child)) };
}

/** The yard, floors being laid, and the rooms of a kernel. */
function inhabitants(words: Words, k: Kernel): readonly TreeNode[] {
  const all = rooms(k);
  const { yard } = all;
  return [
    { key: "yard", label: `${words.host}: ${words.processes(yard.length)}`, children: family(k, words, yard) },
    ...plots(k, all).map((place) => floorNode(k, words, place)),
    ...all.top.map((room) => roomNode(k, words, room)),
  ];
}

function roomNode(k: Kernel, words: Words, room: Room): TreeNode {
  const kinds: readonly NsKind[] = [...room.closed, ...room.next.filter((kind) => !room.closed.includes(kind))];
  return {
    key: room.key,
    label: words.room(roomName(k, words, room), room.tasks.length, room.closed),
    children: [
      ...(hasOwnFloor(room) ? [floorNode(k, words, room.root)] : []),
      ...kinds.map((kind) => ({
        key: `shutter:${room.key}/${kind}`,
        label: words.shutter(kind, shutterState(room, kind)),
        children: [],
      })),
      ...family(k, words, room.tasks),
      ...room.children.map((child) => roomNode(k, words, child)),
    ],
  };
}

const floorNode = (k: Kernel, words: Words, { mnt, node }: Path): TreeNode => ({
  key: `floor:jail-${node}`,
  label: `${words.copied}: ${fromBytes(placeName(k, { mnt, node }))}`,
  children: [],
});

/** Processes below the parent that started them, as far as it is among them. */
function family(k: Kernel, words: Words, tasks: readonly Task[]): TreeNode[] {
  const here = new Set(tasks.map((t) => t.pid));
  const below = group(tasks, (t) => (here.has(t.ppid) && t.ppid !== t.pid ? t.ppid : 0));
  const node = (task: Task): TreeNode => ({
    key: `task:${task.pid}`,
    label: words.process(fromBytes(task.comm), numberIn(task, task.ns.pid) ?? task.pid, task.state),
    children: [...files(k, words, task), ...(below.get(task.pid) ?? []).map(node)],
  });
  return (below.get(0) ?? []).map(node);
}

function files(k: Kernel, words: Words, task: Task): TreeNode[] {
  return Object.entries(task.fds).map(([fd, { file }]) => ({
    key: `fd:${task.pid}:${fd}`,
    label: words.descriptor(Number(fd), targetName(k, file)),
    children: [],
  }));
}

/** The key of the thing in the picture that stands for a key. */
export function pictureKey(key: string): string {
  const parts = keyParts(key);
  const pid = /^fd:(\d+):/.exec(parts.key)?.[1];
  return pid === undefined ? key : keyOn(parts.machine, `task:${pid}`);
}
