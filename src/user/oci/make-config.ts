// From config.json to what `runc init` is told, and to what runc remembers of the container.

import type { Run } from "../program.ts";
import { type Container, startOf } from "./container.ts";
import { type Bootstrap, type InitConfig, NAMESPACE_FLAG } from "./init-config.ts";
import type { ProcessSpec, Spec } from "./spec.ts";
import { preciseTimestamp } from "./time.ts";

export function bootstrapOf({ linux = {}, process }: Spec): Bootstrap {
  const namespaces = Object.keys(NAMESPACE_FLAG).flatMap(
    (type) => linux.namespaces?.filter((n) => n.type === type) ?? [],
  );
  const flag = (type: string) => NAMESPACE_FLAG[type] ?? 0;
  return {
    flags: namespaces.filter((n) => !n.path).reduce((bits, n) => bits | flag(n.type), 0),
    paths: namespaces.flatMap((n) => (n.path ? [{ path: n.path, flag: flag(n.type) }] : [])),
    uidMap: linux.uidMappings ?? [],
    gidMap: linux.gidMappings ?? [],
    oomScoreAdj: process?.oomScoreAdj ?? null,
  };
}

interface Around {
  readonly id: string;
  readonly bundle: string;
  readonly rootfs: string;
  readonly cgroup: string;
  readonly seccomp: InitConfig["seccomp"];
}

export function configOf(spec: Spec & { readonly process: ProcessSpec }, { cgroup, ...around }: Around): InitConfig {
  const { linux = {}, process } = spec;
  const fresh = (linux.namespaces ?? []).filter((n) => !n.path).map((n) => n.type);
  return {
    ...around,
    ...processOf(process),
    seccomp: around.seccomp,
    userNs: linux.namespaces?.some((n) => n.type === "user") ?? false,
    rootPropagation: linux.rootfsPropagation ?? "",
    readonlyRoot: spec.root?.readonly ?? false,
    mounts: spec.mounts ?? [],
    devices: linux.devices ?? [],
    namespaces: fresh,
    newMountNs: linux.namespaces?.some((n) => n.type === "mount") ?? false,
    newNet: fresh.includes("network"),
    cgroupDir: cgroup,
    hostname: spec.hostname ?? "",
    domainname: spec.domainname ?? "",
    sysctl: linux.sysctl ?? {},
    maskedPaths: linux.maskedPaths ?? [],
    readonlyPaths: linux.readonlyPaths ?? [],
    umask: process.user?.umask ?? null,
  };
}

/** What of a process's description stays with it until it runs. */
export const processOf = (process: ProcessSpec) => ({
  args: process.args ?? [],
  env: process.env ?? [],
  cwd: process.cwd ?? "/",
  user: process.user ?? { uid: 0, gid: 0 },
  capabilities: process.capabilities ?? null,
  noNewPrivileges: process.noNewPrivileges ?? false,
});

const NAMES: Readonly<Record<string, readonly [type: string, file: string]>> = {
  cgroup: ["NEWCGROUP", "cgroup"],
  ipc: ["NEWIPC", "ipc"],
  network: ["NEWNET", "net"],
  mount: ["NEWNS", "mnt"],
  pid: ["NEWPID", "pid"],
  user: ["NEWUSER", "user"],
  uts: ["NEWUTS", "uts"],
};

export function* recordOf(spec: Spec, config: InitConfig, cgroup: string, pid: number): Run<Container> {
  const namespaces = (spec.linux?.namespaces ?? []).map((n) => ({
    type: NAMES[n.type]?.[0] ?? "",
    path: n.path ?? "",
  }));
  const paths = Object.values(NAMES).map(([type, file]) => [type, `/proc/${pid}/ns/${file}`] as const);
  return {
    id: config.id,
    init_process_pid: pid,
    init_process_start: yield* startOf(pid),
    created: yield* preciseTimestamp(),
    config: {
      rootfs: config.rootfs,
      namespaces,
      no_new_privileges: config.noNewPrivileges,
      version: spec.ociVersion,
      labels: [`bundle=${config.bundle}`],
    },
    rootless: false,
    cgroup_paths: { "": cgroup },
    namespace_paths: Object.fromEntries(paths),
  };
}
