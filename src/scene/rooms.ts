// Which rooms there are: read off the tasks, for the kernel has no such thing.
//
// A room is the set of tasks that share a root other than the host's, or at least one namespace other than the
// first of its kind. Rooms nest as their processes do: the room of a child started from another room stands inside it.

import type { Path } from "../kernel/fs/path.ts";
import { type Namespace, NS_KINDS, type NsId, type NsKind, type PidNs } from "../kernel/ns/namespace.ts";
import { get, values } from "../kernel/table.ts";
import type { NsSet, Pid, Task } from "../kernel/task/task.ts";
import type { Kernel } from "../kernel/world.ts";
import { procAt, treeRoot } from "./where.ts";

export interface Room {
  readonly key: string;
  readonly tasks: readonly Task[];
  readonly ns: NsSet;
  readonly root: Path;
  /** Kinds of namespace that are not the host's. */
  readonly closed: readonly NsKind[];
  /** Kinds that only the next child will have of its own: unshare(2) of pid and time. */
  readonly next: readonly NsKind[];
  /** Its root is a directory inside some file system that others see too: chroot(2). */
  readonly jail: boolean;
  readonly parent: Room | null;
  readonly children: readonly Room[];
}

export interface Rooms {
  readonly yard: readonly Task[];
  readonly initial: Readonly<Record<NsKind, NsId>>;
  /** Parents before their children. */
  readonly all: readonly Room[];
  readonly top: readonly Room[];
  readonly roomOf: (pid: Pid) => Room | null;
}

/** The first namespace of each kind: what a booted kernel has. Ids are never used again, so they are the lowest. */
export function initialNamespaces(k: Kernel): Readonly<Record<NsKind, NsId>> {
  const first: Partial<Record<NsKind, NsId>> = {};
  for (const ns of values(k.namespaces)) first[ns.kind] ??= ns.id;
  return first as Record<NsKind, NsId>;
}

const known = new WeakMap<object, { readonly k: Kernel; readonly rooms: Rooms }>();

/** The rooms of a kernel, in the order in which their oldest processes started. */
export function rooms(k: Kernel): Rooms {
  const before = known.get(k.tasks);
  if (before && before.k.namespaces === k.namespaces && before.k.mounts === k.mounts) return before.rooms;
  const made = divide(k);
  known.set(k.tasks, { k, rooms: made });
  return made;
}

interface Growing {
  key: string;
  tasks: Task[];
  parent: Growing | null;
  children: Growing[];
  ns: NsSet;
  root: Path;
  closed: NsKind[];
  next: NsKind[];
  jail: boolean;
}

function divide(k: Kernel): Rooms {
  const initial = initialNamespaces(k);
  const hostRoot = treeRoot(k, initial.mnt);
  const byKey = new Map<string, Growing>();
  const of = new Map<Pid, Growing>();
  const yard: Task[] = [];
  for (const task of values(k.tasks)) {
    if (task.state === "dead") continue;
    const closed = NS_KINDS.filter((kind) => task.ns[kind] !== initial[kind]);
    const jail = isJail(k, task, hostRoot);
    if (closed.length === 0 && !jail) {
      yard.push(task);
      continue;
    }
    const key = `room:${closed.map((kind) => `${kind}${task.ns[kind]}`).join("-")}${
      jail ? `${closed.length > 0 ? "@" : "root"}${task.root.mnt}.${task.root.node}` : ""
    }`;
    let room = byKey.get(key);
    if (!room) {
      const { ns, root } = task;
      room = { key, tasks: [], parent: null, children: [], ns, root, closed, next: [], jail };
      byKey.set(key, room);
    }
    room.tasks.push(task);
    if (task.ns.pidForChildren !== task.ns.pid && !room.next.includes("pid")) room.next.push("pid");
    if (task.ns.timeForChildren !== task.ns.time && !room.next.includes("time")) room.next.push("time");
    of.set(task.pid, room);
  }
  const all = [...byKey.values()];
  const order = new Map(all.map((room, i) => [room, i]));
  for (const room of all) enclose(k, room, order, of);
  return { yard, initial, all, top: all.filter((r) => !r.parent), roomOf: (pid) => of.get(pid) ?? null };
}

/** A room stands inside the room that the parent of its oldest process is in; only older rooms can hold others. */
function enclose(k: Kernel, room: Growing, order: ReadonlyMap<Growing, number>, of: ReadonlyMap<Pid, Growing>): void {
  let parent: Growing | undefined;
  for (let pid = room.tasks[0]?.ppid; pid !== undefined && pid > 0; pid = get(k.tasks, pid)?.ppid) {
    const its = of.get(pid);
    if (its === room) continue;
    parent = its;
    break;
  }
  if (!parent || (order.get(parent) ?? 0) >= (order.get(room) ?? 0)) return;
  room.parent = parent;
  parent.children.push(room);
}

/** Another directory than the root of the host's tree or of the task's own mount namespace. */
function isJail(k: Kernel, task: Task, hostRoot: Path | null): boolean {
  const { mnt, node } = task.root;
  if (hostRoot && mnt === hostRoot.mnt && node === hostRoot.node) return false;
  const own = treeRoot(k, task.ns.mnt);
  return !(own && own.mnt === mnt && own.node === node);
}

export interface Seen {
  /** The pid namespace whose processes the room's /proc shows. */
  readonly ns: PidNs;
  /** Processes outside the room, as that namespace numbers them. */
  readonly others: readonly { readonly task: Task; readonly pid: number }[];
}

/** What the processes of a room see of others: whatever procfs stands at its /proc shows its pid namespace. */
export function seenFrom(k: Kernel, room: Room): Seen | null {
  const proc = procAt(k, room.root);
  const sb = proc && get(k.superBlocks, proc.sb);
  const ns: Namespace | null | undefined = sb && sb.pidNs !== null ? get(k.namespaces, sb.pidNs) : null;
  if (ns?.kind !== "pid") return null;
  const inside = new Set(allTasks(room).map((task) => task.pid));
  const others = [];
  for (const pid of values(ns.members)) {
    const task = get(k.tasks, pid);
    if (!task || task.state === "dead" || inside.has(pid)) continue;
    others.push({ task, pid: numberIn(task, ns.id) ?? task.pid });
  }
  return { ns, others };
}

/** The tasks of a room and of the rooms inside it. */
export const allTasks = (room: Room): readonly Task[] => [...room.tasks, ...room.children.flatMap(allTasks)];

/** The number that a pid namespace gives to a task, or null when it does not see it. */
export function numberIn(task: Task, ns: NsId): number | null {
  return task.nspids.find((n) => n.ns === ns)?.pid ?? null;
}
