// Changing tables: what iptables -A, -I, -D, -R, -F, -N, -X, -E, -P and -Z ask of the kernel.

import { EBUSY, EEXIST, EINVAL, ENOENT, type Errno } from "../abi/errno.ts";
import type { NsId } from "../ns/namespace.ts";
import type { Tx } from "../tx.ts";
import { BUILT_IN, type Chain, type Hook, type Rule, type TableName } from "./netfilter.ts";
import { stackOf } from "./stack.ts";

interface InChain {
  readonly table: TableName;
  readonly chain: string;
}

export type TableChange =
  /** Before the rule at `at`; at the end where it is left out. */
  | (InChain & { readonly op: "insert"; readonly rule: Rule; readonly at?: number })
  | (InChain & { readonly op: "replace"; readonly rule: Rule; readonly at: number })
  | (InChain & { readonly op: "delete"; readonly at: number })
  | (InChain & { readonly op: "flush" | "new-chain" | "delete-chain" | "zero" })
  | (InChain & { readonly op: "rename-chain"; readonly to: string })
  | (InChain & { readonly op: "policy"; readonly policy: "ACCEPT" | "DROP" });

const isBuiltIn = (table: TableName, name: string): boolean => BUILT_IN[table].includes(name as Hook);

export function changeTable(tx: Tx, ns: NsId, m: TableChange): 0 | Errno {
  const chains = withBuiltIn(stackOf(tx.k, ns).tables[m.table] ?? [], m.table, m.chain);
  const changed = change(chains, m);
  if (typeof changed === "number") return changed;
  tx.emit({ type: "netfilter.changed", ns, table: m.table, chains: changed });
  return 0;
}

/** A built-in chain is there from the first time that it is spoken of. */
function withBuiltIn(chains: readonly Chain[], table: TableName, name: string): readonly Chain[] {
  if (!isBuiltIn(table, name) || chains.some((c) => c.name === name)) return chains;
  const fresh: Chain = { name, policy: "ACCEPT", rules: [], packets: 0, bytes: 0 };
  return ordered([...chains, fresh], table);
}

/** Built-in ones in the order of the hooks, then the others by name. */
function ordered(chains: readonly Chain[], table: TableName): readonly Chain[] {
  const rank = ({ name }: Chain): number => {
    const i = BUILT_IN[table].indexOf(name as Hook);
    return i < 0 ? BUILT_IN[table].length : i;
  };
  return [...chains].sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

const freshChain = (name: string): Chain => ({ name, policy: null, rules: [], packets: 0, bytes: 0 });

function change(chains: readonly Chain[], m: TableChange): readonly Chain[] | Errno {
  const chain = chains.find((c) => c.name === m.chain);
  if (m.op === "new-chain") return chain ? EEXIST : ordered([...chains, freshChain(m.chain)], m.table);
  if (!chain) return ENOENT;
  const put = (to: Partial<Chain>): readonly Chain[] => chains.map((c) => (c === chain ? { ...c, ...to } : c));
  switch (m.op) {
    case "insert":
    case "replace": {
      const refused = refuses(chains, m.table, m.chain, m.rule);
      if (refused) return refused;
      const at = m.at ?? chain.rules.length;
      if (at > chain.rules.length || (m.op === "replace" && at === chain.rules.length)) return ENOENT;
      return put({ rules: chain.rules.toSpliced(at, m.op === "replace" ? 1 : 0, m.rule) });
    }
    case "delete":
      return chain.rules[m.at] ? put({ rules: chain.rules.toSpliced(m.at, 1) }) : ENOENT;
    case "flush":
      return put({ rules: [] });
    case "zero":
      return put({ packets: 0, bytes: 0, rules: chain.rules.map((r) => ({ ...r, packets: 0, bytes: 0 })) });
    case "delete-chain":
      if (isBuiltIn(m.table, m.chain) || chain.rules.length > 0 || isReferred(chains, m.chain)) return EBUSY;
      return chains.filter((c) => c !== chain);
    case "rename-chain":
      if (chains.some((c) => c.name === m.to)) return EEXIST;
      return ordered(
        chains.map((c) => ({
          ...c,
          name: c === chain ? m.to : c.name,
          rules: c.rules.map((r) => renamed(r, m.chain, m.to)),
        })),
        m.table,
      );
    case "policy":
      return put({ policy: m.policy, packets: 0, bytes: 0 });
    default:
      return EINVAL;
  }
}

const goesTo = (r: Rule): string | null =>
  r.target?.name === "jump" || r.target?.name === "goto" ? r.target.chain : null;

export const isReferred = (chains: readonly Chain[], name: string): boolean =>
  chains.some((c) => c.rules.some((r) => goesTo(r) === name));

const renamed = (r: Rule, from: string, to: string): Rule =>
  goesTo(r) === from && r.target && "chain" in r.target ? { ...r, target: { ...r.target, chain: to } } : r;

const HOOKS: Readonly<Record<string, readonly Hook[]>> = {
  DNAT: ["PREROUTING", "OUTPUT"],
  REDIRECT: ["PREROUTING", "OUTPUT"],
  SNAT: ["INPUT", "POSTROUTING"],
  MASQUERADE: ["POSTROUTING"],
};

/** Targets that change addresses are for the hooks of the nat table where that is still possible. */
function refuses(chains: readonly Chain[], table: TableName, name: string, rule: Rule): Errno | null {
  const { target } = rule;
  if (!target) return null;
  const to = goesTo(rule);
  if (to !== null) {
    if (isBuiltIn(table, to) || !chains.some((c) => c.name === to)) return ENOENT;
    return reaches(chains, to, name) ? EINVAL : null;
  }
  const hooks = HOOKS[target.name];
  if (!hooks) return target.name === "REJECT" && table !== "filter" ? EINVAL : null;
  if (table !== "nat") return EINVAL;
  return isBuiltIn(table, name) && !hooks.some((h) => h === name) ? EINVAL : null;
}

/** Would a jump to `from` come back to `name`? "ELOOP" */
function reaches(chains: readonly Chain[], from: string, name: string, seen: readonly string[] = []): boolean {
  if (from === name) return true;
  if (seen.includes(from)) return false;
  const rules = chains.find((c) => c.name === from)?.rules ?? [];
  return rules.some((r) => {
    const to = goesTo(r);
    return to !== null && reaches(chains, to, name, [...seen, from]);
  });
}
