// Kernels made by hand, for pictures that must not depend on what a program does: built row by row, then frozen
// into a world. Every id comes from one counter of its kind, as in the real tables.

import { FULL_SET } from "../kernel/abi/capability.ts";
import { S_IFDIR, S_IFREG } from "../kernel/abi/flags.ts";
import { HOST } from "../kernel/apply.ts";
import { ROOT_CGROUP } from "../kernel/cgroup/cgroup.ts";
import { NO_MEMORY } from "../kernel/cgroup/memory.ts";
import { emptyKernel, realMachine } from "../kernel/empty.ts";
import type { Dentry, DentryId } from "../kernel/fs/dentry.ts";
import type { Inode, InodeId } from "../kernel/fs/inode.ts";
import type { FsType, MntId, Mount, SbId } from "../kernel/fs/mount.ts";
import { NO_NAMES, nameIn, withName } from "../kernel/fs/names.ts";
import type { GenNode, Node, Path } from "../kernel/fs/path.ts";
import { createFirstDevices } from "../kernel/net/link.ts";
import { type Namespace, NS_KINDS, type NsId, type NsKind, type PidNs } from "../kernel/ns/namespace.ts";
import { emptyTable, get, lookup, set, type Table, values } from "../kernel/table.ts";
import type { TaskState } from "../kernel/task/life.ts";
import type { NsPid, NsSet, Pid, Task } from "../kernel/task/task.ts";
import { Tx } from "../kernel/tx.ts";
import type { Kernel, World } from "../kernel/world.ts";
import { SERVER } from "../machine/hardware.ts";

type Draft = { -readonly [K in keyof Kernel]: Kernel[K] };

export interface TaskSpec {
  readonly parent?: Pid;
  readonly argv?: readonly string[];
  readonly state?: TaskState;
  readonly ns?: Partial<Record<NsKind, NsId>>;
  readonly pidForChildren?: NsId;
  readonly root?: Path;
  readonly exe?: Path;
}

export interface KernelDraft {
  readonly k: Draft;
  readonly root: Path;
  readonly proc: Path;
  readonly initial: Readonly<Record<NsKind, NsId>>;
  readonly ns: (kind: NsKind, more?: { readonly hostname?: string; readonly parent?: NsId }) => NsId;
  readonly dir: (path: string) => Path;
  readonly file: (path: string, size: number) => Path;
  readonly mount: (ns: NsId, type: FsType, at: Path | null, pidNs?: NsId) => Path;
  /** A new mount namespace's own copies; the function leads from a place to the same place in the copy. */
  readonly copyMounts: (from: NsId, to: NsId) => (path: Path) => Path;
  readonly rootOf: (mntNs: NsId) => Path;
  /** The topmost /proc of a mount namespace. */
  readonly procOf: (mntNs: NsId) => Path;
  readonly task: (pid: number, comm: string, spec?: TaskSpec) => Pid;
  readonly replaceTask: (task: Task) => Kernel["tasks"];
  readonly world: () => World;
}

const insert = <I extends number, V>(table: Table<I, V>, id: I, value: V): Table<I, V> => set(table, id, value);

