// What a system call is to the rest of the kernel, and how honest it is.

import type { Pid } from "../task/task.ts";
import type { Block, Tx } from "../tx.ts";

/** Checks, decides, emits, returns. Returns an Errno (negative) on failure, or a Block to wait. */
export type Handler<A extends object = never, R = unknown> = (tx: Tx, pid: Pid, args: A) => R | Block;

export interface SysCall<H> {
  readonly handler: H;
  /** What the model leaves out; null where it does what the manual says. */
  readonly leavesOut: string | null;
}

export const full = <H extends Handler>(handler: H): SysCall<H> => ({ handler, leavesOut: null });

export const simplified = <H extends Handler>(handler: H, leavesOut: string): SysCall<H> => ({ handler, leavesOut });
