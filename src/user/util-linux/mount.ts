// mount(8): attaches a file system, or a part of the tree once more, at a directory.

import { EEXIST, EINVAL, ENODEV, failed } from "../../kernel/abi/errno.ts";
import { MS_BIND, MS_MOVE, MS_RDONLY, MS_REC, MS_REMOUNT } from "../../kernel/abi/flags.ts";
import { type Run, sys } from "../program.ts";
import { type Cmd, NOT_MODELLED } from "../tool.ts";
import { badUsage, ulTool } from "./frame.ts";
import { FSTAB, type FstabLine, readFstab } from "./fstab.ts";
import { type Attempt, filesystems, mountError } from "./mount-errors.ts";
import { addOptions, type MountOptions, noOptions, PROPAGATION, shownFlags } from "./mount-options.ts";
import { mergeOptions, mountAt, readMountinfo } from "./mountinfo.ts";
import { realpath } from "./path.ts";

const USAGE = 1; // exit statuses of mount(8)
const SYSTEM = 2;
const FAILED = 32;
const HINT = "       dmesg(1) may have more information after failed mount system call.\n";
const MOUNTINFO = "/proc/self/mountinfo";

const OPTIONS = `
  -a, --all               mount all filesystems mentioned in fstab
  -c, --no-canonicalize   don't canonicalize paths
  -f, --fake              dry run; skip the mount(2) syscall
! -F, --fork              fork off for each device (use with -a)
! -T, --fstab <path>      alternative file to /etc/fstab
  -i, --internal-only     don't call the mount.<type> helpers
  -l, --show-labels       show also filesystem labels
! --map-groups <inner>:<outer>:<count>  add the specified GID map to an ID-mapped mount
! --map-users <inner>:<outer>:<count>   add the specified UID map to an ID-mapped mount
  -m, --mkdir[=<mode>]    alias to '-o X-mount.mkdir[=<mode>]'
  -n, --no-mtab           don't write to /etc/mtab
! --options-mode <mode>   what to do with options loaded from fstab
! --options-source <source>  mount options source
! --options-source-force  force use of options from fstab/mtab
! --onlyonce              check if filesystem is already mounted
  -o, --options <list>    comma-separated list of mount options
! -O, --test-opts <list>  limit the set of filesystems (use with -a)
  -r, --read-only         mount the filesystem read-only (same as -o ro)
  -t, --types <list>      limit the set of filesystem types
  --source <src>          explicitly specifies source (path, label, uuid)
  --target <target>       explicitly specifies mountpoint
! --target-prefix <path>  specifies path used for all mountpoints
  -v, --verbose           say what is being done
  -w, --rw, --read-write  mount the filesystem read-write (default)
! -N, --namespace <ns>    perform mount in another namespace
  -L, --label <label>     synonym for LABEL=<label>
  -U, --uuid <uuid>       synonym for UUID=<uuid>
  -B, --bind              mount a subtree somewhere else (same as -o bind)
  -M, --move              move a subtree to some other place
  -R, --rbind             mount a subtree and all submounts somewhere else
  --make-shared           mark a subtree as shared
  --make-slave            mark a subtree as slave
  --make-private          mark a subtree as private
  --make-unbindable       mark a subtree as unbindable
  --make-rshared          recursively mark a whole subtree as shared
  --make-rslave           recursively mark a whole subtree as slave
  --make-rprivate         recursively mark a whole subtree as private
  --make-runbindable      recursively mark a whole subtree as unbindable
`;

export const LIBMOUNT =
  "(libmount 2.41.5: selinux, smack, btrfs, verity, namespaces, idmapping, fd-based-mount, statmount, statx, assert, debug)";

