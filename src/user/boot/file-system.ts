// Filling and mounting file systems at boot, before there is a process that could call open(2) or mount(2): by the
// same events.

import { S_IFBLK, S_IFCHR, S_IFDIR, S_IFLNK, S_IFREG } from "../../kernel/abi/flags.ts";
import type { DentryId } from "../../kernel/fs/dentry.ts";
import { createSb } from "../../kernel/fs/fs-types.ts";
import type { Body } from "../../kernel/fs/inode.ts";
import type { FsType, MntId, Mount, MountFlags, SuperBlock } from "../../kernel/fs/mount.ts";
import { freePeers, freshMount } from "../../kernel/fs/mount-tree.ts";
import { NO_NAMES } from "../../kernel/fs/names.ts";
import type { Made } from "../../kernel/fs/ops.ts";
import type { Node, Path } from "../../kernel/fs/path.ts";
import { createInode, entry } from "../../kernel/fs/tree.ts";
import { lookup } from "../../kernel/table.ts";
import type { Tx } from "../../kernel/tx.ts";
import type { FileSpec } from "./files.ts";
import { PLAIN } from "./first-mounts.ts";

const BLOCK: ReadonlySet<number> = new Set([8, 202, 254, 259]); // major numbers of disks: sd, xvd, virtblk, nvme

/** Puts files into a stored file system; paths are below its root. Directories on the way must be there. */
export function install(tx: Tx, sb: SuperBlock, specs: readonly FileSpec[]): void {
  for (const spec of specs) {
    const at = spec.path.lastIndexOf("/");
    createInode(tx, sb, find(tx, sb, spec.path.slice(0, at)), spec.path.slice(at + 1), made(spec));
  }
}

/** The dentry of a path below the root of a file system. */
export function find(tx: Tx, sb: SuperBlock, path: string): DentryId {
  let at = sb.root as DentryId;
  for (const name of path.split("/")) {
    if (name === "") continue;
    const next = entry(tx.k, at, name);
    if (next === null) throw new Error(`no ${path} in this ${sb.type}`);
    at = next;
  }
  return at;
}

function made(spec: FileSpec): Made {
  if (spec.kind === "symlink") {
    return { mode: S_IFLNK | 0o777, uid: 0, gid: 0, body: { kind: "symlink", target: spec.target } };
  }
  const [uid, gid] = spec.owner;
  return { mode: typeOf(spec) | spec.mode, uid, gid, body: bodyOf(spec) };
}

type Owned = Exclude<FileSpec, { readonly kind: "symlink" }>;

function typeOf(spec: Owned): number {
  if (spec.kind !== "device") return spec.kind === "dir" ? S_IFDIR : S_IFREG;
  return BLOCK.has(spec.major) ? S_IFBLK : S_IFCHR;
}

function bodyOf(spec: Owned): Body {
  if (spec.kind === "dir") return { kind: "dir", entries: NO_NAMES };
  if (spec.kind === "file") return { kind: "file", data: spec.data, size: spec.size };
  return { kind: "device", major: spec.major, minor: spec.minor };
}

export interface MountSpec {
  readonly type: FsType;
  readonly source: string;
  readonly options?: string;
  readonly flags: Partial<MountFlags>;
}

export interface Mounted {
  readonly mount: Mount;
  readonly sb: SuperBlock;
}

/** Mounts a new file system at a place of mount namespace `on.ns`, shared as systemd makes every mount. */
export function mountAt(tx: Tx, on: Path, { type, source, options = "", flags }: MountSpec): Mounted {
  const below = lookup(tx.k.mounts, on.mnt);
  const sb = createSb(tx, { type, options, task: null });
  const fresh = freshMount(tx.k.next.mnt as MntId, sb, source, { ...PLAIN, ...flags });
  const mount = { ...fresh, ns: below.ns, parent: below.id, mountpoint: on.node, peer: freePeers(tx.k)() };
  tx.emit({ type: "mount.attached", mount });
  return { mount, sb };
}

/** The place of a path below the root of what is mounted. */
export const placeIn = (tx: Tx, { mount, sb }: Mounted, path: string): Path => ({
  mnt: mount.id,
  node: (typeof sb.root === "number" ? find(tx, sb, path) : path) as Node,
});