/** A kernel with one namespace of each kind, an ext4 root with the usual directories, and /proc. */
export function kernelDraft(): KernelDraft {
  const k: Draft = { ...emptyKernel("6.12.41+deb13-amd64", "#1 SMP PREEMPT_DYNAMIC Debian 6.12.41-1 (2025-08-12)") };
  const id = (kind: keyof Kernel["next"]): number => {
    const n = k.next[kind];
    k.next = { ...k.next, [kind]: n + 1 };
    return n;
  };

  const ns: KernelDraft["ns"] = (kind, more = {}) => {
    const nsId = id("ns") as NsId;
    const common = { id: nsId, inum: 4026531833 + nsId, owner: 1 as NsId };
    k.namespaces = insert(k.namespaces, nsId, namespace(kind, common, more, k));
    return nsId;
  };

  const initial = Object.fromEntries(NS_KINDS.map((kind) => [kind, ns(kind)])) as Record<NsKind, NsId>;
  const booting = new Tx({ now: 0, machines: { [HOST]: realMachine(HOST, SERVER, k) } });
  createFirstDevices(booting, initial.net);
  Object.assign(k, booting.k);

  const node = (parent: DentryId | null, name: string, body: Inode["body"], sb: SbId): DentryId => {
    const inodeId = id("inode") as InodeId;
    const dentryId = id("dentry") as DentryId;
    const mode = body.kind === "dir" ? S_IFDIR | 0o755 : S_IFREG | 0o755;
    const owner = { uid: 0, gid: 0, nlink: 1, atime: -1, mtime: -1, ctime: -1 };
    k.inodes = insert(k.inodes, inodeId, { id: inodeId, sb, ino: 130_000 + inodeId, mode, ...owner, body });
    const dentry: Dentry = { id: dentryId, parent: parent ?? dentryId, name, inode: inodeId, unlinked: false };
    k.dentries = insert(k.dentries, dentryId, dentry);
    if (parent !== null) link(k, parent, name, dentryId);
    return dentryId;
  };

  const mount: KernelDraft["mount"] = (nsOf, type, at, pidNs) => {
    const sb = id("sb") as SbId;
    const mnt = id("mnt") as MntId;
    const generated = type === "proc" || type === "sysfs" || type === "cgroup2";
    const top: Node = generated ? ("/" as GenNode) : node(null, "", { kind: "dir", entries: NO_NAMES }, sb);
    const numbers = {
      major: type === "ext4" ? 254 : 0,
      minor: sb,
      readonly: false,
      options: "",
      nextIno: 1,
      used: 0,
      inodes: 0,
    };
    const shows = type === "proc" ? (pidNs ?? initial.pid) : null;
    k.superBlocks = insert(k.superBlocks, sb, {
      id: sb,
      type,
      ...numbers,
      root: top,
      pidNs: shows,
      userNs: initial.user,
    });
    const flags = { readonly: false, nosuid: false, nodev: false, noexec: false, nodiratime: false };
    const made: Mount = {
      ...{ id: mnt, ns: nsOf, parent: at?.mnt ?? null, mountpoint: at?.node ?? null, sb, root: top },
      ...{ source: type === "ext4" ? "/dev/vda1" : type, flags: { ...flags, atime: "relatime" } },
      ...{
        peer: null,
        master: null,
        unbindable: false,
        detached: false,
        locked: false,
        lockedFlags: false,
        children: {},
      },
    };
    k.mounts = insert(k.mounts, mnt, made);
    if (at) cover(k, at, mnt);
    return { mnt, node: top };
  };

  const root = mount(initial.mnt, "ext4", null);
  setRoot(k, initial.mnt, root.mnt);

  const walk = (path: string): DentryId => {
    let at = root.node as DentryId;
    for (const name of path.split("/").filter(Boolean)) {
      const body = lookup(k.inodes, lookup(k.dentries, at).inode).body;
      const next = body.kind === "dir" ? nameIn(body.entries, name) : undefined;
      at = next ?? node(at, name, { kind: "dir", entries: NO_NAMES }, lookup(k.mounts, root.mnt).sb);
    }
    return at;
  };
  const dir = (path: string): Path => ({ mnt: root.mnt, node: walk(path) });
  const file: KernelDraft["file"] = (path, size) => {
    const [, folder = "", name = ""] = /^(.*)\/([^/]+)$/.exec(path) ?? [];
    const sb = lookup(k.mounts, root.mnt).sb;
    return { mnt: root.mnt, node: node(walk(folder), name, { kind: "file", data: "", size }, sb) };
  };

  const copyMounts: KernelDraft["copyMounts"] = (from, to) => {
    const copies = new Map<MntId, MntId>();
    for (let i = 1; i < k.next.mnt; i++) {
      const old = lookup(k.mounts, i as MntId);
      if (old.ns !== from) continue;
      const mnt = id("mnt") as MntId;
      copies.set(old.id, mnt);
      const parent = old.parent === null ? null : (copies.get(old.parent) ?? null);
      k.mounts = insert(k.mounts, mnt, { ...old, id: mnt, ns: to, parent, children: {} });
      if (parent === null) setRoot(k, to, mnt);
      else if (old.mountpoint !== null) cover(k, { mnt: parent, node: old.mountpoint }, mnt);
    }
    return (path) => ({ mnt: copies.get(path.mnt) ?? path.mnt, node: path.node });
  };

  for (const name of ["bin", "etc", "home", "lib", "lib64", "proc", "root", "srv", "sys", "tmp", "usr", "var"])
    dir(name);
  const proc = mount(initial.mnt, "proc", dir("proc"));
  mount(initial.mnt, "sysfs", dir("sys"));

  const task: KernelDraft["task"] = (pid, comm, spec = {}) => {
    const made = newTask(k, pid as Pid, comm, spec, { initial, root });
    k.tasks = insert(k.tasks, made.pid, made);
    const up = get(k.tasks, made.ppid);
    if (up) k.tasks = insert(k.tasks, up.pid, { ...up, children: [...up.children, made.pid] });
    for (const n of made.nspids) enter(k, n.ns, n.pid, made.pid);
    if (made.state === "runnable") k.runQueue = [...k.runQueue, made.pid];
    return made.pid;
  };

  const rootOf: KernelDraft["rootOf"] = (mntNs) => {
    const ns = lookup(k.namespaces, mntNs);
    const top = lookup(k.mounts, ns.kind === "mnt" ? ns.root : (0 as MntId));
    return { mnt: top.id, node: top.root };
  };
  const procOf: KernelDraft["procOf"] = (mntNs) => {
    const found = values(k.mounts).filter((m) => m.ns === mntNs && lookup(k.superBlocks, m.sb).type === "proc");
    const last = found[found.length - 1];
    if (!last) throw new Error(`mount namespace ${mntNs} has no /proc`);
    return { mnt: last.id, node: last.root };
  };
  const replaceTask: KernelDraft["replaceTask"] = (t) => insert(k.tasks, t.pid, t);

  const world = (): World => ({
    now: 4_200_000,
    machines: { host: realMachine("host", SERVER, { ...k }) },
  });
  return { k, root, proc, initial, ns, dir, file, mount, copyMounts, rootOf, procOf, task, replaceTask, world };
}

