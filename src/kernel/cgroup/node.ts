// Places in a cgroup file system: "cgroup:5" is a directory, "cgroup:5/cgroup.procs" a file in it, "/" the root. By number
// and not by path, so that a removed directory is not mistaken for a new one of the same name.

import type { GenNode, Node } from "../fs/path.ts";
import { type CgroupId, ROOT_CGROUP } from "./cgroup.ts";

const ROOT = "/" as GenNode;
const PREFIX = "cgroup:";

export interface Spot {
  readonly id: CgroupId;
  /** null: the directory itself. */
  readonly file: string | null;
}

export const dirNode = (id: CgroupId): GenNode => (id === ROOT_CGROUP ? ROOT : (`${PREFIX}${id}` as GenNode));

export const fileNode = (id: CgroupId, name: string): GenNode => `${PREFIX}${id}/${name}` as GenNode;

export function spotOf(node: Node): Spot {
  if (node === ROOT) return { id: ROOT_CGROUP, file: null };
  const text = String(node).slice(PREFIX.length);
  const slash = text.indexOf("/");
  if (slash < 0) return { id: Number(text) as CgroupId, file: null };
  return { id: Number(text.slice(0, slash)) as CgroupId, file: text.slice(slash + 1) };
}
