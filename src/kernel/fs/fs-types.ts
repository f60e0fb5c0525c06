// What mount(2) knows about each type of file system: who may mount it, what it shares, which options it takes.

import { S_IFDIR, S_ISVTX } from "../abi/flags.ts";
import { INIT_IPC_NS } from "../ipc/namespace.ts";
import { firstNetNs } from "../net/stack.ts";
import { INIT_USER_NS } from "../security/capable.ts";
import { toKernelId } from "../security/id-map.ts";
import { lookup, values } from "../table.ts";
import { INIT_PID_NS } from "../task/pid.ts";
import type { Task } from "../task/task.ts";
import type { Tx } from "../tx.ts";
import type { Kernel } from "../world.ts";
import type { DentryId } from "./dentry.ts";
import type { FsType, SbId, SuperBlock } from "./mount.ts";
import { NO_NAMES } from "./names.ts";
import type { Made } from "./ops.ts";
import type { GenNode } from "./path.ts";
import { createInode } from "./tree.ts";

interface Type {
  /** FS_USERNS_MOUNT: root of a user namespace may mount it too. */
  readonly inUserNs: boolean;
  /** One instance for the whole kernel, however often it is mounted. */
  readonly single: boolean;
  /** Inodes and dentries; the others are generated. */
  readonly stored: boolean;
  /** The options as mountinfo shows them, from what mount(2) was given; null: "EINVAL". */
  readonly options: (data: string) => string | null;
}

const noOptions = (data: string): string | null => (data === "" ? "" : null);

const TYPES: Readonly<Partial<Record<FsType, Type>>> = {
  ext4: { inUserNs: false, single: false, stored: true, options: noOptions },
  tmpfs: { inUserNs: true, single: false, stored: true, options: tmpfsOptions },
  devtmpfs: { inUserNs: false, single: true, stored: true, options: noOptions },
  mqueue: { inUserNs: true, single: true, stored: true, options: noOptions },
  proc: { inUserNs: true, single: false, stored: false, options: procOptions },
  sysfs: { inUserNs: true, single: true, stored: false, options: noOptions },
  devpts: { inUserNs: true, single: false, stored: false, options: devptsOptions },
  // Its options name places, so overlay/mount.ts reads them itself.
  overlay: { inUserNs: true, single: false, stored: false, options: () => null },
  cgroup2: { inUserNs: true, single: true, stored: false, options: cgroup2Options },
};

export function typeOf(name: string): (Type & { readonly name: FsType }) | null {
  const type = Object.hasOwn(TYPES, name) ? TYPES[name as FsType] : undefined;
  return type ? { ...type, name: name as FsType } : null;
}

function pairs(data: string): [string, string][] {
  return data
    .split(",")
    .filter((part) => part !== "")
    .map((part) => {
      const eq = part.indexOf("=");
      return eq < 0 ? [part, ""] : [part.slice(0, eq), part.slice(eq + 1)];
    });
}

const UNIT: Readonly<Record<string, number>> = { "": 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };

/** tmpfs(5): size, nr_inodes, mode, uid, gid. Shown in the order of shmem_show_options(), mm/shmem.c. */
function tmpfsOptions(data: string): string | null {
  const shown = { size: "", nr_inodes: "", mode: "", uid: "", gid: "" };
  for (const [key, value] of pairs(data)) {
    if (key === "size") {
      const m = /^(\d+)([kmg]?)$/i.exec(value);
      if (!m) return null;
      shown.size = `size=${Math.ceil((Number(m[1]) * (UNIT[(m[2] ?? "").toLowerCase()] ?? 1)) / 4096) * 4}k`;
    } else if (key === "mode") {
      if (!/^[0-7]{1,4}$/.test(value)) return null;
      shown.mode = Number.parseInt(value, 8) === 0o1777 ? "" : `mode=${value.replace(/^0+(?=[0-7]{3})/, "")}`;
    } else if (key === "uid" || key === "gid" || key === "nr_inodes") {
      if (!/^\d+$/.test(value)) return null;
      shown[key] = value === "0" ? "" : `${key}=${value}`;
    } else return null;
  }
  return [...Object.values(shown).filter((s) => s !== ""), "inode64"].join(",");
}

const HIDEPID: Readonly<Record<string, string>> = { "0": "off", "2": "invisible", "4": "ptraceable" };

/** proc(5): gid, hidepid (without 1, "noaccess"), subset. Shown as proc_show_options(), fs/proc/root.c, does. */
function procOptions(data: string): string | null {
  const shown = { gid: "", hidepid: "", subset: "" };
  for (const [key, value] of pairs(data)) {
    if (key === "gid" && /^\d+$/.test(value)) shown.gid = value === "0" ? "" : `gid=${value}`;
    else if (key === "hidepid") {
      const name = HIDEPID[value] ?? value;
      if (!Object.values(HIDEPID).includes(name)) return null;
      shown.hidepid = name === "off" ? "" : `hidepid=${name}`;
    } else if (key === "subset" && value === "pid") shown.subset = "subset=pid";
    else return null;
  }
  return Object.values(shown)
    .filter((s) => s !== "")
    .join(",");
}

