// The command line of iptables(8): one command, and the rule that it is about.

import { maskOf, networkOf, parseIp } from "../../kernel/net/address.ts";
import { BUILT_IN, type Match, type Name, type Net, type Rule, type TableName } from "../../kernel/net/netfilter.ts";
import { resolveHost } from "../inet.ts";
import { err } from "../libc.ts";
import { Exit, type Run } from "../program.ts";
import { HEAD, misuse, unmodelled } from "./message.ts";
import * as M from "./parse-match.ts";
import * as T from "./parse-target.ts";
import { protocolNumber } from "./protocols.ts";

export type Letter = "A" | "I" | "D" | "R" | "C" | "L" | "S" | "F" | "Z" | "N" | "X" | "E" | "P";

export interface Command {
  readonly letter: Letter;
  readonly table: TableName;
  readonly chain: string | null;
  /** -I, -D, -R: the number of a rule, from 1; -L and -S too. */
  readonly number: number | null;
  /** -P: the policy; -E: the new name. */
  readonly word: string | null;
  /** One for each pair of source and destination. */
  readonly rules: readonly Rule[];
  /** Is a rule given? -D can do with a number. */
  readonly hasRule: boolean;
  readonly numeric: boolean;
  readonly verbose: boolean;
  readonly exact: boolean;
  readonly lineNumbers: boolean;
}

const LONG: Readonly<Record<string, string>> = {
  append: "A",
  insert: "I",
  delete: "D",
  replace: "R",
  check: "C",
  list: "L",
  "list-rules": "S",
  flush: "F",
  zero: "Z",
  new: "N",
  "new-chain": "N",
  "delete-chain": "X",
  "rename-chain": "E",
  policy: "P",
  table: "t",
  protocol: "p",
  proto: "p",
  source: "s",
  src: "s",
  destination: "d",
  dst: "d",
  "in-interface": "i",
  "out-interface": "o",
  match: "m",
  jump: "j",
  goto: "g",
  numeric: "n",
  verbose: "v",
  exact: "x",
  "line-numbers": "0",
  wait: "w",
  fragment: "f",
  "set-counters": "c",
  ipv4: "4",
  ipv6: "6",
  modprobe: "M",
  help: "h",
  version: "V",
};
const WITH_ARGUMENT = /^[AIDRCtpsdiomjgNEPcM]$/;
const OPTIONAL_CHAIN = /^[LSFZX]$/;
const COMMANDS = /^[AIDRCLSFZNXEP]$/;

interface Address {
  readonly nets: readonly Net[];
}

/** Everything that has been read so far. */
interface State {
  letter: string | null;
  table: TableName;
  chain: string | null;
  number: number | null;
  word: string | null;
  proto: { number: number; not: boolean } | undefined;
  source: Address | undefined;
  destination: Address | undefined;
  in: Name | undefined;
  out: Name | undefined;
  matches: M.Draft[];
  target: string | null;
  goto: boolean;
  targetOptions: Map<string, string>;
  flags: Set<string>;
  touched: boolean;
}

/** null: --version or --help, which `special` names. */
export function* parse(words: readonly string[], table: TableName = "filter"): Run<Command | "version" | "help"> {
  const s: State = {
    ...{ letter: null, table, chain: null, number: null, word: null, proto: undefined, source: undefined },
    ...{ destination: undefined, in: undefined, out: undefined, matches: [], target: null, goto: false },
    ...{ targetOptions: new Map(), flags: new Set(), touched: false },
  };
  let not = false;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    if (word === "!") {
      not = true;
      continue;
    }
    if (!word.startsWith("-") || word === "-") {
      yield* misuse(`Bad argument \`${word}'`);
    }
    const eq = word.startsWith("--") ? word.indexOf("=") : -1;
    const typed = word.startsWith("--") ? word.slice(2, eq < 0 ? undefined : eq) : word.slice(1, 2);
    const attached =
      eq >= 0 ? word.slice(eq + 1) : !word.startsWith("--") && word.length > 2 ? word.slice(2) : undefined;
    const key = word.startsWith("--") ? longName(typed, s) : typed;
    if (key === "h" || key === "V") return key === "V" ? "version" : "help";
    const next = (): string | undefined => attached ?? words[++i];
    const behind = (): string | undefined => (/^[-!]/.test(words[i + 1] ?? "-") ? undefined : words[++i]);
    const optional = (): string | undefined => attached ?? behind();
    if (key !== null && key.length === 1) {
      const clusters = !word.startsWith("--") && attached !== undefined && /^[nvx0]$/.test(key);
      if (clusters) {
        s.flags.add(key);
        yield* cluster(s, attached, () => words[++i], behind);
      } else yield* readKey(s, key, word, not, next, optional);
    } else yield* readExtension(s, key ?? typed, word, not, next, () => words[++i]);
    not = false;
  }
  return yield* finish(s);
}

