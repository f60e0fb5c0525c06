// A small kernel for the tests of this folder: rootfs, a tmpfs on it as "/", and one task, root, in it.

import { SERVER } from "../../machine/hardware.ts";
import { CAPABILITIES, type Capability, EMPTY_SET, FULL_SET } from "../abi/capability.ts";
import { type Errno, failed } from "../abi/errno.ts";
import { ROOT_CGROUP } from "../cgroup/cgroup.ts";
import { NO_MEMORY } from "../cgroup/memory.ts";
import { emptyWorld } from "../empty.ts";
import { createFirstDevices } from "../net/link.ts";
import type { Namespace, NsId } from "../ns/namespace.ts";
import { INIT_USER_NS } from "../security/capable.ts";
import { CALLS, type SysArgs, type SysName, type SysRet } from "../sys/table.ts";
import { emptyTable } from "../table.ts";
import type { NsPid, Pid, Task } from "../task/task.ts";
import { type Block, Tx } from "../tx.ts";
import { createSb } from "./fs-types.ts";
import { NSFS_MNT, NSFS_SB, PIPEFS_MNT, PIPEFS_SB, SOCKFS_MNT, SOCKFS_SB } from "./internal.ts";
import type { FsType, MntId, MountFlags, SbId } from "./mount.ts";
import { copyMntNs } from "./mount-ns.ts";
import { freshMount } from "./mount-tree.ts";
import type { GenNode, Path } from "./path.ts";

const PLAIN: MountFlags = {
  readonly: false,
  nosuid: false,
  nodev: false,
  noexec: false,
  atime: "relatime",
  nodiratime: false,
};
const ALL_IDS = [{ inside: 0, outside: 0, count: 2 ** 32 - 1 }];

/** Mounts that no tree shows: see internal.ts. */
function mountInternal(tx: Tx, id: SbId, mnt: MntId, type: FsType): void {
  const sb = {
    id,
    type,
    major: 0,
    minor: Number(id),
    readonly: false,
    options: "",
    root: "/" as GenNode,
    nextIno: 1,
    used: 0,
    inodes: 0,
  };
  tx.emit({ type: "sb.created", sb: { ...sb, pidNs: null, userNs: INIT_USER_NS } });
  tx.emit({
    type: "mount.attached",
    mount: freshMount(mnt, { ...sb, pidNs: null, userNs: INIT_USER_NS }, type, { ...PLAIN, atime: "strictatime" }),
  });
}

function mountRoot(tx: Tx, ns: NsId): Path {
  const bottom = createSb(tx, { type: "rootfs", options: "", task: null });
  const rootfs = { ...freshMount(tx.k.next.mnt as MntId, bottom, "none", PLAIN), ns };
  tx.emit({ type: "mount.attached", mount: rootfs });
  tx.emit({ type: "mntns.root-set", ns, root: rootfs.id });
  const sb = createSb(tx, { type: "tmpfs", options: "mode=755", task: null });
  const id = tx.k.next.mnt as MntId;
  const on = { parent: rootfs.id, mountpoint: rootfs.root };
  tx.emit({ type: "mount.attached", mount: { ...freshMount(id, sb, "root", PLAIN), ns, ...on } });
  return { mnt: id, node: sb.root };
}

function addNs(tx: Tx, kind: Namespace["kind"], part: object): NsId {
  const id = tx.k.next.ns as NsId;
  tx.emit({
    type: "ns.created",
    ns: { kind, id, inum: 4026531800 + id, owner: INIT_USER_NS, ...part } as Namespace,
    by: 0 as Pid,
  });
  return id;
}

export class Bench {
  readonly tx = new Tx(emptyWorld(SERVER, "6.12", "#1"));
  /** The task that makes the calls. */
  pid = 1 as Pid;

  constructor() {
    const { tx } = this;
    const user = addNs(tx, "user", {
      parent: null,
      level: 0,
      uid: 0,
      gid: 0,
      uidMap: ALL_IDS,
      gidMap: ALL_IDS,
      setgroups: "allow",
    });
    const pid = addNs(tx, "pid", { parent: null, level: 0, init: null, dead: false, last: 0, members: emptyTable() });
    const mnt = addNs(tx, "mnt", { root: 0 });
    const uts = addNs(tx, "uts", { hostname: "host", domainname: "(none)" });
    const [ipc, net, cgroup, time] = (["ipc", "net", "cgroup", "time"] as const).map((kind) =>
      addNs(tx, kind, kind === "cgroup" ? { root: ROOT_CGROUP } : {}),
    );
    mountInternal(tx, PIPEFS_SB, PIPEFS_MNT, "pipefs");
    mountInternal(tx, NSFS_SB, NSFS_MNT, "nsfs");
    mountInternal(tx, SOCKFS_SB, SOCKFS_MNT, "sockfs");
    createFirstDevices(tx, net as NsId);
    const root = mountRoot(tx, mnt);
    const ns = {
      user,
      pid,
      mnt,
      uts,
      ipc,
      net,
      cgroup,
      time,
      pidForChildren: pid,
      timeForChildren: time,
    } as Task["ns"];
    tx.emit({ type: "task.cloned", task: firstTask(pid, ns, root), flags: 0 });
    tx.trace.length = 0;
  }

