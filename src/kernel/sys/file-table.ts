import "../fs/all-filesystems.ts";
import * as attributes from "./attributes.ts";
import { full, simplified } from "./call.ts";
import { sysCopyFileRange } from "./copy-file-range.ts";
import * as directory from "./directory.ts";
import * as mount from "./mount.ts";
import * as names from "./names.ts";
import { sysOpenat } from "./openat.ts";
import * as stat from "./stat.ts";
import * as xattr from "./xattr.ts";

const NO_ACL = "Access control lists and immutable files are left out.";

export const FILE_CALLS = {
  openat: simplified(sysOpenat, `${NO_ACL} Leases, O_TMPFILE, O_DIRECT and O_NOATIME too.`),
  stat: simplified(stat.sysStat, "Reading a file does not change its access time."),
  lstat: simplified(stat.sysLstat, "Reading a file does not change its access time."),
  fstat: simplified(stat.sysFstat, "Reading a file does not change its access time."),
  access: full(stat.sysAccess),
  readlink: full(stat.sysReadlink),
  getdents64: simplified(stat.sysGetdents64, "All entries come at once, whatever the size of the buffer."),
  statfs: simplified(stat.sysStatfs, "Counts the blocks of files; the file system's own tables take none."),
  mkdir: simplified(names.sysMkdir, NO_ACL),
  rmdir: full(names.sysRmdir),
  unlink: full(names.sysUnlink),
  link: full(names.sysLink),
  symlink: full(names.sysSymlink),
  rename: full(names.sysRename),
  renameat2: full(names.sysRenameat2),
  mknod: simplified(names.sysMknod, "Any device number may be made; few have a driver behind them."),
  chmod: simplified(attributes.sysChmod, NO_ACL),
  fchmod: simplified(attributes.sysFchmod, NO_ACL),
  chown: full(attributes.sysChown),
  lchown: full(attributes.sysLchown),
  fchown: full(attributes.sysFchown),
  utimensat: full(attributes.sysUtimensat),
  truncate: full(attributes.sysTruncate),
  ftruncate: full(attributes.sysFtruncate),
  copy_file_range: simplified(sysCopyFileRange, "Copies everything asked for in one call."),
  getxattr: full(xattr.sysGetxattr),
  listxattr: full(xattr.sysListxattr),
  setxattr: simplified(xattr.sysSetxattr, "Attributes take no room; access control lists are refused with EOPNOTSUPP."),
  removexattr: full(xattr.sysRemovexattr),
  chdir: full(directory.sysChdir),
  fchdir: full(directory.sysFchdir),
  getcwd: full(directory.sysGetcwd),
  chroot: full(directory.sysChroot),
  umask: full(directory.sysUmask),
  mount: simplified(
    mount.sysMount,
    "The types in /proc/filesystems only; options beyond those of tmpfs, proc, devpts, overlay and cgroup2 are EINVAL, and of overlay data-only layers and lowerdir+.",
  ),
  umount2: simplified(mount.sysUmount2, "MNT_EXPIRE is refused with EINVAL."),
  pivot_root: full(mount.sysPivotRoot),
};