/** "-nvL CHAIN": letters in one word. */
function* cluster(
  s: State,
  letters: string,
  next: () => string | undefined,
  optional: () => string | undefined,
): Run<void> {
  for (const [i, letter] of [...letters].entries()) {
    if (/^[nvx]$/.test(letter)) s.flags.add(letter);
    else {
      const rest = letters.slice(i + 1) || undefined;
      let left = rest;
      const take = (more: () => string | undefined) => (): string | undefined => {
        const value = left ?? more();
        left = undefined;
        return value;
      };
      yield* readKey(s, letter, `-${letter}`, false, take(next), take(optional));
      return;
    }
  }
}

/** The letter of a long option, or the name of an extension's. */
function longName(typed: string, s: State): string | null {
  const exact = LONG[typed];
  if (exact !== undefined) return exact;
  const extensions = [
    ...s.matches.flatMap((m) => M.OPTIONS[m.name]),
    ...(s.target ? (T.OPTIONS[s.target] ?? []) : []),
    ...implicit(s),
  ];
  if (extensions.includes(typed)) return typed;
  const full = [...new Set(extensions.filter((o) => o.startsWith(typed)))];
  if (full.length === 1) return full[0] ?? null;
  const long = Object.keys(LONG).filter((o) => o.startsWith(typed));
  return long.length === 1 ? (LONG[long[0] as string] ?? null) : null;
}

/** Options of the match that a protocol brings along: "-p tcp" knows --dport. */
function implicit(s: State): readonly string[] {
  const name = protoMatch(s);
  return name ? M.OPTIONS[name] : [];
}

function protoMatch(s: State): "tcp" | "udp" | "icmp" | null {
  if (s.proto?.not) return null;
  return s.proto?.number === 6 ? "tcp" : s.proto?.number === 17 ? "udp" : s.proto?.number === 1 ? "icmp" : null;
}

function* readKey(
  s: State,
  key: string,
  word: string,
  not: boolean,
  next: () => string | undefined,
  optional: () => string | undefined,
): Run<void> {
  if (/^[nvx0]$/.test(key)) {
    s.flags.add(key);
    return;
  }
  if (key === "w" || key === "4") {
    if (key === "w") {
      const value = optional();
      if (value !== undefined && !/^\d+$/.test(value)) yield* misuse(`wait seconds not numeric`);
    }
    return;
  }
  if (/^[fcM6]$/.test(key)) return yield* unmodelled(`option '${word}'`);
  if (!WITH_ARGUMENT.test(key) && !OPTIONAL_CHAIN.test(key)) return yield* misuse(`unknown option "${word}"`);
  if (COMMANDS.test(key)) return yield* readCommand(s, key, word, next, optional);
  const value = next();
  if (value === undefined) return yield* misuse(`option "${word}" requires an argument`);
  s.touched ||= key !== "t";
  switch (key) {
    case "t":
      s.table = yield* tableOf(value);
      return;
    case "p": {
      const number = protocolNumber(value);
      if (number === null) return yield* misuse(`unknown protocol "${value}" specified`);
      s.proto = { number, not };
      return;
    }
    case "s":
      s.source = yield* addresses(value, not);
      return;
    case "d":
      s.destination = yield* addresses(value, not);
      return;
    case "i":
      s.in = { name: value, not };
      return;
    case "o":
      s.out = { name: value, not };
      return;
    case "m":
      return yield* addMatch(s, value);
    default:
      s.target = value;
      s.goto = key === "g";
  }
}

function* readCommand(
  s: State,
  key: string,
  word: string,
  next: () => string | undefined,
  optional: () => string | undefined,
): Run<void> {
  if (s.letter !== null && !(s.letter === "L" && key === "Z")) {
    return yield* misuse(`Cannot use -${key} with -${s.letter}\n`);
  }
  s.letter = key;
  s.chain = (OPTIONAL_CHAIN.test(key) ? optional() : next()) ?? null;
  if (s.chain === null) {
    if (WITH_ARGUMENT.test(key)) yield* misuse(`option "${word}" requires an argument`);
    return;
  }
  if (key === "P" || key === "E") {
    s.word = next() ?? null;
    if (s.word === null)
      yield* misuse(key === "P" ? "-P requires a chain and a policy" : "-E requires old-chain-name and new-chain-name");
  } else if (/^[IDRLS]$/.test(key)) {
    const number = optional();
    if (number === undefined) return;
    if (!/^\d+$/.test(number) || number === "0") yield* misuse(`Invalid rule number \`${number}'`);
    s.number = Number(number);
  }
}

const NO_TABLE = 3; // VERSION_PROBLEM

function* tableOf(name: string): Run<TableName> {
  if (name === "filter" || name === "nat") return name;
  if (/^(mangle|raw|security)$/.test(name)) return yield* unmodelled(`table '${name}'`);
  yield* err(`${HEAD}table '${name}' does not exist\nPerhaps iptables or your kernel needs to be upgraded.\n`);
  throw new Exit(NO_TABLE);
}

