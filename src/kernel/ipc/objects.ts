// What an IPC namespace holds: System V shared memory, message queues and semaphores - sysvipc(7), ipc_namespaces(7).
//
// They have no names in the file system: a process asks for one by a number that both sides know, the key, and gets an id.
// They outlive the process that made them, and go with the namespace.
//
//   shmget(key 5) ──> the namespace of the caller ──> key 5? ──> id
//   Another namespace has another key 5, or none.

import type { NsId } from "../ns/namespace.ts";

/** What all three have: struct ipc_perm. Ids of users and groups are those of the initial user namespace. */
export interface IpcObject {
  readonly id: number;
  /** 0: IPC_PRIVATE, to be found by its id only. */
  readonly key: number;
  readonly uid: number;
  readonly gid: number;
  readonly cuid: number;
  readonly cgid: number;
  /** Permission bits. */
  readonly mode: number;
  /** Virtual nanoseconds since boot. */
  readonly ctime: number;
}

export interface Segment extends IpcObject {
  readonly kind: "shm";
  /** bytes */
  readonly size: number;
  /** Number of its creator in the initial pid namespace. */
  readonly cpid: number;
}

export interface Queue extends IpcObject {
  readonly kind: "msg";
}

export interface Semaphores extends IpcObject {
  readonly kind: "sem";
  readonly count: number;
}

export type AnyIpc = Segment | Queue | Semaphores;
export type IpcKind = AnyIpc["kind"];

/** The settings of /proc/sys/kernel that each namespace has for itself. */
export interface IpcLimits {
  /** bytes a message */
  readonly msgmax: number;
  /** bytes a queue */
  readonly msgmnb: number;
  /** queues */
  readonly msgmni: number;
  /** segments */
  readonly shmmni: number;
  /** bytes a segment; the default is near 2 ** 64, which a number cannot say exactly. */
  readonly shmmax: number;
  /** pages of all segments together */
  readonly shmall: number;
  /** semaphores a set, in all sets, operations a call, sets */
  readonly sem: readonly [number, number, number, number];
}

/** What the files show while nobody has set them: ULONG_MAX - (1UL << 24). */
export const SHM_UNLIMITED = "18446744073692774399";

export const IPC_DEFAULTS: IpcLimits = {
  msgmax: 8192,
  msgmnb: 16384,
  msgmni: 32000,
  shmmni: 4096,
  shmmax: Infinity,
  shmall: Infinity,
  sem: [32000, 1_024_000_000, 500, 32000],
};

export type IpcEvent =
  | { readonly type: "ipc.created"; readonly ns: NsId; readonly object: AnyIpc }
  | { readonly type: "ipc.removed"; readonly ns: NsId; readonly kind: IpcKind; readonly id: number }
  | { readonly type: "ipc.limited"; readonly ns: NsId; readonly limits: Partial<IpcLimits> };
