// The packet filter's configuration, as iptables(8) changes it: nf_tables over nfnetlink. One call is one change.

import { EPERM, type Errno } from "../abi/errno.ts";
import type { Chain, TableName } from "../net/netfilter.ts";
import { changeTable, type TableChange } from "../net/ruleset.ts";
import { netNs, stackOf } from "../net/stack.ts";
import { capable } from "../security/capable.ts";
import type { Pid } from "../task/task.ts";
import type { Tx } from "../tx.ts";

export type NfRequest = { readonly op: "get"; readonly table: TableName } | TableChange;

export interface NfReply {
  readonly error: 0 | Errno;
  readonly chains?: readonly Chain[];
}

export function sysNfnetlink(tx: Tx, pid: Pid, { message }: { message: NfRequest }): NfReply {
  const task = tx.task(pid);
  const ns = task.ns.net;
  // nfnetlink_rcv(): CAP_NET_ADMIN even for looking
  if (!capable(tx.k, task, "CAP_NET_ADMIN", netNs(tx.k, ns).owner)) return { error: EPERM };
  if (message.op === "get") return { error: 0, chains: stackOf(tx.k, ns).tables[message.table] ?? [] };
  return { error: changeTable(tx, ns, message) };
}
