// The namespaces by the letters and names that unshare and nsenter use.

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

export interface NsOption {
  readonly letter: string;
  readonly long: string;
  readonly flag: number;
  /** Under /proc/PID: the namespace it is in, and that of its next children. */
  readonly file: string;
  readonly forChildren: string;
}

const ns = (letter: string, long: string, flag: number, file: string, forChildren = file): NsOption => ({
  letter,
  long,
  flag,
  file: `ns/${file}`,
  forChildren: `ns/${forChildren}`,
});

/** In the order in which they are joined: the user namespace first or last (nsenter.ts). */
export const NS_OPTIONS: readonly NsOption[] = [
  ns("U", "user", CLONE_NEWUSER, "user"),
  ns("C", "cgroup", CLONE_NEWCGROUP, "cgroup"),
  ns("i", "ipc", CLONE_NEWIPC, "ipc"),
  ns("u", "uts", CLONE_NEWUTS, "uts"),
  ns("n", "net", CLONE_NEWNET, "net"),
  ns("p", "pid", CLONE_NEWPID, "pid", "pid_for_children"),
  ns("m", "mount", CLONE_NEWNS, "mnt"),
  ns("T", "time", CLONE_NEWTIME, "time", "time_for_children"),
];

export const nsOption = (name: string): NsOption | undefined =>
  NS_OPTIONS.find((o) => o.letter === name || o.long === name);
