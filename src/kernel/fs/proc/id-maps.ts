// /proc/PID/uid_map, gid_map and setgroups - user_namespaces(7).

import { EINVAL } from "../../abi/errno.ts";
import { applyIdMap, applySetgroups } from "../../ns/idmap.ts";
import { userNs } from "../../security/capable.ts";
import { fromKernelId } from "../../security/id-map.ts";
import { type At, type GenFile, subjectOf, writable } from "../generated/entry.ts";

const UNMAPPED = 4294967295; // (uid_t) -1
const WRITE_MAX = 4096; // bytes: "the number of bytes written … must be less than the system page size"

const column = (n: number): string => String(n).padStart(10);

export function idMap(which: "uid" | "gid"): GenFile {
  const read = (at: At) => {
    const { k, task: reader } = at.v;
    const ns = userNs(k, subjectOf(at).ns.user);
    // "the interpretation of the second field depends on whether the process opening … and the process pid are in the
    // same user namespace": then it is told in terms of the parent, else of the opener's own - user_namespaces(7)
    const lower = reader.ns.user === ns.id ? (ns.parent ?? ns.id) : reader.ns.user;
    const ranges = (which === "uid" ? ns.uidMap : ns.gidMap) ?? [];
    return ranges
      .map(({ inside, outside, count }) => {
        const shown = fromKernelId(k, lower, which, outside) ?? UNMAPPED;
        return `${column(inside)} ${column(shown)} ${column(count)}\n`;
      })
      .join("");
  };
  // "the data must be written … as a single write(2) call, at the start of the file" - user_namespaces(7)
  return writable(read, (tx, at, data, pos) =>
    pos !== 0 || data.length >= WRITE_MAX ? EINVAL : applyIdMap(tx, at.v.task.pid, subjectOf(at).ns.user, which, data),
  );
}

export const setgroups: GenFile = writable(
  (at) => `${userNs(at.v.k, subjectOf(at).ns.user).setgroups}\n`,
  (tx, at, data) => applySetgroups(tx, at.v.task.pid, subjectOf(at).ns.user, data),
);
