// Who may write which file. A new directory and its files belong to who made it; the files of a controller to who
// enabled it for the directory: cgroup_kn_set_ugid()

import { S_IFDIR, S_IFREG } from "../abi/flags.ts";
import type { Perm } from "../fs/ops.ts";
import type { Cftype } from "./cftype.ts";
import type { Cgroup } from "./cgroup.ts";

/** Owner, group and mode of a file of `cgroup`. */
export function ownerOf(
  cgroup: Cgroup,
  { name, mode, controller }: Pick<Cftype, "name" | "mode" | "controller">,
): Perm {
  const changed = cgroup.files[name];
  const { uid, gid } = changed ?? (controller ? cgroup.css[controller] : undefined) ?? cgroup.maker;
  return { mode: S_IFREG | (changed?.mode ?? mode), uid, gid };
}

export const dirOwner = ({ owner }: Cgroup): Perm => ({ ...owner, mode: S_IFDIR | owner.mode });

/** The file whose write permission says who may move processes. */
export const PROCS = { name: "cgroup.procs", mode: 0o644, controller: null } as const;
