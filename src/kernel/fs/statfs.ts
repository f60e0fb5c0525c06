// statfs(2): how much room a file system has.

import { lookup } from "../table.ts";
import { BLOCK, capacity, inodeCapacity } from "./blocks.ts";
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

const RESERVED = 0.05; // of ext4's blocks, for root: mke2fs(8), -m

/** An overlay has the room of its upper layer, or of the topmost lower one: ovl_statfs() */
export function statfsOf(v: View, { sb: shown }: Place): Statfs {
  const layer = shown.overlay?.upper ?? shown.overlay?.lowers[0];
  const sb = layer ? lookup(v.k.superBlocks, layer.sb) : shown;
  const common = { type: shown.type, bsize: BLOCK, namelen: 255 };
  if (typeof sb.root !== "number" || sb.type === "mqueue") {
    return { ...common, blocks: 0, bfree: 0, bavail: 0, files: 0, ffree: 0 };
  }
  const blocks = capacity(sb, v.hardware);
  const onDisk = sb.type === "ext4";
  const files = inodeCapacity(sb, v.hardware);
  const bfree = Math.max(0, blocks - sb.used);
  const bavail = onDisk ? Math.max(0, bfree - Math.floor(blocks * RESERVED)) : bfree;
  return { ...common, blocks, bfree, bavail, files, ffree: files - sb.inodes };
}
