// A guest as its monitor runs it: one step of it at a time, until there is a reason to give the processor back.

import { EBADF, EMFILE, type Errno, failed } from "../kernel/abi/errno.ts";
import { O_RDWR } from "../kernel/abi/flags.ts";
import { fileOf, freeFd, installFile } from "../kernel/fs/fd.ts";
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
import { type BoardRequest, type IrqLine, makeMachine } from "../kernel/machine/make.ts";
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

/** What a program that pretends a machine without any help of the kernel's does to it by itself: QEMU's TCG. */
export type Emulation =
  /** Makes it; the reply is a descriptor that tells when the guest has something to do (an eventfd). */
  { readonly board: BoardRequest } | { readonly fd: number; readonly line?: IrqLine };

export function makeEmulated(tx: Tx, pid: Pid, board: BoardRequest): number | Errno {
  if (failed(freeFd(tx.task(pid)))) return EMFILE;
  const machine = makeMachine(tx, pid, board, { how: "binary-translation", where: "hosted" });
  if (failed(machine)) return machine;
  const target = { kind: "hypervisor", device: "tcg", machine } as const;
  return installFile(tx, pid, { target, path: null, flags: O_RDWR, cloexec: true });
}

/** The machine behind the descriptor. */
export function emulatedMachine(tx: Tx, pid: Pid, fd: number): MachineId | Errno {
  const file = fileOf(tx.k, tx.task(pid), fd);
  if (failed(file)) return file;
  return file.target.kind === "hypervisor" && file.target.machine !== null ? file.target.machine : EBADF;
}
