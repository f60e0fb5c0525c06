// /proc/PID/ns/*: the namespaces of a process as files - namespaces(7), "The /proc/pid/ns/ directory".

import { EACCES, ENOENT, type Errno, failed } from "../../abi/errno.ts";
import type { NsId } from "../../ns/namespace.ts";
import { lookup } from "../../table.ts";
import { pidNs } from "../../task/pid.ts";
import type { NsSet } from "../../task/task.ts";
import { type At, dir, type GenDir, type GenLink, link, subjectOf } from "../generated/entry.ts";
import { nsPath } from "../internal.ts";
import { mayInspect } from "./access.ts";

// After its exit a process has left all namespaces but those that its number and its credentials belong to.
const OF_A_ZOMBIE: readonly string[] = ["pid", "user"];

function namespaceOf(at: At, field: keyof NsSet): NsId | Errno {
  const task = subjectOf(at);
  if (!mayInspect(at.v.k, at.v.task, task)) return EACCES;
  if (task.state === "zombie" && !OF_A_ZOMBIE.includes(field)) return ENOENT;
  const id = task.ns[field];
  // "the value … is empty" until the first child has been made in it: pidns_for_children_get(), kernel/pid_namespace.c
  if (field === "pidForChildren" && pidNs(at.v.k, id).init === null) return ENOENT;
  return id;
}

function nsLink(field: keyof NsSet): GenLink {
  const text = (at: At) => {
    const id = namespaceOf(at, field);
    if (failed(id)) return id;
    const { kind, inum } = lookup(at.v.k.namespaces, id);
    return `${kind}:[${inum}]`;
  };
  return link(text, (at) => {
    const id = namespaceOf(at, field);
    return failed(id) ? id : nsPath(id);
  });
}

export const nsDir: GenDir = dir(
  {
    net: nsLink("net"),
    uts: nsLink("uts"),
    ipc: nsLink("ipc"),
    pid: nsLink("pid"),
    pid_for_children: nsLink("pidForChildren"),
    user: nsLink("user"),
    mnt: nsLink("mnt"),
    cgroup: nsLink("cgroup"),
    time: nsLink("time"),
    time_for_children: nsLink("timeForChildren"),
  },
  0o511,
);
