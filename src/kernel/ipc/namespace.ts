// Finding and changing what an IPC namespace holds.

import type { Appliers } from "../event.ts";
import type { IpcNs, NsId } from "../ns/namespace.ts";
import { lookup, set } from "../table.ts";
import type { Kernel } from "../world.ts";
import { type AnyIpc, IPC_DEFAULTS, type IpcEvent, type IpcKind, type IpcLimits } from "./objects.ts";

/** The one that the kernel makes fifth: base-world.ts. */
export const INIT_IPC_NS = 5 as NsId;

export function ipcNs(k: Kernel, id: NsId): IpcNs {
  const ns = lookup(k.namespaces, id);
  if (ns.kind !== "ipc") throw new Error(`namespace ${id} is a ${ns.kind} namespace, not ipc`);
  return ns;
}

/** The objects of a kind, by id. */
export const objectsOf = <K extends IpcKind>(ns: IpcNs, kind: K): readonly Extract<AnyIpc, { kind: K }>[] =>
  (ns.objects ?? []).filter((o): o is Extract<AnyIpc, { kind: K }> => o.kind === kind);

export const limitsOf = (ns: IpcNs): IpcLimits => ({ ...IPC_DEFAULTS, ...ns.limits });

/** Ids are given in turn: ipc_idr_alloc(), ipc/util.c */
export const nextIpcId = (ns: IpcNs, kind: IpcKind): number => ns.given?.[kind] ?? 0;

function change(k: Kernel, id: NsId, part: (ns: IpcNs) => Partial<IpcNs>): Kernel {
  const ns = ipcNs(k, id);
  return { ...k, namespaces: set(k.namespaces, ns.id, { ...ns, ...part(ns) }) };
}

export const ipcAppliers: Appliers<IpcEvent, Kernel> = {
  "ipc.created": (k, { ns: id, object }) =>
    change(k, id, (ns) => ({
      objects: [...(ns.objects ?? []), object],
      given: { ...ns.given, [object.kind]: object.id + 1 },
    })),
  "ipc.removed": (k, { ns: id, kind, id: gone }) =>
    change(k, id, (ns) => ({ objects: (ns.objects ?? []).filter((o) => o.kind !== kind || o.id !== gone) })),
  "ipc.limited": (k, { ns: id, limits }) => change(k, id, (ns) => ({ limits: { ...ns.limits, ...limits } })),
};
