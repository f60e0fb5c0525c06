import { statusOfExit } from "../abi/signal.ts";
import { exitTask } from "../task/exit.ts";
import type { Pid } from "../task/task.ts";
import type { Block, Tx } from "../tx.ts";

// exit_group(2): "terminates … all threads in the calling process's thread group"; status: 0 to 255
export function sysExitGroup(tx: Tx, pid: Pid, { status }: { status: number }): 0 | Block {
  return exitTask(tx, pid, statusOfExit(status), 0);
}
