// bpf(2), as much of it as container runtimes need on cgroup v2: a program that says which devices a cgroup may use.

import { EBADF, EINVAL, EPERM, type Errno, failed } from "../abi/errno.ts";
import type { DeviceRule } from "../cgroup/devices.ts";
import { spotOf } from "../cgroup/node.ts";
import { fileOf } from "../fs/fd.ts";
import { placeOf } from "../fs/place.ts";
import { capable } from "../security/capable.ts";
import type { Pid } from "../task/task.ts";
import type { Tx } from "../tx.ts";

export const BPF_PROG_ATTACH = 8;

interface Attach {
  readonly cmd: number;
  /** A directory of the cgroup file system. */
  readonly fd: number;
  readonly rules: readonly DeviceRule[];
}

export function sysBpf(tx: Tx, pid: Pid, { cmd, fd, rules }: Attach): 0 | Errno {
  if (cmd !== BPF_PROG_ATTACH) return EINVAL;
  const task = tx.task(pid);
  const may = (cap: "CAP_BPF" | "CAP_NET_ADMIN") => capable(tx.k, task, cap) || capable(tx.k, task, "CAP_SYS_ADMIN");
  if (!may("CAP_BPF") || !may("CAP_NET_ADMIN")) return EPERM;
  const file = fileOf(tx.k, task, fd);
  if (failed(file)) return file;
  if (file.path === null || placeOf(tx.k, file.path).sb.type !== "cgroup2") return EBADF;
  const { id, file: name } = spotOf(file.path.node);
  if (name !== null) return EBADF;
  tx.emit({ type: "cgroup.changed", cgroup: id, to: { devices: rules } });
  return 0;
}
