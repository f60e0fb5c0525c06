// Changing ids, and what that does to capabilities: capabilities(7),
// "Effect of user ID changes on capabilities" and "Transformation of capabilities during execve()".

import { type Capability, type CapSet, EMPTY_SET } from "../abi/capability.ts";
import { fromKernelId, toKernelId } from "../security/id-map.ts";
import type { Kernel } from "../world.ts";
import type { Cred, Task } from "./task.ts";

/** The kernel's id of root as the task's user namespace has it; null where 0 is not mapped. */
const rootOf = (k: Kernel, task: Task): number | null => toKernelId(k, task.ns.user, "uid", 0);

/** New user ids, with the capability sets that follow from them. */
export function withUids(k: Kernel, task: Task, uid: number, euid: number, suid: number): Cred {
  const { cred } = task;
  const root = rootOf(k, task);
  let { caps } = cred;
  const was = [cred.uid, cred.euid, cred.suid].includes(root as number);
  const is = [uid, euid, suid].includes(root as number);
  // "1. If one or more of the real, effective, or saved set user IDs was previously 0, and as a result of the UID changes
  // all of these IDs have a nonzero value, then all capabilities are cleared from the permitted, effective, and ambient"
  if (was && !is) {
    const permitted = cred.keepCaps ? caps.permitted : EMPTY_SET;
    caps = { ...caps, permitted, effective: EMPTY_SET, ambient: EMPTY_SET };
  }
  // "2. If the effective user ID is changed from 0 to nonzero, then all capabilities are cleared from the effective set."
  if (cred.euid === root && euid !== root) caps = { ...caps, effective: EMPTY_SET };
  // "3. … from nonzero to 0, then the permitted set is copied to the effective set."
  if (cred.euid !== root && euid === root) caps = { ...caps, effective: caps.permitted };
  return { ...cred, uid, euid, suid, caps };
}

const or = (a: CapSet, b: CapSet): CapSet => {
  const extra: Capability[] = b.filter((c) => !a.includes(c));
  return extra.length ? [...a, ...extra] : a;
};

/** Credentials after execve(2) of a file with these owner ids and mode; `setid` is false on a nosuid mount. */
export function execCred(
  k: Kernel,
  task: Task,
  file: { uid: number; gid: number; mode: number },
  setid: boolean,
): Cred {
  let { euid, egid } = task.cred;
  const { uid, caps } = task.cred;
  // bprm_fill_uid(): an owner who has no number in the user namespace cannot be become.
  const known =
    fromKernelId(k, task.ns.user, "uid", file.uid) !== null && fromKernelId(k, task.ns.user, "gid", file.gid) !== null;
  if (setid && known && !task.noNewPrivs) {
    if (file.mode & 0o4000) euid = file.uid;
    if ((file.mode & 0o2010) === 0o2010) egid = file.gid;
  }
  const root = rootOf(k, task);
  const changed = euid !== task.cred.euid || egid !== task.cred.egid;
  const ambient = changed ? EMPTY_SET : caps.ambient;
  // P'(permitted) = (P(inheritable) & F(inheritable)) | (F(permitted) & P(bounding)) | P'(ambient); for root F is full
  const asRoot = root !== null && (uid === root || euid === root);
  const permitted = asRoot ? or(caps.bounding, caps.inheritable) : ambient;
  const effective = asRoot ? (euid === root ? permitted : ambient) : ambient;
  return {
    ...task.cred,
    euid,
    egid,
    suid: euid,
    sgid: egid,
    keepCaps: false,
    caps: { ...caps, permitted, effective, ambient },
  };
}
