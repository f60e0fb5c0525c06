// What a machine is pretended to be, and by whom: two independent choices.
//
//   where   the hypervisor sits:   on the hardware (Xen) | hosted by an operating system (VMware) | in its kernel (KVM)
//   how     it virtualizes:        trap-and-emulate | binary translation | para-virtualization | hardware assistance
//
// A machine whose kernel runs on real hardware has "none" of both.

import type { InodeId } from "../fs/inode.ts";

export type How = "none" | "trap-and-emulate" | "binary-translation" | "para" | "hardware";
export type Where = "none" | "on-hardware" | "hosted" | "in-kernel";

/** A machine as its monitor describes it before it is switched on. */
export interface Board {
  /** What its owner calls it; its own kernel never learns this. */
  readonly name: string;
  readonly how: How;
  readonly where: Where;
  /** Whose product pretends it. */
  readonly vendor: "qemu" | "vmware" | "xen" | "none";
  /** The terminal that the kernel's messages go to and a person logs in on, without "/dev/". */
  readonly console: string;
  /** The file of its parent's that is its disk, and below it those that it is based on (qcow2). Empty: real disks. */
  readonly disk: readonly InodeId[];
  /** The kernel's command line where the monitor gives one (-append); else the boot loader's. */
  readonly append?: string;
}
