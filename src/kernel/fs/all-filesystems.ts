// Registers the file systems of this folder. Imported for its effect by whoever serves file calls.

import { cgroup2Ops } from "../cgroup/cgroupfs.ts";
import { devptsOps } from "./devpts.ts";
import { registerFilesystem } from "./filesystems.ts";
import { nsfsOps } from "./nsfs.ts";
import { overlayOps } from "./overlay/ops.ts";
import { pipefsOps } from "./pipefs.ts";
import { procOps } from "./proc/procfs.ts";
import { sockfsOps } from "./sockfs.ts";
import { sysfsOps } from "./sysfs/sysfs.ts";
import { treeOps } from "./tree.ts";

for (const type of ["ext4", "tmpfs", "devtmpfs", "rootfs", "mqueue"] as const) registerFilesystem(type, treeOps);
registerFilesystem("overlay", overlayOps);
registerFilesystem("devpts", devptsOps);
registerFilesystem("pipefs", pipefsOps);
registerFilesystem("nsfs", nsfsOps);
registerFilesystem("sockfs", sockfsOps);
registerFilesystem("proc", procOps);
registerFilesystem("sysfs", sysfsOps);
registerFilesystem("cgroup2", cgroup2Ops);
