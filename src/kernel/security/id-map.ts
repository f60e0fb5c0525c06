// User and group ids inside and outside a user namespace: user_namespaces(7), "User and group ID mappings".
// The kernel keeps every id as the initial namespace numbers it, and translates at the edge.

import type { IdRange, NsId } from "../ns/namespace.ts";
import type { Kernel } from "../world.ts";
import { userNs } from "./capable.ts";

/** "Unmapped user IDs … are converted to the overflow user ID" - user_namespaces(7) */
export const OVERFLOW_ID = 65534;

const map = (k: Kernel, ns: NsId, which: "uid" | "gid"): readonly IdRange[] => {
  const user = userNs(k, ns);
  return (which === "uid" ? user.uidMap : user.gidMap) ?? [];
};

/** The kernel's id for `id` as `ns` numbers it; null where the map has no such id. */
export function toKernelId(k: Kernel, ns: NsId, which: "uid" | "gid", id: number): number | null {
  const range = map(k, ns, which).find((r) => id >= r.inside && id < r.inside + r.count);
  return range ? range.outside + id - range.inside : null;
}

/** What `ns` calls the kernel's id; null where the map has no such id. */
export function fromKernelId(k: Kernel, ns: NsId, which: "uid" | "gid", id: number): number | null {
  const range = map(k, ns, which).find((r) => id >= r.outside && id < r.outside + r.count);
  return range ? range.inside + id - range.outside : null;
}

/** What a program in `ns` is told: the overflow id stands for what has no number there. */
export function shownId(k: Kernel, ns: NsId, which: "uid" | "gid", id: number): number {
  return fromKernelId(k, ns, which, id) ?? OVERFLOW_ID;
}
