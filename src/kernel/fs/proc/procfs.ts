// The root of procfs: what is there once, and a directory for each process.

import { ENOENT, type Errno } from "../../abi/errno.ts";
import { keys } from "../../table.ts";
import { numberIn, pidNs, taskOf } from "../../task/pid.ts";
import type { Task } from "../../task/task.ts";
import { type At, dir, type Entry, type GenDir, link } from "../generated/entry.ts";
import { generatedFs } from "../generated/ops.ts";
import type { FsOps } from "../ops.ts";
import { machineFiles } from "./machine.ts";
import { procNs } from "./numbers.ts";
import { processDir } from "./process.ts";
import { sysctlDir } from "./sysctl.ts";

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
  mounts: link(() => "self/mounts"),
  sys: sysctlDir,
  self: self(String),
  "thread-self": self((pid) => `${pid}/task/${pid}`),
});

/** The process that a directory name stands for. */
function processNamed(at: At, name: string): Task | null {
  return /^[1-9]\d*$/.test(name) ? (taskOf(at.v.k, procNs(at), Number(name)) ?? null) : null;
}

function entry(at: At, name: string): Entry | null {
  return processNamed(at, name) ? processDir : once.entry(at, name);
}

const rootDir: GenDir = {
  kind: "dir",
  mode: 0o555,
  nlink: once.nlink,
  names: (at) => [...(once.names(at) as readonly string[]), ...keys(pidNs(at.v.k, procNs(at)).members).map(String)],
  entry,
  subject: processNamed,
};

export const procOps: FsOps = generatedFs(rootDir);
