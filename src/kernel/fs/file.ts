// Open files. A descriptor is a small number of one task; it points to an open file
// (position, mode), which dup(2) and fork(2) share; that points to what is open.

import type { SockId } from "../net/socket.ts";
import type { NsId } from "../ns/namespace.ts";
import type { Pid } from "../task/task.ts";
import type { MachineId } from "../world.ts";
import type { Opener } from "./ops.ts";
import type { Path } from "./path.ts";

export type FileId = number & { readonly __file: true };
export type PipeId = number & { readonly __pipe: true };
export type TtyId = number & { readonly __tty: true };

export interface Fd {
  readonly file: FileId;
  readonly cloexec: boolean;
}

/** "open file description" - open(2) */
export interface OpenFile {
  readonly id: FileId;
  /** O_* flags as given, without O_CREAT, O_EXCL, O_TRUNC, O_CLOEXEC. */
  readonly flags: number;
  readonly pos: number;
  /** Descriptors that point here, in all tasks. At 0 it is closed. */
  readonly refs: number;
  /** How the name was found: for /proc/PID/fd, openat, fchdir. null for a pipe. */
  readonly path: Path | null;
  readonly target: Target;
  /** flock(2) */
  readonly lock?: FileLock;
}

/** Drivers of the devices by which programs pretend machines: of the kernel's own (kvm), VMware's, and Xen's. */
export type Driver = "kvm" | "vmmon" | "privcmd";
export type HypervisorDevice = Driver | "kvm-vm" | "kvm-vcpu" | "tcg" | "console";

export type FileLock = "shared" | "exclusive";

export type Target =
  /** A file or directory: reads go to the file system of `path`. */
  | { readonly kind: "node"; readonly opener?: Opener }
  | { readonly kind: "pipe"; readonly pipe: PipeId }
  | { readonly kind: "tty"; readonly tty: TtyId }
  | { readonly kind: "device"; readonly major: number; readonly minor: number }
  /** Text made at open(2), as procfs does for a file read in pieces. */
  | { readonly kind: "text"; readonly text: string }
  /** A namespace, opened by /proc/PID/ns/*: what setns(2) takes. */
  | { readonly kind: "ns"; readonly ns: NsId }
  | { readonly kind: "socket"; readonly socket: SockId }
  /** /dev/kvm and the like, and what their ioctls make: a machine, its processor. */
  | { readonly kind: "hypervisor"; readonly device: HypervisorDevice; readonly machine: MachineId | null }
  /** A process: pidfd_open(2). */
  | { readonly kind: "pidfd"; readonly pid: Pid };

export interface Pipe {
  readonly id: PipeId;
  readonly data: string;
  /** Open files that can read it, and that can write it. */
  readonly readers: number;
  readonly writers: number;
  /** Inode number in "pipe:[123]". */
  readonly ino: number;
  /** Its other end is outside the world: what is written there is shown, and never blocks. */
  readonly outside: boolean;
  /** A named pipe: counted in readers and writers, but still on their way out of open(2). */
  readonly expected?: { readonly readers: number; readonly writers: number };
}

/** A terminal: tty(4). The line discipline is canonical: lines, echo, ^C, ^D. */
export interface Tty {
  readonly id: TtyId;
  readonly name: string;
  /** The line being typed. */
  readonly line: string;
  /** Complete lines typed and not read yet. An end of file is a "\u0004" of its own. */
  readonly input: string;
  /** All that was ever written to it, echo included. */
  readonly screen: string;
  readonly foreground: number;
  readonly session: number;
  readonly rows: number;
  readonly columns: number;
  /** Neither lines nor echo nor signals: a program gets each byte as it is typed. Absent: canonical mode. */
  readonly raw?: boolean;
}
