// /proc/PID/status - proc_pid_status(5). Left out: faults and context switches (not counted), locked and swapped
// memory, speculation. Memory is the program's file and what the program asked for.

import { capMask } from "../../abi/capability.ts";
import { effectiveCpus } from "../../cgroup/cpuset.ts";
import { listText } from "../../cgroup/parse.ts";
import { cgroupOf } from "../../cgroup/tree.ts";
import { shownId } from "../../security/id-map.ts";
import { limitOf } from "../../task/limits.ts";
import type { Task } from "../../task/task.ts";
import { type At, subjectOf } from "../generated/entry.ts";
import { handled, imageSize, numbersDown, PAGE, shownParent, shownPid, signalMask, stateText } from "./numbers.ts";

const hex = (mask: bigint): string => mask.toString(16).padStart(16, "0");
const octal = (n: number): string => n.toString(8).padStart(4, "0");
const kB = (bytes: number): string => `${String(bytes / 1024).padStart(8)} kB`;

// Control characters would break the lines: escaped as proc_task_name() does.
const escaped = (name: string): string => name.replace(/\\/g, "\\\\").replace(/\n/g, "\\n");

export function status(at: At): string {
  const task = subjectOf(at);
  return [
    `Name:\t${escaped(task.comm)}`,
    ...(task.state === "zombie" ? [] : [`Umask:\t${octal(task.umask)}`]),
    `State:\t${stateText(at.v.k, task)}`,
    `Tgid:\t${shownPid(at, task.pid)}`,
    "Ngid:\t0",
    `Pid:\t${shownPid(at, task.pid)}`,
    `PPid:\t${shownParent(at)}`,
    "TracerPid:\t0",
    ...identity(at, task),
    `NStgid:${numbersDown(at, task.pid)}`,
    `NSpid:${numbersDown(at, task.pid)}`,
    `NSpgid:${numbersDown(at, task.pgid)}`,
    `NSsid:${numbersDown(at, task.sid)}`,
    "Kthread:\t0",
    ...memory(at, task),
    "Threads:\t1",
    ...signals(at, task),
    ...capabilities(task),
    ...processors(at),
    "",
  ].join("\n");
}

/** Ids as the reader's user namespace numbers them. */
function identity({ v }: At, { cred, fds }: Task): string[] {
  const show = (which: "uid" | "gid", ...ids: number[]) =>
    ids.map((id) => shownId(v.k, v.task.ns.user, which, id)).join("\t");
  const highest = Math.max(0, ...Object.keys(fds).map(Number));
  return [
    `Uid:\t${show("uid", cred.uid, cred.euid, cred.suid, cred.euid)}`,
    `Gid:\t${show("gid", cred.gid, cred.egid, cred.sgid, cred.egid)}`,
    // The table of descriptors starts with 64 places and then doubles from 256.
    `FDSize:\t${highest < 64 ? 64 : Math.max(256, 2 ** Math.ceil(Math.log2(highest + 1)))}`,
    `Groups:\t${cred.groups.map((gid) => shownId(v.k, v.task.ns.user, "gid", gid)).join(" ")} `,
  ];
}

function memory(at: At, task: Task): string[] {
  if (task.state === "zombie") return [];
  const image = imageSize(at);
  const { reserved, touched } = task.memory;
  const [size, rss] = [kB(image + reserved * PAGE), kB(image + touched * PAGE)];
  return [`VmPeak:\t${size}`, `VmSize:\t${size}`, `VmHWM:\t${rss}`, `VmRSS:\t${rss}`, `VmExe:\t${kB(image)}`];
}

function signals(at: At, task: Task): string[] {
  const { blocked, pending } = task.sig;
  return [
    `SigQ:\t${pending.length}/${limitOf(subjectOf(at), "sigpending", at.v.hardware).soft}`,
    `SigPnd:\t${hex(0n)}`,
    `ShdPnd:\t${hex(signalMask(pending.map((p) => p.sig)))}`,
    `SigBlk:\t${hex(signalMask(blocked))}`,
    `SigIgn:\t${hex(signalMask(handled(task, "ignore")))}`,
    `SigCgt:\t${hex(signalMask(handled(task, "catch")))}`,
  ];
}

function capabilities({ cred: { caps }, noNewPrivs, seccomp }: Task): string[] {
  return [
    `CapInh:\t${capMask(caps.inheritable)}`,
    `CapPrm:\t${capMask(caps.permitted)}`,
    `CapEff:\t${capMask(caps.effective)}`,
    `CapBnd:\t${capMask(caps.bounding)}`,
    `CapAmb:\t${capMask(caps.ambient)}`,
    `NoNewPrivs:\t${Number(noNewPrivs)}`,
    `Seccomp:\t${seccomp?.mode ?? 0}`,
    `Seccomp_filters:\t${seccomp?.mode === 2 ? seccomp.filters.length : 0}`,
  ];
}

/** The processors that its cpuset leaves it. */
function processors(at: At): string[] {
  const { k, hardware } = at.v;
  const cpus = effectiveCpus(k, cgroupOf(k, subjectOf(at).cgroup), hardware.cpus);
  const mask = cpus.reduce((bits, cpu) => bits | (1n << BigInt(cpu)), 0n);
  return [`Cpus_allowed:\t${mask.toString(16)}`, `Cpus_allowed_list:\t${listText(cpus)}`, "Mems_allowed_list:\t0"];
}
