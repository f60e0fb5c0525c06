// Who has which address on a link: arp(7). What the kernel does by timers is worked out here when somebody looks.

import type { NsId } from "../ns/namespace.ts";
import { lookup } from "../table.ts";
import type { Kernel } from "../world.ts";
import type { Ip } from "./address.ts";
import type { DevId } from "./device.ts";
import { stackOf } from "./stack.ts";

export interface Neighbour {
  readonly ip: Ip;
  readonly dev: DevId;
  /** null: asked for, and not answered. */
  readonly mac: string | null;
  readonly permanent: boolean;
  /** The neighbour has answered; else it was only heard of. */
  readonly confirmed: boolean;
  /** When it was asked for, heard of or confirmed. Virtual nanoseconds. */
  readonly at: number;
}

export type NeighbourState = "PERMANENT" | "REACHABLE" | "STALE" | "DELAY" | "INCOMPLETE" | "FAILED";

const S = 1e9; // virtual nanoseconds
/** "mcast_solicit: the maximum number of attempts to resolve an address": 3, a second apart - arp(7) */
export const RESOLVE_NS = 3 * S;
const REACHABLE_NS = 30 * S; // "base_reachable_time: … defaults to 30 seconds" - arp(7); the kernel takes 0.5 to 1.5 times it
const DELAY_NS = 5 * S; // "delay_first_probe_time … Defaults to 5 seconds"

/** What ip-neigh(8) shows at `now`. */
export function neighbourState(n: Neighbour, now: number): NeighbourState {
  if (n.permanent) return "PERMANENT";
  const age = now - n.at;
  if (n.mac === null) return age < RESOLVE_NS ? "INCOMPLETE" : "FAILED";
  if (!n.confirmed && age < DELAY_NS) return "DELAY";
  return age < REACHABLE_NS ? "REACHABLE" : "STALE";
}

export const neighbourAt = (k: Kernel, ns: NsId, dev: DevId, ip: Ip): Neighbour | undefined =>
  stackOf(k, ns).neighbours.find((n) => n.dev === dev && n.ip === ip);

/** In the order of a dump. */
export function neighboursOf(k: Kernel, ns: NsId): Neighbour[] {
  const index = (n: Neighbour): number => lookup(k.devices, n.dev).ifindex;
  return [...stackOf(k, ns).neighbours].sort((a, b) => index(a) - index(b) || a.ip - b.ip);
}
