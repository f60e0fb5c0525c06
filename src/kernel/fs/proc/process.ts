// /proc/PID: one directory for each process that has a number in the procfs's pid namespace - proc_pid(5).
// Left out: what shows memory (mem, smaps, auxv …), scheduling, io, mountstats.

import { EINVAL, ENOENT, type Errno, failed } from "../../abi/errno.ts";
import { ROOT_CGROUP } from "../../cgroup/cgroup.ts";
import { cpusetOf } from "../../cgroup/cpuset.ts";
import { pathInNs, procCgroup } from "../../cgroup/namespace.ts";
import { COMM_LEN } from "../../param.ts";
import { lookup } from "../../table.ts";
import type { Task } from "../../task/task.ts";
import { dPath } from "../dpath.ts";
import { type At, dir, file, type GenDir, type GenLink, link, subjectOf, writable } from "../generated/entry.ts";
import type { Path } from "../path.ts";
import { inodeBehind } from "../real.ts";
import { inspect } from "./access.ts";
import { fdDir, fdInfoDir } from "./fd-links.ts";
import { idMap, setgroups } from "./id-maps.ts";
import { limits } from "./limits.ts";
import { mountinfo, mounts } from "./mounts.ts";
import { netDir } from "./net-dir.ts";
import { nsDir } from "./ns-links.ts";
import { imageSize, shownPid } from "./numbers.ts";
import { oomAdj, oomScore, oomScoreAdj } from "./oom.ts";
import { stat, statm, wchan } from "./stat.ts";
import { status } from "./status.ts";

const NO_SESSION = 4294967295; // AUDIT_SID_UNSET: nobody logged in through PAM
const PROGRAM_BASE = 0x555555554000; // where a program is mapped when addresses are not randomized

/** Strings each ended by a NUL, as they lie in the process's memory. A zombie has none left. */
const strings = (task: Task, list: readonly string[]): string =>
  task.state === "zombie" ? "" : list.map((s) => `${s}\0`).join("");

const environ = (at: At): string | Errno => {
  const refused = inspect(at);
  return refused ? refused : strings(subjectOf(at), subjectOf(at).env);
};

const comm = writable(
  (at) => `${subjectOf(at).comm}\n`,
  (tx, at, data) => {
    // "Writing … is permitted to a process … in the same thread group" - proc_pid_comm(5)
    if (at.v.task.pid !== subjectOf(at).pid) return EINVAL;
    tx.emit({ type: "task.renamed", pid: at.v.task.pid, comm: data.slice(0, COMM_LEN) });
    return data.length;
  },
);

/** A magic link to a place that the process holds. */
function held(field: "root" | "cwd" | "exe"): GenLink {
  const follow = (at: At): Path | Errno => {
    const task = subjectOf(at);
    const refused = inspect(at);
    if (refused) return refused;
    return task.state === "zombie" ? ENOENT : (task[field] ?? ENOENT);
  };
  const text = (at: At) => {
    const path = follow(at);
    return failed(path) ? path : dPath(at.v, path);
  };
  return link(text, follow);
}

// One line for the program's file: what else is mapped is not modelled.
function maps(at: At): string | Errno {
  const refused = inspect(at);
  if (refused) return refused;
  const { exe, state } = subjectOf(at);
  if (!exe || state === "zombie") return "";
  const end = PROGRAM_BASE + imageSize(at);
  const { major, minor } = lookup(at.v.k.superBlocks, lookup(at.v.k.mounts, exe.mnt).sb);
  const device = [major, minor].map((n) => n.toString(16).padStart(2, "0")).join(":");
  const ino = inodeBehind(at.v.k, exe)?.ino ?? 0;
  const head = `${PROGRAM_BASE.toString(16)}-${end.toString(16)} r-xp 00000000 ${device} ${ino}`;
  return `${head.padEnd(73)}${dPath(at.v, exe)}\n`;
}

const children = file((at) => {
  const visible = subjectOf(at).children.map((pid) => shownPid(at, pid));
  return visible.map((pid) => `${pid} `).join("");
});

const common = {
  cgroup: file((at) => procCgroup(at.v.k, subjectOf(at).cgroup, at.v.task.ns.cgroup)),
  cmdline: file((at) => strings(subjectOf(at), subjectOf(at).argv)),
  comm,
  cpuset: file(
    (at) => `${pathInNs(at.v.k, cpusetOf(at.v.k, subjectOf(at).cgroup) ?? ROOT_CGROUP, at.v.task.ns.cgroup)}\n`,
  ),
  cwd: held("cwd"),
  environ: file(environ, 0o400),
  exe: held("exe"),
  fd: fdDir,
  fdinfo: fdInfoDir,
  gid_map: idMap("gid"),
  limits: file(limits),
  loginuid: file(() => String(NO_SESSION)),
  maps: file(maps),
  mountinfo: file(mountinfo),
  mounts: file(mounts),
  net: netDir,
  ns: nsDir,
  oom_adj: oomAdj,
  oom_score: file(oomScore),
  oom_score_adj: oomScoreAdj,
  root: held("root"),
  sessionid: file(() => String(NO_SESSION)),
  setgroups,
  stat: file(stat),
  statm: file(statm),
  status: file(status),
  uid_map: idMap("uid"),
  wchan: file(wchan),
};

// proc_pid_instantiate(), proc_task_instantiate(), fs/proc/base.c: S_IMMUTABLE
const threadDir: GenDir = { ...dir({ ...common, children }), immutable: true };

/** /proc/PID/task: a process has one thread, with its own number. */
const taskDir: GenDir = {
  kind: "dir",
  mode: 0o555,
  nlink: 3,
  names: (at) => [String(shownPid(at, subjectOf(at).pid))],
  entry: (at, name) => (name === String(shownPid(at, subjectOf(at).pid)) ? threadDir : null),
};

export const processDir: GenDir = { ...dir({ ...common, task: taskDir }), immutable: true };
