// How two worlds differ: what a reader wants to know of two branches.

import type { Dentry } from "../../kernel/fs/dentry.ts";
import type { Inode } from "../../kernel/fs/inode.ts";
import type { MntId, SbId } from "../../kernel/fs/mount.ts";
import type { Path } from "../../kernel/fs/path.ts";
import { NS_KINDS } from "../../kernel/ns/namespace.ts";
import { get, type Table, values } from "../../kernel/table.ts";
import type { Kernel } from "../../kernel/world.ts";
import { placeName } from "../../scene/where.ts";
import { fromBytes } from "../../user/libc.ts";

export type DifferenceKind = "hostname" | "process" | "namespace" | "mount" | "file";

/** What one thing is on either side; null where it is missing. */
export interface Difference {
  readonly kind: DifferenceKind;
  readonly what: string;
  readonly left: string | null;
  readonly right: string | null;
}

export function differences(left: Kernel, right: Kernel): Difference[] {
  if (left === right) return [];
  return [
    ...compare("hostname", hostnames(left), hostnames(right)),
    ...compare("process", processes(left), processes(right)),
    ...compare("namespace", namespaces(left), namespaces(right)),
    ...compare("mount", mounts(left), mounts(right)),
    ...files(left, right),
  ];
}

function compare(
  kind: DifferenceKind,
  left: ReadonlyMap<string, string>,
  right: ReadonlyMap<string, string>,
): Difference[] {
  const names = [...new Set([...left.keys(), ...right.keys()])];
  return names
    .filter((what) => left.get(what) !== right.get(what))
    .map((what) => ({ kind, what, left: left.get(what) ?? null, right: right.get(what) ?? null }));
}

function hostnames(k: Kernel): Map<string, string> {
  const uts = values(k.namespaces).filter((ns) => ns.kind === "uts");
  return new Map(uts.map(({ inum, hostname }) => [`uts:[${inum}]`, fromBytes(hostname)]));
}

function processes(k: Kernel): Map<string, string> {
  const alive = values(k.tasks).filter(({ state }) => state !== "dead");
  return new Map(alive.map(({ pid, argv, comm, state }) => [`pid ${pid}`, `${line(argv, comm)} (${state})`]));
}

const line = (argv: readonly string[], comm: string): string => fromBytes(argv.length > 0 ? argv.join(" ") : comm);

function namespaces(k: Kernel): Map<string, string> {
  const used = values(k.tasks).flatMap(({ ns }) => NS_KINDS.map((kind) => ns[kind]));
  const live = [...new Set(used)].flatMap((id) => get(k.namespaces, id) ?? []);
  return new Map(live.map(({ kind, inum }) => [`${kind}:[${inum}]`, kind]));
}

function mounts(k: Kernel): Map<string, string> {
  const attached = values(k.mounts).filter(({ detached }) => !detached);
  return new Map(
    attached.map((mount) => {
      const type = get(k.superBlocks, mount.sb)?.type ?? "";
      const path: Path = { mnt: mount.id, node: mount.root };
      return [`${fromBytes(placeName(k, path))} (${mount.ns})`, `${fromBytes(mount.source)} ${type}`];
    }),
  );
}

/** Stored files by path, looked at only where the tables do not share their parts. */
function files(left: Kernel, right: Kernel): Difference[] {
  const changed = new Set<number>();
  unshared(left.dentries, right.dentries, changed, (dentry) => dentry.id);
  const inodes = new Set<number>();
  unshared(left.inodes, right.inodes, inodes, (inode) => inode.id);
  if (inodes.size > 0) {
    for (const k of [left, right]) for (const d of values(k.dentries)) if (inodes.has(d.inode)) changed.add(d.id);
  }
  const described = (k: Kernel) => {
    const out = new Map<string, string>();
    const mounts = firstMounts(k);
    for (const id of changed) {
      const dentry = get(k.dentries, id as Dentry["id"]);
      const inode = dentry && get(k.inodes, dentry.inode);
      const mnt = inode && mounts.get(inode.sb);
      if (!inode || mnt === undefined || dentry.unlinked) continue;
      out.set(fromBytes(placeName(k, { mnt, node: dentry.id })), inodeLine(inode));
    }
    return out;
  };
  return compare("file", described(left), described(right));
}

function unshared<K extends number, V>(a: Table<K, V>, b: Table<K, V>, into: Set<number>, id: (v: V) => number): void {
  if (a.root === b.root) return;
  if (a.depth !== b.depth) {
    for (const v of [...values(a), ...values(b)]) into.add(id(v));
    return;
  }
  const visit = (x: unknown, y: unknown, level: number): void => {
    if (x === y) return;
    if (level < 0) {
      for (const v of [x, y]) if (v !== null && v !== undefined) into.add(id(v as V));
      return;
    }
    const left = (x ?? []) as readonly unknown[];
    const right = (y ?? []) as readonly unknown[];
    for (let i = 0; i < Math.max(left.length, right.length); i++) visit(left[i], right[i], level - 1);
  };
  visit(a.root, b.root, a.depth);
}

/** The first mount of each file system: where its files are named from. */
function firstMounts(k: Kernel): ReadonlyMap<SbId, MntId> {
  const first = new Map<SbId, MntId>();
  for (const { id, sb, detached } of values(k.mounts)) if (!detached && !first.has(sb)) first.set(sb, id);
  return first;
}

function inodeLine({ body, mode }: Inode): string {
  const permissions = (mode & 0o7777).toString(8).padStart(4, "0");
  if (body.kind === "file")
    return `${permissions} · ${body.size} B${body.size <= 200 ? ` · ${digest(body.data)}` : ""}`;
  if (body.kind === "symlink") return `→ ${fromBytes(body.target)}`;
  return `${permissions} · ${body.kind}`;
}

/** The beginning of a small file, so that two of the same length can be told apart. */
function digest(data: string): string {
  const first = fromBytes(data).trimEnd();
  return first.length > 40 ? `${first.slice(0, 40)}…` : first;
}
