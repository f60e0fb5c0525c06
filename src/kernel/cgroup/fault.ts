// Memory that a program writes to for the first time, and what it waits for then.

import { ENOMEM, type Errno } from "../abi/errno.ts";
import type { Inode } from "../fs/inode.ts";
import type { SuperBlock } from "../fs/mount.ts";
import type { Pid, Task } from "../task/task.ts";
import type { Block, Tx } from "../tx.ts";
import { controlledBy } from "./control.ts";
import type { MemoryCss, PageKind } from "./css.ts";
import { FORK_PAGES, used } from "./memory.ts";
import { isDying, makeRoom, note, reclaimCache } from "./reclaim.ts";
import { selfAndAncestors } from "./tree.ts";

export const PAGE = 4096; // bytes
const MS = 1_000_000; // virtual nanoseconds
const RETRY = MS; // until a killed process may have gone
const LONGEST_DELAY = 2000 * MS; // MEMCG_MAX_HIGH_DELAY_JIFFIES, mm/memcontrol.c
const LEAST_DELAY = 10 * MS; // shorter ones are not slept
const BATCH = 64; // pages; MEMCG_CHARGE_BATCH
const STEEPNESS = 64; // 2 ** 20 >> MEMCG_DELAY_SCALING_SHIFT (14): how delays grow with the excess

/** Makes the pages up to `end` resident. Waits while there is no room, or as a penalty above memory.high. */
export function touch(tx: Tx, pid: Pid, end: number): 0 | Errno | Block {
  const { memory, cgroup } = tx.task(pid);
  if (end > memory.reserved) return ENOMEM;
  const wanted = end - memory.touched;
  if (wanted <= 0) return 0;
  const memcg = controlledBy(tx.k, cgroup, "memory");
  const pages = memcg ? makeRoom(tx, memcg.id, wanted) : wanted;
  if (pages > 0) tx.emit({ type: "memory.mapped", pid, cgroup, pages });
  const wait = { block: `memory:${cgroup}` };
  if (pages < wanted) return { ...wait, until: tx.now + RETRY };
  const delay = memcg ? overHigh(tx, tx.task(pid), pages) : 0;
  if (delay === 0) return 0;
  tx.emit({ type: "pressure.felt", cgroup, resource: "memory", ns: delay, at: tx.now + delay });
  return { ...wait, until: tx.now + delay };
}

/** "If a cgroup's usage goes over the high boundary, the processes … are throttled and put under heavy reclaim pressure" */
function overHigh(tx: Tx, task: Task, pages: number): number {
  let longest = 0;
  for (const { id } of selfAndAncestors(tx.k, task.cgroup)) {
    const css = memoryAt(tx, id);
    if (!css || css.high === null || used(css) <= css.high) continue;
    note(tx, id, "high");
    reclaimCache(tx, id, used(css) - css.high);
    longest = Math.max(longest, penalty(memoryAt(tx, id) ?? css, pages));
  }
  return longest < LEAST_DELAY ? 0 : Math.min(longest, LONGEST_DELAY);
}

const memoryAt = (tx: Tx, id: Task["cgroup"]): MemoryCss | undefined => selfAndAncestors(tx.k, id)[0]?.css.memory;

/** calculate_high_delay(): the square of the excess, for each batch of pages. */
function penalty(css: MemoryCss, pages: number): number {
  const high = Math.max(1, css.high ?? 1);
  const excess = Math.max(0, used(css) - high) / high;
  return excess * excess * STEEPNESS * 1e9 * (pages / BATCH);
}

/** Memory of the kernel for a child. False when `parent` is killed for want of it: then it has none. */
export function makeRoomForFork(tx: Tx, parent: Task): boolean {
  const memcg = controlledBy(tx.k, parent.cgroup, "memory");
  if (!memcg || makeRoom(tx, memcg.id, FORK_PAGES) === FORK_PAGES) return true;
  return !isDying(tx.task(parent.pid));
}

const KIND: Readonly<Partial<Record<SuperBlock["type"], PageKind>>> = { tmpfs: "shmem", ext4: "file" };

/** How many of `count` bytes at `at` a task may write now, for their pages are charged; a Block where none. */
export function chargeWrite(
  tx: Tx,
  task: Task,
  sb: SuperBlock,
  inode: Inode,
  at: number,
  count: number,
): number | Block {
  const kind = KIND[sb.type];
  const memcg = kind ? controlledBy(tx.k, task.cgroup, "memory") : null;
  if (!kind || !memcg || inode.body.kind !== "file") return count;
  const have = Math.ceil(inode.body.data.length / PAGE);
  const wanted = Math.max(0, Math.ceil((at + count) / PAGE) - have);
  if (wanted === 0) return count;
  const pages = makeRoom(tx, memcg.id, wanted);
  if (pages > 0) tx.emit({ type: "cache.charged", inode: inode.id, cgroup: memcg.id, kind, pages });
  const fits = Math.min(count, (have + pages) * PAGE - at);
  return fits > 0 ? fits : { block: `memory:${task.cgroup}`, until: tx.now + RETRY };
}
