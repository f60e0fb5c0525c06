// A task: what Linux calls a process here, for every process has exactly one thread.

import type { CapSet } from "../abi/capability.ts";
import type { Limit, Resource } from "../abi/resource.ts";
import type { SigNo } from "../abi/signal.ts";
import type { CgroupId } from "../cgroup/cgroup.ts";
import type { TaskMemory } from "../cgroup/memory.ts";
import type { Fd, TtyId } from "../fs/file.ts";
import type { Path } from "../fs/path.ts";
import type { NsId } from "../ns/namespace.ts";
import type { Seccomp } from "../security/seccomp.ts";
import type { TaskState } from "./life.ts";

/** A process as the initial pid namespace numbers it. Unique in its kernel. */
export type Pid = number & { readonly __pid: true };
/** The same process as some pid namespace numbers it: what getpid(2) returns. */
export type NsPid = number & { readonly __nspid: true };

export interface Task {
  readonly pid: Pid;
  /** Its number in every pid namespace that sees it, the outermost first: NSpid of /proc/PID/status. */
  readonly nspids: readonly { readonly ns: NsId; readonly pid: NsPid }[];
  /** 0 for the first process. */
  readonly ppid: Pid;
  /** Its children, zombies too, the oldest first. */
  readonly children: readonly Pid[];
  readonly pgid: Pid;
  readonly sid: Pid;
  readonly tty: TtyId | null;
  /** At most 15 bytes: the name in ps, /proc/PID/comm. */
  readonly comm: string;
  readonly argv: readonly string[];
  /** "NAME=value" as execve(2) was given them. */
  readonly env: readonly string[];
  /** The file it runs, null before the first execve. */
  readonly exe: Path | null;
  /** What the loaded file told execve to run: looked up by name among the programs. */
  readonly image: Image;
  readonly cred: Cred;
  readonly ns: NsSet;
  readonly cgroup: CgroupId;
  readonly memory: TaskMemory;
  readonly cwd: Path;
  readonly root: Path;
  readonly umask: number;
  readonly fds: Readonly<Record<number, Fd>>;
  readonly state: TaskState;
  /** Why it sleeps: the channels it waits on, separated by blanks, and the call it is in. */
  readonly wait: { readonly channel: string; readonly call: string } | null;
  /** Status word of wait(2), once it is a zombie or stopped. */
  readonly status: number;
  /** Set while a stop or continue has not been waited for. */
  readonly jobChange: "stopped" | "continued" | null;
  readonly sig: SignalState;
  readonly nice: number;
  /** prctl(PR_SET_CHILD_SUBREAPER): orphans below come here instead of to init. */
  readonly subreaper: boolean;
  readonly noNewPrivs: boolean;
  /** What it may still call; absent: everything. */
  readonly seccomp?: Seccomp;
  /** Resource limits that were changed; the others are those of limits.ts. */
  readonly limits?: Readonly<Partial<Record<Resource, Limit>>>;
  /** It became a user who has more processes than its limit: it may not execve(2) while that is so. */
  readonly nprocExceeded?: boolean;
  /** prctl(PR_SET_PDEATHSIG): what it gets when its parent ends; absent: nothing. */
  readonly parentDeathSignal?: SigNo;
  /** Virtual nanoseconds: start time and processor time used. */
  readonly startedAt: number;
  readonly cpuTime: number;
  /** execve seen since fork: setpgid(2) on it is EACCES for the parent. */
  readonly hasExeced: boolean;
}

export interface Image {
  /** Name of the program that the file stands for. */
  readonly program: string;
  /** Name of the program that really starts: the dynamic loader's, or its own where the file is static. */
  readonly entry: string;
  /** Its ELF interpreter, the dynamic loader that really starts; null for a static file. */
  readonly interp: string | null;
  /** DT_NEEDED: shared libraries that the loader must find. */
  readonly needed: readonly string[];
  /** Arguments of the stand-in, e.g. the program's personality. */
  readonly arg: string;
}

/** credentials(7): real, effective, saved and file-system ids; capability sets. */
export interface Cred {
  readonly uid: number;
  readonly gid: number;
  readonly euid: number;
  readonly egid: number;
  readonly suid: number;
  readonly sgid: number;
  readonly groups: readonly number[];
  /** SECBIT_*; absent: none is set. */
  readonly securebits?: number;
  readonly caps: {
    readonly effective: CapSet;
    readonly permitted: CapSet;
    readonly inheritable: CapSet;
    readonly bounding: CapSet;
    readonly ambient: CapSet;
  };
}

/** The namespaces a task is in. For pid and time its children may go elsewhere. */
export interface NsSet {
  readonly mnt: NsId;
  readonly pid: NsId;
  readonly uts: NsId;
  readonly ipc: NsId;
  readonly net: NsId;
  readonly user: NsId;
  readonly cgroup: NsId;
  readonly time: NsId;
  readonly pidForChildren: NsId;
  readonly timeForChildren: NsId;
}

export interface SignalState {
  /** What it does on each signal it does not leave to the default. */
  readonly actions: Readonly<Record<SigNo, SigAction>>;
  readonly blocked: readonly SigNo[];
  readonly pending: readonly SigInfo[];
}

export interface SigAction {
  readonly handler: "ignore" | "catch";
  /** SA_RESTART: an interrupted call goes on instead of failing with EINTR. */
  readonly restart: boolean;
}

export interface SigInfo {
  readonly sig: SigNo;
  /** The sender; 0 for the kernel. */
  readonly from: Pid;
  /** Sent from a pid namespace above: then pid 1 cannot ignore KILL and STOP. */
  readonly fromAbove: boolean;
}
