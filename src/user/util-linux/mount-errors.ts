// What mount(8) says of an errno: libmount looks at the call's arguments again to tell what was meant.

import {
  EACCES,
  EBUSY,
  EINVAL,
  EIO,
  ENODEV,
  ENOENT,
  ENOTBLK,
  ENOTDIR,
  ENXIO,
  EPERM,
  EROFS,
  type Errno,
  failed,
  strerror,
} from "../../kernel/abi/errno.ts";
import { MS_BIND, MS_MOVE, MS_REMOUNT, S_IFBLK, S_IFDIR, S_IFMT } from "../../kernel/abi/flags.ts";
import { readFile } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { mountAt, readMountinfo } from "./mountinfo.ts";
import { realpath } from "./path.ts";

export interface Attempt {
  readonly source: string;
  readonly target: string;
  readonly fstype: string;
  readonly flags: number;
  readonly data: readonly string[];
  /** Only the propagation was to be changed. */
  readonly propagation: boolean;
}

/** Names from /proc/filesystems, and which of them need a block device. */
export function* filesystems(): Run<{ all: string[]; onDevices: string[] }> {
  const text = yield* readFile("/proc/filesystems");
  const lines = failed(text) ? [] : text.split("\n").filter((l) => l !== "");
  const names = lines.map((l) => ({ name: l.replace(/^.*\t/, ""), device: l.startsWith("\t") }));
  return { all: names.map((n) => n.name), onDevices: names.filter((n) => n.device).map((n) => n.name) };
}

// Parameters that the file systems know, as fsconfig(2) would be asked for each: the kernel's log names the wrong one.
const SIZE = /^\d+[kmgtpe%]?$/i;
const OCTAL = /^[0-7]+$/;
const NUMBER = /^\d+$/;
const ANY = /^.*$/s;
const PARAMETERS: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  tmpfs: {
    size: SIZE,
    nr_blocks: SIZE,
    nr_inodes: SIZE,
    mode: OCTAL,
    uid: NUMBER,
    gid: NUMBER,
    huge: ANY,
    mpol: ANY,
    inode32: ANY,
    inode64: ANY,
    noswap: ANY,
  },
  overlay: {
    lowerdir: ANY,
    upperdir: ANY,
    workdir: ANY,
    redirect_dir: /^(on|off|follow|nofollow)$/,
    index: /^(on|off)$/,
    metacopy: /^(on|off)$/,
    nfs_export: /^(on|off)$/,
    uuid: /^(on|off|auto|null)$/,
    xino: /^(on|off|auto)$/,
    userxattr: ANY,
    volatile: ANY,
    default_permissions: ANY,
  },
  proc: { hidepid: ANY, gid: NUMBER, subset: ANY },
  sysfs: {},
  mqueue: {},
  cgroup2: { nsdelegate: ANY, favordynmods: ANY, memory_localevents: ANY, memory_recursiveprot: ANY },
  devpts: { uid: NUMBER, gid: NUMBER, mode: OCTAL, ptmxmode: OCTAL, newinstance: ANY, max: NUMBER },
};

/** "tmpfs: Unknown parameter 'foo'", where the file system would refuse its data. */
function wrongParameter(fstype: string, data: readonly string[]): string | null {
  const known = PARAMETERS[fstype];
  if (!known) return null;
  for (const word of data) {
    const [name = "", value = ""] = word.split(/=(.*)/s);
    const form = known[name];
    if (!form) return `${fstype}: Unknown parameter '${name}'`;
    if (!form.test(value)) return `${fstype}: Bad value for '${name}'`;
  }
  return null;
}

const WRONG = "wrong fs type, bad option, bad superblock on";
const GENERAL = "missing codepage or helper program, or other error";

function* exists(path: string): Run<boolean> {
  return !failed(yield* sys("stat", { path }));
}

function* isBlockDevice(path: string): Run<boolean> {
  const st = yield* sys("stat", { path });
  return !failed(st) && (st.mode & S_IFMT) === S_IFBLK;
}