export const mountMain = ulTool(
  {
    name: "mount",
    usage: [
      "[-lhV]",
      "-a [options]",
      "[options] [--source] <source> | [--target] <directory>",
      "[options] <source> <directory>",
      "<operation> <mountpoint> [<target>]",
    ],
    does: "Mount a filesystem.",
    options: OPTIONS,
    man: "mount(8)",
    version: `from util-linux 2.41.5 ${LIBMOUNT}`,
  },
  function* (cmd) {
    const options = yield* readOptions(cmd);
    yield* dropPrivileges();
    const types = cmd.last("types") ?? "";
    if (cmd.has("all")) return yield* mountAll(cmd);
    const { source, target } = yield* operands(cmd);
    if (source === undefined && target === undefined) {
      const listing = new Set(["show-labels", "verbose", "types", "no-mtab"]);
      if (cmd.given.some((g) => !listing.has(g.name))) return yield* badUsage(cmd);
      return yield* list(cmd, types);
    }
    if (source !== undefined && target !== undefined) return yield* perform(cmd, source, target, types, options);
    const only = target ?? source ?? "";
    if (options.flags & MS_REMOUNT) return yield* remount(cmd, only, options);
    if (options.propagation !== 0 && (options.flags & (MS_BIND | MS_MOVE)) === 0) {
      return yield* propagate(cmd, yield* canonical(only), options.propagation);
    }
    if (options.flags & (MS_BIND | MS_MOVE)) return yield* badUsage(cmd);
    return yield* fromFstab(cmd, only, options);
  },
);

function* readOptions(cmd: Cmd): Run<MountOptions> {
  const options = noOptions();
  const operations = cmd.given.filter((g) => ["bind", "rbind", "move"].includes(g.name));
  if (new Set(operations.map((g) => g.name)).size > 1) {
    yield* cmd.die(USAGE, "mutually exclusive arguments: --bind --move --rbind");
  }
  for (const { name, value = "" } of cmd.given) {
    const make = name.startsWith("make-") ? PROPAGATION[name.slice(5)] : undefined;
    if (make !== undefined) options.propagation = make;
    const words: Readonly<Record<string, string>> = {
      options: value,
      "read-only": "ro",
      rw: "rw",
      bind: "bind",
      rbind: "rbind",
      move: "move",
      mkdir: value === "" ? "X-mount.mkdir" : `X-mount.mkdir=${value}`,
    };
    const missing = words[name] === undefined ? null : addOptions(options, words[name]);
    if (missing) yield* cmd.die(NOT_MODELLED, `mount option '${missing}' is not modelled in Cutaway`);
  }
  return options;
}

/** mount(8) is set-user-ID root so that users may mount what fstab allows; for all else it becomes the user again. */
export function* dropPrivileges(): Run<void> {
  const uid = yield* sys("getuid", {});
  if (uid !== 0 && (yield* sys("geteuid", {})) !== uid) yield* sys("setuid", { uid });
}

function* operands(cmd: Cmd): Run<{ source: string | undefined; target: string | undefined }> {
  let source = cmd.last("source");
  let target = cmd.last("target");
  const label = cmd.last("label");
  const uuid = cmd.last("uuid");
  const rest = [...cmd.operands];
  const named = label === undefined ? (uuid === undefined ? undefined : `UUID="${uuid}"`) : `LABEL="${label}"`;
  if (named !== undefined) {
    source = named;
    target ??= rest.shift();
  } else if (rest.length === 2 && source === undefined && target === undefined) {
    source = rest.shift();
    target = rest.shift();
  } else if (rest.length === 1 && (source === undefined) !== (target === undefined)) {
    source ??= rest[0];
    target ??= rest[0];
    rest.shift();
  } else if (rest.length === 1 && source === undefined && target === undefined) target = rest.shift();
  if (rest.length > 0) yield* badUsage(cmd);
  if (source !== undefined && target !== undefined && /^(LABEL|UUID|PARTLABEL|PARTUUID|ID)=/.test(source)) {
    yield* cmd.die(USAGE, `${target}: can't find ${source}.`);
  }
  return { source, target };
}

/** The absolute name where there is one; else as it was given. */
function* canonical(path: string): Run<string> {
  const real = yield* realpath(path);
  return path === "" || failed(real) ? path : real;
}

