// A tree of entries as a file system: from paths to entries, from entries to what the VFS asks for.
//
// A node is the path below the root of the file system, "/1/ns/uts". It is resolved anew each time, so that what was
// there a moment ago (a process, a descriptor) can be gone: then there is nothing to find.

import { EACCES, EINVAL, EIO, ENOENT, failed } from "../../abi/errno.ts";
import { O_ACCMODE, O_WRONLY, S_IFDIR, S_IFLNK, S_IFREG } from "../../abi/flags.ts";
import type { SuperBlock } from "../mount.ts";
import type { FsOps, Perm, View } from "../ops.ts";
import type { GenNode, Node } from "../path.ts";
import type { At, Entry, GenDir } from "./entry.ts";

const ROOT = "/" as GenNode;
const NO_DEVICE = { major: 0, minor: 0 };
const GONE: Perm = { mode: S_IFDIR | 0o555, uid: 0, gid: 0 };
const TYPES = { file: S_IFREG, dir: S_IFDIR, link: S_IFLNK } as const;

interface Found {
  readonly entry: Entry;
  readonly at: At;
  readonly strict: boolean;
}

function find(root: GenDir, v: View, sb: SuperBlock, node: Node): Found | null {
  let at: At = { v, sb, subject: null };
  let entry: Entry = root;
  let strict = false;
  if (node === ROOT) return { entry, at, strict };
  for (const name of String(node).slice(1).split("/")) {
    if (entry.kind !== "dir") return null;
    const next: Entry | null = entry.entry(at, name);
    if (!next) return null;
    if (entry.subject) at = { v, sb, subject: entry.subject(at, name) };
    entry = next;
    strict ||= entry.kind === "dir" && entry.strict === true;
  }
  return { entry, at, strict };
}

const child = (dir: Node, name: string): GenNode => (dir === ROOT ? `/${name}` : `${dir}/${name}`) as GenNode;

/** "owned by the effective user and effective group ID of the process" - proc(5); what a zombie has left is root's. */
function permOf({ entry, at, strict }: Found, node: Node): Perm {
  const mode = TYPES[entry.kind] | entry.mode;
  const { subject } = at;
  const special = entry.kind === "file" ? entry.perm?.(at) : undefined;
  if (special) return { ...special, mode: TYPES.file | special.mode, strict };
  if (!subject) return strict ? { mode, uid: 0, gid: 0, strict } : { mode, uid: 0, gid: 0 };
  const isWhole = String(node).lastIndexOf("/") === 0;
  if (subject.state === "zombie" && !isWhole) return { mode, uid: 0, gid: 0 };
  const owned = { mode, uid: subject.cred.euid, gid: subject.cred.egid };
  if (entry.kind !== "dir") return owned;
  if (entry.immutable) return { ...owned, immutable: true };
  return entry.own && subject.pid === at.v.task.pid ? { ...owned, granted: true } : owned;
}

/** A number for a path: FNV-1a. The root has number 1. */
function inoOf(node: Node): number {
  if (node === ROOT) return 1;
  const text = String(node);
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** The file system whose root directory is `root`; stat(2) gives every file of it `fileSize` bytes. */
export function generatedFs(root: GenDir, fileSize = 0): FsOps {
  const findHere = (v: View, sb: SuperBlock, node: Node) => find(root, v, sb, node);
  const perm = (v: View, sb: SuperBlock, node: Node): Perm => {
    const found = findHere(v, sb, node);
    return found ? permOf(found, node) : GONE;
  };
  return {
    lookup: (v, sb, dir, name) => {
      const node = child(dir, name);
      return findHere(v, sb, node) ? node : ENOENT;
    },
    perm,
    attr: (v, sb, node) => {
      const found = findHere(v, sb, node);
      const time = found?.at.subject?.startedAt ?? 0;
      const nlink = found?.entry.kind === "dir" ? found.entry.nlink : 1;
      const entry = found?.entry;
      const size = entry?.kind === "file" ? fileSize : entry?.kind === "link" ? (entry.size ?? 0) : 0;
      const times = { atime: time, mtime: time, ctime: time };
      return { ...perm(v, sb, node), ...times, ino: inoOf(node), nlink, size, blocks: 0, rdev: NO_DEVICE };
    },
    readdir: (v, sb, dir) => {
      const found = findHere(v, sb, dir);
      if (found?.entry.kind !== "dir") return ENOENT;
      const { entry, at } = found as { entry: GenDir; at: At };
      const names = entry.names(at);
      if (failed(names)) return names;
      return names.flatMap((name) => {
        const inner = entry.entry(at, name);
        return inner ? [{ ino: inoOf(child(dir, name)), type: TYPES[inner.kind], name }] : [];
      });
    },
    readlink: (v, sb, node) => {
      const found = findHere(v, sb, node);
      if (!found) return ENOENT;
      return found.entry.kind === "link" ? found.entry.text(found.at) : EINVAL;
    },
    follow: (v, sb, node) => {
      const found = findHere(v, sb, node);
      if (!found) return ENOENT;
      return found.entry.kind === "link" ? (found.entry.follow?.(found.at) ?? null) : null;
    },
    parent: (_v, _sb, node) => (String(node).slice(0, String(node).lastIndexOf("/")) || "/") as GenNode,
    name: (_v, _sb, node) => String(node).slice(String(node).lastIndexOf("/") + 1),
    open: (v, sb, node, flags) => {
      const found = findHere(v, sb, node);
      if (!found) return ENOENT;
      if (found.entry.kind === "dir") return { kind: "node" };
      if ((flags & O_ACCMODE) === O_WRONLY) return { kind: "node" };
      const text = found.entry.kind === "file" ? found.entry.read(found.at) : EINVAL;
      return failed(text) ? text : { kind: "text", text };
    },
    write: (tx, task, sb, node, data, _opener, pos = 0) => {
      const { machine } = tx;
      const found = findHere({ k: machine.kernel, now: tx.now, hardware: machine.hardware, task }, sb, node);
      if (!found) return ENOENT;
      if (found.entry.kind !== "file") return EACCES;
      return found.entry.write ? found.entry.write(tx, found.at, data, pos) : EIO;
    },
  };
}
