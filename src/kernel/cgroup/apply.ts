// The writer of cgroups.

import type { Appliers } from "../event.ts";
import type { InodeId } from "../fs/inode.ts";
import { lookup, set } from "../table.ts";
import type { Pid, Task } from "../task/task.ts";
import type { Kernel } from "../world.ts";
import { chargeCpu, feel, throttle, unthrottle } from "./bandwidth.ts";
import { type Cgroup, type CgroupId, CONTROLLERS, type Controller } from "./cgroup.ts";
import { appliedCss } from "./control.ts";
import type { Css, PageKind } from "./css.ts";
import type { CgroupEvent } from "./event.ts";
import {
  type Charge,
  chargeFor,
  countPages,
  EXEC_PAGES,
  FORK_PAGES,
  noteMemory,
  release,
  type TaskMemory,
  takeOff,
  withCharge,
} from "./memory.ts";
import { chargePids, limited, moveCharge } from "./pids.ts";
import { cgroupOf, selfAndDescendants } from "./tree.ts";

const put = (k: Kernel, cgroup: Cgroup): Kernel => ({ ...k, cgroups: set(k.cgroups, cgroup.id, cgroup) });

const inOrder = (some: readonly Controller[]): readonly Controller[] => CONTROLLERS.filter((c) => some.includes(c));

/** Every cgroup below `top` has the controllers that it should have now. */
function reapply(k: Kernel, top: CgroupId, by: { uid: number; gid: number }): Kernel {
  return selfAndDescendants(k, top).reduce((now, { id, parent }) => {
    if (parent === null) return now;
    const cgroup = cgroupOf(now, id);
    return put(now, { ...cgroup, css: appliedCss(now, cgroup, by) });
  }, k);
}

function created(k: Kernel, cgroup: Cgroup): Kernel {
  const parent = cgroupOf(k, cgroup.parent as CgroupId);
  const next = { ...k.next, cgroup: Math.max(k.next.cgroup, cgroup.id + 1) };
  const entered = put({ ...k, next }, { ...parent, children: [...parent.children, cgroup.id] });
  return reapply(put(entered, cgroup), cgroup.id, cgroup.owner);
}

function removed(k: Kernel, id: CgroupId): Kernel {
  const cgroup = cgroupOf(k, id);
  const parent = cgroupOf(k, cgroup.parent as CgroupId);
  return put(put(k, { ...cgroup, dead: true }), { ...parent, children: parent.children.filter((c) => c !== id) });
}

function changeTask(k: Kernel, pid: Pid, part: (old: Task) => Partial<Task>): Kernel {
  const task = lookup(k.tasks, pid);
  return { ...k, tasks: set(k.tasks, pid, { ...task, ...part(task) }) };
}

/** Charges a process for `pages` more. */
function chargeTask(k: Kernel, pid: Pid, id: CgroupId, kind: PageKind, pages: number): Kernel {
  const charge = chargeFor(k, id, kind, pages);
  if (!charge) return k;
  return changeTask(countPages(k, charge), pid, ({ memory }) => ({
    memory: { ...memory, charges: withCharge(memory.charges, charge) },
  }));
}

/** A new process: one more in its cgroup, and memory of the kernel for it. */
export function chargeFork(k: Kernel, { pid, cgroup }: Task): Kernel {
  return chargeTask(chargePids(k, cgroup, 1), pid, cgroup, "kernel", FORK_PAGES);
}

/** A new program: the memory of the old one goes, the new one has its own. */
export function chargeExec(k: Kernel, pid: Pid): Kernel {
  const { cgroup, memory } = lookup(k.tasks, pid);
  const anon = memory.charges.filter((c) => c.kind === "anon");
  if (anon.length === 0 && memory.reserved === 0 && !memory.maps) return chargeTask(k, pid, cgroup, "anon", EXEC_PAGES);
  const { maps: _, ...kept } = memory;
  const rest: TaskMemory = {
    ...kept,
    reserved: 0,
    touched: 0,
    charges: memory.charges.filter((c) => c.kind !== "anon"),
  };
  const freed = changeTask(release(k, anon), pid, () => ({ memory: rest }));
  return chargeTask(freed, pid, cgroup, "anon", EXEC_PAGES);
}

