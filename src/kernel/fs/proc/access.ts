// "Permission to dereference or read … is governed by a ptrace access mode PTRACE_MODE_READ_FSCREDS check" - proc(5):
// whether one process may look inside another.

import { EACCES, type Errno } from "../../abi/errno.ts";
import { capable } from "../../security/capable.ts";
import type { Task } from "../../task/task.ts";
import type { Kernel } from "../../world.ts";
import { type At, subjectOf } from "../generated/entry.ts";

/** __ptrace_may_access() with the file-system ids and effective capabilities of `caller`. */
export function mayInspect(k: Kernel, caller: Task, target: Task): boolean {
  if (caller.pid === target.pid) return true;
  const powerful = capable(k, caller, "CAP_SYS_PTRACE", target.ns.user);
  const { euid, egid } = caller.cred;
  const { cred } = target;
  const sameUser = [cred.uid, cred.euid, cred.suid].every((id) => id === euid);
  const sameGroup = [cred.gid, cred.egid, cred.sgid].every((id) => id === egid);
  // "If the caller's … IDs do not match … and the caller does not have the CAP_SYS_PTRACE capability in the user
  // namespace of the target process … Deny access." - ptrace(2), "Ptrace access mode checking"
  if (!(sameUser && sameGroup) && !powerful) return false;
  // "Deny access if … the caller's … capabilities are not a superset of the target process's permitted capabilities"
  const inSameNs = caller.ns.user === target.ns.user;
  if (inSameNs && cred.caps.permitted.every((cap) => caller.cred.caps.effective.includes(cap))) return true;
  return powerful;
}

/** The same for an entry of /proc/PID: 0, or EACCES. */
export function inspect(at: At): 0 | Errno {
  return mayInspect(at.v.k, at.v.task, subjectOf(at)) ? 0 : EACCES;
}