  /** Makes a system call as the current task. */
  call<N extends SysName>(name: N, args: SysArgs<N>): SysRet<N> | Block {
    const handler = CALLS[name].handler as (tx: Tx, pid: Pid, args: SysArgs<N>) => SysRet<N> | Block;
    return handler(this.tx, this.pid, args);
  }

  /** The same, where failing would be the test's own mistake. */
  ok<N extends SysName>(name: N, args: SysArgs<N>): Exclude<SysRet<N>, Block | Errno> {
    const r = this.call(name, args);
    if (failed(r)) throw new Error(`${name} ${JSON.stringify(args)}: ${r}`);
    return r as Exclude<SysRet<N>, Block | Errno>;
  }

  /** Another task like the first one; it makes the calls from here on. */
  spawn(part: { readonly uid?: number; readonly caps?: readonly Capability[]; readonly newNs?: boolean } = {}): Pid {
    const { tx } = this;
    const from = tx.task(this.pid);
    const pid = (Math.max(...Object.keys(this.pids()).map(Number)) + 1) as Pid;
    const { uid = 0 } = part;
    const effective = CAPABILITIES.filter((c) => (part.caps ? part.caps.includes(c) : uid === 0));
    const ids = { uid, gid: uid, euid: uid, egid: uid, suid: uid, sgid: uid, groups: [] };
    const cred = { ...ids, caps: { ...from.cred.caps, effective, permitted: effective } };
    let task: Task = { ...from, pid, nspids: [{ ns: from.ns.pid, pid: pid as number as NsPid }], cred, fds: {} };
    if (part.newNs) {
      const copy = copyMntNs(tx, task, task.ns.user);
      task = { ...task, ns: { ...task.ns, mnt: copy.ns }, root: copy.root, cwd: copy.cwd };
    }
    tx.emit({ type: "task.cloned", task, flags: 0 });
    this.pid = pid;
    return pid;
  }

  private pids(): Record<number, true> {
    return Object.fromEntries(Array.from({ length: this.tx.k.tasks.size }, (_, i) => [i + 1, true]));
  }

  /** Makes the calls as another task. */
  as(pid: number): this {
    this.pid = pid as Pid;
    return this;
  }

  /** Writes a file, made if it is not there. */
  write(path: string, data: string, mode = 0o644): void {
    const fd = this.ok("openat", { path, flags: 0o1101, mode });
    this.ok("write", { fd, data });
    this.ok("close", { fd });
  }

  read(path: string): string {
    const fd = this.ok("openat", { path, flags: 0 });
    const text = this.ok("read", { fd, count: 1e6 });
    this.ok("close", { fd });
    return text;
  }

  /** Names in a directory, in byte order. */
  ls(path: string): string[] {
    const fd = this.ok("openat", { path, flags: 0 });
    const list = this.ok("getdents64", { fd });
    this.ok("close", { fd });
    return list.flatMap(({ name }) => (name === "." || name === ".." ? [] : [name])).sort();
  }
}

function firstTask(pidNs: NsId, ns: Task["ns"], root: Path): Task {
  const pid = 1 as Pid;
  const ids = { uid: 0, gid: 0, euid: 0, egid: 0, suid: 0, sgid: 0, groups: [] };
  const caps = {
    effective: FULL_SET,
    permitted: FULL_SET,
    inheritable: EMPTY_SET,
    bounding: FULL_SET,
    ambient: EMPTY_SET,
  };
  return {
    pid,
    nspids: [{ ns: pidNs, pid: 1 as NsPid }],
    ppid: 0 as Pid,
    children: [],
    pgid: pid,
    sid: pid,
    tty: null,
    comm: "test",
    argv: ["test"],
    env: [],
    exe: null,
    image: { program: "test", entry: "test", interp: null, needed: [], arg: "" },
    cred: { ...ids, caps },
    ns,
    cgroup: ROOT_CGROUP,
    memory: NO_MEMORY,
    cwd: root,
    root,
    umask: 0o022,
    fds: {},
    state: "runnable",
    wait: null,
    status: 0,
    jobChange: null,
    sig: { actions: {}, blocked: [], pending: [] },
    nice: 0,
    subreaper: false,
    noNewPrivs: false,
    startedAt: 0,
    cpuTime: 0,
    hasExeced: false,
  };
}
