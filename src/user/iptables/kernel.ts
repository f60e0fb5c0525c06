// What iptables asks of the kernel.

import type { Errno } from "../../kernel/abi/errno.ts";
import { BUILT_IN, type Chain, type Hook, type TableName } from "../../kernel/net/netfilter.ts";
import type { TableChange } from "../../kernel/net/ruleset.ts";
import { type Run, sys } from "../program.ts";
import { failed } from "./message.ts";

const EPERM = -1;

/** The chains of a table, the built-in ones whether they are there yet or not. */
export function* chainsOf(table: TableName): Run<readonly Chain[]> {
  const { error, chains = [] } = yield* sys("nfnetlink", { message: { op: "get", table } });
  if (error === EPERM) {
    return yield* failed("Could not fetch rule set generation id: Permission denied (you must be root)");
  }
  const builtIn = BUILT_IN[table].map((name) => chains.find((c) => c.name === name) ?? fresh(name));
  return [...builtIn, ...chains.filter((c) => c.policy === null)];
}

const fresh = (name: Hook): Chain => ({ name, policy: "ACCEPT", rules: [], packets: 0, bytes: 0 });

/** Does the table exist in the kernel? */
export function* exists(table: TableName): Run<boolean> {
  const { chains = [] } = yield* sys("nfnetlink", { message: { op: "get", table } });
  return chains.length > 0;
}

export function* change(message: TableChange): Run<0 | Errno> {
  return (yield* sys("nfnetlink", { message })).error;
}
