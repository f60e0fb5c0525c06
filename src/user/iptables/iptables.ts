// iptables(8): the rules of the packet filter.

import { EBUSY, EEXIST, EINVAL, ENOENT, strerror } from "../../kernel/abi/errno.ts";
import type { Chain, Rule } from "../../kernel/net/netfilter.ts";
import { services } from "../inet.ts";
import { Exit, type Main, type Run } from "../program.ts";
import { flush, put, type Stream, stream } from "../stdio.ts";
import { chainsOf, change } from "./kernel.ts";
import { chainText } from "./list.ts";
import { BAD_RULE, failed, misuse, NO_CHAIN, refuse, unmodelled, VERSION } from "./message.ts";
import { type Command, isBuiltIn, parse } from "./parse.ts";
import { ruleText } from "./rule-text.ts";

export const iptablesMain: Main = function* (self) {
  const out = stream(1);
  let status = 0;
  try {
    const command = yield* parse(self.argv.slice(1));
    if (command === "version") yield* put(out, `iptables ${VERSION}\n`);
    else if (command === "help") yield* unmodelled("option '--help'");
    else yield* run(command, out);
  } catch (e) {
    if (!(e instanceof Exit)) throw e;
    ({ status } = e);
  }
  yield* flush(out);
  return status;
};

export function* run(c: Command, out: Stream): Run<void> {
  const chains = yield* chainsOf(c.table);
  switch (c.letter) {
    case "L":
      return yield* list(c, chains, out);
    case "S":
      return yield* listRules(c, chains, out);
    case "A":
    case "I":
    case "R":
      return yield* place(c, chains);
    case "D":
      return yield* remove(c, chains);
    case "C":
      if (!chains.some((x) => x.name === c.chain)) return yield* refuse(NO_CHAIN);
      for (const rule of c.rules) if (find(chains, c, rule) < 0) yield* refuse(BAD_RULE);
      return;
    case "P":
      return yield* policy(c);
    default:
      return yield* onChains(c, chains);
  }
}

function* chosen(c: Command, chains: readonly Chain[]): Run<readonly Chain[]> {
  if (c.chain === null) return chains;
  const found = chains.filter((x) => x.name === c.chain);
  return found.length > 0 ? found : yield* refuse(NO_CHAIN);
}

function* list(c: Command, chains: readonly Chain[], out: Stream): Run<void> {
  const look = { ...c, services: c.numeric ? [] : yield* services() };
  const shown = yield* chosen(c, chains);
  for (const [i, chain] of shown.entries()) {
    yield* put(out, `${i === 0 ? "" : "\n"}${chainText(chain, chains, look)}`);
  }
}

/** Policies and new chains first, then all rules. */
function* listRules(c: Command, chains: readonly Chain[], out: Stream): Run<void> {
  const shown = yield* chosen(c, chains);
  const counts = (n: { packets: number; bytes: number }): string => (c.verbose ? ` -c ${n.packets} ${n.bytes}` : "");
  if (c.number === null) {
    for (const x of shown) {
      yield* put(out, x.policy === null ? `-N ${x.name}\n` : `-P ${x.name} ${x.policy}${counts(x)}\n`);
    }
  }
  for (const x of shown) {
    for (const [i, r] of x.rules.entries()) {
      if (c.number !== null && c.number !== i + 1) continue;
      yield* put(out, `${[`-A ${x.name}`, withCounts(r, counts(r))].filter((p) => p !== "").join(" ")}\n`);
    }
  }
}

/** The counters stand before the target. */
function withCounts(r: Rule, counts: string): string {
  const text = ruleText(r);
  if (counts === "") return text;
  const at = text.search(/-[jg] \S/);
  return at < 0 ? `${text}${counts}`.trim() : `${text.slice(0, at)}${counts.slice(1)} ${text.slice(at)}`;
}

/** Rules are the same whatever they have counted. */
const same = (a: Rule, b: Rule): boolean =>
  JSON.stringify({ ...a, packets: 0, bytes: 0 }) === JSON.stringify({ ...b, packets: 0, bytes: 0 });

