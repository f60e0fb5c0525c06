// /dev/vmmon: how VMware's hosted monitor gets the processor. Sugerman, Venkitachalam, Lim (USENIX 2001): "the VMApp uses
// the VMDriver … to load the VMM"; the world switch saves the whole state of the processor, the host's page tables and
// interrupt table included, and the monitor's takes its place - and back again for each interrupt and each device.
//
//   vmware-vmx (host world) ── ioctl ──> vmmon ══ world switch ══> VMM: runs the guest, translated ══> back
//
// The driver's numbers are VMware's own and not published: the names stand for what happens.

import { EMFILE, ENOTTY, type Errno, failed } from "../abi/errno.ts";
import { O_RDWR } from "../abi/flags.ts";
import { freeFd, installFile } from "../fs/fd.ts";
import type { Pid } from "../task/task.ts";
import type { Enter, Tx } from "../tx.ts";
import type { MachineId } from "../world.ts";
import { type BoardRequest, type IrqLine, interrupt, makeMachine } from "./make.ts";

export const VMMON_CREATE_VM = 1;
export const VMMON_RUN_VM = 2;
export const VMMON_SET_IRQ = 3;

export function vmmonIoctl(
  tx: Tx,
  pid: Pid,
  machine: MachineId | null,
  request: number,
  arg: number | object,
): number | Errno | Enter {
  if (machine === null) return request === VMMON_CREATE_VM ? create(tx, pid, arg as BoardRequest) : ENOTTY;
  if (request === VMMON_RUN_VM) return { enter: machine };
  return request === VMMON_SET_IRQ ? interrupt(tx, machine, arg as IrqLine) : ENOTTY;
}

function create(tx: Tx, pid: Pid, board: BoardRequest): number | Errno {
  if (failed(freeFd(tx.task(pid)))) return EMFILE;
  const machine = makeMachine(tx, pid, board, { how: "binary-translation", where: "hosted" });
  if (failed(machine)) return machine;
  const target = { kind: "hypervisor", device: "vmmon", machine } as const;
  return installFile(tx, pid, { target, path: null, flags: O_RDWR, cloexec: true });
}
