// Which files a cgroup directory has.

import type { Cftype } from "./cftype.ts";
import type { Cgroup } from "./cgroup.ts";
import { CORE_FILES } from "./core-files.ts";
import { CPU_FILES } from "./cpu-files.ts";
import { CPUSET_FILES } from "./cpuset-files.ts";
import { IO_FILES } from "./io-files.ts";
import { MEMORY_FILES } from "./memory-files.ts";
import { OTHER_FILES } from "./other-files.ts";
import { PIDS_FILES } from "./pids-files.ts";
import { PRESSURE_FILES } from "./pressure-files.ts";

const ALL: readonly Cftype[] = [
  ...CORE_FILES,
  ...CPU_FILES,
  ...PRESSURE_FILES,
  ...CPUSET_FILES,
  ...IO_FILES,
  ...MEMORY_FILES,
  ...OTHER_FILES,
  ...PIDS_FILES,
];

const byName = new Map(ALL.map((cft, i) => [cft.name, { cft, index: i + 1 }]));

const isPressure = ({ name }: Cftype): boolean => name.endsWith(".pressure") && name !== "cgroup.pressure";

function isIn(cgroup: Cgroup, cft: Cftype): boolean {
  const isRoot = cgroup.parent === null;
  if (cft.on !== "everywhere" && (cft.on === "root") !== isRoot) return false;
  if (isPressure(cft) && !cgroup.pressure) return false;
  return cft.controller === null || isRoot || cgroup.css[cft.controller] !== undefined;
}

/** The file `name` of this directory; undefined where it has none. */
export function fileIn(cgroup: Cgroup, name: string): Cftype | undefined {
  const found = byName.get(name)?.cft;
  return found && !cgroup.dead && isIn(cgroup, found) ? found : undefined;
}

export const filesIn = (cgroup: Cgroup): readonly Cftype[] => ALL.filter((cft) => isIn(cgroup, cft));

/** A number for each kind of file, from 1: a part of its inode number. */
export const fileIndex = (name: string): number => byName.get(name)?.index ?? 0;