function* list(cmd: Cmd, types: string): Run<number> {
  const mounts = yield* readMountinfo(MOUNTINFO);
  if (failed(mounts)) return yield* cmd.die(SYSTEM, "failed to read mtab", mounts);
  for (const m of mounts) {
    if (types !== "" && !matchesType(m.type, types)) continue;
    yield* cmd.print(`${m.source} on ${m.target} type ${m.type} (${mergeOptions(m.vfsOptions, m.fsOptions)})\n`);
  }
  return 0;
}

/** "noproc,tmpfs": none of these; else one of these. */
export function matchesType(type: string, list: string): boolean {
  const not = list.startsWith("no");
  const names = (not ? list.slice(2) : list).split(",");
  return names.includes(type) !== not;
}

function* fail(cmd: Cmd, target: string, message: string): Run<number> {
  yield* cmd.warn(`${target}: ${message}.`);
  yield* sys("write", { fd: 2, data: HINT });
  return FAILED;
}

function* call(a: Attempt): Run<number> {
  const { source, target, fstype, flags, data } = a;
  const args = { source, target, fstype, flags, data: data.join(",") };
  // libmount makes a new mount with fsopen(2) and fsmount(2), and then moves it: since util-linux 2.39.
  return yield* sys("mount", fstype === "" || flags & MS_REMOUNT ? args : { ...args, moved: true });
}

function* perform(cmd: Cmd, from: string, to: string, types: string, o: MountOptions): Run<number> {
  if (o.mkdir !== null) yield* makeDirs(to, o.mkdir);
  const target = yield* canonical(to);
  if (o.flags & MS_REMOUNT) return yield* remount(cmd, target, o);
  const moving = (o.flags & (MS_BIND | MS_MOVE)) !== 0;
  const source = moving || from.startsWith("/dev/") ? yield* canonical(from) : from;
  if (!cmd.has("fake")) {
    const status = moving
      ? yield* moveOrBind(cmd, source, target, o)
      : yield* newMount(cmd, { source, target, fstype: types, flags: o.flags, data: o.data, propagation: false });
    if (status !== 0) return status;
    if (o.propagation !== 0) {
      const changed = yield* propagate(cmd, target, o.propagation);
      if (changed !== 0) return changed;
    }
  }
  const did = o.flags & MS_MOVE ? "moved to" : o.flags & MS_BIND ? "bound on" : "mounted on";
  if (cmd.has("verbose")) yield* cmd.print(`${cmd.who}: ${source} ${did} ${target}.\n`);
  return 0;
}

// A bind takes no other flags: they need a remount of the new mount - mount(2), "Creating a bind mount".
function* moveOrBind(cmd: Cmd, source: string, target: string, o: MountOptions): Run<number> {
  const flags = o.flags & (MS_BIND | MS_MOVE | MS_REC);
  const a: Attempt = { source, target, fstype: "", flags, data: [], propagation: false };
  const r = yield* call(a);
  if (failed(r)) return yield* fail(cmd, target, yield* mountError(r, a));
  const rest = o.flags & ~flags;
  if (o.flags & MS_MOVE || rest === 0) return 0;
  const again: Attempt = { ...a, source: "none", flags: MS_REMOUNT | MS_BIND | (yield* currentFlags(target)) | rest };
  const changed = yield* call(again);
  return failed(changed) ? yield* fail(cmd, target, yield* mountError(changed, again)) : 0;
}

/** Tries the types of the list; without one those of /proc/filesystems that live on block devices. */
function* newMount(cmd: Cmd, a: Attempt): Run<number> {
  const guess = a.fstype === "" || a.fstype === "auto";
  const types = guess ? (yield* filesystems()).onDevices : a.fstype.split(",");
  let message = "no valid filesystem type specified";
  for (const fstype of types) {
    const attempt = { ...a, fstype };
    const r = yield* call(attempt);
    if (!failed(r)) return 0;
    message = yield* mountError(r, attempt);
    if (r !== EINVAL && r !== ENODEV) break;
  }
  return yield* fail(cmd, a.target, message);
}

