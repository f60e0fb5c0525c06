// What happens to devices, routes, packets and sockets.

import type { NsId } from "../ns/namespace.ts";
import type { Ip } from "./address.ts";
import type { Conn } from "./conntrack.ts";
import type { Address, DevId, NetDevice } from "./device.ts";
import type { Neighbour } from "./neighbour.ts";
import type { Chain, Hook, TableName } from "./netfilter.ts";
import type { Packet } from "./packet.ts";
import type { Route } from "./route.ts";
import type { Message, Socket, SockId } from "./socket.ts";

export type NetEvent =
  | { readonly type: "link.created"; readonly device: NetDevice }
  | { readonly type: "link.deleted"; readonly device: DevId }
  | { readonly type: "link.changed"; readonly device: DevId; readonly to: LinkChange }
  /** Into another network namespace, without its addresses. */
  | {
      readonly type: "link.moved";
      readonly device: DevId;
      readonly ns: NsId;
      readonly ifindex: number;
      readonly name: string;
    }
  | { readonly type: "address.added"; readonly device: DevId; readonly address: Address }
  | { readonly type: "address.removed"; readonly device: DevId; readonly ip: Ip; readonly prefix: number }
  | { readonly type: "route.added"; readonly ns: NsId; readonly route: Route }
  | { readonly type: "route.removed"; readonly ns: NsId; readonly route: Route }
  | { readonly type: "neighbour.set"; readonly ns: NsId; readonly neighbour: Neighbour }
  | { readonly type: "neighbour.removed"; readonly ns: NsId; readonly device: DevId; readonly ip: Ip }
  | { readonly type: "netns.numbered"; readonly ns: NsId; readonly other: NsId; readonly id: number }
  /** Nobody is in it, and nobody holds it: its devices, routes and rules are gone. */
  | { readonly type: "netns.died"; readonly ns: NsId }
  | {
      readonly type: "netfilter.changed";
      readonly ns: NsId;
      readonly table: TableName;
      readonly chains: readonly Chain[];
    }
  /** A packet met a rule, or (rule null) a chain's policy. */
  | {
      readonly type: "netfilter.matched";
      readonly ns: NsId;
      readonly table: TableName;
      readonly chain: string;
      readonly rule: number | null;
      readonly bytes: number;
    }
  | { readonly type: "conntrack.set"; readonly ns: NsId; readonly conn: Conn }
  | { readonly type: "conntrack.removed"; readonly ns: NsId; readonly conn: number }
  /** A packet passes a device, or is lost where it is. */
  | { readonly type: "packet.sent"; readonly device: DevId; readonly packet: Packet }
  | { readonly type: "packet.received"; readonly device: DevId; readonly packet: Packet }
  | { readonly type: "packet.dropped"; readonly ns: NsId; readonly where: DropPlace; readonly packet: Packet }
  | { readonly type: "socket.created"; readonly socket: Socket }
  | { readonly type: "socket.changed"; readonly socket: SockId; readonly to: SocketChange }
  | { readonly type: "socket.received"; readonly socket: SockId; readonly message: Message }
  /** `bytes` of a stream, or (null) one message. */
  | { readonly type: "socket.read"; readonly socket: SockId; readonly bytes: number | null }
  | { readonly type: "socket.destroyed"; readonly socket: SockId }
  | { readonly type: "port.given"; readonly ns: NsId; readonly port: number };

export type DropPlace = Hook | "device" | "forwarding" | "martian" | "route" | "neighbour" | "backlog";

export type LinkChange = Partial<
  Pick<NetDevice, "name" | "mac" | "mtu" | "up" | "opened" | "master" | "hadPort" | "linkLocal" | "addresses">
>;

export type SocketChange = Partial<Omit<Socket, "id" | "ns" | "family" | "type" | "ino">>;
