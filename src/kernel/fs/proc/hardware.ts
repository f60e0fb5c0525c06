// Parts of /proc about the machine and the kernel's inside, which containers do not get to see: runtimes cover them or make
// them read-only. They are there, with their rights; what stands in them is left out, and reading it says so with EIO.

import { EIO, EPERM } from "../../abi/errno.ts";
import { capable } from "../../security/capable.ts";
import { type At, dir, type Entry, file, writable } from "../generated/entry.ts";

/** "This file represents the physical memory of the system" - proc_kcore(5): open_kcore(), fs/proc/kcore.c */
const kcore = ({ v: { k, task } }: At) => (capable(k, task, "CAP_SYS_RAWIO") ? EIO : EPERM);

export const hardwareFiles: Readonly<Record<string, Entry>> = {
  acpi: dir({}),
  bus: dir({}),
  fs: dir({}),
  irq: dir({}),
  kcore: file(kcore, 0o400),
  // Nobody has made keys.
  keys: file(() => ""),
  // A letter is a command to the kernel, "b" reboots at once: none is obeyed here.
  "sysrq-trigger": writable(
    () => EIO,
    () => EIO,
    0o200,
  ),
  timer_list: file(() => EIO, 0o400),
};
