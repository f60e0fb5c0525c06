// The end of a network namespace: nobody is in it, and no descriptor, socket or mount holds it.
//
//   alive ── the last process leaves ──> pinned (bind mount, descriptor, socket) ── the last holder goes ──> gone
//     └────────────────────────── nothing holds it ───────────────────────────────────────────────────────────^
//
// "When a network namespace is freed …, its physical network devices are moved back to the initial network namespace …;
// a veth pair is destroyed" - network_namespaces(7). On Linux a worker does it a moment later: cleanup_net().

import { NSFS_SB } from "../fs/internal.ts";
import type { NsId } from "../ns/namespace.ts";
import { get, values } from "../table.ts";
import type { Tx } from "../tx.ts";
import type { Kernel } from "../world.ts";
import { deviceNamed, devicesOf } from "./device.ts";
import { freeName, moveDevice, remove } from "./link.ts";
import { socketsOf } from "./socket.ts";
import { firstNetNs, netNs } from "./stack.ts";

/** Does a process live in it, or anything keep it? */
export function isNetNsHeld(k: Kernel, id: NsId): boolean {
  return (
    values(k.tasks).some((t) => t.ns.net === id && t.state !== "zombie") ||
    values(k.files).some((f) => f.target.kind === "ns" && f.target.ns === id) ||
    values(k.sockets).some((s) => s.ns === id && s.open) ||
    values(k.mounts).some((m) => m.sb === NSFS_SB && String(m.root) === String(id))
  );
}

/** Ends the namespace if nothing holds it any more. */
export function collectNetNs(tx: Tx, id: NsId): void {
  const ns = get(tx.k.namespaces, id);
  if (ns?.kind !== "net" || ns.dead || id === firstNetNs(tx.k) || isNetNsHeld(tx.k, id)) return;
  const home = firstNetNs(tx.k);
  for (const s of socketsOf(tx.k, id)) tx.emit({ type: "socket.destroyed", socket: s.id });
  for (const dev of devicesOf(tx.k, id)) {
    if (!get(tx.k.devices, dev.id)) continue;
    if (dev.kind !== "physical") remove(tx, dev.id);
    else moveDevice(tx, dev.id, home, deviceNamed(tx.k, home, dev.name) ? freeName(tx.k, home, "dev") : dev.name);
  }
  if (!netNs(tx.k, id).dead) tx.emit({ type: "netns.died", ns: id });
}
