// From a directory to a root: mounts, devices, and pivot_root(2). libcontainer/rootfs_linux.go of runc
//
//   mount / rslave ──> bind rootfs on itself ──> mounts ──> /dev ──> [limits of the cgroup] ──> pivot_root(".", ".")

import { EBUSY, EINVAL, ENOENT, ENOTDIR, EPERM, type Errno, failed } from "../../kernel/abi/errno.ts";
import {
  MNT_DETACH,
  MS_BIND,
  MS_NODEV,
  MS_NOEXEC,
  MS_NOSUID,
  MS_PRIVATE,
  MS_RDONLY,
  MS_REC,
  MS_REMOUNT,
  MS_SLAVE,
  O_CLOEXEC,
  O_CREAT,
  O_DIRECTORY,
  O_PATH,
  O_RDONLY,
  S_IFDIR,
  S_IFMT,
} from "../../kernel/abi/flags.ts";
import type { Stat } from "../../kernel/sys/stat.ts";
import { readFile } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { parseMountinfo } from "../util-linux/mountinfo.ts";
import { makeDevices } from "./devices.ts";
import { errnoText, Failure, orFail, within } from "./failure.ts";
import { clean, mkdirAll } from "./files.ts";
import type { InitConfig } from "./init-config.ts";
import { insideRoot } from "./inside-root.ts";
import { type MountOptions, PROPAGATION, readMountOptions } from "./mount-options.ts";
import type { MountSpec } from "./spec.ts";

function* mount(source: string, target: string, fstype: string, flags: number, data = ""): Run<0 | Errno> {
  return yield* sys("mount", { source, target, fstype, flags, data });
}

/** A failed mount(2) in runc's words: mountError.Error(), mount_linux.go */
function mountFailed(e: Errno, source: string, target: string, flags: number, data: string, via = ""): Failure {
  const what = `${source === "" ? "" : `${source}:`}${target}${via === "" ? "" : ` (via ${via})`}`;
  const how = [flags ? `flags: 0x${flags.toString(16)}` : "", data ? `data: ${data}` : ""].filter((s) => s !== "");
  return new Failure(`mount ${[what, ...how].join(", ")}: ${errnoText(e)}`);
}

/** `sync` lets the parent set the cgroup's limits, while the host's /sys/fs/cgroup is still in sight of it. */
export function* prepareRootfs(config: InitConfig, sync: () => Run<void>): Run<void> {
  yield* within("error preparing rootfs", () => prepareRoot(config));
  const ownDev = !config.mounts.some((m) => isBind(m) && clean(m.destination) === "/dev");
  for (const m of config.mounts) {
    yield* within(`error mounting "${m.source ?? ""}" to rootfs at "${m.destination}"`, () => mountInto(config, m));
  }
  if (ownDev) yield* makeDevices(config);
  yield* sync();
  orFail(yield* sys("chdir", { path: config.rootfs }), `chdir to rootfs "${config.rootfs}" failed: chdir`);
  if (config.newMountNs) yield* within("error jailing process inside rootfs", () => pivotRoot(config.rootfs));
  else yield* chroot();
  if (config.cwd !== "") yield* mkdirAll(clean(config.cwd), 0o755);
}

const isBind = (m: MountSpec): boolean => m.type === "bind" || (readMountOptions(m.options).flags & MS_BIND) !== 0;

function* prepareRoot({ rootfs, rootPropagation }: InitConfig): Run<void> {
  // A slave hears of mounts of the host, but tells it of none.
  const flags = PROPAGATION[rootPropagation] ?? MS_SLAVE | MS_REC;
  const e = yield* mount("", "/", "", flags);
  if (failed(e)) throw mountFailed(e, "", "/", flags, "");
  yield* makeParentPrivate(rootfs);
  // pivot_root(2): "new_root must be a path to a mount point".
  const bound = yield* mount(rootfs, rootfs, "bind", MS_BIND | MS_REC);
  if (failed(bound)) throw mountFailed(bound, rootfs, rootfs, MS_BIND | MS_REC, "");
}

/** pivot_root(2): "The propagation type of the parent mount of new_root … must not be MS_SHARED". */
function* makeParentPrivate(rootfs: string): Run<void> {
  const text = yield* readFile("/proc/self/mountinfo");
  if (failed(text)) return;
  const above = parseMountinfo(text)
    .filter((m) => m.target === "/" || rootfs === m.target || rootfs.startsWith(`${m.target}/`))
    .sort((a, b) => b.target.length - a.target.length);
  const parent = above[0];
  if (parent?.tags.some((tag) => tag.startsWith("shared:"))) yield* mount("", parent.target, "", MS_PRIVATE);
}

