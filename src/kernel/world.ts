// The simulated world as one plain JSON value.
//
//   World ── machines ──> Machine ── kernel ──> Kernel ── tables of tasks, namespaces, mounts, files
//
// A container is nothing but tasks with other namespaces and another root in the same Kernel value.
// A virtual machine is another Machine with a Kernel of its own.
// Only `apply` (apply.ts) makes a changed value; everything here is readonly.

import type { Hardware } from "../machine/hardware.ts";
import type { Throttled } from "./cgroup/bandwidth.ts";
import type { Cgroup, CgroupId } from "./cgroup/cgroup.ts";
import type { Dentry, DentryId } from "./fs/dentry.ts";
import type { Driver, FileId, OpenFile, Pipe, PipeId, Tty, TtyId } from "./fs/file.ts";
import type { Inode, InodeId } from "./fs/inode.ts";
import type { MntId, Mount, SbId, SuperBlock } from "./fs/mount.ts";
import type { Board } from "./machine/board.ts";
import type { DiskContent } from "./machine/disk.ts";
import type { BootStep } from "./machine/event.ts";
import type { MachineState } from "./machine/life.ts";
import type { DevId, NetDevice } from "./net/device.ts";
import type { Socket, SockId } from "./net/socket.ts";
import type { Namespace, NsId } from "./ns/namespace.ts";
import type { Table } from "./table.ts";
import type { Pid, Task } from "./task/task.ts";

export type MachineId = string;

export interface World {
  /** Virtual nanoseconds since boot. */
  readonly now: number;
  readonly machines: Readonly<Record<MachineId, Machine>>;
  /** The hypervisor that the machines share the hardware under; absent: a kernel has it. */
  readonly xen?: Xen;
}

/** Xen on the hardware: dom0 and all other domains are machines beneath it. */
export interface Xen {
  readonly hardware: Hardware;
  /** Domains by number; dom0 first. */
  readonly domains: readonly MachineId[];
  /** The next domain number: they are never used again. */
  readonly nextDomain: number;
  /** Whose turn it is. */
  readonly current: MachineId;
}

export interface Machine {
  readonly id: MachineId;
  readonly board: Board;
  /** Real or pretended. */
  readonly hardware: Hardware;
  readonly kernel: Kernel;
  readonly state: MachineState;
  /** The machine on whose kernel its monitor runs; null on real hardware, and for a domain of Xen. */
  readonly parent: MachineId | null;
  /** The process there that pretends it; null where there is none. */
  readonly monitor: Pid | null;
  /** Virtual nanoseconds: when it was last switched on. */
  readonly startedAt: number;
  /** Times that it was switched on or reset. */
  readonly starts: number;
  /** What its kernel asked for when it halted. */
  readonly halt: "halt" | "power-off" | "restart" | null;
  /** What is left of its boot before its kernel runs a process. */
  readonly boot: readonly BootStep[];
  /** Bytes that its serial port (under Xen: its console ring) has sent and nobody has taken yet. */
  readonly serial: string;
}

export interface Kernel {
  /** uname(2): release and version */
  readonly release: string;
  readonly version: string;
  readonly tasks: Table<Pid, Task>;
  /** Runnable tasks, the next one first. */
  readonly runQueue: readonly Pid[];
  /** Sleeping tasks by what they wait for. */
  readonly waiters: Readonly<Record<string, readonly Pid[]>>;
  /** Armed timers, the earliest first. */
  readonly timers: readonly Timer[];
  readonly namespaces: Table<NsId, Namespace>;
  readonly superBlocks: Table<SbId, SuperBlock>;
  readonly mounts: Table<MntId, Mount>;
  readonly inodes: Table<InodeId, Inode>;
  readonly dentries: Table<DentryId, Dentry>;
  readonly files: Table<FileId, OpenFile>;
  readonly pipes: Table<PipeId, Pipe>;
  readonly ttys: Table<TtyId, Tty>;
  /** All that were ever made; the root is there from the beginning. */
  readonly cgroups: Table<CgroupId, Cgroup>;
  /** Cgroups that have used up their processor time, the one that may go on first in front. */
  readonly throttled: readonly Throttled[];
  readonly devices: Table<DevId, NetDevice>;
  readonly sockets: Table<SockId, Socket>;
  /** The terminal that the kernel's own messages go to; null: none. */
  readonly console: TtyId | null;
  /** Virtual nanoseconds: when it began. The world's clock may be older, where it is a guest's. */
  readonly bootedAt: number;
  /** /proc/cmdline, without the newline. */
  readonly cmdline: string;
  /** Drivers for pretending machines that are loaded. */
  readonly drivers: readonly Driver[];
  /** printk: the kernel's messages, one a line. dmesg(1) */
  readonly log: readonly string[];
  /** What is in the disk images of machines that ran on this one, by the file. */
  readonly images: Table<InodeId, DiskContent>;
  /** The next free id of each kind; ids are never used again. */
  readonly next: NextIds;
}

export interface NextIds {
  readonly ns: number;
  readonly sb: number;
  readonly mnt: number;
  readonly inode: number;
  readonly dentry: number;
  readonly file: number;
  readonly pipe: number;
  readonly tty: number;
  readonly cgroup: number;
  readonly dev: number;
  readonly sock: number;
  /** Machines that this kernel's processes have made. */
  readonly vm: number;
}

export interface Timer {
  /** Virtual nanoseconds since boot. */
  readonly at: number;
  readonly pid: Pid;
  /** What happens then: a nanosleep or poll ends, or SIGALRM is sent. */
  readonly kind: "wake" | "alarm";
}
