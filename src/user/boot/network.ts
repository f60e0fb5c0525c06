// The network of a Debian 13 host once it has come up: the loopback device, and a card with an address and a gateway. The
// cable leads out of the world: nobody there answers.

import { parseIp } from "../../kernel/net/address.ts";
import { deviceNamed, loopbackOf } from "../../kernel/net/device.ts";
import { addAddress } from "../../kernel/net/inet.ts";
import { setUp } from "../../kernel/net/link.ts";
import { addRoute } from "../../kernel/net/route-change.ts";
import type { NsId } from "../../kernel/ns/namespace.ts";
import type { Tx } from "../../kernel/tx.ts";

// What QEMU's own network gives to a guest.
const ADDRESS = parseIp("10.0.2.15");
const GATEWAY = parseIp("10.0.2.2");
const BROADCAST = parseIp("10.0.2.255");
const PREFIX = 24;

export function configureNetwork(tx: Tx, ns: NsId): void {
  const lo = loopbackOf(tx.k, ns);
  const { nic } = tx.machine.hardware;
  const card = deviceNamed(tx.k, ns, nic);
  if (!lo || !card || ADDRESS === null || GATEWAY === null) throw new Error("a host without network devices");
  setUp(tx, lo.id);
  addAddress(tx, card.id, { ip: ADDRESS, prefix: PREFIX, broadcast: BROADCAST, scope: "global", label: nic });
  setUp(tx, card.id);
  const common = {
    type: "unicast",
    dev: null,
    src: null,
    metric: 0,
    scope: null,
    proto: "boot",
    onlink: false,
  } as const;
  addRoute(tx, ns, { ...common, dst: 0 as typeof GATEWAY, prefix: 0, via: GATEWAY }, "add");
}