function* mountInto(config: InitConfig, m: MountSpec): Run<void> {
  const options = readMountOptions(m.options);
  const target = yield* insideRoot(config.rootfs, m.destination);
  if (isBind(m)) return yield* bindInto(config, m, options, target);
  const type = m.type ?? "";
  if (type === "proc" || type === "sysfs") {
    const st = yield* sys("lstat", { path: target });
    if (!failed(st) && (st.mode & S_IFMT) !== S_IFDIR) {
      throw new Failure(`filesystem "${type}" must be mounted on ordinary directory`);
    }
  }
  const before = yield* sys("stat", { path: target });
  orFail(yield* mkdirAll(target, 0o755), `mkdir ${target}`);
  if (type === "tmpfs") return yield* tmpfsInto(m, options, target, failed(before) ? null : before.mode & 0o7777);
  if (type === "cgroup" || type === "cgroup2") return yield* cgroupInto(config, options, target);
  yield* mountAndPropagate(m.source ?? "", target, m.destination, type, options);
}

/** Where something was mounted upon, the new file system begins with its mode. */
function* tmpfsInto(m: MountSpec, options: MountOptions, target: string, mode: number | null): Run<void> {
  const parts = [mode === null ? "" : `mode=${mode.toString(8).padStart(4, "0")}`, options.data];
  const data = parts.filter((s) => s !== "").join(",");
  const rw = { ...options, data, flags: options.flags & ~MS_RDONLY };
  yield* mountAndPropagate(m.source ?? "", target, m.destination, "tmpfs", rw);
  if (options.flags & MS_RDONLY) yield* remountReadonly(target, options.flags);
}

/** The container's part of the hierarchy: with a cgroup namespace of its own, its root. */
function* cgroupInto(config: InitConfig, options: MountOptions, target: string): Run<void> {
  const e = yield* mount("cgroup", target, "cgroup2", options.flags, options.data);
  // A user namespace without a network or cgroup namespace of its own may not: then it is shown by a bind mount.
  if (e === EPERM || e === EBUSY) {
    const source = config.namespaces.includes("cgroup") ? config.cgroupDir : "/sys/fs/cgroup";
    const bound = yield* mount(source, target, "", MS_BIND | MS_REC);
    if (failed(bound)) throw mountFailed(bound, source, target, MS_BIND | MS_REC, "");
    if (options.flags & MS_RDONLY) yield* remountReadonly(target, options.flags);
  } else if (failed(e)) throw mountFailed(e, "cgroup", target, options.flags, options.data);
}

function* mountAndPropagate(source: string, target: string, inside: string, type: string, o: MountOptions): Run<void> {
  // /dev becomes read-only at the end, for the devices are still to be made.
  const flags = clean(inside) === "/dev" ? o.flags & ~MS_RDONLY : o.flags;
  yield* mountThroughFd({ source, target, inside, type, flags, data: o.data });
  for (const how of o.propagation)
    yield* mountThroughFd({ source: "", target, inside, type: "", flags: how, data: "" });
}

interface ThroughFd {
  readonly source: string;
  /** As it is found from here, and as the container calls it. */
  readonly target: string;
  readonly inside: string;
  readonly type: string;
  readonly flags: number;
  readonly data: string;
}

/** By a descriptor, so that nobody can put a link in the place of what was looked at: utils.WithProcfd() */
function* mountThroughFd({ source, target, inside, type, flags, data }: ThroughFd): Run<void> {
  const fd = orFail(yield* sys("openat", { path: target, flags: O_PATH | O_CLOEXEC }), `open ${target}`);
  const via = `/proc/self/fd/${fd}`;
  const e = yield* mount(source, via, type, flags, data);
  yield* sys("close", { fd });
  if (failed(e)) throw mountFailed(e, source, inside, flags, data, via);
}

function* bindInto(config: InitConfig, m: MountSpec, options: MountOptions, target: string): Run<void> {
  const source = m.source?.startsWith("/") ? m.source : clean(`${config.bundle}/${m.source ?? ""}`);
  const st = yield* within(`create mount destination for ${m.destination} mount: bind mount source stat`, () =>
    statOf(source),
  );
  if ((st.mode & S_IFMT) === S_IFDIR) orFail(yield* mkdirAll(target, 0o755), `mkdir ${target}`);
  else yield* touch(target);
  yield* mountAndPropagate(source, target, m.destination, "bind", options);
  // "The initial MS_BIND won't change the mount options": a second call does.
  if (options.flags & ~(MS_BIND | MS_REC | MS_REMOUNT) || options.cleared) {
    const flags = options.flags | MS_BIND | MS_REMOUNT;
    yield* mountThroughFd({ source: "", target, inside: m.destination, type: "", flags, data: "" });
  }
}