const find = (chains: readonly Chain[], c: Command, rule: Rule): number =>
  chains.find((x) => x.name === c.chain)?.rules.findIndex((r) => same(r, rule)) ?? -1;

const VERBS = { A: "RULE_APPEND", I: "RULE_INSERT", R: "RULE_REPLACE" } as const;

function* place(c: Command, chains: readonly Chain[]): Run<void> {
  const { letter, table, rules, chain: name } = c as Command & { letter: "A" | "I" | "R" };
  const chain = chains.find((x) => x.name === name);
  const to = rules[0]?.target;
  if (to && "chain" in to && !chains.some((x) => x.name === to.chain && x.policy === null)) {
    return yield* misuse(`Chain '${to.chain}' does not exist`);
  }
  if (!chain || name === null) return yield* refuse(NO_CHAIN);
  const at = letter === "A" ? undefined : (c.number ?? 1) - 1;
  if (letter === "I" && (at as number) > chain.rules.length) return yield* refuse("Index of insertion too big.");
  if (letter === "R" && (at as number) >= chain.rules.length) return yield* refuse("Index of replacement too big.");
  // Inserted one after the other at the same place, they would stand the other way round.
  for (const rule of letter === "I" ? [...rules].reverse() : rules) {
    const where = { table, chain: name, rule };
    const e =
      letter === "R"
        ? yield* change({ op: "replace", ...where, at: at as number })
        : yield* change({ op: "insert", ...where, ...(at === undefined ? {} : { at }) });
    if (e === ENOENT) yield* refuse(NO_CHAIN);
    if (e !== 0) yield* failed(`${VERBS[letter]} failed (${strerror(e)}): rule in chain ${name}`);
  }
}

function* remove(c: Command, chains: readonly Chain[]): Run<void> {
  const chain = chains.find((x) => x.name === c.chain);
  if (!chain) return yield* refuse(c.hasRule ? BAD_RULE : NO_CHAIN);
  const { table } = c;
  if (c.number !== null) {
    if (c.number > chain.rules.length) return yield* refuse("Index of deletion too big.");
    yield* change({ op: "delete", table, chain: chain.name, at: c.number - 1 });
    return;
  }
  for (const rule of c.rules) {
    const now = yield* chainsOf(table);
    const at = find(now, c, rule);
    if (at < 0) return yield* refuse(BAD_RULE);
    yield* change({ op: "delete", table, chain: chain.name, at });
  }
}

function* policy(c: Command): Run<void> {
  const { table, chain, word } = c;
  if (chain === null || !isBuiltIn(table, chain)) return yield* refuse("Bad built-in chain name.");
  if (word !== "ACCEPT" && word !== "DROP") return yield* refuse("Bad policy name. Run `dmesg' for more information.");
  yield* change({ op: "policy", table, chain, policy: word });
}

function* onChains(c: Command, chains: readonly Chain[]): Run<void> {
  const { table, chain } = c;
  if (c.letter === "N") {
    if (chain === null) return;
    if (isBuiltIn(table, chain) || (yield* change({ op: "new-chain", table, chain })) === EEXIST) {
      yield* refuse("Chain already exists.");
    }
    return;
  }
  if (c.letter === "E") {
    const e = yield* change({ op: "rename-chain", table, chain: chain ?? "", to: c.word ?? "" });
    if (e === ENOENT) yield* refuse(NO_CHAIN);
    if (e === EEXIST) yield* refuse("File exists.");
    return;
  }
  const op = c.letter === "F" ? "flush" : c.letter === "Z" ? "zero" : "delete-chain";
  const all = yield* chosen(c, chains);
  for (const x of all) {
    if (op === "delete-chain" && chain === null && x.policy !== null) continue;
    if (chain === null && x.policy !== null && x.rules.length === 0 && op !== "zero") continue;
    const e = yield* change({ op, table, chain: x.name });
    if (e === EBUSY) yield* failed(` CHAIN_DEL failed (${strerror(EBUSY)}): chain ${x.name}`);
    if (e === ENOENT || e === EINVAL) yield* refuse(NO_CHAIN);
  }
}
