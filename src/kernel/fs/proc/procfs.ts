// The root of procfs: what is there once, and a directory for each process.

import { ENOENT, type Errno } from "../../abi/errno.ts";
import { toKernelId } from "../../security/id-map.ts";
import { keys } from "../../table.ts";
import { numberIn, pidNs, taskOf } from "../../task/pid.ts";
import type { Task } from "../../task/task.ts";
import { optionOf, textOption } from "../fs-types.ts";
import { type At, dir, type Entry, type GenDir, link } from "../generated/entry.ts";
import { generatedFs } from "../generated/ops.ts";
import type { FsOps } from "../ops.ts";
import { inGroup } from "../permission.ts";
import { mayInspect } from "./access.ts";
import { hardwareFiles } from "./hardware.ts";
import { machineFiles } from "./machine.ts";
import { procNs } from "./numbers.ts";
import { processDir } from "./process.ts";
import { sysctlDir } from "./sysctl.ts";
import { sysrqTrigger } from "./sysrq.ts";
import { sysvipc } from "./sysvipc.ts";

// "This directory refers to the process accessing the /proc filesystem" - proc_self(5); in a procfs of a pid namespace
// that does not see it, it has no number and the link leads nowhere.
function self(suffix: (pid: number) => string) {
  return link((at): string | Errno => {
    const pid = numberIn(at.v.k, procNs(at), at.v.task.pid);
    return pid === 0 ? ENOENT : suffix(pid);
  });
}

const once = dir({
  ...machineFiles,
  ...hardwareFiles,
  mounts: link(() => "self/mounts"),
  net: link(() => "self/net"),
  sys: sysctlDir,
  "sysrq-trigger": sysrqTrigger,
  sysvipc,
  self: self(String),
  "thread-self": self((pid) => `${pid}/task/${pid}`),
});

/** The process that a directory name stands for. */
function processNamed(at: At, name: string): Task | null {
  const task = /^[1-9]\d*$/.test(name) ? taskOf(at.v.k, procNs(at), Number(name)) : undefined;
  return task && isShown(at, task) ? task : null;
}

/** "hidepid=2: … /proc/pid directories belonging to other users become invisible" - proc(5) */
function isShown(at: At, task: Task): boolean {
  const hidden = textOption(at.sb, "hidepid");
  if (hidden === undefined) return true;
  // "gid: Specifies the ID of a group whose members are authorized to learn process information otherwise prohibited"
  const gid = toKernelId(at.v.k, at.sb.userNs, "gid", optionOf(at.sb, "gid") ?? 0) ?? 0;
  if (hidden === "invisible" && inGroup(at.v.task, gid)) return true;
  return mayInspect(at.v.k, at.v.task, task);
}

/** "subset=pid: Show only the specified subset of procfs": the processes. */
const hasOnlyProcesses = (at: At): boolean => textOption(at.sb, "subset") === "pid";
const ABOUT_PROCESSES: readonly string[] = ["self", "thread-self"];

function entry(at: At, name: string): Entry | null {
  if (processNamed(at, name)) return processDir;
  return hasOnlyProcesses(at) && !ABOUT_PROCESSES.includes(name) ? null : once.entry(at, name);
}

function names(at: At): readonly string[] {
  const numbers = keys(pidNs(at.v.k, procNs(at)).members).map(String);
  const others = hasOnlyProcesses(at) ? ABOUT_PROCESSES : (once.names(at) as readonly string[]);
  return [...others, ...numbers.filter((number) => processNamed(at, number))];
}

const rootDir: GenDir = { kind: "dir", mode: 0o555, nlink: once.nlink, names, entry, subject: processNamed };

export const procOps: FsOps = generatedFs(rootDir);
