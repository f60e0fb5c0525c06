// How much room files take, and how much there is.

import type { Hardware } from "../../machine/hardware.ts";
import type { Body } from "./inode.ts";
import type { FsType, SuperBlock } from "./mount.ts";
import { countNames } from "./names.ts";

export const BLOCK = 4096; // bytes an allocation unit of ext4 and tmpfs
const SECTOR = 512; // bytes a unit of st_blocks: stat(2)
const STAND_IN_MAX = 4096; // bytes; a stand-in is a few lines
const STAND_INS = ["\x7fELF\n", "QFI\u00fb\n"]; // a program, a qcow2 image: it keeps no holes
const FAST_SYMLINK = 60; // bytes of text, its NUL included, that fit in ext4's inode; ext4_inode_is_fast_symlink()
const SHORT_SYMLINK = 128; // bytes that tmpfs keeps beside its inode; SHORT_SYMLINK_LEN, mm/shmem.c
const TMPFS_ENTRY = 20; // bytes an entry adds to a directory's size; BOGO_DIRENT_SIZE, mm/shmem.c

/** Does the file system live on a disk? In memory a directory is a list that takes no blocks. */
const onDisk = (type: FsType): boolean => type === "ext4";

export function sizeOf(body: Body, type: FsType): number {
  switch (body.kind) {
    case "dir":
      return onDisk(type) ? BLOCK : (countNames(body.entries) + 2) * TMPFS_ENTRY;
    case "file":
      return body.size;
    case "symlink":
      return body.target.length;
    default:
      return 0;
  }
}

/** A hole takes no blocks. A stand-in for a program or a qcow2 image stands for a file that is whole on the disk. */
export function blocksOf(body: Body, type: FsType): number {
  if (body.kind === "dir") return onDisk(type) ? 1 : 0;
  if (body.kind === "symlink") return body.target.length >= (onDisk(type) ? FAST_SYMLINK : SHORT_SYMLINK) ? 1 : 0;
  if (body.kind !== "file") return 0;
  // Looking into a long text that was put together from pieces would join them anew at each write.
  const standIn = body.data.length < STAND_IN_MAX && STAND_INS.some((magic) => body.data.startsWith(magic));
  const bytes = standIn ? body.size : body.data.length;
  return Math.ceil(bytes / BLOCK);
}

/** st_blocks of so many blocks. */
export const sectors = (blocks: number): number => blocks * (BLOCK / SECTOR);

const INODE_RATIO = 16384; // bytes of disk an inode: mke2fs(8), -i

/**
 * Inodes that one more name of a file takes: "No ordinary (disk based) filesystem counts links as inodes; but each new
 * link needs a new dentry, pinning lowmem" - shmem_link(), mm/shmem.c
 */
export const inodesOfLink = (type: FsType): number => (onDisk(type) ? 0 : 1);

/** How many inodes it can have. "nr_inodes … The default is half of the number of your physical RAM pages" - tmpfs(5) */
export function inodeCapacity(sb: SuperBlock, hardware: Hardware): number {
  if (onDisk(sb.type)) return Math.floor(hardware.disk.size / INODE_RATIO);
  const m = /(?:^|,)nr_inodes=(\d+)(?:,|$)/.exec(sb.options);
  return m ? Number(m[1]) : Math.floor(hardware.memory / BLOCK / 2);
}

/** Is there no room for another file like this one, or for another name? */
export function isFull(sb: SuperBlock, hardware: Hardware, body: Body | null): boolean {
  const inodes = body === null ? inodesOfLink(sb.type) : 1;
  const blocks = body === null ? 0 : blocksOf(body, sb.type);
  if (sb.inodes + inodes > inodeCapacity(sb, hardware)) return true;
  return blocks > 0 && sb.used + blocks > capacity(sb, hardware);
}

/** How many blocks the file system has in all. */
export function capacity(sb: SuperBlock, hardware: Hardware): number {
  if (onDisk(sb.type)) return Math.floor(hardware.disk.size / BLOCK);
  const m = /(?:^|,)size=(\d+)k(?:,|$)/.exec(sb.options);
  // "size … The default is half of your physical RAM" - tmpfs(5)
  return Math.floor((m ? Number(m[1]) * 1024 : hardware.memory / 2) / BLOCK);
}