function* addresses(value: string, not: boolean): Run<Address> {
  const nets: Net[] = [];
  for (const part of value.split(",")) {
    const [host = "", length] = part.split("/");
    const ip = yield* resolveHost(host);
    if (ip === null) return yield* misuse(`host/network \`${host}' not found`);
    const prefix = length === undefined ? 32 : prefixOf(length);
    if (prefix === null) return yield* misuse(`invalid mask \`${length}' specified`);
    nets.push({ ip: networkOf(ip, prefix), prefix, not });
  }
  return { nets };
}

/** "24", "255.255.255.0" */
function prefixOf(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text) <= 32 ? Number(text) : null;
  const mask = parseIp(text);
  if (mask === null) return null;
  for (let prefix = 0; prefix <= 32; prefix++) if (maskOf(prefix) === mask) return prefix;
  return null;
}

function* addMatch(s: State, name: string): Run<void> {
  if (M.OTHER_MATCHES.test(name)) return yield* unmodelled(`match '${name}'`);
  if (!Object.hasOwn(M.OPTIONS, name)) {
    return yield* misuse(`Couldn't load match \`${name}':No such file or directory\n`);
  }
  s.matches.push({ name: name as Match["name"] });
}

/** An option of a match or of the target. */
function* readExtension(
  s: State,
  key: string,
  word: string,
  not: boolean,
  next: () => string | undefined,
  more: () => string | undefined,
): Run<void> {
  s.touched = true;
  const unknown = (): Run<never> => misuse(`unknown option "${word.split("=")[0]}"`);
  if (s.target && T.OPTIONS[s.target]?.includes(key)) {
    const flag = /^(random|random-fully|persistent)$/.test(key);
    const value = flag ? "" : next();
    if (value === undefined) return yield* misuse(`option "${word}" requires an argument`);
    s.targetOptions.set(key, value);
    return;
  }
  let match = s.matches.findLast((m) => M.OPTIONS[m.name].includes(key));
  const own = protoMatch(s);
  if (!match && own && M.OPTIONS[own].includes(key)) {
    match = { name: own };
    s.matches.push(match);
  }
  if (!match) return yield* unknown();
  let value = M.takesArgument(key) ? next() : "";
  if (value === undefined) return yield* misuse(`option "${word}" requires an argument`);
  if (key === "tcp-flags") value = `${value} ${more() ?? ""}`;
  yield* M.readOption(match, key, value, not);
}

const HAS_NO_IN: readonly string[] = ["OUTPUT", "POSTROUTING"];
const HAS_NO_OUT: readonly string[] = ["PREROUTING", "INPUT"];

function* finish(s: State): Run<Command> {
  if (s.letter === null) return yield* misuse("no command specified");
  if (s.in && HAS_NO_IN.includes(s.chain ?? "")) yield* misuse(`Can't use --in-interface with ${s.chain}`);
  if (s.out && HAS_NO_OUT.includes(s.chain ?? "")) yield* misuse(`Can't use --out-interface with ${s.chain}`);
  const hasRule = s.touched;
  return {
    letter: s.letter as Letter,
    table: s.table,
    chain: s.chain,
    number: s.number,
    word: s.word,
    rules: yield* rulesOf(s),
    hasRule,
    numeric: s.flags.has("n"),
    verbose: s.flags.has("v"),
    exact: s.flags.has("x"),
    lineNumbers: s.flags.has("0"),
  };
}

function* rulesOf(s: State): Run<Rule[]> {
  const matches: Match[] = [];
  for (const m of s.matches) matches.push(yield* M.finish(m));
  const proto = s.proto && s.proto.number !== 0 ? { proto: s.proto } : {};
  const target = yield* targetOf(s);
  const common = {
    ...(s.in ? { in: s.in } : {}),
    ...(s.out ? { out: s.out } : {}),
    ...proto,
    ...{ matches, target, packets: 0, bytes: 0 },
  };
  const rules: Rule[] = [];
  for (const source of s.source?.nets ?? [undefined]) {
    for (const destination of s.destination?.nets ?? [undefined]) {
      rules.push({ ...part("source", source), ...part("destination", destination), ...common });
    }
  }
  return rules;
}

/** "0.0.0.0/0" says nothing. */
const part = (name: "source" | "destination", net: Net | undefined): Partial<Rule> =>
  net && (net.prefix > 0 || net.not) ? { [name]: net } : {};

function* targetOf(s: State): Run<Rule["target"]> {
  const { target } = s;
  if (target === null) return null;
  if (s.goto) return { name: "goto", chain: target };
  if (T.OTHER_TARGETS.test(target)) return yield* unmodelled(`target '${target}'`);
  const known = /^(ACCEPT|DROP|RETURN)$/.test(target) || Object.hasOwn(T.OPTIONS, target);
  if (!known) return { name: "jump", chain: target };
  if (target === "DROP" && s.table === "nat") {
    return yield* misuse(
      '\nThe "nat" table is not intended for filtering, the use of DROP is therefore inhibited.\n\n',
    );
  }
  return yield* T.targetOf(target, s.targetOptions, s.proto?.not ? 0 : (s.proto?.number ?? 0));
}

export const isBuiltIn = (table: TableName, chain: string): boolean =>
  (BUILT_IN[table] as readonly string[]).includes(chain);
