// The container's cgroup: cgroup v2, libcontainer/cgroups/fs2 of runc.

import { EEXIST, ENOENT, type Errno, failed } from "../../kernel/abi/errno.ts";
import { listDir, readFile } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { setDevices } from "./device-rules.ts";
import { errnoText, Failure, orFail, within } from "./failure.ts";
import { clean, writeTo } from "./files.ts";
import type { ResourcesSpec } from "./spec.ts";

const MOUNT = "/sys/fs/cgroup";

/** Where the cgroup of container `id` is: cgroupsPath from the root of the hierarchy, or beside the caller's own. */
export function* cgroupDir(id: string, cgroupsPath: string | undefined): Run<string> {
  if (cgroupsPath?.startsWith("/")) return clean(`${MOUNT}${cgroupsPath}`);
  const text = yield* readFile("/proc/self/cgroup");
  const own = failed(text) ? "/" : (/^0::(.*)$/m.exec(text)?.[1] ?? "/");
  // The caller's own has processes in it, so no controllers can be handed down from there: its parent is taken.
  const parent = own.slice(0, own.lastIndexOf("/"));
  return clean(`${MOUNT}${parent}/${cgroupsPath || id}`);
}

/** Makes the cgroup and puts process `pid` into it. What was made is taken away again on failure. */
export function* applyCgroup(dir: string, pid: number, resources: ResourcesSpec | undefined): Run<void> {
  yield* within("unable to apply cgroup configuration", function* () {
    const made = yield* makePath(dir, resources);
    const r = yield* writeTo(`${dir}/cgroup.procs`, String(pid));
    if (!failed(r)) return;
    for (const each of made.reverse()) yield* sys("rmdir", { path: each });
    throw new Failure(`failed to write ${pid}: write ${dir}/cgroup.procs: ${errnoText(r)}`);
  });
}

/** CreateCgroupPath(): every directory on the way hands its controllers down. Returns those that are new. */
function* makePath(dir: string, resources: ResourcesSpec | undefined): Run<string[]> {
  const controllers = orFail(yield* readFile(`${MOUNT}/cgroup.controllers`), `open ${MOUNT}/cgroup.controllers`);
  const names = controllers.trim().split(/\s+/);
  const made: string[] = [];
  const parts = dir.slice(MOUNT.length + 1).split("/");
  for (let i = 0; i <= parts.length; i++) {
    const at = [MOUNT, ...parts.slice(0, i)].join("/");
    if (i > 0) {
      const r = yield* sys("mkdir", { path: at, mode: 0o755 });
      if (failed(r) && r !== EEXIST) orFail(r, `mkdir ${at}`);
      if (!failed(r)) made.push(at);
      yield* checkType(at, resources);
    }
    if (i === parts.length) break;
    const all = yield* writeTo(`${at}/cgroup.subtree_control`, names.map((n) => `+${n}`).join(" "));
    if (failed(all)) for (const name of names) yield* writeTo(`${at}/cgroup.subtree_control`, `+${name}`);
  }
  return made;
}

/** A cgroup below one with processes is invalid, unless it becomes threaded. */
function* checkType(dir: string, resources: ResourcesSpec | undefined): Run<void> {
  const text = yield* readFile(`${dir}/cgroup.type`);
  const type = failed(text) ? "" : text.trim();
  const domain = resources?.memory !== undefined;
  if (type === "domain invalid" && !domain) yield* writeTo(`${dir}/cgroup.type`, "threaded");
  else if (type === "domain invalid")
    throw new Failure(`cannot enter cgroupv2 "${dir}" with domain controllers -- it is in an invalid state`);
  else if (type.endsWith("threaded") && domain)
    throw new Failure(`cannot enter cgroupv2 "${dir}" with domain controllers -- it is in ${type} mode`);
}

/** "-1" is no limit. */
const amount = (n: number): string => (n === -1 ? "max" : String(n));

/** Writes the limits. The order of the files is that of manager.Set(), fs2/fs2.go */
export function* setResources(dir: string, resources: ResourcesSpec | undefined): Run<void> {
  for (const [file, value] of limits(resources)) {
    orFail(yield* writeTo(`${dir}/${file}`, value), `open ${dir}/${file}`);
  }
  yield* setDevices(dir, resources);
}

function limits({ pids, memory, cpu, unified }: ResourcesSpec = {}): (readonly [string, string])[] {
  const files: [string, string][] = [];
  if (pids?.limit) files.push(["pids.max", pids.limit > 0 ? String(pids.limit) : "max"]);
  if (memory?.swap && memory.limit) {
    files.push(["memory.swap.max", memory.swap === -1 ? "max" : String(memory.swap - memory.limit)]);
  }
  if (memory?.limit) files.push(["memory.max", amount(memory.limit)]);
  if (memory?.reservation) files.push(["memory.low", amount(memory.reservation)]);
  if (cpu?.shares) files.push(["cpu.weight", String(weightOf(cpu.shares))]);
  if (cpu?.quota || cpu?.period) {
    const quota = cpu.quota && cpu.quota > 0 ? String(cpu.quota) : "max";
    files.push(["cpu.max", `${quota} ${cpu.period || 100000}`]);
  }
  if (cpu?.cpus) files.push(["cpuset.cpus", cpu.cpus]);
  if (cpu?.mems) files.push(["cpuset.mems", cpu.mems]);
  return [...files, ...Object.entries(unified ?? {})];
}

/** Shares of cgroup v1, 2 to 262144, as the weight of v2, 1 to 10000: ConvertCPUSharesToCgroupV2Value() */
export const weightOf = (shares: number): number => 1 + Math.floor(((shares - 2) * 9999) / 262142);

/** The processes in it and below it. */
export function* processesIn(dir: string): Run<number[]> {
  const text = yield* readFile(`${dir}/cgroup.procs`);
  if (failed(text)) return [];
  const own = text
    .split("\n")
    .filter((line) => line !== "")
    .map(Number);
  for (const name of yield* subdirectories(dir)) own.push(...(yield* processesIn(`${dir}/${name}`)));
  return own;
}

function* subdirectories(dir: string): Run<string[]> {
  const names = yield* listDir(dir);
  if (failed(names)) return [];
  const found: string[] = [];
  for (const name of names) {
    const st = yield* sys("stat", { path: `${dir}/${name}` });
    if (!failed(st) && (st.mode & 0o170000) === 0o040000) found.push(name);
  }
  return found;
}

/** Removes it with those below, once they are empty. */
export function* removeCgroup(dir: string): Run<0 | Errno> {
  const r = yield* sys("rmdir", { path: dir });
  if (!failed(r) || r === ENOENT) return 0;
  for (const name of yield* subdirectories(dir)) yield* removeCgroup(`${dir}/${name}`);
  const again = yield* sys("rmdir", { path: dir });
  return again === ENOENT ? 0 : again;
}

/** Freezes it, or thaws it: `runc pause` and `resume`. */
export function* freeze(dir: string, frozen: boolean): Run<void> {
  orFail(yield* writeTo(`${dir}/cgroup.freeze`, frozen ? "1" : "0"), `open ${dir}/cgroup.freeze`);
}

export function* isFrozen(dir: string): Run<boolean> {
  const text = yield* readFile(`${dir}/cgroup.freeze`);
  return !failed(text) && text.trim() === "1";
}
