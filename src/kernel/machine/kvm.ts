// /dev/kvm: the ioctls by which a process in user space pretends a machine - Documentation/virt/kvm/api.rst
//
//   /dev/kvm ── KVM_CREATE_VM ──> a machine ── KVM_CREATE_VCPU ──> its processor ── KVM_RUN ──> exit reason
//
// Simplified: a machine's devices are told with KVM_CREATE_VM (Linux never learns them, they are the monitor's own
// business); the serial port hands over all bytes that it has in one exit, not each by itself; KVM_IRQ_LINE brings the
// bytes that the serial port received; a vCPU that has halted is waited for by poll(2) on its descriptor, where Linux
// waits inside KVM_RUN, so that a monitor of one thread can wait for its terminal as well.

import { EEXIST, EINVAL, EMFILE, ENOMEM, ENOTTY, type Errno, failed } from "../abi/errno.ts";
import { O_RDWR } from "../abi/flags.ts";
import { freeFd, installFile } from "../fs/fd.ts";
import type { HypervisorDevice, Target } from "../fs/file.ts";
import { values } from "../table.ts";
import type { Pid } from "../task/task.ts";
import type { Enter, Tx } from "../tx.ts";
import type { MachineId } from "../world.ts";
import { type BoardRequest, type IrqLine, interrupt, makeMachine } from "./make.ts";

export const KVM_GET_API_VERSION = 0xae00;
export const KVM_CREATE_VM = 0xae01;
export const KVM_CREATE_VCPU = 0xae41;
export const KVM_SET_USER_MEMORY_REGION = 0x4020ae46;
export const KVM_IRQ_LINE = 0x4008ae61;
export const KVM_RUN = 0xae80;

const API_VERSION = 12; // "This identifies the API version as the stable kvm API" - api.rst, 4.1

export function kvmIoctl(
  tx: Tx,
  pid: Pid,
  device: HypervisorDevice,
  machine: MachineId | null,
  request: number,
  arg: number | object,
): number | Errno | Enter {
  if (device === "kvm") {
    if (request === KVM_GET_API_VERSION) return API_VERSION;
    return request === KVM_CREATE_VM ? createVm(tx, pid, arg as BoardRequest) : ENOTTY;
  }
  if (machine === null || !tx.world.machines[machine]) return EINVAL;
  if (device === "kvm-vcpu") return request === KVM_RUN ? { enter: machine } : ENOTTY;
  switch (request) {
    case KVM_CREATE_VCPU:
      return createVcpu(tx, pid, machine);
    case KVM_SET_USER_MEMORY_REGION:
      return setMemory(tx, pid, machine, arg as { readonly memory_size: number });
    case KVM_IRQ_LINE:
      return interrupt(tx, machine, arg as IrqLine);
    default:
      return ENOTTY;
  }
}

function createVm(tx: Tx, pid: Pid, board: BoardRequest): number | Errno {
  if (failed(freeFd(tx.task(pid)))) return EMFILE;
  const machine = makeMachine(tx, pid, board, { how: "hardware", where: "in-kernel" });
  return failed(machine) ? machine : open(tx, pid, "kvm-vm", machine);
}

function createVcpu(tx: Tx, pid: Pid, machine: MachineId): number | Errno {
  const isVcpu = (t: Target) => t.kind === "hypervisor" && t.device === "kvm-vcpu" && t.machine === machine;
  if (values(tx.k.files).some((f) => isVcpu(f.target))) return EEXIST; // the vCPUs of a machine share one descriptor
  return failed(freeFd(tx.task(pid))) ? EMFILE : open(tx, pid, "kvm-vcpu", machine);
}

const open = (tx: Tx, pid: Pid, device: HypervisorDevice, machine: MachineId): number =>
  installFile(tx, pid, {
    target: { kind: "hypervisor", device, machine },
    path: null,
    flags: O_RDWR,
    cloexec: true,
  });

/** The guest's memory is memory of the monitor's: it must have mapped as much. */
function setMemory(tx: Tx, pid: Pid, machine: MachineId, { memory_size }: { readonly memory_size: number }): 0 | Errno {
  const { memory } = tx.world.machines[machine]?.hardware ?? { memory: 0 };
  if (memory_size !== memory) return EINVAL;
  return tx.task(pid).memory.reserved * 4096 >= memory ? 0 : ENOMEM;
}