function* propagate(cmd: Cmd, target: string, flags: number): Run<number> {
  const a: Attempt = { source: "none", target, fstype: "", flags, data: [], propagation: true };
  const r = yield* call(a);
  if (failed(r)) return yield* fail(cmd, target, yield* mountError(r, a));
  return 0;
}

function* currentFlags(target: string): Run<number> {
  const mounts = yield* readMountinfo(MOUNTINFO);
  const at = failed(mounts) ? undefined : mountAt(mounts, target);
  return at ? shownFlags(at.vfsOptions) : 0;
}

/** Flags that were not named stay as they are: mount(2) alone would clear them. */
function* remount(cmd: Cmd, path: string, o: MountOptions): Run<number> {
  const target = yield* canonical(path);
  const mounts = yield* readMountinfo(MOUNTINFO);
  const at = failed(mounts) ? undefined : mountAt(mounts, target);
  // libmount sends every option of the file system again by fsconfig(2); overlayfs takes none once it is mounted.
  if (at?.type === "overlay" && !(o.flags & MS_BIND)) {
    return yield* fail(cmd, target, "fsconfig() failed: overlay: No changes allowed in reconfigure");
  }
  let kept = at ? shownFlags(at.vfsOptions) : 0;
  // A file system that is read-only as a whole stays so, unless rw is said.
  if (at?.fsOptions.split(",")[0] === "ro" && !(o.flags & MS_BIND)) kept |= MS_RDONLY;
  const flags = (kept & ~o.named) | o.flags;
  // cgroup2 takes the options of a remount as all that there are; others keep what is not named.
  const own = at?.type === "cgroup2" ? at.fsOptions.split(",").filter((word) => word !== "rw" && word !== "ro") : [];
  const data = [...new Set([...own, ...o.data])];
  const a: Attempt = { source: at?.source ?? "none", target, fstype: "", flags, data, propagation: false };
  const r = yield* call(a);
  if (failed(r)) return yield* fail(cmd, target, yield* mountError(r, a));
  if (o.propagation !== 0) return yield* propagate(cmd, target, o.propagation);
  return 0;
}

function* fromFstab(cmd: Cmd, name: string, o: MountOptions): Run<number> {
  const path = yield* canonical(name);
  const line = (yield* readFstab()).findLast((l) => l.target === path || l.source === path || l.source === name);
  if (!line) {
    const what = cmd.has("target")
      ? "can't find mount point in"
      : cmd.has("source")
        ? "can't find mount source in"
        : "can't find in";
    yield* cmd.warn(`${name}: ${what} ${FSTAB}.`);
    return USAGE;
  }
  return yield* mountLine(cmd, line, o);
}

function* mountLine(cmd: Cmd, line: FstabLine, extra: MountOptions): Run<number> {
  const o = noOptions();
  const missing = addOptions(o, line.options);
  if (missing) yield* cmd.die(NOT_MODELLED, `mount option '${missing}' is not modelled in Cutaway`);
  o.flags = (o.flags & ~extra.named) | extra.flags;
  o.data.push(...extra.data);
  return yield* perform(cmd, line.source, line.target, line.type, o);
}

function* mountAll(cmd: Cmd): Run<number> {
  let status = 0;
  const types = cmd.last("types") ?? "";
  for (const line of yield* readFstab()) {
    if (line.type === "swap" || line.target === "/" || line.options.split(",").includes("noauto")) continue;
    if (types !== "" && !matchesType(line.type, types)) continue;
    const mounts = yield* readMountinfo(MOUNTINFO);
    if (!failed(mounts) && mounts.some((m) => m.target === line.target && m.source === line.source)) continue;
    if ((yield* mountLine(cmd, line, noOptions())) !== 0) status = FAILED;
  }
  return status;
}

function* makeDirs(path: string, mode: number): Run<void> {
  const parts = path.split("/");
  for (let i = 1; i <= parts.length; i++) {
    const dir = parts.slice(0, i).join("/");
    if (dir === "") continue;
    const r = yield* sys("mkdir", { path: dir, mode });
    if (failed(r) && r !== EEXIST) return;
  }
}
