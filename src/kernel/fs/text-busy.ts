// "ETXTBSY: pathname refers to an executable image which is currently being executed and write access was requested"
// - open(2); and the other way round, execve(2) of a file that somebody has open for writing.

import { O_ACCMODE, O_PATH, O_RDONLY } from "../abi/flags.ts";
import { lookup, values } from "../table.ts";
import type { Kernel } from "../world.ts";
import type { DentryId } from "./dentry.ts";
import type { Node } from "./path.ts";

const isFile = (k: Kernel, node: Node | undefined, inode: number): boolean =>
  typeof node === "number" && lookup(k.dentries, node).inode === inode;

const inodeOf = (k: Kernel, node: Node): number => lookup(k.dentries, node as DentryId).inode;

/** Is this the program of a process? */
export function isRunning(k: Kernel, node: Node): boolean {
  if (typeof node !== "number") return false;
  const inode = inodeOf(k, node);
  return values(k.tasks).some((t) => t.state !== "zombie" && isFile(k, t.exe?.node, inode));
}

export function isOpenForWriting(k: Kernel, node: Node): boolean {
  if (typeof node !== "number") return false;
  const inode = inodeOf(k, node);
  const writes = (flags: number) => (flags & O_ACCMODE) !== O_RDONLY && (flags & O_PATH) === 0;
  return values(k.files).some((f) => writes(f.flags) && isFile(k, f.path?.node, inode));
}
