import { full, simplified } from "./call.ts";
import * as fd from "./fd.ts";
import { sysFlock } from "./flock.ts";
import { sysFsync, sysSync } from "./fsync.ts";

export const FD_CALLS = {
  close: full(fd.sysClose),
  read: full(fd.sysRead),
  write: simplified(
    fd.sysWrite,
    "A blocking write to a pipe returns after the part that fits; Linux waits until all is written.",
  ),
  lseek: simplified(fd.sysLseek, "SEEK_DATA and SEEK_HOLE are refused with EINVAL."),
  dup: full(fd.sysDup),
  dup2: full(fd.sysDup2),
  dup3: full(fd.sysDup3),
  fcntl: simplified(fd.sysFcntl, "Descriptor and status flags only: no locks, leases or owners."),
  pipe2: full(fd.sysPipe2),
  ioctl: simplified(
    fd.sysIoctl,
    "Terminals, namespaces, /dev/kvm, /dev/vmmon and /dev/xen/privcmd only; of a terminal's attributes, cooked or raw.",
  ),
  poll: full(fd.sysPoll),
  flock: full(sysFlock),
  fsync: simplified(sysFsync, "A directory of sysfs or cgroup2 answers as its files do, with success."),
  fdatasync: simplified(sysFsync, "As fsync."),
  sync: full(sysSync),
};
