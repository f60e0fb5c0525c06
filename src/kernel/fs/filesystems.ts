// Which code serves which type of file system: what /proc/filesystems lists.

import type { FsType, SuperBlock } from "./mount.ts";
import type { FsOps } from "./ops.ts";

const registered = new Map<FsType, FsOps>();

/** register_filesystem(): done once for each type, in all-filesystems.ts. */
export function registerFilesystem(type: FsType, ops: FsOps): void {
  registered.set(type, ops);
}

export function opsOf(sb: SuperBlock): FsOps {
  const ops = registered.get(sb.type);
  if (!ops) throw new Error(`no code for file system type ${sb.type}`);
  return ops;
}

export function isRegistered(type: string): type is FsType {
  return registered.has(type as FsType);
}