/** devpts: gid, mode, ptmxmode; "newinstance" is the only behaviour there is since Linux 4.7. */
function devptsOptions(data: string): string | null {
  const shown = { uid: "", gid: "", mode: "mode=600", ptmxmode: "ptmxmode=000" };
  for (const [key, value] of pairs(data)) {
    if (key === "newinstance") continue;
    if (key !== "uid" && key !== "gid" && key !== "mode" && key !== "ptmxmode") return null;
    if (!/^\d+$/.test(value)) return null;
    shown[key] = `${key}=${key.endsWith("mode") ? value.replace(/^0+(?=\d{3})/, "") : value}`;
  }
  return Object.values(shown)
    .filter((s) => s !== "")
    .join(",");
}

// In the order of cgroup_show_options(), kernel/cgroup/cgroup.c
const CGROUP2_OPTIONS =
  "nsdelegate favordynmods memory_localevents memory_recursiveprot memory_hugetlb_accounting pids_localevents".split(
    " ",
  );

function cgroup2Options(data: string): string | null {
  const given = pairs(data).map(([key]) => key);
  if (given.some((key) => !CGROUP2_OPTIONS.includes(key))) return null;
  return CGROUP2_OPTIONS.filter((key) => given.includes(key)).join(",");
}

/** What stands behind `key` in a super block's options. */
export const textOption = (sb: SuperBlock, key: string): string | undefined =>
  pairs(sb.options).find(([k]) => k === key)?.[1];

/** The number behind `key` in a super block's options. */
export function optionOf(sb: SuperBlock, key: string, base = 10): number | null {
  const value = textOption(sb, key);
  return value === undefined ? null : Number.parseInt(value, base);
}

const ANONYMOUS_FIRST = 20; // minor numbers of file systems without a disk start somewhere: st_dev is 0:N

export interface NewSb {
  readonly type: FsType;
  readonly options: string;
  readonly task: Task | null;
  /** MS_RDONLY when it was first mounted: then not only the mount is read-only. */
  readonly readonly?: boolean;
  readonly device?: { readonly major: number; readonly minor: number };
}

/** The number of a new file system without a disk: get_anon_bdev(), fs/super.c */
export const anonymousMinor = (id: SbId): number => ANONYMOUS_FIRST + id;

/** A new, empty file system with its root directory. */
export function createSb(tx: Tx, { type, options, task, readonly = false, device }: NewSb): SuperBlock {
  const id = tx.k.next.sb as SbId;
  const stored = type === "rootfs" || (TYPES[type]?.stored ?? false);
  const root = stored ? (tx.k.next.dentry as DentryId) : ("/" as GenNode);
  const { major, minor } = device ?? { major: 0, minor: anonymousMinor(id) };
  const userNs = task?.ns.user ?? INIT_USER_NS;
  const pidNs = type === "proc" ? (task?.ns.pid ?? INIT_PID_NS) : null;
  const nextIno = type === "ext4" ? 2 : 1; // EXT4_ROOT_INO
  const common = { id, type, major, minor, readonly, options, root };
  tx.emit({
    type: "sb.created",
    sb: { ...common, ...shownNs(tx.k, type, task), pidNs, userNs, nextIno, used: 0, inodes: 0 },
  });
  const sb = lookup(tx.k.superBlocks, id);
  if (stored) createInode(tx, sb, null, "", rootOf(tx, sb, task));
  return lookup(tx.k.superBlocks, id);
}

/** The namespace that a file system shows: of sysfs and mqueue that of the one who mounts it. */
function shownNs(k: Kernel, type: FsType, task: Task | null): Pick<SuperBlock, "netNs" | "ipcNs"> {
  if (type === "sysfs") return { netNs: task?.ns.net ?? firstNetNs(k) };
  return type === "mqueue" ? { ipcNs: task?.ns.ipc ?? INIT_IPC_NS } : {};
}

function rootOf(tx: Tx, sb: SuperBlock, task: Task | null): Made {
  const open = sb.type === "tmpfs" || sb.type === "mqueue";
  const mode = optionOf(sb, "mode", 8) ?? (open ? S_ISVTX | 0o777 : 0o755);
  const id = (which: "uid" | "gid", own: number): number => {
    const given = optionOf(sb, which);
    return given === null ? own : (toKernelId(tx.k, sb.userNs, which, given) ?? own);
  };
  const uid = id("uid", task?.cred.euid ?? 0);
  const gid = id("gid", task?.cred.egid ?? 0);
  return { mode: S_IFDIR | mode, uid, gid, body: { kind: "dir", entries: NO_NAMES } };
}

/**
 * The file system that is there already, of a type that has only one; of sysfs one for each network namespace, of
 * mqueue one for each IPC namespace.
 */
export function singleSb(k: Kernel, type: FsType, task: Task): SuperBlock | null {
  if (!TYPES[type]?.single) return null;
  const { netNs, ipcNs } = shownNs(k, type, task);
  const same = (sb: SuperBlock) => sb.type === type && sb.netNs === netNs && sb.ipcNs === ipcNs;
  return values(k.superBlocks).find(same) ?? null;
}
