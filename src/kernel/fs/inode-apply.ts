// The writer of inodes and names.

import { S_IFDIR, S_IFMT } from "../abi/flags.ts";
import { release, takeOff } from "../cgroup/memory.ts";
import type { Appliers } from "../event.ts";
import { get, lookup, remove, set } from "../table.ts";
import type { Kernel } from "../world.ts";
import { BLOCK, blocksOf, inodesOfLink } from "./blocks.ts";
import type { Dentry, DentryId } from "./dentry.ts";
import type { InodeEvent } from "./event.ts";
import { type Body, type Inode, type InodeId, writtenBody } from "./inode.ts";
import type { SbId } from "./mount.ts";
import { withName, withoutName } from "./names.ts";

const isDir = (inode: Inode): boolean => (inode.mode & S_IFMT) === S_IFDIR;

/** Counts the blocks of a file system that a change takes or gives back. */
function account(k: Kernel, id: SbId, before: Body | null, after: Body | null): Kernel {
  const sb = lookup(k.superBlocks, id);
  const by = (after ? blocksOf(after, sb.type) : 0) - (before ? blocksOf(before, sb.type) : 0);
  return by === 0 ? k : { ...k, superBlocks: set(k.superBlocks, id, { ...sb, used: sb.used + by }) };
}

/** The bytes of an inode change. */
function changeBody(k: Kernel, inode: Inode, body: Body, at: number): Kernel {
  const kept = body.kind === "file" ? Math.ceil(body.data.length / BLOCK) : 0;
  const changed = change(uncharge(k, inode, kept), inode.id, { body, mtime: at, ctime: at });
  return account(changed, inode.sb, inode.body, body);
}

/** Gives back the pages of a file that are more than `kept`. */
function uncharge(k: Kernel, { id, charges }: Inode, kept: number): Kernel {
  const have = (charges ?? []).reduce((n, c) => n + c.pages, 0);
  if (!charges || have <= kept) return k;
  const { taken, left } = takeOff(charges, have - kept);
  return change(release(k, taken), id, { charges: left });
}

/** One name more or less of a file that has others. */
function countLink(k: Kernel, id: SbId, by: 1 | -1): Kernel {
  const sb = lookup(k.superBlocks, id);
  const inodes = sb.inodes + by * inodesOfLink(sb.type);
  return inodes === sb.inodes ? k : { ...k, superBlocks: set(k.superBlocks, id, { ...sb, inodes }) };
}

function drop(k: Kernel, inode: Inode): Kernel {
  const sb = lookup(k.superBlocks, inode.sb);
  const superBlocks = set(k.superBlocks, sb.id, { ...sb, inodes: sb.inodes - 1 });
  const freed = { ...uncharge(k, inode, 0), superBlocks };
  return account({ ...freed, inodes: remove(k.inodes, inode.id) }, sb.id, inode.body, null);
}

function change(k: Kernel, id: InodeId, part: Partial<Inode>): Kernel {
  return { ...k, inodes: set(k.inodes, id, { ...lookup(k.inodes, id), ...part }) };
}

function setDentry(k: Kernel, dentry: Dentry): Kernel {
  return { ...k, dentries: set(k.dentries, dentry.id, dentry) };
}

/** Puts `dentry` into its directory; a subdirectory's ".." is one more link to it. */
function enter(k: Kernel, dentry: Dentry, subdir: boolean, at: number): Kernel {
  const id = lookup(k.dentries, dentry.parent).inode;
  const dir = lookup(k.inodes, id);
  if (dir.body.kind !== "dir") throw new Error(`inode ${id} is a ${dir.body.kind}, not a directory`);
  const entries = withName(dir.body.entries, dentry.name, dentry.id);
  const nlink = dir.nlink + (subdir ? 1 : 0);
  return { ...k, inodes: set(k.inodes, id, { ...dir, nlink, mtime: at, ctime: at, body: { kind: "dir", entries } }) };
}

function leave(k: Kernel, dentry: Dentry, subdir: boolean, at: number): Kernel {
  const id = lookup(k.dentries, dentry.parent).inode;
  const dir = lookup(k.inodes, id);
  if (dir.body.kind !== "dir") throw new Error(`inode ${id} is a ${dir.body.kind}, not a directory`);
  const entries = withoutName(dir.body.entries, dentry.name);
  const nlink = dir.nlink - (subdir ? 1 : 0);
  return { ...k, inodes: set(k.inodes, id, { ...dir, nlink, mtime: at, ctime: at, body: { kind: "dir", entries } }) };
}

function unlink(k: Kernel, id: DentryId, held: boolean, at: number): Kernel {
  const dentry = lookup(k.dentries, id);
  const inode = lookup(k.inodes, dentry.inode);
  const nlink = isDir(inode) ? 0 : inode.nlink - 1;
  const left = nlink > 0 ? countLink(leave(k, dentry, false, at), inode.sb, -1) : leave(k, dentry, isDir(inode), at);
  if (held) return setDentry(change(left, inode.id, { nlink, ctime: at }), { ...dentry, unlinked: true });
  const dentries = remove(left.dentries, id);
  if (nlink === 0) return drop({ ...left, dentries }, inode);
  return change({ ...left, dentries }, inode.id, { nlink, ctime: at });
}

