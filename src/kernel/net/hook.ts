// Netfilter's five hooks, as a packet passes them in one namespace: which tables it meets there, and in which order.
//
//   ── PREROUTING ──┬── INPUT ──> a socket ──> OUTPUT ──┬── POSTROUTING ──>
//                   └────────────── FORWARD ────────────┘

import type { NsId } from "../ns/namespace.ts";
import type { Tx } from "../tx.ts";
import { ANY, type Ip } from "./address.ts";
import type { NetDevice } from "./device.ts";
import { ruleMatches } from "./match.ts";
import { withDestination, withSource } from "./nat.ts";
import { BUILT_IN, type Chain, type Hook, type RejectWith, type TableName, type Target } from "./netfilter.ts";
import { stackOf } from "./stack.ts";
import { confirm, type Flow, translate } from "./track.ts";

export interface Devices {
  readonly in: NetDevice | null;
  readonly out: NetDevice | null;
  /** The neighbour it is handed to: what MASQUERADE chooses an address by. */
  readonly next?: Ip;
}

/** What became of it: the flow goes on, perhaps with other addresses, or it does not. */
export type Verdict = Flow | { readonly dropped: true } | { readonly reject: RejectWith };

export const isFlow = (v: Verdict): v is Flow => "packet" in v;

const DROPPED = { dropped: true } as const;
const HAS_NAT: readonly Hook[] = BUILT_IN.nat;
const SIDE: Readonly<Partial<Record<Hook, "src" | "dst">>> = {
  PREROUTING: "dst",
  OUTPUT: "dst",
  INPUT: "src",
  POSTROUTING: "src",
};

export function passHook(tx: Tx, ns: NsId, hook: Hook, flow: Flow, devices: Devices): Verdict {
  // nat comes before filter where it changes the destination, after it where it changes the source.
  if (hook === "OUTPUT") {
    const to = passNat(tx, ns, hook, flow, devices);
    return isFlow(to) ? passFilter(tx, ns, hook, to, devices) : to;
  }
  const kept = hook === "INPUT" || hook === "FORWARD" ? passFilter(tx, ns, hook, flow, devices) : flow;
  if (!isFlow(kept) || !HAS_NAT.includes(hook)) return kept;
  const to = passNat(tx, ns, hook, kept, devices);
  return isFlow(to) && hook !== "PREROUTING" ? confirm(tx, ns, to) : to;
}

function passFilter(tx: Tx, ns: NsId, hook: Hook, flow: Flow, devices: Devices): Verdict {
  const target = meet(tx, ns, "filter", hook, flow, devices);
  if (target?.name === "DROP") return DROPPED;
  return target?.name === "REJECT" ? { reject: target.with } : flow;
}

/** "This table is consulted when a packet that creates a new connection is encountered" - iptables(8) */
function passNat(tx: Tx, ns: NsId, hook: Hook, flow: Flow, devices: Devices): Verdict {
  const side = SIDE[hook];
  if (!side || !flow.conn) return flow;
  const { conn } = flow;
  if (flow.confirmed || flow.state !== "NEW" || conn.natted[side]) return translate(flow, side);
  const target = meet(tx, ns, "nat", hook, flow, devices);
  if (target?.name === "DROP") return DROPPED;
  const inDev = devices.in?.name ?? null;
  const changed =
    !target || side === "dst"
      ? target && withDestination(tx.k, ns, conn, target, inDev)
      : withSource(tx.k, ns, conn, target, devices.out, devices.next ?? ANY);
  const natted = { ...conn.natted, [side]: true };
  return translate({ ...flow, conn: { ...(changed ?? conn), natted } }, side);
}

/** The target that decides about the packet in a built-in chain; null: it may pass. */
function meet(tx: Tx, ns: NsId, table: TableName, hook: Hook, flow: Flow, devices: Devices): Target | null {
  const find = (name: string): Chain | undefined => stackOf(tx.k, ns).tables[table]?.find((c) => c.name === name);
  const base = find(hook);
  if (!base) return null;
  const { packet, state } = flow;
  const passing = { k: tx.k, ns, packet, state, in: devices.in?.name ?? null, out: devices.out?.name ?? null };
  const count = (chain: string, rule: number | null): void =>
    tx.emit({ type: "netfilter.matched", ns, table, chain, rule, bytes: packet.length });

  const run = (chain: Chain): Target | null => {
    for (const [i, rule] of chain.rules.entries()) {
      if (!ruleMatches(rule, passing)) continue;
      count(chain.name, i);
      const { target } = rule;
      if (!target) continue;
      if (target.name === "RETURN") return null;
      if (target.name !== "jump" && target.name !== "goto") return target;
      const other = find(target.chain);
      const decided = other ? run(other) : null;
      if (decided || target.name === "goto") return decided;
    }
    return null;
  };

  const decided = run(base);
  if (decided) return decided.name === "ACCEPT" ? null : decided;
  count(hook, null);
  return base.policy === "DROP" ? { name: "DROP" } : null;
}
