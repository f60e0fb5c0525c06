// A control group: a directory of the one hierarchy of cgroup v2 - cgroups(7), Documentation/admin-guide/cgroup-v2.rst
//
// "cgroup is a mechanism to organize processes hierarchically and distribute system resources along the hierarchy in a
//  controlled and configurable manner." Every process is in exactly one (task.cgroup). A controller is enabled for the
// children of a cgroup at once, by its subtree_control; what it keeps for one of them is that one's css.

import type { Css } from "./css.ts";
import type { DeviceRule } from "./devices.ts";
import type { Psi, PsiResource } from "./psi.ts";

export type CgroupId = number & { readonly __cgroup: true };

/** There from the very beginning, and never removed: cgrp_dfl_root, kernel/cgroup/cgroup.c */
export const ROOT_CGROUP = 1 as CgroupId;

/** In the order of include/linux/cgroup_subsys.h, which is that of cgroup.controllers. */
export const CONTROLLERS = ["cpuset", "cpu", "io", "memory", "hugetlb", "pids", "rdma", "misc"] as const;
export type Controller = (typeof CONTROLLERS)[number];

/** "the domain controllers … cannot be enabled in a threaded cgroup"; these can: cgrp_dfl_threaded_ss_mask */
export const THREADED_CONTROLLERS: readonly Controller[] = ["cpuset", "cpu", "pids"];

/** Who a file or directory belongs to, as the initial user namespace numbers them, and its permission bits. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
  readonly mode: number;
}

export interface Cgroup {
  readonly id: CgroupId;
  /** null for the root. */
  readonly parent: CgroupId | null;
  readonly name: string;
  /** Live ones, the oldest first. */
  readonly children: readonly CgroupId[];
  /** Removed; kept, for a zombie or an open directory may still be in it. */
  readonly dead: boolean;
  readonly owner: Owner;
  /** Who made it: its files belong to them, whoever the directory was given to. */
  readonly maker: Pick<Owner, "uid" | "gid">;
  /** Files whose owner or mode is not what they were made with. */
  readonly files: Readonly<Record<string, Owner>>;
  /** Virtual nanoseconds since boot. */
  readonly madeAt: number;
  /** "threaded" was written to cgroup.type. */
  readonly threaded: boolean;
  readonly subtreeControl: readonly Controller[];
  /** cgroup.max.depth and cgroup.max.descendants; null: max. */
  readonly maxDepth: number | null;
  readonly maxDescendants: number | null;
  /** cgroup.freeze: what was asked for here, whatever is above. */
  readonly freeze: boolean;
  /** cgroup.pressure: the files of pressure are shown. */
  readonly pressure: boolean;
  /** Processor time of all that ever ran in it and below, virtual nanoseconds; not counted for the root. */
  readonly cpuTime: number;
  /** The fair clock of its children: the least that a waiting one is behind. Virtual nanoseconds. */
  readonly minVruntime: number;
  /** What a BPF program lets its processes do with devices; absent: everything. */
  readonly devices?: readonly DeviceRule[];
  readonly css: Css;
  readonly psi: Readonly<Partial<Record<PsiResource, Psi>>>;
}

/** A cgroup without anything in it. */
export function freshCgroup(part: Pick<Cgroup, "id" | "parent" | "name" | "owner" | "madeAt">): Cgroup {
  return {
    ...part,
    maker: { uid: part.owner.uid, gid: part.owner.gid },
    children: [],
    dead: false,
    files: {},
    threaded: false,
    subtreeControl: [],
    maxDepth: null,
    maxDescendants: null,
    freeze: false,
    pressure: true,
    cpuTime: 0,
    minVruntime: 0,
    css: {},
    psi: {},
  };
}

export const rootCgroup: Cgroup = freshCgroup({
  id: ROOT_CGROUP,
  parent: null,
  name: "",
  owner: { uid: 0, gid: 0, mode: 0o555 },
  madeAt: 0,
});
