// Messages about neighbours: RTM_NEWNEIGH, RTM_DELNEIGH, RTM_GETNEIGH - rtnetlink(7)

import { EEXIST, ENODEV, ENOENT, type Errno } from "../abi/errno.ts";
import type { NsId } from "../ns/namespace.ts";
import { lookup } from "../table.ts";
import type { Tx } from "../tx.ts";
import type { Ip } from "./address.ts";
import { deviceNamed } from "./device.ts";
import { type NeighbourState, neighbourAt, neighbourState, neighboursOf } from "./neighbour.ts";

export type NeighbourRequest =
  | {
      readonly type: "RTM_NEWNEIGH";
      readonly ip: Ip;
      readonly dev: string;
      readonly mac: string;
      readonly permanent: boolean;
      readonly replace: boolean;
    }
  | { readonly type: "RTM_DELNEIGH"; readonly ip: Ip; readonly dev: string }
  | { readonly type: "RTM_GETNEIGH" };

export interface NeighbourInfo {
  readonly ip: Ip;
  readonly dev: string;
  readonly mac: string | null;
  readonly state: NeighbourState;
}

export function changeNeighbour(
  tx: Tx,
  ns: NsId,
  m: Exclude<NeighbourRequest, { type: "RTM_GETNEIGH" }>,
): { readonly error: 0 | Errno } {
  const dev = deviceNamed(tx.k, ns, m.dev);
  if (!dev) return { error: ENODEV };
  const known = neighbourAt(tx.k, ns, dev.id, m.ip);
  if (m.type === "RTM_DELNEIGH") {
    if (!known) return { error: ENOENT };
    tx.emit({ type: "neighbour.removed", ns, device: dev.id, ip: m.ip });
    return { error: 0 };
  }
  if (known && !m.replace) return { error: EEXIST };
  const { ip, mac, permanent } = m;
  tx.emit({ type: "neighbour.set", ns, neighbour: { ip, dev: dev.id, mac, permanent, confirmed: true, at: tx.now } });
  return { error: 0 };
}

export function dumpNeighbours(tx: Tx, ns: NsId): NeighbourInfo[] {
  return neighboursOf(tx.k, ns).map((n) => ({
    ip: n.ip,
    dev: lookup(tx.k.devices, n.dev).name,
    mac: n.mac,
    state: neighbourState(n, tx.now),
  }));
}