/** Moves a dentry to another name or directory. */
function move(k: Kernel, dentry: Dentry, parent: DentryId, name: string, at: number): Kernel {
  const inode = lookup(k.inodes, dentry.inode);
  const moved = { ...dentry, parent, name };
  const entered = enter(leave(k, dentry, isDir(inode), at), moved, isDir(inode), at);
  return change(setDentry(entered, moved), inode.id, { ctime: at });
}

export const inodeAppliers: Appliers<InodeEvent, Kernel> = {
  "inode.created": (k, { inode, dentry, at }) => {
    const sb = lookup(k.superBlocks, inode.sb);
    const made: Kernel = {
      ...k,
      inodes: set(k.inodes, inode.id, inode),
      dentries: set(k.dentries, dentry.id, dentry),
      superBlocks: set(k.superBlocks, sb.id, {
        ...sb,
        nextIno: Math.max(sb.nextIno, inode.ino + 1),
        used: sb.used + blocksOf(inode.body, sb.type),
        inodes: sb.inodes + 1,
      }),
      next: {
        ...k.next,
        inode: Math.max(k.next.inode, inode.id + 1),
        dentry: Math.max(k.next.dentry, dentry.id + 1),
      },
    };
    return dentry.parent === dentry.id ? made : enter(made, dentry, isDir(inode), at);
  },
  "dentry.linked": (k, { dentry, at }) => {
    const inode = lookup(k.inodes, dentry.inode);
    const linked = change(setDentry(k, dentry), inode.id, { nlink: inode.nlink + 1, ctime: at });
    const next = { ...k.next, dentry: Math.max(k.next.dentry, dentry.id + 1) };
    return countLink(enter({ ...linked, next }, dentry, false, at), inode.sb, 1);
  },
  "dentry.unlinked": (k, { dentry, held, at }) => unlink(k, dentry, held, at),
  "dentry.renamed": (k, { dentry, parent, name, replaced, at }) => {
    const cleared = replaced ? unlink(k, replaced.dentry, replaced.held, at) : k;
    return move(cleared, lookup(k.dentries, dentry), parent, name, at);
  },
  "dentry.exchanged": (k, { a, b, at }) => {
    const first = lookup(k.dentries, a);
    const second = lookup(k.dentries, b);
    // Out of both directories first, so that neither hides the other's name.
    const dirs = { a: isDir(lookup(k.inodes, first.inode)), b: isDir(lookup(k.inodes, second.inode)) };
    const out = leave(leave(k, first, dirs.a, at), second, dirs.b, at);
    const toSecond = { ...first, parent: second.parent, name: second.name };
    const toFirst = { ...second, parent: first.parent, name: first.name };
    const back = enter(enter(out, toSecond, dirs.a, at), toFirst, dirs.b, at);
    const touched = change(change(back, first.inode, { ctime: at }), second.inode, { ctime: at });
    return setDentry(setDentry(touched, toSecond), toFirst);
  },
  "inode.evicted": (k, { dentry }) => {
    const inode = lookup(k.inodes, lookup(k.dentries, dentry).inode);
    const out = { ...k, dentries: remove(k.dentries, dentry) };
    return inode.nlink === 0 ? drop(out, inode) : out;
  },
  "inode.written": (k, { inode, offset, data, at }) => {
    const old = lookup(k.inodes, inode);
    return changeBody(k, old, writtenBody(old, offset, data), at);
  },
  "inode.truncated": (k, { inode, size, at }) => {
    const old = lookup(k.inodes, inode);
    const { body } = old;
    if (body.kind !== "file") throw new Error(`inode ${inode} is a ${body.kind}: it has no size`);
    const data = body.data.length > size ? body.data.slice(0, size) : body.data;
    return changeBody(k, old, { kind: "file", data, size }, at);
  },
  "inode.chmoded": (k, { inode, mode, at }) => change(k, inode, { mode, ctime: at }),
  "inode.chowned": (k, { inode, uid, gid, mode, at }) => change(k, inode, { uid, gid, mode, ctime: at }),
  "inode.touched": (k, { inode, atime, mtime, at }) => change(k, inode, { atime, mtime, ctime: at }),
  "inode.xattr-set": (k, { inode, name, value, at }) => {
    const { [name]: _, ...others } = lookup(k.inodes, inode).xattrs ?? {};
    return change(k, inode, { xattrs: value === null ? others : { ...others, [name]: value }, ctime: at });
  },
  "inode.piped": (k, { inode, pipe }) => change(k, inode, { body: { kind: "fifo", pipe } }),
  "fifo.met": (k, { pipe, readers, writers }) => {
    const p = get(k.pipes, pipe);
    if (!p) throw new Error(`no pipe ${pipe}`);
    const expected = {
      readers: (p.expected?.readers ?? 0) + readers,
      writers: (p.expected?.writers ?? 0) + writers,
    };
    const met = { ...p, readers: p.readers + readers, writers: p.writers + writers, expected };
    return { ...k, pipes: set(k.pipes, pipe, met) };
  },
};
