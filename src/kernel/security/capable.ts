// Does a capability count here? capabilities(7), user_namespaces(7).
//
// A capability is power over the resources of one user namespace. "The rules for determining whether or not a
// process has a capability in a particular user namespace are as follows" - user_namespaces(7), "Capabilities":
// it has it in its own namespace if the set holds it; in a descendant too; and the creator of a namespace,
// by effective user id, has all of them in it.

import type { Capability } from "../abi/capability.ts";
import type { NsId, UserNs } from "../ns/namespace.ts";
import { lookup } from "../table.ts";
import type { Task } from "../task/task.ts";
import type { Kernel } from "../world.ts";

export function userNs(k: Kernel, id: NsId): UserNs {
  const ns = lookup(k.namespaces, id);
  if (ns.kind !== "user") throw new Error(`namespace ${id} is a ${ns.kind} namespace, not user`);
  return ns;
}

/** Has `task` this capability over things that belong to `target` (default: the initial user namespace)? */
export function capable(k: Kernel, task: Task, cap: Capability, target?: NsId): boolean {
  const own = userNs(k, task.ns.user);
  let ns = userNs(k, target ?? INIT_USER_NS);
  for (;;) {
    if (ns.id === own.id) return task.cred.caps.effective.includes(cap);
    if (ns.level <= own.level || ns.parent === null) return false;
    if (ns.parent === own.id && ns.uid === task.cred.euid) return true;
    ns = userNs(k, ns.parent);
  }
}

/** The first namespace that a kernel makes. */
export const INIT_USER_NS = 1 as NsId;

/** Over the resources of the caller's own user namespace. */
export function capableHere(k: Kernel, task: Task, cap: Capability): boolean {
  return capable(k, task, cap, task.ns.user);
}
