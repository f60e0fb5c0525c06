// What happens to whole machines. `machine` is the one that it happens to; `on` (apply.ts) is the one whose kernel did it.

import type { InodeId } from "../fs/inode.ts";
import type { Pid } from "../task/task.ts";
import type { Kernel, Machine, MachineId } from "../world.ts";
import type { VmExit } from "./exit.ts";

/** One thing that a machine shows or does between the power switch and its first process. */
export interface BootStep {
  readonly stage: "firmware" | "loader" | "kernel";
  /** What it writes to its console, newlines included. */
  readonly text: string;
  /** The kernel was told to be quiet: the message goes into its log only. */
  readonly quiet?: boolean;
}

export type MachineEvent =
  | { readonly type: "machine.created"; readonly machine: MachineId; readonly value: Machine }
  /** Switched on, or reset. `kernel` is what the boot loader will have loaded, before its first process. */
  | {
      readonly type: "machine.started";
      readonly machine: MachineId;
      readonly kernel: Kernel;
      readonly boot: readonly BootStep[];
    }
  /** The first of the steps of the boot that were left is done. */
  | { readonly type: "machine.booted"; readonly machine: MachineId; readonly step: BootStep }
  /** reboot(2): the kernel gives the machine back. */
  | { readonly type: "machine.halted"; readonly machine: MachineId; readonly how: "halt" | "power-off" | "restart" }
  | { readonly type: "machine.panicked"; readonly machine: MachineId; readonly message: string }
  /** Its monitor is gone, and the machine with it. What was on its disk stays in `image`. */
  | { readonly type: "machine.removed"; readonly machine: MachineId; readonly image: InodeId | null }
  /** The monitor `pid` gives its processor to the guest, and gets it back. */
  | { readonly type: "vcpu.entered"; readonly machine: MachineId; readonly pid: Pid }
  | { readonly type: "vcpu.exited"; readonly machine: MachineId; readonly pid: Pid; readonly exit: VmExit }
  /** dom0 has read what a domain wrote to its console. */
  | { readonly type: "console.taken"; readonly machine: MachineId; readonly bytes: number }
  /** A hypervisor on the hardware gives the processor to one of its domains. */
  | { readonly type: "domain.chosen"; readonly machine: MachineId };
