// What a descriptor leads to, in the words of /proc/PID/fd.

import type { FileId } from "../kernel/fs/file.ts";
import { get } from "../kernel/table.ts";
import type { Kernel } from "../kernel/world.ts";
import { fromBytes } from "../user/libc.ts";
import { placeName } from "./where.ts";

export function targetName(k: Kernel, id: FileId): string {
  const file = get(k.files, id);
  if (!file) return "?";
  const { target, path } = file;
  switch (target.kind) {
    case "pipe": {
      const pipe = get(k.pipes, target.pipe);
      if (!path) return `pipe:[${pipe?.ino ?? target.pipe}]`;
      break;
    }
    case "tty":
      return `/dev/${fromBytes(get(k.ttys, target.tty)?.name ?? "tty").replace(/^\/dev\//, "")}`;
    case "ns": {
      const ns = get(k.namespaces, target.ns);
      return `${ns?.kind ?? "ns"}:[${ns?.inum ?? target.ns}]`;
    }
    case "hypervisor":
      if (target.machine !== null) return `${target.device} ${target.machine}`;
      break;
    case "pidfd":
      return "anon_inode:[pidfd]";
    default:
  }
  return path ? fromBytes(placeName(k, path)) : target.kind;
}
