// What runc remembers of a container: a directory of its own below /run/runc, with state.json and, until it is started,
// exec.fifo. In which state it is nobody keeps: it is looked up.

import { failed } from "../../kernel/abi/errno.ts";
import { listDir, readFile } from "../libc.ts";
import { parseStat } from "../procps/proc.ts";
import { type Run, sys } from "../program.ts";
import { isFrozen } from "./cgroup.ts";
import type { ContainerState } from "./container-life.ts";
import { Failure, orFail } from "./failure.ts";
import { removeAll, writeFile } from "./files.ts";
import { marshal } from "./go-json.ts";

/** state.json, in part: BaseState, libcontainer/container.go of runc */
export interface Container {
  readonly id: string;
  readonly init_process_pid: number;
  /** Clock ticks from boot: the process with that number and another start is another one. */
  readonly init_process_start: number;
  /** RFC 3339. */
  readonly created: string;
  readonly config: {
    readonly rootfs: string;
    readonly namespaces: readonly { readonly type: string; readonly path: string }[];
    readonly labels: readonly string[];
    readonly no_new_privileges: boolean;
    readonly version: string;
  };
  readonly rootless: boolean;
  readonly cgroup_paths: { readonly "": string };
  readonly namespace_paths: Readonly<Record<string, string>>;
}

export const bundleOf = ({ config: { labels } }: Container): string =>
  labels.find((l) => l.startsWith("bundle="))?.slice(7) ?? "";

export const directoryOf = (root: string, id: string): string => `${root}/${id}`;
export const fifoOf = (root: string, id: string): string => `${root}/${id}/exec.fifo`;

/** "container names may only contain …": validateID() */
export function checkId(id: string): void {
  if (!/^[\w+-.]+$/.test(id) || id === "." || id === "..") throw new Failure("invalid container ID format");
}

export function* load(root: string, id: string): Run<Container> {
  checkId(id);
  const text = yield* readFile(`${directoryOf(root, id)}/state.json`);
  if (failed(text)) throw new Failure("container does not exist");
  return JSON.parse(text) as Container;
}

export function* save(root: string, c: Container): Run<void> {
  const path = `${directoryOf(root, c.id)}/state.json`;
  orFail(yield* writeFile(path, marshal(c)), `open ${path}`);
}

export function* all(root: string): Run<Container[]> {
  const names = yield* listDir(root);
  const found: Container[] = [];
  for (const id of failed(names) ? [] : names.sort()) {
    const text = yield* readFile(`${directoryOf(root, id)}/state.json`);
    if (!failed(text)) found.push(JSON.parse(text) as Container);
  }
  return found;
}

/** runType(): from its first process, its cgroup and whether the fifo is still there. */
export function* stateOf(root: string, c: Container): Run<ContainerState> {
  const text = yield* readFile(`/proc/${c.init_process_pid}/stat`);
  if (c.init_process_pid === 0 || failed(text)) return "stopped";
  const stat = parseStat(text);
  if (!stat || stat.start !== c.init_process_start || stat.state === "Z" || stat.state === "X") return "stopped";
  if (yield* isFrozen(c.cgroup_paths[""])) return "paused";
  return failed(yield* sys("stat", { path: fifoOf(root, c.id) })) ? "running" : "created";
}

/** Clock ticks from boot at which a process began; 0 where it is not there. */
export function* startOf(pid: number): Run<number> {
  const text = yield* readFile(`/proc/${pid}/stat`);
  return failed(text) ? 0 : (parseStat(text)?.start ?? 0);
}

export function* forget(root: string, id: string): Run<void> {
  yield* removeAll(directoryOf(root, id));
}
