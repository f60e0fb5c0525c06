// Changing ids, and what that does to capabilities: capabilities(7),
// "Effect of user ID changes on capabilities" and "Transformation of capabilities during execve()".

import { CAPABILITIES, type Capability, type CapSet, EMPTY_SET } from "../abi/capability.ts";
import { EPERM, type Errno } from "../abi/errno.ts";
import { SECBIT_KEEP_CAPS, SECBIT_NO_SETUID_FIXUP, SECBIT_NOROOT } from "../abi/securebits.ts";
import type { FileCaps } from "../abi/vfs-cap.ts";
import type { NsId } from "../ns/namespace.ts";
import { userNs } from "../security/capable.ts";
import { fromKernelId, toKernelId } from "../security/id-map.ts";
import type { Kernel } from "../world.ts";
import type { Cred, Task } from "./task.ts";

/** The kernel's id of root as the task's user namespace has it; null where 0 is not mapped. */
const rootOf = (k: Kernel, task: Task): number | null => toKernelId(k, task.ns.user, "uid", 0);

/** New user ids, with the capability sets that follow from them. */
export function withUids(k: Kernel, task: Task, uid: number, euid: number, suid: number): Cred {
  const { cred } = task;
  const root = rootOf(k, task);
  const secure = cred.securebits ?? 0;
  let { caps } = cred;
  if (secure & SECBIT_NO_SETUID_FIXUP) return { ...cred, uid, euid, suid };
  const was = [cred.uid, cred.euid, cred.suid].includes(root as number);
  const is = [uid, euid, suid].includes(root as number);
  // "1. If one or more of the real, effective, or saved set user IDs was previously 0, and as a result of the UID changes
  // all of these IDs have a nonzero value, then all capabilities are cleared from the permitted, effective, and ambient"
  if (was && !is) {
    const permitted = secure & SECBIT_KEEP_CAPS ? caps.permitted : EMPTY_SET;
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

const and = (a: CapSet, b: CapSet): CapSet => a.filter((c) => b.includes(c));

/** What execve(2) knows of the program's file. */
export interface ExecFile {
  readonly uid: number;
  readonly gid: number;
  readonly mode: number;
  readonly caps: FileCaps | null;
}

/** The file's capabilities, where they count: for the root that set them. rootid_owns_currentns(), commoncap.c */
function countingCaps(k: Kernel, task: Task, caps: FileCaps | null): FileCaps | null {
  for (let id: NsId | null = task.ns.user; caps && id !== null; ) {
    if (toKernelId(k, id, "uid", 0) === caps.rootid) return caps;
    id = userNs(k, id).parent;
  }
  return null;
}

/**
 * Credentials after execve(2) of a file; `setid` is false on a nosuid mount. EPERM: the file makes capabilities
 * effective that the bounding set lacks. cap_bprm_creds_from_file(), security/commoncap.c
 */
export function execCred(k: Kernel, task: Task, file: ExecFile, setid: boolean): Cred | Errno {
  const { cred, noNewPrivs } = task;
  const { uid, gid, caps } = cred;
  const secure = cred.securebits ?? 0;
  let { euid, egid } = cred;
  // bprm_fill_uid(): an owner who has no number in the user namespace cannot be become.
  const known =
    fromKernelId(k, task.ns.user, "uid", file.uid) !== null && fromKernelId(k, task.ns.user, "gid", file.gid) !== null;
  if (setid && known && !noNewPrivs) {
    if (file.mode & 0o4000) euid = file.uid;
    if ((file.mode & 0o2010) === 0o2010) egid = file.gid;
  }
  // P'(permitted) = (P(inheritable) & F(inheritable)) | (F(permitted) & P(bounding)) | P'(ambient)
  const granted = setid ? countingCaps(k, task, file.caps) : null;
  let permitted: CapSet = EMPTY_SET;
  let effective = false;
  if (granted) {
    permitted = or(and(granted.permitted, caps.bounding), and(granted.inheritable, caps.inheritable));
    if (granted.effective && granted.permitted.some((c) => !permitted.includes(c))) return EPERM;
    effective = granted.effective;
  }
  const root = rootOf(k, task);
  // For root all sets of the file are full, unless SECBIT_NOROOT says that root is nobody special.
  if (root !== null && (secure & SECBIT_NOROOT) === 0 && (uid === root || euid === root)) {
    const onlyFile = granted !== null && uid !== root && euid === root;
    if (!onlyFile) {
      permitted = or(caps.bounding, caps.inheritable);
      effective = effective || euid === root;
    }
  }
  const setIds = euid !== uid || egid !== gid;
  // "no_new_privs": whoever runs it gets no more than they had.
  if (noNewPrivs && permitted.some((c) => !caps.permitted.includes(c))) permitted = and(permitted, caps.permitted);
  const changed = euid !== cred.euid || egid !== cred.egid;
  const ambient = granted || (changed && setIds) ? EMPTY_SET : caps.ambient;
  permitted = order(or(permitted, ambient));
  return {
    ...cred,
    euid,
    egid,
    suid: euid,
    sgid: egid,
    securebits: secure & ~SECBIT_KEEP_CAPS,
    caps: { ...caps, permitted, effective: effective ? permitted : ambient, ambient },
  };
}

const order = (set: CapSet): CapSet => CAPABILITIES.filter((c) => set.includes(c));
