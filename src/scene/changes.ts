// What a step changed, as keys that the picture marks: a process that appeared, a sign that was painted over,
// a file that was copied, a mount that was put on top.

import type { WorldEvent } from "../kernel/apply.ts";

/** `task:PID`, `moved:PID`, `ns:ID`, `name:ID`, `dentry:ID`, `inode:ID`, `mount:ID` of what the events changed. */
export function changes(step: readonly WorldEvent[]): ReadonlySet<string> {
  return new Set(step.flatMap(changedBy));
}

function changedBy(e: WorldEvent): string[] {
  switch (e.type) {
    case "task.cloned":
      return [`task:${e.task.pid}`];
    case "task.execed":
    case "task.exited":
    case "task.stopped":
    case "task.continued":
    case "task.reparented":
    case "task.renamed":
    case "cred.changed":
    case "signal.delivered":
      return [`task:${e.pid}`];
    case "task.joined":
    case "task.chrooted":
      return [`task:${e.pid}`, `moved:${e.pid}`];
    case "ns.created":
      return [`ns:${e.ns.id}`];
    case "uts.renamed":
      return [`name:${e.ns}`];
    case "inode.created":
    case "dentry.linked":
      return [`dentry:${e.dentry.id}`];
    case "dentry.renamed":
      return [`dentry:${e.dentry}`];
    case "inode.written":
    case "inode.truncated":
    case "inode.chmoded":
    case "inode.chowned":
      return [`inode:${e.inode}`];
    case "mount.attached":
      return [`mount:${e.mount.id}`];
    case "mount.changed":
    case "mount.moved":
      return [`mount:${e.mount}`];
    default:
      return [];
  }
}

/** The system call that a step is: the first one of its events. */
export function callOf(step: readonly WorldEvent[]): Extract<WorldEvent, { type: "sys.called" }> | null {
  for (const e of step) if (e.type === "sys.called") return e;
  return null;
}
