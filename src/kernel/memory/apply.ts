import type { Appliers } from "../event.ts";
import { lookup, set } from "../table.ts";
import type { Pid, Task } from "../task/task.ts";
import type { Kernel } from "../world.ts";
import type { MapEvent } from "./event.ts";
import { type FileMap, withPresent } from "./map.ts";

function changeMaps(k: Kernel, pid: Pid, change: (maps: readonly FileMap[]) => readonly FileMap[]): Kernel {
  const task: Task = lookup(k.tasks, pid);
  const memory = { ...task.memory, maps: change(task.memory.maps ?? []) };
  return { ...k, tasks: set(k.tasks, pid, { ...task, memory }) };
}

export const mapAppliers: Appliers<MapEvent, Kernel> = {
  "memory.file-mapped": (k, { pid, map }) => changeMaps(k, pid, (maps) => [...maps, map]),
  "memory.unmapped": (k, { pid, page }) => changeMaps(k, pid, (maps) => maps.filter((m) => m.page !== page)),
  "memory.accessed": (k, { pid, page, pages, fault }) => {
    if (fault !== "file") return k;
    const inside = (m: FileMap) => page >= m.page && page < m.page + m.pages;
    return changeMaps(k, pid, (maps) => maps.map((m) => (inside(m) ? withPresent(m, page, page + pages) : m)));
  },
};
