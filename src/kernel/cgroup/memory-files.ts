// memory.*

import { EAGAIN, EINVAL, type Errno } from "../abi/errno.ts";
import { values } from "../table.ts";
import { filesOf, type Seen, type Written } from "./cftype.ts";
import { freshCss, type MemoryCss, type MemoryEvent } from "./css.ts";
import { used } from "./memory.ts";
import { memoryStat, numaStat } from "./memory-stat.ts";
import { kstrtoint, memparse, pagesText, parsePages } from "./parse.ts";
import { enforceMax, reclaimCache, resident } from "./reclaim.ts";

const { shown, kept, told } = filesOf("memory", "below");
const EVERYWHERE = { on: "everywhere" } as const;
const PAGE = 4096; // bytes

/** The root keeps no count of its own: what all processes have. */
function memory({ v, cgroup }: Seen): MemoryCss {
  if (cgroup.css.memory) return cgroup.css.memory;
  const fresh = freshCss("memory", 0, 0);
  const anon = values(v.k.tasks).reduce((n, t) => n + (t.state === "zombie" ? 0 : resident(t)), 0);
  return { ...fresh, pages: { ...fresh.pages, anon } };
}

type Limit = "min" | "low" | "high" | "max" | "swapMax" | "swapHigh";

const limit = (name: string, field: Limit) =>
  kept(
    name,
    (seen) => `${pagesText(memory(seen)[field])}\n`,
    ({ tx, cgroup }, data) => {
      const parsed = parsePages(data);
      if (typeof parsed === "number") return parsed;
      tx.emit({ type: "css.changed", cgroup: cgroup.id, controller: "memory", to: { [field]: parsed.pages } });
      if (field === "max") enforceMax(tx, cgroup.id);
      if (field === "high" && parsed.pages !== null) {
        reclaimCache(tx, cgroup.id, used(cgroup.css.memory ?? freshCss("memory", 0, 0)) - parsed.pages);
      }
      return data.length;
    },
  );

const EVENTS: readonly MemoryEvent[] = ["low", "high", "max", "oom", "oom_kill", "oom_group_kill"];
const eventsText = (events: MemoryCss["events"]): string => EVENTS.map((e) => `${e} ${events[e]}\n`).join("");

function writeGroup({ tx, cgroup }: Written, data: string): number | Errno {
  const parsed = kstrtoint(data, 0, 1);
  if (typeof parsed === "number") return EINVAL;
  const to = { oomGroup: parsed.value === 1 };
  tx.emit({ type: "css.changed", cgroup: cgroup.id, controller: "memory", to });
  return data.length;
}

/** "If less than the specified amount is reclaimed, -EAGAIN is returned" - cgroup-v2.rst, memory.reclaim */
function writeReclaim({ tx, cgroup }: Written, data: string): number | Errno {
  const bytes = memparse(data.trim());
  if (bytes === null) return EINVAL;
  const pages = Number(bytes / BigInt(PAGE));
  return reclaimCache(tx, cgroup.id, pages) >= pages ? data.length : EAGAIN;
}

const bytes = (pages: number): string => `${pages * PAGE}\n`;

export const MEMORY_FILES = [
  shown("memory.current", (seen) => bytes(used(memory(seen)))),
  shown("memory.events", (seen) => eventsText(memory(seen).events)),
  shown("memory.events.local", (seen) => eventsText(memory(seen).eventsLocal)),
  limit("memory.high", "high"),
  limit("memory.low", "low"),
  limit("memory.max", "max"),
  limit("memory.min", "min"),
  shown("memory.numa_stat", (seen) => numaStat(memory(seen)), EVERYWHERE),
  kept("memory.oom.group", (seen) => `${Number(memory(seen).oomGroup)}\n`, writeGroup, { delegatable: true }),
  // "A write of any non-empty string to this file resets it to the current memory usage for subsequent reads through
  // the same file descriptor": for others it stays, and it is the others that the model shows.
  kept(
    "memory.peak",
    (seen) => bytes(memory(seen).peak),
    (_to, data) => data.length,
  ),
  told("memory.reclaim", writeReclaim, { ...EVERYWHERE, delegatable: true }),
  shown("memory.stat", (seen) => memoryStat(memory(seen)), EVERYWHERE),
  shown("memory.swap.current", () => "0\n"),
  shown("memory.swap.events", () => "high 0\nmax 0\nfail 0\n"),
  limit("memory.swap.high", "swapHigh"),
  limit("memory.swap.max", "swapMax"),
  kept(
    "memory.swap.peak",
    () => "0\n",
    (_to, data) => data.length,
  ),
];