function namespace(
  kind: NsKind,
  common: { readonly id: NsId; readonly inum: number; readonly owner: NsId },
  more: { readonly hostname?: string; readonly parent?: NsId },
  k: Draft,
): Namespace {
  const parent = more.parent ?? null;
  const up = parent === null ? undefined : lookup(k.namespaces, parent);
  const level = up && "level" in up ? up.level + 1 : 0;
  switch (kind) {
    case "mnt":
      return { ...common, kind, root: 0 as MntId };
    case "pid":
      return { ...common, kind, parent, level, init: null, dead: false, last: 0, members: emptyTable() };
    case "uts":
      return { ...common, kind, hostname: more.hostname ?? "debian", domainname: "(none)" };
    case "user":
      return { ...common, kind, parent, level, uid: 0, gid: 0, uidMap: null, gidMap: null, setgroups: "allow" };
    case "cgroup":
      return { ...common, kind, root: ROOT_CGROUP };
    default:
      return { ...common, kind };
  }
}

function newTask(
  k: Draft,
  pid: Pid,
  comm: string,
  { parent = 0 as Pid, argv = [comm], state = "sleeping", ns = {}, pidForChildren, root, exe }: TaskSpec,
  host: { readonly initial: Readonly<Record<NsKind, NsId>>; readonly root: Path },
): Task {
  const mine = { ...host.initial, ...ns };
  const set: NsSet = { ...mine, pidForChildren: pidForChildren ?? mine.pid, timeForChildren: mine.time };
  const at = root ?? host.root;
  return {
    ...{
      pid,
      nspids: numbers(k, pid, mine.pid),
      ppid: parent,
      children: [],
      pgid: pid,
      sid: pid,
      tty: null,
      comm,
      argv,
      env: [],
    },
    ...{
      exe: exe ?? null,
      image: { program: comm, entry: comm, interp: null, needed: [], arg: "" },
      ns: set,
      cgroup: ROOT_CGROUP,
      memory: NO_MEMORY,
      cwd: at,
      root: at,
    },
    cred: {
      ...{ uid: 0, gid: 0, euid: 0, egid: 0, suid: 0, sgid: 0, groups: [] },
      caps: { effective: FULL_SET, permitted: FULL_SET, inheritable: [], bounding: FULL_SET, ambient: [] },
    },
    ...{ umask: 0o22, fds: {}, state, wait: state === "sleeping" ? { channel: "child", call: "wait4" } : null },
    ...{ status: 0, jobChange: null, sig: { actions: {}, blocked: [], pending: [] }, nice: 0, subreaper: false },
    ...{ noNewPrivs: false, startedAt: pid * 1000, cpuTime: 0, hasExeced: true },
  };
}

/** Its numbers from the outermost pid namespace in: each gives the next one it has. */
function numbers(k: Draft, pid: Pid, inner: NsId): Task["nspids"] {
  const chain: PidNs[] = [];
  for (let id: NsId | null = inner; id !== null; ) {
    const ns: Namespace = lookup(k.namespaces, id);
    if (ns.kind !== "pid") break;
    chain.unshift(ns);
    id = ns.parent;
  }
  return chain.map((ns) => ({ ns: ns.id, pid: (ns.level === 0 ? pid : ns.last + 1) as NsPid }));
}

function enter(k: Draft, nsId: NsId, number: NsPid, pid: Pid): void {
  const ns = lookup(k.namespaces, nsId);
  if (ns.kind !== "pid") return;
  const members = insert(ns.members, number, pid);
  k.namespaces = insert(k.namespaces, nsId, { ...ns, members, last: number, init: number === 1 ? pid : ns.init });
}

function setRoot(k: Draft, nsId: NsId, root: MntId): void {
  const ns = lookup(k.namespaces, nsId);
  if (ns.kind === "mnt") k.namespaces = insert(k.namespaces, nsId, { ...ns, root });
}

function link(k: Draft, parent: DentryId, name: string, child: DentryId): void {
  const inode = lookup(k.inodes, lookup(k.dentries, parent).inode);
  if (inode.body.kind !== "dir") return;
  const entries = withName(inode.body.entries, name, child);
  k.inodes = insert(k.inodes, inode.id, { ...inode, body: { kind: "dir", entries } });
}

function cover(k: Draft, { mnt, node }: Path, by: MntId): void {
  const below = lookup(k.mounts, mnt);
  k.mounts = insert(k.mounts, mnt, { ...below, children: { ...below.children, [node]: by } });
}
