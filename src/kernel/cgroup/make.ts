// mkdir(2) and rmdir(2) in a cgroup file system: cgroup_mkdir(), cgroup_rmdir(), kernel/cgroup/cgroup.c

import { EAGAIN, EBUSY, ENODEV, type Errno } from "../abi/errno.ts";
import type { Tx } from "../tx.ts";
import type { Kernel } from "../world.ts";
import { type Cgroup, type CgroupId, freshCgroup, type Owner } from "./cgroup.ts";
import { cgroupOf, countDescendants, isPopulated, selfAndAncestors } from "./tree.ts";

/** "If the actual descent depth [or the number of descendants] is equal or larger, an attempt to create … will fail" */
function reachesLimit(k: Kernel, parent: Cgroup): boolean {
  return selfAndAncestors(k, parent.id).some(
    (at, level) =>
      (at.maxDescendants !== null && countDescendants(k, at.id) >= at.maxDescendants) ||
      (at.maxDepth !== null && level >= at.maxDepth),
  );
}

export function makeCgroup(tx: Tx, parentId: CgroupId, name: string, owner: Owner): CgroupId | Errno {
  const parent = cgroupOf(tx.k, parentId);
  if (parent.dead) return ENODEV;
  if (reachesLimit(tx.k, parent)) return EAGAIN;
  const id = tx.k.next.cgroup as CgroupId;
  const cgroup = freshCgroup({ id, parent: parentId, name, owner, madeAt: tx.now });
  tx.emit({ type: "cgroup.created", cgroup });
  return id;
}

/** Why it cannot be removed: "A cgroup which doesn't have any children or live processes can be destroyed". */
export function refusesRemoval(k: Kernel, id: CgroupId): Errno | null {
  return isPopulated(k, id) || cgroupOf(k, id).children.length > 0 ? EBUSY : null;
}
