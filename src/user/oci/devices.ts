// The container's /dev: the few devices that every program may expect, and links to descriptors.

import { EEXIST, EPERM, failed } from "../../kernel/abi/errno.ts";
import { MS_BIND, O_CLOEXEC, O_CREAT, S_IFBLK, S_IFCHR, S_IFIFO } from "../../kernel/abi/flags.ts";
import { type Run, sys } from "../program.ts";
import { orFail, within } from "./failure.ts";
import { mkdirAll } from "./files.ts";
import type { InitConfig } from "./init-config.ts";
import { insideRoot } from "./inside-root.ts";
import type { DeviceSpec } from "./spec.ts";

// AllowedDevices, libcontainer/specconv/spec_linux.go
const DEFAULT: readonly DeviceSpec[] = (
  [
    ["null", 1, 3],
    ["random", 1, 8],
    ["full", 1, 7],
    ["tty", 5, 0],
    ["zero", 1, 5],
    ["urandom", 1, 9],
  ] as const
).map(([name, major, minor]) => ({ type: "c", path: `/dev/${name}`, major, minor, fileMode: 0o666 }));

const TYPE: Readonly<Record<string, number>> = { c: S_IFCHR, u: S_IFCHR, b: S_IFBLK, p: S_IFIFO };

const LINKS: readonly (readonly [name: string, to: string])[] = [
  ["fd", "/proc/self/fd"],
  ["stdin", "/proc/self/fd/0"],
  ["stdout", "/proc/self/fd/1"],
  ["stderr", "/proc/self/fd/2"],
];

export function* makeDevices(config: InitConfig): Run<void> {
  yield* within("error creating device nodes", function* () {
    const old = yield* sys("umask", { mask: 0 });
    const own = config.devices.map((d) => d.path);
    for (const d of [...DEFAULT.filter((d) => !own.includes(d.path)), ...config.devices]) {
      if (d.path !== "/dev/ptmx") yield* makeDevice(config, d);
    }
    yield* sys("umask", { mask: typeof old === "number" ? old : 0o022 });
  });
  yield* within("error setting up ptmx", () => link(config.rootfs, "ptmx", "pts/ptmx"));
  yield* within("error setting up /dev symlinks", function* () {
    // "kcore support can be toggled with CONFIG_PROC_KCORE"
    if (!failed(yield* sys("stat", { path: "/proc/kcore" }))) yield* link(config.rootfs, "core", "/proc/kcore");
    for (const [name, to] of LINKS) yield* link(config.rootfs, name, to);
  });
}

function* link(rootfs: string, name: string, target: string): Run<void> {
  const linkpath = `${rootfs}/dev/${name}`;
  if (name === "ptmx") yield* sys("unlink", { path: linkpath });
  const r = yield* sys("symlink", { target, linkpath });
  if (r !== EEXIST) orFail(r, `symlink ${target} ${linkpath}`);
}

function* makeDevice(config: InitConfig, d: DeviceSpec): Run<void> {
  const path = yield* insideRoot(config.rootfs, d.path);
  orFail(yield* mkdirAll(path.slice(0, path.lastIndexOf("/")), 0o755), `mkdir ${path}`);
  // A user namespace makes no devices: those of the host are shown there.
  if (config.userNs) return yield* bind(d.path, path);
  const mode = (TYPE[d.type] ?? S_IFCHR) | (d.fileMode ?? 0o666);
  const r = yield* sys("mknod", { path, mode, major: d.major ?? 0, minor: d.minor ?? 0 });
  if (r === EEXIST) return;
  if (r === EPERM) return yield* bind(d.path, path);
  orFail(r, `mknod ${path}`);
  orFail(yield* sys("chown", { path, owner: d.uid ?? 0, group: d.gid ?? 0 }), `chown ${path}`);
}

function* bind(source: string, target: string): Run<void> {
  const fd = yield* sys("openat", { path: target, flags: O_CREAT | O_CLOEXEC, mode: 0o666 });
  if (!failed(fd)) yield* sys("close", { fd });
  const r = yield* sys("mount", { source, target, fstype: "bind", flags: MS_BIND, data: "" });
  orFail(r, `mount ${source}:${target}, flags: 0x1000`);
}
