import type { CgroupEvent } from "./cgroup/event.ts";
import type { FsEvent } from "./fs/event.ts";
import type { IpcEvent } from "./ipc/objects.ts";
import type { LogEvent } from "./machine/log.ts";
import type { MapEvent } from "./memory/event.ts";
import type { NetEvent } from "./net/event.ts";
import type { NsEvent } from "./ns/event.ts";
import type { TaskEvent } from "./task/event.ts";

/** Everything that can happen in a kernel. */
export type KernelEvent = TaskEvent | NsEvent | IpcEvent | FsEvent | CgroupEvent | MapEvent | NetEvent | LogEvent;

/** Handlers for a part of the events, one each: a missing one does not compile. */
export type Appliers<E extends { readonly type: string }, S> = {
  readonly [T in E["type"]]: (state: S, event: Extract<E, { readonly type: T }>) => S;
};
