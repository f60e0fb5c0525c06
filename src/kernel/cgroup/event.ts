// What happens to cgroups. Past tense, subsystem first.

import type { InodeId } from "../fs/inode.ts";
import type { Pid } from "../task/task.ts";
import type { Cgroup, CgroupId, Controller } from "./cgroup.ts";
import type { CssOf, MemoryEvent, PageKind } from "./css.ts";
import type { PsiResource } from "./psi.ts";

export type CgroupEvent =
  | { readonly type: "cgroup.created"; readonly cgroup: Cgroup }
  | { readonly type: "cgroup.removed"; readonly cgroup: CgroupId }
  | { readonly type: "cgroup.changed"; readonly cgroup: CgroupId; readonly to: CgroupChange }
  /** cgroup.subtree_control: every child gets, or loses, what the controllers keep. `uid`, `gid`: who did it. */
  | {
      readonly type: "cgroup.controlled";
      readonly cgroup: CgroupId;
      readonly enabled: readonly Controller[];
      readonly disabled: readonly Controller[];
      readonly uid: number;
      readonly gid: number;
    }
  | { readonly type: "cgroup.migrated"; readonly pid: Pid; readonly from: CgroupId; readonly to: CgroupId }
  | CssChanged
  /** A fork failed: `forking` is where the process is, `over` whose limit was hit. */
  | { readonly type: "pids.limited"; readonly forking: CgroupId; readonly over: CgroupId }
  /** Something happened to the memory of a cgroup, `count` times. */
  | {
      readonly type: "memory.noted";
      readonly cgroup: CgroupId;
      readonly event: MemoryEvent;
      readonly count: number;
    }
  /** A process touched memory for the first time, or gave it back. */
  | { readonly type: "memory.mapped"; readonly pid: Pid; readonly cgroup: CgroupId; readonly pages: number }
  /** mmap(2) gave it address space. */
  | { readonly type: "memory.reserved"; readonly pid: Pid; readonly pages: number }
  | { readonly type: "oom.adjusted"; readonly pid: Pid; readonly value: number }
  /** Pages of a file's cache: charged where `pages` is positive, else given back. */
  | {
      readonly type: "cache.charged";
      readonly inode: InodeId;
      readonly cgroup: CgroupId;
      readonly kind: PageKind;
      readonly pages: number;
    }
  /** Processor time that a process in it used, up to `at`. Virtual nanoseconds. */
  | { readonly type: "cpu.charged"; readonly cgroup: CgroupId; readonly ran: number; readonly at: number }
  | { readonly type: "cpu.throttled"; readonly cgroup: CgroupId; readonly at: number; readonly until: number }
  | { readonly type: "cpu.unthrottled"; readonly cgroup: CgroupId; readonly at: number }
  | {
      readonly type: "pressure.felt";
      readonly cgroup: CgroupId;
      readonly resource: PsiResource;
      readonly ns: number;
      readonly at: number;
    };

/** What the files of cgroup.* change. */
export type CgroupChange = Partial<
  Pick<Cgroup, "threaded" | "maxDepth" | "maxDescendants" | "freeze" | "pressure" | "owner" | "files" | "devices">
>;

/** A limit or weight was written. */
export type CssChanged = {
  [C in Controller]: {
    readonly type: "css.changed";
    readonly cgroup: CgroupId;
    readonly controller: C;
    readonly to: Partial<CssOf<C>>;
  };
}[Controller];