function* statOf(path: string): Run<Stat> {
  return orFail(yield* sys("stat", { path }), `stat ${path}`);
}

/** What a file is mounted on: an empty file. */
function* touch(path: string): Run<void> {
  if (!failed(yield* sys("stat", { path }))) return;
  orFail(yield* mkdirAll(path.slice(0, path.lastIndexOf("/")), 0o755), `mkdir ${path}`);
  const fd = orFail(yield* sys("openat", { path, flags: O_CREAT | O_CLOEXEC, mode: 0o755 }), `open ${path}`);
  yield* sys("close", { fd });
}

/** Flags that the mount has already stay: in a user namespace they are locked. */
function* remountReadonly(path: string, flags: number): Run<void> {
  const all = flags | MS_BIND | MS_REMOUNT | MS_RDONLY;
  const e = yield* mount("", path, "", all);
  if (!failed(e)) return;
  const locked = yield* mount("", path, "", all | MS_NOSUID | MS_NODEV | MS_NOEXEC);
  if (failed(locked)) throw mountFailed(e, "", path, all, "");
}

/**
 * The new root is put on top of the old one and the old one taken away below it, so that no directory is needed for it:
 * pivot_root(2), "pivot_root(".", ".")"
 */
function* pivotRoot(rootfs: string): Run<void> {
  const flags = O_DIRECTORY | O_RDONLY | O_CLOEXEC;
  const old = orFail(yield* sys("openat", { path: "/", flags }), "open /");
  const fresh = orFail(yield* sys("openat", { path: rootfs, flags }), `open ${rootfs}`);
  orFail(yield* sys("fchdir", { fd: fresh }), `fchdir ${rootfs}`);
  orFail(yield* sys("pivot_root", { newRoot: ".", putOld: "." }), "pivot_root .");
  orFail(yield* sys("fchdir", { fd: old }), "fchdir /");
  // What is unmounted here must not be unmounted in the host.
  orFail(yield* mount("", ".", "", MS_SLAVE | MS_REC), "mount .");
  orFail(yield* sys("umount2", { target: ".", flags: MNT_DETACH }), "umount2 .");
  orFail(yield* sys("chdir", { path: "/" }), "chdir /");
  for (const fd of [old, fresh]) yield* sys("close", { fd });
}

function* chroot(): Run<void> {
  orFail(yield* sys("chroot", { path: "." }), "chroot .");
  orFail(yield* sys("chdir", { path: "/" }), "chdir /");
}

/** After pivot_root(2): what was kept writable until now becomes read-only. finalizeRootfs() */
export function* finalizeRootfs(config: InitConfig): Run<void> {
  for (const m of config.mounts) {
    const { flags } = readMountOptions(m.options);
    if (clean(m.destination) === "/dev" && flags & MS_RDONLY) yield* remountReadonly("/dev", flags);
  }
  if (config.readonlyRoot) {
    const flags = MS_BIND | MS_REMOUNT | MS_RDONLY;
    const e = yield* mount("", "/", "", flags);
    if (failed(e)) throw mountFailed(e, "", "/", flags, "");
  }
  yield* sys("umask", { mask: config.umask ?? 0o022 });
}

/** readonlyPath() */
export function* makeReadonly(path: string): Run<void> {
  const e = yield* mount(path, path, "", MS_BIND | MS_REC);
  if (e === ENOENT) return;
  if (failed(e)) throw mountFailed(e, path, path, MS_BIND | MS_REC, "");
  const st = yield* readFile("/proc/self/mountinfo");
  const now = failed(st) ? undefined : parseMountinfo(st).findLast((m) => m.target === clean(path));
  const { flags } = readMountOptions(now?.vfsOptions.split(","));
  const all = flags | MS_BIND | MS_REMOUNT | MS_RDONLY | MS_REC;
  const r = yield* mount(path, path, "", all);
  if (failed(r)) throw mountFailed(r, path, path, all, "");
}

/** A file is covered by /dev/null, a directory by an empty tmpfs: maskPath() */
export function* mask(path: string): Run<void> {
  const e = yield* mount("/dev/null", path, "", MS_BIND);
  if (e === ENOENT || !failed(e)) return;
  const covered = e === ENOTDIR || e === EINVAL ? yield* mount("tmpfs", path, "tmpfs", MS_RDONLY) : e;
  if (failed(covered)) throw mountFailed(covered, "tmpfs", path, MS_RDONLY, "");
}
