// Process 1 as the kernel makes it, before it runs any file: kernel_init(), init/main.c

import { EMPTY_SET, FULL_SET } from "../../kernel/abi/capability.ts";
import { ROOT_CGROUP } from "../../kernel/cgroup/cgroup.ts";
import { NO_MEMORY } from "../../kernel/cgroup/memory.ts";
import type { Path } from "../../kernel/fs/path.ts";
import { INIT_PID_NS } from "../../kernel/task/pid.ts";
import type { NsPid, NsSet, Pid, Task } from "../../kernel/task/task.ts";
import type { Tx } from "../../kernel/tx.ts";

export const KERNEL_INIT = "kernel-init";

export function firstTask(tx: Tx, ns: NsSet, root: Path): void {
  const pid = 1 as Pid;
  const task: Task = {
    pid,
    nspids: [{ ns: INIT_PID_NS, pid: 1 as NsPid }],
    ppid: 0 as Pid,
    children: [],
    pgid: pid,
    sid: pid,
    tty: null,
    comm: "swapper/0",
    argv: [],
    env: [],
    exe: null,
    image: { program: KERNEL_INIT, entry: KERNEL_INIT, interp: null, needed: [], arg: "" },
    cred: {
      uid: 0,
      gid: 0,
      euid: 0,
      egid: 0,
      suid: 0,
      sgid: 0,
      groups: [],
      caps: {
        effective: FULL_SET,
        permitted: FULL_SET,
        inheritable: EMPTY_SET,
        bounding: FULL_SET,
        ambient: EMPTY_SET,
      },
    },
    ns,
    cgroup: ROOT_CGROUP,
    memory: NO_MEMORY,
    cwd: root,
    root,
    umask: 0o022,
    fds: {},
    state: "runnable",
    wait: null,
    status: 0,
    jobChange: null,
    sig: { actions: {}, blocked: [], pending: [] },
    nice: 0,
    subreaper: false,
    noNewPrivs: false,
    startedAt: tx.now,
    cpuTime: 0,
    hasExeced: false,
  };
  tx.emit({ type: "task.cloned", task, flags: 0 });
}
