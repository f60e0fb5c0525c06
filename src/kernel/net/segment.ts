// One link: which devices a frame reaches from a device, through veth pairs and bridges.

import { get, lookup } from "../table.ts";
import type { Kernel } from "../world.ts";
import { type DevId, isForwarding, type NetDevice, portsOf } from "./device.ts";

export interface Reached {
  /** A device that takes the frame up into its namespace. */
  readonly device: NetDevice;
  /** What the frame passes on the way, from the other end of the first cable to `device`. */
  readonly way: readonly Step[];
}

export interface Step {
  readonly device: DevId;
  readonly how: "received" | "sent";
}

/** Everybody on the link that `dev` is on, but itself. */
export function reachable(k: Kernel, dev: NetDevice): Reached[] {
  return dev.kind === "bridge" ? throughPorts(k, dev.id, null, []) : throughCable(k, dev, []);
}

function throughCable(k: Kernel, from: NetDevice, way: readonly Step[]): Reached[] {
  const end = from.peer === null ? undefined : get(k.devices, from.peer);
  if (!end?.up || !from.up) return [];
  const here = [...way, { device: end.id, how: "received" } as const];
  if (end.master === null) return [{ device: end, way: here }];
  const bridge = lookup(k.devices, end.master);
  if (!bridge.up) return [];
  const self: Reached = { device: bridge, way: [...here, { device: bridge.id, how: "received" }] };
  return [self, ...throughPorts(k, bridge.id, end.id, here)];
}

function throughPorts(k: Kernel, bridge: DevId, but: DevId | null, way: readonly Step[]): Reached[] {
  // A frame that has passed this bridge before goes in a circle: without STP it would do so for ever.
  const ports = portsOf(k, bridge).filter((p) => p.id !== but && isForwarding(k, p));
  const fresh = ports.filter((p) => !way.some((s) => s.device === p.id));
  return fresh.flatMap((p) => throughCable(k, p, [...way, { device: p.id, how: "sent" }]));
}
