// The system call table: the limits of the model are data (full, or simplified and how).

import type { Pid } from "../task/task.ts";
import type { Block, Enter, Tx } from "../tx.ts";
import { FD_CALLS } from "./fd-table.ts";
import { FILE_CALLS } from "./file-table.ts";
import { IPC_CALLS } from "./ipc-table.ts";
import { NET_CALLS } from "./net-table.ts";
import { NS_CALLS } from "./ns-table.ts";
import { TASK_CALLS } from "./task-table.ts";

export const CALLS = { ...TASK_CALLS, ...NS_CALLS, ...FD_CALLS, ...FILE_CALLS, ...IPC_CALLS, ...NET_CALLS };

export type SysName = keyof typeof CALLS;
/** `{}` for a call without arguments. */
export type SysArgs<N extends SysName> =
  Parameters<(typeof CALLS)[N]["handler"]> extends [Tx, Pid, infer A] ? A : Readonly<Record<never, never>>;
/** What the caller gets: never the Block, for a blocked call is made again until it ends. */
export type SysRet<N extends SysName> = Exclude<ReturnType<(typeof CALLS)[N]["handler"]>, Block | Enter>;
