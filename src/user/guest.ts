// A guest as its monitor runs it: one step of it at a time, until there is a reason to give the processor back.

import type { Errno } from "../kernel/abi/errno.ts";
import {
  ACPI_PM1A_CNT,
  COM1,
  KVM_EXIT_HLT,
  KVM_EXIT_INTR,
  KVM_EXIT_IO,
  KVM_EXIT_SHUTDOWN,
  RESET_CONTROL,
  type VmExit,
} from "../kernel/machine/exit.ts";
import { type BoardRequest, makeMachine } from "../kernel/machine/make.ts";
import type { Pid } from "../kernel/task/task.ts";
import type { Tx } from "../kernel/tx.ts";
import type { MachineId } from "../kernel/world.ts";
import type { Runner } from "./runner.ts";

/** A guest that has the processor, and the steps that it may still make. */
export interface Entered {
  readonly machine: MachineId;
  left: number;
}

/** Lets the guest make one step. Why it gave the processor back instead; null when it did not. */
export function guestExit(runner: Runner, guest: Entered): VmExit | null {
  const machine = runner.world.machines[guest.machine];
  if (!machine) return { reason: KVM_EXIT_SHUTDOWN };
  if (machine.serial !== "") return { reason: KVM_EXIT_IO, port: COM1, data: machine.serial };
  if (guest.left <= 0) return { reason: KVM_EXIT_INTR };
  guest.left--;
  if (runner.processor(guest.machine).advance()) return null;
  if (machine.state === "halted" && machine.halt === "power-off") return { reason: KVM_EXIT_IO, port: ACPI_PM1A_CNT };
  if (machine.state === "halted" && machine.halt === "restart") return { reason: KVM_EXIT_IO, port: RESET_CONTROL };
  return { reason: KVM_EXIT_HLT };
}

/** A machine that its monitor translates by itself, without a kernel module: QEMU's TCG. */
export function makeEmulated(tx: Tx, pid: Pid, args: object): MachineId | Errno {
  return makeMachine(tx, pid, args as BoardRequest, { how: "binary-translation", where: "hosted" });
}
