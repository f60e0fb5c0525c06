// The network's configuration: rtnetlink(7). A program sends a message on a netlink socket, and the kernel acknowledges it
// with an error number and sometimes a sentence ("extended ack"), or answers with a list. Here message and answer are
// one call.

import { EPERM, type Errno } from "../abi/errno.ts";
import * as address from "../net/rtnl-address.ts";
import * as link from "../net/rtnl-link.ts";
import * as neigh from "../net/rtnl-neigh.ts";
import * as route from "../net/rtnl-route.ts";
import { netNs } from "../net/stack.ts";
import type { NsId } from "../ns/namespace.ts";
import { capable } from "../security/capable.ts";
import type { Pid } from "../task/task.ts";
import type { Tx } from "../tx.ts";

export type RtnlRequest = link.LinkRequest | address.AddressRequest | route.RouteMessage | neigh.NeighbourRequest;

/** The acknowledgement of a change: error 0, or why not. */
export interface Ack {
  readonly error: 0 | Errno;
  /** "NLMSGERR_ATTR_MSG" */
  readonly extack?: string;
}

const CHANGES = /^RTM_(NEW|DEL|SET)/;

/** Sends one message about the caller's network namespace. */
export function sysRtnetlink(tx: Tx, pid: Pid, { message }: { message: RtnlRequest }): RtnlReply {
  const task = tx.task(pid);
  const ns = task.ns.net;
  // "EPERM" for changes without CAP_NET_ADMIN over the namespace: rtnetlink_rcv_msg()
  const may = (over: NsId): boolean => capable(tx.k, task, "CAP_NET_ADMIN", netNs(tx.k, over).owner);
  if (CHANGES.test(message.type) && !may(ns)) return { error: EPERM };
  switch (message.type) {
    case "RTM_NEWLINK":
    case "RTM_DELLINK":
    case "RTM_SETLINK":
      return link.changeLink(tx, task, ns, message, may);
    case "RTM_GETLINK":
      return { error: 0, links: link.dumpLinks(tx, ns) };
    case "RTM_GETNSID":
      return { error: 0, nsid: link.numberOfFd(tx, task, ns, message.fd) };
    case "RTM_NEWADDR":
    case "RTM_DELADDR":
    case "RTM_FLUSHADDR":
      return address.changeAddress(tx, ns, message);
    case "RTM_NEWROUTE":
    case "RTM_DELROUTE":
      return route.changeRoute(tx, ns, message);
    case "RTM_GETROUTE":
      return message.dst === undefined
        ? { error: 0, routes: route.dumpRoutes(tx.k, ns) }
        : route.getRoute(tx, ns, message);
    case "RTM_NEWNEIGH":
    case "RTM_DELNEIGH":
      return neigh.changeNeighbour(tx, ns, message);
    case "RTM_GETNEIGH":
      return { error: 0, neighbours: neigh.dumpNeighbours(tx, ns) };
    default:
      return message satisfies never;
  }
}

export interface RtnlReply extends Ack {
  readonly links?: readonly link.LinkInfo[];
  readonly nsid?: number;
  readonly routes?: readonly route.RouteInfo[];
  readonly found?: route.FoundRoute;
  readonly neighbours?: readonly neigh.NeighbourInfo[];
}
