// What a network namespace holds besides devices and sockets: network_namespaces(7).

import type { NetNs, NsId } from "../ns/namespace.ts";
import { lookup, values } from "../table.ts";
import type { Kernel } from "../world.ts";
import type { Conn } from "./conntrack.ts";
import type { Neighbour } from "./neighbour.ts";
import type { Chain, TableName } from "./netfilter.ts";
import type { Route } from "./route.ts";

export interface NetStack {
  /** The main table. That of local addresses follows from the devices. */
  readonly routes: readonly Route[];
  readonly neighbours: readonly Neighbour[];
  /** Tables exist from the first rule on. */
  readonly tables: Readonly<Partial<Record<TableName, readonly Chain[]>>>;
  readonly conns: readonly Conn[];
  /** Numbers by which this namespace knows others: peernet2id(), net/core/net_namespace.c */
  readonly nsids: Readonly<Record<number, NsId>>;
  readonly lastIfindex: number;
  /** Ports given to sockets that did not ask for one. */
  readonly lastPort: number;
  readonly nextConn: number;
}

export const EMPTY_STACK: NetStack = {
  routes: [],
  neighbours: [],
  tables: {},
  conns: [],
  nsids: {},
  lastIfindex: 0,
  lastPort: 0,
  nextConn: 1,
};

export function netNs(k: Kernel, id: NsId): NetNs {
  const ns = lookup(k.namespaces, id);
  if (ns.kind !== "net") throw new Error(`namespace ${id} is a ${ns.kind} namespace, not net`);
  return ns;
}

export const stackOf = (k: Kernel, id: NsId): NetStack => netNs(k, id).stack ?? EMPTY_STACK;

/** The namespace that the kernel starts with, init_net. */
export function isFirstNetNs(k: Kernel, id: NsId): boolean {
  return firstNetNs(k) === id;
}

export function firstNetNs(k: Kernel): NsId {
  const first = values(k.namespaces).find((n) => n.kind === "net");
  if (!first) throw new Error("a kernel without a network namespace");
  return first.id;
}

export const isForwardingOn = (k: Kernel, id: NsId): boolean => (netNs(k, id).ipForward ?? 0) !== 0;
