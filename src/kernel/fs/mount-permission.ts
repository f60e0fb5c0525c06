import { capable } from "../security/capable.ts";
import { lookup } from "../table.ts";
import type { Task } from "../task/task.ts";
import type { Kernel } from "../world.ts";

/** CAP_SYS_ADMIN in the user namespace that owns the caller's mount namespace. may_mount(), fs/namespace.c */
export function mayMount(k: Kernel, task: Task): boolean {
  return capable(k, task, "CAP_SYS_ADMIN", lookup(k.namespaces, task.ns.mnt).owner);
}
