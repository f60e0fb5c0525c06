// What the tests about mounts share: short names for the calls, and what is mounted where.

import * as F from "../abi/flags.ts";
import { values } from "../table.ts";
import type { Pid } from "../task/task.ts";
import { nameFrom } from "./dpath.ts";
import type { Mount } from "./mount.ts";
import type { Bench } from "./testbench.ts";
import { viewOf } from "./view.ts";

export const HOST = 1 as Pid;

export const mount = (b: Bench, target: string, flags = 0, source = "none", fstype = "tmpfs") =>
  b.call("mount", { source, target, fstype, flags, data: "" });
export const bind = (b: Bench, source: string, target: string, flags = 0) =>
  mount(b, target, F.MS_BIND | flags, source, "");
export const mark = (b: Bench, target: string, type: number) => mount(b, target, type, "", "");
export const umount = (b: Bench, target: string, flags = 0) => b.call("umount2", { target, flags });
export const dirs = (b: Bench, ...paths: string[]) => {
  for (const path of paths) b.ok("mkdir", { path, mode: 0o755 });
};

/** Where a task sees mounts, in byte order. */
export function seen(b: Bench, pid: Pid = b.pid): string[] {
  const task = b.tx.task(pid);
  const v = viewOf(b.tx, task);
  return values(b.tx.k.mounts)
    .filter((m) => m.ns === task.ns.mnt)
    .map((m) => nameFrom(v, { mnt: m.id, node: m.root }, task.root))
    .flatMap(({ text, within }) => (within === "root" ? [text] : []))
    .sort();
}

/** The topmost mount at a path. */
export function at(b: Bench, path: string, pid: Pid = b.pid): Mount {
  const task = b.tx.task(pid);
  const v = viewOf(b.tx, task);
  const found = values(b.tx.k.mounts).filter(
    (m) => m.ns === task.ns.mnt && nameFrom(v, { mnt: m.id, node: m.root }, task.root).text === path,
  );
  const top = found.at(-1);
  if (!top) throw new Error(`nothing is mounted at ${path}`);
  return top;
}
