import type { Task } from "../task/task.ts";
import type { Tx } from "../tx.ts";
import type { View } from "./ops.ts";

/** What `task` can look at now. Made once for a system call; stale after an emit. */
export function viewOf(tx: Tx, task: Task): View {
  const { machine } = tx;
  return { k: machine.kernel, now: tx.now, hardware: machine.hardware, task };
}
