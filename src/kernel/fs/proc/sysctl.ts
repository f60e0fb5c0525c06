// /proc/sys: settings of the kernel - proc_sys(5). A value that stands here is one that the model keeps to.

import { EINVAL, EPERM, type Errno, failed } from "../../abi/errno.ts";
import type { NsKind } from "../../ns/namespace.ts";
import { HOSTNAME_MAX, PID_MAX } from "../../param.ts";
import { capable, capableHere, userNs } from "../../security/capable.ts";
import { OVERFLOW_ID, toKernelId } from "../../security/id-map.ts";
import { lookup, values } from "../../table.ts";
import { processLimit, threadsMax } from "../../task/limits.ts";
import { pidNs } from "../../task/pid.ts";
import type { Tx } from "../../tx.ts";
import { type At, dir, type GenDir, type GenFile, parseNumber, value, writable } from "../generated/entry.ts";
import { netSettings } from "./net.ts";
import { CAP_LAST_CAP } from "./numbers.ts";
import { ipcSettings } from "./sysvipc.ts";

const OPEN_FILES_MAX = 1_048_576; // fs.nr_open: descriptors a process may be given, kernel default
const MOUNTS_MAX = 100_000; // fs.mount-max, kernel default
const PIPE_SIZE_MAX = 1_048_576; // fs.pipe-max-size: how far an ordinary user may enlarge a pipe, kernel default
const GROUPS_MAX = 65_536; // NGROUPS_MAX, include/uapi/linux/limits.h

function utsOf(at: At) {
  const ns = lookup(at.v.k.namespaces, at.v.task.ns.uts);
  if (ns.kind !== "uts") throw new Error(`namespace ${ns.id} is not a uts namespace`);
  return ns;
}

// The reader's and the writer's own UTS namespace, whoever opened the file: proc_do_uts_string()
function setUts(tx: Tx, at: At, data: string, which: "hostname" | "domainname"): number {
  const uts = utsOf(at);
  const to = (data.split(/[\n\0]/)[0] ?? "").slice(0, HOSTNAME_MAX);
  const by = at.v.task.pid;
  if (which === "hostname") tx.emit({ type: "uts.renamed", ns: uts.id, from: uts.hostname, to, by });
  else tx.emit({ type: "uts.domain-renamed", ns: uts.id, to, by });
  return data.length;
}

function setLastPid(tx: Tx, at: At, data: string): number | Errno {
  const ns = pidNs(tx.k, at.v.task.ns.pid);
  const able = (["CAP_SYS_ADMIN", "CAP_CHECKPOINT_RESTORE"] as const).some((c) =>
    capable(tx.k, at.v.task, c, ns.owner),
  );
  if (!able) return EPERM;
  const last = parseNumber(data);
  if (failed(last) || last > PID_MAX) return EINVAL;
  tx.emit({ type: "pidns.last-set", ns: ns.id, last });
  return data.length;
}

/** A version 4 UUID that is the same in every run: the model has no dice. */
function uuid(seed: number): string {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  const hex = Array.from({ length: 32 }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 28).toString(16);
  });
  hex[12] = "4";
  hex[16] = ((Number.parseInt(hex[16] as string, 16) & 3) | 8).toString(16);
  const text = hex.join("");
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join("-");
}

/** max_KIND_namespaces of the reader's own user namespace: its root may set it. */
const nsLimit = (kind: NsKind): GenFile => ({
  kind: "file",
  mode: 0o644,
  perm: ({ v }) => {
    const root = (which: "uid" | "gid") => toKernelId(v.k, v.task.ns.user, which, 0) ?? 0;
    const mode = capableHere(v.k, v.task, "CAP_SYS_RESOURCE") ? 0o644 : 0o444;
    return { mode, uid: root("uid"), gid: root("gid") };
  },
  read: ({ v }) => `${userNs(v.k, v.task.ns.user).limits?.[kind] ?? processLimit(v.hardware)}\n`,
  write: (tx, { v }, data): number | Errno => {
    if (!/^\s*\d+\s*$/.test(data) || Number(data) >= 2 ** 31) return EINVAL;
    tx.emit({ type: "userns.limited", ns: v.task.ns.user, kind, max: Number(data) });
    return data.length;
  },
});

/** A setting that root may write on a real kernel, and that the model keeps as it is. */
const fixed = (n: number) =>
  writable(
    () => `${n}\n`,
    () => EINVAL,
  );

const kernel = dir({
  cap_last_cap: value(() => CAP_LAST_CAP),
  domainname: writable(
    (at) => `${utsOf(at).domainname}\n`,
    (tx, at, data) => setUts(tx, at, data, "domainname"),
  ),
  hostname: writable(
    (at) => `${utsOf(at).hostname}\n`,
    (tx, at, data) => setUts(tx, at, data, "hostname"),
  ),
  ...ipcSettings,
  ngroups_max: value(() => GROUPS_MAX),
  ns_last_pid: writable((at) => `${pidNs(at.v.k, at.v.task.ns.pid).last}\n`, setLastPid, 0o666),
  osrelease: value((at) => at.v.k.release),
  ostype: value(() => "Linux"),
  overflowgid: value(() => OVERFLOW_ID),
  overflowuid: value(() => OVERFLOW_ID),
  panic: fixed(0),
  pid_max: fixed(PID_MAX),
  random: dir({
    boot_id: value(() => uuid(0)),
    uuid: value((at) => uuid(at.v.now)),
  }),
  tainted: value(() => 0),
  "threads-max": value((at) => threadsMax(at.v.hardware)),
  // Debian's own switch: ordinary users may make user namespaces.
  unprivileged_userns_clone: fixed(1),
  version: value((at) => at.v.k.version),
});

const fs = dir({
  "file-max": value((at) => Math.floor(at.v.hardware.memory / 10240)),
  "file-nr": value((at) => `${values(at.v.k.files).length}\t0\t${Math.floor(at.v.hardware.memory / 10240)}`),
  "mount-max": value(() => MOUNTS_MAX),
  nr_open: value(() => OPEN_FILES_MAX),
  overflowgid: value(() => OVERFLOW_ID),
  overflowuid: value(() => OVERFLOW_ID),
  "pipe-max-size": value(() => PIPE_SIZE_MAX),
  protected_fifos: value(() => 1),
  protected_hardlinks: value(() => 1),
  protected_regular: value(() => 2),
  protected_symlinks: value(() => 1),
});

// "sysctl entries that are not writeable, are _NOT_ writeable, capabilities or not." - fs/proc/proc_sysctl.c
const settings = dir({
  fs,
  kernel,
  net: netSettings,
  user: dir({
    max_cgroup_namespaces: nsLimit("cgroup"),
    max_ipc_namespaces: nsLimit("ipc"),
    max_mnt_namespaces: nsLimit("mnt"),
    max_net_namespaces: nsLimit("net"),
    max_pid_namespaces: nsLimit("pid"),
    max_time_namespaces: nsLimit("time"),
    max_user_namespaces: nsLimit("user"),
    max_uts_namespaces: nsLimit("uts"),
  }),
  vm: dir({
    overcommit_memory: value(() => 0),
    swappiness: value(() => 60),
  }),
});

export const sysctlDir: GenDir = { ...settings, strict: true };
