// What is mounted on a Debian 13 host once systemd has come up, and how: everything shared. Left out: the file systems
// that only tools for tracing and firmware look at (securityfs, debugfs, tracefs, bpf, pstore, hugetlbfs …).

import { ROOT_CGROUP } from "../../kernel/cgroup/cgroup.ts";
import type { MountFlags } from "../../kernel/fs/mount.ts";
import type { Tx } from "../../kernel/tx.ts";
import { deviceFiles } from "./devices.ts";
import { install, type Mounted, mountAt, placeIn } from "./file-system.ts";
import { dir } from "./files.ts";

const SAFE: Partial<MountFlags> = { nosuid: true, nodev: true, noexec: true };
const RUN_SHARE = 10; // percent of memory that /run may take: Debian's initramfs mounts it with size=10%
const PAGE = 4096; // bytes

const kB = (bytes: number): string => `${Math.floor(bytes / PAGE) * (PAGE / 1024)}k`;

/** All file systems but the root one, which `root` is. */
export function mountAll(tx: Tx, root: Mounted, console: string, runtime: readonly string[]): void {
  const onRoot = (path: string) => placeIn(tx, root, path);
  mountAt(tx, onRoot("/proc"), { type: "proc", source: "proc", flags: SAFE });
  const sys = mountAt(tx, onRoot("/sys"), { type: "sysfs", source: "sysfs", flags: SAFE });
  mountDevices(tx, root, console);
  mountMemory(tx, root, runtime);
  const options = "nsdelegate,memory_recursiveprot";
  mountAt(tx, placeIn(tx, sys, "/fs/cgroup"), { type: "cgroup2", source: "cgroup2", options, flags: SAFE });
  // What systemd enables for its slices, which are left out: all processes stay in the root.
  const enabled = ["cpuset", "cpu", "io", "memory", "pids"] as const;
  tx.emit({ type: "cgroup.controlled", cgroup: ROOT_CGROUP, enabled, disabled: [], uid: 0, gid: 0 });
}

function mountDevices(tx: Tx, root: Mounted, console: string): void {
  const { hardware } = tx.machine;
  const { memory } = hardware;
  const options = `size=${kB(memory / 2)},nr_inodes=${Math.floor(memory / 2 / PAGE)},mode=755,inode64`;
  const dev = mountAt(tx, placeIn(tx, root, "/dev"), {
    type: "devtmpfs",
    source: "udev",
    options,
    flags: { nosuid: true },
  });
  install(tx, dev.sb, deviceFiles(hardware, console, tx.k.drivers));
  mountAt(tx, placeIn(tx, dev, "/pts"), {
    type: "devpts",
    source: "devpts",
    options: "gid=5,mode=620,ptmxmode=000",
    flags: { nosuid: true, noexec: true },
  });
  mountAt(tx, placeIn(tx, dev, "/shm"), {
    type: "tmpfs",
    source: "tmpfs",
    options: "inode64",
    flags: { nosuid: true, nodev: true },
  });
  mountAt(tx, placeIn(tx, dev, "/mqueue"), { type: "mqueue", source: "mqueue", flags: SAFE });
}

/** Directories that a boot begins empty. */
function mountMemory(tx: Tx, root: Mounted, runtime: readonly string[]): void {
  const { memory } = tx.machine.hardware;
  const tmpfs = { type: "tmpfs", source: "tmpfs" } as const;
  const size = kB((memory * RUN_SHARE) / 100);
  const run = mountAt(tx, placeIn(tx, root, "/run"), {
    ...tmpfs,
    options: `size=${size},mode=755,inode64`,
    flags: SAFE,
  });
  install(tx, run.sb, [dir("/lock", 0o1777), dir("/sshd"), dir("/systemd"), ...runtime.map((path) => dir(path))]);
  mountAt(tx, placeIn(tx, run, "/lock"), { ...tmpfs, options: "size=5120k,inode64", flags: SAFE });
  mountAt(tx, placeIn(tx, root, "/tmp"), {
    ...tmpfs,
    options: `size=${kB(memory / 2)},nr_inodes=1048576,inode64`,
    flags: { nosuid: true, nodev: true },
  });
}
