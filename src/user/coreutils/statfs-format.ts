// The directives of stat -f, and what statfs(2)'s magic numbers are called (coreutils src/fs.h).

import type { Errno } from "../../kernel/abi/errno.ts";
import type { SysRet } from "../../kernel/sys/table.ts";

export type Statfs = Exclude<SysRet<"statfs">, Errno>;

/** Magic number and human name where they are not the type's own name. */
const TYPES: Readonly<Record<string, readonly [magic: number, name?: string]>> = {
  ext4: [0xef53, "ext2/ext3"],
  tmpfs: [0x01021994],
  devtmpfs: [0x01021994, "tmpfs"],
  overlay: [0x794c7630, "overlayfs"],
  proc: [0x9fa0],
  sysfs: [0x62656572],
  devpts: [0x1cd1],
  cgroup2: [0x63677270, "cgroup2fs"],
  cgroup: [0x27e0eb, "cgroupfs"],
  nsfs: [0x6e736673],
  ramfs: [0x858458f6],
  mqueue: [0x19800202],
  pipefs: [0x50495045],
  squashfs: [0x73717368],
};

/** What stat -f calls a file system of this type. */
export const fsTypeName = (type: string): string => TYPES[type]?.[1] ?? type;

export function formatFs(format: string, path: string, fs: Statfs): string {
  return format.replace(/%([-0]*)(\d*)([a-zA-Z%])/g, (_whole, flags: string, width: string, kind: string) => {
    const value = directive(kind, path, fs);
    return flags.includes("-") ? value.padEnd(Number(width)) : value.padStart(Number(width));
  });
}

function directive(kind: string, path: string, fs: Statfs): string {
  switch (kind) {
    case "%":
      return "%";
    case "a":
      return String(fs.bavail);
    case "b":
      return String(fs.blocks);
    case "c":
      return String(fs.files);
    case "d":
      return String(fs.ffree);
    case "f":
      return String(fs.bfree);
    case "i":
      return "0";
    case "l":
      return "255";
    case "n":
      return path;
    case "s":
    case "S":
      return String(fs.bsize);
    case "t":
      return (TYPES[fs.type]?.[0] ?? 0).toString(16);
    case "T":
      return fsTypeName(fs.type);
    default:
      return "?";
  }
}

export const defaultFsFormat =
  '  File: "%n"\n' +
  "    ID: %-8i Namelen: %-7l Type: %T\n" +
  "Block size: %-10s Fundamental block size: %S\n" +
  "Blocks: Total: %-10b Free: %-10f Available: %a\n" +
  "Inodes: Total: %-10c Free: %d\n";

export const FS_TERSE = "%n %i %l %t %s %S %b %f %a %c %d\n";
