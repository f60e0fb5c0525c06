// statfs(2): how much room a file system has.

import { values } from "../table.ts";
import { blocksOf } from "./blocks.ts";
import type { FsType } from "./mount.ts";
import type { View } from "./ops.ts";
import type { Place } from "./place.ts";

export interface Statfs {
  /** What df and stat -f call it. */
  readonly type: FsType;
  /** Bytes a block; the counts below are of such blocks. */
  readonly bsize: number;
  readonly blocks: number;
  readonly bfree: number;
  readonly bavail: number;
  readonly files: number;
  readonly ffree: number;
  readonly namelen: number;
}

const BLOCK = 4096;
const SECTORS = BLOCK / 512;
const INODE_RATIO = 16384; // bytes of disk an inode: mke2fs(8), -i
const RESERVED = 0.05; // of ext4's blocks, for root: mke2fs(8), -m

export function statfsOf(v: View, { sb }: Place): Statfs {
  const common = { type: sb.type, bsize: BLOCK, namelen: 255 };
  const inodes = values(v.k.inodes).filter((i) => i.sb === sb.id);
  const used = inodes.reduce((sum, i) => sum + Math.ceil(blocksOf(i.body) / SECTORS), 0);
  if (sb.type === "ext4") {
    const { size } = v.hardware.disk;
    const blocks = Math.floor(size / BLOCK);
    const files = Math.floor(size / INODE_RATIO);
    const bfree = blocks - used;
    const bavail = Math.max(0, bfree - Math.floor(blocks * RESERVED));
    return { ...common, blocks, bfree, bavail, files, ffree: files - inodes.length };
  }
  if (sb.type === "tmpfs" || sb.type === "devtmpfs") {
    // "size … The default is half of your physical RAM" - tmpfs(5)
    const size = sizeOption(sb.options) ?? v.hardware.memory / 2;
    const blocks = Math.floor(size / BLOCK);
    const files = Math.floor(v.hardware.memory / BLOCK / 2);
    const left = Math.max(0, blocks - used);
    return { ...common, blocks, bfree: left, bavail: left, files, ffree: files - inodes.length };
  }
  return { ...common, blocks: 0, bfree: 0, bavail: 0, files: 0, ffree: 0 };
}

/** Bytes of "size=232784k" among a tmpfs's options. */
function sizeOption(options: string): number | null {
  const m = /(?:^|,)size=(\d+)k(?:,|$)/.exec(options);
  return m ? Number(m[1]) * 1024 : null;
}
