// Messages about addresses: RTM_NEWADDR, RTM_DELADDR - rtnetlink(7). A dump of devices tells their addresses too.

import { EADDRNOTAVAIL, EEXIST, ENODEV, type Errno } from "../abi/errno.ts";
import type { NsId } from "../ns/namespace.ts";
import type { Tx } from "../tx.ts";
import type { Ip } from "./address.ts";
import { type Address, deviceNamed } from "./device.ts";
import { addAddress, removeAddress } from "./inet.ts";

interface Named {
  readonly dev: string;
  readonly ip: Ip;
  readonly prefix: number;
}

export type AddressRequest =
  | (Named & {
      readonly type: "RTM_NEWADDR";
      readonly broadcast: Ip | null;
      readonly scope: Address["scope"];
      readonly label?: string;
    })
  | (Named & { readonly type: "RTM_DELADDR" })
  /** Also the IPv6 address that the kernel made: "ip address flush". */
  | { readonly type: "RTM_FLUSHADDR"; readonly dev: string };

interface Ack {
  readonly error: 0 | Errno;
  readonly extack?: string;
}

export function changeAddress(tx: Tx, ns: NsId, m: AddressRequest): Ack {
  const dev = deviceNamed(tx.k, ns, m.dev);
  if (!dev) return { error: ENODEV };
  if (m.type === "RTM_FLUSHADDR") {
    tx.emit({ type: "link.changed", device: dev.id, to: { linkLocal: null } });
    return { error: 0 };
  }
  if (m.type === "RTM_DELADDR") {
    const e = removeAddress(tx, dev.id, m.ip, m.prefix);
    return e === EADDRNOTAVAIL ? { error: e, extack: "ipv4: Address not found" } : { error: e };
  }
  const { ip, prefix, broadcast, scope, label = dev.name } = m;
  const e = addAddress(tx, dev.id, { ip, prefix, broadcast, scope, label });
  return e === EEXIST ? { error: e, extack: "ipv4: Address already assigned" } : { error: e };
}
