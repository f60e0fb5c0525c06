// memory: pages that the processes of a cgroup use, counted here and in all above - cgroup-v2.rst, Memory;
// mm/memcontrol.c
//
// "the memory … charged to the cgroup which instantiated it and stays charged to the cgroup until it is released.
//  Migrating a process to a different cgroup doesn't move the memory usages" - cgroup-v2.rst, Memory Ownership

import type { FileMap } from "../memory/map.ts";
import { set } from "../table.ts";
import type { Kernel } from "../world.ts";
import type { Cgroup, CgroupId } from "./cgroup.ts";
import { controlledBy } from "./control.ts";
import type { MemoryCss, MemoryEvent, PageKind } from "./css.ts";
import { cgroupOf, selfAndAncestors } from "./tree.ts";

/** Pages that were charged together. */
export interface Charge {
  readonly cgroup: CgroupId;
  readonly kind: PageKind;
  readonly pages: number;
}

/** The memory of a process, in pages. */
export interface TaskMemory {
  /** Address space that mmap(2) gave it. */
  readonly reserved: number;
  /** How much of that was written to, from the lowest address up: its resident pages, besides those it started with. */
  readonly touched: number;
  readonly charges: readonly Charge[];
  /** Files that are mapped into it, the lowest first. */
  readonly maps?: readonly FileMap[];
  /** /proc/PID/oom_score_adj; absent: 0. */
  readonly oomScoreAdj?: number;
}

export const NO_MEMORY: TaskMemory = { reserved: 0, touched: 0, charges: [] };

// Measured on Linux 6.12: memory.current of a cgroup with one sleeping process is some 160 kB more than without.
export const FORK_PAGES = 16; // pages: kernel stack, page tables, task_struct
export const EXEC_PAGES = 24; // pages: stack, data, what the loader relocates

export const used = ({ pages }: MemoryCss): number => pages.anon + pages.file + pages.shmem + pages.kernel;

function changeMemory(k: Kernel, cgroup: Cgroup, part: (old: MemoryCss) => Partial<MemoryCss>): Kernel {
  const { memory } = cgroup.css;
  if (!memory) return k;
  const css = { ...cgroup.css, memory: { ...memory, ...part(memory) } };
  return { ...k, cgroups: set(k.cgroups, cgroup.id, { ...cgroup, css }) };
}

/** Counts pages in a cgroup and all above; negative: they are given back. */
export function countPages(k: Kernel, { cgroup, kind, pages }: Charge): Kernel {
  return selfAndAncestors(k, cgroup).reduce(
    (now, at) =>
      changeMemory(now, at, (old) => {
        const next = { ...old, pages: { ...old.pages, [kind]: Math.max(0, old.pages[kind] + pages) } };
        const faults = old.faults + (pages > 0 && kind === "anon" ? pages : 0);
        return { pages: next.pages, faults, peak: Math.max(old.peak, used(next)) };
      }),
    k,
  );
}

/** The charge that pages of a process in `id` make; null where nobody counts. */
export function chargeFor(k: Kernel, id: CgroupId, kind: PageKind, pages: number): Charge | null {
  const at = pages === 0 ? null : controlledBy(k, id, "memory");
  return at ? { cgroup: at.id, kind, pages } : null;
}

export const release = (k: Kernel, charges: readonly Charge[]): Kernel =>
  charges.reduce((now, charge) => countPages(now, { ...charge, pages: -charge.pages }), k);

/** Adds a charge to a list, to the last of the same kind and cgroup where there is one. */
export function withCharge(charges: readonly Charge[], charge: Charge): readonly Charge[] {
  const last = charges.at(-1);
  if (last?.cgroup !== charge.cgroup || last.kind !== charge.kind) return [...charges, charge];
  return [...charges.slice(0, -1), { ...last, pages: last.pages + charge.pages }];
}

/** Takes `pages` off a list, the newest first. What was taken, and what is left. */
export function takeOff(charges: readonly Charge[], pages: number): { taken: Charge[]; left: readonly Charge[] } {
  const left = [...charges];
  const taken: Charge[] = [];
  for (let rest = pages; rest > 0; ) {
    const last = left.pop();
    if (!last) break;
    const some = Math.min(rest, last.pages);
    taken.push({ ...last, pages: some });
    if (some < last.pages) left.push({ ...last, pages: last.pages - some });
    rest -= some;
  }
  return { taken, left };
}

/** Something happened in `id`: counted there in memory.events.local, and up to the root in memory.events. */
export function noteMemory(k: Kernel, id: CgroupId, event: MemoryEvent, count: number): Kernel {
  const local = changeMemory(k, cgroupOf(k, id), ({ eventsLocal }) => ({
    eventsLocal: { ...eventsLocal, [event]: eventsLocal[event] + count },
  }));
  return selfAndAncestors(local, id).reduce(
    (now, at) => changeMemory(now, at, ({ events }) => ({ events: { ...events, [event]: events[event] + count } })),
    local,
  );
}

/** The cgroup nearest to `id` that has too little room for `pages` more, and how many it has. */
export function overMemoryMax(k: Kernel, id: CgroupId, pages: number): { cgroup: CgroupId; room: number } | null {
  for (const { id: cgroup, css } of selfAndAncestors(k, id)) {
    const { memory } = css;
    if (!memory || memory.max === null || used(memory) + pages <= memory.max) continue;
    return { cgroup, room: Math.max(0, memory.max - used(memory)) };
  }
  return null;
}