/** A process has exited: its memory is free. Its number is counted until it is waited for. */
export function releaseMemory(k: Kernel, pid: Pid): Kernel {
  const { memory } = lookup(k.tasks, pid);
  if (memory.charges.length === 0) return k;
  return changeTask(release(k, memory.charges), pid, () => ({ memory: { ...memory, charges: [] } }));
}

/** The zombie is gone: pids_release() */
export const uncountTask = (k: Kernel, { cgroup }: Task): Kernel => chargePids(k, cgroup, -1);

function chargeCache(k: Kernel, id: InodeId, cgroup: CgroupId, kind: PageKind, pages: number): Kernel {
  const inode = lookup(k.inodes, id);
  const old = inode.charges ?? [];
  const mine = (c: Charge) => c.cgroup === cgroup && c.kind === kind;
  if (pages > 0) {
    const charges = withCharge(old, { cgroup, kind, pages });
    return { ...countPages(k, { cgroup, kind, pages }), inodes: set(k.inodes, id, { ...inode, charges }) };
  }
  const { taken, left } = takeOff(old.filter(mine), -pages);
  const charges = [...old.filter((c) => !mine(c)), ...left];
  return { ...release(k, taken), inodes: set(k.inodes, id, { ...inode, charges }) };
}

export const cgroupAppliers: Appliers<CgroupEvent, Kernel> = {
  "cgroup.created": (k, { cgroup }) => created(k, cgroup),
  "cgroup.removed": (k, { cgroup }) => removed(k, cgroup),
  "cgroup.changed": (k, { cgroup, to }) => {
    const old = cgroupOf(k, cgroup);
    const next = put(k, { ...old, ...to });
    return to.threaded ? reapply(next, cgroup, old.owner) : next;
  },
  "cgroup.controlled": (k, { cgroup, enabled, disabled, uid, gid }) => {
    const old = cgroupOf(k, cgroup);
    const subtreeControl = [...old.subtreeControl, ...enabled].filter((c) => !disabled.includes(c));
    return reapply(put(k, { ...old, subtreeControl: inOrder(subtreeControl) }), cgroup, { uid, gid });
  },
  "cgroup.migrated": (k, { pid, from, to }) =>
    moveCharge(
      changeTask(k, pid, () => ({ cgroup: to })),
      from,
      to,
    ),
  "css.changed": (k, { cgroup, controller, to }) => {
    const old = cgroupOf(k, cgroup);
    const css = { ...old.css, [controller]: { ...old.css[controller], ...to } } as Css;
    return put(k, { ...old, css });
  },
  "pids.limited": (k, { forking, over }) => limited(k, forking, over),
  "memory.noted": (k, { cgroup, event, count }) => noteMemory(k, cgroup, event, count),
  "memory.mapped": (k, { pid, cgroup, pages }) => {
    const touched = changeTask(k, pid, ({ memory }) => ({ memory: { ...memory, touched: memory.touched + pages } }));
    return chargeTask(touched, pid, cgroup, "anon", pages);
  },
  "memory.reserved": (k, { pid, pages }) =>
    changeTask(k, pid, ({ memory }) => ({ memory: { ...memory, reserved: memory.reserved + pages } })),
  "oom.adjusted": (k, { pid, value }) =>
    changeTask(k, pid, ({ memory }) => ({ memory: { ...memory, oomScoreAdj: value } })),
  "cache.charged": (k, { inode, cgroup, kind, pages }) => chargeCache(k, inode, cgroup, kind, pages),
  "cpu.charged": (k, { cgroup, ran, at }) => chargeCpu(k, cgroup, ran, at),
  "cpu.throttled": (k, { cgroup, at, until }) => throttle(k, cgroup, at, until),
  "cpu.unthrottled": (k, { cgroup, at }) => unthrottle(k, cgroup, at),
  "pressure.felt": (k, { cgroup, resource, ns, at }) => feel(k, cgroup, resource, ns, at),
};
