// /proc/PID/mountinfo as libmount reads it: proc_pid_mountinfo(5).
//
//   36 35 98:0 /mnt1 /mnt2 rw,noatime shared:1 - ext3 /dev/root rw,errors=continue
//   id parent maj:min root target options tags - type source super-block options

import { type Errno, failed } from "../../kernel/abi/errno.ts";
import { readFile } from "../libc.ts";
import type { Run } from "../program.ts";

export interface MountLine {
  readonly id: number;
  readonly parent: number;
  /** "8:1" */
  readonly device: string;
  readonly root: string;
  readonly target: string;
  /** Per mount, then of the file system. */
  readonly vfsOptions: string;
  readonly fsOptions: string;
  /** "shared:1", "master:2" … */
  readonly tags: readonly string[];
  readonly type: string;
  readonly source: string;
}

/** A blank, tab, newline or backslash stands there as \040 and so on. */
const unmangle = (text: string): string =>
  text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));

export function parseMountinfo(text: string): MountLine[] {
  const lines = text.split("\n").filter((l) => l !== "");
  return lines.flatMap((line) => {
    const [head = "", tail = ""] = line.split(" - ");
    const [id, parent, device = "", root = "", target = "", vfsOptions = "", ...tags] = head.split(" ");
    const [type = "", source = "", fsOptions = ""] = tail.split(" ");
    const place = { root: unmangle(root), target: unmangle(target), source: unmangle(source) };
    return [{ id: Number(id), parent: Number(parent), device, ...place, vfsOptions, fsOptions, tags, type }];
  });
}

export function* readMountinfo(path: string): Run<MountLine[] | Errno> {
  const text = yield* readFile(path);
  return failed(text) ? text : parseMountinfo(text);
}

/** Both kinds of options in one list: read-only where either is. */
export function mergeOptions(vfs: string, fs: string): string {
  const both = [...vfs.split(","), ...fs.split(",")].filter((o) => o !== "");
  return [both.includes("ro") ? "ro" : "rw", ...both.filter((o) => o !== "ro" && o !== "rw")].join(",");
}

/** The last mount on that place hides those below it. */
export const mountAt = (mounts: readonly MountLine[], target: string): MountLine | undefined =>
  mounts.findLast((m) => m.target === target);

/** A mount and all below it, the deepest last. */
export function subtree(mounts: readonly MountLine[], top: MountLine): MountLine[] {
  const below = mounts.filter((m) => m.parent === top.id && m.id !== top.id);
  return [top, ...below.flatMap((m) => subtree(mounts, m))];
}
