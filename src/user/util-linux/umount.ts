// umount(8): takes mounts out of the tree.

import {
  EACCES,
  EBUSY,
  EINVAL,
  EIO,
  ENOENT,
  ENXIO,
  EPERM,
  type Errno,
  failed,
  strerror,
} from "../../kernel/abi/errno.ts";
import { MNT_DETACH, MNT_FORCE } from "../../kernel/abi/flags.ts";
import { type Run, sys } from "../program.ts";
import type { Cmd } from "../tool.ts";
import { badUsage, ulTool } from "./frame.ts";
import { dropPrivileges, LIBMOUNT, matchesType } from "./mount.ts";
import { type MountLine, mountAt, readMountinfo, subtree } from "./mountinfo.ts";
import { realpath } from "./path.ts";

const FAILED = 32;

const OPTIONS = `
  -a, --all               unmount all filesystems
! -A, --all-targets       unmount all mountpoints for the given device in the current namespace
  -c, --no-canonicalize   don't canonicalize paths
  -d, --detach-loop       if mounted loop device, also free this loop device
  --fake                  dry run; skip the umount(2) syscall
  -f, --force             force unmount (in case of an unreachable NFS system)
  -i, --internal-only     don't call the umount.<type> helpers
  -n, --no-mtab           don't write to /etc/mtab
  -l, --lazy              detach the filesystem now, clean up things later
! -O, --test-opts <list>  limit the set of filesystems (use with -a)
  -R, --recursive         recursively unmount a target with all its children
! -r, --read-only         in case unmounting fails, try to remount read-only
  -t, --types <list>      limit the set of filesystem types
  -v, --verbose           say what is being done
  -q, --quiet             suppress 'not mounted' error messages
! -N, --namespace <ns>    perform umount in another namespace
`;

const MESSAGES = new Map<Errno, string>([
  [ENXIO, "invalid block device"],
  [EINVAL, "not mounted"],
  [EIO, "can't write superblock"],
  [EBUSY, "target is busy"],
  [ENOENT, "no mount point specified"],
  [EPERM, "must be superuser to unmount"],
  [EACCES, "block devices are not permitted on filesystem"],
]);

export const umountMain = ulTool(
  {
    name: "umount",
    usage: ["[-hV]", "-a [options]", "[options] <source> | <directory>"],
    does: "Unmount filesystems.",
    options: OPTIONS,
    man: "umount(8)",
    version: `from util-linux 2.41.5 ${LIBMOUNT}`,
  },
  function* (cmd) {
    yield* dropPrivileges();
    if (cmd.has("all")) return yield* umountAll(cmd);
    if (cmd.operands.length === 0) return yield* badUsage(cmd);
    let status = 0;
    for (const operand of cmd.operands) {
      const r = cmd.has("recursive") ? yield* umountTree(cmd, operand) : yield* umountNamed(cmd, operand);
      if (r !== 0) status = r;
    }
    return status;
  },
);

function* mountTable(cmd: Cmd): Run<MountLine[]> {
  const mounts = yield* readMountinfo("/proc/self/mountinfo");
  return failed(mounts) ? yield* cmd.die(1, "failed to parse /proc/self/mountinfo", mounts) : mounts;
}

/** A directory, or what is mounted: then the last mount of it. */
function* umountNamed(cmd: Cmd, name: string): Run<number> {
  const real = yield* realpath(name);
  if (!failed(real)) {
    const r = yield* detach(cmd, real);
    if (r !== EINVAL) return failed(r) ? yield* complain(cmd, real, r) : yield* done(cmd, real);
  }
  const mounts = yield* readMountinfo("/proc/self/mountinfo");
  const target = failed(mounts) ? undefined : mounts.findLast((m) => m.source === name || m.source === real)?.target;
  if (target === undefined) return yield* complain(cmd, name, failed(real) ? ENOENT : EINVAL);
  const r = yield* detach(cmd, target);
  return failed(r) ? yield* complain(cmd, target, r) : yield* done(cmd, target);
}

function* detach(cmd: Cmd, target: string): Run<number> {
  if (cmd.has("fake")) return 0;
  const flags = (cmd.has("lazy") ? MNT_DETACH : 0) | (cmd.has("force") ? MNT_FORCE : 0);
  return yield* sys("umount2", { target, flags });
}

function* complain(cmd: Cmd, name: string, e: Errno): Run<number> {
  if (cmd.has("quiet") && e === EINVAL) return FAILED;
  yield* cmd.warn(`${name}: ${MESSAGES.get(e) ?? `umount(2) system call failed: ${strerror(e)}`}.`);
  return FAILED;
}

function* done(cmd: Cmd, target: string): Run<number> {
  if (cmd.has("verbose")) yield* cmd.warn(`${target} unmounted`);
  return 0;
}

function* umountTree(cmd: Cmd, name: string): Run<number> {
  const real = yield* realpath(name);
  const quiet = cmd.has("quiet");
  if (failed(real)) {
    if (!quiet) yield* cmd.warn(`${name}: not found`);
    return 1;
  }
  const mounts = yield* mountTable(cmd);
  const top = mountAt(mounts, real);
  if (!top) {
    if (!quiet) yield* cmd.warn(`${name}: not mounted`);
    return 1;
  }
  return yield* umountEach(cmd, subtree(mounts, top).reverse());
}

function* umountEach(cmd: Cmd, mounts: readonly MountLine[]): Run<number> {
  for (const { target } of mounts) {
    const r = yield* detach(cmd, target);
    const status = failed(r) ? yield* complain(cmd, target, r) : yield* done(cmd, target);
    if (status !== 0) return status;
  }
  return 0;
}

/** All but the kernel's own file systems, the last mounted first; it goes on where one is busy. */
function* umountAll(cmd: Cmd): Run<number> {
  const types = cmd.last("types");
  let status = 0;
  for (const m of (yield* mountTable(cmd)).reverse()) {
    const wanted =
      types === undefined
        ? !/^(proc|sysfs|devfs|devpts|nfsd|rpc_pipefs|cgroup2?)$/.test(m.type)
        : matchesType(m.type, types);
    if (wanted && (yield* umountEach(cmd, [m])) !== 0) status = FAILED;
  }
  return status;
}
