// The house as a tree of words, for readers who walk it with the arrow keys: host, then rooms with their namespaces,
// then processes, then open files. A node has the key of the thing in the picture, so both have one focus; only
// descriptors (`fd:PID:N`) have no picture of their own and stand for their process.

import { group } from "d3";
import type { Path } from "../kernel/fs/path.ts";
import type { NsKind } from "../kernel/ns/namespace.ts";
import type { Task } from "../kernel/task/task.ts";
import type { Kernel, MachineId, World } from "../kernel/world.ts";
import { fromBytes } from "../user/libc.ts";
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

/** The tree of one machine: the kernel, the yard, then every room. */
export function roomTree(world: World, words: Words, machine: MachineId = "host"): TreeNode {
  const k = world.machines[machine]?.kernel;
  if (!k) return { key: "frame", label: words.host, children: [] };
  const all = rooms(k);
  const { yard } = all;
  return {
    key: "kernel",
    label: `${words.kernel} Linux ${k.release}`,
    children: [
      { key: "yard", label: `${words.host}: ${words.processes(yard.length)}`, children: family(k, words, yard) },
      ...plots(k, all).map((place) => floorNode(k, words, place)),
      ...all.top.map((room) => roomNode(k, words, room)),
    ],
  };
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
  const pid = /^fd:(\d+):/.exec(key)?.[1];
  return pid === undefined ? key : `task:${pid}`;
}
