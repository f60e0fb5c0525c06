import { namespaceRoot } from "../fs/mount-ns.ts";
import { samePath } from "../fs/path.ts";
import type { Task } from "../task/task.ts";
import type { Kernel } from "../world.ts";

/** Is the task's root another than the root of its mount namespace? current_chrooted(), fs/namespace.c */
export function isChrooted(k: Kernel, task: Task): boolean {
  return !samePath(task.root, namespaceRoot(k, task.ns.mnt));
}
