// Namespaces: what a name means to a group of tasks.
//
// "A namespace wraps a global system resource in an abstraction that makes it appear to the processes within
//  the namespace that they have their own isolated instance of the global resource." - namespaces(7)
//
// Here a namespace is a row in one table; a task names eight of them (task.ns). Host name, process numbers, the
// mount tree, user ids, System V IPC, the network (net/) and the root of the cgroups are modelled. The time namespace has
// an identity, an owner and the rules of clone/unshare/setns, but nothing inside yet.

import type { CgroupId } from "../cgroup/cgroup.ts";
import type { MntId } from "../fs/mount.ts";
import type { AnyIpc, IpcKind, IpcLimits } from "../ipc/objects.ts";
import type { NetStack } from "../net/stack.ts";
import type { Table } from "../table.ts";
import type { NsPid, Pid } from "../task/task.ts";

export type NsId = number & { readonly __ns: true };

export type NsKind = "mnt" | "pid" | "uts" | "ipc" | "net" | "user" | "cgroup" | "time";

export const NS_KINDS: readonly NsKind[] = ["mnt", "pid", "net", "uts", "ipc", "user", "cgroup", "time"];

interface Common {
  readonly id: NsId;
  /** The number in "uts:[4026531838]". */
  readonly inum: number;
  /** The user namespace in which a capability over this namespace counts. For a user namespace, itself. */
  readonly owner: NsId;
}

export interface MntNs extends Common {
  readonly kind: "mnt";
  readonly root: MntId;
}

export interface PidNs extends Common {
  readonly kind: "pid";
  readonly parent: NsId | null;
  /** 0 for the initial one. */
  readonly level: number;
  /** Its pid 1; null before the first process. */
  readonly init: Pid | null;
  /** pid 1 has exited: "ENOMEM" from fork(2) ever after - pid_namespaces(7) */
  readonly dead: boolean;
  /** reboot(2) in it: the signal that its init shall seem to have ended by. */
  readonly reboot?: number;
  /** The last number given: /proc/sys/kernel/ns_last_pid. */
  readonly last: number;
  readonly members: Table<NsPid, Pid>;
}

export interface UtsNs extends Common {
  readonly kind: "uts";
  readonly hostname: string;
  readonly domainname: string;
}

export interface IdRange {
  readonly inside: number;
  readonly outside: number;
  readonly count: number;
}

export interface UserNs extends Common {
  readonly kind: "user";
  readonly parent: NsId | null;
  readonly level: number;
  /** Effective ids of its creator, as the initial user namespace numbers them. */
  readonly uid: number;
  readonly gid: number;
  /** `outside` is an id of the initial namespace, so that a chain needs no walk. null: not written yet. */
  readonly uidMap: readonly IdRange[] | null;
  readonly gidMap: readonly IdRange[] | null;
  readonly setgroups: "allow" | "deny";
  /** /proc/sys/user/max_*_namespaces that were set: limits.ts */
  readonly limits?: Readonly<Partial<Record<NsKind, number>>>;
}

export interface NetNs extends Common {
  readonly kind: "net";
  /** net.ipv4.ip_forward; absent: 0. */
  readonly ipForward?: number;
  /** Routes, neighbours, rules; absent while there are none. */
  readonly stack?: NetStack;
  /** Nobody was in it any more, and nothing held it: its devices are gone. */
  readonly dead?: boolean;
}

export interface IpcNs extends Common {
  readonly kind: "ipc";
  /** System V objects in the order they were made; absent: none. */
  readonly objects?: readonly AnyIpc[];
  /** The next id of each kind. */
  readonly given?: Readonly<Partial<Record<IpcKind, number>>>;
  /** The settings that differ from IPC_DEFAULTS. */
  readonly limits?: Partial<IpcLimits>;
}

export interface PlainNs extends Common {
  readonly kind: "time";
}

export interface CgroupNs extends Common {
  readonly kind: "cgroup";
  /** What its members see as "/". */
  readonly root: CgroupId;
}

export type Namespace = MntNs | PidNs | UtsNs | UserNs | NetNs | IpcNs | CgroupNs | PlainNs;
