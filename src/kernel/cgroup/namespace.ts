// Cgroup namespaces: "the cgroup directories of the cgroup that a process is in become the cgroup root directories of
// the new namespace" - cgroup_namespaces(7)

import type { NsId } from "../ns/namespace.ts";
import { get, values } from "../table.ts";
import type { Kernel } from "../world.ts";
import { type CgroupId, ROOT_CGROUP } from "./cgroup.ts";
import { cgroupOf, pathFrom } from "./tree.ts";

export function cgroupNsRoot(k: Kernel, ns: NsId): CgroupId {
  const found = get(k.namespaces, ns);
  return found?.kind === "cgroup" ? found.root : ROOT_CGROUP;
}

/** Is it the namespace that the kernel starts with? Only from there may mount options be changed. */
export function isInitCgroupNs(k: Kernel, ns: NsId): boolean {
  return values(k.namespaces).find((n) => n.kind === "cgroup")?.id === ns;
}

/** The path of a cgroup as members of `ns` see it: cgroup_path_ns() */
export function pathInNs(k: Kernel, id: CgroupId, ns: NsId): string {
  return pathFrom(k, id, cgroupNsRoot(k, ns));
}

/** "0::/user.slice", with a mark where the directory is gone: proc_cgroup_show() */
export function procCgroup(k: Kernel, id: CgroupId, reader: NsId): string {
  return `0::${pathInNs(k, id, reader)}${cgroupOf(k, id).dead ? " (deleted)" : ""}\n`;
}
