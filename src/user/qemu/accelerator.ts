// How a monitor gets its guest to run: the kernel's help (KVM), VMware's driver, or its own translation (TCG).

import { type Errno, failed, strerror } from "../../kernel/abi/errno.ts";
import { O_CLOEXEC, O_RDWR } from "../../kernel/abi/flags.ts";
import type { VmExit } from "../../kernel/machine/exit.ts";
import {
  KVM_CREATE_VCPU,
  KVM_CREATE_VM,
  KVM_GET_API_VERSION,
  KVM_IRQ_LINE,
  KVM_RUN,
  KVM_SET_USER_MEMORY_REGION,
} from "../../kernel/machine/kvm.ts";
import type { BoardRequest, IrqLine } from "../../kernel/machine/make.ts";
import { VMMON_CREATE_VM, VMMON_RUN_VM, VMMON_SET_IRQ } from "../../kernel/machine/vmmon.ts";
import { type Run, sys } from "../program.ts";

/** A guest's processor in its monitor's hands. */
export interface Vcpu {
  /** poll(2) on it ends when the guest has something to do. */
  readonly fd: number;
  /** Lets the guest run; why it stopped, or that a signal came. */
  readonly run: () => Run<VmExit | Errno>;
  readonly interrupt: (line: IrqLine) => Run<unknown>;
}

/** ioctl(KVM_RUN); what the kernel writes into the shared page comes as its reply. */
function* enter(fd: number, request: number): Run<VmExit | Errno> {
  return (yield { call: "ioctl", args: { fd, request, arg: 0 } }) as VmExit | Errno;
}

/** The vCPU of a new guest, or what to say where there is no KVM. */
export function* kvm(board: BoardRequest): Run<Vcpu | string> {
  const kvmFd = yield* sys("openat", { path: "/dev/kvm", flags: O_RDWR | O_CLOEXEC });
  if (failed(kvmFd)) return `Could not access KVM kernel module: ${strerror(kvmFd)}`;
  if ((yield* sys("ioctl", { fd: kvmFd, request: KVM_GET_API_VERSION })) !== 12) return "kvm version not supported";
  const vm = yield* sys("ioctl", { fd: kvmFd, request: KVM_CREATE_VM, arg: board });
  if (failed(vm)) return `ioctl(KVM_CREATE_VM) failed: ${-vm} ${strerror(vm)}`;
  const region = { slot: 0, guest_phys_addr: 0, memory_size: board.hardware.memory };
  yield* sys("ioctl", { fd: vm, request: KVM_SET_USER_MEMORY_REGION, arg: region });
  const fd = yield* sys("ioctl", { fd: vm, request: KVM_CREATE_VCPU, arg: 0 });
  if (failed(fd)) return `kvm_init_vcpu failed: ${strerror(fd)}`;
  return {
    fd,
    run: () => enter(fd, KVM_RUN),
    interrupt: (arg) => sys("ioctl", { fd: vm, request: KVM_IRQ_LINE, arg }),
  };
}

/** Without help: the guest's instructions are translated by the process itself, in user mode. */
export function* tcg(board: BoardRequest): Run<Vcpu | Errno> {
  const fd = (yield { call: "emulate", args: { board } }) as number | Errno;
  if (failed(fd)) return fd;
  return {
    fd,
    *run() {
      return (yield { call: "emulate", args: { fd } }) as VmExit;
    },
    *interrupt(line) {
      return yield { call: "emulate", args: { fd, line } };
    },
  };
}

/** VMware: the world switch to the monitor and back is the driver's work. */
export function* vmmon(board: BoardRequest): Run<Vcpu | Errno> {
  const driver = yield* sys("openat", { path: "/dev/vmmon", flags: O_RDWR | O_CLOEXEC });
  if (failed(driver)) return driver;
  const fd = yield* sys("ioctl", { fd: driver, request: VMMON_CREATE_VM, arg: board });
  if (failed(fd)) return fd;
  return {
    fd,
    run: () => enter(fd, VMMON_RUN_VM),
    interrupt: (arg) => sys("ioctl", { fd, request: VMMON_SET_IRQ, arg }),
  };
}
