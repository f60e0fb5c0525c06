// /proc/sys/user/max_*_namespaces: how many namespaces of a kind may be made in a user namespace and those below it
// - namespaces(7), "The /proc/sys/user directory". inc_ucount(), kernel/ucount.c
//
// "ENOSPC: … the limit on the number of nested user namespaces … or the limit … in /proc/sys/user has been exceeded".
// Linux counts by who made them; the model counts those that a process is in, whoever made them.

import { CLONE_FLAGS } from "../abi/flags.ts";
import { userNs } from "../security/capable.ts";
import { lookup, values } from "../table.ts";
import type { Task } from "../task/task.ts";
import type { Kernel } from "../world.ts";
import { NS_KINDS, type NsId, type NsKind } from "./namespace.ts";

/** The namespaces of a kind that some process is in. */
function inUse(k: Kernel, kind: NsKind): NsId[] {
  const used = values(k.tasks).flatMap((t) => (t.state === "zombie" ? [] : [t.ns[kind]]));
  return [...new Set(used)];
}

/** Is `inner` the user namespace `outer`, or below it? */
function isWithin(k: Kernel, inner: NsId, outer: NsId): boolean {
  for (let id: NsId | null = inner; id !== null; id = userNs(k, id).parent) if (id === outer) return true;
  return false;
}

/** Does a limit of the task's user namespace, or of one above it, forbid one more of the kinds that `flags` name? */
export function overLimit(k: Kernel, task: Task, flags: number): boolean {
  const kinds = NS_KINDS.filter((kind) => flags & CLONE_FLAGS[kind]);
  for (let id: NsId | null = task.ns.user; id !== null; id = userNs(k, id).parent) {
    const { limits } = userNs(k, id);
    const at = id;
    const full = kinds.some((kind) => {
      const max = limits?.[kind];
      if (max === undefined) return false;
      return inUse(k, kind).filter((ns) => isWithin(k, lookup(k.namespaces, ns).owner, at)).length >= max;
    });
    if (full) return true;
  }
  return false;
}
