// Writing /proc/PID/uid_map, gid_map and setgroups: user_namespaces(7),
// "Defining user and group ID mappings: writing to uid_map and gid_map".

import { EINVAL, EPERM, type Errno } from "../abi/errno.ts";
import { capable, userNs } from "../security/capable.ts";
import { toKernelId } from "../security/id-map.ts";
import type { Pid } from "../task/task.ts";
import type { Tx } from "../tx.ts";
import type { IdRange, NsId } from "./namespace.ts";

const LINES_MAX = 340; // "there is a limit on the number of lines in the file" - user_namespaces(7)

function parse(text: string): IdRange[] | null {
  const lines = text.replace(/\n$/, "").split("\n");
  if (lines.length > LINES_MAX) return null;
  const ranges: IdRange[] = [];
  for (const line of lines) {
    const m = /^\s*(\d+)\s+(\d+)\s+(\d+)\s*$/.exec(line);
    if (!m) return null;
    const [inside, outside, count] = m.slice(1).map(Number) as [number, number, number];
    if (count === 0 || inside + count >= 2 ** 32 || outside + count >= 2 ** 32) return null;
    ranges.push({ inside, outside, count });
  }
  const overlap = (a: IdRange, b: IdRange, side: "inside" | "outside") =>
    a[side] < b[side] + b.count && b[side] < a[side] + a.count;
  const bad = ranges.some((a, i) =>
    ranges.some((b, j) => i < j && (overlap(a, b, "inside") || overlap(a, b, "outside"))),
  );
  return bad ? null : ranges;
}

/** Writes the map of user namespace `target`; `text` is what was written to the file. Returns the bytes taken. */
export function applyIdMap(tx: Tx, pid: Pid, target: NsId, which: "uid" | "gid", text: string): number | Errno {
  const task = tx.task(pid);
  const ns = userNs(tx.k, target);
  // "a user ID mapping may be written … once" - the second write is EPERM
  if ((which === "uid" ? ns.uidMap : ns.gidMap) !== null || ns.parent === null) return EPERM;
  if (!capable(tx.k, task, "CAP_SYS_ADMIN", target)) return EPERM;
  // "The writing process must be in either the user namespace of the process pid or … the parent"
  if (task.ns.user !== target && task.ns.user !== ns.parent) return EPERM;
  const ranges = parse(text);
  if (!ranges) return EINVAL;
  const kernelRanges: IdRange[] = [];
  for (const r of ranges) {
    const outside = toKernelId(tx.k, ns.parent, which, r.outside);
    const last = toKernelId(tx.k, ns.parent, which, r.outside + r.count - 1);
    if (outside === null || last !== outside + r.count - 1) return EPERM;
    kernelRanges.push({ ...r, outside });
  }
  if (!mayMap(tx, pid, target, which, kernelRanges)) return EPERM;
  tx.emit({ type: "userns.mapped", ns: target, which, map: kernelRanges });
  return text.length;
}

// "One of the following two cases applies: Either the writing process has the CAP_SETUID (CAP_SETGID) capability
// in the parent user namespace … Or otherwise … The data written must consist of a single line that maps the
// writing process's effective user ID" - user_namespaces(7)
function mayMap(tx: Tx, pid: Pid, target: NsId, which: "uid" | "gid", ranges: readonly IdRange[]): boolean {
  const task = tx.task(pid);
  const ns = userNs(tx.k, target);
  const [only] = ranges;
  const own = which === "uid" ? task.cred.euid : task.cred.egid;
  if (ranges.length === 1 && only?.count === 1 && only.outside === own && ns.uid === task.cred.euid) {
    if (which === "uid" || ns.setgroups === "deny") return true;
  }
  return ns.parent !== null && capable(tx.k, task, which === "uid" ? "CAP_SETUID" : "CAP_SETGID", ns.parent);
}

/** Writes "allow" or "deny" to /proc/PID/setgroups. */
export function applySetgroups(tx: Tx, pid: Pid, target: NsId, text: string): number | Errno {
  const ns = userNs(tx.k, target);
  if (!capable(tx.k, tx.task(pid), "CAP_SYS_ADMIN", target)) return EPERM;
  const value = text.trim();
  if (value !== "allow" && value !== "deny") return EINVAL;
  if (value === "allow" && ns.setgroups === "deny") return EPERM;
  // "once gid_map has been written, it is not possible to disable setgroups" - user_namespaces(7)
  if (value === "deny" && ns.gidMap !== null && ns.setgroups === "allow") return EPERM;
  if (value !== ns.setgroups) tx.emit({ type: "userns.setgroups-set", ns: target, value });
  return text.length;
}
