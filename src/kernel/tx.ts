// One system call in progress: `tx.k` is always current, and `emit` is the only way to change it.
// A call in several steps emits several times and reads `tx.k` in between. An error return after
// an emit is a bug: check first, then emit.

import { apply, HOST, type WorldEvent } from "./apply.ts";
import type { KernelEvent } from "./event.ts";
import type { MachineEvent } from "./machine/event.ts";
import { lookup } from "./table.ts";
import type { Pid, Task } from "./task/task.ts";
import type { Kernel, Machine, MachineId, World } from "./world.ts";

export class Tx {
  readonly trace: WorldEvent[] = [];
  readonly on: MachineId;
  world: World;
  /** Virtual time at which a call that blocked was first made; null the first time. */
  since: number | null = null;

  constructor(world: World, on: MachineId = HOST) {
    this.world = world;
    this.on = on;
  }

  get machine(): Machine {
    const m = this.world.machines[this.on];
    if (!m) throw new Error(`no machine ${this.on} in this world`);
    return m;
  }

  get k(): Kernel {
    return this.machine.kernel;
  }

  /** Virtual nanoseconds since boot. */
  get now(): number {
    return this.world.now;
  }

  emit(e: KernelEvent | MachineEvent): void {
    const event = this.on === HOST ? e : { ...e, on: this.on };
    this.world = apply(this.world, event);
    this.trace.push(event);
  }

  /** Takes over what happened on another machine meanwhile. */
  include(other: Tx): void {
    this.world = other.world;
    this.trace.push(...other.trace);
  }

  task(pid: Pid): Task {
    return lookup(this.k.tasks, pid);
  }
}

/** Returned by a system call that cannot go on yet: the caller sleeps on `channel`, then the call is made again. */
export interface Block {
  readonly block: string;
  /** Wake at this virtual time (ns) at the latest. */
  readonly until?: number;
}

/** Returned by a call that gives the processor to a guest (KVM_RUN): it comes back when the guest exits. */
export interface Enter {
  readonly enter: MachineId;
}

export function isEnter(r: unknown): r is Enter {
  return typeof r === "object" && r !== null && "enter" in r;
}

export function isBlock(r: unknown): r is Block {
  return typeof r === "object" && r !== null && "block" in r;
}

/** Wakes every task that sleeps on `channel`. */
export function wake(tx: Tx, channel: string): void {
  for (const pid of tx.k.waiters[channel] ?? []) tx.emit({ type: "task.woken", pid });
}
