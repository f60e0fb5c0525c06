// What `runc init` is told by its parent: first how to be born (nsexec.ts), then what to become (init.ts). Both are JSON,
// one line each, through a socket.

import {
  CLONE_NEWCGROUP,
  CLONE_NEWIPC,
  CLONE_NEWNET,
  CLONE_NEWNS,
  CLONE_NEWPID,
  CLONE_NEWTIME,
  CLONE_NEWUSER,
  CLONE_NEWUTS,
} from "../../kernel/abi/flags.ts";
import type { SeccompFilter } from "../../kernel/security/seccomp.ts";
import type { DeviceSpec, IdMapping, MountSpec, ProcessSpec } from "./spec.ts";

/** The namespaces of the specification by name, in the order in which they are joined: NamespaceTypes() */
export const NAMESPACE_FLAG: Readonly<Record<string, number>> = {
  user: CLONE_NEWUSER,
  ipc: CLONE_NEWIPC,
  uts: CLONE_NEWUTS,
  network: CLONE_NEWNET,
  pid: CLONE_NEWPID,
  mount: CLONE_NEWNS,
  cgroup: CLONE_NEWCGROUP,
  time: CLONE_NEWTIME,
};

export interface Bootstrap {
  /** CLONE_NEW* of the namespaces to be made. */
  readonly flags: number;
  /** Those to be joined. */
  readonly paths: readonly { readonly path: string; readonly flag: number }[];
  readonly uidMap: readonly IdMapping[];
  readonly gidMap: readonly IdMapping[];
  readonly oomScoreAdj: number | null;
}

/** What a process of a container becomes, its first one or one that exec adds. */
export interface ProcessConfig {
  readonly args: readonly string[];
  readonly env: readonly string[];
  readonly cwd: string;
  readonly user: NonNullable<ProcessSpec["user"]>;
  readonly capabilities: ProcessSpec["capabilities"] | null;
  readonly noNewPrivileges: boolean;
  readonly seccomp: SeccompFilter | null;
  readonly userNs: boolean;
}

export interface InitConfig extends ProcessConfig {
  readonly id: string;
  readonly bundle: string;
  readonly rootfs: string;
  readonly rootPropagation: string;
  readonly readonlyRoot: boolean;
  readonly mounts: readonly MountSpec[];
  readonly devices: readonly DeviceSpec[];
  /** Names of those that it has of its own. */
  readonly namespaces: readonly string[];
  readonly newMountNs: boolean;
  readonly newNet: boolean;
  readonly cgroupDir: string;
  readonly hostname: string;
  readonly domainname: string;
  readonly sysctl: Readonly<Record<string, string>>;
  readonly maskedPaths: readonly string[];
  readonly readonlyPaths: readonly string[];
  readonly umask: number | null;
}