/** The message without the full stop. */
export function* mountError(e: Errno, a: Attempt): Run<string> {
  const { source, target, fstype, flags } = a;
  const newMount = fstype !== "" && (flags & (MS_BIND | MS_MOVE | MS_REMOUNT)) === 0 && !a.propagation;
  if (newMount) {
    const known = yield* filesystems();
    if (!known.all.includes(fstype) || e === ENODEV) return `unknown filesystem type '${fstype}'`;
    if (known.onDevices.includes(fstype) && e !== EPERM && !(yield* isBlockDevice(source))) {
      const real = yield* realpath(source);
      return `fsconfig() failed: ${failed(real) ? source : real}: Can't lookup blockdev`;
    }
    const wrong = e === EINVAL ? (wrongParameter(fstype, a.data) ?? (yield* wrongLayer(fstype, a.data))) : null;
    if (wrong) return `fsconfig() failed: ${wrong}`;
  }
  if (e === EINVAL && flags & MS_REMOUNT && (yield* isTooSmall(target, a.data))) {
    return "fsconfig() failed: tmpfs: Too small a size for current use";
  }
  switch (e) {
    case EPERM:
      return (yield* sys("geteuid", {})) === 0 ? "permission denied" : "must be superuser to use mount";
    case EBUSY:
      if (flags & MS_REMOUNT) return "mount point is busy";
      return source === "" ? "mount point is busy" : `${source} already mounted or mount point busy`;
    case ENOENT:
      if (!(yield* exists(target))) {
        const link = yield* sys("lstat", { path: target });
        // A link that leads nowhere is taken for the mount point itself, and nothing fits over a link.
        return failed(link) ? "mount point does not exist" : `${WRONG} ${source}, ${GENERAL}`;
      }
      if (source !== "") return `special device ${source} does not exist`;
      break;
    case ENOTDIR:
    case EINVAL:
      if (flags & MS_REMOUNT) return "mount point not mounted or bad option";
      if (a.propagation) return "not mount point or bad option";
      if (flags & MS_MOVE && (yield* parentIsShared(source))) {
        return "bad option; moving a mount residing under a shared mount is unsupported";
      }
      return `${WRONG} ${source}, ${GENERAL}`;
    case EIO:
      return `can't read superblock on ${source}`;
    case ENODEV:
      return "unknown filesystem type";
    case ENOTBLK:
      return `${source} is not a block device`;
    case ENXIO:
      return `${source} is not a valid block device`;
    case EACCES:
    case EROFS:
      return `cannot mount ${source} read-only`;
  }
  return `${newMount ? "fsconfig() failed" : "mount(2) system call failed"}: ${strerror(e)}`;
}

/** "overlay: f is not a directory": the first layer that is none. */
function* wrongLayer(fstype: string, data: readonly string[]): Run<string | null> {
  if (fstype !== "overlay") return null;
  for (const word of data) {
    const [key = "", value = ""] = word.split(/=(.*)/s);
    if (!/^(lowerdir|upperdir|workdir)$/.test(key)) continue;
    for (const path of key === "lowerdir" ? value.split(":") : [value]) {
      const st = yield* sys("stat", { path });
      if (!failed(st) && (st.mode & S_IFMT) !== S_IFDIR) return `overlay: ${path} is not a directory`;
    }
  }
  return null;
}

/** A tmpfs that is to become smaller than what is in it: the kernel's log says so. */
function* isTooSmall(target: string, data: readonly string[]): Run<boolean> {
  const st = yield* sys("statfs", { path: target });
  return !failed(st) && st.type === "tmpfs" && data.some((word) => /^size=\d/.test(word));
}

/** Is the mount shared that the directory above `source` is in? */
function* parentIsShared(source: string): Run<boolean> {
  const mounts = yield* readMountinfo("/proc/self/mountinfo");
  if (failed(mounts)) return false;
  for (let dir = source.replace(/\/[^/]*$/, "") || "/"; ; dir = dir.replace(/\/[^/]*$/, "") || "/") {
    const at = mountAt(mounts, dir);
    if (at) return at.tags.some((t) => t.startsWith("shared:"));
    if (dir === "/") return false;
  }
}
