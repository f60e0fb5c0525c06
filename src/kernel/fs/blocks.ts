// How much room a file takes.

import type { Body } from "./inode.ts";

const BLOCK = 4096; // bytes an allocation unit of ext4 and tmpfs
const SECTOR = 512; // bytes a unit of st_blocks: stat(2)
const ELF_STAND_IN = "\x7fELF\n";

export function sizeOf(body: Body): number {
  switch (body.kind) {
    case "dir":
      return BLOCK;
    case "file":
      return body.size;
    case "symlink":
      return body.target.length;
    default:
      return 0;
  }
}

/** A hole takes no blocks. A stand-in for a program stands for a file that is whole on the disk. */
export function blocksOf(body: Body): number {
  if (body.kind === "dir") return BLOCK / SECTOR;
  if (body.kind !== "file") return 0;
  const bytes = body.data.startsWith(ELF_STAND_IN) ? body.size : body.data.length;
  return Math.ceil(bytes / BLOCK) * (BLOCK / SECTOR);
}
