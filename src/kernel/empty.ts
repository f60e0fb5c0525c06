import type { Hardware } from "../machine/hardware.ts";
import { HOST } from "./apply.ts";
import { ROOT_CGROUP, rootCgroup } from "./cgroup/cgroup.ts";
import { emptyTable, set } from "./table.ts";
import type { Kernel, Machine, MachineId, World } from "./world.ts";

/** A kernel without anything in it: what the first event is applied to. */
export function emptyKernel(release: string, version: string): Kernel {
  return {
    release,
    version,
    tasks: emptyTable(),
    runQueue: [],
    waiters: {},
    timers: [],
    namespaces: emptyTable(),
    superBlocks: emptyTable(),
    mounts: emptyTable(),
    inodes: emptyTable(),
    dentries: emptyTable(),
    files: emptyTable(),
    pipes: emptyTable(),
    ttys: emptyTable(),
    cgroups: set(emptyTable(), ROOT_CGROUP, rootCgroup),
    throttled: [],
    next: {
      ns: 1,
      sb: 1,
      mnt: 1,
      inode: 1,
      dentry: 1,
      file: 1,
      pipe: 1,
      tty: 1,
      cgroup: ROOT_CGROUP + 1,
      dev: 1,
      sock: 1,
      vm: 1,
    },
    devices: emptyTable(),
    sockets: emptyTable(),
    console: null,
    bootedAt: 0,
    cmdline: "",
    drivers: [],
    log: [],
    images: emptyTable(),
  };
}

/** One machine whose kernel is empty. `now`: virtual nanoseconds since boot. */
export function emptyWorld(hardware: Hardware, release: string, version: string, now = 0): World {
  return { now, machines: { [HOST]: realMachine(HOST, hardware, emptyKernel(release, version)) } };
}

/** A machine that nobody pretends, switched on. */
export function realMachine(id: MachineId, hardware: Hardware, kernel: Kernel): Machine {
  const board = { name: id, how: "none", where: "none", vendor: "none", console: "tty1", disk: [] } as const;
  const power = { state: "running", startedAt: 0, starts: 1, halt: null, boot: [], serial: "" } as const;
  return { id, board, hardware, kernel, parent: null, monitor: null, ...power };
}
