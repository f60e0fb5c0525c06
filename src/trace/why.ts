// "Why is this here?": the chain of events that leads from something in the world back to the command that was typed.

import type { WorldEvent } from "../kernel/apply.ts";
import type { Pid } from "../kernel/task/task.ts";

export interface Cause {
  /** Position of the event: it leads from n - 1 to n. */
  readonly n: number;
  readonly event: WorldEvent;
}

/** The events up to position `n` that explain process `pid`: its own birth and programs, its ancestors', the typed line. The latest first. */
export function whyTask(event: (n: number) => WorldEvent | null, n: number, pid: Pid): Cause[] {
  const chain: Cause[] = [];
  let wanted: Pid | null = pid;
  for (let i = n; i > 0; i--) {
    const e = event(i);
    if (!e) break;
    if (wanted !== null && e.type === "task.execed" && e.pid === wanted) chain.push({ n: i, event: e });
    if (wanted !== null && e.type === "task.cloned" && e.task.pid === wanted) {
      chain.push({ n: i, event: e });
      wanted = e.task.ppid;
    }
    if (e.type === "tty.typed" && chain.length > 0 && e.data.includes("\n")) {
      chain.push({ n: i, event: e });
      break;
    }
  }
  return chain;
}
